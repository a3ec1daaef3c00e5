package cli

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// sinceFlag is a moment of the past, as people say it.
type sinceFlag struct{ text string }

func (s *sinceFlag) String() string { return s.text }
func (s *sinceFlag) Type() string   { return "TIME" }

// Set implements pflag.Value. Whether it lies in the past is known only with the
// clock (at).
func (s *sinceFlag) Set(text string) error {
	text = strings.TrimSpace(text)
	if _, ok := momentBefore(text, time.Date(2026, 1, 15, 12, 0, 0, 0, time.UTC), time.UTC); !ok {
		return errors.New("must be a time before now: 90m, 8h, 3d, 08:30, 2026-03-09 or 2026-03-09T17:00:00Z")
	}
	s.text = text
	return nil
}

// at is the moment that is meant; zero for none. It fails for one to come.
func (s *sinceFlag) at(now time.Time, zone *time.Location) (time.Time, error) {
	if s.text == "" {
		return time.Time{}, nil
	}
	t, ok := momentBefore(s.text, now, zone)
	if !ok || t.After(now) {
		return time.Time{}, usage("--since %s is not in the past", s.text)
	}
	return t, nil
}

// momentBefore reads how long ago, a clock time (today's, or yesterday's when that
// is still to come), a day (its beginning), or a whole moment.
func momentBefore(text string, now time.Time, zone *time.Location) (time.Time, bool) {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t, true
	}
	if d, err := time.Parse(time.DateOnly, text); err == nil {
		return model.StartOfDay(d.Year(), d.Month(), d.Day(), zone), true
	}
	if c, err := time.Parse("15:04", text); err == nil {
		y, m, d := now.In(zone).Date()
		t := time.Date(y, m, d, c.Hour(), c.Minute(), 0, 0, zone)
		if t.After(now) {
			t = time.Date(y, m, d-1, c.Hour(), c.Minute(), 0, 0, zone)
		}
		return t, true
	}
	if days, ok := strings.CutSuffix(text, "d"); ok {
		n, err := strconv.Atoi(days)
		return now.AddDate(0, 0, -n), err == nil && n > 0 && n <= 366
	}
	d, err := time.ParseDuration(text)
	return now.Add(-d), err == nil && d > 0 && d <= 366*24*time.Hour
}
