package widget

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

// Terminals disagree about how wide some text is: an emoji made by a variation
// selector is one cell in tmux and two in kitty, a family joined by ZWJ two or
// six, a Devanagari syllable one or two. A wrong guess pushes every border to
// its right. So text is steadied first: rewritten until counting clusters and
// counting runes give the same number, and then all terminals agree.
//
//   - variation selectors go, the base stays: "⚠️" is drawn as "⚠"
//   - of a joined or toned emoji only the first picture stays
//   - a flag becomes its two letters, a keycap its digit
//   - Thai and Lao "am" is split into its two equivalent parts: it looks the same
//   - in cells of a table, spacing vowel signs of Indic scripts are left out;
//     the preview shows them, because nothing stands to its right (see Plain)

// Width is how many cells the text takes. Text without escapes only.
func Width(s string) int {
	if plainASCII(s) {
		return len(s)
	}
	return displaywidth.String(s)
}

// Steady rewrites text so that every terminal gives it the same width.
func Steady(s string) string {
	if plainASCII(s) {
		return s
	}
	// What is left of one cluster can join the next one: go over it again.
	for range 4 {
		s = steady(s, false)
		if displaywidth.String(s) == runeWidths(s) {
			return s
		}
	}
	return strings.Map(func(r rune) rune {
		if r < 0x7f || usual(r) {
			return r
		}
		return '?'
	}, s)
}

// Plain is Steady without the loss: clusters of joining scripts stay whole. It
// is for text with no border to its right.
func Plain(s string) string { return steady(s, true) }

func plainASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 || s[i] > 0x7e {
			return false
		}
	}
	return true
}

func steady(s string, whole bool) string {
	if plainASCII(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "\ufffd")
	var b strings.Builder
	b.Grow(len(s))
	g := displaywidth.StringGraphemes(s)
	for g.Next() {
		v := g.Value()
		if len(v) == 1 {
			b.WriteByte(printable(v[0]))
			continue
		}
		writeCluster(&b, v, whole)
	}
	return b.String()
}

// printable is the byte, or a space for a control character (model.Text holds
// none, but a caller may pass its own words).
func printable(c byte) byte {
	if c < 0x20 || c == 0x7f {
		return ' '
	}
	return c
}

// writeCluster writes one grapheme cluster in its steady form. Clusters that
// take no cell of their own (a lone mark, a lone joiner) are left out.
func writeCluster(b *strings.Builder, v string, whole bool) {
	r, n := utf8.DecodeRuneInString(v)
	if n == len(v) && usual(r) {
		b.WriteString(v)
		return
	}
	if r == ' ' {
		b.WriteByte(' ') // a mark on a blank would join the next word's border
		return
	}
	v = simplify(v)
	if displaywidth.String("|"+v+"|") != 2+displaywidth.String(v) {
		return // it would join what stands beside it, be that a border
	}
	switch byCluster, byRune := displaywidth.String(v), runeWidths(v); {
	case byCluster == 0:
	case byCluster == byRune || whole:
		b.WriteString(v)
	default:
		writeBase(b, v)
	}
}

// usual is true for the runes that never join and whose width nobody doubts:
// Latin, Greek, Cyrillic, symbols, Chinese, Japanese, Korean syllables.
func usual(r rune) bool {
	return r >= 0xa0 && r < 0x300 && r != 0xad || r >= 0x370 && r < 0x483 || r >= 0x2010 && r <= 0x2027 || r >= 0x2030 && r < 0x205f ||
		r >= 0x20a0 && r < 0x20c0 || r >= 0x2100 && r < 0x2600 || r >= 0x3041 && r < 0x3097 || r >= 0x30a0 && r < 0x3100 ||
		r >= 0x4e00 && r < 0xa000 || r >= 0xac00 && r < 0xd7a4
}

// simplify takes away the joiners and selectors on which terminals differ.
func simplify(v string) string {
	var b strings.Builder
	for i, r := range v {
		switch {
		case r == 0x200d && pictureFollows(v[i+3:]):
			return b.String() // the rest of a joined picture
		case r == 0xfe0e || r == 0xfe0f || r == 0x20e3 || r == 0x200d || r == 0x200c:
		case r >= 0x1f3fb && r <= 0x1f3ff: // skin tones
		case r >= 0xe0000 && r <= 0xe0fff: // tags
		case unicode.IsControl(r):
			b.WriteByte(' ')
			return b.String()
		case regional(r):
			b.WriteByte(byte('A' + r - 0x1f1e6))
		case r == 0x0e33:
			b.WriteString("\u0e4d\u0e32")
		case r == 0x0eb3:
			b.WriteString("\u0ecd\u0eb2")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func regional(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }

func pictureFollows(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 0x2190 && !unicode.IsLetter(r) && !unicode.IsMark(r)
}

func runeWidths(v string) int {
	n := 0
	for _, r := range v {
		n += displaywidth.Rune(r)
	}
	return n
}

// writeBase writes the first rune and the marks that take no cell, which every
// terminal draws in the width of the first rune. A virama goes: it would bind
// the base to the next letter again.
func writeBase(b *strings.Builder, v string) {
	for i, r := range v {
		virama := r >= 0x900 && r < 0xd80 && r&0x7f == 0x4d
		if i == 0 || (displaywidth.Rune(r) == 0 && unicode.Is(unicode.Mn, r) && !virama) {
			b.WriteRune(r)
		}
	}
}
