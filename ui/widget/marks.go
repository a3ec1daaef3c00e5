package widget

import (
	"strings"

	"daybrief/ui/theme"
)

// Rule is a titled line across w cells: "── Title ─────". A title of nothing
// gives a plain line.
func Rule(title string, w int, th *theme.Theme) string {
	g := &th.Glyphs
	if w <= 0 {
		return ""
	}
	if title == "" || w < 8 {
		return th.Rule.Paint(strings.Repeat(g.Horizontal, w))
	}
	title = Truncate(title, w-5, g.Ellipsis)
	rest := w - 4 - Width(title)
	return th.Rule.Paint(g.Horizontal+g.Horizontal+" ") + th.Dim.Paint(title) + th.Rule.Paint(" "+strings.Repeat(g.Horizontal, rest))
}

// Gauge fills a part (0 to 1) of w cells, to an eighth of a cell.
func Gauge(part float64, w int, g *theme.Glyphs) string {
	if w <= 0 || len(g.Bar) == 0 {
		return Spaces(w)
	}
	if !(part > 0) { // also not a number
		return Spaces(w)
	}
	steps := len(g.Bar)
	n := min(w*steps, int(part*float64(w*steps)+0.5))
	full, rest := n/steps, n%steps
	out := strings.Repeat(g.Bar[steps-1], full)
	if rest > 0 {
		out += g.Bar[rest-1]
		full++
	}
	return out + Spaces(w-full)
}

// Sparkline draws the last w values as heights between 0 and the greatest.
// Values below zero count as zero; a greatest of zero draws the lowest mark.
func Sparkline(values []float64, w int, g *theme.Glyphs) string {
	if w <= 0 || len(g.Spark) == 0 {
		return Spaces(w)
	}
	if len(values) > w {
		values = values[len(values)-w:]
	}
	top := 0.0
	for _, v := range values {
		top = max(top, v)
	}
	var b strings.Builder
	for _, v := range values {
		i := 0
		if top > 0 && v > 0 {
			i = min(len(g.Spark)-1, int(v/top*float64(len(g.Spark)-1)+0.5))
		}
		b.WriteString(g.Spark[i])
	}
	return Spaces(w-len(values)) + b.String()
}

// Frame draws a dialog's border around lines, each of which must be w-4 cells
// wide; the result is w cells wide and two lines higher. The title stands in
// the upper border.
func Frame(title string, lines []string, w int, th *theme.Theme) []string {
	g := &th.Glyphs
	if w < 6 {
		return lines
	}
	head := strings.Repeat(g.Horizontal, w-2)
	top := th.RuleFocus.Paint(g.TopLeft + head + g.TopRight)
	if title = Truncate(title, w-6, g.Ellipsis); title != "" {
		top = th.RuleFocus.Paint(g.TopLeft+g.Horizontal+" ") + th.Strong.Paint(title) +
			th.RuleFocus.Paint(" "+strings.Repeat(g.Horizontal, w-5-Width(title))+g.TopRight)
	}
	side := th.RuleFocus.Paint(g.Vertical)
	out := []string{top}
	for _, l := range lines {
		out = append(out, side+" "+l+" "+side)
	}
	return append(out, th.RuleFocus.Paint(g.BottomLeft+head+g.BottomRight))
}

// Badge is a word on a ground of its own, with a blank at each side.
func Badge(word string, st theme.Style) string { return st.Paint(" " + word + " ") }
