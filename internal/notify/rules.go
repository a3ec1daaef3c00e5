package notify

import (
	"slices"
	"time"

	"daybrief/model"
)

// Rules say what is worth a call.
type Rules struct {
	Kinds []model.AlertKind
	// Due is how near a goal of the SLA must be, Unassigned how long nobody has
	// taken a ticket, Stale how old the data must be.
	Due, Unassigned, Stale time.Duration
	Quiet                  Quiet
	Zone                   *time.Location
	// Member is whose tickets are mine, for AlertReplied. Mine narrows breaches
	// to those, too.
	Member string
	Mine   bool
	// Redact leaves the ticket's words out: visitors see the screen.
	Redact bool
}

func (r Rules) wants(k model.AlertKind) bool { return slices.Contains(r.Kinds, k) }

// Quiet are the hours in which nobody is called, as time since midnight on the
// clock of the wall. They may run past midnight; equal ends are no hours.
type Quiet struct{ From, To time.Duration }

// At reports whether a moment falls into the quiet hours.
func (q Quiet) At(now time.Time, zone *time.Location) bool {
	t := now.In(zone)
	at := time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute + time.Duration(t.Second())*time.Second
	if q.From <= q.To {
		return at >= q.From && at < q.To
	}
	return at >= q.From || at < q.To
}

// Kinds are all kinds, the most urgent first.
func Kinds() []model.AlertKind {
	return []model.AlertKind{
		model.AlertBreach, model.AlertDue, model.AlertStale, model.AlertUnassigned, model.AlertReplied, model.AlertRecovery,
	}
}

func urgency(k model.AlertKind) int { return slices.Index(Kinds(), k) }
