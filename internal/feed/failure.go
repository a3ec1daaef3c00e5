package feed

import (
	"context"
	"errors"
	"time"

	"daybrief/model"
)

// The times of the failure policy.
const (
	backoffBase  = 2 * time.Second
	backoffMost  = 2 * time.Minute
	backoffLeast = 500 * time.Millisecond
	pauseLeast   = time.Second
	pauseMost    = 15 * time.Minute
	pauseUnsaid  = 30 * time.Second // 429 without Retry-After
	pauseBeyond  = 8 * time.Second  // and never longer than an interval and this
	confirmAfter = time.Second
	// patienceLeast keeps a very short interval from turning into a siege.
	patienceLeast = 5 * time.Second
	// What was refused is asked for again soon once, since a stray answer must not
	// cost minutes; then each minute for a while, and after that now and then.
	eagerTime  = 5 * time.Minute
	eagerEvery = time.Minute
	calmEvery  = 5 * time.Minute
)

// policy says what follows from a failure.
type policy struct {
	*scheduler
	firstOK time.Time             // the first success of all
	failing map[model.Source]bool // transient failures since the last success
}

// failed deals with a failure of a job.
func (f *policy) failed(s *stream, j *flight, p *model.Problem, now time.Time) {
	switch {
	case p.Code == codeHeld:
		f.heldBack(s, j, p, now)
	case optional(j, p):
		f.shorten(s, now)
	case p.Kind == model.Unauthorized:
		f.unauthorized(s, j, p, now)
	case p.Kind == model.RateLimited:
		f.rateLimited(s, j, p, now)
	case p.Kind == model.NotOffered:
		f.notOffered(s, j, p, now)
	case transient(p.Kind):
		f.transient(s, j, p, now)
	default:
		f.hardFailure(s, j, p, now)
	}
}

// transient reports whether the fault is of a kind that passes by itself.
func transient(k model.ProblemKind) bool {
	switch k {
	case model.Offline, model.TimedOut, model.ServerDown, model.BadReply, model.ProblemNone:
		return true
	}
	return false
}

// heldBack puts back a job that our own budget did not let out. Where a refusal has
// shut the budget already, the breaker follows.
func (f *policy) heldBack(s *stream, j *flight, p *model.Problem, now time.Time) {
	if p.Kind == model.RateLimited && p.RetryAfter > shortPause && f.breaker.mode == open {
		why := *p
		why.Code = "rate-limited"
		f.rateLimited(s, j, &why, now)
		return
	}
	wait := backoffBase
	if p.RetryAfter > 0 {
		wait = p.RetryAfter // the end of the pause is known
	}
	f.again(s, j, now.Add(wait))
	if j.probe && f.breaker.mode != open {
		f.breaker.next = model.Later(f.breaker.next, now.Add(wait))
	}
}

// again makes what a job was to do due at a time, without calling it a failure.
func (f *policy) again(s *stream, j *flight, at time.Time) {
	switch j.query.Kind {
	case Digests:
		s.book.reconcileAt = at
	case Lookup:
		s.book.putBack(j.query.Tickets)
		f.lookupAt = model.Later(f.lookupAt, at)
	default:
		s.next = at
	}
}

// fail records the failure of a main query.
func (s *stream) fail(p *model.Problem, now time.Time) {
	if s.problem == nil {
		s.since = now
	}
	s.problem, s.answered = p, true
}

// transient backs off, and shuts the breaker when the fault is not this source's
// alone.
func (f *policy) transient(s *stream, j *flight, p *model.Problem, now time.Time) {
	switch j.query.Kind {
	case Digests:
		s.book.reconcileAt = now.Add(f.backoff(4, j.start, now))
	case Lookup:
		s.book.putBack(j.query.Tickets)
		f.lookupAt = model.Later(f.lookupAt, now.Add(f.backoff(4, j.start, now)))
	default:
		s.fails++
		s.hard = false
		s.answered = true
		if !f.patientWith(s) {
			s.fail(p, now)
		}
		s.next = now.Add(f.backoff(s.fails, j.start, now))
	}
	f.failing[s.src] = true
	g := &f.breaker
	switch {
	case g.mode == refused && j.probe:
		g.next = f.nextProbe(j.start, now)
		f.opts.Budget.pause(g.next.Sub(now), g.problem)
	case j.probe, g.mode == open && (p.Kind == model.Offline || f.widespread()):
		n := 1
		if g.mode == outage {
			n = g.fails + 1
		}
		f.shut(outage, p, s.src, now, now.Add(f.backoff(n, j.start, now)))
	}
}

// patientWith reports whether a first failure may go without a word: that of a
// list which is asked for once an hour, and which we have. It is tried again in
// two seconds, and a hiccup should not change the state word.
func (f *pacer) patientWith(s *stream) bool {
	return s.ok && s.problem == nil && s.fails == 1 && f.every(s.src) >= hourly
}

// backoff is full jitter with base 2 s and factor 2 for the nth failure in a
// row. Its cap counts from the start of the failed try: however long a try
// hung, the next one starts at most an interval after it (or 2 s after its
// end), so that a fault that ends is noticed within one interval.
func (f *pacer) backoff(n int, start, now time.Time) time.Duration {
	most := min(backoffMost, f.patience())
	most = max(min(most, most-now.Sub(start)), backoffBase)
	d := most
	if n < 8 {
		d = min(backoffBase<<(n-1), most)
	}
	return max(f.opts.Jitter(d), backoffLeast)
}

// patience is the interval that recovery is measured against: the one that was
// asked for. It need not be stretched, because only one probe is out at a time.
func (f *pacer) patience() time.Duration { return max(f.opts.Every, patienceLeast) }

// rateLimited pauses everything.
func (f *policy) rateLimited(s *stream, j *flight, p *model.Problem, now time.Time) {
	f.again(s, j, now)
	g := &f.breaker
	if g.mode == confirming || g.mode == refused {
		if j.probe {
			g.next = now.Add(clamp(p.RetryAfter, pauseUnsaid, pauseMost))
		}
		return
	}
	most := f.patience() + pauseBeyond
	wait := min(pauseUnsaid, most)
	if g.mode == limited && j.probe {
		wait = min(pauseUnsaid<<min(g.fails, 4), most)
	}
	if p.RetryAfter != 0 {
		wait = clamp(p.RetryAfter, pauseLeast, pauseMost)
	}
	next := now.Add(wait)
	if g.mode == limited && !j.probe {
		next = model.Later(next, g.next) // sent before the pause: the longer one holds
		g.fails--
	}
	f.shut(limited, p, s.src, now, next)
}

// unauthorized tries once more, then stops everything.
func (f *policy) unauthorized(s *stream, j *flight, p *model.Problem, now time.Time) {
	f.again(s, j, now)
	g := &f.breaker
	switch {
	case g.mode == confirming && j.probe:
		s.answered = true
		f.shut(refused, p, s.src, now, now)
		g.next = f.nextProbe(j.start, now)
		f.opts.Budget.pause(g.next.Sub(now), p)
	case g.mode == refused && j.probe:
		g.problem, g.next = p, f.nextProbe(j.start, now)
		f.opts.Budget.pause(g.next.Sub(now), p)
	case g.mode == open, j.probe:
		f.shut(confirming, p, s.src, now, now.Add(confirmAfter+f.opts.Jitter(confirmAfter)))
	}
}

// nextProbe is when refused keys are tried again: each minute for a while, since
// somebody may just be putting them right, and then rarely, because accounts get
// locked.
func (f *scheduler) nextProbe(start, now time.Time) time.Time {
	if now.Sub(f.breaker.since) < eagerTime {
		return model.Later(start.Add(eagerEvery), now.Add(confirmAfter))
	}
	return now.Add(hardEvery)
}

// askAgain is when a source that was refused is asked for again.
func (f *pacer) askAgain(s *stream, now time.Time) time.Time {
	switch {
	case s.refusals == 1:
		return now.Add(max(f.patience()/4, confirmAfter))
	case now.Sub(s.since) < eagerTime:
		return now.Add(eagerEvery)
	}
	return now.Add(calmEvery)
}

// hardFailure stops one source for a while. Any such answer proves that the
// server is there and knows the keys, so it opens the breaker for the others.
func (f *policy) hardFailure(s *stream, j *flight, p *model.Problem, now time.Time) {
	switch j.query.Kind {
	case Digests:
		s.book.reconcileAt = now.Add(max(f.reconcileEvery(s.book), calmEvery))
	case Lookup:
		// The next calculated SLA and the next reconcile come back to them.
	default:
		s.hard, s.fails = true, 0
		s.refusals++
		s.fail(p, now)
		s.next, s.urged = f.askAgain(s, now), s.refusals == 1
	}
	f.accepted = f.accepted || p.Kind == model.Forbidden
	delete(f.failing, s.src)
	if j.probe {
		f.unlock()
	}
}

// notOffered rests a source that this way in does not have. That is no fault,
// and says nothing about the connection: nobody may have been asked for it.
func (f *policy) notOffered(s *stream, j *flight, p *model.Problem, now time.Time) {
	switch j.query.Kind {
	case Digests:
		s.book.reconcileAt = now.Add(absentEvery)
	case Lookup:
		f.lookupAt = model.Later(f.lookupAt, now.Add(hardEvery))
	default:
		s.hard, s.fails = true, 0
		s.fail(p, now)
		s.next = now.Add(absentEvery)
	}
	delete(f.failing, s.src)
}

// problemOf finds the Problem in an error, or makes one that quotes nothing: an
// error that nobody classified may hold a secret.
func problemOf(err error, src model.Source) *model.Problem {
	var p *model.Problem
	if errors.As(err, &p) && p != nil {
		return p
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return timedOut(src)
	}
	return &model.Problem{
		Kind: model.BadReply, Code: "unclassified",
		What: model.Clean("The answer for " + string(src) + " could not be used."),
		Cure: model.Clean("It is tried again; please report this."),
	}
}

func timedOut(src model.Source) *model.Problem {
	return &model.Problem{
		Kind: model.TimedOut, Code: "timed-out",
		What: model.Clean("No answer in time for " + string(src) + "."),
		Cure: model.Clean("It is tried again."),
	}
}

func clamp(d, least, most time.Duration) time.Duration { return min(max(d, least), most) }
