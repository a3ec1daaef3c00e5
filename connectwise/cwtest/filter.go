package cwtest

import (
	"fmt"
	"strings"
)

// test decides about one record.
type test[T any] func(*T) bool

// bind joins a condition to a resource: every name must exist and take part
// in filters, every literal must be of the field's type.
func bind[T any](r *resource[T], c *condition) (test[T], error) {
	if c == nil {
		return func(*T) bool { return true }, nil
	}
	if c.left != nil {
		left, err := bind(r, c.left)
		if err != nil {
			return nil, err
		}
		right, err := bind(r, c.right)
		if err != nil {
			return nil, err
		}
		if c.op == "and" {
			return func(t *T) bool { return left(t) && right(t) }, nil
		}
		return func(t *T) bool { return left(t) || right(t) }, nil
	}
	f, err := r.filterable(c.path)
	if err != nil {
		return nil, err
	}
	return compare(f, c)
}

// filterable finds the field behind a condition's or an order's path.
func (r *resource[T]) filterable(path string) (*field[T], error) {
	if f := lookup(r.aliases, path); f != nil {
		return f, nil
	}
	head, rest, nested := strings.Cut(path, "/")
	f := lookup(r.fields, head)
	if f == nil && inList(r.blank, head) && (!nested || inList("id name identifier", rest)) {
		return &field[T]{name: path, get: func(*T) value { return value{} }}, nil
	}
	if f != nil && nested && !f.fixed {
		f = lookup(f.sub, rest)
	}
	switch {
	case f == nil:
		return nil, fmt.Errorf("'%s' is not a field of %s", path, r.name)
	case f.fixed || f.get == nil:
		return nil, fmt.Errorf("'%s' of %s can not be used in a condition or order", path, r.name)
	}
	return f, nil
}

// compare builds the leaf's test. Null never equals, differs or compares, as
// in SQL; only "= null" and "!= null" find it.
func compare[T any](f *field[T], c *condition) (test[T], error) {
	for _, a := range c.args {
		if err := suits(f.kind, a.k, c); err != nil {
			return nil, err
		}
	}
	get, arg, want := f.get, c.args[0], !c.not
	switch {
	case arg.k == kNull && len(c.args) == 1 && (c.op == "=" || c.op == "!="):
		wantNull := (c.op == "=") == want
		return func(t *T) bool { return (get(t).k == kNull) == wantNull }, nil
	case c.op == "in":
		return member(get, c.args, want), nil
	case c.op == "contains":
		needle := strings.ToLower(arg.s)
		return func(t *T) bool {
			v := get(t)
			return v.k != kNull && strings.Contains(strings.ToLower(v.s), needle) == want
		}, nil
	case c.op == "like":
		pattern := likePattern(arg.s)
		return func(t *T) bool {
			v := get(t)
			return v.k != kNull && pattern.match(strings.ToLower(v.s)) == want
		}, nil
	}
	op := c.op
	return func(t *T) bool {
		v := get(t)
		return v.k != kNull && holds(op, order(v, arg)) == want
	}, nil
}

// suits refuses literals of another type, null outside = and !=, and text
// operators on what is not text.
func suits(want, got kind, c *condition) error {
	number := func(k kind) bool { return k == kInt || k == kReal }
	switch {
	case got == kNull && (c.op == "=" || c.op == "!="):
		return nil
	case got == kNull:
		return fmt.Errorf("null can only follow = or != ('%s')", c.path)
	case (c.op == "contains" || c.op == "like") && (got != kText || want != kText && want != kNull):
		return fmt.Errorf("'%s' needs a string field and a string value ('%s')", c.op, c.path)
	case want == kNull || want == got || number(want) && number(got):
		return nil
	}
	return fmt.Errorf("'%s' expects a %s value, not a %s; strings need quotes, dates brackets", c.path, want, got)
}

func member[T any](get func(*T) value, args []value, want bool) test[T] {
	if args[0].k == kInt {
		set := make(map[int64]bool, len(args))
		for _, a := range args {
			set[a.n] = true
		}
		return func(t *T) bool {
			v := get(t)
			return v.k != kNull && set[v.n] == want
		}
	}
	return func(t *T) bool {
		v := get(t)
		if v.k == kNull {
			return false
		}
		for _, a := range args {
			if order(v, a) == 0 {
				return want
			}
		}
		return !want
	}
}

// order compares two values of one type; text without regard to case, as the
// database behind the real server does.
func order(a, b value) int {
	if a.k == kText || b.k == kText {
		if strings.EqualFold(a.s, b.s) {
			return 0
		}
		return strings.Compare(strings.ToLower(a.s), strings.ToLower(b.s))
	}
	if a.k == kReal || b.k == kReal {
		return sign(a.real() - b.real())
	}
	switch {
	case a.n < b.n:
		return -1
	case a.n > b.n:
		return 1
	}
	return 0
}

func sign(f float64) int {
	switch {
	case f < 0:
		return -1
	case f > 0:
		return 1
	}
	return 0
}

func holds(op string, c int) bool {
	switch op {
	case "=":
		return c == 0
	case "!=":
		return c != 0
	case "<":
		return c < 0
	case "<=":
		return c <= 0
	case ">":
		return c > 0
	}
	return c >= 0
}

// likeRune is one place of a like pattern: a character, or any run of them.
type likeRune struct {
	r   rune
	any bool
}

type like []likeRune

// likePattern reads % and * as "anything"; [[] is a literal bracket.
func likePattern(s string) like {
	var p like
	for _, r := range strings.ReplaceAll(strings.ToLower(s), "[[]", "[") {
		p = append(p, likeRune{r: r, any: r == '%' || r == '*'})
	}
	return p
}

// match tries the pattern with one level of backtracking, which is enough for
// a single kind of wildcard and keeps the time below len(s) × len(p).
func (p like) match(s string) bool {
	in := []rune(s)
	i, j, star, mark := 0, 0, -1, 0
	for i < len(in) {
		switch {
		case j < len(p) && p[j].any:
			star, mark = j, i
			j++
		case j < len(p) && p[j].r == in[i]:
			i++
			j++
		case star >= 0:
			mark++
			i, j = mark, star+1
		default:
			return false
		}
	}
	for j < len(p) && p[j].any {
		j++
	}
	return j == len(p)
}
