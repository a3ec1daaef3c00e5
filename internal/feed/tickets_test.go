package feed

import (
	"testing"
	"time"

	"daybrief/model"
)

func closeIt(at time.Time) func(*model.Ticket) {
	return func(t *model.Ticket) {
		t.Closed, t.ClosedAt, t.Status.ID = true, at, 19
	}
}

func TestChangesComeWithinAnInterval(t *testing.T) {
	t.Parallel()
	s := newSim(t, 4, Options{})
	s.settle()
	before := s.f.Snapshot()
	kept := before.ServiceTickets.Value[3]
	s.at = s.at.Add(10 * time.Second)
	s.v.put(ticket(5000, s.at))
	s.v.change(1000, func(t *model.Ticket) { t.Summary = model.Clean("Printer is out") })
	s.v.change(1001, closeIt(s.at))
	s.v.change(1002, func(t *model.Ticket) { t.MergedInto = 1000 })
	s.run(time.Minute)
	now := s.f.Snapshot()
	want(t, "open", ids(now.ServiceTickets.Value), []model.TicketID{1000, 1003, 5000})
	want(t, "closed", ids(now.ClosedService.Value), []model.TicketID{1001})
	want(t, "changed", now.ServiceTickets.Value[0].Summary.String(), "Printer is out")
	if now.ServiceTickets.Value[1] != kept {
		t.Error("a ticket that did not change was copied")
	}
	want(t, "the old snapshot stays", ids(before.ServiceTickets.Value), []model.TicketID{1000, 1001, 1002, 1003})
	s.v.change(1001, func(t *model.Ticket) { t.Closed, t.ClosedAt, t.Status.ID = false, time.Time{}, 12 })
	s.run(time.Minute)
	want(t, "open again", ids(s.f.Snapshot().ServiceTickets.Value), []model.TicketID{1000, 1001, 1003, 5000})
	want(t, "closed again", ids(s.f.Snapshot().ClosedService.Value), []model.TicketID{})
}

func TestNothingNewKeepsTheSameTickets(t *testing.T) {
	t.Parallel()
	s := newSim(t, 50, Options{})
	s.settle()
	a := s.f.Snapshot()
	s.run(3 * time.Minute) // deltas overlap, so some tickets come again
	b := s.f.Snapshot()
	for i := range a.ServiceTickets.Value {
		if a.ServiceTickets.Value[i] != b.ServiceTickets.Value[i] {
			t.Fatalf("ticket %d was copied", a.ServiceTickets.Value[i].ID)
		}
	}
	if !b.ServiceTickets.At.After(a.ServiceTickets.At) || !b.HealthOf(model.SourceTickets).At.After(a.HealthOf(model.SourceTickets).At) {
		t.Error("the age did not change")
	}
	if b.Gen != a.Gen {
		t.Error("answers that confirm what is known are taken for news")
	}
	s.run(2 * time.Hour) // every list has come again
	if b = s.f.Snapshot(); !b.Companies.At.After(a.Companies.At) || !b.Boards.At.After(a.Boards.At) || differs(a, b) {
		t.Error("a list that came again is taken for news")
	}
	s.v.change(1001, func(t *model.Ticket) { t.Summary = model.Clean("Printer is out") })
	s.run(time.Minute)
	if c := s.f.Snapshot(); c.Gen == b.Gen {
		t.Error("a change is not news")
	}
}

func TestReconcileFindsTheDeleted(t *testing.T) {
	t.Parallel()
	s := newSim(t, 40, Options{})
	s.settle()
	s.v.remove(1004)
	s.v.remove(1007)
	old := s.v.service[1010] // closed, but its lastUpdated did not move
	shut := *old
	shut.Closed, shut.ClosedAt = true, s.at
	s.v.put(&shut)
	s.v.put(ticket(7000, s.at.Add(-300*time.Hour))) // no delta ever told of it
	s.run(9 * time.Minute)
	want(t, "before", len(s.f.Snapshot().ServiceTickets.Value), 40)
	s.run(time.Minute + time.Second)
	now := s.f.Snapshot()
	want(t, "after", len(now.ServiceTickets.Value), 38)
	for _, id := range []model.TicketID{1004, 1007, 1010} {
		if find(now.ServiceTickets.Value, id) != nil {
			t.Errorf("ticket %d is still there", id)
		}
	}
	want(t, "closed", ids(now.ClosedService.Value), []model.TicketID{1010})
	if find(now.ServiceTickets.Value, 7000) == nil {
		t.Error("the ticket that we missed is still missing")
	}
}

func TestManyDeletedAreLookedUpAtAMeasuredPace(t *testing.T) {
	t.Parallel()
	s := newSim(t, 100, Options{})
	s.settle()
	for i := range 30 {
		s.v.remove(model.TicketID(1000 + i))
	}
	var most int
	for _, q := range s.run(13 * time.Minute) {
		most = max(most, len(q.Tickets))
	}
	want(t, "left", len(s.f.Snapshot().ServiceTickets.Value), 70)
	want(t, "at once", most, fastLookups)
}

func TestManyDifferencesAskForTheFullList(t *testing.T) {
	t.Parallel()
	s := newSim(t, 400, Options{})
	s.settle()
	for i := range 200 {
		s.v.remove(model.TicketID(1000 + i))
	}
	for _, q := range s.run(11 * time.Minute) {
		if q.Kind == Lookup {
			t.Fatalf("looked up %d tickets", len(q.Tickets))
		}
	}
	want(t, "left", len(s.f.Snapshot().ServiceTickets.Value), 200)
}

func TestNotBelievedThatMostVanished(t *testing.T) {
	t.Parallel()
	s := newSim(t, 40, Options{})
	s.settle()
	gone := map[model.TicketID]*model.Ticket{}
	for i := range 39 {
		id := model.TicketID(1000 + i)
		gone[id] = s.v.service[id]
		s.v.remove(id)
	}
	s.run(11 * time.Minute)
	now := s.f.Snapshot()
	want(t, "kept", len(now.ServiceTickets.Value), 40)
	h := now.HealthOf("tickets")
	if h.Problem == nil || h.Problem.Kind != model.BadReply || h.Problem.Code != "tickets-vanished" {
		t.Fatalf("health: %+v", h)
	}
	for _, t := range gone {
		s.v.put(t)
	}
	s.run(time.Minute + time.Second)
	want(t, "state when they are back", s.f.Snapshot().HealthOf("tickets").State(s.at), model.StateLive)
	for id := range gone {
		s.v.remove(id)
	}
	s.run(11 * time.Minute)
	want(t, "kept again", len(s.f.Snapshot().ServiceTickets.Value), 40)
	s.f.Refresh(s.at) // somebody presses r
	s.run(time.Minute)
	now = s.f.Snapshot()
	want(t, "accepted", len(now.ServiceTickets.Value), 1)
	want(t, "state", now.HealthOf("tickets").State(s.at), model.StateLive)
}

func TestAFewTicketsMayAllVanish(t *testing.T) {
	t.Parallel()
	s := newSim(t, 2, Options{})
	s.settle()
	s.v.remove(1000)
	s.v.remove(1001)
	s.run(11 * time.Minute)
	want(t, "left", len(s.f.Snapshot().ServiceTickets.Value), 0)
}

func TestATicketMovedToAProjectCountsOnce(t *testing.T) {
	t.Parallel()
	s := newSim(t, 5, Options{})
	s.settle()
	s.at = s.at.Add(30 * time.Second)
	moved := ticket(1002, s.at)
	moved.Kind = model.ProjectTicket
	s.v.project[1002] = moved
	s.run(10 * time.Minute) // the service endpoint goes on listing it
	want(t, "service", ids(s.f.Snapshot().ServiceTickets.Value), []model.TicketID{1000, 1001, 1003, 1004})
	want(t, "project", ids(s.f.Snapshot().ProjectTickets.Value), []model.TicketID{1002, 90000})
}

func TestAClosureOvertakesTheListOfClosed(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{})
	for s.due(); ; s.due() {
		if s.out[0].Query.Source == "closed-tickets" {
			break
		}
		s.reply(s.out[0].Query.Source, nil)
	}
	stale := s.v.answer(s.out[0].Query) // read by the server before the closure
	s.v.change(1001, closeIt(s.at))
	late := s.out[0]
	s.out = s.out[1:]
	s.at = s.at.Add(time.Minute)
	s.settle()
	s.f.Apply(Arrived{Query: late.Query, Gen: late.Gen, Batch: stale}, s.at)
	want(t, "closed", ids(s.f.Snapshot().ClosedService.Value), []model.TicketID{1001})
}

// What a list of changes brings has its SLA calculated in the same turn.
func TestSLAOfChangedTickets(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{})
	s.settle()
	due := func(id model.TicketID) time.Time {
		return find(s.f.Snapshot().ServiceTickets.Value, id).SLA.Respond.Due
	}
	s.at = s.at.Add(time.Second)
	s.v.change(1001, func(t *model.Ticket) { t.Status.ID = 12; t.Entered = t.Entered.Add(time.Hour) })
	s.v.put(ticket(2000, s.at))
	s.at = noon().Add(time.Minute)
	s.due()
	s.reply("tickets", nil)
	want(t, "new status", due(1001), s.v.service[1001].Entered.Add(4*time.Hour))
	want(t, "new ticket", due(2000), s.v.service[2000].Entered.Add(4*time.Hour))
	for _, q := range s.run(3 * time.Minute) {
		if q.Kind == Lookup {
			t.Errorf("%v were looked up all the same", q.Tickets)
		}
	}
	want(t, "ten minutes on", due(1001), s.v.service[1001].Entered.Add(4*time.Hour))
}

// Where it can't be had with the change, the goals of the list are not believed:
// those of before stay, or the clock is not known, until the ticket is looked up.
func TestSLAOfChangedTicketsThatIsStale(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{})
	s.v.stale = true
	s.settle()
	due := func(id model.TicketID) time.Time {
		return find(s.f.Snapshot().ServiceTickets.Value, id).SLA.Respond.Due
	}
	want(t, "calculated", due(1000), s.v.service[1000].Entered.Add(4*time.Hour))
	s.at = s.at.Add(time.Second)
	s.v.change(1000, func(t *model.Ticket) {
		t.Summary = model.Clean("Other words")
		t.SLA.Respond.Met = t.Updated
	})
	s.v.change(1001, func(t *model.Ticket) { t.Status.ID = 12; t.Entered = t.Entered.Add(time.Hour) })
	fresh := ticket(2000, s.at)
	fresh.SLA.Respond.Due = s.at.Add(-time.Hour) // as the list has it
	s.v.put(fresh)
	s.at = noon().Add(time.Minute)
	s.due()
	s.reply("tickets", nil)
	if sla := find(s.f.Snapshot().ServiceTickets.Value, 2000).SLA; !sla.Respond.Due.IsZero() || !sla.Unread {
		t.Errorf("the list's goal is believed: %+v", sla)
	}
	want(t, "kept, though the list's is stale", due(1000), s.v.service[1000].Entered.Add(4*time.Hour))
	if find(s.f.Snapshot().ServiceTickets.Value, 1000).SLA.Respond.Met.IsZero() {
		t.Error("what was met is a fact, and was not taken over")
	}
	s.due()
	q := s.reply("tickets", nil)
	want(t, "looked up", q.Tickets, []model.TicketID{1001, 2000})
	want(t, "new status", due(1001), s.v.service[1001].Entered.Add(4*time.Hour))
	want(t, "new ticket", due(2000), s.v.service[2000].Entered.Add(4*time.Hour))
}

func TestASLAPassOvertakenByAChange(t *testing.T) {
	t.Parallel()
	s := newSim(t, 2, Options{})
	s.settle()
	s.v.stale = true
	s.at = s.at.Add(5 * time.Minute)
	s.due()
	i := 0
	for s.out[i].Query.Source != "sla" {
		i++
	}
	old := s.v.answer(s.out[i].Query)
	s.at = s.at.Add(time.Second)
	s.v.change(1000, func(t *model.Ticket) { t.Status.ID = 12; t.Entered = t.Entered.Add(time.Hour) })
	s.reply("tickets", nil)
	s.due()
	s.reply("tickets", nil) // the lookup
	for _, j := range s.out {
		if j.Query.Source == "sla" {
			s.f.Apply(Arrived{Query: j.Query, Gen: j.Gen, Batch: old}, s.at)
		}
	}
	got := find(s.f.Snapshot().ServiceTickets.Value, 1000).SLA.Respond.Due
	want(t, "due", got, s.v.service[1000].Entered.Add(4*time.Hour))
	want(t, "slaAt", s.f.Snapshot().SLAAt, s.at)
}

func TestAnUnknownStatusBringsTheBoards(t *testing.T) {
	t.Parallel()
	s := newSim(t, 2, Options{})
	s.settle()
	s.at = s.at.Add(time.Second)
	s.v.change(1000, func(t *model.Ticket) { t.Status.ID = 77 })
	boards := 0
	for _, q := range s.run(30 * time.Minute) {
		if q.Source == "boards" {
			boards++
		}
	}
	want(t, "boards asked", boards, 1)
}

func TestCutListsSaySo(t *testing.T) {
	t.Parallel()
	f := New(Options{Wanted: []model.Source{"tickets"}})
	j := f.Due(noon())[0]
	b := Batch{Tickets: []*model.Ticket{ticket(1, noon()), ticket(2, noon())}, Capped: true, Total: 1432, Skipped: 3, ServerTime: noon()}
	f.Apply(Arrived{Query: j.Query, Gen: j.Gen, Batch: b}, noon())
	at := noon().Add(time.Minute)
	j = f.Due(at)[0]
	f.Apply(Arrived{Query: j.Query, Gen: j.Gen, Batch: Batch{ServerTime: at}}, at)
	h := f.Snapshot().HealthOf("tickets")
	if h.Shown != 2 || h.Total != 1432 {
		t.Errorf("showing %d of %d", h.Shown, h.Total)
	}
}

// A change that can't be read marks the list. Comparing finds what it was at once,
// and the mark goes when a comparison has found nothing more.
func TestAChangeThatCannotBeRead(t *testing.T) {
	t.Parallel()
	s := newSim(t, 40, Options{})
	s.settle()
	s.v.change(1005, func(t *model.Ticket) { t.CustomerReplied = true })
	s.v.garbled = true
	s.run(70 * time.Second)
	s.v.garbled = false
	want(t, "marked", s.f.Snapshot().HealthOf("tickets").Skipped > 0, true)
	s.run(30 * time.Second)
	want(t, "looked up", find(s.f.Snapshot().ServiceTickets.Value, 1005).CustomerReplied, true)
	s.run(11 * time.Minute)
	want(t, "marked", s.f.Snapshot().HealthOf("tickets").Skipped, 0)
}

// A response that is taken back has no goal until the server has set one: the time of
// before is long past, and would be a breach that there is not.
func TestAGoalThatIsUndone(t *testing.T) {
	t.Parallel()
	s := newSim(t, 1, Options{})
	s.v.change(1000, func(t *model.Ticket) { t.SLA.Respond.Met = t.Entered.Add(time.Hour) })
	s.v.stale = true
	s.settle()
	s.at = s.at.Add(time.Second)
	s.v.change(1000, func(t *model.Ticket) { t.SLA.Respond.Met = time.Time{} })
	s.at = noon().Add(time.Minute)
	s.due()
	s.reply("tickets", nil)
	if sla := find(s.f.Snapshot().ServiceTickets.Value, 1000).SLA; !sla.Respond.Due.IsZero() {
		t.Errorf("the goal of before is kept: %+v", sla)
	}
	s.due()
	q := s.reply("tickets", nil)
	want(t, "looked up", q.Tickets, []model.TicketID{1000})
}
