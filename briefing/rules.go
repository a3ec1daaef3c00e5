package briefing

import (
	"time"

	"daybrief/model/assess"
)

// Role chooses the order of the sections and whose tickets are in them.
type Role string

// The roles: a technician sees what is theirs, a dispatcher everybody's plan,
// a manager everything.
const (
	Technician Role = "technician"
	Dispatcher Role = "dispatcher"
	Manager    Role = "manager"
)

// Rules are the settings of a briefing. DefaultRules fills every field.
type Rules struct {
	assess.Rules
	Role Role
	// Sections lists the ids in order; nil means the role's own order.
	Sections []string
	MyDay    MyDayRules
	Budget   BudgetRules
}

// MyDayRules are the thresholds of the section my-day.
type MyDayRules struct {
	Gap time.Duration // free time between two entries that is worth a word; 0 = 30 min
}

// BudgetRules are the thresholds of the section budget.
type BudgetRules struct {
	Percent int // of the budget hours, from which a ticket is listed; 0 = 80
}

// DefaultRules are those of assess, for a manager, with gaps from half an hour
// on and budgets from 80 % on.
func DefaultRules() Rules {
	return Rules{Rules: assess.DefaultRules(), Role: Manager, MyDay: MyDayRules{Gap: 30 * time.Minute}, Budget: BudgetRules{Percent: 80}}
}
