package wall

import (
	"strconv"
	"strings"
	"time"

	"daybrief/model"
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
	if !to.After(from) {
		from, to = clock(8*time.Hour), clock(17*time.Hour)
	}
	for _, p := range c.digest.planned {
		for _, s := range p.stint {
			from, to = sooner(from, s.from), later(to, s.to)
		}
	}
	from, to = later(from.Truncate(time.Hour), today), sooner(to, tomorrow)
	x := [...]int{Normal: 29, Large: 40, XL: 52}[c.z]
	return ruler{from, to, x, max(1, c.w-x-1)}
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// today draws the schedule of the team: a row a member, with a line for now.
func (c *canvas) today() []string {
	s := c.f.Snapshot
	day, next := c.f.Assessed.Days.Today, c.f.Assessed.Days.Tomorrow
	switch {
	case !s.ScheduleEntries.Known():
		return widget.Notice(c.w, c.h, c.th, widget.InkWarn, "The schedule is not known.", c.v.cause(s.HealthOf(model.SourceSchedule).Problem))
	case !s.ScheduleTo.IsZero() && (s.ScheduleTo.Before(next) || s.ScheduleFrom.After(day)):
		return widget.Notice(c.w, c.h, c.th, widget.InkWarn, "Today's schedule is not loaded.", "What is known is "+old(s.ScheduleEntries.Age(c.f.Now))+".")
	case len(c.digest.planned) == 0:
		return widget.Notice(c.w, c.h, c.th, widget.InkText, "Nothing is planned today.")
	}
	r := c.ruler()
	out := []string{c.hours(r)}
	room, foot := c.h-1, 0
	lines, gap := 0, 0
	for i := range c.digest.planned {
		lines += c.digest.planned[i].lanes
	}
	if len(c.digest.idle) > 0 || lines > room { // idlers take two lines
		foot = 2
	}
	thick := 1
	for _, try := range [][2]int{{5, 2}, {4, 1}, {3, 1}, {2, 1}, {1, 1}} {
		if c.z != Normal || try[0] == 1 {
			if lines*try[0]+len(c.digest.planned)*try[1] <= room-foot {
				thick, gap = try[0], try[1]
				break
			}
		}
	}
	shown := 0
	for i := range c.digest.planned {
		p := &c.digest.planned[i]
		need := p.lanes*thick + gap
		if need > room-foot-(len(out)-1) {
			break
		}
		out = append(out, c.planRows(p, r, thick, gap)...)
		shown++
	}
	return append(out, c.idlers(shown)...)
}

// idlers say who has nothing planned, and how many did not fit.
func (c *canvas) idlers(shown int) []string {
	var says []string
	if more := len(c.digest.planned) - shown; more > 0 {
		says = append(says, widget.Count(more)+" more members with entries")
	}
	if n := len(c.digest.idle); n > 0 {
		list := c.digest.idle[:min(n, 6)]
		text := "nothing planned: " + strings.Join(list, ", ")
		if n > len(list) {
			text += " and " + widget.Count(n-len(list)) + " more"
		}
		says = append(says, text)
	}
	if len(says) == 0 {
		return nil
	}
	return []string{widget.Spaces(c.w), c.th.Dim.Paint(widget.Fit(strings.Join(says, "; "), c.w, c.g.Ellipsis))}
}

// hours is the head: the hours, and the time in the place of those around it.
func (c *canvas) hours(r ruler) string {
	p := widget.NewPen(c.w, c.th)
	now, clock := r.at(c.f.Now), c.clock()
	shows := !c.f.Now.Before(r.from) && c.f.Now.Before(r.to)
	at := min(now, r.w-len(clock)+1)
	free := 0
	put := func(x int, st theme.Style, text string) {
		p.To(r.x + x)
		p.Text(st, text)
		free = x + len(text) + 1
	}
	placed := !shows
	for t := r.from; !t.After(r.to); t = t.Add(time.Hour) {
		x, text := r.at(t), strconv.Itoa(t.In(c.f.Zone).Hour())
		if !placed && x+len(text) >= at {
			put(at, c.th.AccentStrong, clock)
			placed = true
		}
		if x >= free && x+len(text) <= r.w+1 {
			put(x, c.th.Faint, text)
		}
	}
	if !placed {
		put(at, c.th.AccentStrong, clock)
	}
	return p.Line()
}

// planRows is one member's day: name, what they do now, and the lanes.
func (c *canvas) planRows(p *plan, r ruler, thick, gap int) []string {
	name := [...]int{Normal: 14, Large: 22, XL: 28}[c.z]
	now, ink := c.doing(p)
	out := make([]string, 0, p.lanes*thick+gap)
	for line := range p.lanes * thick {
		pen := widget.NewPen(c.w, c.th)
		if line == (thick-1)/2 {
			st := c.th.Strong
			if p.out != nil {
				st = c.th.Dim
			}
			pen.Text(st, widget.Truncate(p.name, name-1, c.g.Ellipsis))
			pen.To(name)
			pen.Text(ink, widget.Truncate(now, r.x-name-2, c.g.Ellipsis))
		}
		pen.To(r.x)
		c.lane(pen, p, r, line/thick, line%thick, thick)
		out = append(out, pen.Line())
	}
	for range gap {
		pen := widget.NewPen(c.w, c.th)
		pen.To(r.x)
		c.gap(pen, r, 0, r.w)
		out = append(out, pen.Line())
	}
	return out
}

// doing says what a member does now.
func (c *canvas) doing(p *plan) (string, theme.Style) {
	until := func(t time.Time) string { return t.In(c.f.Zone).Format("15:04") }
	busy, next := p.busy(c.f.Now), p.next(c.f.Now)
	switch {
	case p.out != nil:
		return "out: " + c.v.absence(p.out), c.th.Dim
	case p.more > 0:
		return widget.Count(p.more) + " more at once", c.th.Warn
	case busy != nil:
		return "until " + until(busy.to), c.th.Text
	case next != nil:
		return "free to " + until(next.from), c.th.Good
	case len(p.all) > 0:
		return "all day: " + c.v.visit(p.all[0]), c.th.Text
	}
	return "free", c.th.Good
}

// lane draws one line of the entries of a lane that is thick lines high.
func (c *canvas) lane(pen *widget.Pen, p *plan, r ruler, lane, line, thick int) {
	at := 0
	for i := range p.stint {
		s := &p.stint[i]
		from, to := max(at, r.at(s.from)), r.at(s.to)
		if s.lane != lane || from >= r.w {
			continue
		}
		to = max(to, from+1)
		c.gap(pen, r, at, from)
		c.slot(pen, s, r, from, to, line, thick)
		at = to
	}
	c.gap(pen, r, at, r.w)
}

// gap is free time, crossed by the line of now.
func (c *canvas) gap(pen *widget.Pen, r ruler, from, to int) {
	now := r.at(c.f.Now)
	if now < from || now >= to || c.f.Now.Before(r.from) || !c.f.Now.Before(r.to) {
		pen.Gap(to - from)
		return
	}
	pen.Gap(now - from)
	pen.Text(c.th.Accent, c.g.Vertical)
	pen.Gap(to - now - 1)
}

// slot is booked time: an edge, and what for, over as many lines as it has;
// crossed by the line of now.
func (c *canvas) slot(pen *widget.Pen, s *stint, r ruler, from, to, line, thick int) {
	ink, sign, label := c.th.Slot, "", c.v.visit(s.v)
	switch late := s.to.Before(c.f.Now) && !s.v.Done; {
	case s.v.Done:
		ink, sign = c.th.SlotDim, c.g.Good
	case late:
		sign = c.g.Warn
	}
	edge := c.g.Vertical
	if len(c.g.Bar) > 3 && len(c.g.Full) > 1 {
		edge = c.g.Bar[3]
	}
	pen.Text(c.th.SlotEdge, edge)
	from++
	now := r.at(c.f.Now)
	if now < from || now >= to || c.f.Now.Before(r.from) || !c.f.Now.Before(r.to) {
		pen.Cell(ink, c.labelLine(sign, label, to-from, line, thick), to-from)
		return
	}
	left, right := now-from, to-now-1
	signR, before, after := "", label, ""
	if right > left {
		sign, signR, before, after = "", sign, "", label
	}
	pen.Cell(ink, c.labelLine(sign, before, left, line, thick), left)
	pen.Text(c.th.SlotEdge, c.g.Vertical)
	pen.Cell(ink, c.labelLine(signR, after, right, line, thick), right)
}

// labelLine is one line of a label in n cells. What is too narrow for words has
// its sign only. The first line goes on as a rule, so that booked time can be
// told from free time without colours.
func (c *canvas) labelLine(sign, label string, n, line, thick int) string {
	if label == "" || n < 6 || thick == 1 && n < 8 {
		if line > 0 || n < 1 {
			sign = ""
		}
		return c.ruled(sign, n, line, thick)
	}
	if sign != "" {
		label = sign + " " + label
	}
	lines, _ := widget.Wrap(label, n-2, thick)
	if thick == 1 {
		lines = []string{widget.Truncate(label, n-2, c.g.Ellipsis)}
	}
	if line >= len(lines) {
		return c.ruled("", n, line, thick)
	}
	return c.ruled(" "+widget.Truncate(lines[line], n-1, c.g.Ellipsis), n, line, thick)
}

// ruled adds the rule to the last line of a slot.
func (c *canvas) ruled(text string, n, line, thick int) string {
	if rest := n - widget.Width(text) - 1; line == thick-1 && rest > 0 {
		text += " " + strings.Repeat(c.g.Horizontal, rest)
	}
	return text
}
