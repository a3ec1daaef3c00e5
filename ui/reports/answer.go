package reports

import (
	"slices"
	"strings"

	"daybrief/internal/report"
	"daybrief/internal/report/render"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// answer is a report that was answered, with what was asked, and what drawing
// needs of it: it may have thousands of groups, and a key press must not cost
// them all.
type answer struct {
	id     string
	choice choice
	res    report.Result

	names   []string   // of the groups
	figures [][]string // of the groups, by column
	totals  []string   // nil: none
	nameW   int        // cells of the longest name
	widths  []int      // of the columns
	scales  []scale    // of the charts, by column
	slots   []slot     // of a chart over time

	behind struct {
		group, column int
		rows          []int
		known         bool
	}
}

// scale is how long the bars of a column are: the greatest figure, by currency where
// amounts of several stand in a report, else under "".
type scale map[string]float64

// answered makes an answer ready to be drawn.
func answered(id string, c choice, res report.Result) *answer {
	a := &answer{id: id, choice: c, res: res, slots: slotsOf(res)}
	cols := res.Report.Columns
	a.widths, a.scales = make([]int, len(cols)), make([]scale, len(cols))
	for i, col := range cols {
		a.widths[i], a.scales[i] = widget.Width(col.Title), scale{}
	}
	words := func(values []*float64) []string {
		out := make([]string, len(cols))
		for i, col := range cols {
			out[i] = render.Figure(values[i], col.Unit, res.AtLeast)
			a.widths[i] = max(a.widths[i], widget.Width(out[i]))
		}
		return out
	}
	for _, g := range res.Groups {
		a.names = append(a.names, name(g))
		a.nameW = max(a.nameW, widget.Width(name(g)))
		a.figures = append(a.figures, words(g.Values))
		for i, v := range g.Values {
			if v != nil {
				of := scaleOf(cols[i], g)
				a.scales[i][of] = max(a.scales[i][of], *v)
			}
		}
	}
	if res.Totals != nil {
		a.totals = words(res.Totals)
	}
	return a
}

// name is a group's name, with its currency where there are several.
func name(g report.Group) string {
	switch {
	case g.Currency != "":
		return g.Name + ", " + g.Currency
	case g.Name == "":
		return g.Key
	}
	return g.Name
}

// scaleOf is the scale that a figure of a group is drawn on. Amounts of several
// currencies have none in common.
func scaleOf(col report.Column, g report.Group) string {
	if col.Unit != report.Money {
		return ""
	}
	return g.Currency
}

// part is how much of the greatest figure of its scale a group has; 0 where that is
// not known.
func (a *answer) part(group, column int) float64 {
	g := a.res.Groups[group]
	v, most := g.Values[column], a.scales[column][scaleOf(a.res.Report.Columns[column], g)]
	if v == nil || most <= 0 {
		return 0
	}
	return max(0, *v/most)
}

// charted are the groups of a chart: those on the scale of the chosen one.
func (a *answer) charted(chosen, column int) (out []int) {
	col := a.res.Report.Columns[column]
	for i, g := range a.res.Groups {
		if scaleOf(col, g) == scaleOf(col, a.res.Groups[chosen]) {
			out = append(out, i)
		}
	}
	return out
}

// rows are the records behind a figure.
func (a *answer) rows(group, column int) []int {
	b := &a.behind
	if !b.known || b.group != group || b.column != column {
		b.group, b.column, b.rows, b.known = group, column, a.res.Behind(group, column), true
	}
	return b.rows
}

// spelled writes our own words and figures in the signs of a glyph set.
func spelled(text string, g *theme.Glyphs) string {
	if g.Ellipsis == theme.ASCII().Ellipsis {
		text = strings.NewReplacer("÷", "/", "≥", ">").Replace(text)
	}
	return widget.Spell(text, g)
}

// adds is what a record adds to the chosen figure; a dash where nobody knows.
func (s canvas) adds(a *answer, at int, th *theme.Theme) string {
	r, c := a.res.Rows[at], s.column
	switch {
	case c < len(r.Values) && r.Values[c] != nil:
		return render.Figure(r.Values[c], a.res.Report.Columns[c].Unit, false)
	case slices.Contains(r.Unknown, c):
		return th.Glyphs.Dash
	}
	return ""
}
