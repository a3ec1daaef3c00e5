package schedule_test

import (
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

// What is done or over is in nobody's way: it is on lanes of its own, and no double
// booking, as in my-day.
func TestDoneOverlapsNothing(t *testing.T) {
	t.Parallel()
	o := newOffice(time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC), time.FixedZone("CST", -5*3600)) // 10:00 there
	o.visit("aberg", 0, "08:00", "09:00", 0)
	o.visit("aberg", 0, "08:30", "09:30", 0)
	o.visit("aberg", 0, "11:00", "12:00", 0, done)
	o.visit("aberg", 0, "11:30", "12:30", 0)
	s, f := started(o, 120, 40)
	if got := text(s, f); strings.Contains(got, "1 double-booked") || strings.Contains(got, "overlaps") || strings.Contains(got, " 2x  ") && !strings.Contains(got, "2x double-booked") {
		t.Errorf("what is done or over overlaps:\n%s", got)
	}
	o.visit("aberg", 0, "12:00", "13:00", 0)
	s, f = started(o, 120, 40)
	if got := text(s, f); !strings.Contains(got, "2 double-booked") || !strings.Contains(got, "overlaps 12:00") {
		t.Errorf("two that are ahead do not:\n%s", got)
	}
}

// A schedule of which a part can't be seen is not called empty, nor its counts whole.
func TestPartOfTheSchedule(t *testing.T) {
	t.Parallel()
	for _, h := range []model.Health{{Skipped: 3}, {Gap: "other people's entries"}, {Doubt: "It can't be told."}} {
		o := sample()
		h.Source, h.At, h.Every = model.SourceSchedule, o.now, time.Minute
		o.snap.Health = []model.Health{h}
		s, f := started(o, 120, 40)
		if got := text(s, f); !strings.Contains(got, "+ entries") || !strings.Contains(got, "+ double-booked") || !strings.Contains(got, "incomplete: schedule") {
			t.Errorf("%+v: it looks whole:\n%s", h, got)
		}
		o.snap.ScheduleEntries.Value = nil
		for _, w := range []int{60, 120} {
			s, f := started(o, w, 30)
			if got := text(s, f); !strings.Contains(got, "Nothing that can be seen is booked") || strings.Contains(got, "was read") {
				t.Errorf("%+v: it looks empty:\n%s", h, got)
			}
		}
	}
}
