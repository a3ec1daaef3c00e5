package widget

import (
	"strings"
	"testing"

	"daybrief/ui/theme"
)

// Half a number is another number: it is left out whole.
func TestClipCutsNoNumber(t *testing.T) {
	t.Parallel()
	g := theme.Unicode()
	for _, c := range []struct {
		text string
		w    int
		want string
	}{
		{"first #104285: past its date", 40, "first #104285: past its date"},
		{"first #104285: past its date", 14, "first #104285"},
		{"first #104285: past its date", 11, "first…"},
		{"overlaps 11:30 #10028, not acknowledged", 34, "overlaps 11:30 #10028"},
		{"overlaps 11:30 #10028, not acknowledged", 19, "overlaps 11:30…"},
		{"breached 15 h 23 min ago", 10, "breached…"},
		{"Winterbourne", 6, "Winte…"},
	} {
		if got := Clip(c.text, c.w, &g); got != c.want {
			t.Errorf("Clip(%q, %d) = %q, want %q", c.text, c.w, got, c.want)
		}
	}
}

// What is red stays red in the selected row, also where the keys go elsewhere.
func TestIdleSelectionKeepsRed(t *testing.T) {
	t.Parallel()
	for _, dark := range []bool{true, false} {
		th := theme.New(dark, theme.Unicode())
		for _, k := range []Ink{InkBad, InkBadStrong, InkWarn} {
			if k.Idle(th).Paint("x") == InkText.Idle(th).Paint("x") {
				t.Errorf("dark %v: ink %v is lost", dark, k)
			}
		}
		tb := sampleTable(1)
		tb.Cells = func(_ int64, cells []Cell) { cells[0] = Cell{"#1", InkBad} }
		tb.Layout(30, 3, th)
		if got := tb.Draw(false)[1]; !strings.Contains(got, InkBad.Idle(th).Paint("     #1")) {
			t.Errorf("dark %v: %q", dark, got)
		}
	}
}
