package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/ui/uitest"
)

// step is one question of somebody's morning: how long it comes after the one
// before, the keys that answer it from the Brief screen, and what the answer shows.
type step struct {
	after          time.Duration
	question, keys string
	wants          string // parted by |
}

// walk is somebody's way through the demo.
type walk struct {
	role  string
	at    time.Time
	steps []step
}

func walks() map[string]walk {
	const taker = "Who can take"
	day := func(hour, minute int) time.Time { return time.Date(2026, 3, 10, hour, minute, 0, 0, time.UTC) }
	return map[string]walk{
		"technician": {"technician", day(8, 0), []step{
			{0, "What blows up next?", "", "What needs me now?|technician · mine"},
			{time.Hour, "What is mine?", "2", "▌2 Tickets|My open tickets"},
			{time.Hour, "Where must I be?", "3", "▌3 Schedule"},
			{time.Hour, "Who waits for my answer?", "", "Who waits for our answer?"},
			{time.Hour, "What blows up next, at noon?", "", "What needs me now?"},
		}},
		"dispatcher": {"dispatcher", day(8, 30), []step{
			{0, "What has nobody picked up?", "", "Which tickets has nobody picked up?|dispatcher · everybody"},
			{time.Minute, "Who can take the first?", "j t", taker},
			{time.Minute, "Who can take the second?", "j t", taker},
			{time.Minute, "Who can take the third?", "j t", taker},
			{time.Minute, "Who can take the fourth?", "j t", taker},
			{time.Minute, "Who can take the first that nobody has?", "] t", taker},
			{time.Minute, "Who is free?", "3 f", "▌3 Schedule"},
			{time.Minute, "Who is double-booked?", "3", "▌3 Schedule"},
			{time.Minute, "What is assigned but not planned?", "", "What is assigned but not planned?"},
		}},
		"manager": {"manager", day(8, 15), []step{
			{0, "What needs anybody?", "", "What needs me now?|manager · everybody"},
			{time.Minute, "How did we do yesterday?", "", "How did we do?|Opened and closed yesterday"},
			{time.Minute, "Which goals are missed?", "", "SLA: about to be missed, and missed"},
			{time.Minute, "Which companies heat up?", "4", "▌4 Companies"},
			{time.Minute, "What is forgotten?", "G", "What has gone quiet?"},
		}},
	}
}

// Three mornings in virtual time: each question is answered by at most two keys
// from the front page; testdata has what was seen.
func TestWalks(t *testing.T) {
	t.Parallel()
	skipRaced(t)
	for name, w := range walks() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { w.take(t, name) })
		})
	}
}

func (w *walk) take(t *testing.T, name string) {
	s := shot{role: w.role, at: w.at}
	x := uitest.Start(t, s.app(t), 120, 36)
	x.Pass(10 * time.Second)
	var seen strings.Builder
	for _, st := range w.steps {
		x.Press("esc", "1")
		x.Pass(st.after)
		if n := len(strings.Fields(st.keys)); n > 2 {
			t.Errorf("%s takes %d keys", st.question, n)
		}
		play(x, st.keys)
		x.Pass(10 * time.Second) // what was asked for in the background
		for want := range strings.SplitSeq(st.wants, "|") {
			x.Wants(want)
		}
		seen.WriteString("## " + st.question + " [" + st.keys + "]\n")
		for _, l := range x.Lines() {
			seen.WriteString(strings.TrimRight(l, " ") + "\n")
		}
	}
	file := filepath.Join("testdata", "walk-"+name+".txt")
	if updating() {
		if err := os.WriteFile(file, []byte(seen.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil || string(want) != seen.String() {
		t.Errorf("%s is another one (%v); read it and draw it anew with -update:\n%s", file, err, seen.String())
	}
}
