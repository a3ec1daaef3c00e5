package briefing

import (
	"time"

	"daybrief/model"
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
	Role   Role
	Member string // login of the person this is for
	Zone   *time.Location
	Hours  model.Hours
	Policy model.Policy
	// Sections lists the ids in order; nil means the role's own order.
	Sections []string

	SLA      SLARules
	Stale    StaleRules
	Waiting  WaitingRules
	Priority PriorityRules
	MyDay    MyDayRules
	Budget   BudgetRules
}

// SLARules are the thresholds of the section sla.
type SLARules struct {
	AtRisk time.Duration // due within this is at risk
	Red    time.Duration // due within this is shown red
}

// StaleRules are the thresholds of the section stale, by priority level.
type StaleRules struct {
	Clock                       model.Clock
	Critical, High, Medium, Low time.Duration
	// ByPriority overrides by the priority's name (lower case).
	ByPriority map[string]time.Duration
}

// WaitingRules are the thresholds of the section waiting.
type WaitingRules struct {
	Clock model.Clock
	After time.Duration
}

// PriorityRules say what counts as "on fire".
type PriorityRules struct {
	// TopLevels is how many of the most urgent priorities count.
	TopLevels int
	// Escalation is the lowest escalation level that counts; 0 = none.
	Escalation int
	// BothHigh counts tickets whose severity and impact are both High.
	BothHigh bool
}

// MyDayRules are the thresholds of the section my-day.
type MyDayRules struct {
	Gap time.Duration // free time between two entries that is worth a word; 0 = 30 min
}

// BudgetRules are the thresholds of the section budget.
type BudgetRules struct {
	Percent int // of the budget hours, from which a ticket is listed; 0 = 80
}

// DefaultRules are the defaults of product.md: 60 and 30 minutes, 4/8/16/24
// working hours, five days, Monday to Friday 08:00–17:00.
func DefaultRules() Rules {
	return Rules{
		Role:     Manager,
		Zone:     time.UTC,
		Hours:    model.OfficeHours(),
		Policy:   model.Policy{NewNames: []string{"New"}},
		SLA:      SLARules{AtRisk: time.Hour, Red: 30 * time.Minute},
		Stale:    StaleRules{Clock: model.WorkingClock, Critical: 4 * time.Hour, High: 8 * time.Hour, Medium: 16 * time.Hour, Low: 24 * time.Hour},
		Waiting:  WaitingRules{Clock: model.WallClock, After: 120 * time.Hour},
		Priority: PriorityRules{TopLevels: 1, Escalation: 1, BothHigh: true},
		MyDay:    MyDayRules{Gap: 30 * time.Minute},
		Budget:   BudgetRules{Percent: 80},
	}
}
