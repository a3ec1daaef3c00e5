package connectwise

import (
	"strings"
	"unicode"
)

// dropInvisible removes what a paste brings along unseen: control characters,
// zero-width and bidi characters, soft hyphens. Blanks of every kind become
// plain ones; line breaks stay.
func dropInvisible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r':
			return '\n'
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
}

// trimWrapping removes quotes, brackets and list punctuation around a word. A
// bracket stays when it belongs to an IPv6 address.
func trimWrapping(s string) string {
	const quotes = "\"'`“”‘’«»"
	for {
		t := strings.Trim(s, quotes+"<>()*")
		t = strings.TrimRight(t, ",;.")
		if t == s {
			return s
		}
		s = t
	}
}
