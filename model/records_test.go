package model

import (
	"testing"
	"time"
)

func TestAgreementDaysLeft(t *testing.T) {
	t.Parallel()
	auckland, err := time.LoadLocation("Pacific/Auckland")
	if err != nil {
		t.Skip("no zone data on this machine:", err)
	}
	end := time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		now  string
		zone *time.Location
		want int
	}{
		{"2026-03-31T23:59:00Z", time.UTC, 0},
		{"2026-03-30T12:00:00Z", auckland, 0}, // already the 31st there
		{"2026-04-01T00:00:00Z", time.UTC, -1},
		{"2026-03-01T00:00:00Z", time.UTC, 30},
	} {
		now, _ := time.Parse(time.RFC3339, c.now)
		if got, ok := (Agreement{End: end}).DaysLeft(now, c.zone); got != c.want || !ok {
			t.Errorf("%s: %d, %v; want %d", c.now, got, ok, c.want)
		}
	}
	if _, ok := (Agreement{}).DaysLeft(end, time.UTC); ok {
		t.Error("an agreement without an end has days left")
	}
}
