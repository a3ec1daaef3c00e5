package tickets

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"daybrief/internal/golden"
	"daybrief/ui/theme"
)

// TestGolden compares plain frames with the pictures in testdata.
func TestGolden(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		w, h int
		keys []string
		typ  string
	}{
		{"list-80x24", 80, 24, nil, ""},
		{"read-80x24", 80, 24, []string{"down", "tab"}, ""},
		{"below-100x40", 100, 40, []string{"down"}, ""},
		{"side-120x40", 120, 40, []string{"down"}, ""},
		{"side-160x45", 160, 45, []string{"b"}, ""},
		{"wide-200x60", 200, 60, []string{"s"}, ""},
		{"narrow-40x15", 40, 15, nil, ""},
		{"filter-120x20", 120, 20, nil, "board:help* printer is:breached"},
		{"mistake-80x12", 80, 12, nil, "printer bord:help"},
		{"nomatch-80x12", 80, 12, nil, "zeppelin"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, f := started(t, tenant(60), c.w, c.h)
			press(s, f, c.keys...)
			if c.typ != "" {
				write(s, f, c.typ)
			}
			golden.Check(t, c.name, strings.Join(s.Draw(f).Lines, "\n")+"\n")
		})
	}
}

// TestPictures writes coloured frames to the folder in TICKETS_PICTURES, to be
// looked at; it checks nothing and is skipped otherwise.
func TestPictures(t *testing.T) {
	dir := os.Getenv("TICKETS_PICTURES")
	if dir == "" {
		t.Skip("TICKETS_PICTURES is not set")
	}
	for _, dark := range []bool{true, false} {
		for _, size := range [][2]int{{80, 24}, {100, 40}, {120, 40}, {160, 45}, {200, 60}} {
			for name, keys := range map[string]string{"list": "", "read": "d>", "grouped": "b", "filter": "/owner:me -status:new prio"} {
				s, f := started(t, tenant(60), size[0], size[1])
				f.Theme = theme.New(dark, theme.Unicode())
				s.Sync(f)
				for _, k := range keys {
					switch k {
					case '>':
						press(s, f, "tab")
					case 'd':
						press(s, f, "down")
					default:
						press(s, f, string(k))
					}
				}
				file := fmt.Sprintf("%s-%dx%d-%v.ansi", name, size[0], size[1], dark)
				if err := os.WriteFile(filepath.Join(dir, file), []byte(strings.Join(s.Draw(f).Lines, "\n")), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

func widths(t testing.TB, lines []string, w, h int, about string) {
	t.Helper()
	if len(lines) != h {
		t.Fatalf("%s: %d lines, want %d", about, len(lines), h)
	}
	for i, l := range lines {
		if n := ansi.StringWidth(l); n != w {
			t.Fatalf("%s: line %d is %d cells, want %d: %q", about, i, n, w, l)
		}
	}
}
