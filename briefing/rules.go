package briefing

import (
	"slices"
	"time"

	"daybrief/model"
	"daybrief/model/assess"
)

// Role chooses the sections and their order.
type Role string

// The roles: a technician works tickets, a dispatcher hands them out, a manager
// answers for all.
const (
	Technician Role = "technician"
	Dispatcher Role = "dispatcher"
	Manager    Role = "manager"
)

// Roles are all roles, in the order in which they are offered.
func Roles() []Role { return []Role{Technician, Dispatcher, Manager} }

// DefaultScope is whose tickets a role asks about unless somebody says otherwise.
func (r Role) DefaultScope() model.Scope {
	if r == Technician {
		return model.ScopeMine
	}
	return model.ScopeEverybody
}

// Rules are the settings of a briefing. DefaultRules fills every field but
// those that say whose it is.
type Rules struct {
	assess.Rules
	Role  Role        // "": technician with a member, else manager
	Scope model.Scope // "": the role's own
	// Sections lists the ids in order; nil means the role's own order.
	Sections []string
	MyDay    MyDayRules
	Budget   BudgetRules
}

// Settled are the rules with role and scope filled in.
func (r Rules) Settled() Rules {
	if !slices.Contains(Roles(), r.Role) {
		r.Role = Manager
		if r.Member != "" {
			r.Role = Technician
		}
	}
	if !slices.Contains(model.Scopes(), r.Scope) {
		r.Scope = r.Role.DefaultScope()
	}
	return r
}

// MyDayRules are the thresholds of the section my-day.
type MyDayRules struct {
	Gap time.Duration // free time between two entries that is worth a word; 0 = 30 min
}

// BudgetRules are the thresholds of the section budget.
type BudgetRules struct {
	Percent int // of the budget hours, from which a ticket is listed; 0 = 80
}

// DefaultRules are those of assess, with gaps from half an hour
// on and budgets from 80 % on.
func DefaultRules() Rules {
	return Rules{Rules: assess.DefaultRules(), MyDay: MyDayRules{Gap: 30 * time.Minute}, Budget: BudgetRules{Percent: 80}}
}
