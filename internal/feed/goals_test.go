package feed

import (
	"testing"
	"time"

	"daybrief/model"
)

// slaAsked runs for a while and returns what was asked for of the SLA: the ids,
// or nil for all.
func (s *sim) slaAsked(d time.Duration) (asked [][]model.TicketID) {
	for _, q := range s.run(d) {
		if q.Source == model.SourceSLA {
			asked = append(asked, q.Tickets)
		}
	}
	return asked
}

// The clocks that can cross a border before the next time are calculated, nobody
// else's until half an hour has passed.
func TestSLANearBordersOnly(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{Borders: []time.Duration{time.Hour}})
	s.v.service[1001].Entered = s.at.Add(13*time.Minute - 3*time.Hour)  // at risk in 13 minutes
	s.v.service[1002].Entered = s.at.Add(23*time.Minute - 4*time.Hour)  // due in 23 minutes
	s.v.service[1000].Entered = s.at.Add(130*time.Minute - 4*time.Hour) // far from anything
	s.settle()
	want(t, "29 minutes", s.slaAsked(29*time.Minute), [][]model.TicketID{{1001}, {1002}})
	if h := s.f.Snapshot().HealthOf(model.SourceSLA); h.State(s.at) != model.StateLive {
		t.Errorf("where nothing can cross a border, the SLA is %v", h.State(s.at))
	}
	want(t, "then all", s.slaAsked(3*time.Minute), [][]model.TicketID{nil})
}

// Whoever is moved near a border meanwhile is calculated as well, and what the
// server says then counts.
func TestSLANearABorderOfAChange(t *testing.T) {
	t.Parallel()
	s := newSim(t, 1, Options{})
	s.settle()
	s.run(11 * time.Minute)
	s.v.change(1000, func(x *model.Ticket) { x.Status.ID = 12; x.Entered = s.at.Add(7*time.Minute - 4*time.Hour) })
	s.run(time.Minute)
	s.v.mu.Lock()
	moved := *s.v.service[1000] // without a word in lastUpdated
	moved.Entered = moved.Entered.Add(2 * time.Hour)
	s.v.service[1000] = &moved
	s.v.mu.Unlock()
	want(t, "asked", s.slaAsked(6*time.Minute), [][]model.TicketID{{1000}})
	want(t, "due", s.f.Snapshot().ServiceTickets.Value[0].SLA.Respond.Due, moved.Entered.Add(4*time.Hour))
}

// After sleep, after r and after a failure all are calculated.
func TestSLAOfAllAfterATrouble(t *testing.T) {
	t.Parallel()
	for name, do := range map[string]func(*sim){
		"sleep":   func(s *sim) { s.f.Woke(s.at) },
		"refresh": func(s *sim) { s.f.Refresh(s.at) },
		"failure": func(s *sim) {
			s.v.service[1000].Entered = s.at.Add(7*time.Minute - 4*time.Hour)
			s.f.goals.whole = s.at // brings the new time in
			s.run(6 * time.Minute)
			s.f.stream(model.SourceSLA).fail(problem(model.ServerDown), s.at)
			s.f.stream(model.SourceSLA).next = s.at
		},
	} {
		s := newSim(t, 1, Options{})
		s.settle()
		s.at = s.at.Add(time.Minute)
		do(s)
		want(t, name, s.slaAsked(time.Second), [][]model.TicketID{nil})
	}
}

// More than fit are calculated in the order of their borders.
func TestSLAOfManyNearBorders(t *testing.T) {
	t.Parallel()
	s := newSim(t, mostNear+50, Options{})
	for i := range mostNear + 50 {
		x := s.v.service[model.TicketID(1000+i)]
		x.Entered = s.at.Add(6*time.Minute + time.Duration(i)*time.Millisecond*100 - 4*time.Hour)
	}
	s.settle()
	asked := s.slaAsked(11 * time.Minute)
	if len(asked) != 2 || len(asked[0]) != mostNear || len(asked[1]) != 50+1 {
		t.Errorf("asked for %d times, %d and %d", len(asked), len(asked[0]), len(asked[len(asked)-1]))
	}
}

// What the budget turned away during a pause goes on when the pause ends, and not
// later.
func TestWhatAPauseHeldBackGoesOnAtItsEnd(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{})
	s.settle()
	s.at = s.at.Add(time.Minute)
	s.due()
	s.reply("tickets", &model.Problem{Kind: model.RateLimited, RetryAfter: time.Second})
	s.reply("schedule", &model.Problem{Kind: model.RateLimited, Code: codeHeld, RetryAfter: 900 * time.Millisecond})
	s.settle()
	s.at = s.at.Add(time.Second)
	want(t, "the probe", s.due(), []model.Source{"system"})
	s.reply("system", nil)
	want(t, "all of them", s.due(), []model.Source{"tickets", "schedule"})
}
