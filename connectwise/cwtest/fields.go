package cwtest

import (
	"fmt"
	"strings"
)

// field is one property of a record: a scalar (get), an object (sub) or an
// odd shape that writes itself (raw, for arrays). The same table serves the
// JSON, the projection, the conditions and the order, so that they agree.
type field[T any] struct {
	name string
	kind kind
	get  func(*T) value
	sub  []field[T]
	raw  func([]byte, *T) []byte
	// fixed properties can be read, but neither filtered nor ordered by.
	fixed bool
}

// resource is one kind of record as an endpoint serves it.
type resource[T any] struct {
	name   string // in error messages: "ticket"
	fields []field[T]
	// aliases are names for conditions and order only: lastUpdated and
	// dateEntered are stored under _info.
	aliases []field[T]
	// blank names the further properties that the API knows and this tenant
	// never fills. They are null, which means left out.
	blank string
	// children are the arrays' properties, for childConditions.
	children func(*T, *query) bool
	id       func(*T) int64
	noOrder  bool // orderBy is refused
	byClosed bool // closedFlag alone runs into the gateway's time limit
	// dated lists grow for ever: a list of them needs a date, an id or one of
	// these fields (separated by blanks) in its conditions.
	dated string
}

func flag[T any](name string, get func(*T) bool) field[T] {
	return field[T]{name: name, kind: kBool, get: func(r *T) value { return boolOf(get(r)) }}
}

func text[T any](name string, get func(*T) string) field[T] {
	return field[T]{name: name, kind: kText, get: func(r *T) value { return textOf(get(r)) }}
}

func when[T any](name string, get func(*T) int64) field[T] {
	return field[T]{name: name, kind: kTime, get: func(r *T) value { return timeOf(get(r)) }}
}

func number[T any](name string, get func(*T) int64) field[T] {
	return field[T]{name: name, kind: kInt, get: func(r *T) value { return intOf(get(r)) }}
}

func real[T any](name string, get func(*T) float64) field[T] {
	return field[T]{name: name, kind: kReal, get: func(r *T) value { return realOf(get(r)) }}
}

func key[T any](name string, get func(*T) int64) field[T] {
	return field[T]{name: name, kind: kInt, get: func(r *T) value { return idOf(get(r)) }}
}

// maybe is a scalar whose getter decides about null itself.
func maybe[T any](name string, k kind, get func(*T) value) field[T] {
	return field[T]{name: name, kind: k, get: get}
}

func object[T any](name string, sub ...field[T]) field[T] { return field[T]{name: name, sub: sub} }

// ref is the usual reference: id and name.
func ref[T any](name string, id func(*T) int64, label func(*T) string) field[T] {
	return object(name, key("id", id), text("name", func(r *T) string {
		if id(r) == 0 {
			return ""
		}
		return label(r)
	}))
}

func fixed[T any](f field[T]) field[T] { f.fixed = true; return f }

// constant is a property that has the same value on every record.
func constant[T any](name string, v value) field[T] {
	return field[T]{name: name, kind: v.k, get: func(*T) value { return v }}
}

func lookup[T any](fs []field[T], name string) *field[T] {
	for i := range fs {
		if fs[i].name == name {
			return &fs[i]
		}
	}
	return nil
}

func inList(list, name string) bool {
	for len(list) > 0 {
		head, tail, _ := strings.Cut(list, " ")
		if head == name {
			return true
		}
		list = tail
	}
	return false
}

// node is a field that a caller asked for, with its key as JSON.
type node[T any] struct {
	key string
	f   *field[T]
	sub []node[T]
}

// plan compiles a `fields` list; "" means everything.
func (r *resource[T]) plan(list string) ([]node[T], error) {
	if list == "" {
		return everything(r.fields), nil
	}
	var out []node[T]
	for _, path := range strings.Split(list, ",") {
		path = strings.TrimSpace(path)
		var err error
		if out, err = r.add(out, path); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (r *resource[T]) add(out []node[T], path string) ([]node[T], error) {
	head, rest, nested := strings.Cut(path, "/")
	f := lookup(r.fields, head)
	if f == nil {
		if inList(r.blank, head) && !strings.Contains(rest, "/") {
			return out, nil
		}
		return nil, fmt.Errorf("field '%s' does not exist on %s", path, r.name)
	}
	if !nested {
		return append(out, node[T]{key: jsonKey(head), f: f, sub: everything(f.sub)}), nil
	}
	leaf := lookup(f.sub, rest)
	if leaf == nil {
		if f.raw != nil || rest == "_info" {
			return out, nil
		}
		return nil, fmt.Errorf("field '%s' does not exist on %s", path, r.name)
	}
	child := node[T]{key: jsonKey(rest), f: leaf}
	for i := range out {
		if out[i].f == f {
			out[i].sub = append(out[i].sub, child)
			return out, nil
		}
	}
	return append(out, node[T]{key: jsonKey(head), f: f, sub: []node[T]{child}}), nil
}

func everything[T any](fs []field[T]) []node[T] {
	out := make([]node[T], len(fs))
	for i := range fs {
		out[i] = node[T]{key: jsonKey(fs[i].name), f: &fs[i], sub: everything(fs[i].sub)}
	}
	return out
}

func jsonKey(name string) string { return `"` + name + `":` }

// appendRecord writes a record without its nulls, as the real server does.
func appendRecord[T any](b []byte, r *T, plan []node[T]) []byte {
	b = append(b, '{')
	b = appendFields(b, r, plan)
	return append(b, '}')
}

func appendFields[T any](b []byte, r *T, plan []node[T]) []byte {
	first := true
	for i := range plan {
		n := &plan[i]
		mark := len(b)
		if !first {
			b = append(b, ',')
		}
		b = append(b, n.key...)
		body := len(b)
		switch {
		case n.f.get != nil:
			if v := n.f.get(r); v.k != kNull {
				b = v.appendJSON(b)
			}
		case n.f.raw != nil:
			b = n.f.raw(b, r)
		default:
			b = append(b, '{')
			if b = appendFields(b, r, n.sub); len(b) == body+1 {
				b = b[:body]
			} else {
				b = append(b, '}')
			}
		}
		if len(b) == body {
			b = b[:mark]
			continue
		}
		first = false
	}
	return b
}
