package tickets

import (
	"slices"
	"time"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
)

// seen is what the rows were worked out from.
type seen struct {
	assessed *assess.Assessment
	lookup   *model.Lookup
	briefing *briefing.Briefing
	crew     *model.Crew
	theme    *theme.Theme
}

// Sync implements screen.Screen: it works the rows out again when there is
// another judgement, as there is every minute, and the layout when the size has
// changed.
func (s *Screen) Sync(f screen.Frame) {
	s.frame = f
	if s.frame.Zone == nil {
		s.frame.Zone = time.UTC
	}
	now := seen{f.Assessed, f.Lookup, f.Briefing, f.Crew, f.Theme}
	if now != s.seen && f.Snapshot != nil && f.Assessed != nil {
		if was := s.seen.crew; was != nil && f.Crew != nil && was.Scope != f.Crew.Scope {
			s.beyond = false // another scope was chosen
		}
		fresh := s.seen.lookup == nil || f.Lookup == nil || !f.Lookup.SameTables(s.seen.lookup)
		s.seen = now
		s.work(fresh)
	}
	s.arrangeParts()
}

// work makes rows out of the data; fresh says that what tickets refer to has
// changed.
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
	s.sorting = s.all.ordering(s.order, s.scope.ids).sorted(s.rows, s.desc, s.sorting)
	s.before = nil
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
