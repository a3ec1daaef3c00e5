package wall

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui/screen"
)

const (
	// driftEvery is how often the frame moves by a cell, so that no picture burns
	// in. It waits for a page to be turned, when all is drawn anew in any case.
	driftEvery = 5 * time.Minute
	// pauseTime is how long a pause lasts: somebody who has paused the wall and
	// walked away has not meant to stop it.
	pauseTime = 10 * time.Minute
	// holdTime is how long a new breach holds its page when nobody sees to it.
	holdTime = 10 * time.Minute
	// patience is for how many minutes an answer about the configuration is
	// waited for: its file may lie on a share that hangs.
	patience = 5
)

// OnTime implements screen.Timed: what a wall does by itself.
func (s *Screen) OnTime(f screen.Frame) (tea.Cmd, time.Time) {
	s.watch(f)
	s.turn(f.Now)
	s.sway(f.Now)
	s.resize(f)
	return tea.Batch(s.ask(f.Now), s.note()), s.wake(f)
}

// wake is when something changes that is not the minute: the page, or a
// countdown to the second.
func (s *Screen) wake(f screen.Frame) time.Time {
	at := s.turns
	if s.resting(f.Now) {
		at = s.paused
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

// resting reports whether the page stays by itself: paused, pinned, or alone.
func (s *Screen) resting(now time.Time) bool {
	return now.Before(s.paused) || len(s.pinned) > 0 || len(s.pages) < 2
}

// turn goes to the next page when the time of this one is over. A clock that was
// set, or a machine that has slept, costs no more than one page its time.
func (s *Screen) turn(now time.Time) {
	if !s.paused.IsZero() && (!now.Before(s.paused) || s.paused.Sub(now) > pauseTime) {
		s.paused, s.turns = time.Time{}, time.Time{}
	}
	stay := s.stay()
	switch {
	case s.resting(now):
		s.turns = time.Time{}
	case s.turns.IsZero() || s.turns.Sub(now) > stay:
		s.turns = now.Add(stay)
	case !now.Before(s.turns):
		s.turnTo((s.at+1)%len(s.pages), now)
	}
}

// stay is how long the present page is shown.
func (s *Screen) stay() time.Duration {
	if d := s.set.PageStay[s.pages[s.at].id]; d >= time.Second {
		return d
	}
	return s.set.Stay
}

// turnTo shows a page for its whole time.
func (s *Screen) turnTo(i int, now time.Time) {
	s.at = i
	s.turns = now.Add(s.stay())
	if now.Sub(s.drifted) >= driftEvery {
		s.step(now)
	}
}

// sway moves a frame whose page is never turned.
func (s *Screen) sway(now time.Time) {
	switch {
	case s.drifted.IsZero() || s.drifted.After(now):
		s.drifted = now
	case s.resting(now) && now.Sub(s.drifted) >= driftEvery:
		s.step(now)
	}
}

func (s *Screen) step(now time.Time) { s.drift, s.drifted = (s.drift+1)%4, now }

// watch looks for breaches that are new, and goes to the page that tells of
// them. It stays there until none of them is a breach any more, ten minutes at most. Those that were
// there at the start are no news: the edge tells of them.
func (s *Screen) watch(f screen.Frame) {
	d := &s.digest
	if !d.sla {
		return
	}
	if !s.whole {
		s.seen, s.whole = d.breached, !starting(f)
		return
	}
	fresh := map[model.TicketID]bool{}
	for id := range d.breached {
		if !s.seen[id] {
			fresh[id] = true
		}
	}
	jump := len(fresh) > 0
	s.seen = d.breached
	for id := range s.pinned {
		if d.breached[id] {
			fresh[id] = true
		}
	}
	s.pinned = fresh
	switch held := f.Now.Sub(s.pinnedAt); {
	case jump:
		s.pinnedAt = f.Now
	case held < 0 || held >= holdTime:
		s.pinned = nil
	}
	if !jump {
		return
	}
	for _, id := range []string{"attention", "numbers"} {
		if i := s.find(id); i >= 0 {
			s.paused = time.Time{}
			s.turnTo(i, f.Now)
			return
		}
	}
	s.pinned = nil // no page of this wall tells of breaches
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

// release lets the pages go on.
func (s *Screen) release() { s.pinned = nil }

// asked is the answer to the question whether the configuration has changed.
type answered struct {
	news News
	some bool
}

// ask looks at the configuration once a minute. The answer comes back to
// Handle, also when there is no news: it may have taken its time.
func (s *Screen) ask(now time.Time) tea.Cmd {
	minute := now.Unix() / 60
	if s.opts.Ask == nil || minute == s.asked || s.asking && minute-s.asked < patience {
		return nil
	}
	first := s.asked == 0
	s.asked = minute
	if first {
		return nil // it was read a moment ago
	}
	s.asking = true
	look := s.opts.Ask
	return func() tea.Msg {
		news, some := look()
		return answered{news, some}
	}
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
