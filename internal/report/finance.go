package report

import (
	"daybrief/internal/psa"
	"daybrief/model"
)

const (
	roleInvoices   = "Invoicing (Finance), Inquire All"
	roleAgreements = "Agreements (Finance), Inquire All"
)

func receivablesReport() Report {
	return Report{
		ID: "receivables", Question: "Are we collecting?", Now: true,
		By:      []string{"company", "bucket", "agreement"},
		Filters: []string{"company"}, Unfiltered: "an invoice names no member and no board.",
		Role: []string{roleInvoices},
		Columns: append(append([]Column{
			{Key: "balance", Title: "Balance", Unit: Money, Meaning: "Balances of the invoices that have one above zero."},
		}, bucketColumns(true, "balance")...),
			Column{Key: "oldest_days", Title: "Oldest", Unit: Days, Meaning: "Days since the due date of the oldest that is due.", highest: true, part: true},
			Column{Key: "count", Title: "Invoices", Meaning: "How many these are."}),
		Notes:   []string{"Invoices without a due date are in no bucket; a note counts them."},
		needs:   func(Ask) []psa.RecordQuery { return []psa.RecordQuery{{List: psa.ListOwed}} },
		collect: collectReceivables,
	}
}

func collectReceivables(c *collector, in Input) {
	undated := 0
	for _, v := range in.Lists[psa.ListOwed].Invoices {
		if !in.ofCompany(v.Company) || v.Balance != nil && *v.Balance <= 0 {
			continue
		}
		adds := map[string]*float64{"balance": v.Balance, "count": num(1)}
		where := ""
		if v.Due.IsZero() {
			undated++
		} else {
			age := in.age(v.Due)
			where = bucket(age)
			adds[where] = v.Balance
			if age >= 0 {
				adds["oldest_days"] = num(float64(age))
			}
		}
		key, name := companyGroup(v.Company)
		switch in.By {
		case "bucket":
			key, name = where, nameOr(model.Clean(where), "no due date")
		case "agreement":
			key, name = refGroup(v.Agreement.ID, v.Agreement.Name, "no agreement")
		}
		c.add(entry{key: key, name: name, currency: v.Currency, adds: adds, row: Row{
			ID: v.ID, Kind: "invoice", Day: v.Due, Of: v.Company.Label().String(), Text: v.Number.String(),
		}})
	}
	if undated > 0 {
		c.notes = append(c.notes, model.Counted(undated, "invoice")+" without a due date: in the balance, in no bucket.")
	}
}

// defaultWithin is how many days ahead renewals are looked for.
const defaultWithin = 90

func (a Ask) daysAhead() int {
	if a.Within <= 0 {
		return defaultWithin
	}
	return a.Within
}

func renewalsReport() Report {
	return Report{
		ID: "renewals", Question: "Which contracts end soon?", Now: true,
		By:      []string{"month", "type", "company"},
		Filters: []string{"company"}, Unfiltered: "an agreement names no member and no board.",
		Role: []string{roleAgreements},
		Columns: []Column{
			{Key: "count", Title: "Contracts", Meaning: "Agreements that are not cancelled and end within 90 days from today, or as many as --within says."},
			{Key: "amount", Title: "Amount", Unit: Money, Meaning: "Their amounts of a billing cycle, as they are billed."},
			{Key: "in_30", Title: "in 30", Meaning: "Those that end within 30 days.", part: true},
			{Key: "in_60", Title: "31-60", Meaning: "Those that end in 31 to 60 days.", part: true},
			{Key: "in_90", Title: "61-90", Meaning: "Those that end in 61 to 90 days.", part: true},
		},
		Notes: []string{"An agreement that is said to have no ending date has none, whatever date stands beside that."},
		needs: func(a Ask) []psa.RecordQuery {
			return []psa.RecordQuery{{List: psa.ListEnding, From: a.today(), To: a.today().AddDate(0, 0, a.daysAhead())}}
		},
		collect: func(c *collector, in Input) {
			for _, a := range in.Lists[psa.ListEnding].Agreements {
				days := -in.age(a.End)
				if a.Cancelled != nil && *a.Cancelled || !in.ofCompany(a.Of) || days < 0 || days > in.daysAhead() {
					continue
				}
				key, name := companyGroup(a.Of)
				switch in.By {
				case "month":
					key = a.End.Format("2006-01")
					name = key
				case "type":
					key, name = named(a.Type, "no type")
				}
				adds := map[string]*float64{
					"count": num(1), "amount": a.Bill, "in_30": one(days <= 30), "in_60": one(days > 30 && days <= 60), "in_90": one(days > 60 && days <= 90),
				}
				if a.Cancelled == nil { // it may be: then nothing of it counts
					for column, v := range adds {
						if v == nil || *v != 0 {
							adds[column] = nil
						}
					}
				}
				c.add(entry{key: key, name: name, currency: a.Currency, adds: adds, row: Row{ID: int64(a.ID), Kind: "agreement", Day: a.End, Of: a.Of.Label().String(), Text: a.Name.String()}})
			}
		},
	}
}

func recordsReport() Report {
	return Report{
		ID: "records", Question: "How big is our database?", Now: true,
		By: []string{"list"}, Unfiltered: "the server counts whole lists.",
		Role: []string{"the row of each list; one that may not be read is left out, with a note"},
		Columns: []Column{
			{Key: "records", Title: "Records", Meaning: "How many records the list has, deleted and closed ones as the server counts them.", part: true},
		},
		needs: func(Ask) []psa.RecordQuery { return []psa.RecordQuery{{List: psa.ListCounts}} },
		collect: func(c *collector, in Input) {
			got := in.Lists[psa.ListCounts]
			for list, n := range got.Counts {
				p := got.Uncounted[list]
				if n == nil && p != nil && (p.Kind == model.Forbidden || p.Kind == model.NotFound) {
					c.notes = append(c.notes, list+": "+p.Error())
					continue
				}
				g := c.group(list, list, "")
				if n == nil {
					g.sums[0].add(nil, c.report.Columns[0])
					c.notes = append(c.notes, list+" could not be counted: "+p.Error())
					continue
				}
				g.sums[0].add(num(float64(*n)), c.report.Columns[0])
				c.counted += *n
			}
		},
	}
}
