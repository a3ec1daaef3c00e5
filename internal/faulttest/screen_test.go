package faulttest

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/connectwise/cwtest"
	"daybrief/model"
)

// TestResizeStorm (F75): ten sizes a second for a minute, none of them sane.
func TestResizeStorm(t *testing.T) {
	long(t)
	inside(t, func(t *testing.T) {
		dice := rand.New(rand.NewPCG(7, 7))
		r := begin(t, options{seed: 1})
		r.becomes(model.StateLive, 30*time.Second)
		odd := [][2]int{{1, 1}, {2, 2}, {500, 200}, {1, 500}, {500, 1}, {40, 12}, {39, 12}, {40, 11}, {80, 24}}
		for i := range 150 {
			w, h := 1+dice.IntN(220), 1+dice.IntN(70)
			if i%3 == 0 {
				w, h = odd[i/3%len(odd)][0], odd[i/3%len(odd)][1]
			}
			r.Resize(w, h)
			if i%7 == 0 {
				r.Press([]string{"1", "2", "3", "4", "?", "esc"}[i/7%6])
			}
		}
		r.Press("esc", "1")
		r.Resize(38, 11)
		r.Wants("daybrief needs 40 by 12")
		r.Resize(120, 40)
		r.Pass(time.Second)
		r.Wants("LIVE", "SLA: about to be missed, and missed")
		if end, err := r.Ended(); end {
			t.Fatal(err)
		}
	})
}

// TestPastes (F87): a megabyte, control bytes and the end of a paste in a paste.
func TestPastes(t *testing.T) {
	inside(t, func(t *testing.T) {
		r := begin(t, options{seed: 1})
		r.becomes(model.StateLive, 30*time.Second)
		r.Press("2", "/")
		for _, text := range []string{strings.Repeat("a\x00\x1b[2J", 200_000), "\x1b[201~q", "q\n:quit\n", "\x1b]52;c;aGk=\x07", "\u202e\u200b\u009b31m"} {
			r.Send(tea.PasteMsg{Content: text})
			if strings.ContainsAny(r.Text(), "\x1b\x07\u202e\u009b") {
				t.Errorf("control characters on the screen after %.20q", text)
			}
		}
		if end, err := r.Ended(); end {
			t.Fatalf("a paste has ended the program: %v", err)
		}
		r.Press("esc", "esc", "1")
		r.Wants("LIVE")
	})
}

// TestMashedKeys (F88): thousands of keys while the server fails.
func TestMashedKeys(t *testing.T) {
	long(t)
	inside(t, func(t *testing.T) {
		dice := rand.New(rand.NewPCG(3, 3))
		r := begin(t, options{seed: 1})
		r.becomes(model.StateLive, 30*time.Second)
		r.Pass(2 * time.Minute)
		ready := time.Now()
		r.breaks(cwtest.Fault{Kind: cwtest.Hang})
		keys := strings.Fields("j k g G 1 2 3 4 tab shift+tab / a b esc enter up down pgup pgdown ? ! r ctrl+l w [ ] s v space left right h l n N : backspace home end")
		for range 300 {
			var burst []string
			for range 10 {
				burst = append(burst, keys[dice.IntN(len(keys))])
			}
			r.Press(burst...)
		}
		r.mends()
		r.Press("esc", "esc", "esc", "esc", "1")
		r.becomes(model.StateLive, 30*time.Second)
		if n := r.busiest(ready); n > 30 {
			t.Errorf("%d requests in a minute: r is no way around the budget", n)
		}
		r.Press("ctrl+c")
		r.Pass(2 * time.Second)
		if end, err := r.Ended(); !end || err != nil {
			t.Errorf("ctrl+c: ended %v, %v", end, err)
		}
	})
}

// TestQuitWhileLoading (F94): q works before the first answer, and at once.
func TestQuitWhileLoading(t *testing.T) {
	inside(t, func(t *testing.T) {
		r := begin(t, options{seed: 1, size: cwtest.Middle})
		r.breaks(cwtest.Fault{Kind: cwtest.Hang})
		r.Press("q")
		r.Pass(time.Second)
		if end, err := r.Ended(); !end || err != nil {
			t.Errorf("ended %v, %v", end, err)
		}
	})
}

// TestQuiet (F89 and the bar of section 5.2): a wall on which nothing changes
// writes next to nothing.
func TestQuiet(t *testing.T) {
	long(t)
	inside(t, func(t *testing.T) {
		r := begin(t, options{seed: 1, still: true, every: "1m", start: time.Date(2026, 3, 14, 3, 0, 0, 0, time.UTC)})
		r.becomes(model.StateLive, 30*time.Second)
		r.Press("?") // a page that stands still: only the clock and the next poll move
		r.Pass(5 * time.Minute)
		before := r.Written()
		r.Pass(15 * time.Minute)
		a := (r.Written() - before) / 15
		t.Logf("%d bytes a minute on a page that stands still", a)
		if a > 1024 {
			t.Errorf("%d bytes a minute though nothing changes", a)
		}
	})
}
