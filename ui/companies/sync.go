package companies

import (
	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
)

// Sync counts again when data or the minute have changed, and shares out the
// area when that has.
func (s *Screen) Sync(f screen.Frame) {
	st := stamp{assessed: f.Assessed, zone: zoneOf(f), theme: f.Theme, w: f.Area.W, h: f.Area.H, crew: f.Crew}
	if f.Snapshot != nil {
		st.gen = f.Snapshot.Gen
	}
	if st == s.stamp {
		if c := s.company(); c != nil && f.Company != nil && s.pane.outdated(f.Company(c.id)) {
			s.refill(f)
		}
		return
	}
	was := s.stamp
	s.stamp = st
	if st.gen != was.gen || st.assessed != was.assessed || st.zone != was.zone || st.crew != was.crew || s.ledger == nil {
		s.ledger = nil
		if ready(f) {
			s.ledger = count(f.Snapshot, f.Assessed, f.Crew, st.zone)
		}
	}
	s.relist(f)
}

// relist lists the companies anew: order, filter or figures have changed. The
// selection follows its company.
func (s *Screen) relist(f screen.Frame) {
	s.frame, s.sight = f, sightOf(f)
	clear(s.rows)
	var keys []int64
	if s.ledger != nil {
		list := s.pick.from(s.ledger.list)
		keys = make([]int64, len(list))
		for i, c := range list {
			keys[i] = int64(c.id)
			s.rows[keys[i]] = c
		}
	}
	if s.ledger != nil {
		if is := (shape{min(s.ledger.history.weeks, 2), s.ledger.used != nil}); is != s.shape {
			s.shape = is
			s.table.Columns = columns(is)
			s.table.Relayout()
		}
	}
	s.shown = len(keys)
	s.table.Set(keys)
	if !s.chosen {
		s.table.Home()
	}
	s.table.Sort = s.pick.order.column()
	s.table.Descending = s.pick.reverse == (s.pick.order == byName)
	s.measure(f)
	s.refill(f)
}

// measure shares out the area.
func (s *Screen) measure(f screen.Frame) {
	g := geometry{w: max(0, f.Area.W), h: max(0, f.Area.H)}
	g.wide = g.w >= wideW && g.h >= 10
	g.paneIsView = !g.wide && s.inPane
	body := layout.Rect{W: g.w, H: g.h}.Inset(0, 1, 0, 0)
	if g.foot = g.h >= 10; g.foot {
		body.H--
	}
	switch {
	case g.wide:
		parts := body.Cols(layout.Fill(5), layout.Fixed(3), layout.Min(3, 40))
		g.table, g.pane = parts[0], parts[2]
	case s.inPane:
		g.pane = body
	default:
		g.table = body
	}
	s.geo = g
	if f.Theme == nil {
		f.Theme = theme.New(true, theme.Unicode())
	}
	if g.table.W > 0 {
		switch s.table.Gap = 1; { // names first, then air
		case g.table.W >= 150:
			s.table.Gap = 4
		case g.table.W >= 112:
			s.table.Gap = 2
		}
		s.table.Layout(g.table.W, max(1, g.table.H), f.Theme)
	}
}

// refill works out the pane for the selected company.
func (s *Screen) refill(f screen.Frame) {
	s.frame = f
	s.pane.fill(s.company(), s.ledger, f, s.geo.pane.W, s.geo.pane.H)
	if !s.inPane {
		s.pane.tickets.table.Home()
	}
}
