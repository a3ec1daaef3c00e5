package report

import (
	"daybrief/internal/psa"
	"daybrief/model"
)

func projectsReport() Report {
	return Report{
		ID: "projects", Question: "Which projects run over?", Now: true,
		By:      []string{"project", "manager", "company"},
		Filters: []string{"member", "company"},
		spare:   []psa.List{psa.ListOpen},
		Role:    []string{"Project Headers (Project), Inquire All", roleProject},
		Columns: []Column{
			{Key: "budget_hours", Title: "Budget", Unit: Hours, Meaning: "Budget of the projects that are not closed.", part: true},
			{Key: "actual_hours", Title: "Actual", Unit: Hours, Meaning: "Hours that were spent on them."},
			{Key: "used", Title: "Used", Unit: Rate, Meaning: "Actual ÷ budget.", derive: ratio("actual_hours", "budget_hours")},
			{Key: "late", Title: "Late", Meaning: "Projects whose estimated end is before today."},
			{Key: "no_budget", Title: "No budget", Meaning: "Projects without a budget, or with one of 0."},
			{Key: "open_tickets", Title: "Open tickets", Meaning: "Open project tickets of them."},
		},
		needs: func(Ask) []psa.RecordQuery {
			return []psa.RecordQuery{{List: psa.ListProjects}, {List: psa.ListOpen}}
		},
		collect: func(c *collector, in Input) {
			open, known := map[int64]int{}, in.Lists[psa.ListOpen].Problem == nil
			for _, t := range in.Lists[psa.ListOpen].Tickets {
				open[t.Project.ID]++
			}
			for _, p := range in.Lists[psa.ListProjects].Projects {
				if closed := p.Closed != nil && *p.Closed; !closed && in.ofMember(p.Manager) && in.ofCompany(p.Company) {
					n := num(float64(open[p.ID]))
					if !known {
						n = nil
					}
					in.addProject(c, p, n)
				}
			}
		},
	}
}

func (in Input) addProject(c *collector, p model.Project, open *float64) {
	key, name := refGroup(p.ID, p.Name, "no project")
	switch in.By {
	case "manager":
		key, name = loginKey(p.Manager), nameOr(p.Manager.Label(), "no manager")
	case "company":
		key, name = companyGroup(p.Company)
	}
	budget := p.Budget
	if budget != nil && *budget == 0 {
		budget = nil
	}
	adds := map[string]*float64{
		"budget_hours": budget, "actual_hours": p.Actual, "late": one(!p.End.IsZero() && p.End.Before(in.today())),
		"no_budget": one(budget == nil), "open_tickets": open,
	}
	if p.Closed == nil { // it may be closed: then nothing of it counts
		adds = map[string]*float64{"budget_hours": nil, "actual_hours": nil, "late": nil, "no_budget": nil, "open_tickets": nil}
	}
	c.add(entry{key: key, name: name, adds: adds, row: Row{ID: p.ID, Kind: "project", Day: p.End, Member: p.Manager.Identifier.String(), Of: p.Company.Label().String(), Text: p.Name.String()}})
}
