package model

import "time"

// StartOfDay is the first instant of a Days day in a zone. Where clocks
// change at midnight there may be no 00:00 or two of them; time.Date alone
// would then give a moment of the day before, or the second midnight.
func StartOfDay(y int, m time.Month, d int, zone *time.Location) time.Time {
	y, m, d = time.Date(y, m, d, 12, 0, 0, 0, time.UTC).Date() // normalise the 32nd
	t := time.Date(y, m, d, 0, 0, 0, 0, zone)
	if t.Day() != d {
		_, end := t.ZoneBounds()
		return end
	}
	start, _ := t.ZoneBounds()
	if start.IsZero() {
		return t
	}
	_, before := start.Add(-1).Zone()
	earlier := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Add(-time.Duration(before) * time.Second).In(zone)
	if earlier.Before(start) && earlier.Day() == d {
		return earlier
	}
	return t
}

// Days holds the bounds of the local days and of the week around a moment.
type Days struct {
	Yesterday, Today, Tomorrow time.Time
	Week                       time.Time // Monday
}

// DaysAt works out the days around a moment in a zone. The week begins on
// Monday.
func DaysAt(now time.Time, zone *time.Location) Days {
	y, m, d := now.In(zone).Date()
	back := (int(now.In(zone).Weekday()) + 6) % 7
	return Days{
		Yesterday: StartOfDay(y, m, d-1, zone),
		Today:     StartOfDay(y, m, d, zone),
		Tomorrow:  StartOfDay(y, m, d+1, zone),
		Week:      StartOfDay(y, m, d-back, zone),
	}
}

// Within reports whether a moment lies in [from, to).
func Within(t, from, to time.Time) bool { return !t.Before(from) && t.Before(to) }

// Later is the later of two moments.
func Later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// Sooner is the earlier of two moments. A zero one is earlier than any.
func Sooner(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
