package wall

import (
	"strings"
	"time"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// attention lists what needs somebody, the worst first, as many as fit: in big
// rows when they all do, else in smaller ones.
func (c *canvas) attention() []string {
	list := c.digest.alerts
	if len(list) == 0 {
		return c.quiet()
	}
	k, pitch := c.rowSize(len(list))
	deep := max(1, c.h/pitch)
	cols := 1
	if len(list) > deep && c.w >= 2*leastColumn {
		cols = 2
	}
	if len(list) > deep*cols {
		deep = max(1, (c.h-1)/pitch)
	}
	out := c.alertColumns(list[:min(deep*cols, len(list))], deep, cols, k, pitch)
	if more := len(list) - deep*cols; more > 0 {
		for len(out) < c.h-1 {
			out = append(out, widget.Spaces(c.w))
		}
		out = append(out[:max(0, c.h-1)], c.th.Dim.Paint(widget.Fit("and "+widget.Count(more)+" more", c.w, c.g.Ellipsis)))
	}
	return out
}

// leastColumn is how wide a list must be to stand beside another one.
const leastColumn = 74

// alertColumns draws the rows in columns, down the first one and then the next.
func (c *canvas) alertColumns(list []alert, deep, cols, k, pitch int) []string {
	const between = 4
	narrow := *c
	narrow.w = (c.w - (cols-1)*between) / cols
	var rows [][]string
	for i := range list {
		rows = append(rows, narrow.alertRow(&list[i], k, pitch))
	}
	var out []string
	for i := range min(deep, len(list)) {
		for line := range pitch {
			p := widget.NewPen(c.w, c.th)
			for col := 0; col < cols; col++ {
				if n := col*deep + i; n < len(rows) {
					p.To(col * (narrow.w + between))
					p.Paint(rows[n][line], narrow.w)
				}
			}
			out = append(out, p.Line())
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
	if !c.digest.sla {
		what = "No ticket that is known is unassigned or waiting for an answer. Breaches are not known."
	}
	if !c.st.good() {
		what += " This was so " + c.st.dataWords(c.f) + "."
	}
	return widget.Notice(c.w, c.h, c.th, widget.InkText, what)
}

// unknown is a page whose data was never had, with the cause.
func (c *canvas) unknown(what string) []string {
	return widget.Notice(c.w, c.h, c.th, widget.InkWarn, what, c.st.cause(c.v))
}

// alertRow is one ticket: its time at the left, what it is beside it. k is the
// size of the time, 0 for plain text.
func (c *canvas) alertRow(a *alert, k, pitch int) []string {
	if a.line != nil {
		return c.lineRow(a.line, k, pitch)
	}
	mark, when, what, ink := c.say(a)
	timeW := 12
	big := []string{mark + " " + when}
	if k > 0 {
		timeW = c.font.width("+00 H 00", k)
		big = c.font.big(strings.ToUpper(when), k, c.g)
	}
	where := []string{"#" + num(int64(a.t.ID)), c.who(a), c.v.company(a.t.Company)}
	if b := a.t.Board.Name; !b.IsEmpty() {
		where = append(where, b.String())
	}
	sep := " " + c.g.Separator + " "
	type text struct {
		st theme.Style
		s  string
	}
	texts := []text{{c.th.Strong, c.v.summary(a.t.Ticket)}, {c.th.Dim, strings.Join(where, sep)}, {ink, mark + " " + what}}
	if k == 0 {
		short, _, _ := strings.Cut(what, ":")
		texts[1].s = strings.Join(append([]string{short}, where[:3]...), sep)
	}
	from := 0
	if len(big) > 3 {
		from = (len(big) - 3 + 1) / 2
	}
	out := make([]string, pitch)
	for i := range out {
		p := widget.NewPen(c.w, c.th)
		if i < len(big) {
			st := ink
			if a.kind == replied {
				st = c.th.Text // the accent is for a word, not for a wall of digits
			}
			p.Text(st, big[i])
		}
		p.To(timeW + 3)
		if j := i - from; j >= 0 && j < len(texts) && (k > 0 || j < 2) {
			p.Text(texts[j].st, widget.Truncate(texts[j].s, p.Left(), c.g.Ellipsis))
		}
		out[i] = p.Line()
	}
	return out
}

// lineRow is a line of Now that gathers tickets: how many at the left, what it is
// and why beside it.
func (c *canvas) lineRow(it *briefing.Item, k, pitch int) []string {
	n := num(int64(len(it.IDs)))
	timeW, big := 12, []string{c.g.Bad + " " + n}
	if k > 0 {
		timeW, big = c.font.width("+00 H 00", k), c.font.big(n, k, c.g)
	}
	what, why := c.v.line(it)
	from := max(0, (len(big)-3+1)/2)
	out := make([]string, pitch)
	for i := range out {
		p := widget.NewPen(c.w, c.th)
		if i < len(big) {
			p.Text(c.th.BadStrong, big[i])
		}
		p.To(timeW + 3)
		switch i - from {
		case 0:
			p.Text(c.th.Strong, widget.Truncate(what, p.Left(), c.g.Ellipsis))
		case 1:
			p.Text(c.th.BadStrong, widget.Truncate(why, p.Left(), c.g.Ellipsis))
		}
		out[i] = p.Line()
	}
	return out
}

// who is who works on a ticket.
func (c *canvas) who(a *alert) string {
	switch {
	case !a.t.Owner.IsZero():
		return memberName(a.t.Owner, c.f.Lookup)
	case len(a.t.Resources) > 0:
		return memberName(model.MemberRef{Identifier: a.t.Resources[0]}, c.f.Lookup)
	}
	return "nobody"
}

// say is an alert in words: its sign, its time, and what it is.
func (c *canvas) say(a *alert) (mark, when, what string, ink theme.Style) {
	g := c.g
	since := widget.Duration(c.f.Now.Sub(a.at))
	if a.at.IsZero() {
		since = g.Dash
	}
	switch a.kind {
	case breached:
		when = "+" + widget.Duration(a.t.Clock.Left)
		if a.t.Clock.Left.Abs() < time.Minute {
			when = "now"
		}
		return g.Bad, when, "breached: " + a.t.Clock.Stage.String() + " was due " + widget.Moment(a.t.Clock.Due, c.f.Now, c.f.Zone), c.th.BadStrong
	case atRisk:
		return g.Warn, widget.Duration(a.t.Clock.Left), "at risk: " + a.t.Clock.Stage.String() + " by " + widget.Moment(a.t.Clock.Due, c.f.Now, c.f.Zone), c.th.Warn
	case unassigned:
		return g.Off, since, "unassigned", c.th.Text
	}
	return g.Bullet, since, "customer replied", c.th.Accent
}
