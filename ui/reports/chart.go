package reports

import (
	"slices"
	"strings"

	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// longest is the length of the longest bar.
const longest = 96

// nameW bounds the names of groups.
const nameW = 32

// chart draws the chosen figure of the groups: upright over time, lying
// otherwise. Above it stands what the figure is.
func (s canvas) chart(f screen.Frame, a *answer, area layout.Rect) []string {
	if area.Empty() {
		return nil
	}
	th, col := f.Theme, a.res.Report.Columns[s.column]
	p := widget.NewPen(area.W, th)
	p.Gap(1)
	title := col.Title
	if of := scaleOf(col, a.res.Groups[s.group]); of != "" {
		title += ", " + of
	}
	p.Text(th.AccentStrong, title)
	p.Gap(2)
	p.Text(th.Faint, spelled(col.Meaning, &th.Glyphs))
	out := []string{p.Line()}
	body := layout.Rect{W: area.W, H: area.H - 1}
	if a.upright() {
		return append(out, s.standing(f, a, body)...)
	}
	return append(out, s.lying(f, a, body)...)
}

// barOf is what lying bars are made of: half a cell high, so that they stay apart.
func barOf(g *theme.Glyphs) string {
	if g.Lower == "_" {
		return g.HeavyH // an underscore is no bar
	}
	return g.Lower
}

// lying draws a bar a line.
func (s canvas) lying(f screen.Frame, a *answer, area layout.Rect) (out []string) {
	th, c := f.Theme, s.column
	groups := a.charted(s.group, c)
	top := scrolled(max(0, slices.Index(groups, s.group)), len(groups), area.H)
	names := max(4, min(a.nameW, nameW, area.W/3))
	long := max(0, min(longest, area.W-names-a.widths[c]-5))
	for _, i := range groups[top:min(top+area.H, len(groups))] {
		ink, bar := th.Text, th.Accent
		if i == s.group {
			ink, bar = th.Strong, th.AccentStrong
		}
		p := widget.NewPen(area.W, th)
		p.Gap(1)
		p.Cell(ink, a.names[i], names)
		p.Gap(1)
		n := int(a.part(i, c)*float64(long) + 0.5)
		if n == 0 && a.part(i, c) > 0 {
			n = 1 // little is not nothing
		}
		p.Cell(bar, strings.Repeat(barOf(&th.Glyphs), min(n, long)), long)
		p.Gap(1)
		p.Right(th.Dim, spelled(a.figures[i][c], &th.Glyphs), a.widths[c])
		out = append(out, p.Line())
	}
	return out
}
