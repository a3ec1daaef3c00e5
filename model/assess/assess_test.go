package assess

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"daybrief/model"
)

func noon() time.Time { return time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC) }

// desk is a snapshot of one board with a new, a working, a waiting and a
// resolved status (ids 1 to 4) and four priorities.
func desk(service ...*model.Ticket) *model.Snapshot {
	s := &model.Snapshot{Gen: 1}
	s.Boards = model.Fresh[[]model.Board]{At: noon(), Value: []model.Board{{ID: 1, Statuses: []model.Status{
		{ID: 1, Name: model.Clean("New"), Default: true, Escalation: model.NotResponded},
		{ID: 2, Name: model.Clean("In progress"), Escalation: model.Responded},
		{ID: 3, Name: model.Clean("Waiting"), Escalation: model.NoEscalation},
		{ID: 4, Name: model.Clean("Completed"), Escalation: model.Resolved},
	}}}}
	for i := 1; i <= 4; i++ {
		s.Priorities.Value = append(s.Priorities.Value, model.Priority{ID: model.PriorityID(i), Sort: i * 10, Name: model.Clean(fmt.Sprintf("P%d", i))})
	}
	s.Priorities.At = noon()
	s.ServiceTickets = model.Fresh[[]*model.Ticket]{At: noon(), Value: service}
	return s
}

// ticket is one that gives no points: priority unknown, somebody has it,
// touched a moment ago.
func ticket(id int, change func(*model.Ticket)) *model.Ticket {
	t := &model.Ticket{ID: model.TicketID(id), Owner: model.MemberRef{ID: 1, Identifier: model.Clean("jdoe")},
		Entered: noon().Add(-72 * time.Hour), Updated: noon().Add(-time.Minute), Status: model.Ref[model.StatusID]{ID: 2}}
	t.Company.ID = model.CompanyID(1000 + id)
	if change != nil {
		change(t)
	}
	return t
}

func due(d time.Duration) func(*model.Ticket) {
	return func(t *model.Ticket) { t.SLA.Resolve.Due = noon().Add(d) }
}

func TestPoints(t *testing.T) {
	t.Parallel()
	status := func(id model.StatusID, more func(*model.Ticket)) func(*model.Ticket) {
		return func(t *model.Ticket) {
			more(t)
			t.Status.ID = id
		}
	}
	prio := func(id model.PriorityID) func(*model.Ticket) {
		return func(t *model.Ticket) { t.Priority.ID = id }
	}
	waited := func(updated time.Duration) func(*model.Ticket) {
		return func(t *model.Ticket) { t.CustomerReplied, t.Updated = true, noon().Add(-updated) }
	}
	for _, c := range []struct {
		name   string
		change func(*model.Ticket)
		want   int
		keys   []string
	}{
		{"nothing", nil, 0, nil},
		{"due in 15 min", due(15 * time.Minute), 100, []string{"due_15m"}},
		{"due in 16 min", due(16 * time.Minute), 80, []string{"due_30m"}},
		{"due in 31 min", due(31 * time.Minute), 50, []string{"due_60m"}},
		{"due in 61 min", due(61 * time.Minute), 0, nil},
		{"missed an hour ago", due(-time.Hour), 90, []string{"missed_hour"}},
		{"missed this morning", due(-11 * time.Hour), 60, []string{"missed_today"}},
		{"missed yesterday, Monday", due(-13 * time.Hour), 30, []string{"missed_week"}},
		{"missed last week", due(-72 * time.Hour), 15, []string{"missed_earlier"}},
		{"a paused clock", status(3, due(time.Minute)), 0, nil},
		{"resolved", status(4, due(time.Minute)), 0, nil},
		{"resolved of level 1", status(4, prio(1)), 0, nil},
		{"level 1", prio(1), 60, []string{"priority_1"}},
		{"level 2", prio(2), 40, []string{"priority_2"}},
		{"level 3", prio(3), 20, []string{"priority_3"}},
		{"level 4", prio(4), 10, []string{"priority_4"}},
		{"nobody", func(t *model.Ticket) { t.Owner = model.MemberRef{} }, 20, []string{"nobody"}},
		{"customer waits 61 min", waited(61 * time.Minute), 10, []string{"customer_waits_1h"}},
		{"customer waits exactly an hour", waited(time.Hour), 0, nil},
		{"customer waits 5 working hours", waited(22 * time.Hour), 30, []string{"customer_waits_4h"}},
		{"customer waits 9 working hours while waiting", status(3, waited(25*time.Hour)), 50, []string{"customer_waits_8h"}},
		{"escalated", func(t *model.Ticket) { t.Escalation = 1 }, 20, []string{"escalated"}},
		{"promised for today", func(t *model.Ticket) { t.Required = noon().Truncate(24 * time.Hour) }, 20, []string{"required_today"}},
		{"promised for yesterday", func(t *model.Ticket) { t.Required = noon().Truncate(24 * time.Hour).Add(-24 * time.Hour) }, 30, []string{"required_past"}},
		{"quiet", func(t *model.Ticket) { t.Updated = noon().Add(-5 * 24 * time.Hour) }, 10, []string{"quiet"}},
		{"level 2, due, nobody", func(t *model.Ticket) { due(time.Minute)(t); prio(2)(t); t.Owner = model.MemberRef{} }, 160,
			[]string{"due_15m", "priority_2", "nobody"}},
	} {
		a := Assess(desk(ticket(7, c.change)), nil, DefaultRules(), noon())
		v := a.Ticket(7)
		var keys []string
		sum := 0
		for _, r := range a.Reasons(v) {
			keys, sum = append(keys, r.Key), sum+r.Points
			if r.Text == "" {
				t.Errorf("%s: %s has no words", c.name, r.Key)
			}
		}
		if v.Points != c.want || sum != c.want || !slices.Equal(keys, c.keys) {
			t.Errorf("%s: %d points for %v, want %d for %v", c.name, v.Points, keys, c.want, c.keys)
		}
	}
}

func TestPointsOfTheSettings(t *testing.T) {
	t.Parallel()
	r := DefaultRules()
	r.VIP = []string{"north*"}
	r.Points = map[string]int{"vip": -5, "escalated": 0, "no such key": 9}
	tk := ticket(1, func(t *model.Ticket) { t.Company.Name, t.Escalation = model.Clean("Northgate"), 3 })
	a := Assess(desk(tk), nil, r, noon())
	if got := a.Reasons(a.Ticket(1)); len(got) != 1 || got[0].Key != "vip" || a.Ticket(1).Points != -5 {
		t.Error(got)
	}
}

func TestOwnership(t *testing.T) {
	t.Parallel()
	s := desk(ticket(1, nil), ticket(2, func(t *model.Ticket) { t.Owner.Identifier, t.Owner.ID = model.Clean("asmith"), 2 }),
		ticket(3, func(t *model.Ticket) { t.Owner.Identifier, t.Owner.ID = model.Clean("left"), 3 }))
	s.Members = model.Fresh[[]model.Member]{At: noon(), Value: []model.Member{{ID: 1, Identifier: model.Clean("jdoe")}, {ID: 2, Identifier: model.Clean("ASmith")}}}
	s.ScheduleEntries.Value = []*model.ScheduleEntry{{Member: model.MemberRef{Identifier: model.Clean("asmith")}, DateOnly: true,
		Name: model.Clean("Vacation"), Start: noon().Truncate(24 * time.Hour)}}
	a := Assess(s, nil, DefaultRules(), noon())
	for id, want := range map[model.TicketID]Ownership{1: OwnerHere, 2: OwnerOut, 3: OwnerGone} {
		if got := a.Ticket(id).Owned; got != want {
			t.Errorf("ticket %d: %d, want %d", id, got, want)
		}
	}
	s.Members.Value = nil // not known: nobody has left
	if got := Assess(s, nil, DefaultRules(), noon()).Ticket(3).Owned; got != OwnerHere {
		t.Error("without a member list somebody is gone:", got)
	}
}

// Without Table Setup a ticket's own words have to do, and without those it is
// unknown: neither breached nor fine.
func TestStatusesThatAreNotKnown(t *testing.T) {
	t.Parallel()
	said := func(words string) func(*model.Ticket) {
		return func(t *model.Ticket) { due(-time.Minute)(t); t.SLA.StatusText = model.Clean(words) }
	}
	s := desk(ticket(1, said("Waiting")), ticket(2, said("Resolve by Tue 03/10 11:59 AM UTC+00")), ticket(3, due(-time.Minute)), ticket(4, said("Resolved")))
	s.Boards = model.Fresh[[]model.Board]{}
	a := Assess(s, nil, DefaultRules(), noon())
	for id, want := range map[model.TicketID]model.SLAState{1: model.SLAPaused, 2: model.SLABreached, 3: model.SLAUnknown, 4: model.SLADone} {
		if got := a.Ticket(id).Clock.State; got != want {
			t.Errorf("ticket %d: state %d, want %d", id, got, want)
		}
	}
}

// A priority table without order or level is no reason to call nothing urgent:
// the level is unknown, or the tickets' own.
func TestPriorityTableWithoutOrder(t *testing.T) {
	t.Parallel()
	s := desk(ticket(1, func(t *model.Ticket) { t.Priority = model.PriorityRef{ID: 1, Sort: 5} }),
		ticket(2, func(t *model.Ticket) { t.Priority.ID = 2 }))
	for i := range s.Priorities.Value {
		s.Priorities.Value[i].Sort = 0
	}
	a := Assess(s, nil, DefaultRules(), noon())
	if a.Ticket(1).Level != 1 || a.Ticket(2).Level != 0 || a.Ticket(2).Grade != model.GradeUnknown {
		t.Error(a.Ticket(1).Level, a.Ticket(2).Level, a.Ticket(2).Grade)
	}
}

func TestIncidents(t *testing.T) {
	t.Parallel()
	from := func(company model.CompanyID, kind string, ago time.Duration) func(*model.Ticket) {
		return func(t *model.Ticket) { t.Company.ID, t.Type, t.Entered = company, model.Clean(kind), noon().Add(-ago) }
	}
	s := desk(
		ticket(1, from(7, "Network", 100*time.Minute)), ticket(2, from(7, "Network", 70*time.Minute)), ticket(3, from(7, "Mail", 60*time.Minute)),
		ticket(4, from(7, "Network", 121*time.Minute)), // before the window
		ticket(5, from(8, "Mail", time.Minute)), ticket(6, from(9, "Mail", 2*time.Minute)), ticket(7, from(10, "Mail", 3*time.Minute)),
		ticket(8, from(11, "Print", 2*time.Minute)), ticket(9, from(11, "Print", 3*time.Minute)),
		ticket(10, func(t *model.Ticket) { from(11, "Print", time.Minute)(t); t.Parent = 8 }), // its parent stands for it
	)
	a := Assess(s, nil, DefaultRules(), noon())
	if len(a.Incidents) != 2 || len(a.Incidents[0].Tickets) != 3 || a.Incidents[0].Company.ID != 7 || a.Incidents[0].Span() != 40*time.Minute ||
		a.Incidents[1].Type != model.Clean("Mail") || len(a.Incidents[1].Tickets) != 3 {
		t.Fatalf("%+v", a.Incidents)
	}
	if a.Ticket(3).Incident != a.Incidents[0] || a.Ticket(9).Incident != nil || a.Ticket(3).Points != 30 {
		t.Error("a ticket is in the wrong incident, or has the wrong points")
	}
}

// crowd is a desk of n random tickets.
func crowd(n int, seed uint64) *model.Snapshot {
	r := rand.New(rand.NewPCG(seed, 1))
	var list []*model.Ticket
	for i := range n {
		list = append(list, ticket(i+1, func(t *model.Ticket) { shake(t, r) }))
	}
	s := desk(list[:n*9/10]...)
	s.ProjectTickets = model.Fresh[[]*model.Ticket]{At: noon(), Value: list[n*9/10:]}
	for _, t := range s.ProjectTickets.Value {
		t.Kind = model.ProjectTicket
	}
	return s
}

func shake(t *model.Ticket, r *rand.Rand) {
	t.Status.ID = model.StatusID(1 + r.IntN(5))
	t.Priority.ID = model.PriorityID(r.IntN(6))
	t.SLA.Respond.Due = noon().Add(time.Duration(r.IntN(20000)-15000) * time.Minute)
	t.Entered = noon().Add(-time.Duration(r.IntN(900)) * time.Minute)
	t.Updated = noon().Add(-time.Duration(r.IntN(9000)) * time.Minute)
	t.Company.ID = model.CompanyID(r.IntN(200))
	t.CustomerReplied = r.IntN(4) == 0
	if r.IntN(3) == 0 {
		t.Owner = model.MemberRef{}
	}
}

// with is the snapshot with one ticket replaced by a changed copy.
func with(s *model.Snapshot, i int, r *rand.Rand) *model.Snapshot {
	n := *s
	n.ServiceTickets.Value = slices.Clone(s.ServiceTickets.Value)
	changed := *n.ServiceTickets.Value[i]
	shake(&changed, r)
	if r.IntN(3) == 0 {
		changed.Entered = noon().Add(-time.Minute)
		changed.Company.ID = 5
	}
	n.ServiceTickets.Value[i] = &changed
	n.Gen++
	return &n
}

// A step from one snapshot to the next says the same as judging it all, and
// does not touch the assessment before.
func TestNextEqualsAssess(t *testing.T) {
	t.Parallel()
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 3))
		s := crowd(200, seed)
		l := model.NewLookup(s, model.Policy{})
		a := Assess(s, l, DefaultRules(), noon())
		for range 20 {
			before := points(a)
			s = with(s, r.IntN(len(s.ServiceTickets.Value)), r)
			l = l.Next(s)
			n := a.Next(s, l, DefaultRules(), noon())
			if !reflect.DeepEqual(points(n), points(Assess(s, l, DefaultRules(), noon()))) {
				t.Fatal("seed", seed, ": a step says something other than the whole")
			}
			if !reflect.DeepEqual(points(a), before) {
				t.Fatal("seed", seed, ": the step has changed the assessment before it")
			}
			a = n
		}
	}
}

func points(a *Assessment) (out []string) {
	for _, t := range a.Tickets {
		out = append(out, fmt.Sprint(t.ID, t.Points, t.Clock, t.Stale, t.Incident != nil, t.Owned))
	}
	return out
}

func TestNextJudgesOnlyWhatHasChanged(t *testing.T) {
	t.Parallel()
	s := crowd(300, 1)
	l := model.NewLookup(s, model.Policy{})
	a := Assess(s, l, DefaultRules(), noon())
	next := with(s, 3, rand.New(rand.NewPCG(1, 1)))
	if n := a.Next(next, l.Next(next), DefaultRules(), noon().Add(20*time.Second)); n.judged != 1 {
		t.Error("judged anew:", n.judged)
	}
	if n := a.Next(s, l, DefaultRules(), noon().Add(time.Minute)); n.judged != 300 {
		t.Error("in the next minute:", n.judged)
	}
}

// A later now never makes a ticket less late.
func TestLaterIsNeverLessLate(t *testing.T) {
	t.Parallel()
	s := crowd(200, 9)
	a := Assess(s, nil, DefaultRules(), noon())
	b := Assess(s, nil, DefaultRules(), noon().Add(3*time.Hour))
	for i, x := range a.Tickets {
		y := b.Tickets[i]
		if x.Breached() && !y.Breached() || x.Stale && !y.Stale || x.Overdue && !y.Overdue || y.Waited < x.Waited {
			t.Fatalf("ticket %d got better by waiting", x.ID)
		}
	}
}

func BenchmarkAssess6000(b *testing.B) {
	s := crowd(6000, 1)
	l := model.NewLookup(s, model.Policy{})
	for b.Loop() {
		Assess(s, l, DefaultRules(), noon())
	}
}

// BenchmarkDelta is the cost of one changed ticket; copy is what copying the
// list of verdicts alone costs.
func BenchmarkDelta(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		s := crowd(n, 1)
		for _, t := range slices.Concat(s.ServiceTickets.Value, s.ProjectTickets.Value) {
			t.Entered = t.Entered.Add(-time.Duration(t.ID) * time.Minute) // not all of them came in today
		}
		l := model.NewLookup(s, model.Policy{})
		a := Assess(s, l, DefaultRules(), noon())
		next := with(s, 3, rand.New(rand.NewPCG(1, 1)))
		b.Run(fmt.Sprintf("next/%d", n), func(b *testing.B) {
			for b.Loop() {
				a.Next(next, l.Next(next), DefaultRules(), noon())
			}
		})
		b.Run(fmt.Sprintf("copy/%d", n), func(b *testing.B) {
			for b.Loop() {
				_ = slices.Clone(a.Tickets)
			}
		})
	}
}
