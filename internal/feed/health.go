package feed

import (
	"time"

	"daybrief/model"
)

// publish makes a new snapshot of the working copy. news says that more than
// what is in flight has changed.
func (f *Feed) publish(news bool) {
	if news {
		f.data.Gen++
	}
	f.opts.Budget.keep(f.liveNeed())
	s := f.data
	s.Health = f.health()
	f.snap = &s
}

// health is how each source is doing, in the order of AllSources.
func (f *Feed) health() []model.Health {
	hs := make([]model.Health, 0, len(f.streams))
	for i, s := range f.streams {
		if s.off {
			continue
		}
		h := model.Health{
			Source: s.src, At: s.at, Every: f.every(s.src), Problem: s.problem, Since: s.since,
			Busy: s.job != nil, Skipped: s.skipped, Gap: s.gap, Doubt: s.doubt, Shown: s.shown, Total: s.total,
			Restored: !s.ok && !s.at.IsZero(),
		}
		f.sharedFate(s, &h)
		if d := s.book; h.Problem == nil && d != nil && d.doubt != nil {
			h.Problem, h.Since = d.doubt, d.doubtSince
		}
		if i == 0 && h.Problem == nil && f.clock != nil {
			h.Problem = f.clock
		}
		if h.Problem == nil {
			h.Since = time.Time{}
		}
		if s.src == model.SourceClosed || s.src == model.SourceClosedProject {
			f.closedHealth(s, &h)
		}
		if h.Problem == nil && s.job == nil && f.hopeless(s) {
			if t := f.stream(model.SourceTickets); t != nil { // nothing to calculate comes from it
				h.Problem, h.Since = t.problem, t.since
			}
		}
		if s.book != nil {
			h.Note, h.Reading = s.book.missed.note(), s.book.reading
		}
		hs = append(hs, h)
	}
	return f.aside.health(hs)
}

// sharedFate says of a source that it can't be asked now because none can,
// unless it has a lasting problem of its own.
func (f *scheduler) sharedFate(s *stream, h *model.Health) {
	g := &f.breaker
	if s.job == nil && !f.blocked(s) {
		h.Next = s.next
	}
	if g.mode == open || g.mode == confirming {
		return
	}
	if s.job == nil {
		h.Next = model.Later(s.next, g.next)
		if g.mode != outage {
			h.Next = g.next
		}
	}
	if s.hard {
		return
	}
	h.Problem = g.problem
	if h.Since.IsZero() || s.problem == nil {
		h.Since = g.since
	}
}

// closedHealth makes the closed tickets as fresh as the changes that feed them.
func (f *pacer) closedHealth(s *stream, h *model.Health) {
	src := model.SourceTickets
	if s.src == model.SourceClosedProject {
		src = model.SourceProjectTickets
	}
	if t := f.stream(src); t != nil && s.ok {
		h.At = model.Later(s.at, t.at)
		h.Every = f.every(src)
		if h.Problem == nil && t.hard {
			h.Problem, h.Since = t.problem, t.since // who may not read changes is not told of closed ones
		}
	}
}
