package widget

import (
	"strings"

	"daybrief/ui/theme"
)

// ClauseEnd is where the first clause of a text ends.
func ClauseEnd(text string, g *theme.Glyphs) int {
	end := len(text)
	for _, stop := range clauseStops(g) {
		if i := strings.Index(text, stop); i >= 0 {
			end = min(end, i)
		}
	}
	return end
}

// Clip cuts reasons to w cells: at the end of the last clause that fits, which
// needs no sign since it is a whole statement and the preview has the rest,
// else at the end of a word: half a word tells nothing.
func Clip(text string, w int, g *theme.Glyphs) string {
	text = Steady(text)
	if Width(text) <= w {
		return text
	}
	cut := strings.TrimSuffix(Truncate(text, w, g.Ellipsis), g.Ellipsis)
	end := 0
	for _, stop := range clauseStops(g) {
		// The stop itself may stand beyond the edge.
		if i := strings.LastIndex(text[:min(len(text), len(cut)+len(g.Ellipsis)+len(stop))], stop); i > end && Width(text[:i]) <= w {
			end = i
		}
	}
	if end > 0 {
		return text[:end]
	}
	// Part of a long word may tell something; part of a number tells another number.
	if i := strings.LastIndexByte(cut, ' '); i > 0 && !strings.HasPrefix(text[len(cut):], " ") && (i > len(cut)/2 || strings.ContainsAny(cut[i:], "0123456789")) {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,:("+g.Separator) + g.Ellipsis
}

// clauseStops are what ends a clause: a further reason, a detail, an aside.
func clauseStops(g *theme.Glyphs) []string {
	return []string{" " + g.Separator + " ", ": ", ", ", " ("}
}
