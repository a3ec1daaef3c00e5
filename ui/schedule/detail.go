package schedule

import (
	"strings"
	"time"

	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// detail tells all that is known of the selected entry.
func (c canvas) detail(w, h int) []string {
	e := c.list.chosen()
	if e == nil || w <= 0 {
		return widget.Pad([]string{}, w, h)
	}
	n := note{canvas: c, w: w}
	n.para(c.th.Strong, e.label, 2)
	n.para(c.th.Text, c.when(e), 2)
	s := c.list.lines[c.list.sel].sheet
	warn := c.th.Dim
	if e.late || e.others > 0 {
		warn = c.th.Warn
	}
	if why := s.reasons(e); len(why) > 0 {
		n.para(warn, strings.Join(why, ", "), 2)
	}
	if h > 5 {
		n.out = append(n.out, widget.Spaces(w))
	}
	n.ticket(e)
	n.field("where", e.v.Where.String())
	n.field("entry", n.join(e.v.Status.String(), kind(e)))
	if l := c.list.lines[c.list.sel]; l.who != "" {
		n.field("member", l.who)
	} else if c.rows.at >= 0 && c.plan.rows[c.rows.at].gone {
		n.field("member", c.plan.rows[c.rows.at].name+", no longer among the members")
	}
	if e.ticket != nil && c.talk.Ticket() == e.ticket.ID {
		if n.out = n.out[:min(len(n.out), factLines)]; len(n.out) < factLines {
			n.out = append(n.out, widget.Spaces(w))
		}
		for _, l := range c.talk.Draw() {
			n.out = append(n.out, l+widget.Spaces(1))
		}
	}
	return widget.Pad(n.out, w, h)
}

// note writes the lines of the detail.
type note struct {
	canvas
	w   int
	out []string
}

func (n *note) para(st theme.Style, text string, most int) {
	for _, l := range widget.Lines(widget.Steady(text), max(1, n.w-2), most, n.g.Ellipsis) {
		p := widget.NewPen(n.w, n.th)
		p.Gap(1)
		p.Text(st, l)
		n.out = append(n.out, p.Line())
	}
}

func (n *note) field(name, text string) {
	if text == "" {
		return
	}
	const names = 9
	room := max(1, n.w-names-2)
	for _, l := range widget.Lines(widget.Lay(widget.Steady(text), " "+n.g.Separator+" ", "", room), room, 2, n.g.Ellipsis) {
		p := widget.NewPen(n.w, n.th)
		p.Gap(1)
		p.Cell(n.th.Faint, name, names)
		p.Text(n.th.Text, l)
		n.out, name = append(n.out, p.Line()), ""
	}
}

func (n *note) join(parts ...string) string {
	var some []string
	for _, s := range parts {
		if s != "" {
			some = append(some, s)
		}
	}
	return strings.Join(some, " "+n.g.Separator+" ")
}

// ticket is what the entry's ticket says, as far as it is known: only open
// tickets are.
func (n *note) ticket(e *entry) {
	switch t := e.ticket; {
	case t != nil:
		n.field("ticket", n.join(id(t.ID), t.Status.Name.String(), n.f.Lookup.Priority(t).Name.String()))
		n.field("company", n.join(t.Company.Label().String(), t.Site.String()))
		n.field("contact", n.join(t.Contact.Name.String(), t.ContactPhone.String()))
		n.field("board", t.Board.Name.String())
	case e.v.Ticket != 0:
		n.field("ticket", n.join(id(e.v.Ticket), screen.NotOpen(n.f)))
	}
}

func kind(e *entry) string {
	switch {
	case e.v.Meeting:
		return "meeting"
	case len(e.v.Type.String()) > 1:
		return e.v.Type.String()
	}
	return ""
}

// when is the day, the time and the length.
func (c canvas) when(e *entry) string {
	zone := zoneOf(c.f)
	d := dateOf(e.part.from, zone)
	if e.v.DateOnly {
		return d.short() + ", all day" // no time of day was set
	}
	from, to := e.whole.from.In(zone), e.whole.to.In(zone)
	if last := dateOf(to.Add(-time.Nanosecond), zone); !e.part.empty() && last != dateOf(from, zone) {
		return dateOf(from, zone).short() + from.Format(" 15:04") + " to " + dateOf(to, zone).short() + to.Format(" 15:04")
	}
	text := d.short() + ", " + from.Format("15:04")
	if to.After(from) {
		text += c.g.Dash + to.Format("15:04") + ", " + widget.Duration(e.whole.length())
	}
	return text
}
