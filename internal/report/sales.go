package report

import (
	"strconv"

	"daybrief/internal/psa"
	"daybrief/model"
)

func opportunitiesReport() Report {
	return Report{
		ID: "opportunities", Question: "What is slipping in sales?", Now: true,
		By:      []string{"member", "stage", "company"},
		Filters: []string{"member", "company"}, Unfiltered: boardless,
		Role: []string{"Opportunity (Sales), Inquire All", "Table Setup (System), Inquire All: opportunity statuses"},
		Columns: []Column{
			{Key: "count", Title: "Open", Meaning: "Opportunities in a status that does not close them."},
			{Key: "past_close", Title: "Past close", Meaning: "Those whose expected close date is before today."},
			{Key: "revenue", Title: "Revenue", Unit: Money, Meaning: "Sum of their forecasts: the forecast's total, else its items that are included."},
			{Key: "no_revenue", Title: "No revenue", Meaning: "Those without a forecast, or with one of 0.", part: true},
		},
		Notes: []string{"A forecast takes one request for each opportunity: at most " + strconv.Itoa(psa.MostForecasts) + " are read, of the oldest opportunities first; what the others bring is not known."},
		needs: func(a Ask) []psa.RecordQuery {
			return []psa.RecordQuery{{List: psa.ListOpportunities, Only: func(of model.CompanyRef, by model.MemberRef) bool { return a.ofCompany(of) && a.ofMember(by) }}}
		},
		collect: collectOpportunities,
	}
}

func collectOpportunities(c *collector, in Input) {
	n := 0
	for _, o := range in.Lists[psa.ListOpportunities].Opportunities {
		closed := o.Closed != nil && *o.Closed
		if closed || !in.ofMember(o.Rep) || !in.ofCompany(o.Company) {
			continue
		}
		key, name := loginKey(o.Rep), nameOr(o.Rep.Label(), "no sales representative")
		switch in.By {
		case "stage":
			key, name = named(o.Stage, "no stage")
		case "company":
			key, name = companyGroup(o.Company)
		}
		adds := map[string]*float64{"count": num(1), "past_close": nil, "revenue": o.Revenue, "no_revenue": nil}
		if !o.Close.IsZero() {
			adds["past_close"] = one(o.Close.Before(in.today()))
		}
		if o.Revenue != nil {
			adds["no_revenue"] = one(*o.Revenue == 0)
		}
		if o.Closed == nil { // it may be closed: then nothing of it counts
			adds = map[string]*float64{"count": nil, "past_close": nil, "revenue": nil, "no_revenue": nil}
		}
		n++
		c.add(entry{key: key, name: name, currency: o.Currency, adds: adds, row: Row{
			ID: o.ID, Kind: "opportunity", Day: o.Close, Member: o.Rep.Identifier.String(), Of: o.Company.Label().String(), Text: o.Name.String(),
		}})
	}
	if n > psa.MostForecasts {
		c.notes = append(c.notes, "Forecasts are read for "+strconv.Itoa(psa.MostForecasts)+" of these "+model.Grouped(n)+" opportunities: each takes a request.")
	}
}
