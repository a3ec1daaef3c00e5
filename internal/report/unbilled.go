package report

import (
	"daybrief/internal/psa"
	"daybrief/model"
)

// wipDays is how far back time that was not billed is looked for.
const wipDays = 400

func wipReport() Report {
	return Report{
		ID: "wip", Question: "What is done but not billed?", Now: true,
		By:      []string{"business_unit", "board", "company", "member", "bucket"},
		spare:   []psa.List{psa.ListCurrencies},
		Filters: []string{"member", "company", "board"},
		Role:    []string{roleTime, roleCompany + ": the companies' currencies"},
		Columns: append([]Column{
			{Key: "hours", Title: "Hours", Unit: Hours, Meaning: "Hours of billable time entries of the last 400 days without an invoice, whose status is none of Billed, BilledAgreement and WrittenOff."},
			{Key: "amount", Title: "Amount", Unit: Money, Meaning: "Hours × hourly rate of each entry."},
		}, bucketColumns(false, "amount of work")...),
		Notes: []string{"Work of more than 400 days ago is not looked for, nor entries of which the server says no status."},
		needs: func(a Ask) []psa.RecordQuery {
			today := a.today()
			return []psa.RecordQuery{
				{List: psa.ListUnbilled, From: a.start(today.AddDate(0, 0, -wipDays)), To: a.start(today.AddDate(0, 0, 1))},
				{List: psa.ListCurrencies},
			}
		},
		collect: func(c *collector, in Input) {
			for _, e := range in.entries(psa.ListUnbilled) {
				key, name := in.timeGroup(e)
				worth := times(e.Logged(), e.Bill.Rate)
				entry := entry{key: key, name: name, row: entryRow(e, in.Ask), adds: map[string]*float64{
					"hours": e.Logged(), "amount": worth, in.startBucket(e): worth,
				}}
				in.pay(c, &entry, e.Bill.Company.ID)
				c.add(entry)
			}
		},
	}
}

func absorbedReport() Report {
	return Report{
		ID: "absorbed", Question: "Which hours will never be billed by accident?", Period: "last-month",
		By:      []string{"project", "company", "agreement", "member"},
		spare:   []psa.List{psa.ListCurrencies},
		Filters: []string{"member", "company", "board"},
		Role:    []string{roleTime, roleCompany + ": the companies' currencies"},
		Columns: []Column{
			{Key: "hours", Title: "Hours", Unit: Hours, Meaning: "Hours of the time entries of the period that carry both a project and an agreement: the agreement covers what the project should bill."},
			{Key: "entries", Title: "Entries", Meaning: "How many entries these are."},
			{Key: "value", Title: "Value", Unit: Money, Meaning: "Hours × hourly rate of each entry."},
		},
		needs: func(a Ask) []psa.RecordQuery {
			from, to := a.Bounds()
			return []psa.RecordQuery{{List: psa.ListAbsorbed, From: from, To: to}, {List: psa.ListCurrencies}}
		},
		collect: func(c *collector, in Input) {
			for _, e := range in.entries(psa.ListAbsorbed) {
				key, name := in.timeGroup(e)
				entry := entry{key: key, name: name, row: entryRow(e, in.Ask), adds: map[string]*float64{
					"hours": e.Logged(), "entries": num(1), "value": times(e.Logged(), e.Bill.Rate),
				}}
				in.pay(c, &entry, e.Bill.Company.ID)
				c.add(entry)
			}
		},
	}
}

// currency is what a company is billed in; empty when that is not known.
func (in Input) currency(id model.CompanyID) string {
	return in.Lists[psa.ListCurrencies].Currencies[id]
}
