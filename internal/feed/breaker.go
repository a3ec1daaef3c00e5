package feed

import (
	"time"

	"daybrief/model"
)

// mode is what stands between all sources and the server.
type mode uint8

const (
	open       mode = iota
	outage          // nothing gets through: one probe at a time, backing off
	limited         // the server asked us to wait: silence, then one probe
	confirming      // the keys were refused once: one more try decides
	refused         // the keys are refused: everything stops but a rare probe
)

// breaker holds back all sources for a fault that they share. While it is shut,
// at most one job at a time goes out, the probe, and its answer decides.
type breaker struct {
	mode    mode
	problem *model.Problem
	since   time.Time
	next    time.Time // when the next probe may go
	fails   int       // probes (and the first failure) in a row
	who     model.Source
	probe   uint64 // the number of the job that probes; 0 = none is out
}

// ready is when the stream could start its next task, and whether it could at
// all before something else happens.
func (f *scheduler) ready(s *stream, now time.Time) (t task, ok bool) {
	if s.off || s.job != nil || f.breaker.mode <= outage && f.blocked(s) {
		return t, false // the one that probes alone waits for nobody
	}
	t = s.due(now, f.lookupAt)
	if f.breaker.mode != open {
		if t, ok = f.probe(s, t); !ok {
			return t, false
		}
	}
	if out := f.inFlight(); out >= maxInFlight || out > 0 && !f.accepted {
		return t, false
	}
	if t.kind == Digests && f.slaFirst(now) {
		return t, false
	}
	c := f.class(s, t.kind)
	if at := now.Add(f.opts.Budget.wait(c, f.ahead(c)+min(f.need(s, t.kind), fewPages)-1)); at.After(now) && at.After(t.at) {
		t.at = at
	}
	return t, true
}

// slaFirst reports whether the SLA of all tickets is due or on its way: two
// long lists at once would each take twice as long, and a list of ids can wait.
func (f *scheduler) slaFirst(now time.Time) bool {
	s := f.stream(model.SourceSLA)
	return s != nil && !f.blocked(s) && (s.job != nil || !s.next.After(now))
}

// ahead is how many jobs in flight may want the room that a job of the class
// needs: live requests have theirs reserved, whatever bulk does.
func (f *scheduler) ahead(c class) int {
	n := 0
	for _, s := range f.streams {
		if s.job != nil && (c == live || s.job.class != live) {
			n++
		}
	}
	return n
}

// probe is the stream's task while the breaker is shut.
func (f *scheduler) probe(s *stream, t task) (task, bool) {
	g := &f.breaker
	switch {
	case g.probe != 0:
		return t, false
	case g.mode == outage:
		t = task{s.main(), model.Later(s.next, g.next)}
		return t, f.cheap(s) || !f.cheapProbe()
	case s.src != f.prober():
		return t, false
	}
	return task{s.main(), g.next}, true
}

// cheap reports whether the source's question is short enough to knock with.
// During an outage the long lists are spared, and need not recover afterwards.
func (f *scheduler) cheap(s *stream) bool {
	return s.src != model.SourceSLA && f.class(s, s.main()) == live
}

// cheapProbe reports whether there is such a source.
func (f *scheduler) cheapProbe() bool {
	for _, s := range f.streams {
		if !s.hard && !f.blocked(s) && f.cheap(s) {
			return true
		}
	}
	return false
}

// prober is the source that probes: the cheapest one, except that refused keys
// are confirmed by the source that was refused.
func (f *scheduler) prober() model.Source {
	s := f.stream(model.SourceSystem)
	if f.breaker.mode == confirming || s == nil || s.hard {
		return f.breaker.who
	}
	return s.src
}

// pick is the stream to start now, with what keeps the screen right before the
// long lists; nil when there is none. During an outage it is the one whose last
// try is the longest ago, so that a source with a fault of its own can't hide
// that the others would work.
func (f *scheduler) pick(now time.Time) *stream {
	var best *stream
	var urgency int
	for _, s := range f.streams {
		t, ok := f.ready(s, now)
		if !ok || t.at.After(now) {
			continue
		}
		c := 2 * int(f.class(s, t.kind))
		if t.kind == Lookup {
			c++ // a list of changes that is due as well tells of more
		}
		if s.urged {
			c = -1
		}
		switch {
		case best == nil,
			f.breaker.mode == outage && s.tried.Before(best.tried),
			f.breaker.mode != outage && c < urgency:
			best, urgency = s, c
		}
	}
	return best
}

// shut closes the breaker, or keeps it shut for another reason.
func (f *scheduler) shut(m mode, p *model.Problem, src model.Source, now, next time.Time) {
	g := &f.breaker
	if g.mode != m {
		g.since, g.fails = now, 0
	}
	g.mode, g.problem, g.who, g.next = m, p, src, next
	g.fails++
	if m == limited || m == refused {
		f.opts.Budget.pause(next.Sub(now), p)
	}
}

// widespread reports whether lists fail that have nothing in common. Open and closed
// tickets of a kind, and their goals, are one list to the server: what is wrong with it
// is wrong with all of them, and says nothing of the server.
func (f *policy) widespread() bool {
	lists := map[model.Source]bool{}
	for src := range f.failing {
		switch src {
		case model.SourceClosed, model.SourceSLA:
			src = model.SourceTickets
		case model.SourceClosedProject:
			src = model.SourceProjectTickets
		}
		lists[src] = true
	}
	return len(lists) > 1
}

// unlock opens the breaker.
func (f *scheduler) unlock() {
	if f.breaker.mode != open {
		f.breaker = breaker{}
		f.opts.Budget.resume()
	}
}
