package wall

import (
	"strings"

	"daybrief/ui/widget"
)

// companies lists the clients that heat up: what is open, what is breached, and
// what came in, this week and day by day.
func (c *canvas) companies() []string {
	s := c.f.Snapshot
	if !s.ServiceTickets.Known() && !s.ProjectTickets.Known() {
		return c.unknown("The tickets are not known, and so no company's.")
	}
	list, fewer := c.digest.firms, fewerUsers(c)
	if len(list) == 0 && len(fewer) == 0 {
		return widget.Notice(c.w, c.h, c.th, widget.InkText, "No company has an open ticket, and none came in this week.")
	}
	out := []string{c.firmHead(), widget.Spaces(c.w)}
	room := max(0, c.h-len(out)-len(fewer))
	k, pitch := c.firmSize(len(list), room)
	fits := room / pitch
	if len(list) > fits {
		fits = max(0, (room-1)/pitch)
	}
	for i := range list[:min(fits, len(list))] {
		out = append(out, c.firmRow(&list[i], k, pitch)...)
	}
	if more := len(list) - fits; more > 0 {
		out = append(out, c.th.Dim.Paint(widget.Fit("and "+widget.Count(more)+" more companies", c.w, c.g.Ellipsis)))
	}
	return append(widget.Pad(out, c.w, c.h-len(fewer)), fewer...)
}

// firmSize is how big the figures are and how many lines a row takes. Not all
// companies have to fit: the first are what the page is for.
func (c *canvas) firmSize(n, room int) (k, pitch int) {
	switch {
	case c.z != Normal:
		return 1, tall(1) + 1
	case n*2 <= room:
		return 0, 2
	}
	return 0, 1
}

// firmColumns are where the figures and the chart begin, and how many cells a
// day of the chart takes.
func (c *canvas) firmColumns() (open, late, week, chart, day int) {
	step := [...]int{Normal: 9, Large: 18, XL: 22}[c.z]
	day = [...]int{Normal: 1, Large: 2, XL: 3}[c.z]
	chart = max(20, c.w-chartDays*day)
	open = max(16, chart-3*step-2)
	return open, open + step, open + 2*step, chart, day
}

func (c *canvas) firmHead() string {
	open, late, week, chart, _ := c.firmColumns()
	p := widget.NewPen(c.w, c.th)
	p.Text(c.th.Faint, "  heating up first")
	for _, col := range []struct {
		x    int
		text string
	}{{open, "open"}, {late, "breached"}, {week, "this week"}, {chart, "14 days"}} {
		p.To(col.x)
		p.Text(c.th.Faint, col.text)
	}
	return p.Line()
}

func (c *canvas) firmRow(b *firm, k, pitch int) []string {
	open, late, week, chart, day := c.firmColumns()
	mark, lateInk, weekInk := " ", c.th.Faint, c.th.Text
	if b.week <= 0 {
		weekInk = c.th.Faint
	}
	if b.hot {
		mark = c.g.Up
	}
	if b.breached > 0 {
		lateInk = c.th.BadStrong
	}
	rows := 1
	var figures [3][]string
	for i, n := range []int{b.open, b.breached, b.week} {
		text := widget.Count(n)
		if n == unknown {
			text = c.g.Dash
		}
		if figures[i] = []string{text}; k > 0 {
			rows = tall(k)
			figures[i] = c.font.big(text, k, c.g)
		}
	}
	graph := columns(b.days[:], day, rows, c.g.Spark)
	out := make([]string, pitch)
	for i := range out {
		p := widget.NewPen(c.w, c.th)
		if i == rows/2 {
			p.Text(c.th.Warn, mark)
			p.Text(c.th.Strong, " "+widget.Truncate(c.v.company(b.ref), open-4, c.g.Ellipsis))
		}
		if i == rows/2+1 && b.hot && rows > 1 {
			p.Text(c.th.Warn, "  heating up")
		}
		if i < rows {
			p.To(open)
			p.Text(c.th.Text, figures[0][i])
			p.To(late)
			p.Text(lateInk, figures[1][i])
			p.To(week)
			p.Text(weekInk, figures[2][i])
			p.To(chart)
			p.Text(c.th.Accent, graph[i])
		}
		out[i] = p.Line()
	}
	return out
}

// columns draws values as columns of some cells' width over rows lines. A value
// of zero is a low mark, so that the days can be counted; one that is not known
// is a blank.
func columns(values []float64, cells, rows int, spark []string) []string {
	out := make([]string, rows)
	top := 1.0
	for _, v := range values {
		top = max(top, v)
	}
	steps := len(spark)
	for i := range out {
		var b strings.Builder
		for _, v := range values {
			level := int(v/top*float64(rows*steps) + 0.5)
			if level == 0 {
				level = 1
			}
			here := min(steps, level-(rows-1-i)*steps)
			sign := " "
			if here > 0 && v != unknown {
				sign = spark[here-1]
			}
			n := max(1, cells-1)
			b.WriteString(strings.Repeat(sign, n))
			b.WriteString(strings.Repeat(" ", cells-n))
		}
		out[i] = b.String()
	}
	return out
}
