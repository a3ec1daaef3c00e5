package briefing

import (
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// usualToday is how many tickets come in by this time on such a weekday, in words;
// empty where there is no history of the scope at all.
func (n figures) usualToday() string {
	before, weeks := flood{n.builder}.usual()
	if weeks < floodLeast {
		return n.shortHistory(n.cal.Today)
	}
	return "usually " + decimal(before/float64(weeks)) + " opened by now on a " + n.weekday(n.cal.Today)
}

// usualDay is how many tickets came in and were closed on the same weekday before a
// day, in words, from the history.
func (n figures) usualDay(day time.Time) string {
	if !n.crew.All() {
		return ""
	}
	opened, closed, weeks, unended := 0, 0, 0, 0
	for w := 1; w <= floodMost; w++ {
		y, m, d := day.Add(12*time.Hour).In(n.zone).AddDate(0, 0, -7*w).Date()
		if t := (flood{n.builder}).recorded(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)); t != nil {
			opened, closed, weeks, unended = opened+t.All.Opened, closed+t.All.Closed, weeks+1, unended+t.Unended
		}
	}
	if weeks < floodLeast {
		return n.shortHistory(day)
	}
	words := "usually " + decimal(float64(opened)/float64(weeks)) + " and " + decimal(float64(closed)/float64(weeks)) + " on a " + n.weekday(day)
	if unended > 0 {
		words += ", without " + model.Counted(unended, "closing") + " whose day is not known"
	}
	return words
}

// shortHistory says since when there is a history, where that is not enough for a
// mean of a weekday; empty where there is none.
func (n figures) shortHistory(day time.Time) string {
	if len(n.s.History) == 0 || !n.crew.All() {
		return ""
	}
	first := n.s.History[0].Day
	return "history since " + first.Format("2 Jan") + ", not enough for a usual " + n.weekday(day)
}

func (n figures) weekday(day time.Time) string {
	return day.Add(12 * time.Hour).In(n.zone).Weekday().String()
}

// decimal is a number with one place, or none where that is 0.
func decimal(f float64) string { return strings.TrimSuffix(strconv.FormatFloat(f, 'f', 1, 64), ".0") }
