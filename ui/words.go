package ui

import (
	"fmt"
	"strings"
	"time"

	"daybrief/model"
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

// sourceNames lists sources in words: "schedule, members and 2 more".
func sourceNames(list []model.Source) string {
	const most = 2
	var words []string
	for i, s := range list {
		if i == most && len(list) > most+1 {
			words = append(words, fmt.Sprintf("%d more", len(list)-most))
			break
		}
		words = append(words, sourceName(s))
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// sourceName is a source as people call it.
func sourceName(s model.Source) string {
	switch s {
	case model.SourceSystem:
		return "system information"
	case model.SourceSLA:
		return "SLA clocks"
	case model.SourceUsage:
		return "product usage"
	}
	return strings.ReplaceAll(string(s), "-", " ")
}
