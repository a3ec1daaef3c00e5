package feed

import (
	"testing"
	"time"

	"daybrief/model"
)

// still changes a ticket without moving its lastUpdated.
func (v *tenant) still(id model.TicketID, do func(*model.Ticket)) {
	v.mu.Lock()
	defer v.mu.Unlock()
	n := *v.service[id]
	do(&n)
	v.service[id] = &n
}

func TestComparingFindsWhatDidNotMove(t *testing.T) {
	t.Parallel()
	for name, do := range map[string]func(*model.Ticket){
		"the customer wrote":          func(t *model.Ticket) { t.CustomerReplied = true },
		"the company was merged":      func(t *model.Ticket) { t.Company.ID = 77 },
		"the status is another one":   func(t *model.Ticket) { t.Status.ID = 12 },
		"it changed, and nobody told": func(t *model.Ticket) { t.Updated = t.Updated.Add(time.Second) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSim(t, 40, Options{})
			s.settle()
			s.v.still(1005, do)
			s.run(11 * time.Minute)
			want(t, "ours", find(s.f.Snapshot().ServiceTickets.Value, 1005).Digest(), s.v.service[1005].Digest())
			want(t, "missed", s.f.service.missed.total, 1)
			want(t, "said", s.f.Snapshot().HealthOf("tickets").Note, "")
		})
	}
}

// Twice in a row is no accident: it is said, and all are compared every two
// minutes from then on.
func TestListsThatLeaveChangesOut(t *testing.T) {
	t.Parallel()
	s := newSim(t, 40, Options{})
	s.settle()
	for i := range 2 {
		s.v.still(model.TicketID(1005+i), func(t *model.Ticket) { t.CustomerReplied = true })
		s.v.change(1020, func(t *model.Ticket) { t.Summary = model.Clean("Another summary") }) // the lists do tell of this
		s.run(10*time.Minute + 5*time.Second)
	}
	h := s.f.Snapshot().HealthOf("tickets")
	want(t, "said", h.Note, "The server's lists of changes leave some out (2 changes so far). All open tickets are compared every 2 minutes instead.")
	want(t, "state", h.State(s.at), model.StateLive)
	for i := range 5 {
		id := model.TicketID(1010 + i)
		s.v.still(id, func(t *model.Ticket) { t.CustomerReplied = true })
		s.run(2*time.Minute + 10*time.Second)
		if !find(s.f.Snapshot().ServiceTickets.Value, id).CustomerReplied {
			t.Errorf("%d is not known to be answered after two minutes", id)
		}
	}
	want(t, "missed", s.f.service.missed.total, 7)
}

// What the lists do tell of clears them; so does time in which nothing is missed.
func TestAnAccidentIsForgotten(t *testing.T) {
	t.Parallel()
	s := newSim(t, 40, Options{})
	s.settle()
	for i := range 3 {
		s.v.still(model.TicketID(1005+i), func(t *model.Ticket) { t.CustomerReplied = true })
		s.run(10*time.Minute + 5*time.Second)
		s.v.change(1020, func(t *model.Ticket) { t.Summary = model.Clean("Another summary") })
		s.run(10*time.Minute + 5*time.Second)
	}
	want(t, "said", s.f.Snapshot().HealthOf("tickets").Note, "")
	want(t, "missed", s.f.service.missed.total, 3)
}

// A change of this moment is the next list's to tell; nobody is to blame, and no
// ticket is looked up for it.
func TestAFreshChangeIsNotMissed(t *testing.T) {
	t.Parallel()
	s := newSim(t, 40, Options{})
	s.settle()
	for {
		s.at = s.f.Wake(s.at)
		s.due()
		if len(s.out) == 0 {
			continue
		}
		src, compares := s.out[0].Query.Source, s.out[0].Query.Kind == Digests && s.out[0].Query.Source == model.SourceTickets
		if compares {
			s.v.change(1005, func(t *model.Ticket) { t.Status.ID = 12 })
		}
		s.reply(src, nil)
		if compares {
			break
		}
	}
	want(t, "to look up", len(s.f.service.lost), 0)
	s.run(time.Minute)
	want(t, "status", find(s.f.Snapshot().ServiceTickets.Value, 1005).Status.ID, model.StatusID(12))
	want(t, "missed", s.f.service.missed.total, 0)
}

// A list that contradicts the ticket itself is wrong by itself, and absent
// fields say nothing.
func TestAListThatIsWrongAccusesNobody(t *testing.T) {
	t.Parallel()
	s := newSim(t, 40, Options{})
	s.settle()
	d := &s.f.service
	old := find(d.open.Value, 1005)
	for range 3 {
		g := old.Digest()
		g.Status = 15
		bare := model.TicketDigest{ID: 1006}
		d.missed.begin(false)
		lost, odd := s.f.differences(d, Query{}, Batch{Digests: []model.TicketDigest{g, bare}, ServerTime: s.at})
		want(t, "differ", odd, []model.TicketID{1005})
		want(t, "lost", len(lost), 38)
		d.lookedUp(s.f.pacer, Batch{Tickets: []*model.Ticket{old}}, s.at)
	}
	want(t, "missed", d.missed.total, 0)
	want(t, "said", s.f.Snapshot().HealthOf("tickets").Note, "")
}

// A comparison that reaches to a moment says nothing of older tickets, but for those
// on boards that it is whole of.
func TestHowFarAComparisonReaches(t *testing.T) {
	t.Parallel()
	s := newSim(t, 40, Options{})
	s.settle()
	d := &s.f.service
	one := *find(d.open.Value, 1005)
	one.Board.ID = 77
	d.open.Value = merged(d.open.Value, []*model.Ticket{&one}, nil)
	lost, _ := s.f.differences(d, Query{}, Batch{Reaches: s.at.Add(time.Hour)})
	want(t, "lost", len(lost), 0)
	lost, _ = s.f.differences(d, Query{Unread: true, Boards: []model.BoardID{77}}, Batch{Reaches: s.at.Add(time.Hour)})
	want(t, "lost", lost, []model.TicketID{1005})
}
