package model

import "time"

// Opportunity is a sale that may come.
type Opportunity struct {
	ID      int64
	Name    Text
	Company CompanyRef
	Rep     MemberRef
	Stage   Text
	Status  int64
	// Closed says whether its status closes it; nil: that is not said.
	Closed *bool
	// Close is the day on which it is expected to be closed; zero: none is said.
	Close time.Time
	// Revenue is the sum of its forecasts, 0 where it has none; nil: not known.
	Revenue  *float64
	Currency string
}

// Activity is something that a sales representative does: a call, a visit.
type Activity struct {
	ID       int64
	Name     Text
	Type     Ref[int64]
	Company  CompanyRef
	Campaign Ref[int64]
	Assigned MemberRef // zero: nobody
	Status   int64
	// Closed is nil when that is not said.
	Closed *bool
	// Start and End are moments, or calendar days at midnight UTC; zero: not said.
	Start, End time.Time
	// ClosedAt is when it was closed, as far as the server says that; Updated is
	// when it was last changed.
	ClosedAt, Updated time.Time
}

// Campaign is what marketing does to sell.
type Campaign struct {
	ID       int64
	Name     Text
	Inactive bool
}

// Due is when an activity is due: its end, else its start; zero for neither.
func (a Activity) Due() time.Time {
	if !a.End.IsZero() {
		return a.End
	}
	return a.Start
}
