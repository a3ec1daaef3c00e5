package connectwise

import (
	"fmt"
	"testing"
	"time"

	"daybrief/model"
)

// forwardList is a stub for a list that is walked by ids.
func forwardList(path, conditions string, fields []string, body string) *stub {
	s := list(path, conditions, fields, "1000", body)
	delete(s.query, "orderBy")
	delete(s.query, "page")
	return s
}

// What is not said of an agreement or an addition is nil, and never 0.
func TestContracts(t *testing.T) {
	t.Parallel()
	_, c := newServer(t,
		forwardList("/finance/agreements", "(startDate<[2026-03-01T00:00:00Z] or startDate=null) and (endDate>=[2026-02-01T00:00:00Z] or endDate=null or noEndingDateFlag=true) and "+
			"(cancelledFlag=false or cancelledFlag=null or dateCancelled>=[2026-02-01T00:00:00Z])", contractFields(),
			`[{"id":1,"name":"MSA","company":{"id":5,"identifier":"ACME","name":"Acme"},"startDate":"2025-01-01T00:00:00Z","cancelledFlag":true,"dateCancelled":"2026-02-10T05:00:00Z",
			"billAmount":"120.50","billingCycle":{"id":3},"billOneTimeFlag":true,"currency":{"currencyCode":"eur"}},{"id":2},{"name":"no id"}]`),
		list("/finance/agreements/1/additions", "", additionFields(), "250",
			`[{"id":7,"product":{"identifier":"SEAT"},"quantity":3,"unitCost":"2.5","effectiveDate":"2026-01-01T00:00:00Z","cancelledDate":"2026-02-02T00:00:00Z"},{"id":8,"description":"Seats","product":{"identifier":"X"},"quantity":null}]`))
	p, err := Collect(c.Finance.Running(t.Context(), time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 2, 28, 0, 0, 0, 0, time.UTC)))
	if err != nil || len(p.Items) != 2 || p.Skipped != 1 {
		t.Fatalf("%+v, %v", p, err)
	}
	a, bare := p.Items[0], p.Items[1]
	if a.Of.ID != 5 || *a.Bill != 120.5 || a.Cycle != 3 || !*a.Once || !*a.Cancelled || a.CancelledOn.Format(time.DateOnly) != "2026-02-10" || a.Currency != "EUR" {
		t.Errorf("%+v", a)
	}
	if bare.Bill != nil || bare.Cancelled != nil || !bare.CancelledOn.IsZero() || bare.Cycle != 0 || bare.Once != nil {
		t.Errorf("made up: %+v", bare)
	}
	all, err := c.Finance.Additions(t.Context(), 1)
	if err != nil || len(all.Items) != 2 {
		t.Fatalf("%+v, %v", all, err)
	}
	x, y := all.Items[0], all.Items[1]
	if x.Name.String() != "SEAT" || *x.Quantity != 3 || *x.Cost != 2.5 || x.End.Format(time.DateOnly) != "2026-02-02" {
		t.Errorf("%+v", x)
	}
	if y.Name.String() != "Seats" || y.Quantity != nil || y.Cost != nil || !y.Start.IsZero() || !y.End.IsZero() {
		t.Errorf("made up: %+v", y)
	}
}

func TestCyclesAndCosts(t *testing.T) {
	t.Parallel()
	_, c := newServer(t,
		list("/finance/billingCycles", "", cycleFields(), "1000", `[{"id":1,"billingOptions":"Monthly"},{"id":2,"billingOptions":"BiMonthly"},{"id":3,"billingOptions":"Quarterly"},
			{"id":4,"billingOptions":"SemiAnnual"},{"id":5,"billingOptions":"Yearly"},{"id":6,"billingOptions":"BiWeekly"},{"id":7,"billingOptions":"NotRecurring"},{"id":8}]`),
		list("/system/members", "", costFields(), "1000", `[{"id":1,"hourlyCost":"40"},{"id":2}]`))
	cycles, err := Collect(c.Finance.Cycles(t.Context()))
	if got := fmt.Sprint(cycles.Items); err != nil || got != "[{1 1} {2 2} {3 3} {4 6} {5 12} {6 0} {7 0} {8 0}]" {
		t.Errorf("%s, %v", got, err)
	}
	costs, err := Collect(c.System.Costs(t.Context()))
	if err != nil || len(costs.Items) != 2 || *costs.Items[0].Hour != 40 || costs.Items[1].Hour != nil {
		t.Errorf("%+v, %v", costs, err)
	}
}

// An hour's cost is text by the schema: one that is no number is not known, and the
// entry with its hours is read all the same.
func TestCostThatIsNoNumber(t *testing.T) {
	t.Parallel()
	from, to := time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC)
	_, c := newServer(t, forwardList("/time/entries", "timeStart>=[2026-03-09T00:00:00Z] and timeStart<[2026-03-10T00:00:00Z]", billedFields(),
		`[{"id":1,"timeStart":"2026-03-09T10:00:00Z","actualHours":2,"hourlyCost":"n/a"},{"id":2,"timeStart":"2026-03-09T10:00:00Z","actualHours":1,"hourlyCost":"52.50"},
		{"id":3,"timeStart":"2026-03-09T10:00:00Z","actualHours":"two","hourlyCost":"1"}]`))
	p, err := Collect(c.Time.Pages(t.Context(), TimeQuery{From: from, To: to}))
	if err != nil || len(p.Items) != 2 || p.Skipped != 1 {
		t.Fatalf("%+v, %v", p, err)
	}
	if a, b := p.Items[0], p.Items[1]; a.Bill.Cost != nil || a.Hours != 2 || b.Bill.Cost == nil || *b.Bill.Cost != 52.5 {
		t.Errorf("%+v", p.Items)
	}
}

func TestAdditionsRefused(t *testing.T) {
	t.Parallel()
	_, c := newServer(t, denying("/finance/agreements/9/additions", 403), denying("/finance/billingCycles", 403))
	_, err := c.Finance.Additions(t.Context(), 9)
	if got := wantCode(t, err, "denied-finance-agreements", model.Forbidden).problem.Needs; got != "Inquire on Agreements (Finance), level All" {
		t.Errorf("needs %q", got)
	}
	_, err = Collect(c.Finance.Cycles(t.Context()))
	if got := wantCode(t, err, "denied-finance-billingcycles", model.Forbidden).problem.Needs; got != "Inquire on Table Setup (System), level All, customised to allow Billing Cycles" {
		t.Errorf("needs %q", got)
	}
}
