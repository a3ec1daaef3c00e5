package report

import (
	"daybrief/internal/psa"
	"daybrief/model"
)

// payers are the companies with amounts in each group, where it could not be read in
// what currencies companies pay: amounts of two of them may be of two currencies.
type payers map[groupID]map[model.CompanyID]struct{}

func (p payers) add(id groupID, company model.CompanyID) {
	if p == nil {
		return
	}
	if p[id] == nil {
		p[id] = map[model.CompanyID]struct{}{}
	}
	p[id][company] = struct{}{}
}

// pay says in what currency a record is paid, by its company.
func (in Input) pay(c *collector, e *entry, company model.CompanyID) {
	e.currency, e.payer = in.currency(company), company
	if in.Lists[psa.ListCurrencies].Problem != nil && c.payers == nil {
		c.payers = payers{}
	}
}

// apart takes the amounts out of what mixes companies whose currencies are not known,
// and says so.
func (c *collector) apart(totals []sum) (notes []string) {
	all := map[model.CompanyID]struct{}{}
	drop := func(sums []sum) {
		for i, col := range c.report.Columns {
			if col.Unit == Money {
				sums[i] = sum{unknown: 1}
			}
		}
	}
	for id, of := range c.payers {
		for company := range of {
			all[company] = struct{}{}
		}
		if len(of) > 1 {
			drop(c.groups[c.at[id]].sums)
		}
	}
	if len(all) > 1 {
		drop(totals)
		notes = []string{"Amounts of several companies are not added up: their currencies are not known."}
	}
	return notes
}
