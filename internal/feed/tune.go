package feed

import (
	"time"

	"daybrief/model"
)

// Tune takes up other settings than the feed was made with: intervals, borders,
// the zone, and what sections need. What is known stays; what the new settings
// leave unknown is asked for at once.
func (f *Feed) Tune(o Options, now time.Time) {
	now = f.tick(now)
	o = o.checked()
	was := f.opts
	f.opts.Every, f.opts.Reconcile, f.opts.SLAEvery, f.opts.Borders = o.Every, o.Reconcile, o.SLAEvery, o.Borders
	o.Extras.Sources = f.extras.Sources // Want says those
	if x := f.extras; x.Member != o.Extras.Member || x.Within != o.Extras.Within {
		f.extras = o.Extras
		f.soon(now, func(s *stream) bool { return s.src.Extra() })
	}
	f.extras.Hours = o.Extras.Hours
	for _, s := range f.streams {
		s.off = s.src.Extra() && !f.extras.Wants(s.src)
		s.next = model.Sooner(s.next, now.Add(f.every(s.src)))
		if s.book != nil && !s.book.reconcileAt.IsZero() {
			s.book.reconcileAt = model.Sooner(s.book.reconcileAt, now.Add(f.reconcileEvery(s.book)))
		}
	}
	if o.Zone.String() != was.Zone.String() {
		f.opts.Zone, f.day.end = o.Zone, now // another day has begun, or another one goes on
		f.turnDay(now)
		f.soon(now, func(s *stream) bool { return s.row.daily })
	}
	f.publish(true)
	f.planned = f.wake(now)
}

// soon makes sources due.
func (f *lineup) soon(now time.Time, which func(*stream) bool) {
	for _, s := range f.streams {
		if which(s) && !s.hard {
			s.next = model.Sooner(s.next, now)
		}
	}
}
