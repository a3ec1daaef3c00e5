package adapter

import (
	"testing"
	"time"

	"daybrief/connectwise"
	"daybrief/connectwise/cwtest"
	"daybrief/internal/psa"
	"daybrief/model"
)

// Page by page, in slices, the past is what one whole list says.
func TestThePastInPages(t *testing.T) {
	t.Parallel()
	server, src := sourceOf(t, cwtest.Options{Size: cwtest.Middle})
	small, err := src.client.With(connectwise.WithPages(7, 1))
	if err != nil {
		t.Fatal(err)
	}
	whole := src
	src = New(small, sourceNow)
	from, to := sourceNow().AddDate(0, 0, -30), sourceNow().AddDate(0, 0, -2)
	for _, kind := range []model.Source{model.SourceClosed, model.SourceClosedProject} {
		want := map[model.TicketID]bool{}
		for _, ticket := range fetch(t, whole, psa.Query{Source: kind, Since: from}).Tickets {
			if ticket.ClosedAt.Before(to) {
				want[ticket.ID] = true
			}
		}
		pages, had := 0, map[model.TicketID]bool{}
		for at := from; at.Before(to); at = at.Add(7 * 24 * time.Hour) {
			q := psa.PastQuery{Project: kind == model.SourceClosedProject, From: at, To: at.Add(7 * 24 * time.Hour)}
			for more := true; more; more = q.After > 0 {
				page, err := src.Past(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				for _, ticket := range page.Tickets {
					if had[ticket.ID] || ticket.ID <= q.After || !want[ticket.ID] {
						t.Errorf("%s: ticket %d is not the next", kind, ticket.ID)
					}
					had[ticket.ID] = true
				}
				q.After, pages = page.Next, pages+1
			}
		}
		if len(had) != len(want) || len(want) < 5 || pages < len(want)/7 {
			t.Errorf("%s: %d tickets of %d, on %d pages", kind, len(had), len(want), pages)
		}
	}
	if bad := server.Refused(); len(bad) > 0 {
		t.Errorf("the server refused: %v", bad)
	}
}
