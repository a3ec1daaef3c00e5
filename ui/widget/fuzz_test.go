package widget

import (
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func FuzzSteady(f *testing.F) {
	for _, s := range odd() {
		if len(s) < 200 {
			f.Add(s, 10)
		}
	}
	f.Fuzz(func(t *testing.T, s string, w int) {
		w %= 80
		got := Fit(s, w, "…")
		if a, b := ansi.StringWidth(got), ansi.StringWidthWc(got); a != max(0, w) || b != max(0, w) {
			t.Fatalf("%q in %d: %q is %d cells by cluster, %d by rune", s, w, got, a, b)
		}
		lines, _ := Wrap(s, max(1, w), 50)
		for _, l := range lines {
			if n := ansi.StringWidthWc(l); n > max(1, w) {
				t.Fatalf("%q in %d: line %q is %d cells", s, w, l, n)
			}
		}
	})
}
