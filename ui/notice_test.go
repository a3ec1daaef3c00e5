package ui_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/ui/screen"
	"daybrief/ui/uitest"
)

// Several notices of one moment used to overwrite each other: only the last one
// was ever on screen.
func TestEveryNoticeIsSeen(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r, from := newRig(fine(5)), make(chan string, 8)
		r.opts.Said = from
		x := uitest.Start(t, r.app(t), 120, 40)
		for _, text := range []string{"The first warning.", "The second warning.", "The second warning.", "The third warning."} {
			from <- text
		}
		x.Settle()
		for _, text := range []string{"The first warning.", "The second warning.", "The third warning."} {
			x.Wants(text)
			x.Pass(3 * time.Second)
			x.Wants(text)
			x.Pass(time.Second)
		}
		x.Wants("The third warning.") // nobody waits behind it
		x.Pass(11 * time.Second)
		x.Lacks("warning.")
	})
}

// The answer to a key comes at once, whatever was on screen, and what nobody has
// asked for comes back after it; answers to earlier keys give way.
func TestAnswersComeAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r, from := newRig(fine(5)), make(chan string, 8)
		r.opts.Said = from
		r.stub.handle = func(msg tea.Msg, _ screen.Frame) screen.Outcome {
			k, is := msg.(tea.KeyPressMsg)
			return screen.Outcome{Intent: screen.Notify{Text: "Answer to " + k.String() + "."}, Claimed: is && (k.String() == "x" || k.String() == "z")}
		}
		x := uitest.Start(t, r.app(t), 120, 40)
		x.Press("2")
		from <- "A warning."
		x.Settle()
		x.Wants("A warning.")
		x.Press("x")
		x.Wants("Answer to x.")
		x.Press("z")
		x.Wants("Answer to z.")
		x.Pass(4 * time.Second)
		x.Wants("A warning.")
		x.Pass(15 * time.Second)
		x.Lacks("Answer", "warning.")
	})
}

// A flood is cut, and says so.
func TestAFloodOfNoticesIsCounted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r, from := newRig(fine(5)), make(chan string, 40)
		r.opts.Said = from
		x := uitest.Start(t, r.app(t), 120, 40)
		for i := range 30 {
			from <- fmt.Sprintf("Warning %02d.", i)
		}
		x.Settle()
		for i := range 13 { // one on screen, twelve behind it
			x.Wants(fmt.Sprintf("Warning %02d.", i))
			x.Pass(4 * time.Second)
		}
		x.Wants("17 more messages came at once.")
		x.Pass(15 * time.Second)
		x.Lacks("more messages", "Warning")
	})
}
