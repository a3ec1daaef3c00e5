package schedule_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"daybrief/internal/golden"
	"daybrief/model"
	"daybrief/ui/schedule"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
)

func press(s *schedule.Screen, f screen.Frame, keys ...string) screen.Outcome {
	var out screen.Outcome
	for _, k := range keys {
		msg := tea.KeyPressMsg{Code: rune(k[0]), Text: k}
		switch k {
		case "up":
			msg = tea.KeyPressMsg{Code: tea.KeyUp}
		case "down":
			msg = tea.KeyPressMsg{Code: tea.KeyDown}
		case "left":
			msg = tea.KeyPressMsg{Code: tea.KeyLeft}
		case "right":
			msg = tea.KeyPressMsg{Code: tea.KeyRight}
		case "enter":
			msg = tea.KeyPressMsg{Code: tea.KeyEnter}
		case "tab":
			msg = tea.KeyPressMsg{Code: tea.KeyTab}
		case "esc":
			msg = tea.KeyPressMsg{Code: tea.KeyEscape}
		case "space":
			msg = tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
		}
		out = s.Handle(msg, f)
	}
	return out
}

func TestGoldenFrames(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		w, h  int
		keys  []string
		scope model.Scope
	}{
		{"day-160x45", 160, 45, nil, ""},
		{"day-120x40", 120, 40, []string{"tab", "down"}, ""},
		{"day-80x24", 80, 24, nil, model.ScopeMine},
		{"day-40x15", 40, 15, nil, model.ScopeMine},
		{"everybody-80x24", 80, 24, nil, model.ScopeEverybody},
		{"team-120x40", 120, 40, nil, model.ScopeTeam},
		{"week-160x45", 160, 45, []string{"w"}, ""},
		{"week-80x24", 80, 24, []string{"w"}, model.ScopeMine},
		{"free-120x40", 120, 40, []string{"f", "right", "right"}, ""},
		{"free-40x15", 40, 15, []string{"f", "space"}, ""},
		{"unloaded-80x24", 80, 24, []string{"]", "]"}, model.ScopeMine},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, f := schedule.New(), sample().frame(c.w, c.h, theme.New(true, theme.Unicode()))
			f = scoped(f, c.scope)
			s.Sync(f)
			press(s, f, c.keys...)
			golden.Check(t, c.name, golden.Plain(s.Draw(f).Lines))
		})
	}
}
