package uitest

import (
	"fmt"
	"time"

	"daybrief/briefing"
	"daybrief/model"
)

// The statuses of the made-up board.
const (
	statusNew model.StatusID = iota + 1
	statusWork
	statusWaiting
	statusDone
)

// Noon is the moment at which the made-up tenant is usually looked at: a
// Tuesday, 15:00 in UTC. Synctest begins in the year 2000; see Clock.
func Noon() time.Time { return time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC) }

// Clock is a clock that shows start now, and goes on with the real (or, inside
// synctest, virtual) time from there.
func Clock(start time.Time) func() time.Time {
	began := time.Now()
	return func() time.Time { return start.Add(time.Since(began)) }
}

// Rules are the briefing's defaults for a manager, with sections of every sort.
func Rules() briefing.Rules {
	r := briefing.DefaultRules()
	r.Role = briefing.Manager
	r.Sections = []string{"sla", "priority", "triage", "customer-replied", "overdue", "stale", "waiting", "unplanned", "my-day", "numbers", "data-health"}
	return r
}

// Tenant is a made-up tenant with n open service tickets of every sort: late,
// nearly late, waiting, answered by the customer, quiet, overdue, nobody's.
func Tenant(now time.Time, n int) *model.Snapshot {
	s := &model.Snapshot{
		System:          fresh(model.System{TicketLink: "https://psa.example.com/ticket/{id}", Company: model.Clean("northwind")}, now),
		Boards:          fresh([]model.Board{board()}, now),
		Priorities:      fresh(priorities(), now),
		Members:         fresh(members(), now),
		ProjectTickets:  fresh([]*model.Ticket(nil), now),
		ClosedService:   fresh(closed(now), now),
		ClosedProject:   fresh([]*model.Ticket(nil), now),
		ClosedSince:     now.AddDate(0, 0, -8),
		SLAAt:           now,
		Companies:       fresh(companies(), now),
		ScheduleEntries: fresh(visits(now), now),
		Gen:             1,
	}
	list := make([]*model.Ticket, n)
	for i := range list {
		list[i] = Ticket(i, now)
	}
	s.ServiceTickets = fresh(list, now)
	s.Health = Health(now)
	return s
}

func fresh[T any](v T, at time.Time) model.Fresh[T] { return model.Fresh[T]{Value: v, At: at} }

// Health says of every source that it answered just now.
func Health(now time.Time) []model.Health {
	var out []model.Health
	for _, s := range []model.Source{
		model.SourceSystem, model.SourceBoards, model.SourcePriorities, model.SourceMembers, model.SourceTickets,
		model.SourceProjectTickets, model.SourceSLA, model.SourceClosed, model.SourceClosedProject,
		model.SourceSchedule, model.SourceCompanies,
	} {
		out = append(out, model.Health{Source: s, At: now, Every: time.Minute, Next: now.Add(time.Minute)})
	}
	return out
}

// Failing is a copy of the snapshot in which a source fails since a moment.
func Failing(s *model.Snapshot, src model.Source, p *model.Problem, since time.Time, next time.Duration) *model.Snapshot {
	out := *s
	out.Health = append([]model.Health(nil), s.Health...)
	for i := range out.Health {
		if h := &out.Health[i]; h.Source == src || src == "" {
			h.Problem, h.Since, h.Next = p, since, since.Add(next)
		}
	}
	out.Gen++
	return &out
}

func board() model.Board {
	st := func(id model.StatusID, name string, e model.Escalation) model.Status {
		return model.Status{ID: id, Name: model.Clean(name), Board: 1, Sort: int(id), Escalation: e, Default: id == statusNew}
	}
	return model.Board{ID: 1, Name: model.Clean("Service Desk"), Statuses: []model.Status{
		st(statusNew, "New", model.NotResponded), st(statusWork, "In Progress", model.Responded),
		st(statusWaiting, "Waiting on Customer", model.NoEscalation), st(statusDone, "Completed", model.Resolved),
	}}
}

func priorities() []model.Priority {
	var out []model.Priority
	for i, name := range []string{"Priority 1 - Critical", "Priority 2 - High", "Priority 3 - Medium", "Priority 4 - Low"} {
		grades := []string{"critical", "high", "medium", "low"}
		out = append(out, model.Priority{ID: model.PriorityID(i + 1), Name: model.Clean(name), Sort: i + 1, Level: model.ParseGrade(grades[i])})
	}
	return out
}

func people() []model.MemberRef {
	var out []model.MemberRef
	for i, n := range []string{"Mara Oduya", "Jonas Weller", "Priya Raman", "Tom Castell", "Ines Duarte"} {
		out = append(out, model.MemberRef{ID: model.MemberID(i + 1), Identifier: model.Clean(fmt.Sprintf("tech%d", i+1)), Name: model.Clean(n)})
	}
	return out
}

func members() []model.Member {
	var out []model.Member
	for _, p := range people() {
		out = append(out, model.Member{ID: p.ID, Identifier: p.Identifier, First: p.Name, DailyHours: 8})
	}
	return out
}

func companyNames() []string {
	return []string{"Harbour Dental Group", "Kestrel Logistics", "Brightwater Schools", "Alder & Finch LLP", "Copperline Foods", "Tidewell Clinics", "Marlow Print"}
}

func companies() []model.Company {
	var out []model.Company
	for i, n := range companyNames() {
		out = append(out, model.Company{ID: model.CompanyID(i + 1), Name: model.Clean(n), Identifier: model.Clean(n[:4])})
	}
	return out
}

func subjects() []string {
	return []string{
		"VPN drops every few minutes for remote staff", "Printer on the second floor offline", "New starter on Monday: laptop and account",
		"Mail to one customer bounces", "Backup of FS01 failed three nights in a row", "Shared calendar shows the wrong time zone",
		"Phones in the warehouse have no dial tone", "Password reset for the accounts inbox", "Line-of-business app will not start after the update",
		"Please add two users to the finance folder", "Wi-Fi in the meeting room is slow", "Suspicious sign-in from abroad",
	}
}

// Ticket is the i-th ticket of the made-up tenant.
func Ticket(i int, now time.Time) *model.Ticket {
	subject, company := subjects()[i%len(subjects())], companyNames()[i%len(companyNames())]
	ps := priorities()[(i*3+1)%4]
	t := &model.Ticket{
		ID: model.TicketID(48210 + i*7), Summary: model.Clean(subject),
		Board: model.Ref[model.BoardID]{ID: 1, Name: model.Clean("Service Desk")}, Status: status(statusWork),
		Priority: model.PriorityRef(ps), Severity: model.ParseGrade("medium"), Impact: model.ParseGrade("medium"),
		Company: model.CompanyRef{ID: model.CompanyID(i%len(companyNames()) + 1), Name: model.Clean(company)},
		Contact: model.Ref[model.ContactID]{ID: 1, Name: model.Clean("Robin Vale")},
		Owner:   people()[i%len(people())],
		Entered: now.Add(-time.Duration(2+i%90) * time.Hour), Updated: now.Add(-time.Duration(10+i%50) * time.Minute),
	}
	t.SLA.Name = model.Clean("Standard")
	t.SLA.Resolve.Due = now.Add(time.Duration(4+i%70) * time.Hour)
	vary(t, i, now)
	return t
}

// vary makes every few tickets one of the cases that a section looks for.
func vary(t *model.Ticket, i int, now time.Time) {
	switch i % 12 {
	case 0:
		t.SLA.Resolve.Due = now.Add(-time.Duration(20+i*13%900) * time.Minute)
	case 1:
		t.SLA.Respond.Due = now.Add(time.Duration(6+i*7%54) * time.Minute)
	case 2:
		t.Owner, t.Status = model.MemberRef{}, status(statusNew)
	case 3:
		t.CustomerReplied = true
	case 4:
		t.Status, t.Updated = status(statusWaiting), now.AddDate(0, 0, -7-i%20)
	case 5:
		t.Updated = now.AddDate(0, 0, -4-i%9)
	case 6:
		t.Required = now.AddDate(0, 0, -1-i%5).Truncate(24 * time.Hour)
	}
}

func status(id model.StatusID) model.Ref[model.StatusID] {
	return model.Ref[model.StatusID]{ID: id, Name: board().Statuses[id-1].Name}
}

func closed(now time.Time) []*model.Ticket {
	var out []*model.Ticket
	for i := range 9 {
		t := Ticket(100_000+i, now)
		t.Closed, t.ClosedAt, t.Status = true, now.Add(-time.Duration(i*5)*time.Hour), status(statusDone)
		out = append(out, t)
	}
	return out
}

func visits(now time.Time) []*model.ScheduleEntry {
	var out []*model.ScheduleEntry
	day := now.Truncate(24 * time.Hour)
	for i, start := range []int{8, 10, 13, 15, 16} {
		at := day.Add(time.Duration(start) * time.Hour)
		out = append(out, &model.ScheduleEntry{
			ID: model.ScheduleEntryID(i + 1), Kind: model.ScheduleTicket, Ticket: model.TicketID(48210 + i*7), Name: model.Clean("On site: " + companyNames()[i]),
			Member: people()[0], Start: at, End: at.Add(90 * time.Minute), Acknowledged: i != 3, Done: i == 0,
		})
	}
	return out
}

// Talk is a made-up conversation.
func Talk(now time.Time) []model.Note {
	return []model.Note{
		{ID: 1, Kind: model.TicketNote, Text: model.CleanLines("It happens again since this morning.\nThree people can't work."), Author: model.Clean("Robin Vale"), Customer: true, At: now.Add(-3 * time.Hour)},
		{ID: 2, Kind: model.TimeEntryNote, Text: model.CleanLines("Checked the firewall, nothing in the log. Will look at the switch."), Author: model.Clean("Mara Oduya"), At: now.Add(-2 * time.Hour), Hours: 0.5},
		{ID: 3, Kind: model.TicketNote, Text: model.CleanLines("Port 14 flaps. Replacement is on the way."), Author: model.Clean("Mara Oduya"), Internal: true, At: now.Add(-time.Hour)},
	}
}
