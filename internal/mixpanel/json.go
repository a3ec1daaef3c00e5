package mixpanel

import (
	"encoding/json"
	"errors"
	"unicode/utf8"
)

// errShape is an answer that is JSON, perhaps, but not of the form that it must
// have. errEnds is one that breaks off.
var (
	errShape = errors.New("not of the form that it must have")
	errEnds  = errors.New("breaks off")
)

// maxNest is how deep a value that is passed over may be nested.
const maxNest = 100

// reader takes JSON apart in one pass. encoding/json needs five times as long
// for maps of maps, which is what the big answer is.
type reader struct {
	b   []byte
	i   int
	err error // the first fault; everything is false or zero from then on
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
	r.i = len(r.b)
}

// peek is the next character that is no blank; 0 at the end.
func (r *reader) peek() byte {
	for r.i < len(r.b) {
		switch c := r.b[r.i]; c {
		case ' ', '\t', '\r', '\n':
			r.i++
		default:
			return c
		}
	}
	return 0
}

// take reads a certain character.
func (r *reader) take(want byte) {
	switch c := r.peek(); {
	case r.err != nil:
	case c == want:
		r.i++
	case c == 0 && r.i >= len(r.b):
		r.fail(errEnds)
	default:
		r.fail(errShape)
	}
}

// each calls item for every item of a list or table, which begins and ends with
// these characters. item must read all of it.
func (r *reader) each(begin, end byte, item func()) {
	r.take(begin)
	if r.err == nil && r.peek() == end {
		r.i++
		return
	}
	for r.err == nil {
		item()
		if r.err == nil && r.peek() == ',' {
			r.i++
			continue
		}
		r.take(end)
		return
	}
}

// members calls value for every name of a table; it must read the value.
func (r *reader) members(value func(name []byte)) {
	r.each('{', '}', func() {
		name := r.text()
		r.take(':')
		if r.err == nil {
			value(name)
		}
	})
}

// text reads a string. What it gives is good until the next call.
func (r *reader) text() []byte {
	r.take('"')
	from := r.i
	plain := true
	for r.i < len(r.b) {
		switch c := r.b[r.i]; {
		case c == '"':
			raw := r.b[from:r.i]
			r.i++
			if plain {
				return raw
			}
			return r.unescaped(raw)
		case c == '\\':
			plain = false
			r.i += 2
			continue
		case c < ' ':
			r.fail(errShape)
			return nil
		case c >= utf8.RuneSelf:
			plain = false // to be checked
		}
		r.i++
	}
	r.fail(errEnds)
	return nil
}

func (r *reader) unescaped(raw []byte) []byte {
	var s string
	quoted := append(append([]byte{'"'}, raw...), '"')
	if json.Unmarshal(quoted, &s) != nil {
		r.fail(errShape)
		return nil
	}
	return []byte(s)
}

// count reads a number of people; ok is false for another value, which is passed
// over.
func (r *reader) count() (n int, ok bool) {
	c := r.peek()
	if c < '0' || c > '9' {
		r.skip(0)
		return 0, false
	}
	from := r.i
	for r.i < len(r.b) && r.b[r.i] >= '0' && r.b[r.i] <= '9' {
		n = n*10 + int(r.b[r.i]-'0')
		if r.i++; r.i-from > 9 {
			break
		}
	}
	if r.i < len(r.b) {
		switch c := r.b[r.i]; {
		case c == '.' || c == 'e' || c == 'E' || c >= '0' && c <= '9':
			r.i = from
			r.skip(0)
			return 0, false
		}
	}
	if r.b[from] == '0' && r.i-from > 1 {
		r.fail(errShape)
		return 0, false
	}
	return n, true
}

// skip passes over any value.
func (r *reader) skip(depth int) {
	if depth > maxNest {
		r.fail(errShape)
		return
	}
	switch c := r.peek(); c {
	case '"':
		r.text()
	case '{':
		r.members(func([]byte) { r.skip(depth + 1) })
	case '[':
		r.each('[', ']', func() { r.skip(depth + 1) })
	case 0:
		r.fail(errEnds)
	default:
		r.word()
	}
}

// word passes over a number, true, false or null.
func (r *reader) word() {
	from := r.i
	for r.i < len(r.b) {
		switch r.b[r.i] {
		case ',', ']', '}', ' ', '\t', '\r', '\n':
			if !json.Valid(r.b[from:r.i]) {
				r.fail(errShape)
			}
			return
		}
		r.i++
	}
	if !json.Valid(r.b[from:]) {
		r.fail(errShape)
	}
}

// end says that nothing may follow.
func (r *reader) end() {
	if r.err == nil && (r.peek() != 0 || r.i < len(r.b)) {
		r.fail(errShape)
	}
}
