package cwtest

import "strconv"

// projectRow is a project with its hours; those are made up from its number.
type projectRow struct {
	*project
	w              *world
	manager        *person
	budget, actual float64 // hours; a budget of 0 is none
	end            int64   // a calendar day; 0 is none
	closed         bool
}

func (r records) projects(yield func(*projectRow)) {
	w := r.world
	for i := range w.projects {
		d := newDice(w.seed, 'p', uint64(i))
		p := projectRow{project: &w.projects[i], w: w, manager: &w.members[d.n(len(w.members))]}
		if !d.permille(150) {
			p.budget = float64(d.between(10, 240))
		}
		p.actual = float64(d.between(0, 280)) / 2
		if !d.permille(200) {
			p.end = dateOnly(w.midnight(w.born, d.between(-40, 120)))
		}
		p.closed = d.permille(120)
		yield(&p)
	}
}

func projectsShape() *resource[projectRow] {
	type R = projectRow
	return &resource[R]{name: "project", id: func(r *R) int64 { return r.id }, fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("name", func(r *R) string { return r.name }),
		object("company", key("id", func(r *R) int64 { return companyID(r.company) }), text("identifier", func(r *R) string { return r.w.companies[r.company].code }),
			text("name", func(r *R) string { return r.w.companies[r.company].name })),
		object("manager", key("id", func(r *R) int64 { return r.manager.id }), text("identifier", func(r *R) string { return r.manager.login }),
			text("name", func(r *R) string { return r.manager.name() })),
		object("board", key("id", func(r *R) int64 { return r.board().id }), text("name", func(r *R) string { return r.board().name })),
		maybe("budgetHours", kReal, func(r *R) value {
			if r.budget == 0 {
				return value{}
			}
			return realOf(r.budget)
		}),
		maybe("actualHours", kReal, func(r *R) value { return realOf(r.actual) }),
		when("estimatedEnd", func(r *R) int64 { return r.end }),
		flag("closedFlag", func(r *R) bool { return r.closed }),
	}, blank: "_info status billingMethod estimatedStart actualStart actualEnd percentComplete type location department currency customFields"}
}

// ProjectTruth is the report "projects" by project, as of a calendar day at
// midnight UTC in seconds.
func (s *Server) ProjectTruth(today int64) TruthFigures {
	out := TruthFigures{}
	s.change(func(w *world, _ int64) {
		s.records.projects(func(r *projectRow) {
			if r.closed {
				return
			}
			g := strconv.FormatInt(r.id, 10)
			out.add(g, "actual_hours", r.actual)
			if r.end != 0 {
				out.add(g, "late", 0)
			}
			out.add(g, "no_budget", 0)
			out.add(g, "open_tickets", 0)
			if r.budget == 0 {
				out.add(g, "no_budget", 1)
			} else {
				out.add(g, "budget_hours", r.budget)
			}
			if r.end != 0 && r.end < today {
				out.add(g, "late", 1)
			}
			for _, t := range w.tickets {
				if t.project >= 0 && w.projects[t.project].id == r.id && w.open(t) {
					out.add(g, "open_tickets", 1)
				}
			}
		})
	})
	return out
}

// board is where the tickets of projects stand: the first board of projects.
func (r *projectRow) board() board {
	for _, b := range r.w.boards {
		if b.project {
			return b
		}
	}
	return board{}
}
