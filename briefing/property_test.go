package briefing

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"daybrief/model"
)

// crowd is a tenant of n tickets in which every rule finds something.
func crowd(n int, seed uint64, now time.Time) *model.Snapshot {
	r := rand.New(rand.NewPCG(seed, 1))
	logins := []string{"jdoe", "jdoe2", "asmith", "bwong"}
	var ts []*model.Ticket
	for id := 1; id <= n; id++ {
		ts = append(ts, ticket(model.TicketID(id), func(t *model.Ticket) {
			in(model.StatusID(1 + r.IntN(4)))(t)
			ago := func(d time.Duration) time.Time { return now.Add(-time.Duration(r.Int64N(int64(d)))) }
			t.Board.ID = model.BoardID(1 + r.IntN(9))
			t.Priority.ID = model.PriorityID(1 + r.IntN(5))
			t.Owner.Identifier = model.Clean(logins[r.IntN(4)])
			t.Entered = ago(90 * 24 * time.Hour)
			t.Updated = t.Entered.Add(time.Duration(r.Int64N(int64(now.Sub(t.Entered)) + 1)))
			t.CustomerReplied = r.IntN(9) == 0
			if r.IntN(8) == 0 {
				nobody(t)
			}
			if r.IntN(9) == 0 {
				t.Required = now.AddDate(0, 0, r.IntN(9)-5).Truncate(24 * time.Hour)
			}
			switch r.IntN(5) {
			case 0:
				t.Kind = model.ProjectTicket
			case 1:
				t.SLA.Unread = true
			default:
				t.SLA.Resolve.Due = now.Add(time.Duration(r.IntN(2000)-400) * time.Minute)
			}
			if r.IntN(12) == 0 {
				t.Closed, t.ClosedAt = true, ago(9*24*time.Hour)
			}
		}))
	}
	s := withUsage(tenant(now, ts...), usageOf(map[string][5]int{"acme": {8, 8, 0, 0, 0}, "Birch": {12, 12, 12, 12, 4}, "Nobody AG": {1, 1, 1, 1, 1}}))
	for id := 1; id <= n/3; id++ {
		start := now.Add(time.Duration(r.IntN(3000)-1500) * time.Minute)
		s.ScheduleEntries.Value = append(s.ScheduleEntries.Value, &model.ScheduleEntry{ID: model.ScheduleEntryID(id), Kind: model.ScheduleTicket, Ticket: model.TicketID(1 + r.IntN(n)),
			Member: model.MemberRef{Identifier: model.Clean(logins[r.IntN(4)])}, Start: start, End: start.Add(time.Hour), Done: r.IntN(4) == 0, Ghost: r.IntN(9) == 0})
	}
	for i := range n / 10 {
		id, who := int64(i+1), model.MemberRef{Identifier: model.Clean(logins[r.IntN(4)])}
		start := now.Add(-time.Duration(r.IntN(4000)) * time.Minute).Truncate(15 * time.Minute)
		s.Time.Value = append(s.Time.Value, model.TimeEntry{ID: id, Ticket: model.TicketID(1 + r.IntN(n)), Member: who, Start: start, Hours: float64(r.IntN(8)) / 4})
		open := r.IntN(5) == 0
		s.Activities.Value = append(s.Activities.Value, model.Activity{ID: id, Name: model.Clean("Call"), Assigned: who, Closed: &open, End: now.Add(time.Duration(r.IntN(9000)-4500) * time.Minute)})
		s.Ending.Value = append(s.Ending.Value, model.Agreement{ID: model.AgreementID(id), Name: model.Clean("Care"), End: model.CalendarDay(now, time.UTC).AddDate(0, 0, r.IntN(120)-10)})
	}
	return s
}

func shuffled[T any](in []T, seed uint64) []T {
	out := append([]T(nil), in...)
	rand.New(rand.NewPCG(seed, 2)).Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

func TestOrderOfInputDoesNotMatter(t *testing.T) {
	t.Parallel()
	for seed := uint64(0); seed < 8; seed++ {
		s := crowd(300, seed, noon())
		other := *s
		// Open tickets keep their order: a snapshot has them by id.
		other.ClosedService.Value = shuffled(s.ClosedService.Value, seed)
		other.ScheduleEntries.Value = shuffled(s.ScheduleEntries.Value, seed)
		other.Priorities.Value = shuffled(s.Priorities.Value, seed)
		other.Members.Value = shuffled(s.Members.Value, seed)
		for _, role := range []Role{Technician, Dispatcher, Manager} {
			a, b := build(s, noon(), as(role, "jdoe")), build(&other, noon(), as(role, "jdoe"))
			a.Assessment, b.Assessment = nil, nil // its order is the input's
			if !reflect.DeepEqual(a, b) {
				t.Fatalf("seed %d, %s: the order of the input changed the briefing", seed, role)
			}
		}
	}
}

func TestEveryItemIsWholeAndEverySectionCounts(t *testing.T) {
	t.Parallel()
	filled := map[string]bool{}
	for seed := uint64(0); seed < 8; seed++ {
		for _, role := range []Role{Technician, Dispatcher, Manager} {
			b := build(crowd(300, seed, noon()), noon(), as(role, "jdoe"))
			for _, sec := range b.Sections {
				filled[sec.ID] = filled[sec.ID] || sec.Count > 0
				if sec.Count != len(sec.Items) || sec.Question == "" || sec.Rule == "" {
					t.Errorf("%s: count %d of %d, question %q, rule %q", sec.ID, sec.Count, len(sec.Items), sec.Question, sec.Rule)
				}
				seen := map[int64]bool{}
				for _, it := range sec.Items {
					if len(it.Reasons) == 0 || it.Reasons[0] == "" || it.ID == 0 || it.Kind == "" {
						t.Errorf("%s: %+v", sec.ID, it)
					}
					if it.Kind == KindTicket && (it.Ticket == nil || !it.Ticket.Open() || seen[it.ID]) {
						t.Errorf("%s: ticket %d is listed twice or not open", sec.ID, it.ID)
					}
					seen[it.ID] = it.Kind == KindTicket
				}
			}
		}
	}
	for _, id := range Order(Manager) {
		if id != SectionChanged && !filled[id] {
			t.Errorf("the made-up tenants never fill %s: the tests see too little", id)
		}
	}
}

// A later now never makes an item less overdue: what has passed stays passed.
func TestLaterIsNeverBetter(t *testing.T) {
	t.Parallel()
	for seed := uint64(0); seed < 8; seed++ {
		s := crowd(200, seed, noon())
		before := map[string]map[int64]Tone{}
		for step := 0; step < 12; step++ {
			b := build(s, noon().Add(time.Duration(step*step)*37*time.Minute))
			for _, id := range []string{SectionSLA, SectionStale, SectionOverdue, SectionWaiting} {
				now := map[int64]Tone{}
				for _, it := range b.Section(id).Items {
					now[it.ID] = it.Tone
				}
				for ticket, tone := range before[id] {
					if got, ok := now[ticket]; !ok || got < tone {
						t.Fatalf("seed %d, step %d, %s: #%d became better with time", seed, step, id, ticket)
					}
				}
				before[id] = now
			}
		}
	}
}

func TestNumbersAgreeWithTheManagersSections(t *testing.T) {
	t.Parallel()
	b := build(crowd(500, 3, noon()), noon())
	n := b.Numbers
	for id, want := range map[string]int{SectionSLA: n.Breached + n.AtRisk, SectionReplied: n.CustomerReplied, SectionStale: n.Stale, SectionOverdue: n.Overdue, SectionWaiting: n.Waiting} {
		if got := b.Section(id).Count; got != want || want == 0 {
			t.Errorf("%s: %d items, the numbers say %d", id, got, want)
		}
	}
}

func TestInputIsNotChanged(t *testing.T) {
	t.Parallel()
	s, same := crowd(200, 5, noon()), crowd(200, 5, noon())
	build(s, noon(), as(Dispatcher, ""))
	if !reflect.DeepEqual(s, same) {
		t.Error("Build wrote to its input")
	}
}

func TestNothingKnownIsNoZero(t *testing.T) {
	t.Parallel()
	for _, s := range []*model.Snapshot{nil, {}} {
		b := Build(s, nil, nil, Rules{}, noon())
		for _, sec := range b.Sections {
			if sec.ID != SectionDataHealth && sec.Unavailable == "" {
				t.Errorf("%s claims to have an answer", sec.ID)
			}
		}
		if b.NeedsAttention || len(b.Sections) != len(Order(Manager))-1 { // nobody counts the usage
			t.Error(b.NeedsAttention, len(b.Sections))
		}
	}
}

func TestSectionsAreChosen(t *testing.T) {
	t.Parallel()
	b := build(tenant(noon()), noon(), func(r *Rules) { r.Sections = []string{"numbers", "nonsense", "sla", "numbers"} })
	if len(b.Sections) != 2 || b.Sections[0].ID != "numbers" || b.Sections[1].ID != "sla" {
		t.Errorf("%v", b.Sections)
	}
	for _, role := range []Role{Technician, Dispatcher, Manager} {
		seen := map[string]bool{}
		for _, id := range Order(role) {
			if !Known(id) || seen[id] {
				t.Errorf("%s: %s", role, id)
			}
			seen[id] = true
		}
	}
	if Known("nonsense") || Question("nonsense") != "" {
		t.Error("nonsense is known")
	}
}

// The large tenant on its worst day: every ticket is in two sections.
func BenchmarkBuild6000Sick(b *testing.B) { benchmark(b, crowd(6600, 1, noon())) }

// The large tenant as it should be: most tickets are in no section.
func BenchmarkBuild6000Calm(b *testing.B) {
	s := crowd(6600, 1, noon())
	for t := range s.Open {
		if t.ID%7 == 0 {
			continue
		}
		in(stWork)(t)
		t.Updated, t.Owner.Identifier, t.CustomerReplied = noon().Add(-time.Hour), model.Clean("jdoe"), false
		t.SLA, t.Priority.ID = model.SLA{Resolve: model.Goal{Due: noon().Add(9 * time.Hour)}}, 3
	}
	benchmark(b, s)
}

func benchmark(b *testing.B, s *model.Snapshot) {
	r := DefaultRules()
	r.Role = Dispatcher
	l := model.NewLookup(s, r.Policy)
	b.ReportAllocs()
	items := 0
	for b.Loop() {
		out := Build(s, nil, l, r, noon())
		items = 0
		for i := range out.Sections {
			items += len(out.Sections[i].Items)
		}
	}
	b.ReportMetric(float64(items), "items")
}
