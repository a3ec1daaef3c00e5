package widget

import (
	"math"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/theme"
)

func TestSpan(t *testing.T) {
	t.Parallel()
	for in, want := range map[time.Duration]string{
		0: "now", 59 * time.Second: "now", time.Minute: "1 min", 59 * time.Minute: "59 min", time.Hour: "1 h", 65 * time.Minute: "1 h 05",
		-80 * time.Minute: "1 h 20", 10*time.Hour + 5*time.Minute: "10 h", 47 * time.Hour: "47 h", 48 * time.Hour: "2 d", 20 * 24 * time.Hour: "20 d",
		21 * 24 * time.Hour: "3 wk", 364 * 24 * time.Hour: "52 wk", 800 * 24 * time.Hour: "2 yr", math.MaxInt64: "292 yr",
	} {
		if got := Duration(in); got != want || len(got) > 7 {
			t.Errorf("Span(%v) = %q, want %q", in, got, want)
		}
	}
	if got := Duration(math.MinInt64); got != "292 yr" {
		t.Errorf("the length without a positive is %q", got)
	}
}

func TestMoments(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("east", 13*3600)
	now := at()
	for _, c := range []struct{ got, want string }{
		{Moment(now.Add(-time.Hour), now, time.UTC), "14:00"},
		{Moment(now.Add(-16*time.Hour), now, time.UTC), "Mon 23:00"},
		{Moment(now.Add(-16*time.Hour), now, zone), "Tue 12:00"},
		{Moment(now.AddDate(0, 0, -20), now, time.UTC), "18 Feb 15:00"},
		{Moment(now.AddDate(-2, 0, 0), now, time.UTC), "10 Mar 2024"},
		{Moment(time.Time{}, now, time.UTC), ""},
		{Day(now, now, time.UTC), "today"}, {Day(now.AddDate(0, 0, 1), now, time.UTC), "tomorrow"}, {Day(now.AddDate(0, 0, 2), now, time.UTC), "Thu 12 Mar"},
		{Ago(now.Add(time.Hour), now), "in 1 h"}, {Ago(now, now), "just now"}, {Ago(now.Add(-48*time.Hour), now), "2 d ago"},
		{Count(999), "999"}, {Count(1432), "1,432"}, {Count(1234567), "1,234,567"}, {Count(-1234), "-1,234"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestSLACells(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		clock model.SLAClock
		want  Cell
	}{
		{model.SLAClock{State: model.SLARunning, Stage: model.StageResolve, Left: 80 * time.Minute}, Cell{"res   1 h 20", InkText}},
		{model.SLAClock{State: model.SLARunning, Stage: model.StageRespond, Left: 50 * time.Minute}, Cell{"resp  50 min", InkWarn}},
		{model.SLAClock{State: model.SLARunning, Stage: model.StagePlan, Left: 5 * time.Minute}, Cell{"plan   5 min", InkBad}},
		{model.SLAClock{State: model.SLABreached, Stage: model.StageResolve, Left: -2 * time.Hour}, Cell{"res     +2 h", InkBadStrong}},
		{model.SLAClock{State: model.SLAPaused, Stage: model.StageResolve}, Cell{"res   paused", InkFaint}},
		{model.SLAClock{State: model.SLAUnknown}, Cell{"     unknown", InkDim}},
		{model.SLAClock{State: model.SLANone}, Cell{}},
	} {
		if got := SLACell(c.clock, false, assess.SLARules{AtRisk: time.Hour, Red: 30 * time.Minute}); got != c.want {
			t.Errorf("%+v: %q, want %q", c.clock, got, c.want)
		}
	}
}

func TestMarks(t *testing.T) {
	t.Parallel()
	g, th := theme.Unicode(), bare()
	for _, c := range []struct{ got, want string }{
		{Sparkline([]float64{0, 1, 2, 4, 8}, 6, &g), " ▁▂▃▅█"},
		{Sparkline([]float64{0, 0}, 2, &g), "▁▁"},
		{Sparkline([]float64{math.NaN(), -3, 5}, 2, &g), "▁█"},
		{Gauge(0.5, 4, &g), "██  "}, {Gauge(1, 3, &g), "███"}, {Gauge(7, 3, &g), "███"}, {Gauge(math.NaN(), 3, &g), "   "}, {Gauge(0.3, 4, &g), "█▎  "},
		{Rule("SLA", 12, th), "── SLA ─────"}, {Rule("", 3, th), "───"}, {Rule("long title", 4, th), "────"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
	got := strings.Join(Frame("Help", []string{"abc "}, 8, th), "\n")
	if want := "╭─ H… ─╮\n│ abc  │\n╰──────╯"; got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestField(t *testing.T) {
	t.Parallel()
	press := func(f *Field, names ...tea.KeyPressMsg) {
		for _, n := range names {
			f.Press(n)
		}
	}
	ctrl := func(r rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: r, Mod: tea.ModCtrl} }
	left, back := tea.KeyPressMsg{Code: tea.KeyLeft}, tea.KeyPressMsg{Code: tea.KeyBackspace}
	var f Field
	f.Insert("board:help 漢é\n\x1b")
	if f.String() != "board:help 漢é " {
		t.Errorf("got %q", f.String())
	}
	press(&f, back, left, left, back)
	if f.String() != "board:help漢é" {
		t.Errorf("got %q", f.String())
	}
	press(&f, ctrl('e'), ctrl('w'), tea.KeyPressMsg{Code: 'x', Text: "x"})
	if f.String() != "x" {
		t.Errorf("got %q", f.String())
	}
	if f.Press(ctrl('p')) || f.Press(tea.KeyPressMsg{Code: tea.KeyF1}) {
		t.Error("keys that mean nothing are not taken")
	}
	f.Set(strings.Repeat("w", 5000))
	if len(f.String()) != maxField {
		t.Errorf("%d bytes", len(f.String()))
	}
	line, x := f.Draw(20, 0, 0, theme.Style{}, theme.Style{})
	if Width(line) != 20 || x != 19 {
		t.Errorf("%q, cursor %d", line, x)
	}
}
