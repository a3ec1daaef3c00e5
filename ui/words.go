package ui

import (
	"fmt"
	"time"

	"daybrief/ui/widget"
)

// ageWords says how old something is, no finer than minutes: a finer age would
// have to be redrawn all the time to stay true.
func ageWords(d time.Duration) string {
	if d < time.Minute {
		return "under 1 min"
	}
	return widget.Duration(d)
}

// countdown says how long is left, to the second: it is shown only while the
// server has asked us to wait.
func countdown(d time.Duration) string {
	s := int((d + time.Second - 1) / time.Second)
	switch {
	case s <= 0:
		return "now"
	case s < 60:
		return fmt.Sprintf("in %d s", s)
	}
	return fmt.Sprintf("in %d:%02d min", s/60, s%60)
}

// clockWords is a time of day, to the second; widget.Moment is to the minute.
func clockWords(t, now time.Time, zone *time.Location) string {
	if t.Sub(now).Abs() > 12*time.Hour {
		return widget.Moment(t, now, zone)
	}
	return t.In(zone).Format("15:04:05")
}

// mostSources is how many sources are named in a row.
const mostSources = 2
