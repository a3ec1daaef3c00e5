package report

import (
	"testing"
	"time"
)

// A day on which clocks change is a whole day: 23 or 25 hours, and where they change
// at midnight it begins when it begins. A period has both its days.
func TestDaysOnWhichClocksChange(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		zone, day string
		hours     float64
		begins    string // UTC
	}{
		{"America/New_York", "2026-03-08", 23, "2026-03-08T05:00:00Z"}, {"America/New_York", "2026-11-01", 25, "2026-11-01T04:00:00Z"},
		{"Europe/Berlin", "2026-03-29", 23, "2026-03-28T23:00:00Z"}, {"Australia/Lord_Howe", "2026-04-05", 24.5, "2026-04-04T13:00:00Z"},
		{"America/Santiago", "2026-09-06", 23, "2026-09-06T04:00:00Z"}, {"Asia/Kolkata", "2026-03-08", 24, "2026-03-07T18:30:00Z"},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		day, _ := time.Parse(time.DateOnly, c.day)
		from, to := Ask{From: day, To: day, Zone: zone}.Bounds()
		if to.Sub(from).Hours() != c.hours || from.UTC().Format(time.RFC3339) != c.begins {
			t.Errorf("%s in %s: %v hours from %v", c.day, c.zone, to.Sub(from).Hours(), from.UTC())
		}
		a := Ask{From: day, To: day, Zone: zone}
		if a.within(from.Add(-time.Second)) || !a.within(from) || !a.within(to.Add(-time.Second)) || a.within(to) {
			t.Errorf("%s in %s: its ends", c.day, c.zone)
		}
	}
}
