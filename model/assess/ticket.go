package assess

import (
	"time"

	"daybrief/model"
)

// Ticket is the verdict on one open ticket at one moment. Nobody changes it
// once it is in an Assessment: assessments share the verdicts of tickets that
// have not changed.
type Ticket struct {
	*model.Ticket

	Clock    model.SLAClock
	Priority model.PriorityRef
	// Level is the place of its priority among the tenant's, 1 the most urgent;
	// 0 when that is not known.
	Level int

	Touched time.Time     // last update; zero: not known
	Quiet   time.Duration // since Touched, by the clock of the rule that applies
	Limit   time.Duration // of that rule; 0: none
	Due     time.Time     // the promised day's start; zero: none

	// Since is since when its customer waits; set only with CustomerReplied.
	Since model.Since
	// Waited is the working time since then, 0 when it is not known.
	Waited time.Duration

	Incident *Incident // nil: not part of one
	Points   int

	// What is small stands together, as in model.Ticket. First, what its status
	// means. Where StatusKnown is false, no list told of the status and the ticket
	// itself did not say: it may be waiting.
	IsNew, Waiting, Resolved, StatusKnown bool

	AtRisk bool // the goal lies ahead within Rules.SLA.AtRisk
	// Grade is the server's level of the priority, else what Level stands for,
	// else GradeUnknown.
	Grade  model.GradeRank
	Stale  bool // not waiting, and quiet for Limit or longer
	Parked bool // waiting, and quiet for longer than Limit
	// MaybeStale: not waiting, and quiet for long enough if its priority, which is
	// not known, is an urgent one.
	MaybeStale bool
	Overdue    bool // the promised day is before today
	Untriaged  bool // nobody has taken it, or it is in a status for new tickets
	Mine       bool // Rules.Member owns it or is among its resources
	Owned      Ownership
}

// Ownership is who works a ticket, at the moment of the judgement.
type Ownership uint8

const (
	// OwnerHere: somebody has it, and nothing says that they are away.
	OwnerHere Ownership = iota
	// OwnerNobody: it has no owner and no resources.
	OwnerNobody
	// OwnerOut: its owner is away today (Assessment.Absence).
	OwnerOut
	// OwnerGone: its owner is not among the active members any more.
	OwnerGone
)

// Away reports whether the owner is out today or gone.
func (o Ownership) Away() bool { return o == OwnerOut || o == OwnerGone }

// Breached reports whether its SLA goal has passed on a running clock.
func (t *Ticket) Breached() bool { return t.Clock.Breached() }

// Misses reports whether it belongs into the section sla: breached or at risk.
func (t *Ticket) Misses() bool { return t.AtRisk || t.Clock.Breached() }

// DueToday reports whether something about it is due before the end of the day:
// an SLA goal that is not met, passed ones included, or its promised day.
func (t *Ticket) DueToday(days model.Days) bool {
	running := t.Clock.State == model.SLARunning || t.Clock.State == model.SLABreached
	return running && t.Clock.Due.Before(days.Tomorrow) || !t.Due.IsZero() && t.Due.Before(days.Tomorrow)
}

// judge works out everything about a ticket but its incident and its points.
func (a *Assessment) judge(t *model.Ticket) *Ticket {
	l := a.lookup
	v := &Ticket{Ticket: t, IsNew: l.New(t), Waiting: l.Waiting(t), Resolved: l.Resolved(t), StatusKnown: l.StatusKnown(t),
		Clock: l.Clock(t, a.Now), Priority: l.Priority(t), Mine: t.WorkedBy(a.Rules.Member)}
	v.AtRisk = v.Clock.AtRisk(a.Rules.SLA.AtRisk)
	v.Level = a.level(v.Priority)
	v.Grade = grade(v.Priority, v.Level)
	v.Untriaged = t.Unassigned() || v.IsNew
	if due, ok := t.DueDate(a.Rules.Zone); ok {
		v.Due, v.Overdue = due, due.Before(a.Days.Today)
	}
	a.judgeQuiet(v)
	a.judgeWait(v)
	v.Owned = a.ownership(t)
	return v
}

func (a *Assessment) judgeQuiet(v *Ticket) {
	v.Touched = v.Updated
	switch {
	case v.Touched.IsZero(), !v.StatusKnown: // it may have been touched a moment ago, or wait
	case v.Waiting:
		v.Limit = a.Rules.Waiting.After
		v.Quiet = a.elapsed(a.Rules.Waiting.Clock, v.Touched)
		v.Parked = v.Quiet > v.Limit
	default:
		limit, perhaps := a.staleAfter(v)
		v.Limit, v.Quiet = limit, a.elapsed(a.Rules.Stale.Clock, v.Touched)
		v.Stale = limit > 0 && v.Quiet >= limit
		v.MaybeStale = !v.Stale && perhaps > 0 && v.Quiet >= perhaps
	}
}

// judgeWait finds since when the customer waits: as the history has kept it,
// else since the last update or earlier, since the flag was there at first sight.
func (a *Assessment) judgeWait(v *Ticket) {
	if !v.CustomerReplied {
		return
	}
	v.Since = a.since(v.Ticket)
	if !v.Since.At.IsZero() {
		v.Waited = a.elapsed(model.WorkingClock, v.Since.At)
	}
}

func (a *Assessment) since(t *model.Ticket) model.Since {
	if !t.CustomerReplied {
		return model.Since{}
	}
	if s, ok := a.snapshot.RepliedSince[t.ID]; ok && !s.At.IsZero() {
		return s
	}
	return model.Since{At: t.Updated, OrEarlier: true}
}

func (a *Assessment) ownership(t *model.Ticket) Ownership {
	switch {
	case t.Unassigned():
		return OwnerNobody
	case t.Owner.IsZero():
		return OwnerHere
	case a.lookup.Left(t.Owner, t):
		return OwnerGone
	case a.Absence(t.Owner) != nil:
		return OwnerOut
	}
	return OwnerHere
}

// elapsed is how long ago a moment was, as a clock counts it; never negative.
func (a *Assessment) elapsed(c model.Clock, t time.Time) time.Duration {
	if c == model.WorkingClock {
		return a.worktime.Since(t)
	}
	return max(0, a.Now.Sub(t))
}
