package companies

import (
	"strings"

	"daybrief/model/usage"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// highPane is the height from which each event of the use has a line of its own.
const highPane = 28

// useCell is a bar a day of the use of our products, in the colour of what became
// of it. A day that may have had more is a dot.
func (f *figures) useCell(g *theme.Glyphs) widget.Cell {
	if f.use == nil {
		return widget.Cell{}
	}
	days := f.use.Users[max(0, len(f.use.Users)-trendDays):]
	top := 4
	for _, n := range days {
		top = max(top, n)
	}
	var b strings.Builder
	b.WriteString(widget.Spaces(trendDays - len(days)))
	for _, n := range days {
		switch {
		case len(g.Spark) == 0 || n == 0 && f.use.Unsure:
			b.WriteString(g.Dot)
		case n == 0:
			b.WriteString(g.Spark[0])
		default:
			b.WriteString(g.Spark[max(1, n*(len(g.Spark)-1)/top)])
		}
	}
	return widget.Cell{Text: b.String(), Ink: useInk(f.use.Change)}
}

func useInk(c usage.Change) widget.Ink {
	switch c {
	case usage.Silent:
		return widget.InkBad
	case usage.Fell:
		return widget.InkWarn
	case usage.Rose:
		return widget.InkAccent
	}
	return widget.InkDim
}

// useFacts say what became of the use of our products, with each event where there is
// room.
func useFacts(p *pane, r *usage.Report) {
	c, th := p.company.use, p.frame.Theme
	switch {
	case p.company.id == 0 || r.LastDay.IsZero() && c == nil:
	case c == nil:
		said(p, th.Dim, "use: none is known in the last "+widget.Count(r.Days)+" days")
	case c.Unsure:
		said(p, th.Dim, "use: not all its numbers are known")
	case c.Change != usage.Steady:
		said(p, useInk(c.Change).Style(th), "use "+c.Words(r.LastDay))
	case !r.LastDay.IsZero():
		said(p, th.Dim, "use: "+c.Against(r.LastDay))
	}
	if c == nil || r.LastDay.IsZero() || p.h < highPane || len(c.Events) < 2 {
		return
	}
	for _, e := range c.Events {
		said(p, th.Dim, e.Name.String()+": "+e.Against(r.LastDay))
	}
}

// said is a fact on two lines, where one is too short for it; on one where the
// pane is low.
func said(p *pane, st theme.Style, text string) {
	most := 2
	if p.h < highPane {
		most = 1
	}
	for i, l := range widget.Lines(text, max(1, p.w-2), most, p.frame.Theme.Glyphs.Ellipsis) {
		p.line(func(pen *widget.Pen) {
			pen.Text(st, strings.Repeat("  ", min(i, 1))+l)
		})
	}
}
