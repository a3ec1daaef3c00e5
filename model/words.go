package model

import (
	"strconv"
	"time"
)

// Lasting is a length of time in words: "24 min", "2 h 5 min", "3 days 4 h",
// "12 days". It is coarse and rounds down, so that a table does not shimmer
// while time passes. A negative length counts as none.
func Lasting(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d < time.Minute:
		return "under 1 min"
	case d < time.Hour:
		return strconv.Itoa(int(d/time.Minute)) + " min"
	case d < day:
		return joinUnits(int(d/time.Hour), " h", int(d%time.Hour/time.Minute), " min")
	case d < 7*day:
		return joinUnits(int(d/day), Plural(int(d/day), " day"), int(d%day/time.Hour), " h")
	}
	return Grouped(int(d/day)) + " days"
}

func joinUnits(n int, unit string, m int, minor string) string {
	s := strconv.Itoa(n) + unit
	if m > 0 {
		s += " " + strconv.Itoa(m) + minor
	}
	return s
}

// Worked is a length of working time in words: "45 working minutes",
// "18 working hours".
func Worked(d time.Duration) string {
	if d < time.Hour {
		n := max(0, int(d/time.Minute))
		return strconv.Itoa(n) + Plural(n, " working minute")
	}
	n := int(d / time.Hour)
	return Grouped(n) + Plural(n, " working hour")
}

// lastingBy is a length of time as a clock counts it.
func LastingBy(c Clock, d time.Duration) string {
	if c == WorkingClock {
		return Worked(d)
	}
	return Lasting(d)
}

// Moment is a time of day in a zone, with its date unless it is today's:
// "09:15", "Mon 9 Mar 15:04", "9 Mar 2025 15:04".
func Moment(t, now time.Time, zone *time.Location) string {
	t, now = t.In(zone), now.In(zone)
	if SameDay(t, now) {
		return t.Format("15:04")
	}
	return Day(t, now, zone) + t.Format(" 15:04")
}

// Day is a date in a zone: "today", "Mon 9 Mar", "9 Mar 2025".
func Day(t, now time.Time, zone *time.Location) string {
	t, now = t.In(zone), now.In(zone)
	switch {
	case SameDay(t, now):
		return "today"
	case t.Year() == now.Year():
		return t.Format("Mon 2 Jan")
	}
	return t.Format("2 Jan 2006")
}

// Grouped is a number with commas between the thousands.
func Grouped(n int) string {
	s := strconv.Itoa(n)
	start := 0
	if n < 0 {
		start = 1
	}
	for i := len(s) - 3; i > start; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// counted is a number and its noun: "1 ticket", "1,432 tickets".
func Counted(n int, noun string) string { return Grouped(n) + Plural(n, " "+noun) }

// Plural is a noun in the number that fits.
func Plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// SameDay reports whether two times name the same date, each in its own zone.
func SameDay(a, b time.Time) bool {
	ay, am, ad := a.Date()
	by, bm, bd := b.Date()
	return ay == by && am == bm && ad == bd
}

// share is a part of a whole in percent, rounded down so that 100 % means all.
func Share(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return strconv.Itoa(part*100/whole) + " %"
}
