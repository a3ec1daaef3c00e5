package briefing

import (
	"testing"
	"time"

	"daybrief/model"
	"daybrief/model/assess"
)

func TestTriage(t *testing.T) {
	t.Parallel()
	now := noon()
	came := func(d time.Duration) func(*model.Ticket) { return func(t *model.Ticket) { t.Entered = now.Add(-d) } }
	b := build(tenant(now,
		ticket(1, nobody, came(time.Hour)),
		ticket(2, in(stNew), came(190*time.Minute)),
		ticket(3),
		ticket(4, nobody, func(t *model.Ticket) { t.Resources = []model.Text{model.Clean("jdoe2")} }),
		ticket(5, nobody, in(stNew), came(48*time.Hour)),
		ticket(6, nobody, project, came(time.Hour)),
		ticket(7, nobody, func(t *model.Ticket) { t.Entered = time.Time{} }),
		ticket(8, in(stNew), func(t *model.Ticket) { t.Entered, t.Status.Name = time.Time{}, model.Text{} }),
	), now)
	wantIDs(t, b, SectionTriage, 1, 6, 5, 7, 2, 8)
	wantReason(t, b, SectionTriage, 8, "still in a status for new tickets")
	wantReason(t, b, SectionTriage, 1, "nobody assigned, came in 1 h ago")
	wantReason(t, b, SectionTriage, 2, "still in status Fresh in, came in 3 h 10 min ago")
	wantReason(t, b, SectionTriage, 5, "still in status Fresh in")
	wantReason(t, b, SectionTriage, 7, "nobody assigned")
	if b.Numbers.Unassigned != 4 {
		t.Error(b.Numbers.Unassigned)
	}
}

func TestCustomerReplied(t *testing.T) {
	t.Parallel()
	now := noon()
	said := func(t *model.Ticket) { t.CustomerReplied = true }
	b := build(tenant(now, ticket(1, said, updated(now.Add(-time.Hour))), ticket(2), ticket(3, said, in(stWait), updated(now.Add(-3*time.Hour))),
		ticket(4, said, func(t *model.Ticket) { t.Closed = true })), now)
	wantIDs(t, b, SectionReplied, 3, 1)
	wantReason(t, b, SectionReplied, 3, "its status still says waiting: On hold")
	if b.Numbers.CustomerReplied != 2 || !b.NeedsAttention {
		t.Error(b.Numbers.CustomerReplied, b.NeedsAttention)
	}
}

func TestPriority(t *testing.T) {
	t.Parallel()
	now := noon()
	prio := func(id model.PriorityID) func(*model.Ticket) {
		return func(t *model.Ticket) { t.Priority = model.PriorityRef{ID: id} }
	}
	high := func(sev, imp string) func(*model.Ticket) {
		return func(t *model.Ticket) { t.Severity, t.Impact = model.ParseGrade(sev), model.ParseGrade(imp) }
	}
	s := tenant(now, ticket(1, prio(2)), ticket(2, prio(1), in(stWait)), ticket(3, high("High", "High")), ticket(4, high("High", "Low")),
		ticket(5, func(t *model.Ticket) { t.Escalation = 2 }), ticket(6, prio(1), nobody))
	b := build(s, now)
	wantIDs(t, b, SectionPriority, 6, 2, 5, 3)
	wantReason(t, b, SectionPriority, 2, "P1, the most urgent")
	wantReason(t, b, SectionPriority, 3, "severity and impact are both high")
	wantReason(t, b, SectionPriority, 5, "escalated to level 2")
	if items := b.Section(SectionPriority).Items; items[1].Tone != Quiet || items[0].Tone != Bad {
		t.Error(items[0].Tone, items[1].Tone)
	}
	b = build(s, now, func(r *Rules) { r.Priority = assess.PriorityRules{TopLevels: 2, Escalation: 3} })
	wantIDs(t, b, SectionPriority, 6, 2, 1)
	b = build(s, now, func(r *Rules) { r.Priority = assess.PriorityRules{} })
	wantIDs(t, b, SectionPriority)

	// Without the table, the tickets' own sort values order the priorities; a
	// sort of 0 means "not said".
	s.Priorities = model.Fresh[[]model.Priority]{}
	s.ServiceTickets.Value[0].Priority.Sort = 5
	s.ServiceTickets.Value[1].Priority.Sort = 9
	b = build(s, now, func(r *Rules) { r.Priority = assess.PriorityRules{TopLevels: 1} })
	wantIDs(t, b, SectionPriority, 1)
}

func TestStale(t *testing.T) {
	t.Parallel()
	now := noon() // Tuesday 12:00: four working hours into the day
	level := func(id model.PriorityID, word string) func(*model.Ticket) {
		return func(t *model.Ticket) { t.Priority = model.PriorityRef{ID: id, Level: model.ParseGrade(word)} }
	}
	monday := func(clock string) func(*model.Ticket) { return updated(at("2026-03-09 " + clock)) }
	for _, c := range []struct {
		name  string
		t     *model.Ticket
		stale bool
	}{
		{"critical, exactly 4 working hours", ticket(1, level(1, ""), monday("23:00")), true},
		{"critical, a second less", ticket(1, level(1, ""), updated(at("2026-03-10 08:00").Add(time.Second))), false},
		{"high, exactly 8", ticket(1, level(2, ""), monday("13:00")), true},
		{"high, a minute less", ticket(1, level(2, ""), monday("13:01")), false},
		{"medium, 16: Friday 14:00", ticket(1, level(3, ""), updated(at("2026-03-06 14:00"))), true},
		{"medium, the weekend counts nothing", ticket(1, level(3, ""), updated(at("2026-03-06 14:01"))), false},
		{"low, 24: Thursday 15:00", ticket(1, level(4, ""), updated(at("2026-03-05 15:00"))), true},
		{"low, less", ticket(1, level(4, ""), updated(at("2026-03-05 15:01"))), false},
		{"the server's level goes before the rank", ticket(1, level(4, "Critical"), monday("17:00")), true},
		{"a priority nobody knows may be low", ticket(1, level(99, ""), updated(at("2026-03-06 14:00"))), false},
		{"whatever its priority", ticket(1, level(99, ""), updated(at("2026-03-05 15:00"))), true},
		{"waiting is another section", ticket(1, level(1, ""), in(stWait), updated(at("2026-01-01 00:00"))), false},
		{"resolved but not closed still wants closing", ticket(1, level(1, ""), in(stResolved), updated(at("2026-01-01 00:00"))), true},
		{"project tickets too", ticket(1, project, level(1, ""), monday("17:00")), true},
		{"without a time of the last change it can't be judged, whenever it came in", ticket(1, level(1, ""), updated(time.Time{}), func(t *model.Ticket) { t.Entered = at("2026-03-09 17:00") }), false},
		{"no time at all can't be judged", ticket(1, level(1, ""), updated(time.Time{}), func(t *model.Ticket) { t.Entered = time.Time{} }), false},
		{"updated in the future", ticket(1, level(1, ""), updated(now.Add(time.Hour))), false},
	} {
		b := build(tenant(now, c.t), now)
		if got := b.Section(SectionStale).Count == 1; got != c.stale || (b.Numbers.Stale == 1) != c.stale {
			t.Errorf("%s: stale %v, number %d", c.name, got, b.Numbers.Stale)
		}
	}
	five := tenant(now, ticket(1, level(5, ""), updated(at("2026-03-06 14:00"))))
	five.Priorities.Value = append(five.Priorities.Value, model.Priority{ID: 5, Name: model.Clean("P5"), Sort: 50})
	wantIDs(t, build(five, now), SectionStale)                                                          // the fifth priority is low, not medium
	for touched, marked := range map[string]bool{"2026-03-09 23:00": true, "2026-03-10 08:01": false} { // four working hours ago, and less
		b := build(tenant(now, ticket(1, level(99, ""), updated(at(touched)))), now)
		if (b.Numbers.Least["stale"] != "") != marked || (b.Section(SectionStale).Partial != "") != marked {
			t.Errorf("touched at %s: least %q, partial %q", touched, b.Numbers.Least["stale"], b.Section(SectionStale).Partial)
		}
	}
	b := build(tenant(now, ticket(1, level(3, ""), updated(at("2026-03-05 08:00")))), now)
	wantReason(t, b, SectionStale, 1, "not updated for 31 working hours (limit 16 working hours)")
	b = build(tenant(now, ticket(1, updated(now.Add(-90*time.Minute)))), now, func(r *Rules) {
		r.Stale.Clock, r.Stale.ByPriority = model.WallClock, map[string]time.Duration{"p4": time.Hour}
	})
	wantReason(t, b, SectionStale, 1, "not updated for 1 h 30 min (limit 1 h)")
}

func TestWaiting(t *testing.T) {
	t.Parallel()
	now := noon()
	b := build(tenant(now,
		ticket(1, in(stWait), updated(now.Add(-120*time.Hour))), // exactly five days: not more
		ticket(2, in(stWait), updated(now.Add(-120*time.Hour-time.Second))),
		ticket(3, updated(now.Add(-900*time.Hour))),
		ticket(4, in(stWait), updated(now.Add(-200*time.Hour)), project),
	), now)
	wantIDs(t, b, SectionWaiting, 4, 2)
	wantReason(t, b, SectionWaiting, 2, "On hold, not updated for 5 days (limit 5 days)")
	// A status counts as waiting by its name too, also when no board is known.
	s := tenant(now, ticket(5, updated(now.Add(-200*time.Hour))))
	s.Boards = model.Fresh[[]model.Board]{}
	b = build(s, now, func(r *Rules) { r.Policy.WaitingNames = []string{"in prog*"} })
	wantIDs(t, b, SectionWaiting, 5)
	if b.Section(SectionWaiting).Partial == "" {
		t.Error("silent about the missing boards")
	}
}

func TestOverdue(t *testing.T) {
	t.Parallel()
	must := func(when string) func(*model.Ticket) { return func(t *model.Ticket) { t.Required = at(when) } }
	s := tenant(noon(), ticket(1, must("2026-03-09 00:00")), ticket(2, must("2026-03-10 00:00")), ticket(3, must("2026-03-11 00:00")),
		ticket(4, must("2026-03-10 03:00")), ticket(5, must("2026-03-01 00:00"), project), ticket(6))
	for _, c := range []struct {
		zone, now string
		want      []int64
	}{
		{"UTC", "2026-03-10 12:00", []int64{5, 1}},
		{"UTC", "2026-03-10 00:00", []int64{5, 1}}, // a date is past at midnight, not before
		{"UTC", "2026-03-09 23:59", []int64{5}},
		{"Etc/GMT+8", "2026-03-10 07:59", []int64{5}}, // still the 9th there
		{"Etc/GMT+8", "2026-03-10 08:00", []int64{5, 1, 4}},
		{"Pacific/Chatham", "2026-03-10 10:14", []int64{5, 1}}, // +13:45: the 10th until 10:15 UTC
		{"Pacific/Chatham", "2026-03-10 10:15", []int64{5, 1, 2, 4}},
	} {
		b := build(s, at(c.now), zoned(zoneOf(t, c.zone)))
		wantIDs(t, b, SectionOverdue, c.want...)
	}
	b := build(s, noon())
	wantReason(t, b, SectionOverdue, 5, "9 days past its date: was due Sun 1 Mar")
	wantReason(t, b, SectionOverdue, 1, "1 day past its date: was due Mon 9 Mar")
}

// Where clocks skip midnight, the day itself must not be taken for the past.
func TestOverdueOnADayWithoutMidnight(t *testing.T) {
	t.Parallel()
	s := tenant(noon(), ticket(1, func(t *model.Ticket) { t.Required = at("2026-09-06 00:00") }))
	zone := zoneOf(t, "America/Santiago")
	wantIDs(t, build(s, at("2026-09-06 15:00"), zoned(zone)), SectionOverdue)
	wantIDs(t, build(s, at("2026-09-07 15:00"), zoned(zone)), SectionOverdue, 1)
}

func TestTechnicianSeesOnlyTheirOwn(t *testing.T) {
	t.Parallel()
	now := noon()
	owner := func(login string) func(*model.Ticket) {
		return func(t *model.Ticket) { t.Owner = model.MemberRef{Identifier: model.Clean(login)} }
	}
	late := resolveBy(now.Add(-time.Hour))
	s := tenant(now, ticket(1, late, owner("jdoe")), ticket(2, late, owner("jdoe2")), ticket(3, late, nobody),
		ticket(4, late, owner("jdoe2"), func(t *model.Ticket) { t.Resources = []model.Text{model.Clean("asmith"), model.Clean("JDoe")} }))
	b := build(s, now, as(Technician, "jdoe"))
	wantIDs(t, b, SectionSLA, 1, 4)
	if b.Numbers.Breached != 2 || b.Numbers.Open != 2 || b.Numbers.Unassigned != 0 {
		t.Errorf("numbers must count the scope: %+v", b.Numbers)
	}
	if b.Desk.Breached != 4 || b.Desk.Open != 4 || b.Desk.Unassigned != 1 {
		t.Errorf("the desk's numbers must count everything: %+v", b.Desk)
	}
	wantIDs(t, build(s, now, as(Dispatcher, "")), SectionSLA, 3, 1, 2, 4)

	b = build(s, now, as(Technician, ""))
	if b.Numbers.Missing["open"] == "" || b.Desk.Missing["open"] != "" {
		t.Errorf("without a member only the desk is known: %v, %v", b.Numbers.Missing, b.Desk.Missing)
	}
	for _, id := range []string{SectionSLA, SectionTriage, SectionReplied, SectionPriority, SectionStale, SectionOverdue, SectionWaiting, SectionUnplanned, SectionMyDay} {
		if sec := b.Section(id); sec.Unavailable != model.NoMember || sec.Count != 0 {
			t.Errorf("%s: %q", id, sec.Unavailable)
		}
	}
	if sec := build(s, now, as(Technician, "ghost")).Section(SectionSLA); sec.Unavailable == "" {
		t.Error("a login that nobody has goes unnoticed")
	}
}
