package render

import (
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
)

// On a terminal that is narrower than the table each line is a block: nothing of the
// table is lost, and no line is wider than the terminal. Where there is room, and where
// nobody says how much there is, it is the table.
func TestTextOnANarrowTerminal(t *testing.T) {
	t.Parallel()
	for _, rows := range []bool{false, true} {
		r := made(t)
		table, _ := As("text", r, Options{Rows: rows})
		if same, _ := As("text", r, Options{Rows: rows, Width: 500}); same != table {
			t.Errorf("it changes where there is room:\n%s", same)
		}
		c := cells(r, Options{Rows: rows})
		for _, width := range []int{30, 40} {
			text, _ := As("text", r, Options{Rows: rows, Width: width})
			_, body, _ := strings.Cut(text, "\n\n")
			body, _, _ = strings.Cut(body, "\n\n")
			for _, line := range strings.Split(body, "\n") {
				if w := displaywidth.String(line); w > width {
					t.Errorf("%d wide on %d: %q", w, width, line)
				}
			}
			for _, line := range append(c.lines, c.totals) {
				for i, cell := range line {
					if want := strings.TrimSpace(cell); i >= c.texts && want != "" && !strings.Contains(body, c.head[i]+" "+want) || !strings.Contains(body, want) {
						t.Errorf("%q of %s is not there on %d:\n%s", cell, c.head[i], width, body)
					}
				}
			}
		}
	}
}
