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
	MyTime   MyTimeRules
	Ending   EndingRules
	// Since is the moment from which the section changed tells; zero: from the
	// previous look.
	Since time.Time
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

// MyTimeRules are the thresholds of the section my-time.
type MyTimeRules struct {
	Gap time.Duration // working time without an entry that is listed; 0 = 30 min
}

// EndingRules are the thresholds of the section agreements, in days from today.
type EndingRules struct {
	Red, Warn, Within int // each 0 = 30, 60, 90
}

// DefaultRules are those of assess, with gaps from half an hour
// on, budgets from 80 % on, and agreements that end within 30, 60 and 90 days.
func DefaultRules() Rules {
	return Rules{
		Rules: assess.DefaultRules(), MyDay: MyDayRules{Gap: 30 * time.Minute}, Budget: BudgetRules{Percent: 80},
		MyTime: MyTimeRules{Gap: 30 * time.Minute}, Ending: EndingRules{Red: 30, Warn: 60, Within: 90},
	}
}

// filled has the defaults of the thresholds that can't be zero.
func (r Rules) filled() Rules {
	d := DefaultRules()
	if r.MyDay.Gap <= 0 {
		r.MyDay.Gap = d.MyDay.Gap
	}
	if r.MyTime.Gap <= 0 {
		r.MyTime.Gap = d.MyTime.Gap
	}
	if r.Budget.Percent <= 0 {
		r.Budget.Percent = d.Budget.Percent
	}
	if r.Ending.Within <= 0 {
		r.Ending = d.Ending
	}
	return r
}
