package cli

import (
	"testing"
	"time"
)

func TestSinceIsReadAsPeopleSayIt(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("UTC+1", 3600)
	now := time.Date(2026, 3, 10, 13, 30, 0, 0, time.UTC) // 14:30 there
	for text, want := range map[string]string{
		"90m": "2026-03-10T13:00:00+01:00", "8h": "2026-03-10T06:30:00+01:00", "3d": "2026-03-07T14:30:00+01:00",
		"08:30": "2026-03-10T08:30:00+01:00", "17:00": "2026-03-09T17:00:00+01:00",
		"2026-03-09": "2026-03-09T00:00:00+01:00", "2026-03-09T17:00:00Z": "2026-03-09T18:00:00+01:00",
	} {
		var s sinceFlag
		if err := s.Set(text); err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		at, err := s.at(now, zone)
		if got := at.In(zone).Format(time.RFC3339); err != nil || got != want {
			t.Errorf("%s: %s (%v), want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "soon", "-3h", "0s", "0d", "400d", "9000h", "25:00", "2026-13-01"} {
		if err := new(sinceFlag).Set(text); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
	s := sinceFlag{"2027-01-01"}
	if _, err := s.at(now, zone); err == nil {
		t.Error("a time to come is taken")
	}
}
