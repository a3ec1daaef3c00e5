package connectwise

import (
	"encoding/json"
	"reflect"
	"slices"
	"unicode/utf8"
)

// mostDepth is how deeply the scanner follows what it skips.
const mostDepth = 64

// scanner reads a list of records straight into their wire types: the pages of a
// large tenant are most of what a start costs. It knows what servers send as a
// rule. Whatever else it meets, wrong shapes and broken JSON included, it leaves
// to encoding/json, which then reads the whole list: what both can read they read
// alike.
type scanner struct {
	in    []byte
	at    int
	depth int // of the object that is read
	words *pageWords
}

// scanList reads a list into rows, over what is in them. It is false when the list is
// for encoding/json; the rows are then of no use but for their memory.
func scanList[W any](in []byte, words *pageWords, over []W) (rows []W, ok bool) {
	if rows = over[:0]; rows == nil {
		rows = []W{}
	}
	p := layoutOf(reflect.TypeFor[W]())
	if p == nil {
		return rows, false
	}
	s := scanner{in: in, words: words}
	if !s.takes('[') {
		return rows, false
	}
	for more := !s.takes(']'); more; {
		if len(rows) == 1 { // the others will be about as long, and some shorter
			rows = slices.Grow(rows, len(in)/s.at*9/8+1)
		}
		var w W
		rows = append(rows, w)
		if !s.object(reflect.ValueOf(&rows[len(rows)-1]).Elem(), p) {
			return rows, false
		}
		if more = s.takes(','); !more && !s.takes(']') {
			return rows, false
		}
	}
	s.blanks()
	return rows, s.at == len(s.in)
}

// object reads an object into a struct.
func (s *scanner) object(into reflect.Value, p *layout) bool {
	if !s.takes('{') {
		return false
	}
	s.depth++
	for more := !s.takes('}'); more; {
		s.blanks()
		key := s.text()
		if len(key) < 2 || !s.takes(':') {
			return false
		}
		f, ok := p.field(key[1 : len(key)-1])
		if !ok || !s.assign(into, f) {
			return false
		}
		if more = s.takes(','); !more && !s.takes('}') {
			return false
		}
	}
	s.depth--
	return true
}

// assign reads the value of one field; nil is a field that nobody wants.
func (s *scanner) assign(into reflect.Value, f *wireField) bool {
	s.blanks()
	if f == nil {
		return s.value(0)
	}
	v := into.FieldByIndex(f.index)
	if f.inner != nil && s.at < len(s.in) && s.in[s.at] == '{' {
		return s.object(v, f.inner)
	}
	from := s.at
	if !s.value(0) {
		return false
	}
	raw := s.in[from:s.at]
	switch {
	case f.inner != nil:
		return raw[0] == 'n' // null leaves a struct as it is; anything else is a wrong shape
	case f.pointer && raw[0] == 'n':
		v.SetZero()
		return true
	case f.pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		return s.leaf(v.Interface(), raw)
	}
	return s.leaf(v.Addr().Interface(), raw)
}

// leaf sets a field to what its UnmarshalJSON makes of the value.
func (s *scanner) leaf(into any, raw []byte) bool {
	switch p := into.(type) {
	case *str:
		if raw[0] == '"' && plain(raw) {
			*p = str(s.words.one(raw[1:len(raw)-1], s.depth > 1))
			return true
		}
		err := p.UnmarshalJSON(raw)
		*p = str(s.words.kept(string(*p), s.depth > 1))
		return err == nil
	case *num:
		return p.scan(raw)
	case *flag:
		return p.scan(raw)
	case *moment:
		return p.scan(raw)
	case json.Unmarshaler:
		return p.UnmarshalJSON(raw) == nil
	}
	return json.Unmarshal(raw, into) == nil
}

// plain reports whether a string is what it says: without escapes, and all ASCII.
func plain(raw []byte) bool {
	for _, c := range raw {
		if c == '\\' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// scan is UnmarshalJSON, without an allocation for what is sent as a rule.
func (n *num) scan(raw []byte) bool {
	sum := num(0)
	if raw[0] == 'n' {
		return true // null changes nothing
	}
	if len(raw) > 18 {
		return n.UnmarshalJSON(raw) == nil
	}
	for _, c := range raw {
		if c < '0' || c > '9' {
			return n.UnmarshalJSON(raw) == nil
		}
		sum = sum*10 + num(c-'0')
	}
	*n = sum
	return true
}

// scan is UnmarshalJSON likewise.
func (f *flag) scan(raw []byte) bool {
	switch raw[0] {
	case 't':
		*f = 1
	case 'f':
		*f = -1
	case 'n':
	default:
		return f.UnmarshalJSON(raw) == nil
	}
	return true
}

// scan is UnmarshalJSON likewise.
func (m *moment) scan(raw []byte) bool {
	if t, ok := plainMoment(raw); ok {
		*m = moment(t)
		return true
	}
	return m.UnmarshalJSON(raw) == nil
}
