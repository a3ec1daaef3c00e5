package feed

import (
	"time"

	"daybrief/model"
)

// day is the local day and what hangs on it.
type day struct {
	start, end time.Time
	// closedSince is the earlier of the start of yesterday and the start of the
	// week (Monday).
	closedSince time.Time
}

// turnDay begins a new day when now is no longer in the one we know. Tickets
// closed before the new bound are dropped here: the bound only moves forwards,
// so that nothing has to be asked for.
func (f *Feed) turnDay(now time.Time) {
	if !now.Before(f.day.start) && now.Before(f.day.end) {
		return
	}
	first := f.day.end.IsZero()
	local := now.In(f.opts.Zone)
	week := -(int(local.Weekday()) + 6) % 7
	f.day = day{
		start:       startOfDay(local, 0),
		end:         startOfDay(local, 1),
		closedSince: sooner(startOfDay(local, -1), startOfDay(local, week)).UTC(),
	}
	if first {
		f.trimRestored()
		return
	}
	if s := f.stream(model.SourceSchedule); s != nil && s.problem == nil {
		s.next = sooner(s.next, now)
		f.farAt = time.Time{}
	}
	for _, d := range []*desk{&f.service, &f.projects} {
		if d.closed.Known() {
			d.closed.Value = closedFrom(d.closed.Value, f.day.closedSince)
			f.data.ClosedSince = f.day.closedSince
		}
	}
	f.publish(true)
}

// startOfDay is the first moment of the local day n days from t's. On days
// whose midnight does not exist that is the moment of the change.
func startOfDay(t time.Time, n int) time.Time {
	y, m, d := t.Date()
	at := time.Date(y, m, d+n, 0, 0, 0, 0, t.Location())
	if at.Hour() != 0 {
		// Midnight was skipped; Go may have put us on either side of the gap.
		if _, end := at.ZoneBounds(); at.Hour() > 12 && !end.IsZero() {
			return end
		}
		if start, _ := at.ZoneBounds(); !start.IsZero() {
			return start
		}
	}
	return at
}

// scheduleBounds are the days of schedule to ask for. A large tenant has more
// visits than fit into one answer: then today and tomorrow are asked for each
// time, and the whole only now and then.
func (f *Feed) scheduleBounds(s *stream, now time.Time) (from, to time.Time) {
	days := f.opts.Days
	many := len(f.data.Visits.Value) > manyPerPage
	if s.ok && many && now.Before(f.farAt.Add(f.opts.Reconcile)) {
		days = min(days, 2)
	}
	local := now.In(f.opts.Zone)
	y, m, d := local.Date()
	// An entry with a day but no time is at midnight UTC of that day, which west
	// of Greenwich is the evening before. One second earlier still, because it
	// has no length and would only touch the bound.
	from = sooner(startOfDay(local, 0), time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
	return from.Add(-time.Second).UTC(), startOfDay(local, days).UTC()
}
