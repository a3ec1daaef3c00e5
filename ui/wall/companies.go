package wall

import (
	"strings"

	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// companies is the page of the clients: where its columns are and how high its
// rows.
type companies struct {
	*canvas
	open, late, week int // where the figures begin
	chart, day       int // and the chart; how many cells a day of it takes
	k, pitch         int // how big the figures are (0: plain text), and how many lines a row takes
}

// drawCompanies lists the clients that heat up: what is open, what is breached,
// and what came in, this week and day by day.
func drawCompanies(c *canvas) []string {
	if missing(c.f.Briefing, "open") != "" {
		return c.unknown("The open tickets are not known, and so no company's.")
	}
	list, fewer := c.digest.firms, fewerUsers(c)
	if len(list) == 0 && len(fewer) == 0 {
		return widget.Notice(c.w, c.h, c.th, widget.InkText, noFirms(c.f))
	}
	p := companies{canvas: c}
	room := max(0, c.h-2-len(fewer))
	p.size(len(list), room)
	p.share(list)
	out := []string{p.head(), widget.Spaces(c.w)}
	fits := room / p.pitch
	if len(list) > fits {
		fits = max(0, (room-1)/p.pitch)
	}
	for i := range list[:min(fits, len(list))] {
		out = append(out, p.row(&list[i])...)
	}
	if more := len(list) - fits; more > 0 {
		out = append(out, c.th.Dim.Paint(widget.Fit("and "+widget.Count(more)+" more companies", c.w, c.g.Ellipsis)))
	}
	return append(widget.Pad(out, c.w, c.h-len(fewer)), fewer...)
}

// noFirms says that no client has anything open or new, as far as that is known.
func noFirms(f screen.Frame) string {
	switch unseen := screen.Unseen(f); {
	case missing(f.Briefing, "new_this_week") != "":
		return "No company has an open ticket" + unseen + ". What came in this week is not known."
	case unseen != "", screen.Mark(f, "new_this_week") != "":
		return "No ticket that can be seen is open or came in this week."
	}
	return "No company has an open ticket, and none came in this week."
}

// size chooses how high rows are. Not all companies have to fit: the first are
// what the page is for.
func (p *companies) size(n, room int) {
	switch {
	case p.z != Normal:
		p.k, p.pitch = 1, tall(1)+1
	case n*2 <= room:
		p.k, p.pitch = 0, 2
	default:
		p.k, p.pitch = 0, 1
	}
}

// share shares out the columns: the figures stand apart as far as no name is cut.
func (p *companies) share(list []firm) {
	step := [...]int{Normal: 9, Large: 18, XL: 22}[p.z]
	least, name := min(step, 11), 0 // titles of the columns
	for i := range list {
		name = max(name, widget.Width(p.v.company(list[i].ref)))
		for n, v := range []int{list[i].open, list[i].breached, list[i].week} {
			least = min(step, max(least, 3+widget.Width(p.figure(v, n)[0])))
		}
	}
	p.day = [...]int{Normal: 1, Large: 2, XL: 3}[p.z]
	p.chart = max(20, p.w-chartDays*p.day)
	step = max(least, min(step, (p.chart-name-6)/3))
	p.open = max(16, p.chart-3*step-2)
	p.late, p.week = p.open+step, p.open+2*step
}

func (p *companies) head() string {
	pen := widget.NewPen(p.w, p.th)
	pen.Text(p.th.Faint, "  heating up first")
	for _, col := range []struct {
		x    int
		text string
	}{{p.open, "open"}, {p.late, "breached"}, {p.week, "this week"}, {p.chart, "14 days"}} {
		pen.To(col.x)
		pen.Text(p.th.Faint, col.text)
	}
	return pen.Line()
}

// figure is a number of the i-th column, big where there is room.
func (p *companies) figure(n, i int) []string {
	text := widget.Count(n) + screen.Mark(p.f, [...]string{"open", "breached", "new_this_week"}[i])
	if n == unknown {
		text = p.g.Dash
	}
	if p.k > 0 {
		return p.font.big(text, p.k, p.g)
	}
	return []string{text}
}

func (p *companies) row(b *firm) []string {
	mark, lateInk, weekInk := " ", p.th.Faint, p.th.Text
	if b.week <= 0 {
		weekInk = p.th.Faint
	}
	if b.hot {
		mark = p.g.Up
	}
	if b.breached > 0 {
		lateInk = p.th.BadStrong
	}
	rows := 1
	var figures [3][]string
	for i, n := range []int{b.open, b.breached, b.week} {
		figures[i] = p.figure(n, i)
		rows = len(figures[i])
	}
	graph := columns(b.days[:], p.day, rows, p.g.Spark)
	out := make([]string, p.pitch)
	for i := range out {
		pen := widget.NewPen(p.w, p.th)
		if i == rows/2 {
			pen.Text(p.th.Warn, mark)
			pen.Text(p.th.Strong, " "+widget.Truncate(p.v.company(b.ref), p.open-4, p.g.Ellipsis))
		}
		if i == rows/2+1 && b.hot && rows > 1 {
			pen.Text(p.th.Warn, "  heating up")
		}
		if i < rows {
			pen.To(p.open)
			pen.Text(p.th.Text, figures[0][i])
			pen.To(p.late)
			pen.Text(lateInk, figures[1][i])
			pen.To(p.week)
			pen.Text(weekInk, figures[2][i])
			pen.To(p.chart)
			pen.Text(p.th.Accent, graph[i])
		}
		out[i] = pen.Line()
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
