package widget

import (
	"strings"

	"github.com/clipperhouse/displaywidth"

	"daybrief/ui/theme"
)

// Fit steadies text and makes it exactly w cells: padded at its right, or cut
// with the ellipsis as its last sign. A wide character that would stand half
// outside is replaced by a space.
func Fit(text string, w int, ellipsis string) string {
	if w <= 0 {
		return ""
	}
	text = Truncate(text, w, ellipsis)
	return text + Spaces(w-Width(text))
}

// FitRight is Fit with the padding at the left, for numbers.
func FitRight(text string, w int, ellipsis string) string {
	if w <= 0 {
		return ""
	}
	text = Truncate(text, w, ellipsis)
	return Spaces(w-Width(text)) + text
}

// Truncate steadies text and cuts it to at most w cells, the last of which is
// then the ellipsis.
func Truncate(text string, w int, ellipsis string) string {
	if w <= 0 {
		return ""
	}
	text = Steady(text)
	if Width(text) <= w {
		return text
	}
	room := w - Width(ellipsis)
	if room <= 0 {
		ellipsis, room = "", w
	}
	head, _ := cut(text, room)
	return strings.TrimRight(head, " ") + ellipsis
}

// cut splits steady text after at most w cells, never inside a cluster.
func cut(text string, w int) (head, rest string) {
	if plainASCII(text) {
		n := min(len(text), max(0, w))
		return text[:n], text[n:]
	}
	g := displaywidth.StringGraphemes(text)
	n, used := 0, 0
	for g.Next() {
		cw := clusterCells(g.Value())
		if used+cw > w {
			break
		}
		used += cw
		n += len(g.Value())
	}
	return text[:n], text[n:]
}

// clusterCells is the most cells that any terminal gives a cluster.
func clusterCells(v string) int {
	if len(v) == 1 {
		return 1
	}
	return max(displaywidth.String(v), runeWidths(v))
}

const blanks = "                                                                                                                                                                                                                                                                "

// Spaces is a run of n blanks; "" for none or fewer.
func Spaces(n int) string {
	switch {
	case n <= 0:
		return ""
	case n <= len(blanks):
		return blanks[:n]
	}
	return strings.Repeat(" ", n)
}

// Join puts left at the left edge and right at the right edge of w cells, both
// plain text. When there is no room for both, the left is cut first.
func Join(left, right string, w int, ellipsis string) string {
	r := Truncate(right, w, ellipsis)
	room := w - Width(r)
	if r != "" && room > 0 {
		room--
		return Fit(left, room, ellipsis) + " " + r
	}
	return Fit(left, room, ellipsis) + r
}

// Spell writes our own sentences in the signs of a glyph set: with ASCII
// glyphs, curly quotes and dashes become straight ones. Text from outside is
// left as its writer wrote it, so spell a sentence before such text goes in.
func Spell(sentence string, g *theme.Glyphs) string {
	if plainASCII(sentence) || !plainASCII(g.Ellipsis) {
		return sentence
	}
	return strings.NewReplacer("“", `"`, "”", `"`, "–", "-", "…", "...", "’", "'").Replace(sentence)
}
