package briefing

import (
	"slices"
	"testing"
	"time"

	"daybrief/model"
)

func visit(id model.ScheduleEntryID, from, to string, change ...func(*model.ScheduleEntry)) *model.ScheduleEntry {
	v := &model.ScheduleEntry{ID: id, Kind: model.ScheduleTicket, Name: model.Clean("On site"), Member: model.MemberRef{ID: 1, Identifier: model.Clean("jdoe")},
		Start: at(from), End: at(to), Hours: 1, Acknowledged: true}
	for _, c := range change {
		c(v)
	}
	return v
}

func plan(s *model.Snapshot, vs ...*model.ScheduleEntry) *model.Snapshot {
	s.ScheduleEntries.Value = vs
	return s
}

func TestMyDay(t *testing.T) {
	t.Parallel()
	now := noon()
	s := plan(tenant(now, ticket(55)),
		visit(1, "2026-03-09 20:00", "2026-03-09 21:00"), // yesterday
		visit(2, "2026-03-10 08:00", "2026-03-10 09:00", func(v *model.ScheduleEntry) { v.Done = true }),
		visit(3, "2026-03-10 09:00", "2026-03-10 10:00"),
		visit(4, "2026-03-10 11:30", "2026-03-10 12:30", func(v *model.ScheduleEntry) { v.Ticket = 55 }),
		visit(5, "2026-03-10 14:00", "2026-03-10 15:00", func(v *model.ScheduleEntry) { v.Acknowledged = false }),
		visit(6, "2026-03-10 14:30", "2026-03-10 16:00", func(v *model.ScheduleEntry) { v.Ticket = 99 }),
		visit(7, "2026-03-10 00:00", "2026-03-10 00:00", func(v *model.ScheduleEntry) { v.DateOnly, v.Kind = true, model.ScheduleOther }),
		visit(8, "2026-03-10 13:00", "2026-03-10 13:00", func(v *model.ScheduleEntry) { v.Ghost = true }),
		visit(9, "2026-03-10 13:00", "2026-03-10 14:00", func(v *model.ScheduleEntry) { v.Member.Identifier = model.Clean("jdoe2") }),
		visit(10, "2026-03-10 13:00", "2026-03-10 14:00", func(v *model.ScheduleEntry) { v.Member = model.MemberRef{} }),
		visit(11, "2026-03-11 08:00", "2026-03-11 09:00"), // tomorrow
		visit(12, "2026-03-09 23:30", "2026-03-10 00:30"), // over midnight
		visit(13, "2026-03-09 23:00", "2026-03-10 00:00"), // ends at midnight
	)
	b := build(s, now, as(Technician, "JDOE"))
	wantIDs(t, b, SectionMyDay, 12, 3, 7, 4, 5, 6, 2)
	for id, want := range map[int64][]string{
		7: {"all day"}, 2: {"done", "08:00 to 09:00"}, 3: {"past and not done: ended 10:00"}, 4: {"now until 12:30"},
		12: {"past and not done: ended 00:30"},
		5:  {"next: starts in 2 h", "14:00 to 15:00", "overlaps On site (14:30 to 16:00)", "gap of 1 h 30 min before", "not acknowledged"},
		6:  {"14:30 to 16:00", "overlaps On site (14:00 to 15:00)", "its ticket #99 is not among the open ones"},
	} {
		for _, it := range b.Section(SectionMyDay).Items {
			if it.ID == id && !slices.Equal(it.Reasons, want) {
				t.Errorf("visit %d: %q, want %q", id, it.Reasons, want)
			}
		}
	}
	it := b.Section(SectionMyDay).Items[3]
	if it.Kind != KindScheduleEntry || it.Ticket == nil || it.Ticket.ID != 55 || it.Summary.String() != "Printer jams" || !it.Due.Equal(at("2026-03-10 11:30")) {
		t.Errorf("%+v", it)
	}
	wantIDs(t, build(s, now, as(Dispatcher, "")), SectionMyDay, 12, 3, 7, 4, 9, 5, 6, 2)
	all := build(s, now, as(Dispatcher, ""))
	wantReason(t, all, SectionMyDay, 9, "next: starts in 1 h")
	if it := all.Section(SectionMyDay).Items[4]; !it.Others || it.Owner.String() != "Jim Doe" {
		t.Errorf("whose it is: %+v", it)
	}
	if sec := build(s, now).Section(SectionMyDay); sec.Unavailable != model.NoMember {
		t.Errorf("manager without a member: %q", sec.Unavailable)
	}
}

func TestBackToBackIsNeitherOverlapNorGap(t *testing.T) {
	t.Parallel()
	s := plan(tenant(noon()), visit(1, "2026-03-10 13:00", "2026-03-10 14:00"), visit(2, "2026-03-10 14:00", "2026-03-10 15:00"),
		visit(3, "2026-03-10 15:29", "2026-03-10 16:00"), visit(4, "2026-03-10 16:30", "2026-03-10 17:00"))
	b := build(s, noon(), as(Technician, "jdoe"), func(r *Rules) { r.MyDay.Gap = 0 }) // 0 is the default
	for i, want := range [][]string{{"next: starts in 1 h", "13:00 to 14:00"}, {"14:00 to 15:00"}, {"15:29 to 16:00"}, {"16:30 to 17:00", "gap of 30 min before"}} {
		if got := b.Section(SectionMyDay).Items[i].Reasons; !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestMyDayIsTheLocalDay(t *testing.T) {
	t.Parallel()
	dateOnly := func(v *model.ScheduleEntry) { v.DateOnly = true }
	s := plan(tenant(noon()), visit(1, "2026-03-10 00:00", "2026-03-10 00:00", dateOnly), visit(2, "2026-03-11 00:00", "2026-03-11 00:00", dateOnly),
		visit(3, "2026-03-10 07:30", "2026-03-10 07:45"), visit(4, "2026-03-10 08:15", "2026-03-10 08:45"), visit(5, "2026-03-10 10:30", "2026-03-10 11:00"))
	for _, c := range []struct {
		zone string
		want []int64
	}{
		{"UTC", []int64{3, 4, 5, 1}}, {"Etc/GMT+8", []int64{4, 5, 1}}, {"Pacific/Chatham", []int64{5, 2}},
	} {
		wantIDs(t, build(s, noon(), as(Technician, "jdoe"), zoned(zoneOf(t, c.zone))), SectionMyDay, c.want...)
	}
	// The day on which clocks spring forward has 23 hours.
	la := zoneOf(t, "America/Los_Angeles")
	s = plan(tenant(noon()), visit(1, "2026-03-08 07:30", "2026-03-08 07:59"), visit(2, "2026-03-08 08:00", "2026-03-08 09:00"),
		visit(3, "2026-03-09 06:30", "2026-03-09 06:59"), visit(4, "2026-03-09 07:00", "2026-03-09 08:00"))
	wantIDs(t, build(s, at("2026-03-08 20:00"), as(Technician, "jdoe"), zoned(la)), SectionMyDay, 2, 3)
}

func TestUnplanned(t *testing.T) {
	t.Parallel()
	now := noon()
	on := func(id model.TicketID) func(*model.ScheduleEntry) {
		return func(v *model.ScheduleEntry) { v.Ticket = id }
	}
	ghost := func(v *model.ScheduleEntry) { v.Ghost, v.Hours = true, 0 }
	s := plan(tenant(now, ticket(1), ticket(2), ticket(3), ticket(4), ticket(5, nobody), ticket(6, nobody), ticket(7, in(stWait)), ticket(8, in(stResolved)),
		ticket(9, resolveBy(now.Add(3*time.Hour))), ticket(10, func(t *model.Ticket) { t.Owner.Identifier = model.Clean("jdoe2") }), ticket(11)),
		visit(1, "2026-03-10 11:00", "2026-03-10 12:00", on(1)),                                                  // over just now
		visit(2, "2026-03-10 11:00", "2026-03-10 12:01", on(2)),                                                  // going on
		visit(3, "2026-03-12 11:00", "2026-03-12 12:00", on(3)),                                                  // later
		visit(4, "2026-03-10 13:00", "2026-03-10 13:00", on(4), ghost),                                           // a ghost is no plan
		visit(5, "2026-03-01 13:00", "2026-03-01 13:00", on(6), ghost),                                           // but says who
		visit(6, "2026-03-10 15:00", "2026-03-10 16:00", on(11), func(v *model.ScheduleEntry) { v.Done = true }), // done already
	)
	wantIDs(t, build(s, now), SectionUnplanned, 9, 1, 4, 6, 8, 10, 11)
	b := build(s, now, as(Technician, "jdoe"))
	wantIDs(t, b, SectionUnplanned, 9, 1, 4, 6, 8, 11)
	wantReason(t, b, SectionUnplanned, 1, "nothing planned")
	wantReason(t, b, SectionUnplanned, 1, "last planned 11:00")
	wantReason(t, b, SectionUnplanned, 6, "assigned by an empty schedule entry, nothing planned")
	s.ScheduleEntries = model.Fresh[[]*model.ScheduleEntry]{}
	if sec := build(s, now).Section(SectionUnplanned); sec.Unavailable != "schedule entries: not loaded yet" {
		t.Errorf("%q", sec.Unavailable)
	}
}

// Leave, lunch and meetings of an own type are acknowledged and marked done by
// nobody: once they are over nothing is to be done about them.
func TestWhatNobodyClosesIsNotUnfinished(t *testing.T) {
	t.Parallel()
	other := func(v *model.ScheduleEntry) {
		v.Kind, v.Acknowledged, v.Name = model.ScheduleOther, false, model.Clean("Lunch")
	}
	s := plan(tenant(noon(), ticket(55)),
		visit(1, "2026-03-10 10:00", "2026-03-10 11:00", other),
		visit(2, "2026-03-10 13:00", "2026-03-10 14:00", other))
	b := build(s, noon(), as(Technician, "jdoe"))
	if len(b.Now.Items) != 0 {
		t.Errorf("Now: %s", b.Now.Items[0].Sentence())
	}
	wantIDs(t, b, SectionMyDay, 2, 1)
	sec := b.Section(SectionMyDay)
	if sec.Done != 1 || !slices.Equal(sec.Items[1].Reasons, []string{"over", "10:00 to 11:00"}) || slices.Contains(sec.Items[0].Reasons, "not acknowledged") {
		t.Errorf("%d behind, %q, %q", sec.Done, sec.Items[0].Reasons, sec.Items[1].Reasons)
	}
	s.ScheduleEntries.Value[0].Kind = model.ScheduleActivity
	if b := build(s, noon(), as(Technician, "jdoe")); len(b.Now.Items) != 1 || b.Now.Items[0].Kind != KindAppointment {
		t.Errorf("an activity: %d lines", len(b.Now.Items))
	}
}

// Who is away is judged once: Now and the team's load say the same.
func TestTeamLoadKnowsWhoIsAwayAsNowDoes(t *testing.T) {
	t.Parallel()
	leave := func(v *model.ScheduleEntry) { v.Kind, v.Name = model.ScheduleOther, model.Clean("Leave") }
	s := plan(tenant(noon(), ticket(1, func(tk *model.Ticket) {
		tk.Required, tk.Entered = noon().Truncate(24*time.Hour), noon().Add(-30*time.Hour)
	}), ticket(2, func(tk *model.Ticket) {
		tk.Required, tk.Entered = noon().Truncate(24*time.Hour), noon().Add(-30*time.Hour)
	})), visit(1, "2026-03-10 12:00", "2026-03-10 17:00", leave))
	b := build(s, noon())
	if it := b.Now.Items; len(it) != 1 || it[0].Kind != KindAbsent || it[0].Summary.String() != "Jo Doe is out today (Leave from 12:00) and has 2 tickets due today" {
		t.Errorf("%+v", b.Now)
	}
	wantReason(t, b, SectionTeamLoad, 1, "out today: Leave from 12:00")
	wantReason(t, b, SectionTeamLoad, 1, "nothing planned today")
}
