package schedule

import (
	"strconv"
	"strings"

	"daybrief/ui/widget"
)

// bars paints one lane of a day: the bars, and what lies between them.
func (c canvas) bars(p *widget.Pen, s *sheet, lane int, sel bool) {
	if lane == mostLanes {
		c.surplus(p, s)
		return
	}
	at := 0
	for i := range s.timed {
		e := &s.timed[i]
		if e.lane != lane {
			continue
		}
		from, to := c.axis.cells(e.part)
		if from = max(from, at); from >= to {
			continue
		}
		c.between(p, s, at, from, sel && lane == 0)
		c.bar(p, e, to-from)
		at = to
	}
	c.between(p, s, at, c.axis.w, sel && lane == 0)
}

// bar is an entry in w cells: its edge, its sign, its label, and a line to its
// end, so that it can be told from a gap without colours too.
func (c canvas) bar(p *widget.Pen, e *entry, w int) {
	edge, text, rule := c.inks(e)
	mark := "|"
	if len(c.g.Bar) == 8 {
		mark = c.g.Bar[3]
	}
	if e.maybe {
		mark = c.g.Vertical
	}
	sign := c.sign(e)
	if w == 1 {
		if sign != "" {
			mark = sign
		}
		p.Text(edge, mark)
		return
	}
	p.Text(edge, mark)
	w--
	if sign != "" {
		ink := text
		if e.late {
			ink = edge
		}
		p.Text(ink, sign)
		w--
	}
	label := widget.Truncate(e.label, w, c.g.Ellipsis)
	p.Text(text, label)
	if w -= widget.Width(label); w > 0 {
		p.Text(text, " ")
		fill := c.g.Horizontal
		if e.maybe {
			fill = c.g.Dot
		}
		p.Text(rule, strings.Repeat(fill, w-1))
	}
}

// sign is the one mark of an entry: what matters most about it.
func (c canvas) sign(e *entry) string {
	switch {
	case e.late:
		return c.g.Warn
	case e.done:
		return c.g.Good
	case e.unread:
		return c.g.Bullet
	}
	return ""
}

// between paints free cells, and in the selected row how long the gap is.
func (c canvas) between(p *widget.Pen, s *sheet, from, to int, sel bool) {
	if from >= to {
		return
	}
	now := -1
	if c.axis.contains(c.f.Now) {
		now = c.axis.x(c.f.Now)
	}
	if !sel || c.free != nil {
		c.quiet(p, from, to, s)
		return
	}
	for _, g := range s.gaps {
		a, b := c.axis.cells(g)
		text := widget.Duration(g.length())
		x := a + (b-a-len(text))/2
		if a < from || b > to || b-a < len(text)+2 || now >= x-1 && now <= x+len(text) {
			continue
		}
		c.quiet(p, from, x-1, s)
		p.Gap(1)
		p.Text(c.th.Faint, text)
		p.Gap(1)
		from = x + len(text) + 1
	}
	c.quiet(p, from, to, s)
}

// surplus is the line below the last lane: how many entries have found no room
// in the lanes.
func (c canvas) surplus(p *widget.Pen, s *sheet) {
	n, x := 0, 0
	for i := range s.timed {
		if e := &s.timed[i]; e.lane == mostLanes {
			if n == 0 {
				x, _ = c.axis.cells(e.part)
			}
			n++
		}
	}
	text := "and " + strconv.Itoa(n) + " more at the same time"
	p.To(min(c.geo.axisX+x, max(c.geo.axisX, c.geo.w-len(text)-1)))
	p.Text(c.th.Warn, text)
}
