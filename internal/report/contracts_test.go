package report

import (
	"math"
	"strings"
	"testing"
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
)

// contractInput is two agreements of two companies: one with a seat and an hour
// of work.
func contractInput(by string) Input {
	bill, cost, quantity, no := 280.0, 2.0, 14.0, false
	running := model.Contract{Agreement: model.Agreement{ID: 1, Of: model.CompanyRef{ID: 5, Name: model.Clean("Acme")}, Name: model.Clean("MSA"), Start: at("2025-01-01T00:00:00Z"), Bill: &bill, Cancelled: &no}, Cycle: 1, Once: &no}
	other := running
	other.ID, other.Of = 2, model.CompanyRef{ID: 6, Name: model.Clean("Zenith")}
	running.Additions = []model.Addition{
		{ID: 7, Quantity: &quantity, Cost: &cost, Start: at("2026-02-15T00:00:00Z")},
		{ID: 8, Quantity: &quantity, Cost: &cost, Start: at("2025-01-01T00:00:00Z"), End: at("2026-01-31T00:00:00Z")},
	}
	e := logged(1, "acole", "2026-02-03T09:00:00Z", 2)
	e.Bill.Agreement.ID = 1
	stray := logged(2, "acole", "2026-02-03T12:00:00Z", 1.5)
	stray.Bill.Agreement.ID = 99
	return Input{
		Ask: Ask{From: at("2026-02-01T00:00:00Z"), To: at("2026-02-28T00:00:00Z"), By: by, Zone: time.UTC, Now: at("2026-03-10T15:00:00Z")},
		Lists: map[psa.List]Got{
			psa.ListRunning: {Records: psa.Records{Contracts: []model.Contract{running, other}}},
			psa.ListCycles:  {Records: psa.Records{Cycles: map[int64]int{1: 1, 4: 0}}},
			psa.ListCovered: {Records: psa.Records{Time: []model.TimeEntry{e, stray}}},
			psa.ListCosts:   {Records: psa.Records{Costs: map[model.MemberID]float64{1: 40}}},
			psa.ListTickets: {Records: psa.Records{Tickets: []*model.Ticket{
				{ID: 11, Company: model.CompanyRef{ID: 6}, Entered: at("2026-02-04T09:00:00Z")}, {ID: 12, Company: model.CompanyRef{ID: 6}, Entered: at("2026-01-04T09:00:00Z")},
			}}},
		},
	}
}

// wantFigures compares figures of a group; NaN stands for what is not known.
func wantFigures(t *testing.T, res Result, group string, want map[string]float64) {
	t.Helper()
	for column, w := range want {
		got := figure(t, res, group, column)
		if math.IsNaN(w) != (got == nil) || got != nil && math.Abs(*got-w) > 1e-9 {
			t.Errorf("%s of %s: %v, want %v", column, group, show(got), w)
		}
	}
}

func show(v *float64) any {
	if v == nil {
		return "not known"
	}
	return *v
}

func saysAll(t *testing.T, res Result, words ...string) {
	t.Helper()
	all := strings.Join(res.Notes, "\n")
	for _, w := range words {
		if !strings.Contains(all, w) {
			t.Errorf("no %q in %q", w, all)
		}
	}
}

func TestAgreementsByHand(t *testing.T) {
	t.Parallel()
	r, _ := Find("agreements")
	res := Make(r, contractInput("agreement"))
	wantFigures(t, res, "1", map[string]float64{"revenue": 280, "products": 14, "hours": 2, "labour": 80, "margin": 186, "margin_rate": 186.0 / 280, "per_hour": 133})
	wantFigures(t, res, "2", map[string]float64{"revenue": 280, "products": 0, "hours": 0, "labour": 0, "margin": 280, "per_hour": math.NaN()})
	saysAll(t, res, "1 record of time, 1.50 hours, with an agreement that did not run")
	if res.Problem != nil || *res.RowsTotal != 4 || res.Groups[0].Name != "MSA (Acme)" {
		t.Errorf("%d rows, %v, %q", *res.RowsTotal, res.Problem, res.Groups[0].Name)
	}
}

func TestCustomersByHand(t *testing.T) {
	t.Parallel()
	r, _ := Find("customers")
	in := contractInput("company")
	res := Make(r, in)
	wantFigures(t, res, "5", map[string]float64{"revenue": 280, "hours": 2, "margin": 186, "per_hour": 133, "tickets": 0})
	wantFigures(t, res, "6", map[string]float64{"revenue": 280, "margin": 280, "tickets": 1})
	for _, row := range res.Rows {
		if len(row.Values) != len(r.Columns) {
			t.Errorf("%s %d has %d values", row.Kind, row.ID, len(row.Values))
		}
	}
	// A ticket has no currency: it joins that of its company's agreements.
	all := in.Lists[psa.ListRunning].Contracts
	all[0].Currency, all[1].Currency = "EUR", "USD"
	res = Make(r, in)
	if len(res.Groups) != 2 || res.Totals[0] != nil || res.Totals[1] == nil || *res.Totals[4] != 1 {
		t.Errorf("%+v, totals %v", res.Groups, res.Totals)
	}
	all[1].Currency = "EUR"
	in.Lists[psa.ListTickets].Tickets[0].Company.ID = 77
	if res = Make(r, in); len(res.Groups) != 3 || *res.Totals[0] != 560 || res.Groups[0].Currency != "" {
		t.Errorf("a company without an agreement makes a currency: %+v", res.Groups)
	}
	in.Lists[psa.ListTickets] = Got{Problem: &model.Problem{Kind: model.Forbidden, What: model.Clean("No tickets.")}}
	res = Make(r, in)
	wantFigures(t, res, "5", map[string]float64{"revenue": 280, "tickets": math.NaN()})
	if res.Unavailable != "" || res.Problem == nil || res.Totals[4] != nil {
		t.Errorf("without tickets: %q, %v", res.Unavailable, res.Totals)
	}
}

// Each thing that is not known takes along what rests on it, and nothing else.
func TestContractsOfWhichSomethingIsUnknown(t *testing.T) {
	t.Parallel()
	r, _ := Find("agreements")
	none, denied := math.NaN(), Got{Problem: &model.Problem{Kind: model.Forbidden, What: model.Clean("No.")}}
	for name, c := range map[string]struct {
		change func(Input, *model.Contract)
		want   map[string]float64
		says   string
	}{
		"no amount":         {func(_ Input, a *model.Contract) { a.Bill = nil }, map[string]float64{"revenue": none, "products": 14, "margin": none, "per_hour": none}, "Revenue leaves out 1 record"},
		"billed once":       {func(_ Input, a *model.Contract) { yes := true; a.Once = &yes }, map[string]float64{"revenue": none, "products": none, "labour": 80}, "1 agreement with a billing cycle"},
		"once, or not":      {func(_ Input, a *model.Contract) { a.Once = nil }, map[string]float64{"revenue": none, "products": none, "labour": 80}, "not said whether it is billed once"},
		"ends, or not":      {func(_ Input, a *model.Contract) { a.EndUnsaid = true }, map[string]float64{"revenue": none, "products": none, "hours": 2}, "1 agreement may have run"},
		"a cycle of weeks":  {func(_ Input, a *model.Contract) { a.Cycle = 4 }, map[string]float64{"revenue": none, "products": none, "labour": 80}, "no number of months"},
		"no cycle":          {func(_ Input, a *model.Contract) { a.Cycle = 0 }, map[string]float64{"revenue": none, "products": none}, "no number of months"},
		"no start":          {func(_ Input, a *model.Contract) { a.Start = time.Time{} }, map[string]float64{"revenue": none, "products": none, "hours": 2}, "1 agreement may have run"},
		"cancelled, or not": {func(_ Input, a *model.Contract) { a.Cancelled = nil }, map[string]float64{"revenue": none, "products": none}, "may have run"},
		"additions unread":  {func(_ Input, a *model.Contract) { a.Unread = true }, map[string]float64{"revenue": 280, "products": none, "margin": none, "per_hour": none}, "Products leaves out 1 record"},
		"no quantity":       {func(_ Input, a *model.Contract) { a.Additions[0].Quantity = nil }, map[string]float64{"products": none, "margin": none}, "Products leaves out 1 record"},
		"no effective date": {func(_ Input, a *model.Contract) { a.Additions[0].Start = time.Time{} }, map[string]float64{"products": none}, "Products leaves out 1 record"},
		"no cost": {func(in Input, _ *model.Contract) { in.Lists[psa.ListCosts] = denied }, map[string]float64{"hours": 2, "labour": none, "margin": none, "per_hour": 133},
			"The members' hourly costs can't be read"},
		"no time":          {func(in Input, _ *model.Contract) { in.Lists[psa.ListCovered] = denied }, map[string]float64{"revenue": 280, "hours": none, "labour": none, "margin": none}, "The time entries with an agreement can't be read"},
		"no billing cycle": {func(in Input, _ *model.Contract) { in.Lists[psa.ListCycles] = denied }, map[string]float64{"revenue": none, "hours": 2, "labour": 80}, "The billing cycles can't be read"},
	} {
		in := contractInput("agreement")
		c.change(in, &in.Lists[psa.ListRunning].Contracts[0])
		res := Make(r, in)
		wantFigures(t, res, "1", c.want)
		saysAll(t, res, c.says)
		if strings.Contains(strings.Join(res.Notes, " "), "Hours leaves out") {
			t.Errorf("%s: %q", name, res.Notes)
		}
		if denied := strings.Contains(c.says, "can't be read"); denied != (res.Problem != nil) {
			t.Errorf("%s: problem %v", name, res.Problem)
		}
	}
}

// The entry's own cost goes before the member's.
func TestCostOfAnHour(t *testing.T) {
	t.Parallel()
	r, _ := Find("agreements")
	in, own := contractInput("type"), 10.0
	in.Lists[psa.ListCovered].Time[0].Bill.Cost = &own
	wantFigures(t, Make(r, in), "", map[string]float64{"labour": 20, "revenue": 560, "margin": 526})
}

// What could not be read of some records is said, and the exit code follows.
func TestPartsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	r, _ := Find("agreements")
	in := contractInput("agreement")
	g := in.Lists[psa.ListRunning]
	g.Parts = &model.Problem{Kind: model.Forbidden, What: model.Clean("The keys may not list additions.")}
	in.Lists[psa.ListRunning] = g
	res := Make(r, in)
	saysAll(t, res, "Not everything about the running agreements can be read: The keys may not list additions.")
	if res.Problem == nil || res.Unavailable != "" || res.AtLeast {
		t.Errorf("%+v", res)
	}
}
