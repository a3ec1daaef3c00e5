package schedule

import (
	"strconv"
	"strings"

	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// below is the lower half of the timeline: the selected member's entries, and
// all about the selected one; or who is free.
func (c canvas) below() []string {
	w := c.geo.w
	if c.free != nil {
		return c.freeLines(w, c.geo.list.H+1)
	}
	title := ""
	if c.rows.at >= 0 {
		title = c.plan.rows[c.rows.at].name + ", " + c.dayName()
	}
	out := []string{c.divider(title, c.hidden(), w)}
	list, detail := c.entries(c.geo.list.W, c.geo.list.H), c.detail(c.geo.detail.W, c.geo.detail.H)
	for i := range list {
		out = append(out, list[i]+widget.Spaces(w-c.geo.list.W-c.geo.detail.W)+detail[i])
	}
	return out
}

// hidden says how much there is besides what is on the screen: nothing is cut
// off in silence.
func (c canvas) hidden() string {
	all, h := len(c.list.lines), c.geo.list.H
	switch {
	case c.geo.wide && c.plan.lineCount() > c.geo.rows.H:
		return widget.Count(len(c.plan.rows)) + " members, scroll for more"
	case all > h:
		return "lines " + widget.Count(c.list.top+1) + c.g.Dash + widget.Count(min(all, c.list.top+h)) + " of " + widget.Count(all)
	}
	return ""
}

// divider is a rule with a title at its left and a remark at its right.
func (c canvas) divider(title, aside string, w int) string {
	n := widget.Width(aside) + 4
	if aside == "" || w < n+widget.Width(title)+8 {
		return widget.Rule(title, w, c.th)
	}
	return widget.Rule(title, w-n, c.th) + c.th.Dim.Paint(" "+aside+" ") + c.th.Rule.Paint(c.g.Horizontal+c.g.Horizontal)
}

// agenda is the list and what it has to say about the selected entry.
func (c canvas) agenda() []string {
	out := c.entries(c.geo.list.W, c.geo.list.H)
	if c.geo.rule >= 0 {
		out = append(out, c.divider("", c.hidden(), c.geo.w))
		out = append(out, c.detail(c.geo.detail.W, c.geo.detail.H)...)
	}
	return out
}

// entries draws the list's lines that are on the screen.
func (c canvas) entries(w, h int) []string {
	if len(c.list.lines) == 0 {
		text := nothing(c.f) + " is booked."
		if c.rows.at >= 0 && c.plan.rows[c.rows.at].days[c.plan.index(c.day)].away != "" {
			text = "Away all day."
		}
		return widget.Notice(w, h, c.th, widget.InkDim, text)
	}
	var out []string
	for i := c.list.top; i < len(c.list.lines) && len(out) < h; i++ {
		out = append(out, c.entryLine(&c.list.lines[i], i == c.list.sel, w))
	}
	return widget.Pad(out, w, h)
}

func (c canvas) entryLine(l *line, sel bool, w int) string {
	p := widget.NewPen(w, c.th)
	switch l.kind {
	case lineBlank:
		return p.Line()
	case lineDay:
		p.Gap(1)
		p.Text(c.th.Strong, l.text)
		p.Gap(2)
		p.Text(c.th.Faint, l.aside)
		return p.Line()
	case lineGap:
		p.Gap(1)
		p.Cell(c.th.Faint, c.lasts(l.gap), 12)
		p.Text(c.th.Faint, "gap "+widget.Duration(l.gap.length()))
		return p.Line()
	}
	c.entryCells(p, l, c.lineInks(l.e, sel))
	return p.Line()
}

// lasts is a piece of a day, which ends at 24:00.
func (c canvas) lasts(s span) string {
	to := s.to.In(zoneOf(c.f)).Format("15:04")
	if to == "00:00" {
		to = "24:00"
	}
	return s.from.In(zoneOf(c.f)).Format("15:04") + c.g.Dash + to
}

// rowInks are the styles of one line of the list.
type rowInks struct {
	cursor                  string
	edge, text, dim, strong theme.Style
	warn                    theme.Style
}

func (c canvas) lineInks(e *entry, sel bool) rowInks {
	th := c.th
	k := rowInks{" ", th.Text, th.Text, th.Dim, th.Accent, th.Warn}
	if e.done {
		k.text, k.strong = th.Dim, th.Dim
	}
	keys := c.foc && (c.inList || !c.geo.wide) && c.free == nil
	switch {
	case sel && keys:
		return rowInks{c.g.Cursor, th.SelAccent, th.Sel, th.SelDim, th.SelAccent, th.SelWarn}
	case sel:
		return rowInks{c.g.Cursor, th.SelIdle, th.SelIdle, th.SelIdle, th.SelIdle, th.SelIdleWarn}
	}
	return k
}

// entryCells writes time, sign, member, what it is about, and what is wrong.
func (c canvas) entryCells(p *widget.Pen, l *line, k rowInks) {
	e, w := l.e, p.Left()
	p.Text(k.edge, k.cursor)
	p.Cell(k.dim, c.times(e, w), timesWidth(w))
	sign := k.dim
	if e.late || e.others > 0 {
		sign = k.warn
	}
	mark := c.sign(e)
	if e.others > 0 && !e.late && !e.done {
		mark = strconv.Itoa(min(9, e.others+1)) + "x"
	}
	p.Cell(sign, mark, 3)
	if l.who != "" && w >= 56 {
		p.Cell(k.strong, l.who, 15)
		p.Text(k.text, " ")
	}
	if e.v.Ticket != 0 && w >= 48 {
		p.Cell(k.dim, id(e.v.Ticket), 8)
	}
	why := strings.Join(l.sheet.reasons(e), ", ")
	room := p.Left()
	if why != "" && w >= 64 {
		why = widget.Clip(why, room-room/3-2, c.g)
		room -= widget.Width(why) + 2
	}
	text := e.label
	if e.v.Ticket != 0 && text == id(e.v.Ticket) && w >= 48 {
		text = screen.NotOpen(c.f)
	}
	if e.ticket != nil && !e.ticket.Company.Label().IsEmpty() && w >= 64 {
		text += " " + c.g.Separator + " " + e.ticket.Company.Label().String()
	}
	p.Cell(k.text, text, room)
	if p.Left() > 0 {
		st := k.dim
		if e.late || e.others > 0 {
			st = k.warn
		}
		p.Cell(k.text, "", 1)
		p.Right(st, why, p.Left()-1)
		p.Cell(k.text, "", 1)
	}
}

func timesWidth(w int) int {
	if w < 48 {
		return 6
	}
	return 12
}

// times is when an entry takes place, as far as it lies in the day.
func (c canvas) times(e *entry, w int) string {
	switch {
	case e.allDay && w < 48:
		return "day"
	case e.allDay:
		return "all day"
	}
	zone := zoneOf(c.f)
	from, to := e.part.from.In(zone).Format("15:04"), e.part.to.In(zone).Format("15:04")
	if w < 48 || e.part.empty() {
		return from
	}
	if e.part.to.Equal(e.whole.to) || dateOf(e.part.to, zone) == dateOf(e.part.from, zone) {
		return from + c.g.Dash + to
	}
	return from + c.g.Dash + "24:00"
}
