package connectwise

import (
	"strings"
	"testing"
)

func TestHTML(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"<p>Hello</p><p>World</p>":                                        "Hello\n\nWorld",
		"<div>a</div><div>b</div>":                                        "a\nb",
		"a<br>b<br/>c":                                                    "a\nb\nc",
		"<p>one   two\n three</p>":                                        "one two three",
		"<b>bo</b>ld <i>it</i>":                                           "bold it",
		"<p>x &lt;script&gt; &amp;lt; &#8212; &nbsp;y</p>":                "x <script> &lt; — \u00a0y",
		"<style>p{color:red}</style><p>x</p><script>alert(1)</script>":    "x",
		"<head><title>t</title></head><body>x</body>":                     "x",
		`<div style="display: none">spy<div>inner</div></div>seen`:        "seen",
		`<span hidden>spy</span>seen`:                                     "seen",
		`<img src="x" style="display:none">seen`:                          "seen",
		"<ul><li>a</li><li>b</li></ul>":                                   "- a\n- b",
		"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>": "a b\nc",
		"<pre>a\n  b</pre>":                                               "a\n  b",
		"<p>unclosed <b>bold":                                             "unclosed bold",
		"</p></div>x":                                                     "x",
		"<!-- comment <p>no</p> --><p>x</p>":                              "x",
		"<p></p><p></p><p>x</p>":                                          "x",
	} {
		if !looksLikeHTML(in) {
			t.Errorf("%q does not look like HTML", in)
		}
		if got := htmlText(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	for _, in := range []string{"", "plain", "a < b > c", "mail <jdoe@example.com> now", "AT&T &amp; co", "<placeholder>", "if x<p then", "a <-- b", "<", "<p"} {
		if looksLikeHTML(in) {
			t.Errorf("%q looks like HTML", in)
		}
	}
	if got := noteText("<p>&#27;[31mred&#x202e;</p>", false).String(); strings.ContainsAny(got, "\x1b\u202e") {
		t.Errorf("entities came back armed: %q", got)
	}
}

// TestHTMLIsLinear guards against mails that are made to be slow.
func TestHTMLIsLinear(t *testing.T) {
	t.Parallel()
	for _, piece := range []string{"<div>", "<div hidden>", "<p>x</p>", "<a <b ", "<!--", "</div>", "&amp;", "<script>", "<table><tr><td>"} {
		linear(t, piece, func(n int) { htmlText(strings.Repeat(piece, n/len(piece))) })
	}
}

func FuzzHTML(f *testing.F) {
	f.Add("<div style='display:none'>x</div>y<br>z")
	f.Add("<p>a<pre> b</p></pre>")
	f.Fuzz(func(t *testing.T, in string) {
		if out := htmlText(in); len(out) > 4*len(in)+16 {
			t.Fatalf("%d bytes became %d", len(in), len(out))
		}
		looksLikeHTML(in)
	})
}
