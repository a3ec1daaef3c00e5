package widget

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// odd is text on which terminals disagree, and text that breaks careless code.
func odd() []string {
	return []string{
		"", " ", "plain", "⚠️ printer 🖨️ ☑️ done", "👨‍👩‍👧 family", "👍🏽 thumbs", "🇩🇪 Berlin 🇫", "1️⃣ first",
		"日本語のチケット、プリンターが動かない", "한국어 각", "काम नहीं कर रहा क्षमा", "ทำงานไม่ได้ น้ำ", "ລາວ ນຳ", "சென்னை கி",
		"مرحبا بالعالم", "שלום עולם", "e\u0301e\u0301\u0301\u0301", "\u0301lone mark", "Z̸̢a̵l̶g̷o̴", "a\tb\nc\x00d\x1b[31m", "\u200d\u200d", "…",
		strings.Repeat("x", 5000), strings.Repeat("漢", 3000), strings.Repeat("ab ", 2000), "#" + strings.Repeat("👩‍💻", 100), "\ufffd\u202e", "\u0085\u009b31m",
	}
}

func anyText(t *rapid.T) string {
	return rapid.OneOf(rapid.SampledFrom(odd()), rapid.String(), rapid.StringN(0, 40, -1)).Draw(t, "text")
}

func TestFitIsExact(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text, w := anyText(t), rapid.IntRange(-1, 90).Draw(t, "w")
		for _, got := range []string{Fit(text, w, "…"), FitRight(text, w, "~")} {
			// Both ways of counting must agree: with clusters and with runes.
			if a, b := ansi.StringWidth(got), ansi.StringWidthWc(got); a != max(0, w) || b != max(0, w) {
				t.Fatalf("%q in %d: %q is %d cells by cluster, %d by rune", text, w, got, a, b)
			}
			if strings.ContainsAny(got, "\x1b\n\t\x00\u009b\ufe0f\u200d") {
				t.Fatalf("%q lets a control through: %q", text, got)
			}
		}
	})
}

func TestSteady(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want string }{
		{"⚠️ hot", "⚠ hot"}, {"👨‍👩‍👧!", "👨!"}, {"👍🏽", "👍"}, {"🇩🇪", "DE"}, {"1️⃣", "1"},
		{"น้ำ", "น้ํา"}, {"日本", "日本"}, {"é", "é"}, {"a\tb", "a b"},
	} {
		if got := Steady(c.in); got != c.want {
			t.Errorf("Steady(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestTruncateCutsBetweenClusters(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   string
		w    int
		want string
	}{
		{"printer", 7, "printer"}, {"printer", 6, "print…"}, {"printer", 1, "p"}, {"printer jam", 9, "printer…"},
		{"日本語", 5, "日本…"}, {"日本語", 4, "日…"}, {"日本語", 1, ""}, {"cafe\u0301s", 4, "caf…"},
	} {
		if got := Truncate(c.in, c.w, "…"); got != c.want {
			t.Errorf("Truncate(%q, %d) = %q, want %q", c.in, c.w, got, c.want)
		}
	}
}

func TestWrap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text, w, limit := anyText(t), rapid.IntRange(1, 60).Draw(t, "w"), rapid.IntRange(0, 20).Draw(t, "limit")
		lines, more := Wrap(text, w, limit)
		if limit > 0 && len(lines) > limit {
			t.Fatalf("%d lines, limit %d", len(lines), limit)
		}
		if limit == 0 && more {
			t.Fatal("more without a limit")
		}
		for _, l := range lines {
			if ansi.StringWidth(l) > w || ansi.StringWidthWc(l) > w {
				t.Fatalf("%q in %d: line %q too wide", text, w, l)
			}
		}
	})
	lines, more := Wrap("The printer on floor 2\n\n\n  - jams\n", 12, 0)
	if got := strings.Join(lines, "|"); got != "The printer|on floor 2||  - jams" || more {
		t.Errorf("got %q, %v", got, more)
	}
	lines, more = Wrap("one two three four", 5, 2)
	if got := strings.Join(lines, "|"); got != "one|two" || !more {
		t.Errorf("got %q, %v", got, more)
	}
}

// A hundred times the text takes about a hundred times as long; were it quadratic,
// ten thousand times, whenever it is tried. Machines are noisy, so the bound lies far
// from both, and one good try of many proves it.
func TestWrapIsLinear(t *testing.T) {
	t.Parallel()
	for _, unit := range []string{"x", "漢", "a ", "é"} {
		took := func(n int) time.Duration {
			start := time.Now()
			Wrap(strings.Repeat(unit, n), 40, 0)
			return time.Since(start)
		}
		few, many, linear := time.Hour, time.Hour, false
		for try := 0; try < 25 && !linear; try++ {
			few, many = min(few, took(1_000)), min(many, took(100_000))
			linear = many <= 1_000*few+time.Millisecond
		}
		if !linear {
			t.Errorf("%q: 1,000 take %v, 100,000 take %v", unit, few, many)
		}
	}
}

func TestJoinKeepsTheRight(t *testing.T) {
	t.Parallel()
	for w := range 40 {
		if got := Width(Join("All open tickets of all boards", "37 of 912", w, "…")); got != w {
			t.Errorf("%d cells in %d", got, w)
		}
	}
	if got := Join("All open tickets", "37 of 912", 20, "…"); got != "All open… 37 of 912" && got != "All open…  37 of 912" {
		t.Errorf("got %q", got)
	}
}
