package briefing

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

func only(ids ...string) func(*Rules) { return func(r *Rules) { r.Sections = ids } }

func TestChanged(t *testing.T) {
	t.Parallel()
	now := noon()
	prio := func(id model.PriorityID) func(*model.Ticket) {
		return func(t *model.Ticket) { t.Priority = model.PriorityRef{ID: id} }
	}
	at := func(minutes int) func(*model.Ticket) { return updated(now.Add(-time.Duration(minutes) * time.Minute)) }
	before := tenant(now, ticket(1), ticket(2), ticket(3, prio(3)), ticket(4, nobody), ticket(6), ticket(7, closed("2026-03-09 10:00")))
	after := tenant(now, ticket(1), ticket(2, at(5), closed("2026-03-10 11:30")), ticket(3, prio(2), at(1)), ticket(4, at(2)), ticket(5, at(3)), ticket(7, at(4)))
	r := DefaultRules()
	r.Member, r.Sections = "jdoe", []string{SectionChanged}
	b := Build(after, before, nil, r, now)
	wantIDs(t, b, SectionChanged, 3, 6, 4, 5, 7, 2)
	wantReason(t, b, SectionChanged, 2, "closed 30 min ago")
	wantReason(t, b, SectionChanged, 3, "priority raised from P3 to P2")
	wantReason(t, b, SectionChanged, 4, "now assigned to jdoe")
	wantReason(t, b, SectionChanged, 5, "new among the open tickets, came in 1 h ago")
	wantReason(t, b, SectionChanged, 6, "no longer among the open tickets: closed, merged or deleted")
	wantReason(t, b, SectionChanged, 7, "re-opened")
	// What the keys can't see any more, or could not see then, is not closed and not new.
	hidden := model.Health{Source: model.SourceTickets, At: now, Gap: "the tickets of 1 board that is excluded for these keys"}
	part, had := *after, *before
	part.Health, had.Health = []model.Health{hidden}, []model.Health{hidden}
	wantReason(t, Build(&part, before, nil, r, now), SectionChanged, 6, "no longer among the open tickets that can be seen")
	wantReason(t, Build(after, &had, nil, r, now), SectionChanged, 5, "new among the open tickets that can be seen, came in 1 h ago")
	if sec := Build(after, nil, nil, r, now).Section(SectionChanged); !strings.Contains(sec.Unavailable, "first look") {
		t.Errorf("%q", sec.Unavailable)
	}
	// A source that comes late must not look like a flood of new tickets.
	before.ProjectTickets = model.Fresh[[]*model.Ticket]{}
	after.ProjectTickets.Value = []*model.Ticket{ticket(9, project)}
	wantIDs(t, Build(after, before, nil, r, now), SectionChanged, 3, 6, 4, 5, 7, 2)
}

func TestWorkNext(t *testing.T) {
	t.Parallel()
	now := noon()
	b := build(tenant(now, ticket(1), ticket(2, resolveBy(now.Add(-time.Hour)), nobody), ticket(3, resolveBy(now.Add(20*time.Minute))),
		ticket(4, in(stWait), nobody), ticket(5, in(stWait), func(t *model.Ticket) { t.CustomerReplied = true })), now, only(SectionWorkNext))
	wantIDs(t, b, SectionWorkNext, 2, 3, 1, 5)
	for id, want := range map[int64]string{2: "+90 SLA breached 1 h ago: resolution was due 11:00", 3: "+80 SLA due in 20 min: resolution by 12:20", 5: "40 points"} {
		wantReason(t, b, SectionWorkNext, id, want)
	}
}

func TestUpkeep(t *testing.T) {
	t.Parallel()
	spent := func(actual, budget float64) func(*model.Ticket) {
		return func(t *model.Ticket) { t.ActualHours, t.BudgetHours = actual, budget }
	}
	whole := func(t *model.Ticket) {
		t.Agreement.ID, t.Contact.ID, t.Type = 1, 1, model.Clean("Incident")
	}
	due := func(day string) func(*model.Ticket) {
		return func(t *model.Ticket) { t.Required = at(day + " 00:00") }
	}
	b := build(tenant(noon(), ticket(1, spent(7.9, 10), whole), ticket(2, spent(8, 10), whole), ticket(3, spent(12.5, 10), whole), ticket(4, spent(3, 0)),
		ticket(5, project, due("2026-03-16")), ticket(6, project, due("2026-03-17")), ticket(7, project, due("2026-03-01")),
		ticket(8, project, func(t *model.Ticket) { t.PredecessorClosed = true })), noon(), only(SectionBudget, SectionHygiene, SectionProjects))
	wantIDs(t, b, SectionBudget, 3, 2)
	wantReason(t, b, SectionBudget, 3, "12.5 of 10 budget hours used (125 %)")
	wantIDs(t, b, SectionHygiene, 4)
	wantReason(t, b, SectionHygiene, 4, "no agreement")
	wantIDs(t, b, SectionProjects, 7, 5, 8)
	wantReason(t, b, SectionProjects, 8, "what it waited for has been closed")
}

func TestTeamLoad(t *testing.T) {
	t.Parallel()
	s := plan(tenant(noon(), ticket(1), ticket(2), ticket(3, func(t *model.Ticket) { t.Owner = model.MemberRef{ID: 2, Identifier: model.Clean("jdoe2")} })),
		visit(1, "2026-03-10 13:00", "2026-03-10 14:30"),
		visit(2, "2026-03-10 00:00", "2026-03-10 00:00", func(v *model.ScheduleEntry) {
			v.Member = model.MemberRef{ID: 2, Identifier: model.Clean("JDoe2")}
			v.DateOnly, v.Kind, v.Name = true, model.ScheduleOther, model.Clean("Leave")
		}))
	b := build(s, noon(), only(SectionTeamLoad))
	wantIDs(t, b, SectionTeamLoad, 1, 2)
	wantReason(t, b, SectionTeamLoad, 1, "2 open (mean 1)")
	wantReason(t, b, SectionTeamLoad, 1, "1 h 30 min planned today")
	wantReason(t, b, SectionTeamLoad, 2, "out today: Leave")
}

func TestCompaniesHeatingUp(t *testing.T) {
	t.Parallel()
	of := func(company model.CompanyID, kind, when string) func(*model.Ticket) {
		return func(t *model.Ticket) {
			t.Company = model.CompanyRef{ID: company, Name: model.Clean("C")}
			t.Type, t.Entered = model.Clean(kind), at(when)
		}
	}
	s := tenant(noon(), ticket(1, of(1, "VPN", "2026-03-10 09:00")), ticket(2, of(1, "Mail", "2026-03-10 09:00")), ticket(3, of(1, "VPN", "2026-03-10 11:00"), closed("2026-03-10 11:30")),
		ticket(4, of(2, "VPN", "2026-03-10 09:00")), ticket(5, of(2, "Mail", "2026-03-08 09:00")))
	b := build(s, noon(), only(SectionCompanies))
	wantIDs(t, b, SectionCompanies, 1)
	wantReason(t, b, SectionCompanies, 1, "3 new tickets in 24 hours, usually 0.0 a day")
	s.ClosedSince = noon().AddDate(0, 0, -3)
	b = build(s, noon(), only(SectionCompanies))
	wantIDs(t, b, SectionCompanies)
	if b.Section(SectionCompanies).Partial == "" {
		t.Error("silent about the missing mean")
	}
}

func TestExtraSectionsHaveQuestionsReasonsAndNoFavourites(t *testing.T) {
	t.Parallel()
	s, prev := crowd(300, 4, noon()), crowd(290, 4, noon())
	other := *s
	other.ClosedService.Value = shuffled(s.ClosedService.Value, 9)
	other.ScheduleEntries.Value = shuffled(s.ScheduleEntries.Value, 9)
	r := DefaultRules()
	r.Sections, r.Member = IDs(), "jdoe"
	a, b := Build(s, prev, nil, r, noon()), Build(&other, prev, nil, r, noon())
	a.Assessment, b.Assessment = nil, nil // its order is the input's
	if len(a.Sections) != len(IDs()) || !reflect.DeepEqual(a, b) {
		t.Error("the order of the input matters, or a section is missing")
	}
	for _, sec := range a.Sections {
		if sec.Question == "" || sec.Rule == "" {
			t.Errorf("%s: question %q, rule %q", sec.ID, sec.Question, sec.Rule)
		}
		for _, it := range sec.Items {
			if len(it.Reasons) == 0 || it.ID == 0 {
				t.Errorf("%s: %+v", sec.ID, it)
			}
		}
	}
	for _, sec := range Build(nil, nil, nil, r, noon()).Sections {
		if sec.ID != SectionDataHealth && sec.Unavailable == "" {
			t.Errorf("%s claims to have an answer", sec.ID)
		}
	}
}

// Since when a customer waits is said where it was kept, and where the flag was
// there at first sight, that it may be longer.
func TestWaitsSince(t *testing.T) {
	t.Parallel()
	now := noon()
	said := func(t *model.Ticket) { t.CustomerReplied = true }
	s := tenant(now, ticket(1, said), ticket(2, said), ticket(3, said))
	at := now.Add(-150 * time.Minute)
	s.RepliedSince = map[model.TicketID]model.Since{1: {At: at}, 2: {At: at, OrEarlier: true}, 3: {}}
	b := build(s, now, only(SectionReplied))
	wantReason(t, b, SectionReplied, 1, "waiting 2 h 30 min, since "+at.Format("15:04"))
	wantReason(t, b, SectionReplied, 2, "waiting at least 2 h 30 min, since "+at.Format("15:04")+" or earlier")
	wantReason(t, b, SectionReplied, 3, "waiting at least 1 min, since "+noon().Add(-time.Minute).Format("15:04")+" or earlier")
}
