package model

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestHoursBetween(t *testing.T) {
	t.Parallel()
	h := OfficeHours()
	h.Holidays = []time.Time{time.Date(2026, 3, 17, 0, 0, 0, 0, time.UTC)}
	la := zoneOf(t, "America/Los_Angeles")
	night := Hours{Days: [7]bool{true, true, true, true, true, true, true}, To: 24 * time.Hour}
	for _, c := range []struct {
		name     string
		h        Hours
		from, to string
		zone     *time.Location
		want     time.Duration
	}{
		{"within a day", h, "2026-03-10 09:00", "2026-03-10 11:30", time.UTC, 150 * time.Minute},
		{"over night", h, "2026-03-10 16:00", "2026-03-11 09:00", time.UTC, 2 * time.Hour},
		{"over a weekend", h, "2026-03-13 16:00", "2026-03-16 09:00", time.UTC, 2 * time.Hour},
		{"over a holiday", h, "2026-03-16 16:00", "2026-03-18 09:00", time.UTC, 2 * time.Hour},
		{"in the night", h, "2026-03-10 20:00", "2026-03-11 05:00", time.UTC, 0},
		{"backwards", h, "2026-03-11 12:00", "2026-03-10 12:00", time.UTC, 0},
		{"same moment", h, "2026-03-10 12:00", "2026-03-10 12:00", time.UTC, 0},
		{"a week", h, "2026-03-02 00:00", "2026-03-09 00:00", time.UTC, 45 * time.Hour},
		{"spring forward: 23 hours", night, "2026-03-08 08:00", "2026-03-09 07:00", la, 23 * time.Hour},
		{"fall back: 25 hours", night, "2026-11-01 07:00", "2026-11-02 08:00", la, 25 * time.Hour},
		{"office hours keep their wall clock", h, "2026-03-06 16:00", "2026-03-09 16:00", la, 9*time.Hour + time.Hour},
		{"a night", nightShift(), "2026-03-10 12:00", "2026-03-11 12:00", time.UTC, 8 * time.Hour},
		{"a week of nights", nightShift(), "2026-03-02 12:00", "2026-03-09 12:00", time.UTC, 40 * time.Hour},
		{"Friday's night ends on Saturday", nightShift(), "2026-03-14 00:00", "2026-03-16 21:00", time.UTC, 6 * time.Hour},
		{"no night ends on Monday", nightShift(), "2026-03-16 00:00", "2026-03-16 21:00", time.UTC, 0},
		{"a night that loses an hour", nights(), "2026-03-07 20:00", "2026-03-08 20:00", la, 7 * time.Hour},
		{"a night that has one twice", nights(), "2026-10-31 19:00", "2026-11-01 20:00", la, 9 * time.Hour},
		{"no hours at all count everything", Hours{}, "2026-03-07 00:00", "2026-03-08 00:00", time.UTC, 24 * time.Hour},
	} {
		if got := c.h.Between(minuteAt(c.from), minuteAt(c.to), c.zone); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

// nightShift is worked in the nights that begin on Monday to Friday.
func nightShift() Hours {
	h := OfficeHours()
	h.From, h.To = 22*time.Hour, 6*time.Hour
	return h
}

// nights is worked in every night.
func nights() Hours {
	h := nightShift()
	h.Days[0], h.Days[6] = true, true
	return h
}

// A night shift is two pieces of two days; a holiday takes the night that begins on it.
func TestStretchesOfANight(t *testing.T) {
	t.Parallel()
	h := nightShift()
	h.Holidays = []time.Time{time.Date(2026, 3, 11, 0, 0, 0, 0, time.UTC)}
	for day, want := range map[int]string{
		9: "22-00", 10: "00-06 22-00", 11: "00-06", 12: "22-00", 13: "00-06 22-00", 14: "00-06", 15: "",
	} {
		var got []string
		for _, s := range h.Stretches(2026, 3, day, time.UTC) {
			got = append(got, s.From.Format("15")+"-"+s.To.Format("15"))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%d March: %q, want %q", day, got, want)
		}
		if date := time.Date(2026, 3, day, 0, 0, 0, 0, time.UTC); h.WorkingDay(date) != (want != "") {
			t.Errorf("%d March is a working day: %v", day, h.WorkingDay(date))
		}
	}
	if got := h.Before(time.Date(2026, 3, 16, 0, 0, 0, 0, time.UTC)); got.Day() != 14 || h.Empty() {
		t.Errorf("before Monday comes %v", got)
	}
}

// One Worktime that is asked in any order must agree with counting the minutes.
func TestWorktimeAgreesWithCountingMinutes(t *testing.T) {
	t.Parallel()
	for _, h := range []Hours{OfficeHours(), nightShift(), nights()} {
		agrees(t, h)
	}
}

func agrees(t *testing.T, h Hours) {
	t.Helper()
	zone := zoneOf(t, "Pacific/Chatham")
	rapid.Check(t, func(r *rapid.T) {
		now := noon().Add(time.Duration(rapid.IntRange(0, 60*24*300).Draw(r, "now")) * time.Minute)
		l := NewWorktime(h, zone, now)
		for range 3 {
			back := time.Duration(rapid.IntRange(-60, 60*24*9).Draw(r, "back")) * time.Minute
			from := now.Add(-back)
			var want time.Duration
			for m := from; m.Before(now); m = m.Add(time.Minute) {
				lm := m.In(zone)
				since := time.Duration(lm.Hour())*time.Hour + time.Duration(lm.Minute())*time.Minute
				on := h.Days[lm.Weekday()] && since >= h.From && (since < h.To || h.To < h.From)
				if on || h.To < h.From && since < h.To && h.Days[(lm.Weekday()+6)%7] {
					want += time.Minute
				}
			}
			if got := l.Since(from); got != want {
				r.Fatalf("since %v until %v: got %v, want %v", from, now, got, want)
			}
		}
	})
}

func TestWorktimeEndsInTheFarPast(t *testing.T) {
	t.Parallel()
	h := OfficeHours()
	if got := h.Between(time.Unix(0, 0), noon(), time.UTC); got < 20000*time.Hour {
		t.Error(got)
	}
}

func TestStartOfDayWhereClocksChangeAtMidnight(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"America/Santiago", "America/Havana", "Africa/Cairo", "Pacific/Apia", "Pacific/Chatham", "America/Los_Angeles", "UTC", "Asia/Beirut"} {
		zone := zoneOf(t, name)
		for d := 0; d < 800; d++ {
			y, m, day := time.Date(2025, 1, 1+d, 0, 0, 0, 0, time.UTC).Date()
			got := StartOfDay(y, m, day, zone)
			if got.Day() != day || got.Add(-1).In(zone).Day() == day {
				t.Fatalf("%s: %v is not the first instant of day %d", name, got, day)
			}
		}
	}
}

// minuteAt reads "2026-03-10 09:15" as UTC.
func minuteAt(s string) time.Time { return at(strings.Replace(s, " ", "T", 1) + ":00Z") }

func noon() time.Time { return minuteAt("2026-03-10 12:00") }

func zoneOf(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Skip("no zone data on this machine")
	}
	return zone
}
