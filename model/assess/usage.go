package assess

import (
	"daybrief/model"
	"daybrief/model/usage"
)

// judgeUsage judges how clients use our products, unless an earlier assessment
// has judged the same numbers.
func (a *Assessment) judgeUsage(was *Assessment) {
	s := a.snapshot
	if !s.Usage.Known() {
		return
	}
	if was != nil && was.Usage != nil && was.snapshot.Usage.At.Equal(s.Usage.At) && was.snapshot.Companies.At.Equal(s.Companies.At) && s.Companies.Known() {
		a.Usage = was.Usage
		return
	}
	a.Usage = usage.Judge(s.Usage.Value, usersOf(s), a.Rules.Usage)
}

// usersOf are the companies that a name may mean: all of them, or, where nobody lists
// them, those that tickets name.
func usersOf(s *model.Snapshot) []model.CompanyRef {
	var out []model.CompanyRef
	if s.Companies.Known() {
		for _, c := range s.Companies.Value {
			out = append(out, model.CompanyRef{ID: c.ID, Identifier: c.Identifier, Name: c.Name})
		}
		return out
	}
	seen := map[model.CompanyID]bool{}
	note := func(t *model.Ticket) {
		if !seen[t.Company.ID] {
			seen[t.Company.ID] = true
			out = append(out, t.Company)
		}
	}
	for t := range s.Open {
		note(t)
	}
	for t := range s.ClosedTickets {
		note(t)
	}
	return out
}
