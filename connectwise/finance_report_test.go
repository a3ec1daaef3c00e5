package connectwise

import (
	"testing"
	"time"
)

// Money may come as text, as null or below zero; what is not said is nil, never 0.
func TestInvoices(t *testing.T) {
	t.Parallel()
	_, c := newServer(t, forwardList("/finance/invoices", "balance>0", invoiceFields(),
		`[{"id":1,"invoiceNumber":"A1","balance":"1200.50","dueDate":"2026-03-01T05:00:00Z","currency":{"currencyCode":"usd"}},{"id":2,"balance":null},
		{"id":3,"balance":-12.5},{"id":4},{"id":5,"balance":"a lot"},{"id":6,"balance":7}]`))
	p, err := Collect(c.Finance.Owed(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	got := map[int64]*float64{}
	for _, v := range p.Items {
		got[v.ID] = v.Balance
	}
	for id, want := range map[int64]float64{1: 1200.5, 3: -12.5, 6: 7} {
		if got[id] == nil || *got[id] != want {
			t.Errorf("invoice %d: %v, want %v", id, got[id], want)
		}
	}
	for _, id := range []int64{2, 4, 5} {
		if got[id] != nil {
			t.Errorf("invoice %d: %v was made up", id, *got[id])
		}
	}
	if p.Items[0].Currency != "USD" || p.Items[0].Due.Hour() != 0 {
		t.Errorf("%+v", p.Items[0])
	}
}

// Agreements of which it is not said whether they were cancelled are asked for and
// not taken for one or the other; so are projects that may be closed.
func TestWhatTheServerDoesNotSayIsAskedFor(t *testing.T) {
	t.Parallel()
	_, c := newServer(t,
		forwardList("/finance/agreements", "endDate>=[2026-03-10T00:00:00Z] and endDate<[2026-06-09T00:00:00Z]", billedAgreementFields(),
			`[{"id":1,"endDate":"2026-04-01T00:00:00Z","cancelledFlag":false},{"id":2,"endDate":"2026-04-01T00:00:00Z"},{"id":3,"endDate":"2026-04-01T00:00:00Z","cancelledFlag":true},
			{"id":4,"endDate":"2026-04-01T00:00:00Z","noEndingDateFlag":true}]`),
		forwardList("/project/projects", "closedFlag=false or closedFlag=null", projectFields(), `[{"id":1,"closedFlag":"False"},{"id":2,"closedFlag":null},{"id":3,"closedFlag":true}]`))
	day := func(m time.Month, d int) time.Time { return time.Date(2026, m, d, 0, 0, 0, 0, time.UTC) }
	ending, err := Collect(c.Finance.Ending(t.Context(), day(3, 10), day(6, 8)))
	if err != nil || len(ending.Items) != 2 || ending.Items[0].Cancelled == nil || *ending.Items[0].Cancelled || ending.Items[1].Cancelled != nil {
		t.Errorf("%+v, %v", ending, err)
	}
	projects, err := Collect(c.Finance.Projects(t.Context()))
	if err != nil || len(projects.Items) != 2 || projects.Items[0].Closed == nil || projects.Items[1].Closed != nil {
		t.Errorf("%+v, %v", projects, err)
	}
}
