package connectwise

import (
	"strings"
	"testing"
	"time"
)

func TestMarkdownNotes(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`Printer is **out** of _toner_\.`:                      "Printer is out of toner.",
		`C:\\Users\\jo and 3\*4 \[sic\] \#1 a\_b`:              `C:\Users\jo and 3*4 [sic] #1 a_b`,
		"## What we did ##\n\n* one\n* two\n   + three":        "What we did\n\n- one\n- two\n   - three",
		"1\\. first\n2\\. second":                              "1. first\n2. second",
		"snake_case_name and 2*3*4 and __init__":               "snake_case_name and 2*3*4 and init",
		"see [the guide](https://psa.example/kb/7) please":     "see the guide (https://psa.example/kb/7) please",
		"mail [jo@x.example](mailto:jo@x.example)":             "mail jo@x.example",
		"![screenshot](https://psa.example/a.png \"t\") above": "screenshot above",
		"[not a link] and [half](open":                         "[not a link] and [half](open",
		"```\nGet-Item *.log | % { $_ }\n```\nthen `reboot`":   "Get-Item *.log | % { $_ }\nthen reboot",
		"a\n\n---\n\nb": "a\n\n\n\nb",
		"| host | state |\n|---|:--:|\n| **DC01** | up |":   "host   state\n\nDC01   up",
		"AT&amp;T &lt;ticket&gt; &nbsp;done, line<br>break": "AT&T <ticket> \u00a0done, line\nbreak",
		"> quoted\n~~struck~~ and ***both***":               "> quoted\nstruck and both",
		"* * *":                                             "",
		"**":                                                "**",
		`trailing \`:                                        `trailing \`,
		"_" + strings.Repeat("x", 5):                        "xxxxx",
		"[a](b)[c](https://psa.example)":                    "ac (https://psa.example)",
		"5 * 3 = 15 and a ~ b":                              "5 * 3 = 15 and a ~ b",
		"[https://psa.example/a\\_b](https://psa.example/a\\_b) x": "https://psa.example/a_b x",
	} {
		if got := markdownText(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestRTFNotes(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}\f0\fs20 Hello\par second \b bold\b0  line}`: "Hello\nsecond bold line",
		`{\rtf1 caf\'e9 \u8364?5 \{ok\} C:\\tmp\~x}`:                                                     "café €5 {ok} C:\\tmp x",
		`{\rtf1\uc2 \u8211--a {\uc0 \u8211b}}`:                                                           "–a –b",
		`{\rtf1 \u-10179?\u-8704? ok}`:                                                                   "😀 ok",
		`{\rtf1{\*\generator x}{\pict\pngblip 89504e470d0a}text{\info{\author Jo}}}`:                     "text",
		`{\rtf1 a\bin5 {}{}}b}`:                                                                          "ab",
		`{\rtf1 \'9`:                                                                                     "",
		`{\rtf1 open`:                                                                                    "open",
		"{\\rtf1 already ü\nx}":                                                                          "already üx",
		`{\rtf`:                                                                                          "",
	} {
		if !looksLikeRTF(in) {
			t.Errorf("%q is RTF", in)
		}
		if got := rtfText(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	if looksLikeRTF("see {\\rtf1") {
		t.Error("RTF stands at the beginning")
	}
}

func TestEntitiesAndData(t *testing.T) {
	t.Parallel()
	data := strings.Repeat("iVBORw0KGgo1AAAA", 40)
	for in, want := range map[string]string{
		"a &amp; b &#39;c&#39; &euro;5":                                    "a & b 'c' €5",
		"?a=1&copy=2&x;y & z &; &nosuch; &":                                "?a=1&copy=2&x;y & z &; &nosuch; &",
		"before\ndata:image/png;base64," + data + " end":                   "before\n[file] end",
		"raw " + data + "== end":                                           "raw [file] end",
		"<p>see <img src=\"data:image/png;base64," + data + "\"> this</p>": "see this",
		strings.Repeat("=", 400):                                           strings.Repeat("=", 400),
		"https://psa.example/" + strings.Repeat("a/b2C-", 80):              "https://psa.example/" + strings.Repeat("a/b2C-", 80),
	} {
		if got := noteText(in, false).String(); got != want {
			t.Errorf("%.60q: got %q, want %q", in, got, want)
		}
	}
	for _, armed := range []string{"plain &#27;[31m &#x202e;", `{\rtf1 \u27? \'1b[31m \u8238?}`} {
		if got := noteText(armed, false).String(); strings.ContainsAny(got, "\x1b\u202e") {
			t.Errorf("%q came back armed: %q", armed, got)
		}
	}
	if got := noteText("&#27;\\[31m", true).String(); strings.Contains(got, "\x1b") {
		t.Errorf("Markdown came back armed: %q", got)
	}
}

// TestNoteTextIsLinear guards against notes that are made to be slow.
func TestNoteTextIsLinear(t *testing.T) {
	t.Parallel()
	for _, piece := range []string{"[", "![", "[a](", "*a", "`", "\\", "&", "&amp;", "data:", "{", "}", `\u1`, `{\rtf`, "|", "# ", "aB1", "aB1 ", "data:x;base64,", "[](", "**"} {
		for _, head := range []string{"", `{\rtf1 `} {
			linear(t, head+piece, func(n int) {
				s := head + strings.Repeat(piece, n/len(piece))
				noteText(s, true)
				noteText(s, false)
			})
		}
	}
}

// linear reports a function that takes much more than sixty-four times as long for
// sixty-four times the bytes: were it quadratic, it took four thousand times as long
// whenever it is tried. Machines are noisy, so the bound lies far from both, and one
// good try of many proves it.
func linear(t *testing.T, name string, of func(bytes int)) {
	t.Helper()
	took := func(n int) time.Duration {
		began := time.Now()
		of(n)
		return time.Since(began)
	}
	few, many := time.Hour, time.Hour
	for range 10 {
		if few, many = min(few, took(1<<11)), min(many, took(1<<17)); many <= 640*few+5*time.Millisecond {
			return
		}
	}
	t.Errorf("%q: 2 kB took %v, 128 kB %v", name, few, many)
}

func FuzzNoteText(f *testing.F) {
	for _, s := range []string{`**a** \[b\](c) &amp;`, `{\rtf1 \u8364? {\pict 00}}`, "<p>x</p>", "data:image/png;base64,AAAA", "```\n~~~"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, markdown := range []bool{false, true} {
			if got := noteText(s, markdown).String(); strings.ContainsAny(got, "\x1b\u009b\u202e") {
				t.Errorf("armed: %q", got)
			}
		}
	})
}
