package schedule

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// timeline is the ruler and the members' rows that are on the screen.
func (c canvas) timeline() []string {
	out := []string{c.ruler()}
	skip := c.rows.top
	for i := range c.plan.rows {
		n := c.plan.height(i)
		if skip >= n {
			skip -= n
			continue
		}
		for lane := skip; lane < n && len(out) <= c.geo.rows.H; lane++ {
			out = append(out, c.rowLine(i, lane))
		}
		skip = 0
		if len(out) > c.geo.rows.H {
			break
		}
	}
	return widget.Pad(out, c.geo.w, c.geo.rows.H+1)
}

// ruler is the head of the timeline: the hours, with the present time standing
// in for the labels around it.
func (c canvas) ruler() string {
	p := widget.NewPen(c.geo.w, c.th)
	p.Gap(1)
	p.Cell(c.th.Faint, "Member", c.geo.name+1)
	p.Right(c.th.Faint, "booked", 6)
	p.Gap(5)
	p.Cell(c.th.Faint, "all day", c.geo.band)
	if c.modeNow() == week {
		c.weekRuler(p)
		return p.Line()
	}
	now, text, style := -9, "", c.th.AccentStrong
	if c.free != nil {
		now, text = c.axis.x(c.free.at), c.free.at.In(c.axis.zone).Format("15:04")
	} else if c.axis.contains(c.f.Now) {
		now, text = c.axis.x(c.f.Now), c.f.Now.In(c.axis.zone).Format("15:04")
	}
	last, placed := -9, text == ""
	for _, t := range c.axis.ticks {
		if !placed && t.x > now-3 {
			p.To(c.geo.axisX + max(now-2, last+3))
			p.Text(style, text)
			last, placed = max(now-2, last+3)+2, true
		}
		if t.x-last < 4 || t.x >= now-5 && t.x <= now+4 && text != "" || c.geo.axisX+t.x+2 > c.geo.w {
			continue
		}
		p.To(c.geo.axisX + t.x)
		p.Text(c.th.Faint, two(t.hour))
		last = t.x
	}
	if !placed {
		p.To(c.geo.axisX + max(now-2, last+3))
		p.Text(style, text)
	}
	return p.Line()
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// rowLine is one line of a member's row.
func (c canvas) rowLine(i, lane int) string {
	r := &c.plan.rows[i]
	p := widget.NewPen(c.geo.w, c.th)
	c.rowHead(p, r, i == c.rows.at, lane)
	p.To(c.geo.axisX)
	if c.modeNow() == week {
		c.weekCells(p, r, i == c.rows.at)
		return p.Line()
	}
	c.bars(p, &r.days[0], lane, i == c.rows.at)
	return p.Line()
}

// rowHead is what stands before the hours: the name, what is booked, how many
// at once, and what has no time of day.
func (c canvas) rowHead(p *widget.Pen, r *row, sel bool, lane int) {
	if lane > 0 {
		return
	}
	text, dim, warn, cursor := c.th.Text, c.th.Dim, c.th.Warn, " "
	if r.mine {
		text = c.th.Strong
	}
	if r.gone {
		text = dim
	}
	switch {
	case sel && c.foc && !c.inList && c.free == nil:
		text, dim, warn, cursor = c.th.Sel, c.th.SelDim, c.th.SelWarn, c.g.Cursor
	case sel:
		text, dim, warn, cursor = c.th.SelIdle, c.th.SelIdle, c.th.SelIdleWarn, c.g.Cursor
	}
	if sel && c.foc && !c.inList && c.free == nil {
		p.Text(c.th.SelAccent, cursor)
	} else {
		p.Text(text, cursor)
	}
	name := r.name
	if r.gone {
		name += " (left)"
	}
	p.Cell(text, name, c.geo.name)
	booked, peak, band := r.figures()
	p.Right(dim, booked, 7)
	p.Right(warn, peak, 4)
	p.Cell(dim, " "+band, c.geo.band+1)
}

// figures are the numbers of a row over the days shown.
func (r *row) figures() (booked, at, band string) {
	var sum time.Duration
	most, n := 0, 0
	for i := range r.days {
		s := &r.days[i]
		sum += s.booked
		most = max(most, s.peak)
		n += len(s.band)
		if len(s.band) > 0 && band == "" {
			band = s.band[0].label
		}
	}
	if sum > 0 {
		booked = hours(sum)
	}
	if most > 1 {
		at = strconv.Itoa(min(most, 99)) + "x"
	}
	if n > 1 {
		band = strconv.Itoa(n) + " " + band
	}
	return booked, at, band
}

// hours is a length of time in hours, to a tenth: "6.5 h".
func hours(d time.Duration) string {
	return strings.TrimSuffix(strconv.FormatFloat(d.Hours(), 'f', 1, 64), ".0") + " h"
}

// quiet paints the cells between bars: the hours as faint dots, the present as
// a line, and the time for which somebody is wanted as a band.
func (c canvas) quiet(p *widget.Pen, from, to int, s *sheet) {
	work := c.day.work(c.f.Rules.Hours, c.axis.zone)
	now := -1
	if c.axis.contains(c.f.Now) {
		now = c.axis.x(c.f.Now)
	}
	a, b := -1, -1
	if c.free != nil {
		a, b = c.axis.cells(span{c.free.at, c.free.at.Add(c.free.want)})
	}
	ticks := c.axis.ticks
	for x := from; x < to; x++ {
		for len(ticks) > 0 && ticks[0].x < x {
			ticks = ticks[1:]
		}
		hour := len(ticks) > 0 && ticks[0].x == x
		switch {
		case x == now:
			p.Text(c.th.Accent, c.g.HeavyV)
		case x >= a && x < b:
			p.Text(c.th.SelIdle, " ")
		case hour && s.away == "" && slices.ContainsFunc(work, func(w span) bool { return !c.axis.time(x).Before(w.from) && !c.axis.time(x).After(w.to) }):
			p.Text(c.th.Faint, c.g.Dot)
		default:
			p.Gap(1)
		}
	}
}

// state is how an entry is painted.
func (c canvas) inks(e *entry) (edge, text, rule theme.Style) {
	edge, text, rule = c.th.SlotEdge, c.th.Slot, c.th.SlotRule
	switch {
	case e == c.list.chosen() && c.foc:
		return c.th.SelAccent, c.th.Sel, c.th.SelDim
	case e.done:
		edge, text = c.th.SlotRule, c.th.SlotDim
	case e.others > 0 || e.late:
		edge = c.th.SlotWarn
	}
	return edge, text, rule
}
