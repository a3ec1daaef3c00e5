package report

import (
	"strings"
	"testing"
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
)

// Of a ticket that was closed without a date it counts what follows from its entry and
// its last change; where that does not tell, it is left out and said.
func TestClosedWithoutADate(t *testing.T) {
	t.Parallel()
	r, _ := Find("service")
	closed := func(id int64, entered, updated string) *model.Ticket {
		return &model.Ticket{ID: model.TicketID(id), Entered: at(entered), Updated: at(updated), Closed: true}
	}
	list := []*model.Ticket{
		closed(1, "2026-03-09T09:00:00Z", "2026-03-09T10:00:00Z"), // on the day it came
		closed(2, "2026-03-09T09:00:00Z", "2026-03-10T10:00:00Z"), // on one of both days
		closed(3, "2026-03-01T09:00:00Z", "2026-03-10T10:00:00Z"), // then, or before
		closed(4, "2026-03-01T09:00:00Z", "2026-03-08T10:00:00Z"), // before
		closed(5, "2026-03-09T09:00:00Z", "2026-03-20T10:00:00Z"), // then, or after
	}
	for by, want := range map[string]struct {
		closed float64
		unsaid string
	}{"board": {2, "2 tickets"}, "day": {1, "3 tickets"}, "week": {2, "2 tickets"}} {
		a := monday()
		a.By = by
		res := Make(r, Input{Ask: a, Lists: map[psa.List]Got{psa.ListTickets: {Records: psa.Records{Tickets: list}}, psa.ListOpen: {}}})
		at := func(column string) *float64 { return res.Totals[r.column(column)] }
		if n := at("closed"); n == nil || *n != want.closed || *at("opened") != 3 || *res.RowsTotal != 4 {
			t.Errorf("by %s: closed %v, opened %v, %d rows", by, n, *at("opened"), *res.RowsTotal)
		}
		if said := strings.Join(res.Notes, " "); !strings.Contains(said, want.unsaid+" of which it is not said") || !strings.Contains(said, "Closed leaves out "+strings.Fields(want.unsaid)[0]+" records") {
			t.Errorf("by %s: %q", by, said)
		}
		if said := strings.Join(res.Notes, " "); !strings.Contains(said, "of which it is not said when: counted") {
			t.Errorf("by %s: what was inferred is not said: %q", by, said)
		}
		if same := at("same_day"); same == nil || *same != 1 {
			t.Errorf("by %s: same day %v", by, same)
		}
	}
}

// One that may have been open at the end is in no number of open ones.
func TestOpenThenWithoutADate(t *testing.T) {
	t.Parallel()
	end := at("2026-03-10T00:00:00Z")
	for updated, want := range map[string]int{"2026-03-09T23:00:00Z": 0, "2026-03-12T10:00:00Z": 1, "": 1} {
		tk := &model.Ticket{ID: 1, Entered: at("2026-03-02T09:00:00Z"), Closed: true}
		if updated != "" {
			tk.Updated = at(updated)
		}
		list := openAt([]*model.Ticket{tk}, end)
		if len(list) != want || want > 0 && (!mayBeOpen(tk) || surely(list) != nil) {
			t.Errorf("last changed %q: %d, surely %v", updated, len(list), surely(list))
		}
	}
	tk := &model.Ticket{ID: 1, Entered: at("2026-03-02T09:00:00Z"), Closed: true, ClosedAt: end.Add(time.Hour)}
	if list := openAt([]*model.Ticket{tk}, end); len(list) != 1 || mayBeOpen(tk) {
		t.Error("one that was closed later was open")
	}
}

// Every report says why a filter would mean nothing to it.
func TestEveryFilterIsKnownOrExplained(t *testing.T) {
	t.Parallel()
	for _, r := range Table() {
		for _, name := range FilterNames() {
			switch why := r.WithoutFilter(name); {
			case why == "":
			case r.Unfiltered == "" || !strings.Contains(why, "can't be restricted by "+name):
				t.Errorf("%s: %q", r.ID, why)
			}
		}
		if len(r.Filters) == len(FilterNames()) && r.Unfiltered != "" {
			t.Errorf("%s knows all filters, and says why not", r.ID)
		}
	}
}
