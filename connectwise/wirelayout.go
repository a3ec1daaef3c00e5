package connectwise

import (
	"encoding/json"
	"reflect"
	"strings"
	"unicode/utf8"
)

// layout is where the fields of a wire type are, by their names in lower case:
// encoding/json does not mind case either.
type layout struct {
	fields map[string]*wireField
	seen   map[string]*wireField // names as they were sent; nil for those that nobody wants
}

// wireField is one field.
type wireField struct {
	index   []int
	inner   *layout // of a struct that encoding/json reads field by field
	pointer bool
}

// mostNames bounds the names that are remembered: a record may have any.
const mostNames = 512

// layoutOf looks at a wire type; nil for one that has something which only
// encoding/json knows.
func layoutOf(t reflect.Type) *layout {
	l := &layout{fields: map[string]*wireField{}, seen: map[string]*wireField{}}
	if unmarshals(t) || t.Kind() != reflect.Struct || !l.add(t, nil) {
		return nil
	}
	return l
}

func unmarshals(t reflect.Type) bool {
	return reflect.PointerTo(t).Implements(reflect.TypeFor[json.Unmarshaler]())
}

// add takes the fields of a struct, those of structs embedded in it among them.
func (l *layout) add(t reflect.Type, at []int) bool {
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(append([]int(nil), at...), i)
		if f.Anonymous {
			if f.Type.Kind() != reflect.Struct || f.Tag.Get("json") != "" || unmarshals(f.Type) || !l.add(f.Type, index) {
				return false
			}
			continue
		}
		if !f.IsExported() {
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if options != "" || name == "-" {
			return false
		}
		if name == "" {
			name = f.Name
		}
		name = strings.ToLower(name)
		if _, twice := l.fields[name]; twice {
			return false
		}
		m := &wireField{index: index}
		if m.pointer = f.Type.Kind() == reflect.Pointer; !m.pointer && f.Type.Kind() == reflect.Struct && !unmarshals(f.Type) {
			if m.inner = layoutOf(f.Type); m.inner == nil {
				return false
			}
		}
		l.fields[name] = m
	}
	return true
}

// field is the field that a name means; nil for none. It is false for a name that
// is for encoding/json.
func (l *layout) field(name []byte) (*wireField, bool) {
	if m, ok := l.seen[string(name)]; ok {
		return m, true
	}
	for _, c := range name {
		if c == '\\' || c >= utf8.RuneSelf {
			return nil, false
		}
	}
	m := l.fields[strings.ToLower(string(name))]
	if len(l.seen) < mostNames {
		l.seen[string(name)] = m
	}
	return m, true
}
