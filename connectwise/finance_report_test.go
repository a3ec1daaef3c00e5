package connectwise

import "testing"

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
