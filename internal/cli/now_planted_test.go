package cli

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"daybrief/briefing"
	"daybrief/connectwise/adapter"
	"daybrief/connectwise/cwtest"
	"daybrief/model"
	"daybrief/model/assess"
)

// garden is the desk of a made-up tenant on which nothing calls for anybody, so
// that what is planted on it does.
type garden struct {
	snap  *model.Snapshot
	rules briefing.Rules
	now   time.Time
	open  []*model.Ticket // copies: they may be changed
	next  int64
}

// deskOf reads a made-up tenant through the client, as the dashboard does.
func deskOf(t *testing.T, seed uint64, size cwtest.Size, now time.Time) (*model.Snapshot, string) {
	t.Helper()
	clock := func() time.Time { return now }
	server := cwtest.New(cwtest.Options{Seed: seed, Size: size, Now: clock, Still: true})
	client, err := demoClient(server, clock)
	if err != nil {
		t.Fatal(err)
	}
	ten := &tenant{provider: adapter.New(client, clock), now: clock, zone: time.UTC, made: true, demo: demoTenant{seed: seed}}
	snap, err := ten.gather(t.Context(), time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	return snap, server.Me()
}

// calmed takes from a desk what calls for somebody, and leaves the rest as it is.
func calmed(s *model.Snapshot, me string, now time.Time) *garden {
	g := &garden{now: now, next: 900_000, rules: briefing.DefaultRules()}
	g.rules.Member, g.rules.Role = me, briefing.Manager
	one := *s
	g.snap = &one
	one.RepliedSince = map[model.TicketID]model.Since{}
	one.ScheduleEntries.Value = nil
	for _, v := range s.ScheduleEntries.Value {
		if start, end := v.Span(time.UTC); !strings.EqualFold(v.Member.Identifier.String(), me) && v.Kind != model.ScheduleOther && start.Before(end) {
			one.ScheduleEntries.Value = append(one.ScheduleEntries.Value, v)
		}
	}
	a := assess.Assess(s, nil, g.rules.Rules, now)
	quiet := func(list []*model.Ticket) (out []*model.Ticket) {
		for _, old := range list {
			t := *old
			if v := a.Ticket(t.ID); v != nil && (v.Points > 20 || v.Owned.Away() || v.Incident != nil) {
				g.calm(&t)
			}
			g.open = append(g.open, &t)
			out = append(out, &t)
		}
		return out
	}
	one.ServiceTickets.Value, one.ProjectTickets.Value = quiet(s.ServiceTickets.Value), quiet(s.ProjectTickets.Value)
	g.open = slices.DeleteFunc(g.open, func(t *model.Ticket) bool { return t.Kind != model.ServiceTicket || !t.Open() })
	return g
}

func (g *garden) calm(t *model.Ticket) {
	g.priority(t, 4)
	t.SLA, t.CustomerReplied, t.Escalation, t.Required = model.SLA{HasInSLA: true, InSLA: true}, false, 0, time.Time{}
	t.Entered, t.Updated = g.now.Add(-30*time.Hour), g.now.Add(-time.Hour)
	g.own(t, g.members()[1])
}

func (g *garden) members() (out []model.Member) {
	for _, m := range g.snap.Members.Value {
		if !m.Inactive && !m.Program() {
			out = append(out, m)
		}
	}
	return out
}

func (g *garden) own(t *model.Ticket, m model.Member) {
	t.Owner, t.Resources = model.MemberRef{ID: m.ID, Identifier: m.Identifier, Name: m.Name()}, nil
}

// priority gives a ticket the n-th of the tenant's priorities.
func (g *garden) priority(t *model.Ticket, n int) {
	list := slices.Clone(g.snap.Priorities.Value)
	slices.SortFunc(list, func(x, y model.Priority) int { return x.Sort - y.Sort })
	t.Priority = model.PriorityRef(list[n-1])
}

// pick are n calm tickets of statuses that work goes on in.
func (g *garden) pick(n int) (out []*model.Ticket) {
	l := model.NewLookup(g.snap, g.rules.Policy)
	for _, t := range g.open {
		if len(out) < n && !l.Waiting(t) && !l.Resolved(t) && !l.New(t) {
			g.calm(t)
			out = append(out, t)
		}
	}
	return out
}

func (g *garden) due(t *model.Ticket, in time.Duration) {
	t.SLA.Resolve = model.Goal{Due: g.now.Add(in)}
}

// visit plants an entry of one's own.
func (g *garden) visit(from, to time.Duration) int64 {
	g.next++
	me := model.NewLookup(g.snap, g.rules.Policy).Member(g.rules.Member)
	g.snap.ScheduleEntries.Value = append(g.snap.ScheduleEntries.Value, &model.ScheduleEntry{ID: model.ScheduleEntryID(g.next), Kind: model.ScheduleActivity,
		Name: model.Clean(fmt.Sprint("Visit ", g.next)), Member: model.MemberRef{ID: me.ID, Identifier: me.Identifier}, Start: g.now.Add(from), End: g.now.Add(to), Acknowledged: true})
	g.rules.Role, g.rules.Scope = briefing.Technician, model.ScopeMine
	return g.next
}

func numbersOf(ts []*model.Ticket) (out []int64) {
	for _, t := range ts {
		out = append(out, int64(t.ID))
	}
	return out
}

// plants are twelve kinds of trouble: each makes one, and says what the first
// line of Now must be.
func plants() map[string]func(g *garden) (briefing.ItemKind, []int64) {
	type plant = func(g *garden) (briefing.ItemKind, []int64)
	single := func(change func(g *garden, t *model.Ticket)) plant {
		return func(g *garden) (briefing.ItemKind, []int64) {
			ts := g.pick(1)
			change(g, ts[0])
			return briefing.KindTicket, numbersOf(ts)
		}
	}
	return map[string]plant{
		"a priority 1 that nobody has, due in 12 min": single(func(g *garden, t *model.Ticket) {
			g.priority(t, 1)
			g.due(t, 12*time.Minute)
			t.Owner, t.Resources = model.MemberRef{}, nil
		}),
		"an escalated ticket of priority 2 promised for today": single(func(g *garden, t *model.Ticket) {
			g.priority(t, 2)
			t.Escalation, t.Required = 1, g.now.Truncate(24*time.Hour)
		}),
		"a customer who waits 9 working hours while the status says waiting": func(g *garden) (briefing.ItemKind, []int64) {
			l := model.NewLookup(g.snap, g.rules.Policy)
			for _, t := range g.open {
				if l.Waiting(t) {
					g.calm(t)
					g.priority(t, 3)
					t.CustomerReplied = true
					g.snap.RepliedSince[t.ID] = model.Since{At: g.now.Add(-26 * time.Hour)}
					return briefing.KindTicket, []int64{int64(t.ID)}
				}
			}
			return "", nil
		},
		"a priority 2 missed 10 min ago among 20 missed last month": func(g *garden) (briefing.ItemKind, []int64) {
			ts := g.pick(21)
			for _, t := range ts[1:] {
				g.priority(t, 3)
				g.due(t, -30*24*time.Hour)
			}
			g.priority(ts[0], 2)
			g.due(ts[0], -10*time.Minute)
			return briefing.KindTicket, numbersOf(ts[:1])
		},
		"three tickets of one company within the hour": func(g *garden) (briefing.ItemKind, []int64) {
			ts := g.pick(3)
			for i, t := range ts {
				t.Company, t.Entered = model.CompanyRef{ID: 77_001, Name: model.Clean("Northgate Motors")}, g.now.Add(-time.Duration(50-20*i)*time.Minute)
				t.Parent, t.Type = 0, model.Clean("Network")
			}
			return briefing.KindIncident, numbersOf(ts)
		},
		"three tickets of a type from three companies": func(g *garden) (briefing.ItemKind, []int64) {
			ts := g.pick(3)
			for i, t := range ts {
				t.Company, t.Entered = model.CompanyRef{ID: model.CompanyID(77_001 + i)}, g.now.Add(-time.Duration(90-20*i)*time.Minute)
				t.Parent, t.Type = 0, model.Clean("Mail is down")
				g.priority(t, 3)
			}
			return briefing.KindIncident, numbersOf(ts)
		},
		"a visit in 20 min that overlaps another": func(g *garden) (briefing.ItemKind, []int64) {
			a := g.visit(20*time.Minute, time.Hour)
			g.visit(50*time.Minute, 2*time.Hour)
			return briefing.KindAppointment, []int64{a}
		},
		"two visits at the same time": func(g *garden) (briefing.ItemKind, []int64) {
			return briefing.KindAppointment, []int64{g.visit(-time.Hour, time.Hour), g.visit(-30*time.Minute, 2*time.Hour)}
		},
		"a visit that has ended and is not done": func(g *garden) (briefing.ItemKind, []int64) {
			return briefing.KindAppointment, []int64{g.visit(-2*time.Hour, -time.Hour)}
		},
		"an owner who is out with two tickets due today": func(g *garden) (briefing.ItemKind, []int64) {
			ts, m := g.pick(2), g.members()[2]
			g.next++
			g.snap.ScheduleEntries.Value = append(g.snap.ScheduleEntries.Value, &model.ScheduleEntry{ID: model.ScheduleEntryID(g.next), Kind: model.ScheduleOther,
				Name: model.Clean("Vacation"), Member: model.MemberRef{ID: m.ID, Identifier: m.Identifier}, DateOnly: true, Start: g.now.Truncate(24 * time.Hour)})
			for _, t := range g.open {
				if t.WorkedBy(m.Identifier.String()) {
					g.own(t, g.members()[1])
				}
			}
			for _, t := range ts {
				g.own(t, m)
				g.due(t, 2*time.Hour)
			}
			return briefing.KindAbsent, numbersOf(ts)
		},
		"somebody who has left with a ticket due today": func(g *garden) (briefing.ItemKind, []int64) {
			ts := g.pick(1)
			ts[0].Owner, ts[0].Resources = model.MemberRef{ID: 88_001, Identifier: model.Clean("gone"), Name: model.Clean("Gone Away")}, nil
			ts[0].Required = g.now.Truncate(24 * time.Hour)
			return briefing.KindAbsent, numbersOf(ts)
		},
		"a flood of new tickets": func(g *garden) (briefing.ItemKind, []int64) {
			var ids []int64
			g.snap.ClosedSince = g.now.AddDate(0, 0, -40)
			var usual []*model.Ticket
			for _, t := range g.snap.ClosedService.Value {
				if !model.SameDay(t.Entered, g.now) {
					usual = append(usual, t)
				}
			}
			g.snap.ClosedService.Value, g.snap.ClosedProject.Value, g.snap.ProjectTickets.Value = usual, nil, nil
			for i, t := range g.open {
				t.Entered = g.now.Add(-50 * time.Hour)
				if i < 60 {
					g.calm(t)
					t.Entered, t.Company, t.Type = g.now.Add(-3*time.Hour), model.CompanyRef{ID: model.CompanyID(60_000 + i)}, model.Text{}
					ids = append(ids, int64(t.ID))
				}
			}
			slices.Sort(ids)
			return briefing.KindFlood, ids
		},
	}
}

// plantedLarge is the variable that says how many desks of 6,000 tickets are tried:
// 40 of them take nine minutes on two busy cores.
const plantedLarge = "DAYBRIEF_PLANTED_LARGE"

// The first line of Now names what was planted, whatever the desk; without it the
// desk is calm, in one sentence.
func TestNowNamesWhatWasPlanted(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 10, 14, 30, 0, 0, time.UTC)
	type desk struct {
		seeds int
		size  cwtest.Size
	}
	desks := []desk{{40, cwtest.Small}, {40, cwtest.Middle}, {2, cwtest.Large}}
	if n, err := strconv.Atoi(os.Getenv(plantedLarge)); err == nil {
		desks[2].seeds = n
	}
	if raced {
		desks = []desk{{40, cwtest.Small}, {2, cwtest.Middle}} // ten times as slow, and the same words
	}
	for _, d := range desks {
		for seed := range d.seeds {
			t.Run(fmt.Sprint(d.size, "-", seed), func(t *testing.T) {
				t.Parallel()
				snap, me := deskOf(t, uint64(seed+100), d.size, now)
				for name, plant := range plants() {
					g := calmed(snap, me, now)
					kind, ids := plant(g)
					b := briefing.Build(g.snap, nil, nil, g.rules, now)
					items := b.Now.Items
					if len(items) == 0 {
						t.Errorf("%s: Now says %q %q", name, b.Now.Calm, b.Now.Unavailable)
						continue
					}
					if got := slices.Sorted(slices.Values(items[0].IDs)); items[0].Kind != kind || !slices.Equal(got, ids) || !b.NeedsAttention {
						t.Errorf("%s: %s %v %s (%d points), want %s %v", name, items[0].Kind, got, items[0].Sentence(), items[0].Points, kind, ids)
					}
				}
				for _, role := range briefing.Roles() {
					g := calmed(snap, me, now)
					g.rules.Role = role
					if b := briefing.Build(g.snap, nil, nil, g.rules, now); len(b.Now.Items) > 0 && role != briefing.Dispatcher || len(b.Now.Items) == 0 && !strings.HasPrefix(b.Now.Calm, "Nothing ") {
						t.Errorf("a calm desk, %s: %q %s", role, b.Now.Calm, b.Now.Items[0].Sentence())
					}
				}
			})
		}
	}
}
