package adapter

import (
	"testing"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/psa"
	"daybrief/model"
)

// A ticket that was closed without a date is found by its flag: as long as it was
// changed after the beginning of what is asked for, it may have been closed in it.
func TestClosedWithoutADate(t *testing.T) {
	t.Parallel()
	server, src := sourceOf(t, cwtest.Options{Size: cwtest.Small})
	for _, project := range []bool{false, true} {
		kind, open := model.SourceClosed, model.SourceTickets
		if project {
			kind, open = model.SourceClosedProject, model.SourceProjectTickets
		}
		id := fetch(t, src, psa.Query{Source: open}).Tickets[0].ID
		if !cwtest.CloseUndated(server, int64(id)) {
			t.Fatalf("there is no ticket %d", id)
		}
		has := func(list []*model.Ticket) bool {
			for _, tk := range list {
				if tk.ID == id {
					if !tk.Closed || !tk.ClosedAt.IsZero() {
						t.Errorf("%s: %+v", kind, tk)
					}
					return true
				}
			}
			return false
		}
		now := sourceNow()
		before, after := now.Add(-time.Hour), now.Add(time.Hour)
		if !has(fetch(t, src, psa.Query{Source: kind, Since: before}).Tickets) || has(fetch(t, src, psa.Query{Source: kind, Since: after}).Tickets) {
			t.Errorf("%s: polling misses it, or finds it where it can't be", kind)
		}
		for at, want := range map[time.Time]bool{before: true, after: false, now.AddDate(0, 0, -30): false} {
			page, err := src.Past(t.Context(), psa.PastQuery{Project: project, From: at, To: at.Add(2 * time.Hour)})
			if err != nil || has(page.Tickets) != want {
				t.Errorf("%s: the past of two hours from %v: %v, %v", kind, at, has(page.Tickets), err)
			}
		}
		for from, want := range map[time.Time]bool{before: true, after: false, now.AddDate(0, 0, -30): true} {
			r, err := src.Records(t.Context(), psa.RecordQuery{List: psa.ListTickets, From: from, To: from.Add(24 * time.Hour)})
			if err != nil || has(r.Tickets) != want {
				t.Errorf("%s: the tickets of a day from %v: %v, %v", kind, from, has(r.Tickets), err)
			}
		}
	}
	if bad := server.Refused(); len(bad) > 0 {
		t.Errorf("the server refused: %v", bad)
	}
}
