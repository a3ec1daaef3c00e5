package feed

import (
	"testing"
	"time"

	"daybrief/model"
)

// night is a feed that ran yesterday, and the one that begins with its picture
// this morning, on the same server.
func night(t *testing.T, away time.Duration, open int) *sim {
	t.Helper()
	s := newSim(t, open, Options{})
	s.v.change(1001, func(x *model.Ticket) { x.Closed, x.ClosedAt = true, s.at.Add(-time.Minute) })
	s.run(time.Hour)
	seed := s.f.Snapshot()
	s.at = s.at.Add(away)
	s.f, s.out = New(Options{Seed: seed}), nil
	return s
}

func TestSeedIsShownWithItsTrueAge(t *testing.T) {
	t.Parallel()
	s := night(t, 14*time.Hour, 30)
	snap := s.f.Snapshot()
	if n := len(snap.ServiceTickets.Value); n != 29 || snap.Gen == 0 {
		t.Fatalf("%d tickets, generation %d", n, snap.Gen)
	}
	if age := snap.ServiceTickets.Age(s.at); age < 14*time.Hour || age > 14*time.Hour+2*time.Minute {
		t.Errorf("the age is %v", age)
	}
	for _, h := range snap.Health {
		want(t, string(h.Source), h.State(s.at), model.StateStale)
	}
	if s.f.Answered() {
		t.Error("restored data counts as an answer")
	}
}

// A restart within seconds must not say LIVE either: this run knows nothing.
func TestYoungSeedIsNotLive(t *testing.T) {
	t.Parallel()
	s := night(t, time.Second, 30)
	word, _ := model.Overall(s.f.Snapshot().Health, s.at)
	want(t, "state", word, model.StateStale)
	s.settle()
	word, names := model.Overall(s.f.Snapshot().Health, s.at)
	want(t, "after the answers", word, model.StateLive)
	want(t, "of them", names, nil)
}

func TestSeedWithoutANetwork(t *testing.T) {
	t.Parallel()
	s := night(t, 14*time.Hour, 30)
	at := s.f.Snapshot().ServiceTickets.At
	for range 40 { // ten minutes and more of refused connections
		s.due()
		for len(s.out) > 0 {
			s.reply(s.out[0].Query.Source, problem(model.Offline))
			s.due()
		}
		s.at = s.f.Wake(s.at)
	}
	snap := s.f.Snapshot()
	word, _ := model.Overall(snap.Health, s.at)
	want(t, "state", word, model.StateOffline)
	want(t, "tickets", len(snap.ServiceTickets.Value), 29)
	want(t, "their age", snap.ServiceTickets.At, at)
	s.run(3 * time.Minute)
	word, _ = model.Overall(s.f.Snapshot().Health, s.at)
	want(t, "with the network back", word, model.StateLive)
}

// What changed while we were away: deleted, closed, new, edited. The list that
// is fetched at the start is the truth, and deltas go on from it.
func TestStartAfterANight(t *testing.T) {
	t.Parallel()
	s := night(t, 14*time.Hour, 30)
	s.v.remove(1002)
	s.v.change(1003, func(x *model.Ticket) { x.Closed, x.ClosedAt = true, s.at.Add(-time.Hour) })
	s.v.change(1004, func(x *model.Ticket) { x.Summary = model.Clean("Printer mended") })
	s.v.put(ticket(5000, s.at.Add(-time.Hour)))
	first := map[model.Source]Kind{}
	for _, q := range s.settle() {
		if _, seen := first[q.Source]; !seen {
			first[q.Source] = q.Kind
		}
	}
	want(t, "the first query", first[model.SourceTickets], Full)
	snap := s.f.Snapshot()
	for id, there := range map[model.TicketID]bool{1000: true, 1001: false, 1002: false, 1003: false, 5000: true} {
		if (find(snap.ServiceTickets.Value, id) != nil) != there {
			t.Errorf("ticket %d on the list: %v", id, !there)
		}
	}
	want(t, "edited", find(snap.ServiceTickets.Value, 1004).Summary.String(), "Printer mended")
	if find(snap.ClosedService.Value, 1003) == nil {
		t.Error("closed overnight, but not among the closed")
	}
	s.at = s.at.Add(time.Minute)
	s.v.change(1005, func(x *model.Ticket) { x.Summary = model.Clean("Printer cold") })
	qs := s.run(2 * time.Minute)
	want(t, "goes on with", qs[0].Kind, Delta)
	want(t, "by a delta", find(s.f.Snapshot().ServiceTickets.Value, 1005).Summary.String(), "Printer cold")
}

// After a long absence nearly everything may be gone, rightly.
func TestMostOfTheSeedIsGone(t *testing.T) {
	t.Parallel()
	s := night(t, 20*24*time.Hour, 40)
	for id := range model.TicketID(39) {
		s.v.remove(1000 + id)
	}
	s.settle()
	snap := s.f.Snapshot()
	want(t, "left", ids(snap.ServiceTickets.Value), []model.TicketID{1039})
	want(t, "no doubt", snap.HealthOf(model.SourceTickets).Problem, nil)
	want(t, "closed", ids(snap.ClosedService.Value), []model.TicketID{})
	want(t, "since", snap.ClosedSince, s.f.day.back)
}

// The closed tickets of yesterday do not become fresh because the open ones did.
func TestRestoredClosedTicketsKeepTheirAge(t *testing.T) {
	t.Parallel()
	s := night(t, 2*time.Hour, 30)
	was := s.f.Snapshot().ClosedService.At
	for range 50 {
		s.due()
		if len(s.out) == 0 {
			break
		}
		src := s.out[0].Query.Source
		if src == model.SourceClosed {
			s.reply(src, problem(model.Forbidden))
			continue
		}
		s.reply(src, nil)
	}
	want(t, "age", s.f.Snapshot().ClosedService.At, was)
	want(t, "tickets", s.f.Snapshot().ServiceTickets.At, s.at)
}

func TestRemember(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{})
	h := model.History{}.With(model.DayTally{Day: noon(), All: model.Tally{Open: 3}})
	gen := s.f.Snapshot().Gen
	s.f.Remember(h)
	s.settle()
	want(t, "history", s.f.Snapshot().History, h)
	if gen != 0 {
		t.Error("a history counts as news")
	}
}

// A feed that began with a part of the picture says so, and is given the whole
// before it asks for anything.
func TestSeedThatIsAPart(t *testing.T) {
	t.Parallel()
	s := night(t, time.Hour, 30)
	whole := *s.f.Snapshot()
	part := whole
	part.ServiceTickets.Value = whole.ServiceTickets.Value[:5]
	part.Health = append([]model.Health(nil), whole.Health...)
	for i := range part.Health {
		if part.Health[i].Source == model.SourceTickets {
			part.Health[i].Reading = "the first rows"
		}
	}
	s.f = New(Options{Seed: &part})
	history := model.History{{Day: s.at}}
	s.f.Remember(history)
	before := s.f.Snapshot()
	want(t, "reading", before.Reading(), "the first rows")
	s.f.Restore(&whole)
	after := s.f.Snapshot()
	want(t, "reading", after.Reading(), "")
	want(t, "tickets", len(after.ServiceTickets.Value), 29)
	want(t, "days of history", len(after.History), 1)
	if after.Gen <= before.Gen {
		t.Errorf("generation %d after %d: nobody would look", after.Gen, before.Gen)
	}
	s.settle()
	word, _ := model.Overall(s.f.Snapshot().Health, s.at)
	want(t, "after the answers", word, model.StateLive)
}

// The full list ends the reading, also where the rest of the picture never came.
func TestFullListEndsTheReading(t *testing.T) {
	t.Parallel()
	s := night(t, time.Hour, 30)
	part := *s.f.Snapshot()
	part.Health = append([]model.Health(nil), part.Health...)
	for i := range part.Health {
		part.Health[i].Reading = "the first rows"
	}
	s.f = New(Options{Seed: &part})
	s.settle()
	want(t, "reading", s.f.Snapshot().Reading(), "")
}
