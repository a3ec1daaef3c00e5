package feed

import (
	"context"
	"slices"
	"sync"
	"time"

	"daybrief/model"
)

// Run drives the feed without a screen until every wanted source has answered
// once, good or bad, or until returns true (it sees each new snapshot; nil
// never does). When the context ends first, each source that has not answered
// gets a Problem that says so, and the context's error is returned. All fetches
// have ended when Run returns.
func Run(ctx context.Context, f *Feed, src Source, until func(*model.Snapshot) bool, now func() time.Time) error {
	inner, cancel := context.WithCancel(ctx)
	var jobs sync.WaitGroup
	defer jobs.Wait()
	defer cancel()
	back := make(chan Arrived)
	var seen *model.Snapshot
	for {
		for _, j := range f.Due(now()) {
			jobs.Go(func() {
				select {
				case back <- j.Do(inner, src, now):
				case <-inner.Done():
				}
			})
		}
		if s := f.Snapshot(); s != seen {
			seen = s
			if f.Answered() && !f.lengthening() || until != nil && until(s) {
				return nil
			}
		}
		if err := f.await(ctx, back, now); err != nil {
			f.unanswered(now())
			return err
		}
	}
}

// await takes in one answer, or waits until something is due.
func (f *Feed) await(ctx context.Context, back <-chan Arrived, now func() time.Time) error {
	at := now()
	wait := max(f.Wake(at).Sub(at.Round(0)), time.Millisecond)
	if limit, ok := ctx.Deadline(); ok && f.idle() && wait > time.Until(limit) {
		return context.DeadlineExceeded // nothing can come before the time is up: say so now
	}
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case a := <-back:
		f.Apply(a, now())
	case <-t.C:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

// idle reports whether nothing is in flight.
func (f *Feed) idle() bool {
	return (f.aside == nil || f.aside.job == nil) && !slices.ContainsFunc(f.streams, func(s *stream) bool { return s.job != nil })
}

// unanswered marks the sources that time ran out for.
func (f *Feed) unanswered(now time.Time) {
	for _, s := range f.streams {
		if !s.off && !s.answered && s.problem == nil && (f.breaker.mode == open || f.breaker.mode == confirming) {
			p := timedOut(s.src)
			p.Code, p.Cure = "no-time-left", model.Clean("Allow it more time.")
			s.fail(p, now)
		}
	}
	if a := f.aside; a != nil && !a.answered && a.problem == nil {
		p := timedOut(a.src)
		p.Code, p.Cure = "no-time-left", model.Clean("Allow it more time.")
		a.fail(p, now)
	}
	f.publish(true)
}
