package model

import (
	"testing"
	"time"
)

func TestLasting(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]string{
		-time.Hour: "under 1 min", 0: "under 1 min", 59 * time.Second: "under 1 min", time.Minute: "1 min",
		time.Hour: "1 h", 125 * time.Minute: "2 h 5 min", 24*time.Hour - 1: "23 h 59 min", 24 * time.Hour: "1 day",
		52 * time.Hour: "2 days 4 h", 120 * time.Hour: "5 days", 7*24*time.Hour + 5*time.Hour: "7 days", 24000 * time.Hour: "1,000 days",
	} {
		if got := Lasting(d); got != want {
			t.Errorf("Lasting(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestMomentAndDay(t *testing.T) {
	t.Parallel()
	apia := zoneOf(t, "Pacific/Apia")
	for _, c := range []struct {
		at, now time.Time
		zone    *time.Location
		want    string
	}{
		{minuteAt("2026-03-10 09:15"), noon(), time.UTC, "09:15"},
		{minuteAt("2026-03-09 23:59"), noon(), time.UTC, "Mon 9 Mar 23:59"},
		{minuteAt("2025-03-09 15:04"), noon(), time.UTC, "9 Mar 2025 15:04"},
		{minuteAt("2026-03-10 12:00"), minuteAt("2026-03-10 10:00"), apia, "Wed 11 Mar 01:00"},
	} {
		if got := Moment(c.at, c.now, c.zone); got != c.want {
			t.Errorf("Moment(%v, %v) = %q, want %q", c.at, c.now, got, c.want)
		}
	}
}

func TestCounts(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "-1,000", -100: "-100"} {
		if got := Grouped(n); got != want {
			t.Errorf("Grouped(%d) = %q, want %q", n, got, want)
		}
	}
	if Worked(time.Hour) != "1 working hour" || Worked(44*time.Minute+59*time.Second) != "44 working minutes" {
		t.Error(Worked(time.Hour), Worked(44*time.Minute))
	}
	if Share(1, 3) != "33 %" || Share(0, 0) != "–" {
		t.Error(Share(1, 3), Share(0, 0))
	}
}
