package terminal

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

func start() time.Time { return time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC) }

func TestWhatIsLetThrough(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ in, want string }{
		"text":               {"abc äö 漢\r\t", "abc äö 漢\r\t"},
		"arrow":              {"\x1b[A\x1b[1;5B\x1bOC", "\x1b[A\x1b[1;5B\x1bOC"},
		"alt":                {"\x1bx\x1bä", "\x1bx\x1bä"},
		"mouse":              {"\x1b[<0;10;5M\x1b[<0;10;5m", "\x1b[<0;10;5M\x1b[<0;10;5m"},
		"kitty":              {"\x1b[97;5u\x1b[?1u", "\x1b[97;5u\x1b[?1u"},
		"device":             {"\x1b[?62;22;52c\x1b[?2026;2$y", "\x1b[?62;22;52c\x1b[?2026;2$y"},
		"console":            {"\x1b[[A", "\x1b[[A"},
		"background":         {"\x1b]11;rgb:1111/2222/3333\x1b\\x", "\x1b]11;rgb:1111/2222/3333\x1b\\x"},
		"name":               {"\x1bP>|WezTerm 1.0\x1b\\", "\x1bP>|WezTerm 1.0\x1b\\"},
		"two escapes":        {"\x1b\x1b[A", escapeKey + "\x1b[A"},
		"many parameters":    {"\x1b[" + strings.Repeat("1;", 40) + "mx", "x"},
		"many colons":        {"\x1b[" + strings.Repeat("1:", 40) + "mx", "x"},
		"long":               {"\x1b[" + strings.Repeat("1", 3000) + "mx", "x"},
		"capability, long":   {"\x1bP1+r" + strings.Repeat("1;", 900) + "\x1b\\x", "x"},
		"clipboard":          {"\x1b]52;c;cXVpdA==\x07q", "q"},
		"title":              {"\x1b]2;quit\x1b\\x", "x"},
		"device control":     {"\x1bP" + strings.Repeat("1;", 50) + "q\x1b\\x", "x"},
		"command":            {"\x1b_Gq=2\x1b\\x\x1b^q\x1b\\y\x1bXq\x1b\\z", "xyz"},
		"old mouse":          {"\x1b[M !!x", "x"},
		"eight bit":          {"\x9b1mx\xc2\x9by", "1mxy"},
		"not UTF-8":          {"a\xff\xfeb", "ab"},
		"cut by an escape":   {"\x1b]11;rgb\x1b[Ax", "\x1b[Ax"},
		"joined over a gap":  {"\x1b[\x96200~x", "200~x"},
		"cut by a control":   {"\x1b[1\x03", "\x03"},
		"paste":              {"\x1b[200~one\ntwo\x1b[201~", "\x1b[200~one\ntwo\x1b[201~"},
		"escapes in a paste": {"\x1b[200~a\x1b[31;1;1mb\x1b[A\x03\x1b]52;c;x\x07c\x1b[201~d", "\x1b[200~abc\x1b[201~d"},
		"paste in a paste":   {"\x1b[200~a\x1b[200~b\x1b[201~c\x1b[201~d", "\x1b[200~ab\x1b[201~cd"},
		"paste with halves":  {"\x1b[200~a\x1bO\x1b[201~b", "\x1b[200~a\x1b[201~b"},
		"function keys, cut": {"\x1b[[\x1b[A\x1bO\x1b[B\x1b[M\x1b[C", "\x1b[A\x1b[B\x1b[C"},
		"end of no paste":    {"a\x1b[201~b", "ab"},
	} {
		var f Filter
		if got := string(f.Clean([]byte(c.in), start())); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if c.in == "\x1b\x1b[A" {
			continue // in pieces it is the escape key and an arrow as well, but for the time between
		}
		var whole []byte
		var g Filter
		for i := range len(c.in) {
			whole = append(whole, g.Clean([]byte{c.in[i]}, start().Add(time.Duration(i)*time.Millisecond))...)
		}
		if string(whole) != c.want {
			t.Errorf("%s, byte by byte: %q, want %q", name, whole, c.want)
		}
	}
}

func TestAnswersInPieces(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"\x1b]11;rgb:1111/2222/3333\x1b\\", "\x1b[?62;22c", "\x1bP>|xterm(390)\x1b\\"} {
		for cut := 1; cut < len(in); cut++ {
			var f Filter
			got := f.Clean([]byte(in[:cut]), start())
			if len(got) > 0 {
				t.Errorf("%q: %q before it was whole", in[:cut], got)
			}
			got = f.Clean([]byte(in[cut:]), start().Add(150*time.Millisecond))
			if string(got) != in {
				t.Errorf("%q, cut at %d: %q", in, cut, got)
			}
		}
	}
}

func TestTheEscapeKey(t *testing.T) {
	t.Parallel()
	var f Filter
	if got := f.Clean([]byte("a\x1b"), start()); string(got) != "a" || !f.Escape() {
		t.Errorf("%q", got)
	}
	if got := f.Release(); string(got) != escapeKey || f.Escape() {
		t.Errorf("%q", got)
	}
	f.Clean([]byte{esc}, start())
	if got := f.Clean([]byte(":"), start().Add(100*time.Millisecond)); string(got) != escapeKey+":" {
		t.Errorf("escape, then a colon: %q", got)
	}
	f.Clean([]byte{esc}, start())
	if got := f.Clean([]byte("x"), start().Add(time.Millisecond)); string(got) != "\x1bx" {
		t.Errorf("alt+x: %q", got)
	}
}

// What follows an escape that has been given away is no key, if it comes at once.
func TestTheRestComesLate(t *testing.T) {
	t.Parallel()
	for rest, want := range map[string]string{
		"[200~q\x03\x1b[201~": pasteBegin + "q" + pasteEnd, "[A": "\x1b[A", "]11;qqqqqqq\x07": "\x1b]11;qqqqqqq\x07", "[": "[", "q": "q",
	} {
		var f Filter
		f.Clean([]byte{esc}, start())
		f.Release()
		if got := f.Clean([]byte(rest), start().Add(300*time.Millisecond)); string(got) != want {
			t.Errorf("%q: %q, want %q", rest, got, want)
		}
		if got := f.Clean([]byte("q"), start().Add(time.Second)); string(got) != "q" {
			t.Errorf("%q, then a key: %q", rest, got)
		}
	}
}

func TestWhatNobodyEnds(t *testing.T) {
	t.Parallel()
	var f Filter
	f.Clean([]byte("\x1b]11;rgb"), start())
	if got := f.Clean([]byte("q"), start().Add(time.Second)); string(got) != "q" {
		t.Errorf("a key after half an answer: %q", got)
	}
	f.Clean([]byte("\x1b[200~ab"), start())
	if got := f.Clean([]byte{interrupt}, start().Add(together+1)); string(got) != pasteEnd+"\x03" {
		t.Errorf("ctrl+c in half a paste: %q", got)
	}
	f.Clean([]byte("\x1b[200~abc"), start())
	if got := f.Clean([]byte("q"), start().Add(3*time.Second)); string(got) != pasteEnd+"q" {
		t.Errorf("a key after half a paste: %q", got)
	}
}

func TestPasteIsBounded(t *testing.T) {
	t.Parallel()
	var f Filter
	n := len(f.Clean([]byte(pasteBegin), start()))
	for range 40 {
		n += len(f.Clean(bytes.Repeat([]byte("x"), 100_000), start()))
	}
	if n > longestPaste+100 {
		t.Error(n)
	}
	if got := f.Clean([]byte(pasteEnd+"q"), start()); string(got) != pasteEnd+"q" {
		t.Errorf("%q", got)
	}
}

// What comes out, whatever goes in and however it is cut, is whole, small, and
// the same as if it had come in one piece.
func FuzzFilter(f *testing.F) {
	f.Add([]byte("a\x1b[1;1;1m\x1b]11;rgb:1/2/3\x07\x1b[200~x\x1b[201~"), uint64(1))
	f.Add([]byte("\x1bP1;1;1q\x1b\\\x9b\x1b[M !!\xff"), uint64(2))
	f.Fuzz(func(t *testing.T, in []byte, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 1))
		var one, cut Filter
		want := one.Clean(in, start())
		var got []byte
		for rest := in; len(rest) > 0; {
			n := 1 + r.IntN(len(rest))
			got = append(got, cut.Clean(rest[:n], start())...)
			rest = rest[n:]
		}
		if len(in) < longestSequence && !bytes.Equal(got, want) {
			t.Fatalf("cut %q, whole %q", got, want)
		}
		key := cut.Clean([]byte{interrupt}, start().Add(time.Minute))
		if !bytes.HasSuffix(key, []byte{interrupt}) || bytes.Count(append(got, key...), []byte(pasteBegin)) != bytes.Count(append(got, key...), []byte(pasteEnd)) {
			t.Fatalf("deaf after %q: %q", in, key)
		}
		if len(got) > 5*len(in) {
			t.Fatalf("%d bytes out of %d", len(got), len(in))
		}
		for s := got; ; {
			i := bytes.IndexByte(s, esc)
			if i < 0 {
				return
			}
			s = s[i+1:]
			if len(s) == 0 || s[0] != '[' {
				continue // alt and a character, or an answer of bounded length
			}
			if end := 1 + bytes.IndexFunc(s[1:], func(r rune) bool { return r >= '@' }); end > longestSequence {
				t.Fatalf("a sequence of %d bytes", end)
			} else if end > 0 && bytes.Count(s[:end], []byte(";")) >= mostParameters {
				t.Fatal("too many parameters")
			}
		}
	})
}
