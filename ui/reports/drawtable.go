package reports

import (
	"strconv"
	"strings"

	"daybrief/internal/report"
	"daybrief/internal/report/render"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// bars are at most so many lines of the chart.
const bars = 12

// longest is the length of the longest bar.
const longest = 72

// nameW bounds the names of groups.
const nameW = 30

// figures are the chart, the table with its totals, and what must be known.
func (s *Screen) figures(f screen.Frame, res report.Result, area layout.Rect) []string {
	remarks := notes(f.Theme, res, area, s.column)
	out := []string{widget.Spaces(area.W)}
	if n := min(bars, len(res.Groups), (area.H-len(remarks)-6)/2); n >= 3 {
		out = append(append(out, s.chart(f, res, area.W, n)...), widget.Spaces(area.W))
	}
	room := area.H - len(out) - len(remarks) - 3 // head, rule, totals
	if room < 1 {
		remarks, room = nil, area.H-len(out)-3
	}
	out = append(out, s.table(f, res, area.W, max(1, room))...)
	return append(widget.Pad(out, area.W, area.H-len(remarks)), remarks...)
}

// name is a group's name, with its currency where there are several.
func name(g report.Group) string {
	if g.Currency != "" {
		return g.Name + ", " + g.Currency
	}
	return g.Name
}

// chart draws the first figure on screen as bars, from the group at the
// selection's page on.
func (s *Screen) chart(f screen.Frame, res report.Result, w, n int) []string {
	th, col := f.Theme, res.Report.Columns[s.column]
	most, names, figures := 0.0, 0, 0
	top := scrolled(s.group, len(res.Groups), n)
	list := res.Groups[top : top+n]
	for _, g := range res.Groups {
		if v := g.Values[s.column]; v != nil {
			most = max(most, *v)
		}
	}
	for _, g := range list {
		names = max(names, widget.Width(name(g)))
		figures = max(figures, widget.Width(render.Figure(g.Values[s.column], col.Unit, res.AtLeast)))
	}
	names = min(names, nameW)
	out := make([]string, 0, n+1)
	p := widget.NewPen(w, th)
	p.Gap(1)
	p.Text(th.Dim, widget.Truncate(col.Title, w-1, th.Glyphs.Ellipsis))
	out = append(out, p.Line())
	for i, g := range list {
		p := widget.NewPen(w, th)
		p.Gap(1)
		ink := th.Text
		if top+i == s.group && s.view == viewTable {
			ink = th.Strong
		}
		p.Cell(ink, widget.Truncate(name(g), names, th.Glyphs.Ellipsis), names+1)
		long := max(0, min(longest, p.Left()-figures-2))
		part := 0.0
		if v := g.Values[s.column]; v != nil && most > 0 {
			part = *v / most
		}
		n := max(0, int(part*float64(long)+0.5))
		if n == 0 && part > 0 {
			n = 1 // little is not nothing
		}
		p.Cell(th.Accent, strings.Repeat(th.Glyphs.Lower, min(n, long)), long)
		p.Gap(1)
		p.Right(th.Dim, render.Figure(g.Values[s.column], col.Unit, res.AtLeast), figures)
		out = append(out, p.Line())
	}
	return out
}

// grid is how the figures share the width: the columns from s.column on that fit.
type grid struct {
	name    int
	columns []int // their numbers
	widths  []int
	more    int // columns that did not fit
}

// gridOf shares a width out, from a column on.
func gridOf(res report.Result, w, from int) grid {
	g := grid{name: 8}
	for _, one := range res.Groups {
		g.name = max(g.name, widget.Width(name(one)))
	}
	g.name = min(g.name, nameW, w/2)
	left := w - g.name - 2
	for i := from; i < len(res.Report.Columns); i++ {
		c := res.Report.Columns[i]
		wide := widget.Width(c.Title)
		for _, one := range res.Groups {
			wide = max(wide, widget.Width(render.Figure(one.Values[i], c.Unit, res.AtLeast)))
		}
		if res.Totals != nil {
			wide = max(wide, widget.Width(render.Figure(res.Totals[i], c.Unit, res.AtLeast)))
		}
		if left -= wide + 2; left < 0 && len(g.columns) > 0 {
			g.more = len(res.Report.Columns) - i
			break
		}
		g.columns, g.widths = append(g.columns, i), append(g.widths, wide)
	}
	return g
}

// table is the head, the groups around the selected one, and the totals.
func (s *Screen) table(f screen.Frame, res report.Result, w, room int) []string {
	th, g := f.Theme, gridOf(res, w, s.column)
	line := func(ink, mark theme.Style, sign, what string, value func(i int) string) string {
		p := widget.NewPen(w, th)
		p.Text(mark, sign)
		p.To(2)
		p.Cell(ink, widget.Truncate(what, g.name, th.Glyphs.Ellipsis), g.name)
		for n, i := range g.columns {
			p.Gap(2)
			p.Right(ink, value(i), min(g.widths[n], max(0, p.Left())))
		}
		return p.Line()
	}
	head := s.kind().By[s.choice().by]
	out := []string{line(th.Dim, th.Dim, "", head, func(i int) string { return res.Report.Columns[i].Title })}
	top := scrolled(s.group, len(res.Groups), room)
	for i := top; i < min(top+room, len(res.Groups)); i++ {
		one, ink, sign, mark := res.Groups[i], th.Text, "", th.Faint
		if i == s.group {
			sign = th.Glyphs.Cursor
			if s.view == viewTable {
				ink, mark = th.Strong, th.Accent
			}
		}
		out = append(out, line(ink, mark, sign, name(one), func(c int) string {
			return render.Figure(one.Values[c], res.Report.Columns[c].Unit, res.AtLeast)
		}))
	}
	if res.Totals == nil {
		return out
	}
	title := "total of " + strconv.Itoa(len(res.Groups))
	return append(out, widget.Rule("", w, th), line(th.Strong, th.Dim, "", title, func(c int) string {
		return render.Figure(res.Totals[c], res.Report.Columns[c].Unit, res.AtLeast)
	}))
}

// notes are what a reader must know, as far as there is room.
func notes(th *theme.Theme, res report.Result, area layout.Rect, column int) []string {
	out := []string{}
	if g := gridOf(res, area.W, column); g.more > 0 || column > 0 {
		p := widget.NewPen(area.W, th)
		p.Gap(1)
		p.Text(th.Dim, strconv.Itoa(len(res.Report.Columns))+" columns; "+th.Glyphs.Left+" "+th.Glyphs.Right+" show the others")
		out = append(out, p.Line())
	}
	most := max(1, area.H/5)
	for i, n := range res.Notes {
		lines, _ := widget.Wrap(widget.Spell(n, &th.Glyphs), max(1, area.W-3), 2)
		if len(out)+len(lines) > most {
			p := widget.NewPen(area.W, th)
			p.Gap(1)
			p.Text(th.Warn, strconv.Itoa(len(res.Notes)-i)+" more remarks: daybrief report "+res.Report.ID)
			return append(out, p.Line())
		}
		for j, l := range lines {
			p := widget.NewPen(area.W, th)
			p.Gap(1)
			if j == 0 {
				p.Text(th.Warn, th.Glyphs.Warn)
			}
			p.To(3)
			p.Text(th.Dim, l)
			out = append(out, p.Line())
		}
	}
	return out
}

// records are those behind the selected group.
func (s *Screen) records(f screen.Frame, res report.Result, area layout.Rect) []string {
	th, list := f.Theme, s.rows()
	p := widget.NewPen(area.W, th)
	p.Gap(1)
	p.Text(th.Strong, name(res.Groups[s.group]))
	p.Text(th.Dim, "  "+strconv.Itoa(s.row+1)+" of "+widget.Count(len(list)))
	out := []string{p.Line(), widget.Spaces(area.W)}
	room := area.H - len(out)
	top := scrolled(s.row, len(list), room)
	for i := top; i < min(top+room, len(list)); i++ {
		out = append(out, record(th, res, list[i], i == s.row, area.W, s.column))
	}
	return out
}

// record is one record: when, what, who, for whom, in which words, and what it
// adds to the first figure on screen.
func record(th *theme.Theme, res report.Result, r report.Row, selected bool, w, column int) string {
	p := widget.NewPen(w, th)
	ink, sign := th.Text, ""
	if selected {
		ink, sign = th.Strong, th.Glyphs.Cursor
	}
	p.Text(th.Accent, sign)
	p.To(2)
	day := ""
	if !r.Day.IsZero() {
		day = r.Day.Format("2 Jan")
	}
	p.Cell(th.Dim, day, 7)
	what := "#" + strconv.FormatInt(r.ID, 10)
	if r.Ticket != 0 {
		what = "#" + strconv.FormatInt(int64(r.Ticket), 10)
	}
	p.Cell(ink, what, 10)
	if w >= 80 {
		p.Cell(th.Dim, widget.Truncate(r.Member, 12, th.Glyphs.Ellipsis), 13)
	}
	of := min(24, w/4)
	p.Cell(th.Dim, widget.Truncate(r.Of, of, th.Glyphs.Ellipsis), of+1)
	figure := ""
	if column < len(r.Values) && r.Values[column] != nil {
		figure = render.Figure(r.Values[column], res.Report.Columns[column].Unit, false)
	}
	text := max(0, p.Left()-12)
	p.Cell(ink, widget.Truncate(r.Text, text, th.Glyphs.Ellipsis), text)
	p.Right(th.Dim, figure, max(0, p.Left()-1))
	return p.Line()
}
