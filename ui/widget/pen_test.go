package widget

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"daybrief/model"
	"daybrief/ui/theme"
)

func TestPenIsAlwaysAsWideAsItSays(t *testing.T) {
	t.Parallel()
	th := theme.New(true, theme.Unicode())
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.IntRange(-1, 40).Draw(t, "w")
		p := NewPen(w, th)
		for range rapid.IntRange(0, 8).Draw(t, "steps") {
			text := rapid.SampledFrom([]string{"", "word", "日本語テスト", "⚠️ café", strings.Repeat("x", 50)}).Draw(t, "text")
			n := rapid.IntRange(-2, 20).Draw(t, "n")
			switch rapid.IntRange(0, 4).Draw(t, "kind") {
			case 0:
				p.Text(th.Bad, text)
			case 1:
				p.Cell(th.Dim, text, n)
			case 2:
				p.Right(th.Dim, text, n)
			case 3:
				p.To(n)
			case 4:
				p.Gap(n)
			}
		}
		if got := ansi.StringWidth(p.Line()); got != max(0, w) {
			t.Fatalf("%d cells, want %d: %q", got, w, p.Line())
		}
	})
}

func TestStandingTellsApart(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC)
	denied := &model.Problem{Kind: model.Forbidden, What: model.Clean("The key may not read the schedule."), Needs: "Inquire on Resource Scheduling (Service Desk), level All"}
	for name, c := range map[string]struct {
		h    model.Health
		at   time.Time
		what string
		cure string
		have bool
	}{
		"nothing yet":  {model.Health{}, time.Time{}, "Loading the schedule", "", false},
		"denied":       {model.Health{Problem: denied}, time.Time{}, "may not read", "Inquire on Resource Scheduling", false},
		"kept":         {model.Health{Problem: denied}, now.Add(-time.Hour), "may not read", "Inquire", true},
		"no words":     {model.Health{Problem: &model.Problem{Kind: model.TimedOut}}, now, "the schedule failed (timed out)", "", true},
		"stale":        {model.Health{At: now.Add(-time.Hour), Every: time.Minute}, now.Add(-time.Hour), "for 1 h", "", true},
		"all is well":  {model.Health{At: now, Every: time.Minute}, now, "", "", true},
		"without beat": {model.Health{}, now, "", "", true},
	} {
		s := Stand(c.h, c.at, "the schedule", now)
		if !strings.Contains(s.What, c.what) || c.what == "" && s.What != "" || !strings.Contains(s.Cure, c.cure) || s.Have != c.have {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

func TestNoticeFillsItsArea(t *testing.T) {
	t.Parallel()
	th := theme.New(false, theme.ASCII())
	for w := range 70 {
		for h := range 12 {
			lines := Notice(w, h, th, InkWarn, "日本語 The server could not be reached.", "", "Press r to try again.")
			if len(lines) != h {
				t.Fatalf("%dx%d: %d lines", w, h, len(lines))
			}
			for _, l := range lines {
				if ansi.StringWidth(l) != w {
					t.Fatalf("%dx%d: %d cells: %q", w, h, ansi.StringWidth(l), l)
				}
			}
		}
	}
}
