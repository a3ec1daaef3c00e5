package feed

import (
	"time"

	"daybrief/model"
)

// How often the sources are asked that only sections of the briefing need.
const (
	timeEvery       = 5 * time.Minute
	activitiesEvery = 10 * time.Minute
	// endingDays is how far ahead agreements that end are looked for.
	endingDays = 90
)

// Extras say which sources sections of the briefing need beyond AllSources, and
// what those sections are about.
type Extras struct {
	Sources []model.Source
	// Member is whose time entries are read: a login or a number. Without one none
	// are.
	Member string
	// Hours say which day was the last working day.
	Hours model.Hours
	// Within is how many days ahead agreements may end; 0 is 90.
	Within int
}

// Wants reports whether a source is among them. Time entries are nobody's without a
// member.
func (x Extras) Wants(src model.Source) bool {
	for _, s := range x.Sources {
		if s == src {
			return src != model.SourceTime || x.Member != ""
		}
	}
	return false
}

// Want says which extra sources are wanted from now on. One that no longer is
// keeps what it has brought, and is asked for no more.
func (f *Feed) Want(sources []model.Source, now time.Time) {
	now = f.tick(now)
	f.extras.Sources = sources
	changed := false
	for _, s := range f.streams {
		if !s.src.Extra() || s.off == !f.extras.Wants(s.src) {
			continue
		}
		s.off, changed = !s.off, true
		if !s.off {
			s.next = model.Sooner(s.next, now)
		}
	}
	if changed {
		f.publish(true)
		f.planned = f.wake(now)
	}
}

// extraSources are the rows of the sources that only sections need.
func extraSources() []source {
	settled := on(model.SourceTickets, model.SourceProjectTickets)
	return []source{
		{
			name: model.SourceTime, waits: settled, live: never, daily: true, every: func(f *pacer) time.Duration { return max(timeEvery, f.pace()) },
			ask: func(f *scheduler, _ *stream, q *Query, now time.Time) {
				// What began the day before may last into the last working day.
				today := model.CalendarDay(now, f.opts.Zone)
				q.Member, q.From, q.To = f.extras.Member, f.begins(f.extras.Hours.Before(today).AddDate(0, 0, -1)), f.begins(today.AddDate(0, 0, 1))
			},
			store: func(f *pacer, _ *stream, j *flight, b Batch, now time.Time) {
				f.data.Time, f.data.TimeFrom = fresh(f.data.Time, b.Time, func(e *model.TimeEntry) int64 { return e.ID }, now), j.query.From
			},
		},
		{
			name: model.SourceActivities, waits: settled, live: never, every: (*pacer).activitiesEvery,
			need: func(f *pacer, _ *stream) int { return f.activityPages() },
			store: func(f *pacer, _ *stream, _ *flight, b Batch, now time.Time) {
				f.data.Activities = fresh(f.data.Activities, b.Activities, func(a *model.Activity) int64 { return a.ID }, now)
			},
		},
		{
			name: model.SourceEnding, waits: settled, live: never, daily: true, every: each(hourly),
			ask: func(f *scheduler, _ *stream, q *Query, now time.Time) {
				within := f.extras.Within
				if within <= 0 {
					within = endingDays
				}
				q.From = model.CalendarDay(now, f.opts.Zone)
				q.To = q.From.AddDate(0, 0, within)
			},
			store: func(f *pacer, _ *stream, _ *flight, b Batch, now time.Time) {
				f.data.Ending = fresh(f.data.Ending, b.Agreements, func(a *model.Agreement) model.AgreementID { return a.ID }, now)
			},
		},
	}
}

// begins is when a calendar day begins here.
func (f *stock) begins(day time.Time) time.Time {
	y, m, d := day.Date()
	return model.StartOfDay(y, m, d, f.opts.Zone).UTC()
}

// activityPages is how many requests the open activities take, with their statuses.
func (f *stock) activityPages() int { return 1 + pages(len(f.data.Activities.Value)) }

func (f *pacer) activitiesEvery() time.Duration {
	return max(activitiesEvery, f.pace(), time.Duration(f.activityPages())*time.Minute)
}

// newExtraDay has the extra sources asked for again, which are about days.
func (f *stock) newExtraDay(now time.Time) {
	for _, s := range f.streams {
		if s.src.Extra() && s.problem == nil {
			s.next = model.Sooner(s.next, now)
		}
	}
}

// extrasAnHour is how many requests an hour the extra sources take.
func (f *stock) extrasAnHour() (n int) {
	for _, s := range f.streams {
		switch {
		case s.off:
		case s.src == model.SourceTime:
			n += int(time.Hour / timeEvery)
		case s.src == model.SourceActivities:
			n += int(time.Hour/activitiesEvery) * f.activityPages()
		case s.src == model.SourceEnding:
			n++
		}
	}
	return n
}

// workedBack is how many days ago the last working day was, where time entries are
// wanted: tickets that were closed on it belong beside them. Else 0.
func (f *stock) workedBack(local time.Time) int {
	if !f.extras.Wants(model.SourceTime) {
		return 0
	}
	today := model.CalendarDay(local, local.Location())
	return int(today.Sub(f.extras.Hours.Before(today)) / (24 * time.Hour))
}
