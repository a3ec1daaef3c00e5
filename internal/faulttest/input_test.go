//go:build linux

package faulttest

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// hostile are sequences that no keyboard sends; each has ended a program that
// took its terminal's word, or acted as keys there.
func hostile(r *rand.Rand) string {
	n := 32 + r.IntN(270) // with few parameters some of them are keys or clicks
	many := strings.Repeat("1;", n)
	return []string{
		"\x1b[" + many + "m", "\x1b[" + strings.Repeat("9:", n) + "u", "\x1bP" + many + "q\x1b\\", "\x1bP" + many, "\x1b]11;" + many + "\x07",
		"\x1b]52;c;cXF1aXQ=\x07", "\x1b_" + strings.Repeat("q", n) + "\x1b\\", "\x1b[?" + many + "c", "\x1b[" + strings.Repeat("9", n) + "~",
		"\x1b[200~" + "q\x03\x1b[1;1m" + strings.Repeat("q", n) + "\x1b[201~", "\x1b[200~\x1b[" + many + "m\x1b[201~", "\x1b[M\xff\xff\xff", "\x9b" + many + "m",
		"\x1b[<" + many + "M", "\x1b[27;" + many + "~",
	}[r.IntN(15)]
}

// noise are random bytes but those that are keys which end or stop the program,
// or write into the folder where it runs.
func noise(r *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		for b[i] = byte(r.IntN(256)); bytes.IndexByte([]byte("\x03\x1a\x1c\x04q\r\neyo"), b[i]) >= 0; {
			b[i] = byte(r.IntN(256))
		}
	}
	return b
}

// TestHostileInput: whatever bytes are typed or pasted, no program ends, the
// terminal is restored when somebody ends it, and it still hears keys. Of a thousand
// hostile sequences none is a key that nobody pressed.
func TestHostileInput(t *testing.T) {
	// Alone, and each sequence by itself: a piece that comes late may well be a key.
	_, h := loopback(t)
	args, env := tenant(t, h)
	for name, s := range map[string]struct {
		setting
		ready string
	}{
		"demo":      {setting{}, "LIVE"},
		"dashboard": {setting{args: args, env: env}, "LIVE"},
		"wall":      {setting{args: []string{"wall", "--demo", "--seed", "7", "--seconds", "1h"}}, "LIVE"},
		"wizard":    {setting{args: []string{"setup"}}, "Look around first"},
	} {
		t.Run(name, func(t *testing.T) {
			c := open(t, s.setting)
			c.sees(s.ready)
			before := c.still()
			r := rand.New(rand.NewPCG(1, 7))
			for range 1000 {
				c.pressWhole(hostile(r))
			}
			c.pressWhole("\x1b\\") // ends what the last one has left open
			if after := c.still(); after != before {
				t.Errorf("a hostile sequence was taken for a key:\n%s\n\n%s", before, after)
			}
			for range 8 {
				c.press(string(noise(r, 1000)))
			}
			c.press("\x1b\\\x07")
			time.Sleep(600 * time.Millisecond) // half a sequence is given up after that
			for range 20 {
				c.press("\x1b[200~" + string(noise(r, 5000)) + "\x1b[201~")
			}
			select {
			case err := <-c.done:
				t.Fatalf("ended: %v\n%s", err, c.text())
			default:
			}
			for range 3 { // it may first close what the noise has opened
				c.press("\x03")
				time.Sleep(300 * time.Millisecond)
			}
			if code := c.ends(20 * time.Second); code != 0 && code != 130 {
				t.Errorf("code %d", code)
			}
			c.restored()
		})
	}
}

// TestAnswersInPieces: an answer of the terminal that comes in pieces, typed or
// within a paste, is no key, wherever it is cut and however long the pieces are
// apart.
func TestAnswersInPieces(t *testing.T) {
	t.Parallel()
	_, h := loopback(t)
	args, env := tenant(t, h)
	for name, c := range map[string]struct {
		setting
		ready, help, helped string
	}{
		"demo":      {setting{}, "LIVE", "?", "Everywhere"},
		"dashboard": {setting{args: args, env: env}, "LIVE", "?", "Everywhere"},
		"wall":      {setting{args: []string{"wall", "--demo", "--seed", "7", "--seconds", "1h"}}, "LIVE", "?", "next page"},
		"wizard":    {setting{args: []string{"setup"}}, "Look around first", "\x1b[B", "Look around first"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := open(t, c.setting)
			p.sees(c.ready)
			before, pause := p.still(), 5
			for _, answer := range []string{"\x1b]11;rgb:2222/2222/2222\x1b\\", "\x1b[?62;4c", "\x1bP>|term 1\x1b\\"} {
				for i := 1; i < len(answer); i++ {
					p.press(answer[:i])
					time.Sleep(time.Duration(pause) * time.Millisecond)
					p.press(answer[i:])
					pause = 5 + (pause+41)%146
				}
			}
			if after := p.still(); after != before {
				t.Errorf("a piece of an answer was taken for a key:\n%s\n\n%s", before, after)
			}
			p.press(c.help)
			p.sees(c.helped)
			p.press("\x1b[200~\x1b]11;rgb:22\x1b[201~")
			p.press("22/2222/2222\x1b\\") // which is typed, and must not end it
			p.press("\x03")
			p.press("\x03")
			if code := p.ends(5 * time.Second); code != 0 && code != 130 {
				t.Errorf("code %d", code)
			}
			p.restored()
		})
	}
}

// still is the page once it has stood still for a while.
func (c *console) still() string {
	last, since := "", time.Now()
	c.until("it stands still", 20*time.Second, func() bool {
		if now := page(c.text()); now != last {
			last, since = now, time.Now()
		}
		return time.Since(since) > 300*time.Millisecond
	})
	return last
}

// page is what a key would change and nothing else does: which screen is shown and
// whose, and what is open over it. Rows come and go by themselves.
func page(text string) string {
	var keep []string
	for i, line := range strings.Split(text, "\n") {
		if i > 1 && !strings.Contains(line, " esc ") {
			continue
		}
		keep = append(keep, strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return -1
			}
			return r
		}, line))
	}
	return strings.Join(keep, "\n")
}
