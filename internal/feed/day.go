package feed

import (
	"time"

	"daybrief/model"
)

// day is the local day and what hangs on it.
type day struct {
	start, end time.Time
	// back is the earlier of the start of yesterday and the start of the week
	// (Monday), and where time entries are wanted also of the last working day: from
	// there the closed tickets are wanted.
	back time.Time
	// longBack is from where closed tickets are wanted if they are few enough.
	longBack time.Time
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
	back := min(f.backDays(local), -f.workedBack(local))
	f.day = day{
		start: startOfDay(local, 0), end: startOfDay(local, 1),
		back: startOfDay(local, back).UTC(), longBack: startOfDay(local, min(back, 1-f.opts.ClosedDays)).UTC(),
	}
	if first {
		f.trimRestored()
		return
	}
	if s := f.stream(model.SourceSchedule); s != nil && s.problem == nil {
		s.next = model.Sooner(s.next, now)
		f.farAt, f.slice = time.Time{}, 0 // the farthest slice holds a day that is new
	}
	f.newExtraDay(now)
	for _, d := range []*ticketBook{&f.service, &f.projects} {
		f.trim(d)
	}
	f.publish(true)
}

// startOfDay is the first moment of the local day n days from t's.
func startOfDay(t time.Time, n int) time.Time {
	y, m, d := t.Date()
	return model.StartOfDay(y, m, d+n, t.Location())
}
