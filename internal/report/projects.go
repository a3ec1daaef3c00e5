package report

import (
	"daybrief/internal/psa"
	"daybrief/model"
)

func projectsReport() Report {
	return Report{
		ID: "projects", Question: "Which projects run over?", Now: true,
		By:      []string{"project", "manager", "company"},
		Filters: []string{"member", "company", "board"},
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
			list := in.Lists[psa.ListOpen]
			open, known := openOf(c, list.Tickets), list.Problem == nil && list.Refused[model.ProjectTicket] == nil
			for _, p := range in.Lists[psa.ListProjects].Projects {
				if closed := p.Closed != nil && *p.Closed; !closed && in.ofMember(p.Manager) && in.ofCompany(p.Company) && in.ofBoard(p.Board) {
					n, said := open[p.ID]
					if !said {
						n = num(0)
					}
					if !known {
						n = nil
					}
					in.addProject(c, p, n)
				}
			}
		},
	}
}

// openOf counts the open tickets of each project; nil where of one it is not said
// whether it is open. Those that name no project are said.
func openOf(c *collector, list []*model.Ticket) map[int64]*float64 {
	open, stray := map[int64]*float64{}, 0
	for _, t := range list {
		if t.Project.ID == 0 {
			if t.Kind != model.ServiceTicket {
				stray++
			}
			continue
		}
		n, had := open[t.Project.ID]
		switch {
		case t.Unknown(model.FactClosed) || had && n == nil:
			open[t.Project.ID] = nil
		case had:
			*n++
		default:
			open[t.Project.ID] = num(1)
		}
	}
	if stray > 0 {
		c.notes = append(c.notes, model.Counted(stray, "project ticket")+" that may be open "+nameNo(stray)+" project.")
	}
	return open
}

func nameNo(n int) string {
	if n == 1 {
		return "names no"
	}
	return "name no"
}

func (in Input) addProject(c *collector, p model.Project, open *float64) {
	key, name := refGroup(p.ID, p.Name, "no project")
	switch in.By {
	case "manager":
		key, name = loginKey(p.Manager), nameOr(p.Manager.Label(), "no manager")
	case "company":
		key, name = companyGroup(p.Company)
	}
	none := p.Budget == nil || *p.Budget == 0
	adds := map[string]*float64{"budget_hours": p.Budget, "actual_hours": p.Actual, "late": nil, "no_budget": one(none), "open_tickets": open}
	if !p.End.IsZero() {
		adds["late"] = one(p.End.Before(in.today()))
	}
	if p.Closed == nil { // it may be closed: then nothing of it counts
		adds = map[string]*float64{"budget_hours": nil, "actual_hours": nil, "late": nil, "no_budget": nil, "open_tickets": nil}
	}
	c.add(entry{key: key, name: name, adds: adds, row: Row{ID: p.ID, Kind: "project", Day: p.End, Member: p.Manager.Identifier.String(), Of: p.Company.Label().String(), Text: p.Name.String()}})
}
