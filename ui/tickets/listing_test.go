package tickets

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybrief/model"
)

// TestListing: what is exported says what the list says, without what only
// serves the screen, and changes no word that somebody wrote.
func TestListing(t *testing.T) {
	t.Parallel()
	snap := tenant(1)
	tk := snap.ServiceTickets.Value[0]
	tk.Summary, tk.Company = model.Clean("#1 priority of the board"), model.CompanyRef{ID: 71}
	tk.SLA = model.SLA{Name: model.Clean("Gold"), Resolve: model.Goal{Due: noon().Add(-33 * time.Hour)}}
	s, f := started(t, snap, 160, 45)
	l := s.Listing(f)
	if len(l.Rows) != 1 || len(l.Columns) != len(l.Rows[0]) {
		t.Fatalf("%d columns, rows %q", len(l.Columns), l.Rows)
	}
	got := map[string]string{}
	for i, c := range l.Columns {
		got[c] = l.Rows[0][i]
	}
	want := map[string]string{"id": "48000", "sla": "res +33 h", "summary": "#1 priority of the board", "company": "#71", "owner": "nobody", "link": "https://na.example.test/ticket/48000"}
	for c := range got {
		if want[c] == "" {
			delete(got, c)
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
