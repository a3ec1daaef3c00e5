package settings

import "time"

// Briefing holds the sections and their thresholds.
type Briefing struct {
	Sections []string // empty: the role's own choice
	SLA      SLA
	Stale    Stale
	Waiting  Waiting
	Priority Priority
	MyDay    MyDay
	Budget   Budget
	MyTime   MyTime
	Ending   Ending
	Points   map[string]int // by key, all of Points()
	VIP      []string       // patterns of companies and ticket types
}

// SLA are the thresholds of the section sla.
type SLA struct{ AtRisk, Red time.Duration }

// Stale are the thresholds of the section stale, by priority level.
type Stale struct {
	Critical, High, Medium, Low time.Duration
	Clock                       string // working or wall
}

// Waiting is the threshold of the section waiting.
type Waiting struct {
	After time.Duration
	Clock string // working or wall
}

// Priority says which tickets are on fire.
type Priority struct {
	TopLevels  int
	Escalation int // 0: escalation does not count
	BothHigh   bool
}

// MyDay is the threshold of the section my-day: free time that is worth a word.
type MyDay struct{ Gap time.Duration }

// MyTime is the threshold of the section my-time: working time without an entry
// that is worth a word.
type MyTime struct{ Gap time.Duration }

// Ending are the thresholds of the section agreements, in days from today.
type Ending struct{ Red, Warn, Within int }

// Budget is the threshold of the section budget, in percent of the hours.
type Budget struct{ Percent int }

func defaultBriefing() Briefing {
	return Briefing{
		Points: defaultPoints(),
		SLA:    SLA{AtRisk: time.Hour, Red: 30 * time.Minute},
		Stale: Stale{
			Critical: 4 * time.Hour, High: 8 * time.Hour, Medium: 16 * time.Hour, Low: 24 * time.Hour,
			Clock: "working",
		},
		Waiting:  Waiting{After: 120 * time.Hour, Clock: "wall"},
		Priority: Priority{TopLevels: 1, Escalation: 1, BothHigh: true},
		MyDay:    MyDay{Gap: 30 * time.Minute},
		Budget:   Budget{Percent: 80},
		MyTime:   MyTime{Gap: 30 * time.Minute},
		Ending:   Ending{Red: 30, Warn: 60, Within: 90},
	}
}

func briefingSchema(k Kinds) []row[Settings] {
	return []row[Settings]{
		among("briefing.sections", func(s *Settings) *[]string { return &s.Briefing.Sections }, k.Sections...),
		list("briefing.vip", func(s *Settings) *[]string { return &s.Briefing.VIP }, pattern),
		length("briefing.sla.at_risk", func(s *Settings) *time.Duration { return &s.Briefing.SLA.AtRisk }, minute, 30*day),
		length("briefing.sla.red", func(s *Settings) *time.Duration { return &s.Briefing.SLA.Red }, 0, 30*day),
		stale("briefing.stale.after", func(s *Settings) *Stale { return &s.Briefing.Stale }, minute, year),
		word("briefing.stale.clock", func(s *Settings) *string { return &s.Briefing.Stale.Clock }, "working", "wall"),
		length("briefing.waiting.after", func(s *Settings) *time.Duration { return &s.Briefing.Waiting.After }, minute, year),
		word("briefing.waiting.clock", func(s *Settings) *string { return &s.Briefing.Waiting.Clock }, "working", "wall"),
		number("briefing.priority.top_levels", func(s *Settings) *int { return &s.Briefing.Priority.TopLevels }, 0, 20),
		number("briefing.priority.escalation", func(s *Settings) *int { return &s.Briefing.Priority.Escalation }, 0, 20),
		toggle("briefing.priority.both_high", func(s *Settings) *bool { return &s.Briefing.Priority.BothHigh }),
		length("briefing.my-day.gap", func(s *Settings) *time.Duration { return &s.Briefing.MyDay.Gap }, minute, day),
		length("briefing.my-time.gap", func(s *Settings) *time.Duration { return &s.Briefing.MyTime.Gap }, minute, day),
		number("briefing.agreements.red", func(s *Settings) *int { return &s.Briefing.Ending.Red }, 0, 365),
		number("briefing.agreements.yellow", func(s *Settings) *int { return &s.Briefing.Ending.Warn }, 0, 365),
		number("briefing.agreements.within", func(s *Settings) *int { return &s.Briefing.Ending.Within }, 1, 365),
		number("briefing.budget.percent", func(s *Settings) *int { return &s.Briefing.Budget.Percent }, 1, 1000),
	}
}
