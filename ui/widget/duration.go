package widget

import (
	"math"
	"strconv"
	"time"
)

// Duration is a length of time in at most seven cells: "now" below a minute, then
// "45 min", "1 h 20", "12 h", "3 d", "6 wk", "2 yr". The sign is dropped.
func Duration(d time.Duration) string {
	if d < 0 {
		d = -max(d, -math.MaxInt64) // the longest has no positive of its own
	}
	m := int64(d / time.Minute)
	h, days := m/60, m/(60*24)
	switch {
	case m < 1:
		return "now"
	case m < 60:
		return num(m) + " min"
	case h < 10 && m%60 != 0:
		return num(h) + " h " + two(m%60)
	case h < 48:
		return num(h) + " h"
	case days < 21:
		return num(days) + " d"
	case days < 365:
		return num(days/7) + " wk"
	}
	return num(min(days/365, 9999)) + " yr"
}

// Age is Span for a column of ages: one unit only, so that the numbers line up.
func Age(d time.Duration) string {
	if h := int64(d / time.Hour); h > 0 && h < 48 {
		return num(h) + " h"
	}
	return Duration(d)
}

// Ago is how long ago a moment was, or how far ahead it lies, in words.
func Ago(at, now time.Time) string {
	switch d := now.Sub(at); {
	case at.IsZero():
		return ""
	case d > -time.Minute && d < time.Minute:
		return "just now"
	case d < 0:
		return "in " + Duration(d)
	default:
		return Duration(d) + " ago"
	}
}

// Moment is a time in a zone as short as it can be without doubt: "09:15"
// today, "Mon 09:15" within six days, "2 Mar 09:15" this year, else with the
// year.
func Moment(at, now time.Time, zone *time.Location) string {
	if at.IsZero() {
		return ""
	}
	at, now = at.In(zone), now.In(zone)
	switch {
	case sameDay(at, now):
		return at.Format("15:04")
	case now.Sub(at).Abs() < 6*24*time.Hour:
		return at.Format("Mon 15:04")
	case at.Year() == now.Year():
		return at.Format("2 Jan 15:04")
	}
	return at.Format("2 Jan 2006")
}

// Day is a calendar day: "today", "tomorrow", "yesterday", else "Thu 12 Mar",
// with the year when it is another one.
func Day(at, now time.Time, zone *time.Location) string {
	at, now = at.In(zone), now.In(zone)
	switch {
	case sameDay(at, now):
		return "today"
	case sameDay(at, now.AddDate(0, 0, 1)):
		return "tomorrow"
	case sameDay(at, now.AddDate(0, 0, -1)):
		return "yesterday"
	case at.Year() == now.Year():
		return at.Format("Mon 2 Jan")
	}
	return at.Format("Mon 2 Jan 2006")
}

func sameDay(a, b time.Time) bool {
	ay, am, ad := a.Date()
	by, bm, bd := b.Date()
	return ay == by && am == bm && ad == bd
}

// Count is a number with its thousands apart: "1,432".
func Count(n int) string {
	s := num(int64(n))
	if n < 1000 && n > -1000 {
		return s
	}
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func num(n int64) string { return strconv.FormatInt(n, 10) }

func two(n int64) string {
	if n < 10 {
		return "0" + num(n)
	}
	return num(n)
}
