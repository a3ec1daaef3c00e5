package briefing

import (
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

func entered(when string) func(*model.Ticket) {
	return func(t *model.Ticket) { t.Entered = at(when) }
}

func closed(when string) func(*model.Ticket) {
	return func(t *model.Ticket) { t.Closed, t.ClosedAt = true, at(when) }
}

func TestNumbersOfDaysAndWeek(t *testing.T) {
	t.Parallel()
	s := tenant(noon(),
		ticket(1, entered("2026-03-10 00:00")), ticket(2, entered("2026-03-09 23:59")), ticket(3, entered("2026-03-08 23:59")),
		ticket(4, entered("2026-03-10 01:00"), closed("2026-03-10 11:00")), // came and went today
		ticket(5, entered("2026-03-09 01:00"), closed("2026-03-10 00:00"), project),
		ticket(6, entered("2026-02-01 00:00"), closed("2026-03-09 12:00")),
		ticket(7, entered("2026-02-01 00:00"), closed("2026-03-08 12:00")))
	n := build(s, noon()).Numbers
	if n.NewToday != 2 || n.NewYesterday != 2 || n.NewThisWeek != 4 {
		t.Errorf("new: %d %d %d", n.NewToday, n.NewYesterday, n.NewThisWeek)
	}
	if n.ClosedToday != 2 || n.ClosedYesterday != 1 || n.ClosedThisWeek != 3 {
		t.Errorf("closed: %d %d %d", n.ClosedToday, n.ClosedYesterday, n.ClosedThisWeek)
	}
	if n.Open != 3 || len(n.Missing) != 0 {
		t.Errorf("open %d, missing %v", n.Open, n.Missing)
	}
	// Eight hours to the west, the 10th begins at 08:00 UTC.
	n = build(s, noon(), zoned(zoneOf(t, "Etc/GMT+8"))).Numbers
	if n.NewToday != 0 || n.ClosedToday != 1 || n.NewYesterday != 3 {
		t.Errorf("to the west: %+v", n)
	}
	// In +13:45 it is already the 11th, which began at 10:15 UTC.
	n = build(s, noon(), zoned(zoneOf(t, "Pacific/Chatham"))).Numbers
	if n.NewToday != 0 || n.ClosedToday != 1 || n.NewYesterday != 3 {
		t.Errorf("to the east: %+v", n)
	}
}

func TestReopenedTicketCountsOnce(t *testing.T) {
	t.Parallel()
	s := tenant(noon(), ticket(1, entered("2026-03-10 09:00")))
	s.ClosedService.Value = []*model.Ticket{ticket(1, entered("2026-03-10 09:00"), closed("2026-03-10 10:00"))}
	n := build(s, noon()).Numbers
	if n.NewToday != 1 || n.ClosedToday != 0 {
		t.Errorf("new %d, closed %d", n.NewToday, n.ClosedToday)
	}
}

func TestMergedTicketsAreNotOpen(t *testing.T) {
	t.Parallel()
	b := build(tenant(noon(), ticket(1), ticket(2, nobody, func(t *model.Ticket) { t.MergedInto = 1 })), noon())
	if b.Numbers.Open != 1 || b.Section(SectionTriage).Count != 0 {
		t.Error(b.Numbers.Open)
	}
}

func TestMissingNumbersHaveReasons(t *testing.T) {
	t.Parallel()
	s := tenant(noon(), ticket(1))
	s.ClosedSince = at("2026-03-09 12:00")
	n := build(s, noon()).Numbers
	if n.Missing["closed_today"] != "" || n.Missing["closed_yesterday"] == "" || n.Missing["new_this_week"] == "" {
		t.Errorf("%v", n.Missing)
	}
	s.ClosedService = model.Fresh[[]*model.Ticket]{}
	b := build(s, noon())
	if b.Numbers.Missing["closed_today"] != "closed service tickets: not loaded yet" || b.Numbers.Missing["open"] != "" {
		t.Errorf("%v", b.Numbers.Missing)
	}
	s.ServiceTickets = model.Fresh[[]*model.Ticket]{}
	b = build(s, noon())
	for _, f := range b.Numbers.Figures() {
		if f.Missing == "" || f.Value != 0 {
			t.Errorf("%s: %d %q", f.Key, f.Value, f.Missing)
		}
	}
	if b.Section(SectionNumbers).Unavailable == "" {
		t.Error("the section claims to know")
	}
}

// A server that has been away since yesterday: what was known stays, and nobody
// claims that nothing has come in today.
func TestYesterdaysDataKnowsNothingOfToday(t *testing.T) {
	t.Parallel()
	b := build(tenant(noon(), ticket(1), ticket(2, closed("2026-03-10 11:00"))), noon().Add(22*time.Hour))
	for _, f := range b.Numbers.Figures() {
		if want := strings.HasSuffix(f.Key, "_today"); want != (f.Missing != "") {
			t.Errorf("%s: %d %q", f.Key, f.Value, f.Missing)
		}
	}
	if n := b.Numbers; n.Open != 1 || n.ClosedYesterday != 1 || n.Missing["new_today"] != "the tickets are of Tue 10 Mar 12:00" {
		t.Errorf("%+v", n)
	}
	all := texts(b.Section(SectionNumbers))
	if !strings.Contains(all, "Opened and closed today : not known: the tickets are of") {
		t.Errorf("%s", all)
	}
}

func TestFigures(t *testing.T) {
	t.Parallel()
	inSLA := func(met bool) func(*model.Ticket) {
		return func(t *model.Ticket) { t.SLA.HasInSLA, t.SLA.InSLA = true, met }
	}
	s := tenant(noon(), ticket(1, entered("2026-01-09 12:00")), ticket(2, project), ticket(3, nobody, in(stWait)),
		ticket(4, closed("2026-03-10 11:00"), inSLA(true)), ticket(5, closed("2026-03-10 11:00"), inSLA(false)), ticket(6, closed("2026-03-10 11:00")))
	all := texts(build(s, noon()).Section(SectionNumbers))
	for _, want := range []string{
		"3 open tickets: 2 service, 1 project; 1 unassigned; 1 in a waiting status; 0 resolved",
		"5 opened, 3 closed; kill rate 60 %", "50 % of 2 closed tickets with an SLA", "#1 came in 60 days ago: Printer jams",
		"Help Desk : 3 open (100 %)", "Opened and closed yesterday : 0 opened, 0 closed; no kill rate",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in:\n%s", want, all)
		}
	}
}

func TestDataHealth(t *testing.T) {
	t.Parallel()
	s := tenant(noon(), ticket(1))
	sec := build(s, noon(), as(Manager, "jdoe")).Section(SectionDataHealth)
	if sec.Count != 1 || !strings.Contains(texts(sec), "all 14 sources are live; oldest data: ") {
		t.Errorf("%s", texts(sec))
	}
	for i := range s.Health {
		switch h := &s.Health[i]; h.Source {
		case model.SourceSchedule:
			h.At, h.Problem = time.Time{}, &model.Problem{Kind: model.Forbidden, What: model.Clean("The key may not read the schedule."), Needs: "Inquire on Resource Scheduling (Service Desk), level All"}
		case model.SourceTickets:
			h.At, h.Problem, h.Next = noon().Add(-20*time.Minute), &model.Problem{Kind: model.Offline, What: model.Clean("psa.example.com refused the connection.")}, noon().Add(time.Minute)
		case model.SourceCompanies:
			h.Skipped, h.Shown, h.Total = 3, 5000, 7210
		}
	}
	s.ServiceTickets.At, s.ScheduleEntries = noon().Add(-20*time.Minute), model.Fresh[[]*model.ScheduleEntry]{}
	b := build(s, noon(), as(Manager, "jdoe"))
	all := texts(b.Section(SectionDataHealth))
	for _, want := range []string{
		"service tickets OFFLINE: psa.example.com refused the connection; data from 11:40, 20 min old; next try at 12:01",
		"schedule entries DENIED: The key may not read the schedule; never loaded; needs Inquire on Resource Scheduling",
		"Left out: my-day : schedule entries: needs Inquire on Resource Scheduling",
		"Unreadable: companies : 3 records could not be read", "Cut: companies : showing 5,000 of 7,210",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in:\n%s", want, all)
		}
	}
	if strings.Contains(all, "sources are live") {
		t.Error("calm in spite of it all")
	}
	if p := b.Section(SectionTriage).Partial; p != "service tickets are as of 11:40 (OFFLINE)" {
		t.Errorf("%q", p)
	}
}

func TestRefusedResourceGivesAPartialAnswer(t *testing.T) {
	t.Parallel()
	deny := func(s *model.Snapshot, src model.Source, needs string) {
		for i := range s.Health {
			if s.Health[i].Source == src {
				s.Health[i].At, s.Health[i].Problem = time.Time{}, &model.Problem{Kind: model.Forbidden, Needs: needs}
			}
		}
	}
	s := tenant(noon(), ticket(1, nobody), ticket(2, nobody, project))
	s.ProjectTickets = model.Fresh[[]*model.Ticket]{}
	deny(s, model.SourceProjectTickets, "Inquire on Project Tickets")
	b := build(s, noon())
	wantIDs(t, b, SectionTriage, 1)
	if p := b.Section(SectionTriage).Partial; p != "without project tickets: needs Inquire on Project Tickets" {
		t.Errorf("%q", p)
	}
	if b.Section(SectionNumbers).Partial == "" || b.Numbers.Open != 1 || b.Numbers.Least["open"] == "" {
		t.Error("the numbers hide it", b.Numbers)
	}
	s = tenant(noon(), ticket(1, nobody), ticket(2, nobody, project))
	s.ServiceTickets = model.Fresh[[]*model.Ticket]{}
	deny(s, model.SourceTickets, "Inquire on Service Tickets")
	b = build(s, noon())
	if sec := b.Section(SectionTriage); sec.Unavailable == "" || sec.Count != 0 {
		t.Errorf("project tickets alone look like the whole: %+v", sec)
	}
	if sec := b.Section(SectionSLA); sec.Unavailable != "service tickets: needs Inquire on Service Tickets" {
		t.Errorf("%q", sec.Unavailable)
	}
	if n := b.Numbers; n.Open != 0 || n.Missing["breached"] == "" || n.Missing["open"] == "" {
		t.Errorf("%+v", n)
	}
}

// Whatever is missing from a list of tickets makes its numbers the least they
// can be; a list that is on its way leaves none.
func TestNumbersSayWhatTheyLack(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change  func(*model.Health)
		src     model.Source
		key     string
		missing bool
	}{
		"unreadable records":  {func(h *model.Health) { h.Skipped = 2 }, model.SourceTickets, "open", false},
		"a list cut":          {func(h *model.Health) { h.Shown, h.Total = 2, 9 }, model.SourceTickets, "breached", false},
		"boards excluded":     {func(h *model.Health) { h.Gap = "the tickets of 2 boards" }, model.SourceTickets, "unassigned", false},
		"unreadable closed":   {func(h *model.Health) { h.Skipped = 1 }, model.SourceClosed, "closed_today", false},
		"projects on the way": {func(h *model.Health) { h.At, h.Every = time.Time{}, time.Minute }, model.SourceProjectTickets, "open", true},
		"projects that fail":  {func(h *model.Health) { h.At, h.Problem = time.Time{}, &model.Problem{Kind: model.ServerDown} }, model.SourceProjectTickets, "open", true},
	} {
		s := tenant(noon(), ticket(1, nobody), ticket(2, nobody, project))
		for i := range s.Health {
			if s.Health[i].Source == c.src {
				c.change(&s.Health[i])
				if c.src == model.SourceProjectTickets {
					s.ProjectTickets = model.Fresh[[]*model.Ticket]{}
				}
			}
		}
		n := build(s, noon()).Numbers
		if got := n.Missing[c.key] != ""; got != c.missing || (n.Least[c.key] != "") == c.missing {
			t.Errorf("%s: missing %q, least %q", name, n.Missing[c.key], n.Least[c.key])
		}
	}
}

// As long as tickets are still being read, rows are shown and nothing is counted.
func TestNothingIsCountedWhileTicketsAreRead(t *testing.T) {
	t.Parallel()
	var tickets []*model.Ticket
	for i := range 40 { // breached, unassigned, of one company: they would make an incident, a pile and a load
		tickets = append(tickets, ticket(model.TicketID(i+1), entered("2026-03-10 11:30"), func(x *model.Ticket) {
			x.SLA.Resolve.Due = at("2026-03-10 11:50")
			x.Owner = model.MemberRef{ID: 1, Identifier: model.Clean("jdoe")}
		}))
	}
	for _, src := range []model.Source{model.SourceTickets, model.SourceProjectTickets} {
		s := tenant(noon(), tickets...)
		for i := range s.Health {
			if s.Health[i].Source == src {
				s.Health[i].Reading = "page 1 of 12"
			}
		}
		r := DefaultRules()
		r.Role, r.Zone, r.Sections = Manager, time.UTC, IDs()
		b := Build(s, tenant(noon()), nil, r, noon())
		for _, f := range b.Numbers.Figures() {
			slas := f.Key == "breached" || f.Key == "at_risk" || f.Key == "unknown_sla"
			if open := !strings.HasPrefix(f.Key, "closed"); open && (!slas || src == model.SourceTickets) && !strings.Contains(f.Missing, "page 1 of 12") {
				t.Errorf("%s: %s is %s (%q)", src, f.Key, f.String(), f.Missing)
			}
		}
		for _, sec := range b.Sections {
			switch sec.ID {
			case SectionTeamLoad, SectionCompanies, SectionNumbers, SectionChanged:
				if sec.Unavailable == "" || len(sec.Items) > 0 {
					t.Errorf("%s: %s counts a part of the tickets", src, sec.ID)
				}
			case SectionNow:
				if len(sec.Items) != nowLines || sec.Calm != "" || sec.Reading == "" {
					t.Errorf("%s: now has %d rows, calm %q", src, len(sec.Items), sec.Calm)
				}
				for _, it := range sec.Items {
					if it.Kind != KindTicket {
						t.Errorf("%s: now has a line %q that counts", src, it.Summary)
					}
				}
			case SectionSLA:
				if len(sec.Items) != 40 || sec.Reading != "page 1 of 12" || !strings.Contains(sec.Partial, "page 1 of 12") {
					t.Errorf("%s: sla has %d rows, %q, %q", src, len(sec.Items), sec.Reading, sec.Partial)
				}
			}
		}
	}
}
