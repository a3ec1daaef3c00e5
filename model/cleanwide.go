package model

import (
	"unicode"
	"unicode/utf8"
)

// wide deals with a rune beyond C1.
func (c *cleaner) wide(r rune) {
	switch {
	case r == utf8.RuneError:
		c.emit(r)
	case blank(r):
		c.space(1)
	case r == 0x2028 || r == 0x2029:
		c.lineBreak()
	case invisible(r):
	case r >= 0x1f1e6 && r <= 0x1f1ff:
		// Half a flag: terminals draw pairs one, two or four cells wide, and
		// the letters say as much.
		c.emit('A' + r - 0x1f1e6)
	case unicode.In(r, unicode.Mn, unicode.Me):
		c.mark(r)
	case !unicode.IsPrint(r) || r == 0xfffc:
		c.tampered() // private use, unassigned, noncharacters, unknown formats
	default:
		c.emit(r)
	}
}

// mark writes a combining mark when there is something to carry it.
func (c *cleaner) mark(r rune) {
	if !c.base || c.marks >= maxMarks || r == 0x20e3 {
		return
	}
	c.write(r)
	c.marks++
}

// The conjoining Korean letters and the block of syllables they make.
const (
	jamoL, jamoLLast = 0x1100, 0x1112
	jamoV, jamoVLast = 0x1161, 0x1175
	jamoT, jamoTLast = 0x11a8, 0x11c2
	jamoLast         = 0x11ff
	syllables        = 0xac00
)

// hangul reads one letter, or the syllable that it makes with those behind it:
// left apart, vowels and finals have no width of their own, and terminals
// disagree on the sum. A vowel or final without a leader is U+FFFD.
func hangul(s string) (r rune, n int) {
	l, n := utf8.DecodeRuneInString(s)
	if l > jamoLLast {
		if l >= 0x1160 {
			return utf8.RuneError, n
		}
		return l, n
	}
	v, m := utf8.DecodeRuneInString(s[n:])
	if v < jamoV || v > jamoVLast {
		return l, n
	}
	n += m
	r = syllables + ((l-jamoL)*21+v-jamoV)*28
	if t, m := utf8.DecodeRuneInString(s[n:]); t >= jamoT && t <= jamoTLast {
		return r + t - jamoT + 1, n + m
	}
	return r, n
}

// blank reports whether r is a space of some width, or looks like one.
func blank(r rune) bool {
	return r == 0xa0 || r == 0x1680 || r >= 0x2000 && r <= 0x200a || r == 0x202f || r == 0x205f || r == 0x3000 || r == 0x2800
}

// invisible reports whether r is dropped without a trace: format controls
// (bidi, joiners, tags, soft hyphen, byte order mark), variation selectors,
// fillers, skin tones. Prepended signs of Arabic and Kaithi are visible.
func invisible(r rune) bool {
	switch {
	case r >= 0xfe00 && r <= 0xfe0f, r >= 0xe0000 && r <= 0xe0fff:
		return true
	case r == 0x034f || r == 0x115f || r == 0x3164 || r == 0xffa0:
		return true
	case r >= 0x17b4 && r <= 0x17b5, r >= 0x180b && r <= 0x180f:
		return true
	case r >= 0x1f3fb && r <= 0x1f3ff:
		return true
	case r >= 0x0600 && r <= 0x0605, r == 0x06dd, r == 0x070f, r == 0x08e2, r == 0x110bd, r == 0x110cd, r == 0x0890, r == 0x0891:
		return false
	}
	return unicode.Is(unicode.Cf, r)
}
