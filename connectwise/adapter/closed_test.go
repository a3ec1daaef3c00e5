package adapter

import (
	"context"
	"testing"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/psa"
	"daybrief/model"
)

func TestClosedTicketsAreCountedFirst(t *testing.T) {
	t.Parallel()
	server, src := sourceOf(t, cwtest.Options{Size: cwtest.Middle})
	for _, kind := range []model.Source{model.SourceClosed, model.SourceClosedProject} {
		q := psa.Query{Source: kind, Since: sourceNow().AddDate(0, 0, -13)}
		all := fetch(t, src, q)
		n := len(all.Tickets)
		if n < 5 {
			t.Fatalf("%s: only %d closed in the demo", kind, n)
		}
		q.AtMost = n
		if b := fetch(t, src, q); len(b.Tickets) != n || b.TooMany {
			t.Errorf("%s: %d of %d, %v", kind, len(b.Tickets), n, b.TooMany)
		}
		q.AtMost = n - 1
		if b := fetch(t, src, q); len(b.Tickets) != 0 || !b.TooMany || b.Total != n {
			t.Errorf("%s: %d tickets, too many is %v, total %d", kind, len(b.Tickets), b.TooMany, b.Total)
		}
	}
	if bad := server.Refused(); len(bad) > 0 {
		t.Errorf("the server refused: %v", bad)
	}
}

// The dashboard knows two weeks of the demo's closed tickets, and its contacts
// and agreements as the server has them.
func TestCompaniesOfTheTenant(t *testing.T) {
	t.Parallel()
	server, src := sourceOf(t, cwtest.Options{Size: cwtest.Small})
	companies := fetch(t, src, psa.Query{Source: model.SourceCompanies}).Companies
	people, deals := 0, 0
	for _, c := range companies[:12] {
		d := src.Company(t.Context(), c.ID)
		if d.Contacts.Problem != nil || d.Agreements.Problem != nil {
			t.Fatalf("%v: %v, %v", c.Name, d.Contacts.Problem, d.Agreements.Problem)
		}
		for _, k := range d.Contacts.Value {
			if k.Company != c.ID || k.Inactive || k.Email.IsEmpty() {
				t.Errorf("%v: %+v", c.Name, k)
			}
		}
		for _, a := range d.Agreements.Value {
			if a.Company != c.ID || !a.End.Equal(a.End.Truncate(24*time.Hour)) {
				t.Errorf("%v: %+v", c.Name, a)
			}
		}
		people, deals = people+len(d.Contacts.Value), deals+len(d.Agreements.Value)
	}
	if people == 0 || deals == 0 {
		t.Errorf("%d contacts, %d agreements", people, deals)
	}
	if bad := server.Refused(); len(bad) > 0 {
		t.Errorf("the server refused: %v", bad)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if d := src.Company(gone, companies[0].ID); d.Contacts.Problem == nil || d.Agreements.Problem == nil {
		t.Error("a request that was called off succeeded")
	}
}
