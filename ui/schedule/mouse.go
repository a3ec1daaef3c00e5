package schedule

import (
	"daybrief/model"
	"daybrief/ui/screen"
)

// wheel moves the selection of the half under the mouse.
func (s *Screen) wheel(n int, low bool, f screen.Frame) bool {
	switch {
	case s.free != nil:
		return s.stepFree(n)
	case low || !s.geo.wide:
		return s.stepList(n)
	}
	return s.selectRow(s.rows.at+n, f)
}

// stepList moves the selection in the list; false at its end.
func (s *Screen) stepList(n int) bool {
	was := s.list.sel
	s.list.step(n, s.geo.list.H)
	if e := s.list.chosen(); e != nil {
		s.pick = e.v.ID
	}
	return s.list.sel != was
}

// click selects the member or the entry under the mouse.
func (s *Screen) click(x, y int, f screen.Frame) screen.Outcome {
	if s.free != nil {
		return screen.Outcome{}
	}
	switch g := s.geo; {
	case g.wide && y >= g.rows.Y && y < g.rows.Y+g.rows.H:
		return s.clickRow(x, y-g.rows.Y+s.rows.top, f)
	case y >= g.list.Y && y < g.list.Y+g.list.H && x < g.list.X+g.list.W:
		i := y - g.list.Y + s.list.top
		e := s.list.at(i)
		if e == nil {
			return screen.Outcome{}
		}
		again := s.inList && s.list.sel == i
		s.list.sel, s.pick, s.inList = i, e.v.ID, true
		return opened(e, again, s.moved(true))
	}
	return screen.Outcome{}
}

// opened opens the ticket of an entry that was selected when it was clicked; else what
// is selected now is only shown.
func opened(e *entry, again bool, shown screen.Outcome) screen.Outcome {
	if again && e.v.Ticket != 0 {
		shown.Intent = screen.Read{Tickets: []model.TicketID{e.v.Ticket}}
	}
	return shown
}

// clickRow finds the member's line, and the bar on it.
func (s *Screen) clickRow(x, n int, f screen.Frame) screen.Outcome {
	for i := range s.plan.rows {
		h := s.plan.height(i)
		if n >= h {
			n -= h
			continue
		}
		inList := s.inList
		s.rows.at, s.inList = i, false
		s.take(s.plan.rows[i].key)
		if s.modeNow() == week {
			if n := s.geo.dayAt(x, len(s.plan.days)); n >= 0 {
				s.day, s.steer = s.plan.days[n], true
			}
		} else if e := s.plan.rows[i].days[0].under(s.axis, n, x-s.geo.axisX); e != nil {
			again := inList && s.pick == e.v.ID
			s.pick, s.inList = e.v.ID, true
			s.rebuild(f)
			return opened(e, again, s.moved(true))
		}
		s.rebuild(f)
		return s.moved(true)
	}
	return screen.Outcome{}
}

// under is the entry that is drawn in a cell of a lane; nil for none.
func (d *sheet) under(a axis, lane, x int) *entry {
	for i := range d.timed {
		e := &d.timed[i]
		if from, to := a.cells(e.part); e.lane == lane && x >= from && x < to {
			return e
		}
	}
	return nil
}

// dayAt is which of n days stands in a column; -1 for none.
func (g geometry) dayAt(x, n int) int {
	room := g.w - g.axisX - 1
	if x -= g.axisX; x < 0 || room <= 0 {
		return -1
	}
	return min(n-1, x*n/room)
}
