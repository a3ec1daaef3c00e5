package history

import (
	"time"

	"daybrief/model"
)

// countEvery is how often at most a day is counted: that reads all tickets. The end
// counts once more.
const countEvery = 5 * time.Minute

// snapshot writes what differs between the latest snapshot and the one before.
func (r *Recorder) snapshot(end bool) error {
	s, was := r.latest.Load(), r.written.was
	if s == nil || s == was && !end {
		return nil
	}
	db, err := r.open()
	if err != nil {
		return err
	}
	if was == nil {
		was = &model.Snapshot{}
	}
	for _, l := range []struct {
		now, was model.Fresh[[]*model.Ticket]
		open     bool
		project  bool
	}{
		{s.ClosedService, was.ClosedService, false, false}, {s.ClosedProject, was.ClosedProject, false, true},
		{s.ServiceTickets, was.ServiceTickets, true, false}, {s.ProjectTickets, was.ProjectTickets, true, true},
	} {
		if !l.now.Known() {
			continue
		}
		if _, err := db.PutTickets(r.ctx, differing(l.was.Value, l.now.Value), l.now.At, r.by.Load().Zone); err != nil {
			return err
		}
		if l.open && departed(l.was, l.now) {
			if _, err := db.Departed(r.ctx, l.project, ids(l.now.Value), l.now.At, r.by.Load().Zone); err != nil {
				return err
			}
		}
	}
	if err := r.spans(db, s); err != nil {
		return err
	}
	if s.Companies.Known() && !s.Companies.At.Equal(was.Companies.At) {
		if err := db.PutCompanies(r.ctx, s.Companies.Value); err != nil {
			return err
		}
	}
	if err := firstOf(r.waiting(db, s, was), r.count(db, s, end), r.derive(db)); err != nil {
		return err
	}
	r.written.was = s
	return nil
}

// differing are the tickets of a list that the list before did not have just so:
// unchanged tickets are the same value in both. Both are sorted by id.
func differing(was, now []*model.Ticket) []*model.Ticket {
	var out []*model.Ticket
	if alike(was, now) {
		return nil
	}
	i := 0
	for _, t := range now {
		for i < len(was) && was[i].ID < t.ID {
			i++
		}
		if i < len(was) && was[i] == t {
			continue
		}
		out = append(out, t)
	}
	return out
}

// departed reports whether tickets may have left the list: at the first look, and
// when one of the list before is missing.
func departed(was, now model.Fresh[[]*model.Ticket]) bool {
	if !was.Known() {
		return true
	}
	if alike(was.Value, now.Value) {
		return false
	}
	i := 0
	for _, t := range was.Value {
		for i < len(now.Value) && now.Value[i].ID < t.ID {
			i++
		}
		if i == len(now.Value) || now.Value[i].ID != t.ID {
			return true
		}
	}
	return false
}

// alike reports whether two lists are one piece of memory, which nobody writes to.
func alike(a, b []*model.Ticket) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

func ids(list []*model.Ticket) map[model.TicketID]bool {
	out := make(map[model.TicketID]bool, len(list))
	for _, t := range list {
		if t.Open() {
			out[t.ID] = true
		}
	}
	return out
}

// waiting keeps since when customers wait.
func (r *Recorder) waiting(db *DB, s, was *model.Snapshot) error {
	if !s.ServiceTickets.Known() && !s.ProjectTickets.Known() {
		return nil
	}
	had := r.Replied()
	next, changed := NextReplied(had, s, was)
	if !changed {
		return nil
	}
	if err := db.PutReplied(r.ctx, had, next); err != nil {
		return err
	}
	r.replied.Store(&next)
	return nil
}

// count keeps the day's counts, of which only rows that have changed are written.
func (r *Recorder) count(db *DB, s *model.Snapshot, end bool) error {
	now := r.o.Now()
	by := r.by.Load()
	since := now.Sub(r.written.at)
	if !end && since >= 0 && since < countEvery && model.CalendarDay(now, by.Zone).Equal(r.written.day) {
		return nil
	}
	var stale func(*model.Ticket) bool
	if by.Stale != nil {
		stale = by.Stale(s, now)
	}
	rows := CountDay(s, model.NewLookup(s, by.Policy), now, by.Zone, stale)
	if len(rows) == 0 {
		return nil
	}
	if !rows[0].Day.Equal(r.written.day) {
		r.written.day, r.written.days = rows[0].Day, map[scoped]Counts{}
		if err := db.Expire(r.ctx); err != nil {
			return err
		}
	}
	var news []DayCounts
	seen := make(map[scoped]bool, len(rows))
	for _, d := range rows {
		of := scoped{d.Scope, d.Key}
		seen[of] = true
		if was, ok := r.written.days[of]; !ok || !sameCounts(was, d.Counts) {
			news = append(news, d)
		}
	}
	news = append(news, emptied(r.written.days, seen, r.written.day)...)
	if err := firstOf(db.PutDays(r.ctx, news), countingIn(r.ctx, db, by.Zone, rows[0].Day)); err != nil {
		return err
	}
	for _, d := range news {
		r.written.days[scoped{d.Scope, d.Key}] = d.Counts
	}
	r.written.at = now
	return nil
}

// emptied are rows of zeros for what had something to count before and has
// nothing now; what was opened and closed on the day stays.
func emptied(had map[scoped]Counts, seen map[scoped]bool, day time.Time) []DayCounts {
	var out []DayCounts
	for of, was := range had {
		zero := Counts{Open: new(int), Breached: new(int), Unassigned: new(int), Replied: new(int), Opened: was.Opened, Closed: was.Closed}
		if was.Stale != nil {
			zero.Stale = new(int)
		}
		if !seen[of] && !sameCounts(was, zero) {
			out = append(out, DayCounts{Day: day, Scope: of.scope, Key: of.key, Counts: zero})
		}
	}
	return out
}

func sameCounts(a, b Counts) bool {
	x, y := a.fields(), b.fields()
	for i := range x {
		p, q := *x[i], *y[i]
		if (p == nil) != (q == nil) || p != nil && *p != *q {
			return false
		}
	}
	return true
}

// spanStep is by how much the stretch that polling knows must have grown to be
// marked again: an idle dashboard does not touch the disk for it.
const spanStep = time.Hour

// spans marks the stretch of which polling has listed all closings. A minute is
// left out at its end: what was closed while the answer came may not be in it.
func (r *Recorder) spans(db *DB, s *model.Snapshot) error {
	for _, l := range []struct {
		list    model.Fresh[[]*model.Ticket]
		source  model.Source
		project bool
	}{{s.ClosedService, model.SourceClosed, false}, {s.ClosedProject, model.SourceClosedProject, true}} {
		h := s.HealthOf(l.source)
		now, was := Span{s.ClosedSince, l.list.At.Add(-time.Minute), h.Skipped}, &r.written.marked[kind(l.project)]
		if !l.list.Known() || s.ClosedSince.IsZero() || h.Total > h.Shown || !now.From.Before(now.To) {
			continue
		}
		if !was.From.IsZero() && now.Skipped == was.Skipped && !now.From.Before(was.From) && now.To.Sub(was.To) < spanStep {
			continue
		}
		if err := firstOf(db.unseen(r.ctx, h.Gap, h.Doubt, now.To), db.AddSpan(r.ctx, l.project, now)); err != nil {
			return err
		}
		*was = now
	}
	return nil
}
