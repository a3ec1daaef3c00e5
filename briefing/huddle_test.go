package briefing

import (
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

// What a manager reads out at half past eight.
func TestHuddle(t *testing.T) {
	t.Parallel()
	answer := func(due, met string) func(*model.Ticket) {
		return func(t *model.Ticket) {
			t.SLA.Respond.Due = at(due)
			if met != "" {
				t.SLA.Respond.Met = at(met)
			}
		}
	}
	by := func(login string) func(*model.Ticket) {
		return func(t *model.Ticket) { t.Owner = model.MemberRef{Identifier: model.Clean(login)} }
	}
	met := func(t *model.Ticket) { t.SLA.HasInSLA, t.SLA.InSLA = true, true }
	today, yesterday, late := entered("2026-03-10 08:00"), entered("2026-03-09 08:00"), resolveBy(at("2026-03-10 10:00"))
	s := tenant(noon(),
		ticket(1, by("zoe"), entered("2026-02-01 08:00")), ticket(2, by("zoe"), entered("2026-02-24 01:00"), late),
		ticket(3, by("zoe"), yesterday, late, answer("2026-03-09 09:00", "2026-03-09 09:00")),
		ticket(4, by("abe"), today, answer("2026-03-10 09:00", "2026-03-10 09:01")),
		ticket(5, nobody, today, answer("2026-03-10 09:00", "")), ticket(6, nobody, today, answer("2026-03-10 18:00", "")),
		ticket(7, by("abe"), met, yesterday, closed("2026-03-09 11:00"), answer("2026-03-09 09:00", "2026-03-09 08:10")),
		ticket(8, by("abe"), met, entered("2026-02-01 08:00"), closed("2026-03-10 11:00")),
	)
	build := func() string { return texts(build(s, noon()).Section(SectionNumbers)) }
	all := build()
	for _, want := range []string{
		"Carried over : 3 open tickets from before today; 1 older than 14 days",
		"SLA of the week to date : met 100 % of 2 closed tickets with an SLA; 3 breached still open",
		"First response this week : 50 % of 4 tickets answered in time; 1 late and still not answered",
		"abe: yesterday 1 closed, 1 new, today 1 and 1; nobody: yesterday 0 closed, 0 new, today 0 and 2; zoe: yesterday 0 closed, 1 new, today 0 and 0",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in:\n%s", want, all)
		}
	}
	// What is not known of some tickets is said at the rows that rest on it.
	s.ClosedService.Value[0].SLA.HasInSLA, s.ClosedService.Value[0].SLA.Name = false, model.Clean("Standard")
	s.ClosedService.Value[1].ClosedAt = time.Time{}
	all = build()
	for _, want := range []string{
		"of 1 closed ticket it is not known whether it was met; without 1 ticket of which it is not known when it was closed",
		"+ closed", "kill rate not known",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in:\n%s", want, all)
		}
	}
	// What rests on lists that are not there is not known, and never 0.
	s.ClosedService = model.Fresh[[]*model.Ticket]{}
	all = build()
	for _, want := range []string{"SLA of the week to date : not known", "First response this week : not known", "By technician, closed and new : not known"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in:\n%s", want, all)
		}
	}
}
