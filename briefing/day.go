package briefing

import "time"

// startOfDay is the first instant of a calendar day in a zone. Where clocks
// change at midnight there may be no 00:00 or two of them; time.Date alone
// would then give a moment of the day before, or the second midnight.
func startOfDay(y int, m time.Month, d int, zone *time.Location) time.Time {
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

// calendar holds the bounds of the local days and the week around a moment.
type calendar struct {
	yesterday, today, tomorrow time.Time
	week                       time.Time // Monday
}

func calendarAt(now time.Time, zone *time.Location) calendar {
	y, m, d := now.In(zone).Date()
	back := (int(now.In(zone).Weekday()) + 6) % 7
	return calendar{
		yesterday: startOfDay(y, m, d-1, zone),
		today:     startOfDay(y, m, d, zone),
		tomorrow:  startOfDay(y, m, d+1, zone),
		week:      startOfDay(y, m, d-back, zone),
	}
}

func within(t, from, to time.Time) bool { return !t.Before(from) && t.Before(to) }
