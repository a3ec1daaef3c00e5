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
