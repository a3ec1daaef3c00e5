package feed

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybrief/model"
)

func want[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func TestStartOrder(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{})
	want(t, "first", s.due(), []model.Source{"system"})
	want(t, "while it is out", s.due(), nil)
	s.reply("system", nil)
	want(t, "then", s.due(), []model.Source{"boards", "priorities", "members"})
	s.reply("boards", nil)
	// Neither members nor priorities hold up the tickets.
	want(t, "after boards", s.due(), []model.Source{"tickets", "project-tickets"})
	s.reply("members", nil)
	want(t, "a place is free", s.due(), []model.Source{"schedule"})
	q := s.reply("tickets", nil)
	want(t, "open statuses", q.Statuses, []model.StatusID{11, 12})
	want(t, "on screen", ids(s.f.Snapshot().ServiceTickets.Value), []model.TicketID{1000, 1001, 1002})
	want(t, "after tickets", s.due(), []model.Source{"sla"})
	s.reply("project-tickets", nil)
	want(t, "next", s.due(), []model.Source{"closed-tickets"})
	s.reply("sla", nil)
	s.reply("schedule", nil)
	want(t, "last", s.due(), []model.Source{"closed-project-tickets", "companies"})
	if s.f.Answered() {
		t.Error("answered while companies are out")
	}
	s.settle()
	if !s.f.Answered() || !s.f.started {
		t.Error("not answered though everything has")
	}
	word, _ := model.Overall(s.f.Snapshot().Health, s.at)
	want(t, "state", word, model.StateLive)
}

func TestTicketsComeWithoutBoards(t *testing.T) {
	t.Parallel()
	s := newSim(t, 2, Options{})
	s.due()
	s.reply("system", problem(model.Forbidden))
	s.due()
	s.reply("boards", problem(model.Forbidden))
	want(t, "due", s.due(), []model.Source{"tickets", "project-tickets"})
	q := s.reply("tickets", nil)
	want(t, "statuses", q.Statuses, nil)
	s.settle()
	h := s.f.Snapshot().HealthOf("boards")
	want(t, "boards", h.State(s.at), model.StateDenied)
	want(t, "next try", h.Next, s.at.Add(15*time.Second))
	if !s.f.started {
		t.Error("start-up does not end with a refused source")
	}
}

func TestTicketsWaitForASecondTryOfTheBoards(t *testing.T) {
	t.Parallel()
	s := newSim(t, 2, Options{})
	s.due()
	s.reply("system", nil)
	s.due()
	s.reply("boards", problem(model.ServerDown))
	s.reply("priorities", nil)
	s.reply("members", nil)
	want(t, "at once", s.due(), nil)
	s.at = s.at.Add(2 * time.Second)
	want(t, "after the back-off", s.due(), []model.Source{"boards"})
	s.reply("boards", problem(model.ServerDown))
	want(t, "then", s.due(), []model.Source{"tickets", "project-tickets", "schedule"})
}

func TestDeltaTimes(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{})
	s.settle()
	s.at = s.at.Add(59 * time.Second)
	want(t, "early", s.due(), nil)
	want(t, "wake", s.f.Wake(s.at), noon().Add(time.Minute))
	s.at = s.at.Add(time.Second)
	want(t, "due", s.due(), []model.Source{"tickets", "project-tickets", "schedule"})
	// The newest of the three was changed a minute before noon.
	q := s.reply("tickets", nil)
	q.Known = nil
	want(t, "query", q, Query{Source: "tickets", Kind: Delta, Since: noon().Add(-time.Minute - overlap), Statuses: []model.StatusID{11, 12}})
	s.settle()
	s.v.change(1002, func(*model.Ticket) {})
	s.at = s.at.Add(time.Minute)
	s.settle()
	s.at = s.at.Add(time.Minute)
	s.due()
	q = s.reply("tickets", nil)
	want(t, "since", q.Since, noon().Add(time.Minute-overlap))
}

func TestDeltaBoundIsTheServersClock(t *testing.T) {
	t.Parallel()
	s := newSim(t, 0, Options{Wanted: []model.Source{"tickets"}})
	s.v.skew = -3 * time.Hour
	s.settle() // nothing received: the server's time counts
	s.at = s.at.Add(time.Minute)
	s.due()
	q := s.reply("tickets", nil)
	want(t, "kind", q.Kind, Delta)
	want(t, "since", q.Since, noon().Add(-3*time.Hour-overlap))
}

func TestDeltaBoundCoversALongRead(t *testing.T) {
	t.Parallel()
	s := newSim(t, 1, Options{Wanted: []model.Source{"tickets"}})
	s.due()
	s.at = s.at.Add(50 * time.Second) // pages took 50 s; a ticket changed at their end
	s.v.put(ticket(5, s.at))
	s.v.put(ticket(6, s.at.Add(500*24*time.Hour))) // nonsense
	s.reply("tickets", nil)
	s.at = s.at.Add(time.Minute)
	s.due()
	q := s.reply("tickets", nil)
	want(t, "since", q.Since, noon().Add(-overlap))
}

func TestNothingReceivedAndNoServerTimeAsksForAllAgain(t *testing.T) {
	t.Parallel()
	f := New(Options{Wanted: []model.Source{"tickets"}})
	j := f.Due(noon())[0]
	f.Apply(Arrived{Query: j.Query, Gen: j.Gen}, noon())
	j = f.Due(noon().Add(time.Minute))[0]
	want(t, "kind", j.Query.Kind, Full)
}

func TestPaceFitsTheBudget(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		every, least, most time.Duration
		open               int
	}{
		{time.Minute, time.Minute, time.Minute, 6000},
		{10 * time.Second, 10 * time.Second, 10 * time.Second, 900},
		{5 * time.Second, 6 * time.Second, 8 * time.Second, 150},
		{time.Second, 6 * time.Second, 10 * time.Second, 6000},
	} {
		s := newSim(t, c.open, Options{Every: c.every})
		s.settle()
		got := s.f.Snapshot().HealthOf("tickets").Every
		if got < c.least || got > c.most {
			t.Errorf("every %v with %d tickets: %v", c.every, c.open, got)
		}
		n := len(s.run(10 * time.Minute))
		if n > 10*backgroundLimit {
			t.Errorf("every %v: %d jobs in ten minutes", c.every, n)
		}
	}
}

func TestOneRequestUntilTheServerKnowsUs(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{Wanted: []model.Source{"boards", "members", "priorities"}})
	want(t, "first", s.due(), []model.Source{"boards"})
	s.reply("boards", problem(model.NotFound))
	want(t, "still careful", s.due(), []model.Source{"priorities"})
	s.reply("priorities", nil)
	want(t, "then", s.due(), []model.Source{"members"})
}
