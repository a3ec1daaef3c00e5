package tickets

import (
	"time"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// seen is what the rows were worked out from.
type seen struct {
	snapshot *model.Snapshot
	lookup   *model.Lookup
	briefing *briefing.Briefing
	crew     *model.Crew
	minute   time.Time
	theme    *theme.Theme
}

// Sync implements screen.Screen: it works the rows out again when the data or
// the minute have changed, and the layout when the size has.
func (s *Screen) Sync(f screen.Frame) {
	s.frame = f
	if s.frame.Zone == nil {
		s.frame.Zone = time.UTC
	}
	now := seen{f.Snapshot, f.Lookup, f.Briefing, f.Crew, f.Now.Truncate(time.Minute), f.Theme}
	if now != s.seen && f.Snapshot != nil && f.Assessed != nil {
		fresh := now.snapshot != s.seen.snapshot || now.lookup != s.seen.lookup
		if was := s.seen.crew; was != nil && f.Crew != nil && was.Scope != f.Crew.Scope {
			s.beyond = false // another scope was chosen
		}
		fresh = fresh || now.crew != s.seen.crew
		s.seen = now
		s.work(fresh)
	}
	s.arrangeParts()
}

// work makes rows out of the data; fresh says that the tickets themselves may
// have changed and not just the time.
func (s *Screen) work(fresh bool) {
	f := s.frame
	crew := f.Crew
	if s.beyond {
		crew = nil
	}
	s.rows, s.desk = rowsOf(f.Assessed.Tickets, crew), len(f.Assessed.Tickets)
	s.byID = make(map[int64]int32, len(s.rows))
	for i := range s.rows {
		s.byID[int64(s.rows[i].ID)] = int32(i)
	}
	if fresh {
		s.hay = nil
	}
	s.scope.refresh(f.Briefing)
	s.world = s.worldNow()
	s.columns()
	s.requery()
	if !s.touched { // at start the sources arrive one by one, and with them the order
		s.table.Home()
	}
	s.follow()
}

// worldNow is what the words of a filter may refer to.
func (s *Screen) worldNow() world {
	f := s.frame
	w := world{me: f.Rules.Member, now: f.Now, today: f.Assessed.Days.Today, zone: f.Zone, rank: ranks(s.rows, f.Snapshot.Priorities.Value), visits: f.Lookup.ScheduleEntries}
	if !f.Snapshot.ScheduleEntries.Known() {
		w.unplanned = "What is scheduled is not known: the schedule has not been read."
	}
	return w
}

func (s *Screen) columns() {
	s.shown, s.table.Columns = columns(table(), idWidth(s.rows), s.grouping, s.frame.Columns), nil
	for _, c := range s.shown {
		s.table.Columns = append(s.table.Columns, c.Column)
	}
	s.table.Sort, s.table.Descending = s.order, s.desc
	s.table.Relayout()
}

// requery sorts, filters and groups: everything that a choice or new data may
// have changed.
func (s *Screen) requery() {
	s.sorting = sorted(s.rows, s.order, s.desc, s.scope.ids)
	s.refilter()
}

// refine filters after a keystroke. The ticket that was selected when the
// typing began stays selected as long as it matches; else the first one is.
func (s *Screen) refine() {
	s.refilter()
	if s.anchor == 0 || !s.table.Select(s.anchor) {
		s.table.Home()
	}
}

// refilter runs the filter over the sorted rows. It is what a keystroke costs.
func (s *Screen) refilter() {
	s.query = parse(s.field.String(), &s.world)
	if len(s.hits) != len(s.rows) {
		s.hits = make([]bool, len(s.rows))
	}
	if !s.query.empty() && s.hay == nil && len(s.query.words) > 0 {
		s.hay = newHaystack(s.rows)
	}
	s.query.search(s.rows, s.hay, s.hits)
	s.counts = counts{}
	shown := make([]ordered, 0, len(s.sorting))
	all := s.scope.isAll()
	for _, o := range s.sorting {
		if !all && !s.scope.admits(s.rows[o.row].Ticket) {
			continue
		}
		s.counts.all++
		if s.hits[o.row] {
			shown = append(shown, o)
			if o.breached {
				s.counts.breached++
			}
		}
	}
	s.counts.shown = len(shown)
	s.table.Set(s.keysOf(shown))
}

// keysOf names the rows for the table; headings have negative keys.
func (s *Screen) keysOf(shown []ordered) []int64 {
	s.groups = nil
	out := make([]int64, 0, len(shown))
	if s.grouping == "" {
		for _, o := range shown {
			out = append(out, o.id)
		}
		return out
	}
	s.groups = grouped(s.grouping, s.rows, shown)
	for n, g := range s.groups {
		out = append(append(out, int64(-n-1)), g.rows...)
	}
	return out
}

// follow deals with a selected ticket that has gone from the data: while it is
// being read it stays in the preview, marked; else a sentence says so.
func (s *Screen) follow() {
	if s.lost != nil {
		if _, back := s.byID[int64(s.lost.ID)]; back {
			s.table.Select(int64(s.lost.ID))
			s.lost = nil
		}
		return
	}
	if s.last == nil {
		return
	}
	if _, there := s.byID[int64(s.last.ID)]; there {
		return
	}
	if s.reading {
		s.lost = s.last
		return
	}
	s.notice = number(s.last.ID) + " was closed or deleted meanwhile."
}

// arrangeParts lays the parts out for the area and brings the preview up to date.
// It is cheap enough for every key.
func (s *Screen) arrangeParts() {
	f := s.frame
	if f.Theme == nil {
		return
	}
	s.places = s.split(f.Area)
	s.table.Gap = 1
	if s.places.list.W >= 100 {
		s.table.Gap = 2
	}
	s.table.Bare = s.places.side
	s.narrow()
	s.table.Layout(s.places.table.W, s.places.table.H, f.Theme)
	if s.lost == nil {
		s.last = s.current()
	}
	s.preview.Sync(s.card(), s.places.preview.W, s.places.preview.H, f.Theme)
	s.enable()
}

// narrow gives the summary a third of the width, and less where that saves the
// SLA column.
func (s *Screen) narrow() {
	least := min(60, max(24, s.places.table.W/3))
	switch w := s.places.table.W; {
	case w < 60:
		least = 16
	case w <= 84:
		least = 24
	}
	for i := range s.table.Columns {
		if c := &s.table.Columns[i]; c.ID == "summary" && c.Min != least {
			c.Min = least
			s.table.Relayout()
		}
	}
}

// card is what the preview shows.
func (s *Screen) card() widget.Card {
	t := s.current()
	if t == nil || s.places.preview.Empty() {
		return widget.Card{}
	}
	f := s.frame
	c := widget.Card{Ticket: t, Lookup: f.Lookup, Now: f.Now, Zone: f.Zone}
	if s.lost != nil {
		c.Lost = "This ticket was closed or deleted meanwhile."
	}
	c.Reasons = widget.Reasons(f.Assessed.Why(t.ID))
	if f.Detail != nil {
		c.TicketDetail = f.Detail(t.ID)
	}
	return c
}
