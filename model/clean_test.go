package model

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestCleanLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"plain", "Printer offline", "Printer offline"},
		{"empty", "", ""},
		{"spaces only", "      ", ""},
		{"spaces are collapsed", "  a   b  ", "a b"},
		{"breaks become a space", "a\r\nb\nc\td\ve\ff\u0085g\u2028h\u2029i", "a b c d e f g h i"},
		{"bare CR can't forge a line", "VIRUS\rAll clear", "VIRUS All clear"},
		{"controls leave one mark", "down\a\a\a\a now", "down\ufffd now"},
		{"NUL, BS, DEL, SO", "a\x00b\bc\x7fd\x0ee", "a\ufffdb\ufffdc\ufffdd\ufffde"},
		{"lone ESC at the end", "end\x1b", "end\ufffd"},
		{"ESC eats its final", "before \x1bZafter", "before after"},
		{"CSI colour", "\x1b[31mred\x1b[0m", "red"},
		{"CSI with 40 parameters", "a\x1b[" + strings.Repeat("1;", 40) + "1mb", "ab"},
		{"CSI with controls inside", "a\x1b[3\r1\bmb", "ab"},
		{"CSI unterminated", "text \x1b[31", "text 31"},
		{"CSI that another script interrupts", "a\x1b[3é", "a3é"},
		{"charset", "\x1b(0lqk\x1b(B", "lqk"},
		{"OSC with BEL", "a\x1b]0;title\ab", "ab"},
		{"OSC with ST", "a\x1b]52;c;eA==\x1b\\b", "ab"},
		{"OSC with C1 ST", "a\x1b]0;t\u009cb", "ab"},
		{"OSC with a star in it", "\x1b]0;✳ title\aafter", "after"},
		{"OSC unterminated", "a\x1b]0;rest stays", "a0;rest stays"},
		{"OSC cut by another escape", "a\x1b]0;x\x1b[31mb", "ab"},
		{"DCS", "a\x1bPq#0\x1b\\b", "ab"},
		{"DCS does not end at BEL", "a\x1bPx\ay\x1b\\b", "ab"},
		{"APC, PM, SOS", "a\x1b_Gx\x1b\\b\x1b^y\x1b\\c\x1bXz\x1b\\d", "abcd"},
		{"C1 CSI", "x\u009b31mRED", "xRED"},
		{"C1 OSC", "x\u009d52;c;eA==\u009cy", "xy"},
		{"C1 DCS", "x\u0090$qm\u009cy", "xy"},
		{"other C1", "a\u0084b", "a\ufffdb"},
		{"no joining into an introducer", "\x1b[\x1b[31m2J left", "2J left"},
		{"invalid UTF-8", "a\xff\xfeb\x9bc", "a\ufffd\ufffdb\ufffdc"},
		{"bidi", "a\u202eb\u2066c\u2069d\u200fe\u061cf", "abcdef"},
		{"zero width", "pass\u200bword\u200d\u200c\u2060\ufeff", "password"},
		{"fillers", "a\u115f\u3164\u034f\u00ad\u180eb", "ab"},
		{"a lone Korean vowel", "a\u1161b", "a\ufffdb"},
		{"Korean letters apart are joined", "\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"},
		{"tags and variation selectors", "ok\U000e0041\ufe0f\U000e0101!", "ok!"},
		{"joined emoji fall apart", "👩\u200d💻", "👩💻"},
		{"skin tone", "👍🏿", "👍"},
		{"flags become letters", "🇩🇪 🇬", "DE G"},
		{"keycap", "1\ufe0f\u20e3", "1"},
		{"marks stay, some of them", "e\u0301" + strings.Repeat("\u0300", 20), "e\u0301\u0300\u0300\u0300"},
		{"a mark with nothing to sit on", "\u0301\u0301abc \u0301d", "abc d"},
		{"Arabic, Hebrew", "مشكلة #4512 שלום", "مشكلة #4512 שלום"},
		{"CJK, full width", "日本語　ＦＵＬＬ", "日本語 ＦＵＬＬ"},
		{"wide blanks", "a\u00a0\u2003\u2800b", "a b"},
		{"private use, noncharacter", "\ue000\U0001ffff", "\ufffd"},
		{"markup is only text", "<b>x</b> AT&amp;T [a](b)", "<b>x</b> AT&amp;T [a](b)"},
		{"printf verbs", "%s%n 100%", "%s%n 100%"},
	} {
		if got := Clean(c.in).String(); got != c.want {
			t.Errorf("%s: Clean(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestCleanLines(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"lines stay", "one\r\ntwo\n\nthree\rfour", "one\ntwo\n\nthree\nfour"},
		{"many empty lines become one", "a\n\n\n\n\n\nb", "a\n\nb"},
		{"none at the ends", "\n\n a \n\n", " a"},
		{"tabs are spaces", "a\tb", "a    b"},
		{"indent stays", "a\n    b", "a\n    b"},
		{"no trailing spaces", "a   \nb", "a\nb"},
		{"escapes go", "a\x1b[2J\nb\x1b]0;x\a", "a\nb"},
	} {
		if got := CleanLines(c.in).String(); got != c.want {
			t.Errorf("%s: CleanLines(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestCleanCutsVisibly(t *testing.T) {
	t.Parallel()
	for name, in := range map[string]string{
		"letters":  strings.Repeat("x", 600),
		"wide":     strings.Repeat("日", 600),
		"words":    strings.Repeat("ab ", 400),
		"megabyte": strings.Repeat("é", 1<<20),
		"bytes":    strings.Repeat("\u200b", 9000) + "unseen",
	} {
		got := Clean(in).String()
		if n := utf8.RuneCountInString(got); n > maxLineRunes {
			t.Errorf("%s: %d runes are kept", name, n)
		}
		if !strings.HasSuffix(got, "…") {
			t.Errorf("%s: cut without a sign: …%q", name, got[max(0, len(got)-20):])
		}
	}
	if got := Clean(strings.Repeat("x", maxLineRunes)).String(); strings.Contains(got, "…") {
		t.Error("what just fits was cut")
	}
}

// checkDisarmed is the promise of Text.
func checkDisarmed(t *testing.T, in, out string, multi bool) {
	t.Helper()
	if !utf8.ValidString(out) {
		t.Fatalf("%q: invalid UTF-8 comes out: %q", in, out)
	}
	prev := rune(0)
	for _, r := range out {
		switch {
		case r == '\n' && multi:
		case r < ' ' || r >= 0x7f && r < 0xa0:
			t.Fatalf("%q: control %U comes out", in, r)
		case unicode.Is(unicode.Bidi_Control, r), unicode.Is(unicode.Variation_Selector, r), invisible(r):
			t.Fatalf("%q: invisible %U comes out", in, r)
		case r != utf8.RuneError && !unicode.IsPrint(r):
			t.Fatalf("%q: unprintable %U comes out", in, r)
		case unicode.In(r, unicode.Mn, unicode.Me) && (prev == 0 || prev == ' ' || prev == '\n'):
			t.Fatalf("%q: a mark %U without a carrier", in, r)
		}
		prev = r
	}
	if !multi && utf8.RuneCountInString(out) > maxLineRunes || utf8.RuneCountInString(out) > maxLinesRunes {
		t.Fatalf("too long: %d runes", utf8.RuneCountInString(out))
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "a\x1b[31mb", "\x1b]0;t\ax", "x\u009b1m", "\u202e\u200b", "é\u0301", "a\n\n\nb", "\u1112\u1161\u11ab", "🇩🇪👩\u200d💻", "\x1bP\x1b[\u009d\u009c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		one, many := Clean(s).String(), CleanLines(s).String()
		checkDisarmed(t, s, one, false)
		checkDisarmed(t, s, many, true)
		if again := Clean(one).String(); again != one {
			t.Fatalf("Clean is not idempotent: %q → %q → %q", s, one, again)
		}
		if again := CleanLines(many).String(); again != many {
			t.Fatalf("CleanLines is not idempotent: %q → %q → %q", s, many, again)
		}
	})
}

// TestCleanHostileFile runs the shared collection where the checkout has it; a
// user's clone does not, and the tables above hold its kinds.
func TestCleanHostileFile(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile("../../shared/testdata/hostile-text.json")
	if err != nil {
		t.Log("no shared collection beside this clone; the project's own cases stand alone")
		return
	}
	var all []struct{ Name, Text string }
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		checkDisarmed(t, c.Name, Clean(c.Text).String(), false)
		checkDisarmed(t, c.Name, CleanLines(c.Text).String(), true)
	}
}

func BenchmarkClean(b *testing.B) {
	for name, s := range map[string]string{
		"ascii-60":      strings.Repeat("Printer offline at desk 4. ", 3)[:60],
		"unicode-60":    strings.Repeat("Größe ändern – täglich ", 3),
		"tabs-100k":     strings.Repeat("\t", 100_000),
		"zwsp-100k":     strings.Repeat("\u200b", 100_000),
		"sgr-100k":      strings.Repeat("\x1b[31m", 20_000),
		"c1-osc-100k":   strings.Repeat("\u009d", 50_000),
		"open-csi-100k": strings.Repeat("\u009b1", 33_000),
		"open-osc-100k": strings.Repeat("\x1b]", 50_000),
		"marks-100k":    "a" + strings.Repeat("\u0301", 50_000),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = CleanLines(s)
				_ = Clean(s)
			}
		})
	}
}
