package companies_test

import (
	"testing"

	"daybrief/internal/golden"
	"daybrief/ui/companies"
	"daybrief/ui/theme"
)

func TestGoldenFrames(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		w, h int
		keys []string
	}{
		{"table-160x45", 160, 45, nil},
		{"pane-120x40", 120, 40, []string{"enter", "down"}},
		{"table-80x24", 80, 24, nil},
		{"table-40x15", 40, 15, nil},
		{"pane-80x24", 80, 24, []string{"enter"}},
		{"pane-40x15", 40, 15, []string{"enter"}},
		{"all-80x24", 80, 24, []string{"a"}},
		{"filter-80x24", 80, 24, []string{"/", "c", "l"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, f := companies.New(), sample().frame(c.w, c.h, theme.New(true, theme.Unicode()))
			s.Sync(f)
			press(s, f, c.keys...)
			golden.Check(t, c.name, golden.Plain(s.Draw(f).Lines))
		})
	}
}

// With the use of our products: a column where there is room, and what became of
// it beside the company.
func TestGoldenUse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		w, h int
		keys []string
	}{{"use-200x45", 200, 45, nil}, {"use-pane-120x40", 120, 40, []string{"enter"}}, {"use-80x24", 80, 24, nil}} {
		o := sample()
		o.use()
		s, f := companies.New(), o.frame(c.w, c.h, theme.New(true, theme.Unicode()))
		s.Sync(f)
		press(s, f, c.keys...)
		golden.Check(t, c.name, golden.Plain(s.Draw(f).Lines))
	}
}
