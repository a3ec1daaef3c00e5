package model

import "time"

// SLA is what the server says about a ticket's service level. The goal times
// are the server's own and are never recomputed here: business hours, holidays
// and waiting time are its affair (connectwise-api 5.3).
type SLA struct {
	Name       Text
	StatusText Text // slaStatus, display text in the instance's locale
	// Goals by stage; see Goal. All zero when the server sent none.
	Respond Goal
	Plan    Goal
	Resolve Goal
	// Unread is true when the server sent no goal times and its display text
	// could not be understood: the clock is unknown, which is not "fine".
	Unread bool
	// InSLA is isInSla: met so far. HasInSLA is false when not said.
	InSLA, HasInSLA bool
	MinutesWaiting  int
}

// TicketSLA is the SLA of a ticket as the server has calculated it, and which
// state of the ticket that was.
type TicketSLA struct {
	ID      TicketID
	Updated time.Time
	SLA     SLA
}

// Goal is one SLA deadline.
type Goal struct {
	Due time.Time // zero: no such goal
	Met time.Time // zero: not met yet
}

// Unmet reports whether the goal exists and has not been met.
func (g Goal) Unmet() bool { return !g.Due.IsZero() && g.Met.IsZero() }

// Goal is the goal of a stage; nil for StageNone.
func (s *SLA) Goal(stage SLAStage) *Goal {
	switch stage {
	case StageRespond:
		return &s.Respond
	case StagePlan:
		return &s.Plan
	case StageResolve:
		return &s.Resolve
	}
	return nil
}

// MovesSLA reports whether a change from an older state of a ticket to this one
// moves SLA goals; a ticket that is new (nil) has them set.
func (t *Ticket) MovesSLA(old *Ticket) bool {
	return old == nil || old.Status.ID != t.Status.ID || old.Priority.ID != t.Priority.ID || old.Board.ID != t.Board.ID ||
		old.SLA.Name != t.SLA.Name || old.Severity.Rank != t.Severity.Rank || old.Impact.Rank != t.Impact.Rank ||
		old.Agreement.ID != t.Agreement.ID || old.Company.ID != t.Company.ID || t.SLA.Undone(old.SLA)
}

// Undone reports whether a goal that had been met is not met any more. The time by
// which it was to be met is no goal then: the server sets another.
func (s SLA) Undone(old SLA) bool {
	return s.Respond.Met.IsZero() && !old.Respond.Met.IsZero() || s.Plan.Met.IsZero() && !old.Plan.Met.IsZero() ||
		s.Resolve.Met.IsZero() && !old.Resolve.Met.IsZero()
}

// SLAStage names the goal that a clock runs towards.
type SLAStage uint8

// The stages of a service level, in order.
const (
	StageNone SLAStage = iota
	StageRespond
	StagePlan
	StageResolve
)

// String is the stage as ConnectWise's own word for the goal.
func (s SLAStage) String() string {
	switch s {
	case StageRespond:
		return "response"
	case StagePlan:
		return "plan"
	case StageResolve:
		return "resolution"
	}
	return ""
}

// SLAState is what a ticket's SLA clock is doing.
type SLAState uint8

const (
	// SLANone: the ticket has no SLA or no goal left to meet.
	SLANone SLAState = iota
	// SLAUnknown: there is an SLA, but its goals could not be read.
	SLAUnknown
	// SLARunning: the next goal lies ahead.
	SLARunning
	// SLABreached: the next goal has passed and the clock still runs.
	SLABreached
	// SLAPaused: the status is a waiting one; nothing counts.
	SLAPaused
	// SLADone: resolved or closed.
	SLADone
)

// SLAClock is a ticket's SLA at one moment.
type SLAClock struct {
	State SLAState
	Stage SLAStage  // the earliest unmet goal
	Due   time.Time // when it is (or was) due
	// Left is the time to Due; negative once it has passed. It is 0 unless the
	// clock is running, breached or paused.
	Left time.Duration
}

// Breached reports whether the goal has passed on a running clock.
func (c SLAClock) Breached() bool { return c.State == SLABreached }

// AtRisk reports whether the goal lies ahead within the given time.
func (c SLAClock) AtRisk(within time.Duration) bool {
	return c.State == SLARunning && c.Left <= within
}

// Next is the earliest unmet goal, whatever its stage; StageNone when there is
// none.
func (s SLA) Next() (SLAStage, time.Time) {
	var stage SLAStage
	var due time.Time
	for i, g := range []Goal{s.Respond, s.Plan, s.Resolve} {
		if g.Unmet() && (stage == StageNone || g.Due.Before(due)) {
			stage, due = SLAStage(i+1), g.Due
		}
	}
	return stage, due
}

// Clock evaluates the ticket's SLA at a time. waiting and resolved tell what
// the ticket's status means (Lookup.Waiting, Lookup.Resolved). A goal due
// exactly now has not passed yet.
func (t *Ticket) Clock(now time.Time, waiting, resolved bool) SLAClock {
	if !t.Open() || resolved {
		return SLAClock{State: SLADone}
	}
	stage, due := t.SLA.Next()
	c := SLAClock{Stage: stage, Due: due}
	switch {
	case stage == StageNone && t.SLA.Unread && !waiting:
		c.State = SLAUnknown
		return c
	case stage == StageNone && waiting && (t.SLA.Unread || !t.SLA.Name.IsEmpty()):
		c.State = SLAPaused
		return c
	case stage == StageNone:
		return c
	}
	c.Left = due.Sub(now)
	switch {
	case waiting:
		c.State = SLAPaused
	case due.Before(now):
		c.State = SLABreached
	default:
		c.State = SLARunning
	}
	return c
}

// DueDate is the day that somebody promised (requiredDate), as the start of
// that day in the zone, and false when none is set. A value at midnight UTC is
// a calendar date and keeps its day in every zone; any other value is a moment.
func (t *Ticket) DueDate(zone *time.Location) (time.Time, bool) {
	if t.Required.IsZero() {
		return time.Time{}, false
	}
	u := t.Required.UTC()
	if u.Hour() != 0 || u.Minute() != 0 || u.Second() != 0 {
		u = u.In(zone)
	}
	y, m, d := u.Date()
	return StartOfDay(y, m, d, zone), true
}
