package model

import "time"

// Ended is what is known of when a closed ticket was closed: the moment where the
// server says it, else not before its entry and not after its last change. A zero
// moment is no bound.
func (t *Ticket) Ended() (earliest, latest time.Time) {
	switch {
	case !t.ClosedAt.IsZero():
		return t.ClosedAt, t.ClosedAt
	case !t.Updated.IsZero() && t.Updated.Before(t.Entered): // one of both is wrong
		return time.Time{}, time.Time{}
	}
	return t.Entered, t.Updated
}

// EndedIn reports whether a closed ticket was closed in [from, to). known is false
// where what is known of the moment does not tell that.
func (t *Ticket) EndedIn(from, to time.Time) (yes, known bool) {
	earliest, latest := t.Ended()
	switch {
	case !latest.IsZero() && latest.Before(from), !earliest.IsZero() && !earliest.Before(to):
		return false, true
	case !earliest.IsZero() && !latest.IsZero() && !earliest.Before(from) && latest.Before(to):
		return true, true
	}
	return false, false
}
