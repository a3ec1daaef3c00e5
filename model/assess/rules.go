package assess

import (
	"time"

	"daybrief/model"
	"daybrief/model/usage"
)

// Rules are the thresholds of the judgement. DefaultRules fills every field.
type Rules struct {
	Member string         // login of the person this is for; may be empty
	Zone   *time.Location // nil means UTC
	Hours  model.Hours
	Policy model.Policy

	SLA      SLARules
	Stale    StaleRules
	Waiting  WaitingRules
	Priority PriorityRules
	// Points overrides the default points by key (PointKeys); a key that is
	// missing keeps its default, 0 switches a reason off.
	Points map[string]int
	// VIP names companies and ticket types that come first: patterns as of
	// model.MatchAny.
	VIP []string
	// Here names entries of the schedule, or their types, that mean nobody is away,
	// like being on call: patterns as VIP's.
	Here []string
	// Usage says how the use of our products is judged.
	Usage usage.Rules
}

// SLARules are the thresholds of the SLA.
type SLARules struct {
	AtRisk time.Duration // due within this is at risk
	Red    time.Duration // due within this is shown red
}

// IsRed reports whether a ticket's SLA is shown red: its goal is missed, or ahead
// within Red, or within AtRisk with nobody on the ticket.
func (r SLARules) IsRed(c model.SLAClock, unassigned bool) bool {
	return c.Breached() || c.AtRisk(r.Red) || unassigned && c.AtRisk(r.AtRisk)
}

// StaleRules say after how long a ticket has gone quiet, by priority level.
type StaleRules struct {
	Clock                       model.Clock
	Critical, High, Medium, Low time.Duration
	// ByPriority overrides by the priority's name (lower case).
	ByPriority map[string]time.Duration
}

// WaitingRules say when a ticket has been parked for too long.
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

// DefaultRules are the defaults of the documentation: at risk within 60 minutes
// and red within 30, quiet after 4/8/16/24 working hours, parked for five days.
func DefaultRules() Rules {
	return Rules{
		Zone:     time.UTC,
		Hours:    model.OfficeHours(),
		Policy:   model.Policy{NewNames: []string{"New"}},
		SLA:      SLARules{AtRisk: time.Hour, Red: 30 * time.Minute},
		Stale:    StaleRules{Clock: model.WorkingClock, Critical: 4 * time.Hour, High: 8 * time.Hour, Medium: 16 * time.Hour, Low: 24 * time.Hour},
		Waiting:  WaitingRules{Clock: model.WallClock, After: 120 * time.Hour},
		Priority: PriorityRules{TopLevels: 1, Escalation: 1, BothHigh: true},
		Here:     model.Duties(),
		Usage:    usage.Rules{Zone: time.UTC, Hours: model.OfficeHours()},
	}
}
