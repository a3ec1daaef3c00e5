package briefing

import (
	"slices"
	"testing"
	"time"

	_ "time/tzdata" // zones must not depend on the machine

	"daybrief/model"
)

// The statuses of the one test board.
const (
	stNew model.StatusID = iota + 1
	stWork
	stWait
	stResolved
	stClosed
)

// noon is the now of most tests: a Tuesday.
func noon() time.Time { return time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC) }

func at(s string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		panic(err)
	}
	return t
}

func zoneOf(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func board() model.Board {
	st := func(id model.StatusID, name string, e model.Escalation) model.Status {
		return model.Status{ID: id, Name: model.Clean(name), Board: 1, Escalation: e}
	}
	b := model.Board{ID: 1, Name: model.Clean("Help Desk"), Statuses: []model.Status{
		st(stNew, "Fresh in", model.NotResponded), st(stWork, "In Progress", model.Responded),
		st(stWait, "On hold", model.NoEscalation), st(stResolved, "Completed", model.Resolved), st(stClosed, "Closed", model.Resolved)}}
	b.Statuses[0].Default, b.Statuses[4].Closed = true, true
	return b
}

// tenant is a snapshot whose sources are all known and live at now.
func tenant(now time.Time, tickets ...*model.Ticket) *model.Snapshot {
	s := &model.Snapshot{ClosedSince: now.AddDate(0, 0, -40), SLAAt: now, Gen: 1}
	s.System = model.Fresh[model.System]{Value: model.System{TicketLink: "https://psa.example.com/t?recid={id}&x=1"}, At: now}
	s.Boards = model.Fresh[[]model.Board]{Value: []model.Board{board()}, At: now}
	s.Priorities = model.Fresh[[]model.Priority]{At: now}
	for i, name := range []string{"P1", "P2", "P3", "P4"} {
		s.Priorities.Value = append(s.Priorities.Value, model.Priority{ID: model.PriorityID(i + 1), Name: model.Clean(name), Sort: 10 * (i + 1)})
	}
	s.Members = model.Fresh[[]model.Member]{At: now, Value: []model.Member{
		{ID: 1, Identifier: model.Clean("jdoe"), First: model.Clean("Jo"), Last: model.Clean("Doe")},
		{ID: 2, Identifier: model.Clean("jdoe2"), First: model.Clean("Jim"), Last: model.Clean("Doe")}}}
	s.ServiceTickets.At, s.ProjectTickets.At, s.ClosedService.At, s.ClosedProject.At, s.ScheduleEntries.At, s.Companies.At = now, now, now, now, now, now
	s.Time.At, s.Activities.At, s.Ending.At, s.TimeFrom = now, now, now, now.AddDate(0, 0, -5)
	for _, src := range []model.Source{model.SourceSystem, model.SourceBoards, model.SourcePriorities, model.SourceMembers, model.SourceTickets,
		model.SourceProjectTickets, model.SourceSLA, model.SourceClosed, model.SourceClosedProject, model.SourceSchedule, model.SourceCompanies, model.SourceTime, model.SourceActivities, model.SourceEnding} {
		s.Health = append(s.Health, model.Health{Source: src, At: now, Every: time.Minute})
	}
	for _, t := range tickets {
		switch {
		case t.Closed && t.Kind == model.ServiceTicket:
			s.ClosedService.Value = append(s.ClosedService.Value, t)
		case t.Closed:
			s.ClosedProject.Value = append(s.ClosedProject.Value, t)
		case t.Kind == model.ServiceTicket:
			s.ServiceTickets.Value = append(s.ServiceTickets.Value, t)
		default:
			s.ProjectTickets.Value = append(s.ProjectTickets.Value, t)
		}
	}
	return s
}

// ticket is an open, assigned, low-priority ticket that no rule takes: it was
// touched a minute ago.
func ticket(id model.TicketID, change ...func(*model.Ticket)) *model.Ticket {
	t := &model.Ticket{ID: id, Summary: model.Clean("Printer jams"), Board: model.Ref[model.BoardID]{ID: 1, Name: model.Clean("Help Desk")},
		Priority: model.PriorityRef{ID: 4, Name: model.Clean("P4")}, Company: model.CompanyRef{ID: 1, Name: model.Clean("Acme")},
		Owner: model.MemberRef{ID: 1, Identifier: model.Clean("jdoe")}, Entered: noon().Add(-time.Hour), Updated: noon().Add(-time.Minute)}
	in(stWork)(t)
	for _, c := range change {
		c(t)
	}
	return t
}

func in(id model.StatusID) func(*model.Ticket) {
	return func(t *model.Ticket) {
		t.Status = model.Ref[model.StatusID]{ID: id, Name: board().Statuses[id-1].Name}
	}
}

func resolveBy(due time.Time) func(*model.Ticket) {
	return func(t *model.Ticket) { t.SLA.Resolve.Due = due }
}

func nobody(t *model.Ticket) { t.Owner, t.Resources = model.MemberRef{}, nil }

func project(t *model.Ticket) { t.Kind = model.ProjectTicket }

func updated(when time.Time) func(*model.Ticket) {
	return func(t *model.Ticket) { t.Updated = when }
}

func build(s *model.Snapshot, now time.Time, change ...func(*Rules)) *Briefing {
	r := DefaultRules()
	r.Sections = slices.DeleteFunc(IDs(), func(id string) bool { return id == SectionChanged })
	for _, c := range change {
		c(&r)
	}
	return Build(s, nil, nil, r, now)
}

func as(role Role, member string) func(*Rules) {
	return func(r *Rules) { r.Role, r.Member = role, member }
}

func zoned(z *time.Location) func(*Rules) { return func(r *Rules) { r.Zone = z } }

// ids are the ids of a section's items.
func ids(t testing.TB, b *Briefing, section string) []int64 {
	t.Helper()
	sec := b.Section(section)
	if sec == nil {
		t.Fatalf("no section %s", section)
	}
	if sec.Unavailable != "" {
		t.Fatalf("section %s is unavailable: %s", section, sec.Unavailable)
	}
	out := []int64{}
	for _, it := range sec.Items {
		out = append(out, it.ID)
	}
	return out
}

func wantIDs(t testing.TB, b *Briefing, section string, want ...int64) {
	t.Helper()
	if got := ids(t, b, section); !slices.Equal(got, append([]int64{}, want...)) {
		t.Errorf("%s: got %v, want %v", section, got, want)
	}
}

// wantReason checks that an item of a section has a reason.
func wantReason(t testing.TB, b *Briefing, section string, id int64, want string) {
	t.Helper()
	for _, it := range b.Section(section).Items {
		if it.ID == id {
			if !slices.Contains(it.Reasons, want) {
				t.Errorf("%s #%d: reasons %q lack %q", section, id, it.Reasons, want)
			}
			return
		}
	}
	t.Errorf("%s has no #%d", section, id)
}
