package wall

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui/screen"
)

// OnTime implements screen.Timed: what a wall does by itself.
func (s *Screen) OnTime(f screen.Frame) (tea.Cmd, time.Time) {
	s.watch(f)
	if s.book.due(f.Now, s.breach.holds()) {
		s.turnTo((s.book.at+1)%len(s.book.pages), f.Now)
	}
	s.sway(f.Now)
	s.resize(f)
	return s.note(), s.wake(f)
}

// wake is when something changes that is not the minute: the page, or a
// countdown to the second.
func (s *Screen) wake(f screen.Frame) time.Time {
	at := s.book.turns
	if s.resting(f.Now) {
		at = s.book.paused
	}
	if st := standingOf(f); st.word == model.StateLimited {
		if left := st.limited.Sub(f.Now); left > 0 {
			if tick := f.Now.Add((left-1)%time.Second + 1); at.IsZero() || tick.Before(at) {
				at = tick
			}
		}
	}
	return at
}

// resting reports whether the page stays by itself: paused, held, or alone.
func (s *Screen) resting(now time.Time) bool { return s.breach.holds() || s.book.resting(now) }

// turnTo shows a page for its whole time.
func (s *Screen) turnTo(i int, now time.Time) {
	s.book.open(i, now)
	if s.drift.due(now) {
		s.drift.step(now)
	}
}

// sway moves a frame whose page is never turned.
func (s *Screen) sway(now time.Time) {
	switch {
	case s.drift.since.IsZero() || s.drift.since.After(now):
		s.drift.since = now
	case s.resting(now) && s.drift.due(now):
		s.drift.step(now)
	}
}

// watch looks for breaches that are new, and goes to the page that tells of
// them.
func (s *Screen) watch(f screen.Frame) {
	if !s.digest.sla || f.Snapshot.GoalsStale() || !s.breach.take(s.digest.breached, !starting(f), f.Now) {
		return
	}
	for _, id := range []string{"attention", "numbers"} {
		if i := s.book.find(id); i >= 0 {
			s.book.paused = time.Time{}
			s.turnTo(i, f.Now)
			return
		}
	}
	s.breach.release() // no page of this wall tells of breaches
}

// starting reports whether the first picture is not whole yet: until the SLA
// clocks and the statuses are there, what looks like a breach may be none.
func starting(f screen.Frame) bool {
	for _, src := range []model.Source{model.SourceTickets, model.SourceSLA, model.SourceBoards} {
		if h := f.Snapshot.HealthOf(src); h.Every > 0 && h.Problem == nil && (h.At.IsZero() || h.Restored) {
			return true
		}
	}
	return false
}

// note logs what the wall does not show, once.
func (s *Screen) note() tea.Cmd {
	if s.remark == s.logged {
		return nil
	}
	s.logged = s.remark
	if s.opts.Log == nil || s.remark == "" {
		return nil
	}
	log, what := s.opts.Log, s.remark
	return func() tea.Msg { log(what); return nil }
}
