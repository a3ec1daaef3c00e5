package schedule

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"daybrief/briefing"
	"daybrief/model"
)

func at(minute int) time.Time { return time.Date(2026, 3, 10, 8, minute, 0, 0, time.UTC) }

func sp(from, to int) span { return span{at(from), at(to)} }

func TestLanes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		in    []span
		least time.Duration
		want  []int
		n     int
	}{
		"none":                 {nil, 0, []int{}, 0},
		"touching share one":   {[]span{sp(0, 60), sp(60, 90)}, 0, []int{0, 0}, 1},
		"overlap":              {[]span{sp(0, 60), sp(30, 90), sp(60, 70)}, 0, []int{0, 1, 0}, 2},
		"short ones stay seen": {[]span{sp(0, 5), sp(10, 30)}, 15 * time.Minute, []int{0, 1}, 2},
		"no length":            {[]span{sp(0, 0), sp(0, 0)}, 15 * time.Minute, []int{0, 1}, 2},
		"too many":             {[]span{sp(0, 60), sp(1, 60), sp(2, 60), sp(3, 60), sp(4, 60)}, 0, []int{0, 1, 2, 3, 3}, 4},
	} {
		lane, n := lanes(c.in, c.least, 3)
		if !slices.Equal(lane, c.want) || n != c.n {
			t.Errorf("%s: %v, %d lanes; want %v, %d", name, lane, n, c.want, c.n)
		}
	}
}

func TestGapsAndTotals(t *testing.T) {
	t.Parallel()
	spans := []span{sp(60, 90), sp(0, 30), sp(80, 120), sp(200, 200)}
	if got, want := gaps(spans, sp(0, 180), 30*time.Minute), []span{sp(30, 60), sp(120, 180)}; !slices.Equal(got, want) {
		t.Errorf("gaps %v, want %v", got, want)
	}
	if got := gaps(spans, sp(0, 180), 31*time.Minute); !slices.Equal(got, []span{sp(120, 180)}) {
		t.Errorf("gaps of 31 min: %v", got)
	}
	if got := total(spans); got != 90*time.Minute {
		t.Errorf("total %v", got)
	}
	if got := peak([]span{sp(0, 60), sp(60, 90), sp(20, 30)}); got != 2 {
		t.Errorf("peak %d: what ends makes room for what begins", got)
	}
}

func spansOf(t *rapid.T) []span {
	var out []span
	for range rapid.IntRange(0, 14).Draw(t, "n") {
		from := rapid.IntRange(0, 200).Draw(t, "from")
		out = append(out, sp(from, from+rapid.IntRange(0, 90).Draw(t, "length")))
	}
	slices.SortFunc(out, func(a, b span) int { return a.from.Compare(b.from) })
	return out
}

func TestSpanProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		spans := spansOf(t)
		lane, n := lanes(spans, 0, 100)
		if points := slices.ContainsFunc(spans, span.empty); n < peak(spans) || !points && n != peak(spans) {
			t.Fatalf("%d lanes for %d at once", n, peak(spans))
		}
		others := clashes(spans)
		for i := range spans {
			count := 0
			for j := range spans {
				meet := !spans[i].cut(spans[j]).empty() && !spans[j].empty()
				if i != j && meet {
					count++
					if lane[i] == lane[j] {
						t.Fatalf("%v and %v share lane %d", spans[i], spans[j], lane[i])
					}
				}
			}
			if others[i] != count {
				t.Fatalf("clashes of %v: %d, counted %d", spans[i], others[i], count)
			}
		}
		frame := sp(rapid.IntRange(0, 100).Draw(t, "a"), rapid.IntRange(100, 250).Draw(t, "b"))
		var inside []span
		for _, s := range spans {
			inside = append(inside, s.cut(frame))
		}
		free := total(gaps(spans, frame, 0))
		if free+total(inside) != frame.length() {
			t.Fatalf("free %v and booked %v are not %v", free, total(inside), frame.length())
		}
		busy, at := merged(spans), frame.from
		if d := freeFrom(busy, at, frame.to); d < 0 || d > frame.length() || d > 0 && total(cutAll(spans, span{at, at.Add(d)})) > 0 {
			t.Fatalf("free for %v, but booked", d)
		}
	})
}

func cutAll(in []span, to span) (out []span) {
	for _, s := range in {
		out = append(out, s.cut(to))
	}
	return out
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Skipf("this machine has no zone data for %s: %v", name, err)
	}
	return z
}

// Days on which clocks change have 23, 25 or 23.5 hours.
func TestDaysOnWhichClocksChange(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		zone  string
		d     date
		hours float64
		first string
	}{
		{"Europe/Berlin", date{2026, 3, 29}, 23, "00:00"},
		{"Europe/Berlin", date{2026, 10, 25}, 25, "00:00"},
		{"America/New_York", date{2026, 3, 8}, 23, "00:00"},
		{"Australia/Lord_Howe", date{2026, 10, 4}, 23.5, "00:00"},
		{"Africa/Cairo", date{2026, 4, 24}, 23, "01:00"}, // no midnight
		{"Africa/Cairo", date{2026, 4, 25}, 24, "00:00"},
		{"America/Havana", date{2026, 11, 1}, 25, "00:00"}, // 00:00 twice
		{"UTC", date{2026, 12, 31}, 24, "00:00"},
	} {
		z := zone(t, c.zone)
		b := c.d.bounds(z)
		if got := b.length().Hours(); got != c.hours || b.from.Format("15:04") != c.first || dateOf(b.from, z) != c.d {
			t.Errorf("%s %v: %v hours from %v", c.zone, c.d, got, b.from)
		}
		if dateOf(b.from.Add(-time.Nanosecond), z) == c.d || !b.to.Equal(c.d.plus(1).start(z)) {
			t.Errorf("%s %v does not meet its neighbours", c.zone, c.d)
		}
	}
}

// A night is worked in two pieces of a day: free time lies in both, and the day is shown
// whole.
func TestNightsAreWorkedInTwoPieces(t *testing.T) {
	t.Parallel()
	h := briefing.DefaultRules().Hours
	h.From, h.To = 22*time.Hour, 6*time.Hour
	d := date{2026, 3, 10}
	at := func(hour int) time.Time { return time.Date(2026, 3, 10, hour, 0, 0, 0, time.UTC) }
	var s sheet
	s.timed = []entry{{part: span{at(1), at(3)}}, {part: span{at(12), at(13)}}}
	s.findGaps(d, h, time.UTC)
	want := []span{{at(0), at(1)}, {at(3), at(6)}, {at(22), at(24)}}
	if !slices.Equal(s.gaps, want) {
		t.Errorf("gaps %v, want %v", s.gaps, want)
	}
	if c := d.clock(h, time.UTC); c != d.bounds(time.UTC) {
		t.Errorf("the axis is %v", c)
	}
	for hour, note := range map[int]string{5: "", 12: "outside working hours", 23: ""} {
		q := free{at: at(hour), want: slot}
		q.ask(plan{}, d.work(h, time.UTC), d.bounds(time.UTC))
		if q.note != note {
			t.Errorf("at %d: %q", hour, q.note)
		}
	}
}

func TestWorkingDay(t *testing.T) {
	t.Parallel()
	h := briefing.DefaultRules().Hours
	h.Holidays = []time.Time{time.Date(2026, 3, 11, 0, 0, 0, 0, time.UTC)}
	if w := (date{2026, 3, 10}).work(h, time.UTC); len(w) != 1 || w[0].from.Hour() != 8 || w[0].to.Hour() != 17 {
		t.Errorf("Tuesday: %v", w)
	}
	for _, d := range []date{{2026, 3, 11}, {2026, 3, 14}} {
		if w := d.work(h, time.UTC); len(w) > 0 {
			t.Errorf("%v is no working day", d)
		}
	}
	if w := (date{2026, 3, 14}).work(model.Hours{}, time.UTC); len(w) != 1 || w[0].length() != 24*time.Hour {
		t.Errorf("without working hours: %v", w)
	}
	if m := (date{2026, 3, 15}).monday(); m != (date{2026, 3, 9}) {
		t.Errorf("the week of Sunday 15 March begins on %v", m)
	}
}

func TestAxisOnADayWithAnHourTwice(t *testing.T) {
	t.Parallel()
	z := zone(t, "Europe/Berlin")
	a := newAxis((date{2026, 10, 25}).bounds(z), 100, z)
	var hours []int
	for _, tk := range a.ticks {
		hours = append(hours, tk.hour)
	}
	if want := []int{0, 1, 2, 2, 3}; !slices.Equal(hours[:5], want) || len(hours) != 26 || a.w != 100 {
		t.Errorf("ticks %v, %d cells", hours, a.w)
	}
	b := newAxis((date{2026, 3, 29}).bounds(z), 100, z)
	if got := b.ticks; got[2].hour != 3 || len(got) != 24 {
		t.Errorf("the hour from 2 to 3 does not exist: %v", got)
	}
	half := newAxis((date{2026, 10, 4}).bounds(zone(t, "Australia/Lord_Howe")), 94, zone(t, "Australia/Lord_Howe"))
	if got := half.ticks; got[2].hour != 3 || got[2].x-got[1].x != 6 {
		t.Errorf("half an hour is skipped: %v", got)
	}
}

func TestAxisProperties(t *testing.T) {
	t.Parallel()
	zones := []*time.Location{time.UTC, zone(t, "Europe/Berlin"), zone(t, "Australia/Lord_Howe"), zone(t, "Asia/Kathmandu")}
	rapid.Check(t, func(t *rapid.T) {
		z := rapid.SampledFrom(zones).Draw(t, "zone")
		d := date{2026, 1, 1}.plus(rapid.IntRange(0, 365).Draw(t, "day"))
		day := d.bounds(z)
		from := day.from.Add(time.Duration(rapid.IntRange(0, 1300).Draw(t, "from")) * time.Minute)
		s := span{from, from.Add(time.Duration(rapid.IntRange(0, 600).Draw(t, "length")) * time.Minute)}.cut(day)
		a := newAxis(s, rapid.IntRange(-1, 180).Draw(t, "cells"), z)
		last := -1
		for _, tk := range a.ticks {
			if tk.x < last || tk.x > a.w {
				t.Fatalf("ticks out of order: %v", a.ticks)
			}
			last = tk.x
		}
		x, y := a.cells(s)
		if x < 0 || y > a.w || a.w > 0 && y <= x {
			t.Fatalf("%v is drawn at %d..%d of %d", s, x, y, a.w)
		}
	})
}

func TestHalfHour(t *testing.T) {
	t.Parallel()
	k := zone(t, "Asia/Kathmandu") // 45 minutes off
	got := halfHour(time.Date(2026, 3, 10, 9, 7, 3, 9, k), k)
	if !got.Equal(time.Date(2026, 3, 10, 9, 0, 0, 0, k)) {
		t.Errorf("%v", got)
	}
}
