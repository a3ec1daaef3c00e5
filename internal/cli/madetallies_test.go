package cli

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"daybrief/model"
)

// TestMadeTalliesCountWholeDaysOnly: a day of which some tickets are not listed is
// left out; the others count what came in, went out and was open at their end.
func TestMadeTalliesCountWholeDaysOnly(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 10, 14, 0, 0, 0, time.UTC)
	one := func(id model.TicketID, in, out int) *model.Ticket {
		tk := &model.Ticket{ID: id + 100_000, Entered: now.AddDate(0, 0, -in), Company: model.CompanyRef{ID: 7}}
		if out >= 0 {
			tk.Closed, tk.ClosedAt = true, now.AddDate(0, 0, -out)
		}
		return tk
	}
	s := &model.Snapshot{ClosedSince: now.AddDate(0, 0, -3)}
	s.ServiceTickets = model.Fresh[[]*model.Ticket]{Value: []*model.Ticket{one(1, 2, -1)}, At: now}
	if h := madeTallies(demoTenant{seed: 3, began: now}, s, now, time.UTC); h != nil {
		t.Errorf("%d days without closed tickets", len(h))
	}
	s.ClosedService = model.Fresh[[]*model.Ticket]{Value: []*model.Ticket{one(2, 2, 1)}, At: now}
	h := madeTallies(demoTenant{seed: 3, began: now}, s, now, time.UTC)
	days := map[int]model.DayTally{}
	for _, d := range h {
		days[int(model.CalendarDay(now, time.UTC).Sub(d.Day)/(24*time.Hour))] = d
	}
	if _, ok := days[5]; ok {
		t.Error("a day is counted whose closed tickets were not listed")
	}
	if _, ok := days[20]; !ok || len(days) < 80 {
		t.Errorf("%d days, want those of the made tickets too", len(days))
	}
	if got := days[2].Of(7); got != (model.Tally{Open: 2, Opened: 2}) {
		t.Errorf("two days ago: %+v", got)
	}
	if got := days[1].Of(7); got != (model.Tally{Open: 1, Closed: 1}) {
		t.Errorf("yesterday: %+v", got)
	}
}

// The past is the same whatever has come in and gone out since the demo began.
func TestMadePastStaysTheSame(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 10, 14, 0, 0, 0, time.UTC)
	ticket := func(id model.TicketID, entered time.Time) *model.Ticket {
		return &model.Ticket{ID: id + 100_000, Entered: entered, Company: model.CompanyRef{ID: model.CompanyID(id)}}
	}
	snapshot := func(open, closed []*model.Ticket) *model.Snapshot {
		s := &model.Snapshot{ClosedSince: now.AddDate(0, 0, -30)}
		s.ServiceTickets = model.Fresh[[]*model.Ticket]{Value: open, At: now}
		s.ClosedService = model.Fresh[[]*model.Ticket]{Value: closed, At: now}
		return s
	}
	one, two, three := ticket(1, now.AddDate(0, 0, -2)), ticket(2, now.AddDate(0, 0, -1)), ticket(3, now.Add(-time.Hour))
	gone := *two
	gone.Closed, gone.ClosedAt = true, now.Add(time.Minute)
	d := demoTenant{seed: 3, began: now}
	past := func(s *model.Snapshot, at time.Time) (out []string) {
		for _, t := range madeTickets(d, s, at, time.UTC) {
			out = append(out, fmt.Sprint(t.ID, t.Company.ID, t.Entered, t.ClosedAt))
		}
		return out
	}
	before := past(snapshot([]*model.Ticket{one, two, three}, nil), now)
	after := past(snapshot([]*model.Ticket{one, three, ticket(4, now.Add(time.Minute))}, []*model.Ticket{&gone}), now.Add(time.Hour))
	if len(before) < 100 || !slices.Equal(before, after) {
		t.Errorf("%d tickets, an hour later %d", len(before), len(after))
	}
}
