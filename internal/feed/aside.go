package feed

import (
	"time"

	"daybrief/model"
)

// What is asked of somebody else than the PSA system (product usage) stands aside:
// it shares neither breaker nor budget nor clock with the other sources, and
// nothing that happens to it happens to them.
const (
	asideTime   = 45 * time.Second // for a job: what prints and exits waits for it
	asideLeast  = 30 * time.Second // between a failure and the next try
	asideRefuse = 15 * time.Minute // after a refusal, which costs its quota too
	asidePause  = time.Hour        // longest pause that it may ask for
)

// aside is a source of that kind; nil where none is wanted.
type aside struct {
	stream
	every time.Duration
}

// due makes its job, if it is time.
func (a *aside) due(f *Feed, now time.Time) (Job, bool) {
	if a == nil || a.job != nil || a.next.After(now) {
		return Job{}, false
	}
	f.gen++
	a.tried = now
	a.job = &flight{query: Query{Source: a.src}, class: slow, gen: f.gen, start: now, giveUp: now.Add(f.lasting(asideTime + grace))}
	return Job{Query: a.job.query, Gen: f.gen, Deadline: now.Add(f.lasting(asideTime)), Limit: asideTime, class: slow}, true
}

// wake is when it has something to do; at when that is later.
func (a *aside) wake(at time.Time) time.Time {
	switch {
	case a == nil:
		return at
	case a.job != nil:
		return model.Sooner(at, a.job.giveUp)
	}
	return model.Sooner(at, a.next)
}

// overdue reports whether its job is to be given up.
func (a *aside) overdue(now time.Time) bool {
	return a != nil && a.job != nil && !a.job.giveUp.After(now)
}

// came takes in an answer or a failure; false when it is to a job given up.
func (a *aside) came(f *Feed, in Arrived, now time.Time) bool {
	if a.job == nil || a.job.gen != in.Gen {
		return false
	}
	slept := a.job.slept
	a.job = nil
	if in.Err != nil {
		if slept {
			a.next = now
			return true
		}
		a.failed(f, problemOf(in.Err, a.src), now)
		return true
	}
	u := in.Batch.Usage
	a.problem, a.since, a.hard, a.fails, a.refusals = nil, time.Time{}, false, 0, 0
	a.ok, a.answered, a.at, a.skipped, a.gap = true, true, u.Asked, u.Skipped, in.Batch.Gap
	f.data.Usage = model.Fresh[model.Usage]{Value: u, At: u.Asked}
	// The answer may have been remembered and be older than this moment.
	a.next = model.Later(u.Asked.Add(f.spread(a.every)), now.Add(time.Minute))
	return true
}

func (a *aside) failed(f *Feed, p *model.Problem, now time.Time) {
	a.fails++
	wait := asideRefuse
	switch {
	case p.Kind == model.RateLimited:
		wait = clamp(p.RetryAfter, time.Second, asidePause)
		if p.RetryAfter <= 0 {
			wait = asideRefuse
		}
	case transient(p.Kind):
		wait = min(asideLeast<<min(a.fails-1, 6), asideRefuse)
		wait = max(wait/2+f.opts.Jitter(wait/2), asideLeast/2)
		if a.ok && a.problem == nil && a.fails == 1 {
			a.next, a.answered = now.Add(wait), true // a hiccup is not worth a word
			return
		}
	}
	a.fail(p, now)
	a.next = now.Add(wait)
}

// hurry makes it due at once, because somebody asks or the machine has slept. It
// does not shorten a pause that was asked for.
func (a *aside) hurry(now time.Time) {
	if a == nil {
		return
	}
	if a.job != nil {
		a.job.giveUp, a.job.slept = model.Sooner(a.job.giveUp, now.Add(wakeTime)), true
	}
	if a.problem == nil || a.problem.Kind != model.RateLimited {
		a.next = model.Sooner(a.next, now)
	}
}

// shift moves what is planned, after the clock was set by d.
func (a *aside) shift(d time.Duration) {
	if a == nil {
		return
	}
	move(d, &a.next, &a.tried, &a.since)
	if a.job != nil {
		move(d, &a.job.start, &a.job.giveUp)
	}
}

// health appends how it is doing.
func (a *aside) health(list []model.Health) []model.Health {
	if a == nil {
		return list
	}
	h := model.Health{Source: a.src, At: a.at, Every: a.every, Problem: a.problem, Since: a.since, Busy: a.job != nil, Skipped: a.skipped, Gap: a.gap}
	if a.job == nil {
		h.Next = a.next
	}
	return append(list, h)
}
