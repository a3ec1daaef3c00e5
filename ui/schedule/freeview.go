package schedule

import (
	"strconv"
	"strings"
	"time"

	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// openFree asks who is free, from the half hour that runs now, or from the
// beginning of the working day on another day.
func (s *Screen) openFree(f screen.Frame) {
	zone := zoneOf(f)
	at := s.day.clock(f.Rules.Hours, zone).from
	if work := s.day.work(f.Rules.Hours, zone); len(work) > 0 {
		at = work[0].from
	}
	if s.day == dateOf(f.Now, zone) {
		at = halfHour(f.Now, zone)
	}
	s.free = &free{at: at, want: slot, sel: s.member}
	s.rebuild(f)
	s.free.scroll(s.geo.freeLines())
}

func (s *Screen) askFree(f screen.Frame) {
	zone := zoneOf(f)
	s.free.ask(s.plan, s.day.work(f.Rules.Hours, zone), s.day.bounds(zone))
}

// moveFree moves the moment by half hours, within the day.
func (s *Screen) moveFree(n int, f screen.Frame) {
	b := s.day.bounds(zoneOf(f))
	at := s.free.at.Add(time.Duration(n) * slot)
	if b.contains(at) {
		s.free.at = at
	}
	s.askFree(f)
	s.measure(f)
	s.free.scroll(s.geo.freeLines())
}

// stepFree moves the selection among those who are free.
func (s *Screen) stepFree(n int) bool {
	s.free.step(n)
	s.free.scroll(s.geo.freeLines())
	return true
}

// freeLines is how many lines there are for those who are free.
func (g geometry) freeLines() int {
	if g.wide {
		return g.list.H
	}
	return g.h - 2
}

// closeFree goes back; to the member when take is true.
func (s *Screen) closeFree(take bool, f screen.Frame) {
	if take && s.free.sel != "" {
		s.take(s.free.sel)
		s.beyond = s.crewNow(f).All() && !f.Crew.All()
	}
	s.free = nil
	s.rebuild(f)
}

// freeLines is the list of who is free, with its title.
func (c canvas) freeLines(w, h int) []string {
	q := c.free
	if h <= 0 {
		return nil
	}
	text := "Free at " + q.at.In(zoneOf(c.f)).Format("15:04") + " for " + strconv.Itoa(int(q.want/time.Minute)) + " min: " +
		strconv.Itoa(len(q.list)) + " of " + strconv.Itoa(c.people())
	if seen, _ := screen.Seen(c.f, model.SourceSchedule); seen != "" {
		text += ", by the entries" + seen
	}
	if more := ", " + strconv.Itoa(q.away) + " away"; q.away > 0 && widget.Width(text+more) < w-5 {
		text += more
	}
	if more := ", " + q.note; q.note != "" && widget.Width(text+more) < w-5 {
		text += more
	}
	out := []string{widget.Rule(text, w, c.th)}
	if len(q.list) == 0 {
		return append(out, widget.Notice(w, h-1, c.th, widget.InkDim, "Nobody is free then.",
			"Move with the left and right keys, or ask for less with space.")...)
	}
	for i := q.top; i < len(q.list) && len(out) < h; i++ {
		out = append(out, c.freeLine(&q.list[i], w))
	}
	return widget.Pad(out, w, h)
}

// people is how many members the question is about.
func (c canvas) people() int {
	n := 0
	for i := range c.plan.rows {
		if c.plan.rows[i].person() {
			n++
		}
	}
	return n
}

func (c canvas) freeLine(o *opening, w int) string {
	p := widget.NewPen(w, c.th)
	text, dim, bar, cursor := c.th.Text, c.th.Dim, c.th.Accent, " "
	if o.key == c.free.sel {
		text, dim, bar, cursor = c.th.SelIdle, c.th.SelIdle, c.th.SelIdle, c.g.Cursor
		if c.foc {
			text, dim, bar = c.th.Sel, c.th.SelDim, c.th.SelAccent
		}
	}
	p.Text(bar, cursor)
	p.Cell(text, o.name, min(26, max(8, w/3)))
	p.Right(text, widget.Duration(o.length), 8)
	p.Cell(dim, "  until "+o.until.In(zoneOf(c.f)).Format("15:04"), 15)
	if longest := c.free.list[0].length; longest > 0 && w >= 70 {
		p.Cell(bar, strings.Repeat(c.g.Horizontal, max(1, int(24*o.length/longest))), 24)
		p.Cell(dim, "", 2)
	}
	p.Cell(dim, o.note, p.Left())
	return p.Line()
}
