package companies_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"daybrief/ui/companies"
	"daybrief/ui/theme"
)

var update = flag.Bool("update", false, "write the golden frames anew")

func golden(t *testing.T, name string, lines []string) {
	t.Helper()
	for i, l := range lines {
		lines[i] = strings.TrimRight(ansi.Strip(l), " ")
	}
	got := strings.Join(lines, "\n") + "\n"
	file := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); d != "" {
		t.Errorf("%s differs (-want +got; run with -update when it is right):\n%s", name, d)
	}
}

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
			golden(t, c.name, append([]string(nil), s.Draw(f).Lines...))
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
		golden(t, c.name, append([]string(nil), s.Draw(f).Lines...))
	}
}
