package companies_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"daybrief/model"
	"daybrief/ui/companies"
	"daybrief/ui/theme"
)

func TestEverySizeWithOddData(t *testing.T) {
	t.Parallel()
	themes := []*theme.Theme{theme.New(true, theme.Unicode()), theme.New(false, theme.ASCII())}
	word := rapid.SampledFrom([]string{"", "日本語の会社名がとても長い", "شركة", "⚠️ café 👩‍👩‍👧", strings.Repeat("x", 400), "a\x1b[31mb", "नमस्ते"})
	keys := []string{"a", "s", "S", "/", "x", "enter", "down", "up", "esc", "t", "o", "y", "G", "g", "left", "right"}
	rapid.Check(t, func(t *rapid.T) {
		o := newTrade(rapid.IntRange(1, 30).Draw(t, "companies"))
		for i := range o.snap.Companies.Value {
			c := &o.snap.Companies.Value[i]
			c.Name, c.City, c.Identifier = model.Clean(word.Draw(t, "name")), model.Clean(word.Draw(t, "city")), model.Clean(word.Draw(t, "code"))
		}
		for range rapid.IntRange(0, 30).Draw(t, "tickets") {
			k := o.ticket(0, rapid.IntRange(-5, 90000).Draw(t, "age"), time.Duration(rapid.IntRange(-9000, 9000).Draw(t, "due"))*time.Minute)
			k.Company = model.CompanyRef{ID: model.CompanyID(rapid.IntRange(-1, 40).Draw(t, "company")), Name: model.Clean(word.Draw(t, "called"))}
			k.Summary = model.Clean(word.Draw(t, "summary"))
		}
		s := companies.New()
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
	for _, keys := range [][]string{nil, {"enter"}, {"/", "a"}} {
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
	s, f := companies.New(), sample().frame(160, 45, theme.New(true, theme.ASCII()))
	s.Sync(f)
	for _, r := range strings.ReplaceAll(text(s, f), "日本商事株式会社", "") {
		if r > '~' {
			t.Errorf("%s in an ASCII frame", strconv.QuoteRune(r))
		}
	}
}

func BenchmarkKey(b *testing.B) {
	for name, keys := range map[string][]string{"move": {"down", "up"}, "filter": {"/", "a", "c", "m", "e", "esc"}, "sort": {"s"}, "pane": {"enter", "down", "esc"}} {
		b.Run(name, func(b *testing.B) {
			s, f := started(crowd(), 200, 60)
			press(s, f, "a")
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				press(s, f, keys[i%len(keys)])
				s.Draw(f)
				i++
			}
		})
	}
}

func BenchmarkSync(b *testing.B) {
	s, f := started(crowd(), 200, 60)
	b.ReportAllocs()
	for b.Loop() {
		f.Now = f.Now.Add(time.Minute)
		s.Sync(f)
	}
}
