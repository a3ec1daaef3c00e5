package model

import "time"

// Contract is an agreement with what it earns and costs. Only reports ask for it.
type Contract struct {
	Agreement
	// Cycle is its billing cycle, by id; 0 is not said. Once: it is billed once; nil
	// is not said.
	Cycle int64
	Once  *bool
	// EndUnsaid: it is said to end, and not when. One that says neither runs on: the
	// server leaves out an end that there is not.
	EndUnsaid bool
	// CancelledOn is its last day when it was cancelled, a calendar day; zero is
	// not said.
	CancelledOn time.Time
	// Additions are what is delivered with it, unless they are Unread.
	Additions []Addition
	Unread    bool
}

// Addition is a product that is delivered with an agreement.
type Addition struct {
	ID   int64
	Name Text
	// Quantity and Cost, of one, are nil when not known.
	Quantity, Cost *float64
	// Start and End are calendar days: a zero Start is not known, a zero End is
	// none.
	Start, End time.Time
}

// Run is the part of the calendar days from first to last, both included, on
// which the contract ran; ok is false when it did not. sure is false when it is
// not known when it began, when or whether it ends, or whether it was cancelled: it
// may have run then. One that was cancelled on no day never ran.
func (c Contract) Run(first, last time.Time) (from, to time.Time, ok, sure bool) {
	from, to, sure = first, last, c.Cancelled != nil && !c.Start.IsZero() && !c.EndUnsaid
	if c.Start.After(from) {
		from = c.Start
	}
	ends := []time.Time{c.End}
	if c.Cancelled != nil && *c.Cancelled {
		if c.CancelledOn.IsZero() {
			return from, to, false, true
		}
		ends = append(ends, c.CancelledOn)
	}
	for _, end := range ends {
		if !end.IsZero() && end.Before(to) {
			to = end
		}
	}
	return from, to, !to.Before(from), sure
}

// Months are how many months the calendar days from first to last are, both
// included: of each month its days among them ÷ its days.
func Months(first, last time.Time) float64 {
	var sum float64
	for day := first; !day.After(last); {
		next := time.Date(day.Year(), day.Month()+1, 1, 0, 0, 0, 0, time.UTC)
		end := next.AddDate(0, 0, -1)
		of := float64(end.Day())
		if last.Before(end) {
			end = last
		}
		sum += float64(end.Day()-day.Day()+1) / of
		day = next
	}
	return sum
}
