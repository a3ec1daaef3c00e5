package wall

import (
	"strings"
	"time"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// attention is the page of what needs somebody.
type attention struct {
	*canvas
	k, pitch int // how big the times are (0: plain text), and how many lines a row takes
	rowW     int
}

// drawAttention lists what needs somebody, the worst first, as many as fit: in
// big rows when they all do, else in smaller ones.
func drawAttention(c *canvas) []string {
	list := c.digest.alerts
	if len(list) == 0 {
		return c.quiet()
	}
	a := attention{canvas: c}
	a.k, a.pitch = c.rowSize(len(list))
	deep := max(1, c.h/a.pitch)
	cols := 1
	if len(list) > deep && c.w >= 2*leastColumn {
		cols = 2
	}
	if len(list) > deep*cols {
		deep = max(1, (c.h-1)/a.pitch)
	}
	out := a.columns(list[:min(deep*cols, len(list))], deep, cols)
	if deep*cols < len(list) {
		for len(out) < c.h-1 {
			out = append(out, widget.Spaces(c.w))
		}
		out = append(out[:max(0, c.h-1)], c.th.Dim.Paint(widget.Fit(c.rest(list[deep*cols:]), c.w, c.g.Ellipsis)))
	}
	return out
}

// rest are the rows that have no room, as the last line of Now tells them.
func (c *canvas) rest(list []alert) string {
	missed, oldest := 0, c.f.Now
	for i := range list {
		if a := &list[i]; a.kind == breached {
			if missed++; a.at.Before(oldest) {
				oldest = a.at
			}
		}
	}
	return briefing.RestWords(len(list), missed, c.f.Now.Sub(oldest))
}

// leastColumn is how wide a list must be to stand beside another one.
const leastColumn = 74

// columns draws the rows in columns, down the first one and then the next.
func (p *attention) columns(list []alert, deep, cols int) []string {
	const between = 4
	p.rowW = (p.w - (cols-1)*between) / cols
	var rows [][]string
	for i := range list {
		rows = append(rows, p.row(&list[i]))
	}
	var out []string
	for i := range min(deep, len(list)) {
		for line := range p.pitch {
			pen := widget.NewPen(p.w, p.th)
			for col := 0; col < cols; col++ {
				if n := col*deep + i; n < len(rows) {
					pen.To(col * (p.rowW + between))
					pen.Paint(rows[n][line], p.rowW)
				}
			}
			out = append(out, pen.Line())
		}
	}
	return out
}

// rowSize is how big the times are, and how many lines a row takes.
func (c *canvas) rowSize(n int) (k, pitch int) {
	for k = int(c.z); k > 0; k-- {
		if pitch = tall(k) + 1; n*pitch <= c.h {
			return k, pitch
		}
	}
	if c.z != Normal {
		return 1, tall(1) + 1
	}
	return 0, 2
}

// quiet is the page when nobody is needed, or nothing is known.
func (c *canvas) quiet() []string {
	if !c.f.Snapshot.ServiceTickets.Known() && !c.f.Snapshot.ProjectTickets.Known() {
		return c.unknown("The tickets are not known.")
	}
	what := "Nothing is breached, at risk, unassigned or waiting for an answer."
	for _, key := range []string{"breached", "at_risk", "unassigned", "customer_replied"} {
		if screen.Mark(c.f, key) != "" {
			what = "Nothing that can be seen is known to be breached, at risk, unassigned or waiting for an answer."
		}
	}
	if !c.digest.sla {
		what = "No ticket that is known is unassigned or waiting for an answer. Breaches are not known."
	}
	if !c.st.good() {
		what += " This was so " + c.st.dataWords(c.f) + "."
	}
	return widget.Notice(c.w, c.h, c.th, widget.InkText, what)
}

// row is one ticket: its time at the left, what it is beside it.
func (p *attention) row(a *alert) []string {
	if a.line != nil {
		return p.gathered(a.line)
	}
	mark, when, what, ink := p.say(a)
	big := []string{mark + " " + when}
	if p.k > 0 {
		big = p.font.big(strings.ToUpper(when), p.k, p.g)
	}
	where := []string{"#" + num(int64(a.t.ID)), p.who(a), p.v.company(a.t.Company)}
	if b := a.t.Board.Name; !b.IsEmpty() {
		where = append(where, b.String())
	}
	sep := " " + p.g.Separator + " "
	texts := []text{{p.th.Strong, p.v.summary(a.t.Ticket)}, {p.th.Dim, strings.Join(where, sep)}, {ink, mark + " " + what}}
	if p.k == 0 {
		short, _, _ := strings.Cut(what, ":")
		texts[1].s = strings.Join(append([]string{short}, where[:3]...), sep)
		texts = texts[:2]
	}
	if a.kind == replied {
		ink = p.th.Text // the accent is for a word, not for a wall of digits
	}
	from := 0
	if len(big) > 3 {
		from = (len(big) - 3 + 1) / 2
	}
	return p.beside(big, ink, from, texts)
}

// beside writes a row: big signs at the left, texts beside them from a line on.
func (p *attention) beside(big []string, ink theme.Style, from int, texts []text) []string {
	timeW := 12
	if p.k > 0 {
		timeW = p.font.width("+00 H 00", p.k)
	}
	out := make([]string, p.pitch)
	for i := range out {
		pen := widget.NewPen(p.rowW, p.th)
		if i < len(big) {
			pen.Text(ink, big[i])
		}
		pen.To(timeW + 3)
		if j := i - from; j >= 0 && j < len(texts) {
			pen.Text(texts[j].st, widget.Truncate(texts[j].s, pen.Left(), p.g.Ellipsis))
		}
		out[i] = pen.Line()
	}
	return out
}

// gathered is a line of Now that is no single ticket: how many, or when, at the
// left, what it is and why beside it; red is what is red in Now.
func (p *attention) gathered(it *briefing.Item) []string {
	n := num(int64(len(it.IDs)))
	if it.Kind == briefing.KindAppointment && len(it.IDs) == 1 {
		n = it.Due.In(p.f.Zone).Format("15:04")
	}
	sign, ink := p.g.Warn, p.th.Warn
	if it.Tone == briefing.Bad {
		sign, ink = p.g.Bad, p.th.BadStrong
	}
	big := []string{sign + " " + n}
	if p.k > 0 {
		big = p.font.big(n, p.k, p.g)
	}
	what, why := p.v.line(it)
	return p.beside(big, ink, max(0, (len(big)-3+1)/2), []text{{p.th.Strong, what}, {ink, why}})
}

// who is who works on a ticket.
func (p *attention) who(a *alert) string {
	switch {
	case !a.t.Owner.IsZero():
		return memberName(a.t.Owner, p.f.Lookup)
	case len(a.t.Resources) > 0:
		return memberName(model.MemberRef{Identifier: a.t.Resources[0]}, p.f.Lookup)
	}
	return "nobody"
}

// say is an alert in words: its sign, its time, and what it is.
func (p *attention) say(a *alert) (mark, when, what string, ink theme.Style) {
	g := p.g
	since := widget.Duration(p.f.Now.Sub(a.at))
	if a.at.IsZero() {
		since = g.Dash
	}
	switch a.kind {
	case breached:
		when = "+" + widget.Duration(a.t.Clock.Left)
		if a.t.Clock.Left.Abs() < time.Minute {
			when = "now"
		}
		return g.Bad, when, "breached: " + a.t.Clock.Stage.String() + " was due " + widget.Moment(a.t.Clock.Due, p.f.Now, p.f.Zone), p.th.BadStrong
	case atRisk:
		return g.Warn, widget.Duration(a.t.Clock.Left), "at risk: " + a.t.Clock.Stage.String() + " by " + widget.Moment(a.t.Clock.Due, p.f.Now, p.f.Zone), p.th.Warn
	case unassigned:
		return g.Off, since, "unassigned", p.th.Text
	}
	return g.Bullet, since, "customer replied", p.th.Accent
}
