package reports

import (
	"daybrief/ui/screen"
)

// pointer does what the mouse asks of the screen.
type pointer struct{ *Screen }

// clicked selects what is under the mouse, and opens what was selected already.
func (s pointer) clicked(x, y int, f screen.Frame) (done screen.Outcome) {
	type place struct {
		view               view
		at, row, group, of int
	}
	was := place{s.view, s.at, s.row, s.group, s.column}
	if done.Claimed = s.click(x, y, f); done.Claimed && was == (place{s.view, s.at, s.row, s.group, s.column}) && s.able() {
		done.Cmd, done.Intent = s.open(f)
	}
	return done
}

// click selects what is under the mouse.
func (s pointer) click(x, y int, f screen.Frame) bool {
	s.area = f.Area
	p, a := s.parts(f.Area), s.answer()
	switch {
	case p.list.Contains(x, y):
		i := y - head + scrolled(s.at, len(s.kinds), p.list.H-head)
		if y < head || i >= len(s.kinds) {
			return false
		}
		s.choose(i)
		s.view = viewList
		return true
	case !p.report.Contains(x, y) || a == nil || a.res.Unavailable != "" || len(a.names) == 0:
		return false
	case s.view == viewRows:
		i := y - head - 2 + scrolled(s.row, len(s.rows()), p.report.H-head-2)
		if y < head+2 || i >= len(s.rows()) {
			return false
		}
		s.row = i
		return true
	}
	return s.clickTable(x-p.report.X, y-head, f, a, p)
}

// clickTable selects a figure: its line, and its column when the mouse is on one.
func (s pointer) clickTable(x, y int, f screen.Frame, a *answer, p parts) bool {
	area := p.report
	area.H = max(0, area.H-head)
	pl := canvas(s).plan(f, a, area)
	i := pl.top + y - pl.table.Y - 1
	if y <= pl.table.Y || y > pl.table.Y+pl.room || i >= len(a.names) {
		return false
	}
	g := gridOf(a, area.W, s.column)
	at := 2 + g.name
	for _, c := range g.columns {
		if at += 2 + a.widths[c]; x < at {
			if x >= 2+g.name {
				s.column = c
			}
			break
		}
	}
	s.view, s.group, s.row = viewTable, i, 0
	return true
}
