package connectwise

import (
	"bytes"
	"context"
	"encoding/json"
	"iter"
	"net/http"
	"strconv"

	"daybrief/model"
)

// SalesService reads opportunities, activities and campaigns.
type SalesService struct{ c *Client }

// Sales is what sells (/sales, /marketing).
func (c *Client) Sales() SalesService { return SalesService{c} }

// SalesStatus is a status of opportunities or of activities. Its name does not
// say whether it closes (connectwise-api 13); nil: that is not said.
type SalesStatus struct {
	ID     int64
	Closed *bool
}

// OpportunityStatuses lists the statuses of opportunities.
func (s SalesService) OpportunityStatuses(ctx context.Context) (Page[SalesStatus], error) {
	return s.statuses(ctx, "list the statuses of opportunities", "/sales/opportunities/statuses")
}

// ActivityStatuses lists the statuses of activities.
func (s SalesService) ActivityStatuses(ctx context.Context) (Page[SalesStatus], error) {
	return s.statuses(ctx, "list the statuses of activities", "/sales/activities/statuses")
}

// statuses lists those of a kind, or their lighter list, which needs less.
func (s SalesService) statuses(ctx context.Context, op, path string) (Page[SalesStatus], error) {
	type wire struct {
		ID         num
		ClosedFlag flag
	}
	list := func(path string) (Page[SalesStatus], error) {
		return Collect(pages(ctx, s.c, listing[wire, SalesStatus]{
			op: op, path: path, paging: numbered, fields: salesStatusFields, conds: []Cond{{}},
			id:     func(w *wire) int64 { return int64(w.ID) },
			record: func(w *wire) (SalesStatus, bool) { return SalesStatus{int64(w.ID), w.ClosedFlag.known()}, true },
		}))
	}
	full, err := list(path)
	if err == nil || !refused(err) {
		return full, err
	}
	if light, lightErr := list(path + "/info"); lightErr == nil {
		return light, nil
	}
	return full, err // the first refusal names the permission that helps
}

type opportunityWire struct {
	ID                num
	Name              str
	ExpectedCloseDate moment
	Stage             reference
	Status            reference
	PrimarySalesRep   reference
	Company           reference
	Currency          currencyWire
}

// Opportunities lists those in other statuses than some, and those of which no status
// is said, page by page: a status need not be listed any more. What they bring is not
// among that: see Forecast.
func (s SalesService) Opportunities(ctx context.Context, but []int64) iter.Seq2[Page[model.Opportunity], error] {
	return pages(ctx, s.c, listing[opportunityWire, model.Opportunity]{
		op: "list opportunities", path: "/sales/opportunities", paging: forward, fields: opportunityFields, conds: []Cond{Or(notInOrNone("status/id", but)...)},
		id: func(w *opportunityWire) int64 { return int64(w.ID) },
		record: func(w *opportunityWire) (model.Opportunity, bool) {
			return model.Opportunity{
				ID: int64(w.ID), Name: clean(w.Name), Company: company(w.Company), Rep: member(w.PrimarySalesRep), Stage: clean(w.Stage.Name),
				Status: int64(w.Status.ID), Close: calendarDay(w.ExpectedCloseDate), Currency: w.Currency.code(),
			}, true
		},
	})
}

type forecastWire struct {
	ForecastRevenueTotals *struct{ Revenue money }
	ForecastItems         []struct {
		Revenue     money
		IncludeFlag flag
	}
}

// Forecast is what an opportunity is expected to bring: 0 where there is no
// forecast, nil where it says no amount. The schema has a list, servers were
// seen to send one object: both are read (connectwise-api 13).
func (s SalesService) Forecast(ctx context.Context, opportunity int64) (*float64, error) {
	req := request{
		op: "read the forecast of an opportunity", method: http.MethodGet, path: "/sales/opportunities/" + strconv.FormatInt(opportunity, 10) + "/forecast",
		query: params{fields: forecastFields()},
	}
	rep, err := s.c.call(ctx, req)
	if err != nil {
		return nil, err
	}
	var all []forecastWire
	if bytes.HasPrefix(bytes.TrimLeft(rep.body, " \t\r\n"), []byte("{")) {
		all = make([]forecastWire, 1)
		err = json.Unmarshal(rep.body, &all[0])
	} else if err = rep.shape('[', "a list"); err != nil {
		return nil, err
	} else {
		err = json.Unmarshal(rep.body, &all)
	}
	if err != nil {
		return nil, rep.badJSON(err)
	}
	if link, err := rep.next(); err != nil || link.exists {
		return nil, err // there is more than was read
	}
	sum := 0.0
	for i := range all {
		part := all[i].revenue()
		if part == nil {
			return nil, nil
		}
		sum += *part
	}
	return &sum, nil
}

// revenue is the total, else the sum of the items that count.
func (w *forecastWire) revenue() *float64 {
	if t := w.ForecastRevenueTotals; t != nil && t.Revenue.known() != nil {
		return t.Revenue.known()
	}
	if w.ForecastItems == nil { // neither a total nor items: nothing is said
		return nil
	}
	sum := 0.0
	for _, item := range w.ForecastItems {
		switch n := item.Revenue.known(); {
		case item.IncludeFlag.given() && !item.IncludeFlag.on():
		case n == nil || !item.IncludeFlag.given():
			return nil
		default:
			sum += *n
		}
	}
	return &sum
}
