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

// dayOnly reports whether a time is a calendar day, which comes as midnight UTC.
func dayOnly(t time.Time) bool { return t.Equal(t.UTC().Truncate(24 * time.Hour)) }

// LocalDay is the calendar day of a moment in a zone, at midnight UTC; of a
// calendar day, itself.
func LocalDay(t time.Time, zone *time.Location) time.Time {
	if t.IsZero() || dayOnly(t) {
		return t
	}
	return CalendarDay(t, zone)
}

// PastDue reports whether an activity, if it is open, should have been done by
// now; ok is false when it has neither an end nor a start.
func (a Activity) PastDue(now time.Time, zone *time.Location) (late, ok bool) {
	switch {
	case a.Due().IsZero():
		return false, false
	case !a.End.IsZero() && !dayOnly(a.End):
		return a.End.Before(now), true
	}
	return LocalDay(a.Due(), zone).Before(CalendarDay(now, zone)), true
}

// Week is the Monday and the Sunday of the week of a calendar day.
func Week(day time.Time) (monday, sunday time.Time) {
	monday = day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
	return monday, monday.AddDate(0, 0, 6)
}
