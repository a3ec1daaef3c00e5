package theme

import (
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// By night everything is darker than by day, can still be read in a dark room,
// and red is still red.
func TestNightIsDarkerAndReadable(t *testing.T) {
	t.Parallel()
	day, night := darkPalette(), nightPalette()
	for name, pair := range map[string][2]string{
		"text": {day.text, night.text}, "dim": {day.dim, night.dim}, "faint": {day.faint, night.faint},
		"accent": {day.accent, night.accent}, "good": {day.good, night.good}, "warn": {day.warn, night.warn}, "bad": {day.bad, night.bad},
	} {
		if b, a := luminance(lipgloss.Color(pair[1])), luminance(lipgloss.Color(pair[0])); b >= 0.75*a {
			t.Errorf("%s: %.3f by night, %.3f by day", name, b, a)
		}
		atLeast(t, true, name+" by night", pair[1], "#121212", 3)
	}
	for hex, want := range map[string]string{night.bad: "red", night.warn: "yellow"} {
		c := colorprofile.ANSI.Convert(lipgloss.Color(hex))
		red, yellow := c == lipgloss.Red || c == lipgloss.BrightRed, c == lipgloss.Yellow || c == lipgloss.BrightYellow
		if want == "red" && !red || want == "yellow" && !yellow {
			t.Errorf("with sixteen colours %s is %v, not %s", hex, c, want)
		}
	}
	if n := New(true, Unicode()).Night(); n.Text == (Style{}) || n.Bad == n.Warn || n.Glyphs.Bad != "●" {
		t.Error("the night theme is not filled")
	}
	light := New(false, Unicode())
	if n := light.Night(); n.Text != light.Faint || n.Bad != light.Bad {
		t.Error("a light theme does not step back by night, or red does")
	}
}
