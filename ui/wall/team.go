package wall

import (
	"strings"

	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// team is the page of who has how much to do: where its columns are and how high
// its rows.
type team struct {
	*canvas
	figure, bar, barW int
	mean              int // the cell of the bars in which the mean lies
	k, pitch          int // how big the figures are (0: plain text), and how many lines a row takes
}

// drawTeam draws the open tickets of each member as bars against the mean, and
// says who is out today.
func drawTeam(c *canvas) []string {
	if missing(c.f.Briefing, "open") != "" {
		return c.unknown("The open tickets are not known, and so nobody's load.")
	}
	list := c.digest.loads
	if len(list) == 0 {
		return widget.Notice(c.w, c.h, c.th, widget.InkText, "No open ticket"+screen.Unseen(c.f)+" has an owner.")
	}
	p := team{canvas: c}
	room := c.h - 2
	p.size(len(list), room)
	p.share(list)
	out := []string{p.head(), widget.Spaces(c.w)}
	fits := room / p.pitch
	if len(list) > fits {
		fits = max(0, (room-1)/p.pitch)
	}
	for i := range list[:min(fits, len(list))] {
		out = append(out, p.row(&list[i], list[0].open)...)
	}
	if more := len(list) - fits; more > 0 {
		out = append(out, c.th.Dim.Paint(widget.Fit("and "+widget.Count(more)+" more members", c.w, c.g.Ellipsis)))
	}
	return out
}

// size chooses how high rows are.
func (p *team) size(n, room int) {
	switch {
	case p.z != Normal && n*(tall(1)+1) <= room:
		p.k, p.pitch = 1, tall(1)+1
	case n*2 <= room:
		p.k, p.pitch = 0, 2
	default:
		p.k, p.pitch = 0, 1
	}
}

// share shares out the columns: the words beside the bars get what they need, up to
// two fifths, since half a number is another one.
func (p *team) share(list []load) {
	name := [...]int{Normal: 17, Large: 26, XL: 34}[p.z]
	count := [...]int{Normal: 6, Large: 16, XL: 18}[p.z]
	notes := [...]int{Normal: 18, Large: 26, XL: 34}[p.z]
	for i := range list {
		for _, text := range p.beside(&list[i]) {
			notes = max(notes, min(widget.Width(text)+3, p.w*2/5))
		}
	}
	p.figure, p.bar, p.barW = name, name+count, max(4, p.w-name-count-notes)
	p.mean = min(p.barW-1, int(p.digest.mean*float64(p.barW)/float64(max(1, list[0].open))))
}

func (p *team) head() string {
	pen := widget.NewPen(p.w, p.th)
	pen.Text(p.th.Faint, "open tickets by owner")
	pen.To(p.bar)
	text := "mean " + oneDecimal(p.digest.mean)
	if screen.Mark(p.f, "open") != "" {
		text += "?"
	}
	pen.To(p.bar + p.mean)
	pen.Text(p.th.Accent, p.g.Vertical)
	pen.Text(p.th.Faint, " "+text)
	return pen.Line()
}

// oneDecimal writes a number with one digit after its point.
func oneDecimal(v float64) string {
	n := int64(v*10 + 0.5)
	return num(n/10) + "." + num(n%10)
}

// swamped reports whether a member has far more than the others.
func (p *team) swamped(l *load) bool {
	return float64(l.open) >= 1.5*p.digest.mean && float64(l.open) >= p.digest.mean+5
}

// remarks are the words beside a bar.
func (p *team) remarks(l *load) (out []string) {
	if l.out != nil {
		out = append(out, "out: "+p.v.absence(l.out))
	}
	if p.swamped(l) {
		out = append(out, p.g.Warn+" far above the mean")
	}
	if l.overdue > 0 {
		out = append(out, widget.Count(l.overdue)+screen.Mark(p.f, "open")+" past date")
	}
	return out
}

// beside are the remarks as they stand: below each other beside big figures, else in
// one line.
func (p *team) beside(l *load) []string {
	all := p.remarks(l)
	if p.k == 0 && len(all) > 0 {
		return []string{strings.Join(all, ", ")}
	}
	return all
}

// row is one member.
func (p *team) row(l *load, most int) []string {
	ink, barInk, nameInk := p.th.Text, p.th.Rule, p.th.Strong
	if p.swamped(l) {
		ink, barInk = p.th.Warn, p.th.Warn
	}
	if l.out != nil {
		nameInk = p.th.Dim
	}
	note := p.beside(l)
	figure := widget.Count(l.open) + screen.Mark(p.f, "open")
	digits := []string{figure}
	if p.k > 0 {
		digits = p.font.big(figure, p.k, p.g)
	}
	full := int(float64(l.open)*float64(p.barW)/float64(max(1, most)) + 0.5)
	out := make([]string, p.pitch)
	for i := range out {
		pen := widget.NewPen(p.w, p.th)
		if i < len(digits) {
			if i == len(digits)/2 {
				pen.Text(nameInk, widget.Truncate(l.name, p.figure-1, p.g.Ellipsis))
			}
			pen.To(p.figure)
			pen.Text(ink, digits[i])
		}
		pen.To(p.bar)
		sign := ""
		if i < len(digits) {
			if sign = p.g.Full; i == 0 && p.k > 0 {
				sign = p.g.Lower // as high as the digits
			}
		}
		p.fill(pen, barInk, sign, full)
		if sign != "" && i <= len(note) {
			if at := i - rank(p.k > 0); at >= 0 && at < len(note) {
				pen.To(p.bar + p.barW + 2)
				pen.Text(p.th.Dim, widget.Clip(note[at], pen.Left(), p.g))
			}
		}
		out[i] = pen.Line()
	}
	return out
}

// fill draws full cells of a bar, crossed by the line of the mean.
func (p *team) fill(pen *widget.Pen, ink theme.Style, sign string, full int) {
	part := func(from, to int) {
		n := max(0, min(to, full)-from)
		if sign != "" && n > 0 {
			pen.Text(ink, strings.Repeat(sign, n))
		} else {
			n = 0
		}
		pen.Gap(to - from - n)
	}
	part(0, p.mean)
	pen.Text(p.th.Accent, p.g.Vertical)
	part(p.mean+1, p.barW)
}
