package report

import (
	"math"
	"testing"
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
)

func opportunity(id int64, closed *bool, day string, revenue *float64) model.Opportunity {
	o := model.Opportunity{ID: id, Rep: model.MemberRef{ID: 1, Identifier: model.Clean("ACole")}, Closed: closed, Revenue: revenue}
	o.Close, _ = time.Parse(time.DateOnly, day)
	return o
}

func TestOpportunitiesByHand(t *testing.T) {
	t.Parallel()
	no, yes, none := false, true, math.NaN()
	r, _ := Find("opportunities")
	answer := func(all ...model.Opportunity) Result {
		return Make(r, Input{Ask: Ask{By: "member", Zone: time.UTC, Now: at("2026-03-10T15:00:00Z")}, Lists: map[psa.List]Got{psa.ListOpportunities: {Records: psa.Records{Opportunities: all}}}})
	}
	// The day itself is not past; a status that closes has no business here.
	wantFigures(t, answer(opportunity(1, &no, "2026-03-10", num(5)), opportunity(2, &no, "2026-03-09", num(0)), opportunity(3, &yes, "2026-03-01", num(9))), "acole",
		map[string]float64{"count": 2, "past_close": 1, "revenue": 5, "no_revenue": 1})
	res := answer(opportunity(1, &no, "", nil))
	wantFigures(t, res, "acole", map[string]float64{"count": 1, "past_close": none, "revenue": none, "no_revenue": none})
	saysAll(t, res, "Past close leaves out 1 record", "Revenue leaves out 1 record")
	res = answer(opportunity(1, nil, "2026-03-09", num(5)), opportunity(2, &no, "2026-03-11", num(7)))
	wantFigures(t, res, "acole", map[string]float64{"count": 1, "past_close": 0, "revenue": 7, "no_revenue": 0})
	saysAll(t, res, "Open leaves out 1 record")
}

// Beyond so many, forecasts are not read, and that is said.
func TestOpportunitiesBeyondTheForecasts(t *testing.T) {
	t.Parallel()
	no := false
	r, _ := Find("opportunities")
	in := Input{Ask: Ask{By: "stage", Zone: time.UTC, Now: at("2026-03-10T15:00:00Z")}, Lists: map[psa.List]Got{}}
	var all []model.Opportunity
	for i := range psa.MostForecasts + 3 {
		o := opportunity(int64(i+1), &no, "2026-04-01", num(1))
		if i >= psa.MostForecasts {
			o.Revenue = nil
		}
		all = append(all, o)
	}
	in.Lists[psa.ListOpportunities] = Got{Records: psa.Records{Opportunities: all}}
	res := Make(r, in)
	wantFigures(t, res, "", map[string]float64{"count": 203, "revenue": 200})
	saysAll(t, res, "Revenue leaves out 3 records", "Forecasts are read for 200 of these 203 opportunities")
}
