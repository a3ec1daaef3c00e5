package schedule

import "daybrief/ui/screen"

// wheel moves the selection of the half under the mouse.
func (s *Screen) wheel(n int, low bool, f screen.Frame) bool {
	switch {
	case s.free != nil:
		return s.stepFree(n)
	case low || !s.geo.wide:
		return s.step(n)
	}
	return s.selectRow(s.at+n, f)
}

// click selects the member or the entry under the mouse.
func (s *Screen) click(x, y int, f screen.Frame) screen.Outcome {
	if s.free != nil {
		return screen.Outcome{}
	}
	switch g := s.geo; {
	case g.wide && y >= g.rows.Y && y < g.rows.Y+g.rows.H:
		return s.clickRow(x, y-g.rows.Y+s.top, f)
	case y >= g.list.Y && y < g.list.Y+g.list.H && x < g.list.X+g.list.W:
		i := y - g.list.Y + s.listTop
		if i < 0 || i >= len(s.lines) || s.lines[i].e == nil {
			return screen.Outcome{}
		}
		s.sel, s.pick, s.inList = i, s.lines[i].e.v.ID, true
		return s.moved(true)
	}
	return screen.Outcome{}
}

// clickRow finds the member's line, and the bar on it.
func (s *Screen) clickRow(x, n int, f screen.Frame) screen.Outcome {
	for i := range s.plan.rows {
		h := s.height(i)
		if n >= h {
			n -= h
			continue
		}
		s.at, s.member, s.settled, s.pick, s.inList = i, s.plan.rows[i].key, true, 0, false
		if s.modeNow() == week {
			s.clickDay(x)
		} else {
			s.clickBar(&s.plan.rows[i].days[0], n, x-s.geo.axisX)
		}
		s.rebuild(f)
		return s.moved(true)
	}
	return screen.Outcome{}
}

func (s *Screen) clickBar(d *sheet, lane, x int) {
	for i := range d.timed {
		e := &d.timed[i]
		if from, to := s.axis.cells(e.part); e.lane == lane && x >= from && x < to {
			s.pick, s.inList = e.v.ID, true
			return
		}
	}
}

func (s *Screen) clickDay(x int) {
	room, n := s.geo.w-s.geo.axisX-1, len(s.plan.days)
	if x -= s.geo.axisX; x >= 0 && room > 0 {
		s.day, s.steer = s.plan.days[min(n-1, x*n/room)], true
	}
}
