package wall

import (
	"strings"

	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// team draws the open tickets of each member as bars against the mean, and says
// who is out today.
func (c *canvas) team() []string {
	s := c.f.Snapshot
	if !s.ServiceTickets.Known() && !s.ProjectTickets.Known() {
		return c.unknown("The tickets are not known, and so nobody's load.")
	}
	list := c.digest.loads
	if len(list) == 0 {
		return widget.Notice(c.w, c.h, c.th, widget.InkText, "No open ticket has an owner.")
	}
	out := []string{c.teamHead(), widget.Spaces(c.w)}
	room := c.h - len(out)
	k, pitch := c.barSize(len(list), room)
	fits := room / pitch
	if len(list) > fits {
		fits = max(0, (room-1)/pitch)
	}
	for i := range list[:min(fits, len(list))] {
		out = append(out, c.loadRow(&list[i], k, pitch, list[0].open)...)
	}
	if more := len(list) - fits; more > 0 {
		out = append(out, c.th.Dim.Paint(widget.Fit("and "+widget.Count(more)+" more members", c.w, c.g.Ellipsis)))
	}
	return out
}

// barSize is how big the figures are (0: plain text) and how many lines a row
// takes.
func (c *canvas) barSize(n, room int) (k, pitch int) {
	switch {
	case c.z != Normal && n*(tall(1)+1) <= room:
		return 1, tall(1) + 1
	case n*2 <= room:
		return 0, 2
	}
	return 0, 1
}

// teamColumns are where name, figure and bar begin; the bar's width.
func (c *canvas) teamColumns() (figure, bar, w int) {
	name := [...]int{Normal: 17, Large: 26, XL: 34}[c.z]
	count := [...]int{Normal: 6, Large: 16, XL: 18}[c.z]
	notes := [...]int{Normal: 18, Large: 26, XL: 34}[c.z]
	return name, name + count, max(4, c.w-name-count-notes)
}

func (c *canvas) teamHead() string {
	_, bar, _ := c.teamColumns()
	p := widget.NewPen(c.w, c.th)
	p.Text(c.th.Faint, "open tickets by owner")
	p.To(bar)
	text := "mean " + oneDecimal(c.digest.mean)
	p.To(bar + c.meanAt())
	p.Text(c.th.Accent, c.g.Vertical)
	p.Text(c.th.Faint, " "+text)
	return p.Line()
}

// oneDecimal writes a number with one digit after its point.
func oneDecimal(v float64) string {
	n := int64(v*10 + 0.5)
	return num(n/10) + "." + num(n%10)
}

// meanAt is the cell of the bars in which the mean lies.
func (c *canvas) meanAt() int {
	_, _, w := c.teamColumns()
	most := max(1, c.digest.loads[0].open)
	return min(w-1, int(c.digest.mean*float64(w)/float64(most)))
}

// swamped reports whether a member has far more than the others.
func (c *canvas) swamped(l *load) bool {
	return float64(l.open) >= 1.5*c.digest.mean && float64(l.open) >= c.digest.mean+5
}

// remarks are the words beside a bar.
func (c *canvas) remarks(l *load) (out []string) {
	if l.out != nil {
		out = append(out, "out: "+c.v.absence(l.out))
	}
	if c.swamped(l) {
		out = append(out, c.g.Warn+" far above the mean")
	}
	if l.overdue > 0 {
		out = append(out, widget.Count(l.overdue)+" past date")
	}
	return out
}

// loadRow is one member.
func (c *canvas) loadRow(l *load, k, pitch, most int) []string {
	figure, bar, w := c.teamColumns()
	ink, barInk, nameInk := c.th.Text, c.th.Rule, c.th.Strong
	if c.swamped(l) {
		ink, barInk = c.th.Warn, c.th.Warn
	}
	if l.out != nil {
		nameInk = c.th.Dim
	}
	note := c.remarks(l)
	digits := []string{widget.Count(l.open)}
	if k > 0 {
		digits = c.font.big(widget.Count(l.open), k, c.g)
	}
	full := int(float64(l.open)*float64(w)/float64(max(1, most)) + 0.5)
	out := make([]string, pitch)
	for i := range out {
		p := widget.NewPen(c.w, c.th)
		if i < len(digits) {
			if i == len(digits)/2 {
				p.Text(nameInk, widget.Truncate(l.name, figure-1, c.g.Ellipsis))
			}
			p.To(figure)
			p.Text(ink, digits[i])
		}
		p.To(bar)
		sign := ""
		if i < len(digits) {
			if sign = c.g.Full; i == 0 && k > 0 {
				sign = c.g.Lower // as high as the digits
			}
		}
		c.bar(p, barInk, sign, full, w)
		if sign != "" && i <= len(note) {
			if at := i - rank(k > 0); at >= 0 && at < len(note) {
				text := note[at]
				if k == 0 {
					text = strings.Join(note, ", ")
				}
				p.To(bar + w + 2)
				p.Text(c.th.Dim, widget.Truncate(text, p.Left(), c.g.Ellipsis))
			}
		}
		out[i] = p.Line()
	}
	return out
}

// bar draws full of w cells, crossed by the line of the mean.
func (c *canvas) bar(p *widget.Pen, ink theme.Style, sign string, full, w int) {
	mean := c.meanAt()
	fill := func(from, to int) {
		n := max(0, min(to, full)-from)
		if sign != "" && n > 0 {
			p.Text(ink, strings.Repeat(sign, n))
		} else {
			n = 0
		}
		p.Gap(to - from - n)
	}
	fill(0, mean)
	p.Text(c.th.Accent, c.g.Vertical)
	fill(mean+1, w)
}
