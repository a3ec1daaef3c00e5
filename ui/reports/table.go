package reports

import (
	"strconv"
	"strings"

	"daybrief/model"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// grid is how the figures share the width: as many columns as fit, the chosen one
// among them.
type grid struct {
	name    int
	columns []int // their numbers
}

// gridOf shares a width out.
func gridOf(a *answer, w, column int) grid {
	g := grid{name: max(8, min(max(a.nameW, len(totalOf(a)), len(a.res.Ask.By)), nameW, w/2))}
	for from := 0; ; from++ {
		g.columns = g.columns[:0]
		left := w - g.name - 3
		for i := from; i < len(a.widths); i++ {
			if left -= a.widths[i] + 2; left < 0 && len(g.columns) > 0 {
				break
			}
			g.columns = append(g.columns, i)
		}
		if from >= column || g.columns[len(g.columns)-1] >= column {
			return g
		}
	}
}

func totalOf(a *answer) string { return "total of " + model.Grouped(len(a.names)) }

// inks are the styles of a line of the table.
type inks struct {
	row
	chosen theme.Style // the chosen figure
}

// line is a line of the table.
func (s canvas) line(th *theme.Theme, a *answer, g grid, w int, in inks, sign, what string, cells []string) string {
	p := widget.NewPen(w, th)
	if sign == "" {
		sign = " "
	}
	p.Text(in.mark, sign)
	p.Cell(in.gap, "", 1)
	p.Cell(in.name, what, g.name)
	for _, i := range g.columns {
		ink := in.text
		if i == s.column {
			ink = in.chosen
		}
		p.Cell(in.gap, "", 2)
		p.Right(ink, spelled(cells[i], &th.Glyphs), a.widths[i])
	}
	p.Cell(in.gap, "", p.Left()-1)
	return p.Line()
}

// table is the head, the groups around the selected one, and the totals.
func (s canvas) table(f screen.Frame, a *answer, pl plan) []string {
	th, w := f.Theme, pl.table.W
	g := gridOf(a, w, s.column)
	var heads []string
	for _, c := range a.res.Report.Columns {
		heads = append(heads, c.Title)
	}
	by := strings.ReplaceAll(a.res.Ask.By, "_", " ")
	out := []string{s.line(th, a, g, w, inks{row{th.Faint, th.Faint, th.Faint, theme.Style{}}, th.AccentStrong}, "", by, heads)}
	focused := f.Focused && s.view == viewTable
	for i := pl.top; i < min(pl.top+pl.room, len(a.names)); i++ {
		ink, sign := inks{row{th.Text, th.Text, th.Text, theme.Style{}}, th.Text}, ""
		if i == s.group {
			sel := selected(th, focused)
			ink, sign = inks{row{sel.mark, sel.name, sel.name, sel.gap}, sel.mark}, th.Glyphs.Cursor
		}
		out = append(out, s.line(th, a, g, w, ink, sign, a.names[i], a.figures[i]))
	}
	if a.totals == nil {
		return out
	}
	return append(out, widget.Rule("", w, th), s.line(th, a, g, w, inks{row{th.Strong, th.Strong, th.Strong, theme.Style{}}, th.Strong}, "", totalOf(a), a.totals))
}

// behindWords says what stands behind the chosen figure.
func (s canvas) behindWords(a *answer) string {
	return model.Counted(len(s.rows()), "record") + " behind " + a.names[s.group] + ", " + a.res.Report.Columns[s.column].Title
}

// preview are the first records behind the chosen figure.
func (s canvas) preview(f screen.Frame, a *answer, area layout.Rect) []string {
	if area.Empty() {
		return nil
	}
	list, title := s.rows(), s.behindWords(a)
	if len(list) > area.H-1 {
		title += "; enter lists them all"
	}
	out := []string{widget.Rule(title, area.W, f.Theme)}
	for _, at := range list[:min(len(list), area.H-1)] {
		out = append(out, s.record(f.Theme, a, at, row{f.Theme.Text, f.Theme.Dim, f.Theme.Dim, theme.Style{}}, "", area.W))
	}
	return out
}

// records are those behind the chosen figure.
func (s canvas) records(f screen.Frame, a *answer, area layout.Rect) []string {
	th, list := f.Theme, s.rows()
	p := widget.NewPen(area.W, th)
	p.Gap(1)
	p.Text(th.Strong, strconv.Itoa(s.row+1)+" of "+s.behindWords(a))
	out := []string{p.Line(), widget.Spaces(area.W)}
	room := area.H - len(out)
	top := scrolled(s.row, len(list), room)
	for i := top; i < min(top+room, len(list)); i++ {
		ink, sign := row{th.Text, th.Text, th.Dim, theme.Style{}}, ""
		if i == s.row {
			ink, sign = selected(th, f.Focused && s.view == viewRows), th.Glyphs.Cursor
		}
		out = append(out, s.record(th, a, list[i], ink, sign, area.W))
	}
	return out
}

// record is one record: when, what, who, for whom, in which words, and what it
// adds to the chosen figure.
func (s canvas) record(th *theme.Theme, a *answer, at int, ink row, sign string, w int) string {
	r, p := a.res.Rows[at], widget.NewPen(w, th)
	if sign == "" {
		sign = " "
	}
	cell := func(st theme.Style, text string, n int) {
		p.Cell(st, text, n)
		p.Cell(ink.gap, "", 1)
	}
	p.Text(ink.mark, sign)
	p.Cell(ink.gap, "", 1)
	day := ""
	if !r.Day.IsZero() {
		day = r.Day.Format("2 Jan")
		if r.Day.Year() != a.res.Ask.Now.Year() {
			day = r.Day.Format("Jan 06")
		}
	}
	cell(ink.text, day, 6)
	if w >= 100 {
		cell(ink.text, r.Kind, 14)
	}
	number := int64(r.Ticket)
	if number == 0 {
		number = r.ID
	}
	cell(ink.name, "#"+strconv.FormatInt(number, 10), 9)
	if w >= 70 {
		cell(ink.text, r.Member, 10)
	}
	cell(ink.text, r.Of, max(4, min(28, w/4)))
	figure := s.adds(a, at, th)
	n := max(widget.Width(figure), min(10, a.widths[s.column]))
	cell(ink.name, r.Text, max(0, p.Left()-n-2))
	p.Right(ink.text, figure, min(n, p.Left()))
	p.Cell(ink.gap, "", p.Left()-1)
	return p.Line()
}
