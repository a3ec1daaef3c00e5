package adapter

import (
	"strings"
	"testing"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/psa"
	"daybrief/model"
)

// paths counts the requests whose path ends like this.
func paths(s *cwtest.Server, end string) (n int) {
	for _, r := range s.Journal() {
		if strings.HasSuffix(r.Path, end) {
			n++
		}
	}
	return n
}

// Forecasts are read for so many opportunities, of those that a report is about;
// of the others what they bring is not known.
func TestForecastsOfTheFirstOnes(t *testing.T) {
	t.Parallel()
	server, way := sourceOf(t, cwtest.Options{Size: cwtest.Middle})
	r, err := way.Records(t.Context(), psa.RecordQuery{List: psa.ListOpportunities})
	if err != nil || r.Parts != nil || len(r.Opportunities) <= psa.MostForecasts {
		t.Fatalf("%d opportunities, %v, %v", len(r.Opportunities), err, r.Parts)
	}
	for i, o := range r.Opportunities {
		if (o.Revenue == nil) != (i >= psa.MostForecasts) || o.Closed == nil || *o.Closed {
			t.Errorf("%d. opportunity: %+v", i+1, o)
		}
	}
	if n := paths(server, "/forecast"); n != psa.MostForecasts {
		t.Errorf("%d requests for forecasts", n)
	}
	server.ForgetJournal()
	rep, told := r.Opportunities[len(r.Opportunities)-1].Rep, 0
	q := psa.RecordQuery{List: psa.ListOpportunities, Only: func(_ model.CompanyRef, by model.MemberRef) bool { return by.ID == rep.ID }, Progress: func(had, _ int) { told = had }}
	if r, err = way.Records(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, o := range r.Opportunities {
		if o.Rep.ID == rep.ID {
			n++
		}
		if (o.Revenue == nil) == (o.Rep.ID == rep.ID) {
			t.Errorf("%+v", o)
		}
	}
	if paths(server, "/forecast") != n || told != n {
		t.Errorf("%d requests for %d opportunities, told %d", paths(server, "/forecast"), n, told)
	}
}

func TestSalesRefused(t *testing.T) {
	t.Parallel()
	server, way := sourceOf(t, cwtest.Options{Size: cwtest.Small})
	q := psa.RecordQuery{List: psa.ListOpportunities}
	all, err := way.Records(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	server.ForgetJournal()
	server.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/sales/opportunities/" + digits(all.Opportunities[1].ID) + "/forecast"})
	r, err := way.Records(t.Context(), q)
	if err != nil || r.Parts == nil || r.Parts.Kind != model.Forbidden || paths(server, "/forecast") != 2 || r.Opportunities[0].Revenue == nil || r.Opportunities[2].Revenue != nil {
		t.Errorf("%v, %v, %d requests", err, r.Parts, paths(server, "/forecast"))
	}
	server.Mend()
	server.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/sales/opportunities/statuses"})
	if _, err := way.Records(t.Context(), q); err == nil || psa.ProblemOf(err).Kind != model.Forbidden || !strings.Contains(psa.ProblemOf(err).Needs, "Opportunity Statuses") {
		t.Errorf("statuses refused: %v", err) // the lighter list as well
	}
}
