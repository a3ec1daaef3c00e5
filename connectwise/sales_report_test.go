package connectwise

import (
	"fmt"
	"testing"

	"daybrief/model"
)

// The forecast is read as a list, as the schema says, and as one object, as
// servers were seen to send it. No forecast brings 0; one without an amount is
// not known.
func TestForecastsInAllTheirShapes(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`[]`: "0", `{"forecastItems":[]}`: "0", `{}`: "not known", `[{}]`: "not known",
		`[{"forecastRevenueTotals":{"revenue":12.5},"forecastItems":[{"revenue":99,"includeFlag":true}]}]`:                                             "12.5",
		`{"forecastRevenueTotals":{"revenue":"12.5"}}`:                                                                                                 "12.5",
		`[{"forecastRevenueTotals":{"revenue":1}},{"forecastRevenueTotals":{"revenue":2}}]`:                                                            "3",
		`[{"forecastItems":[{"revenue":5,"includeFlag":true},{"revenue":7,"includeFlag":false},{"includeFlag":false},{"revenue":1,"includeFlag":1}]}]`: "6",
		`{"forecastRevenueTotals":{},"forecastItems":[{"revenue":5,"includeFlag":true}]}`:                                                              "5",
		`[{"forecastItems":[{"includeFlag":true}]}]`:                                                                                                   "not known",
		`[{"forecastItems":[{"revenue":5}]}]`:                                                                                                          "not known",
		`[{"forecastRevenueTotals":{"revenue":4}},{"forecastItems":[{"includeFlag":true}]}]`:                                                           "not known",
	} {
		_, c := newServer(t, &stub{name: body, path: api + "/sales/opportunities/7/forecast", query: map[string]string{"fields": "id,forecastRevenueTotals/revenue,forecastItems"}, body: body})
		got, err := c.Sales().Forecast(t.Context(), 7)
		text := "not known"
		if got != nil {
			text = fmt.Sprint(*got)
		}
		if err != nil || text != want {
			t.Errorf("%s: %s %v, want %s", body, text, err, want)
		}
	}
	for _, body := range []string{"null", `"none"`, `[{"forecastItems":{}}]`, "[", "{"} {
		_, c := newServer(t, &stub{name: body, path: api + "/sales/opportunities/7/forecast", any: true, body: body})
		if got, err := c.Sales().Forecast(t.Context(), 7); err == nil || got != nil {
			t.Errorf("%s: %v, %v", body, got, err)
		}
	}
	_, c := newServer(t, denying("/sales/opportunities/7/forecast", 403))
	_, err := c.Sales().Forecast(t.Context(), 7)
	if got := wantCode(t, err, "denied-sales-opportunities", model.Forbidden).problem.Needs; got != "Inquire on Opportunity (Sales), level All" {
		t.Errorf("needs %q", got)
	}
}

func TestOpportunities(t *testing.T) {
	t.Parallel()
	_, c := newServer(t,
		forwardList("/sales/opportunities", "status/id not in (2,4) or status/id=null", opportunityFields(),
			`[{"id":7,"name":"Move","expectedCloseDate":"2006-01-06T00:00:00Z","stage":{"name":"1. Lead"},"status":{"id":5},"primarySalesRep":{"id":3,"identifier":"acole","name":"Ava Cole"},
			"company":{"id":250,"identifier":"ACME","name":"Acme"},"currency":{"currencyCode":"EUR"}},{"id":8},{"name":"no id"}]`))
	p, err := Collect(c.Sales().Opportunities(t.Context(), []int64{2, 4}))
	if err != nil || len(p.Items) != 2 || p.Skipped != 1 {
		t.Fatalf("%+v, %v", p, err)
	}
	o, bare := p.Items[0], p.Items[1]
	if o.Status != 5 || o.Rep.Identifier.String() != "acole" || o.Stage.String() != "1. Lead" || o.Close.Day() != 6 || o.Currency != "EUR" || o.Company.ID != 250 || o.Revenue != nil {
		t.Errorf("%+v", o)
	}
	if !bare.Close.IsZero() || bare.Closed != nil || bare.Revenue != nil || bare.Rep.ID != 0 {
		t.Errorf("made up: %+v", bare)
	}
	_, c = newServer(t, forwardList("/sales/opportunities", "", opportunityFields(), `[{"id":9}]`))
	if p, err := Collect(c.Sales().Opportunities(t.Context(), nil)); err != nil || len(p.Items) != 1 {
		t.Errorf("no status closes one: %+v, %v", p, err)
	}
}

// Where the statuses are refused the lighter list is read, which says as much.
func TestSalesStatuses(t *testing.T) {
	t.Parallel()
	body := `[{"id":1,"closedFlag":false},{"id":2,"closedFlag":"True"},{"id":3}]`
	_, c := newServer(t, list("/sales/opportunities/statuses", "", salesStatusFields(), "1000", body),
		denying("/sales/activities/statuses", 403), list("/sales/activities/statuses/info", "", salesStatusFields(), "1000", body))
	for name, p := range map[string]func() (Page[SalesStatus], error){
		"opportunities": func() (Page[SalesStatus], error) { return c.Sales().OpportunityStatuses(t.Context()) },
		"activities":    func() (Page[SalesStatus], error) { return c.Sales().ActivityStatuses(t.Context()) },
	} {
		all, err := p()
		if err != nil || len(all.Items) != 3 || *all.Items[0].Closed || !*all.Items[1].Closed || all.Items[2].Closed != nil {
			t.Errorf("%s: %+v, %v", name, all, err)
		}
	}
	_, c = newServer(t, denying("/sales/activities/statuses", 403), denying("/sales/activities/statuses/info", 403))
	_, err := c.Sales().ActivityStatuses(t.Context())
	if got := wantCode(t, err, "denied-sales-activities", model.Forbidden).problem.Needs; got != "Inquire on Table Setup (System), level All, customised to allow Activity Statuses" {
		t.Errorf("needs %q", got)
	}
}
