package wall

import (
	"strconv"
	"strings"
	"time"

	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// ruler maps the day to cells, in proportion to real time: where clocks change,
// the missing hour takes no cells.
type ruler struct {
	from, to time.Time
	x, w     int
}

// at is the cell of a moment.
func (r ruler) at(t time.Time) int {
	total := r.to.Sub(r.from)
	if total <= 0 || t.Before(r.from) {
		return 0
	}
	return min(r.w, int(int64(t.Sub(r.from)/time.Second)*int64(r.w)/int64(total/time.Second)))
}

// ruler is the working hours, and whatever lies outside them.
func (c *canvas) ruler() ruler {
	today, tomorrow := c.f.Assessed.Days.Today, c.f.Assessed.Days.Tomorrow
	y, m, d := c.f.Now.In(c.f.Zone).Date()
	clock := func(since time.Duration) time.Time {
		return time.Date(y, m, d, int(since/time.Hour), int(since/time.Minute)%60, 0, 0, c.f.Zone)
	}
	from, to := clock(c.f.Rules.Hours.From), clock(c.f.Rules.Hours.To)
	switch {
	case c.f.Rules.Hours.To < c.f.Rules.Hours.From: // over midnight
		from, to = today, tomorrow
	case !to.After(from):
		from, to = clock(8*time.Hour), clock(17*time.Hour)
	}
	for _, p := range c.digest.planned {
		for _, s := range p.stint {
			from, to = sooner(from, s.from), model.Later(to, s.to)
		}
	}
	from, to = model.Later(from.Truncate(time.Hour), today), sooner(to, tomorrow)
	x := [...]int{Normal: 29, Large: 40, XL: 52}[c.z]
	return ruler{from, to, x, max(1, c.w-x-1)}
}

// today is the page of the schedule: its ruler, and how high its rows are.
type today struct {
	*canvas
	r          ruler
	thick, gap int // lines of a lane, and between members
}

// drawToday draws the schedule of the team: a row a member, with a line for now.
func drawToday(c *canvas) []string {
	s := c.f.Snapshot
	day, next := c.f.Assessed.Days.Today, c.f.Assessed.Days.Tomorrow
	seen, _ := screen.Seen(c.f, model.SourceSchedule)
	switch {
	case !s.ScheduleEntries.Known():
		return widget.Notice(c.w, c.h, c.th, widget.InkWarn, "The schedule is not known.", c.v.cause(s.HealthOf(model.SourceSchedule).Problem))
	case !s.ScheduleTo.IsZero() && (s.ScheduleTo.Before(next) || s.ScheduleFrom.After(day)):
		return widget.Notice(c.w, c.h, c.th, widget.InkWarn, "Today's schedule is not loaded.", "What is known is "+old(s.ScheduleEntries.Age(c.f.Now))+".")
	case len(c.digest.planned) == 0 && c.digest.nameless > 0:
		return widget.Notice(c.w, c.h, c.th, widget.InkWarn, "Nobody's day is known.", namelessWords(c.digest.nameless)+".")
	case len(c.digest.planned) == 0:
		return widget.Notice(c.w, c.h, c.th, widget.InkText, "Nothing"+seen+" is planned today.")
	}
	p := today{canvas: c, r: c.ruler(), thick: 1}
	out := []string{p.hours()}
	room, foot := c.h-1, 0
	lines := 0
	for i := range c.digest.planned {
		lines += c.digest.planned[i].lanes
	}
	if len(c.digest.idle) > 0 || lines > room { // idlers take two lines
		foot = 2
	}
	for _, try := range [][2]int{{5, 2}, {4, 1}, {3, 1}, {2, 1}, {1, 1}} {
		if c.z != Normal || try[0] == 1 {
			if lines*try[0]+len(c.digest.planned)*try[1] <= room-foot {
				p.thick, p.gap = try[0], try[1]
				break
			}
		}
	}
	shown := 0
	for i := range c.digest.planned {
		m := &c.digest.planned[i]
		need := m.lanes*p.thick + p.gap
		if need > room-foot-(len(out)-1) {
			break
		}
		out = append(out, p.member(m)...)
		shown++
	}
	return append(out, p.idlers(shown)...)
}

// idlers say who has nothing planned, and how many did not fit.
func (p *today) idlers(shown int) []string {
	var says []string
	if more := len(p.digest.planned) - shown; more > 0 {
		says = append(says, widget.Count(more)+" more members with entries")
	}
	if n := len(p.digest.idle); n > 0 {
		list := p.digest.idle[:min(n, 6)]
		seen, _ := screen.Seen(p.f, model.SourceSchedule)
		text := "nothing" + seen + " planned: " + strings.Join(list, ", ")
		if n > len(list) {
			text += " and " + widget.Count(n-len(list)) + " more"
		}
		says = append(says, text)
	}
	if p.digest.nameless > 0 {
		says = append(says, namelessWords(p.digest.nameless))
	}
	if len(says) == 0 {
		return nil
	}
	return []string{widget.Spaces(p.w), p.th.Dim.Paint(widget.Fit(strings.Join(says, "; "), p.w, p.g.Ellipsis))}
}

func namelessWords(n int) string {
	if n == 1 {
		return "1 entry does not say whose it is"
	}
	return widget.Count(n) + " entries do not say whose they are"
}

// hours is the head: the hours, and the time in the place of those around it.
func (p *today) hours() string {
	r, pen := p.r, widget.NewPen(p.w, p.th)
	now, clock := r.at(p.f.Now), p.clock()
	shows := !p.f.Now.Before(r.from) && p.f.Now.Before(r.to)
	at := min(now, r.w-len(clock)+1)
	free := 0
	put := func(x int, st theme.Style, text string) {
		pen.To(r.x + x)
		pen.Text(st, text)
		free = x + len(text) + 1
	}
	placed := !shows
	for t := r.from; !t.After(r.to); t = t.Add(time.Hour) {
		x, text := r.at(t), strconv.Itoa(t.In(p.f.Zone).Hour())
		if !placed && x+len(text) >= at {
			put(at, p.th.AccentStrong, clock)
			placed = true
		}
		if x >= free && x+len(text) <= r.w+1 {
			put(x, p.th.Faint, text)
		}
	}
	if !placed {
		put(at, p.th.AccentStrong, clock)
	}
	return pen.Line()
}

// member is one member's day: name, what they do now, and the lanes.
func (p *today) member(m *plan) []string {
	name := [...]int{Normal: 14, Large: 22, XL: 28}[p.z]
	now, ink := p.doing(m)
	out := make([]string, 0, m.lanes*p.thick+p.gap)
	for line := range m.lanes * p.thick {
		pen := widget.NewPen(p.w, p.th)
		if line == (p.thick-1)/2 {
			st := p.th.Strong
			if m.out != nil {
				st = p.th.Dim
			}
			pen.Text(st, widget.Truncate(m.name, name-1, p.g.Ellipsis))
			pen.To(name)
			pen.Text(ink, widget.Truncate(now, p.r.x-name-2, p.g.Ellipsis))
		}
		pen.To(p.r.x)
		p.lane(pen, m, line/p.thick, line%p.thick)
		out = append(out, pen.Line())
	}
	for range p.gap {
		pen := widget.NewPen(p.w, p.th)
		pen.To(p.r.x)
		p.free(pen, 0, p.r.w)
		out = append(out, pen.Line())
	}
	return out
}

// doing says what a member does now.
func (p *today) doing(m *plan) (string, theme.Style) {
	until := func(t time.Time) string { return t.In(p.f.Zone).Format("15:04") }
	busy, next := m.busy(p.f.Now), m.next(p.f.Now)
	_, some := screen.Seen(p.f, model.SourceSchedule) // nobody is called free then
	switch {
	case m.out != nil:
		return "out: " + p.v.absence(m.out), p.th.Dim
	case m.more > 0:
		return widget.Count(m.more) + " more at once", p.th.Warn
	case busy != nil:
		return "until " + until(busy.to), p.th.Text
	case next != nil && some != "":
		return "next " + until(next.from), p.th.Text
	case next != nil:
		return "free to " + until(next.from), p.th.Good
	case len(m.all) > 0:
		return "all day: " + p.v.visit(m.all[0]), p.th.Text
	}
	if some != "" {
		return "", p.th.Text
	}
	return "free", p.th.Good
}

// lane draws one line of the entries of a lane.
func (p *today) lane(pen *widget.Pen, m *plan, lane, line int) {
	r := p.r
	at := 0
	for i := range m.stint {
		s := &m.stint[i]
		from, to := max(at, r.at(s.from)), r.at(s.to)
		if s.lane != lane || from >= r.w {
			continue
		}
		to = max(to, from+1)
		p.free(pen, at, from)
		p.slot(pen, s, from, to, line)
		at = to
	}
	p.free(pen, at, r.w)
}

// crossing is the cell between two others that the line of now crosses; -1 when
// it does not.
func (p *today) crossing(from, to int) int {
	now := p.r.at(p.f.Now)
	if now < from || now >= to || p.f.Now.Before(p.r.from) || !p.f.Now.Before(p.r.to) {
		return -1
	}
	return now
}

// free is free time, crossed by the line of now.
func (p *today) free(pen *widget.Pen, from, to int) {
	now := p.crossing(from, to)
	if now < 0 {
		pen.Gap(to - from)
		return
	}
	pen.Gap(now - from)
	pen.Text(p.th.Accent, p.g.Vertical)
	pen.Gap(to - now - 1)
}
