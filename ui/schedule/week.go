package schedule

import (
	"strings"
	"time"

	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// weekRuler is the names of the days, the chosen one in the accent.
func (c canvas) weekRuler(p *widget.Pen) {
	today := dateOf(c.f.Now, zoneOf(c.f))
	for i, d := range c.plan.days {
		x, w := c.dayCells(i)
		p.To(x)
		st := c.th.Faint
		if d == c.day {
			st = c.th.AccentStrong
		}
		name := d.noon().Format("Mon 2")
		switch {
		case d == today && w > 13:
			name += " today"
		case w > 17 && !c.plan.known[i]:
			name += " not loaded"
		}
		p.Cell(st, name, w-1)
	}
}

// dayCells is where a day of the week is drawn.
func (c canvas) dayCells(i int) (x, w int) {
	room, n := c.geo.w-c.geo.axisX-1, len(c.plan.days)
	return c.geo.axisX + room*i/n, room*(i+1)/n - room*i/n
}

// weekCells is a member's week: for each day a skyline of the working hours
// (its height says how many entries run at once) and the hours booked.
func (c canvas) weekCells(p *widget.Pen, r *row, sel bool) {
	for i := range r.days {
		x, w := c.dayCells(i)
		p.To(x)
		c.weekCell(p, &r.days[i], c.plan.days[i], c.plan.known[i], w-1, sel && c.plan.days[i] == c.day)
	}
}

func (c canvas) weekCell(p *widget.Pen, s *sheet, d date, known bool, w int, chosen bool) {
	figure := ""
	if s.booked > 0 && w >= 14 {
		figure = hours(s.booked)
	}
	n := w
	if w >= 14 {
		n = w - 7
	}
	on := len(d.work(c.f.Rules.Hours, zoneOf(c.f))) > 0
	dim := c.th.Dim
	if chosen && c.foc {
		dim = c.th.Accent
	}
	switch {
	case !known:
		p.Cell(c.th.Faint, c.g.Dash, w)
		return
	case s.away != "" && len(s.timed) == 0:
		p.Cell(dim, s.away, w)
		return
	case !on && len(s.timed) == 0:
		p.Gap(w)
		return
	}
	c.skyline(p, s, d.clock(c.f.Rules.Hours, zoneOf(c.f)), n, chosen)
	p.Right(dim, figure, w-n)
}

// skyline draws n cells of a day.
func (c canvas) skyline(p *widget.Pen, s *sheet, work span, n int, chosen bool) {
	if len(c.g.Spark) != 8 || n <= 0 {
		return
	}
	booked := c.th.Dim
	if chosen && c.foc {
		booked = c.th.Accent
	}
	step := work.length() / time.Duration(n)
	part, ahead := make([]span, 0, len(s.timed)), make([]span, 0, len(s.timed))
	from, last := 0, -1
	flush := func(to int) {
		if last >= 0 {
			st, mark := c.level(last, booked)
			p.Text(st, strings.Repeat(mark, to-from))
		}
		from = to
	}
	for x := range n {
		if len(s.timed) == 0 {
			last = 0
			break
		}
		cell := span{work.from.Add(step * time.Duration(x)), work.from.Add(step * time.Duration(x+1))}
		part, ahead = part[:0], ahead[:0]
		for i := range s.timed {
			if v := s.timed[i].part.cut(cell); !v.empty() {
				if part = append(part, v); s.timed[i].ahead {
					ahead = append(ahead, v)
				}
			}
		}
		if at := max(min(1, peak(part)), min(2, peak(ahead))); at != last {
			flush(x)
			last = at
		}
	}
	flush(n)
}

func (c canvas) level(at int, booked theme.Style) (theme.Style, string) {
	switch at {
	case 0:
		return c.th.Rule, c.g.Spark[0]
	case 1:
		return booked, c.g.Spark[3]
	}
	return c.th.Warn, c.g.Spark[7]
}

// dayName is the chosen day for the line above the list.
func (c canvas) dayName() string {
	today := dateOf(c.f.Now, zoneOf(c.f))
	return strings.ToLower(c.day.title(today)[:1]) + c.day.title(today)[1:]
}
