package tickets

import "strings"

// word is one piece of a filter as typed: where it stands, whether it is
// negated, and its parts. A plain word has no field.
type word struct {
	from, to int // bytes in the filter
	not      bool
	field    string // as typed, lower case; "" for a plain word
	op       string // ":", "=", "<", "<=", ">", ">="
	value    string // quotes taken off
	quoted   bool
}

// lex cuts a filter into words. Every input gives words; a quote that is not
// closed yet reaches to the end, because somebody is still typing.
func lex(s string) []word {
	var out []word
	for i := 0; i < len(s); {
		if s[i] == ' ' {
			i++
			continue
		}
		w := word{from: i}
		if s[i] == '-' && i+1 < len(s) && s[i+1] != ' ' {
			w.not = true
			i++
		}
		i = w.head(s, i)
		i = w.tail(s, i)
		w.to = i
		out = append(out, w)
	}
	return out
}

// head takes "field" and its operator, if that is what stands at i.
func (w *word) head(s string, i int) int {
	j := i
	for j < len(s) && letter(s[j]) {
		j++
	}
	if j == i || j == len(s) || strings.IndexByte(":=<>", s[j]) < 0 {
		return i
	}
	op := s[j : j+1]
	if (op == "<" || op == ">") && j+1 < len(s) && s[j+1] == '=' {
		op += "="
	}
	if strings.HasPrefix(s[j:], "://") {
		return i // an address, not a field
	}
	w.field, w.op = strings.ToLower(s[i:j]), op
	return j + len(op)
}

// tail takes the value: up to a blank, where quotes protect blanks.
func (w *word) tail(s string, i int) int {
	var b strings.Builder
	in := false
	for ; i < len(s) && (in || s[i] != ' '); i++ {
		if s[i] == '"' {
			in = !in
			w.quoted = true
			continue
		}
		b.WriteByte(s[i])
	}
	w.value = b.String()
	return i
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
