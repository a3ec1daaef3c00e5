package schedule_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"daybrief/model"
	"daybrief/ui/schedule"
	"daybrief/ui/theme"
)

// odd is an office full of what should not be there.
func odd(t *rapid.T) *office {
	o := newOffice(time.Date(2026, 3, 29, 1, 30, 0, 0, time.UTC), time.UTC)
	words := []string{"", "日本語の件名がとても長い", "مرحبا بالعالم", "⚠️ café 👩‍👩‍👧", strings.Repeat("x", 400), "a\x1b[31mb", "नमस्ते"}
	word := rapid.SampledFrom(words)
	for i := range rapid.IntRange(0, 3).Draw(t, "members") {
		o.snap.Members.Value[i].First = model.Clean(word.Draw(t, "name"))
	}
	o.snap.Members.Value = o.snap.Members.Value[:rapid.IntRange(0, 5).Draw(t, "known")]
	o.ticket(10023, word.Draw(t, "subject"), word.Draw(t, "company"))
	for range rapid.IntRange(0, 30).Draw(t, "visits") {
		v := o.visit(rapid.SampledFrom([]string{"aberg", "", "gone", "bosman"}).Draw(t, "who"), 0, "09:00", "10:00",
			rapid.SampledFrom([]int{0, 10023, 999999999}).Draw(t, "ticket"))
		v.ID = model.ScheduleEntryID(rapid.IntRange(0, 20).Draw(t, "id"))
		v.Start = o.now.Add(time.Duration(rapid.IntRange(-3000, 3000).Draw(t, "start")) * time.Minute)
		v.End = v.Start.Add(time.Duration(rapid.IntRange(-60, 3000).Draw(t, "length")) * time.Minute)
		v.Name, v.Where, v.Type = model.Clean(word.Draw(t, "text")), model.Clean(word.Draw(t, "where")), model.Clean(word.Draw(t, "type"))
		v.Member.Name = model.Clean(word.Draw(t, "called"))
		v.DateOnly, v.Done, v.Ghost = rapid.Bool().Draw(t, "dated"), rapid.Bool().Draw(t, "done"), rapid.Bool().Draw(t, "ghost")
		v.Kind = model.ScheduleKind(rapid.IntRange(0, 4).Draw(t, "kind"))
		if rapid.IntRange(0, 9).Draw(t, "blank") == 0 {
			*v = model.ScheduleEntry{ID: v.ID}
		}
	}
	return o
}

func TestEverySizeWithOddData(t *testing.T) {
	t.Parallel()
	themes := []*theme.Theme{theme.New(true, theme.Unicode()), theme.New(false, theme.ASCII())}
	keys := []string{"w", "d", "f", "tab", "down", "up", "left", "right", "]", "[", "t", "enter", "esc", "space", "G", "g", "o", "y"}
	rapid.Check(t, func(t *rapid.T) {
		o := odd(t)
		s := schedule.New()
		for range 6 {
			w, h := rapid.IntRange(0, 200).Draw(t, "w"), rapid.IntRange(0, 60).Draw(t, "h")
			f := o.frame(w, h, themes[rapid.IntRange(0, 1).Draw(t, "theme")])
			f.Focused = rapid.Bool().Draw(t, "focused")
			s.Sync(f)
			press(s, f, rapid.SampledFrom(keys).Draw(t, "key"))
			exact(t, s.Draw(f), w, h)
			s.Keys().FullHelp()
		}
	})
}

func TestEverySize(t *testing.T) {
	t.Parallel()
	o := sample()
	for _, keys := range [][]string{nil, {"w"}, {"f"}} {
		for h := 1; h <= 60; h += 1 + h/12 {
			for w := 1; w <= 200; w += 1 + w/20 {
				s, f := started(o, w, h)
				press(s, f, keys...)
				exact(t, s.Draw(f), w, h)
			}
		}
	}
}

func TestASCIIHoldsNothingElse(t *testing.T) {
	t.Parallel()
	for _, keys := range [][]string{nil, {"w"}, {"f"}, {"]", "]"}} {
		s, f := schedule.New(), sample().frame(160, 45, theme.New(true, theme.ASCII()))
		s.Sync(f)
		press(s, f, keys...)
		for _, r := range text(s, f) {
			if r > '~' {
				t.Errorf("%v: %s in an ASCII frame", keys, strconv.QuoteRune(r))
			}
		}
	}
}

func BenchmarkKey(b *testing.B) {
	for name, keys := range map[string][]string{"member": {"down", "up"}, "day": {"right", "left"}, "week": {"w", "d"}, "free": {"f", "esc"}} {
		b.Run(name, func(b *testing.B) {
			s, f := started(crowd(), 200, 60)
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				press(s, f, keys[i%2])
				s.Draw(f)
				i++
			}
		})
	}
}

func BenchmarkUnchanged(b *testing.B) {
	s, f := started(crowd(), 200, 60)
	b.ReportAllocs()
	for b.Loop() {
		s.Draw(f)
	}
}
