package tickets

import (
	"slices"
	"time"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
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
	s.load(&f, crew, fresh)
	s.scope.refresh(f.Briefing)
	s.columns()
	s.requery()
	if !s.touched { // at start the sources arrive one by one, and with them the order
		s.table.Home()
	}
	if gone := s.follow(&s.pool, &s.table); gone != "" {
		s.notice = gone
	}
}

func (s *Screen) columns() {
	s.shown, s.table.Columns = columns(slices.Clone(s.all), idWidth(s.rows), s.grouping, s.picked, s.frame.Columns), nil
	for _, c := range s.shown {
		if c.ID == "sla" && screen.OldGoals(s.frame) {
			c.Title += "?" // see OldGoals
		}
		s.table.Columns = append(s.table.Columns, c.Column)
	}
	s.table.Sort, s.table.Descending = s.order, s.desc
	s.table.Relayout()
}

// requery sorts, filters and groups: everything that a choice or new data may
// have changed.
func (s *Screen) requery() {
	s.sorting = s.all.sorted(s.rows, s.order, s.desc, s.scope.ids)
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
	s.table.Set(s.filter(s.query, &s.scope, s.grouping))
}

// arrangeParts lays the parts out for the area and brings the preview up to date.
// It is cheap enough for every key.
func (s *Screen) arrangeParts() {
	f := s.frame
	if f.Theme == nil {
		return
	}
	s.places = s.split(f.Area, s.noticeLine() != "")
	s.table.Gap = 1
	if s.places.list.W >= 100 {
		s.table.Gap = 2
	}
	s.table.Bare = s.places.side
	s.places.narrow(&s.table)
	s.table.Layout(s.places.table.W, s.places.table.H, f.Theme)
	if s.lost == nil {
		s.last = s.current()
	}
	s.preview.Sync(s.card(s.current(), &f, s.places.preview), s.places.preview.W, s.places.preview.H, f.Theme)
	s.keys.enable(s)
}
