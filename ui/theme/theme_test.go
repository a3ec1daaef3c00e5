package theme

import (
	"image/color"
	"math"
	"reflect"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/clipperhouse/displaywidth"
)

func TestEveryStyleIsFilledAndResets(t *testing.T) {
	t.Parallel()
	for _, dark := range []bool{true, false} {
		v := reflect.ValueOf(*New(dark, Unicode()))
		for i := range v.NumField() {
			s, ok := v.Field(i).Interface().(Style)
			if !ok || v.Type().Field(i).Name == "Text" { // Text is the terminal's own ink
				continue
			}
			name := v.Type().Field(i).Name
			if s.on == "" || s.off == "" {
				t.Errorf("dark=%v: %s paints nothing", dark, name)
			}
			if got := s.Paint("word"); !strings.HasPrefix(got, "\x1b[") || !strings.HasSuffix(got, "word\x1b[m") {
				t.Errorf("dark=%v: %s paints %q", dark, name, got)
			}
		}
	}
}

func TestPaintAndToAgree(t *testing.T) {
	t.Parallel()
	th := New(true, Unicode())
	for _, s := range []Style{th.Text, th.Bad, th.Sel} {
		for _, text := range []string{"", "word", "xx"} {
			var b strings.Builder
			s.To(&b, text)
			if b.String() != s.Paint(text) {
				t.Errorf("To writes %q, Paint gives %q", b.String(), s.Paint(text))
			}
		}
	}
}

// Every kind must be readable, and more so where more contrast is promised.
func TestKindsAreReadable(t *testing.T) {
	t.Parallel()
	grounds := map[bool][]string{true: {"#000000", "#1e1e1e"}, false: {"#ffffff", "#f3f3f3"}}
	for kind, want := range map[Kind]float64{HighContrast: 7, ColourBlind: 4.5} {
		for dark, list := range grounds {
			p := paletteOf(kind, dark)
			for name, hex := range map[string]string{"text": p.text, "dim": p.dim, "accent": p.accent, "good": p.good, "warn": p.warn, "bad": p.bad} {
				for _, ground := range list {
					atLeast(t, dark, name, hex, ground, want)
				}
				if name != "dim" && name != "good" {
					atLeast(t, dark, name+" on selection", hex, p.selected, 4.2)
				}
			}
			atLeast(t, dark, "badge", p.badgeInk, p.bad, 4.5)
		}
	}
}

// No colour means none: only attributes, and the selection is still marked.
func TestNoneHasNoColour(t *testing.T) {
	t.Parallel()
	v := reflect.ValueOf(*Make(None, true, Unicode()))
	for i := range v.NumField() {
		if s, ok := v.Field(i).Interface().(Style); ok && strings.ContainsAny(strings.Trim(s.on, "\x1b[m"), "35689") {
			t.Errorf("%s paints %q", v.Type().Field(i).Name, s.on)
		}
	}
	th := Make(None, true, Unicode())
	for name, s := range map[string]Style{"selected": th.Sel, "idle": th.SelIdle, "badge": th.BadgeBad, "tab": th.TabOn, "booked": th.Slot} {
		if s.on == "" {
			t.Errorf("%s looks like everything else", name)
		}
	}
}

// Colour-blind eyes tell bad from warn by lightness too.
func TestColourBlindStatesDifferInLightness(t *testing.T) {
	t.Parallel()
	p := paletteOf(ColourBlind, true)
	if luminance(lipgloss.Color(p.warn)) < 1.4*luminance(lipgloss.Color(p.bad)) {
		t.Error("a warning is as light as what is bad")
	}
}

// The inks must be readable on the backgrounds that people really have.
func TestContrast(t *testing.T) {
	t.Parallel()
	grounds := map[bool][]string{true: {"#000000", "#1e1e1e", "#282c34"}, false: {"#ffffff", "#fafafa", "#f3f3f3"}}
	for dark, list := range grounds {
		p := lightPalette()
		if dark {
			p = darkPalette()
		}
		inks := map[string]string{"text": p.text, "dim": p.dim, "accent": p.accent, "good": p.good, "warn": p.warn, "bad": p.bad}
		for _, ground := range list {
			for name, hex := range inks {
				atLeast(t, dark, name, hex, ground, 4.5)
			}
			atLeast(t, dark, "faint", p.faint, ground, 3.5)
			atLeast(t, dark, "rule", p.rule, ground, 1.5)
		}
		for name, hex := range inks {
			if name != "dim" && name != "good" {
				atLeast(t, dark, name+" on selection", hex, p.selected, 4.2)
			}
		}
		atLeast(t, dark, "selectedDim", p.selectedDim, p.selected, 4.5)
		for name, hex := range map[string]string{"text": p.text, "warn": p.warn, "bad": p.bad} {
			atLeast(t, dark, name+" on idle", hex, p.idle, 4.5)
		}
		for name, hex := range map[string]string{"text": p.text, "selectedDim": p.selectedDim, "accent": p.accent, "warn": p.warn} {
			atLeast(t, dark, name+" on slot", hex, p.slot, 4.5)
		}
		atLeast(t, dark, "badge", p.badgeInk, p.warn, 4.5)
		atLeast(t, dark, "badge", p.badgeInk, p.bad, 4.5)
	}
}

func atLeast(t *testing.T, dark bool, name, ink, ground string, want float64) {
	t.Helper()
	a, b := luminance(lipgloss.Color(ink)), luminance(lipgloss.Color(ground))
	if got := (math.Max(a, b) + 0.05) / (math.Min(a, b) + 0.05); got < want {
		t.Errorf("dark=%v: %s %s on %s has contrast %.2f, want %.1f", dark, name, ink, ground, got, want)
	}
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 {
		x := float64(v) / 65535
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(r) + 0.7152*lin(g) + 0.0722*lin(b)
}

// With sixteen colours red must still be red, and the states differ.
func TestSixteenColours(t *testing.T) {
	t.Parallel()
	for _, dark := range []bool{true, false} {
		p := lightPalette()
		if dark {
			p = darkPalette()
		}
		down := func(hex string) color.Color { return colorprofile.ANSI.Convert(lipgloss.Color(hex)) }
		seen := map[color.Color]string{}
		for name, hex := range map[string]string{"accent": p.accent, "good": p.good, "warn": p.warn, "bad": p.bad, "dim": p.dim} {
			c := down(hex)
			if was, twice := seen[c]; twice {
				t.Errorf("dark=%v: %s and %s are both %v in sixteen colours", dark, name, was, c)
			}
			seen[c] = name
		}
		if c := down(p.bad); c != lipgloss.Red && c != lipgloss.BrightRed {
			t.Errorf("dark=%v: bad is %v in sixteen colours", dark, c)
		}
		if down(p.selected) == down(p.text) {
			t.Errorf("dark=%v: the selected row cannot be read in sixteen colours", dark)
		}
	}
}

func TestGlyphsAreSingleCells(t *testing.T) {
	t.Parallel()
	for name, g := range map[string]Glyphs{"unicode": Unicode(), "ascii": ASCII()} {
		v := reflect.ValueOf(g)
		for i := range v.NumField() {
			list, ok := v.Field(i).Interface().([]string)
			if !ok {
				list = []string{v.Field(i).String()}
			}
			for _, s := range list {
				if displaywidth.String(s) != 1 || lipgloss.Width(s) != 1 {
					t.Errorf("%s: %s %q is not one cell wide", name, v.Type().Field(i).Name, s)
				}
				if name == "ascii" && (len(s) != 1 || s[0] > '~') {
					t.Errorf("ascii: %s %q is not ASCII", v.Type().Field(i).Name, s)
				}
			}
		}
	}
}

func BenchmarkPaint(b *testing.B) {
	th := New(true, Unicode())
	var sb strings.Builder
	b.ReportAllocs()
	for b.Loop() {
		sb.Reset()
		th.Bad.To(&sb, "breached 2 h ago")
	}
}
