package feed

import (
	"fmt"
	"time"

	"daybrief/model"
)

// The steps of a clock that mean something.
const (
	stepBack = 2 * time.Second // set back: what is planned lies too far ahead
	slept    = 2 * time.Minute // nobody called us for so long past the time we asked for
	wakeTime = 3 * time.Second // what an answer may take that was on its way
	skewMost = 5 * time.Minute // between our clock and the server's
)

// tick looks at the clock before anything else: was it set back, did the
// machine sleep, has a new day begun, has a job hung? It returns now without its
// monotonic part, which stands still while a machine sleeps.
func (f *Feed) tick(now time.Time) time.Time {
	now = now.Round(0)
	if !f.last.IsZero() {
		if back := f.last.Sub(now); back > stepBack {
			f.shift(-back)
		} else if now.Sub(f.planned) > slept && now.Sub(f.last) > slept {
			f.wokeUp(now)
		}
	}
	f.last = now
	f.turnDay(now)
	for _, s := range f.streams {
		if s.job != nil && !s.job.giveUp.After(now) {
			f.abandon(s, now)
		}
	}
	if a := f.aside; a.overdue(now) {
		a.came(f, Arrived{Gen: a.job.gen, Err: timedOut(a.src)}, now)
		f.publish(true)
	}
	return now
}

// abandon stops waiting for a job. Its answer, if one ever comes, is dropped.
func (f *Feed) abandon(s *stream, now time.Time) {
	j := f.land(s)
	if j.slept {
		f.again(s, j, now)
		if j.probe {
			f.breaker.next = now
		}
	} else {
		p := timedOut(s.src)
		p.Code = "gave-up"
		f.failed(s, j, p, now)
	}
	f.publish(true)
}

// Woke says that the machine has slept, or that the network has come back: what
// keeps the screen right is due at once. Due notices long sleeps by itself.
func (f *Feed) Woke(now time.Time) {
	now = f.tick(now)
	f.wokeUp(now)
	f.publish(false)
	f.planned = f.wake(now)
}

func (f *Feed) wokeUp(now time.Time) {
	f.aside.hurry(now)
	f.goals.whole = model.Sooner(f.goals.whole, now)
	for _, s := range f.streams {
		if s.job != nil {
			s.job.giveUp = model.Sooner(s.job.giveUp, now.Add(wakeTime))
			s.job.slept = true
		}
		if s.hard {
			continue
		}
		// Hourly lists whose hour has passed meanwhile are due anyway.
		if s.fails > 0 || f.every(s.src) < hourly {
			s.next = model.Sooner(s.next, now)
			s.fails = 0
		}
		if s.book != nil && !s.book.reconcileAt.IsZero() {
			s.book.reconcileAt = model.Sooner(s.book.reconcileAt, now)
		}
	}
	if f.breaker.mode == outage || f.breaker.mode == refused {
		f.breaker.next = model.Sooner(f.breaker.next, now)
		f.opts.Budget.resume()
	}
}

// Refresh makes everything due now, as the key r does: also what had been
// refused. It does not shorten a wait that the server asked for, and asks
// nothing again that came a moment ago. What a person asks for twice is meant:
// it also accepts that most tickets have vanished.
func (f *Feed) Refresh(now time.Time) {
	now = f.tick(now)
	if f.aside != nil && f.aside.job == nil {
		f.aside.hurry(now)
	}
	f.goals.whole = model.Sooner(f.goals.whole, now)
	for _, s := range f.streams {
		if s.book != nil && s.book.doubt != nil {
			s.book.trust, s.book.reconcileAt = true, model.Sooner(s.book.reconcileAt, now)
		}
		young := youngLight
		if f.every(s.src) >= hourly {
			young = youngHeavy
		}
		if s.problem == nil && s.ok && now.Sub(s.tried) < young {
			continue
		}
		s.next, s.urged = model.Sooner(s.next, now), s.hard
		if s.book != nil && !s.book.reconcileAt.IsZero() {
			s.book.reconcileAt = model.Sooner(s.book.reconcileAt, now)
		}
	}
	if m := f.breaker.mode; m == outage || m == refused || m == confirming {
		f.breaker.next = model.Sooner(f.breaker.next, now)
		f.opts.Budget.resume()
	}
	f.publish(false)
	f.planned = f.wake(now)
}

// How old an answer has to be for Refresh to ask again.
const (
	youngLight = 5 * time.Second
	youngHeavy = time.Minute
)

// Rekeyed says that the keys were changed: they are tried at once.
func (f *Feed) Rekeyed(now time.Time) { f.Refresh(now) }

// shift moves everything that is planned, after the clock was set by d.
func (f *Feed) shift(d time.Duration) {
	f.aside.shift(d)
	for _, s := range f.streams {
		move(d, &s.next, &s.tried, &s.since)
		if s.job != nil {
			move(d, &s.job.start, &s.job.giveUp)
		}
		if s.book != nil {
			move(d, &s.book.reconcileAt)
		}
	}
	move(d, &f.breaker.since, &f.breaker.next, &f.lookupAt, &f.firstOK, &f.planned, &f.farAt, &f.goals.whole, &f.goals.upTo, &f.goals.ends)
}

func move(d time.Duration, times ...*time.Time) {
	for _, t := range times {
		if !t.IsZero() {
			*t = t.Add(d)
		}
	}
}

// wake is when something happens next, possibly in the past.
func (f *Feed) wake(now time.Time) time.Time {
	at := f.aside.wake(f.day.end)
	for _, s := range f.streams {
		if s.job != nil {
			at = model.Sooner(at, s.job.giveUp)
		}
		if t, ok := f.ready(s, now); ok {
			at = model.Sooner(at, t.at)
		}
	}
	return at
}

// compare notices when our clock and the server's differ. A job that took long
// says nothing: nobody knows when in it the server looked at its clock.
func (f *Feed) compare(server, ours time.Time, took time.Duration) {
	if server.IsZero() || took > time.Minute {
		return
	}
	skew := ours.Sub(server)
	if skew.Abs() <= skewMost {
		f.clock = nil
		return
	}
	way := "ahead of"
	if skew < 0 {
		way = "behind"
	}
	f.clock = &model.Problem{
		Kind: model.ClockWrong, Code: "clock-wrong",
		What: model.Clean(fmt.Sprintf("This computer's clock is %s %s the server's.", roughly(skew.Abs()), way)),
		Cure: model.Clean("Set the clock; until then ages and deadlines are off."),
	}
}

// roughly is a duration in words, roughly.
func roughly(d time.Duration) string {
	n, unit := int(d.Round(time.Minute)/time.Minute), "minute"
	switch {
	case d >= 48*time.Hour:
		n, unit = int(d.Round(24*time.Hour)/(24*time.Hour)), "day"
	case d >= 2*time.Hour:
		n, unit = int(d.Round(time.Hour)/time.Hour), "hour"
	}
	if n != 1 {
		unit += "s"
	}
	return fmt.Sprintf("%d %s", n, unit)
}
