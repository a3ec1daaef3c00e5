package feed

import (
	"testing"
	"time"

	"daybrief/model"
)

// A source that the way in does not have is asked for once a day. It holds
// nobody up and is no fault.
func TestWhatIsNotOffered(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{})
	missing := map[model.Source]bool{
		model.SourceBoards: true, model.SourcePriorities: true, model.SourceMembers: true, model.SourceSchedule: true, model.SourceSLA: true, model.SourceClosedProject: true,
	}
	asked := map[model.Source]int{}
	answer := func() {
		for s.due(); len(s.out) > 0; s.due() {
			src := s.out[0].Query.Source
			asked[src]++
			if missing[src] {
				s.reply(src, problem(model.NotOffered))
			} else {
				s.reply(src, nil)
			}
		}
	}
	answer()
	if !s.f.Answered() {
		t.Error("the feed waits for what does not exist")
	}
	want(t, "tickets", len(s.f.Snapshot().ServiceTickets.Value), 3)
	for end := s.at.Add(23 * time.Hour); s.at.Before(end); s.at = s.f.Wake(s.at) {
		answer()
	}
	word, names := model.Overall(s.f.Snapshot().Health, s.at)
	if word != model.StateLive || len(names) > 0 {
		t.Errorf("%s %v", word, names)
	}
	for src := range missing {
		want(t, string(src)+" asked for", asked[src], 1)
		want(t, string(src), s.f.Snapshot().HealthOf(src).State(s.at), model.StateNotOffered)
	}
	s.at = s.at.Add(2 * time.Hour)
	answer()
	want(t, "schedule asked for the next day", asked[model.SourceSchedule], 2)
}

// A provider says from memory what it lacks. That proves nothing about a
// server that could not be reached.
func TestWhatIsNotOfferedEndsNoOutage(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{})
	s.due()
	s.reply(model.SourceSystem, problem(model.Offline))
	for range 20 {
		s.at = s.f.Wake(s.at)
		s.due()
		for len(s.out) > 0 {
			if src := s.out[0].Query.Source; src == model.SourceSystem {
				s.reply(src, problem(model.Offline))
			} else {
				s.reply(src, problem(model.NotOffered))
			}
		}
	}
	want(t, "mode", s.f.breaker.mode, outage)
}
