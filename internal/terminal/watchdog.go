package terminal

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"time"

	"golang.org/x/term"

	"daybrief/internal/environ"
	"daybrief/internal/terminal/painter"
)

// WatchdogName is the hidden command that a program starts beside itself: its
// whole work is LookOut.
const WatchdogName = "watch-over-a-dashboard"

// watchdogTime is how long a start waits for the watchdog to be on its post. It is
// started early, and has been there for long by then.
const watchdogTime = 500 * time.Millisecond

// mostCrash is how much of a crash is kept, in bytes.
const mostCrash = 1 << 20

// Watchdog is this program a second time. It does nothing but wait for the first
// one to die without having put the terminal back, of a panic in a goroutine
// that nobody guards or a SIGKILL, and then does what the dead can't. It learns
// of the end by the end of a pipe, and gets the words of a crash through it. A
// nil one does nothing.
type Watchdog struct {
	cmd    *exec.Cmd
	post   *os.File // says that it is there
	pipe   *os.File
	unmute func()
}

// Watch starts a watchdog: self is this program's path, out the terminal. It is
// nil when there can't be one, which is no reason not to go on.
func Watch(self string, environment []string, out *os.File) *Watchdog {
	if self == "" {
		return nil
	}
	ours, theirs, err := os.Pipe()
	if err != nil {
		return nil
	}
	post, there, err := os.Pipe()
	if err != nil {
		_, _ = ours.Close(), theirs.Close()
		return nil
	}
	w := &Watchdog{cmd: exec.Command(self, WatchdogName), post: post, pipe: theirs}
	w.cmd.Env = environ.Trimmed(environment)
	w.cmd.Stdin, w.cmd.Stdout, w.cmd.Stderr = ours, out, there
	Detach(w.cmd)
	err = w.cmd.Start()
	_, _ = ours.Close(), there.Close()
	if err != nil {
		_, _ = post.Close(), theirs.Close()
		return nil
	}
	return w
}

// Begin waits until the watchdog has seen the terminal as it is, and has it told
// of crashes from then on. What the runtime says of one goes to the watchdog
// only: on the screen it could show a secret. handshake is a line that it has to
// know then; it goes through a pipe and never into a file, an argument or the
// environment. stderr is silent until End, where it is the terminal.
func (w *Watchdog) Begin(handshake []byte, stderr io.Writer) {
	if w == nil {
		return
	}
	_ = w.post.SetReadDeadline(time.Now().Add(watchdogTime))
	if n, err := w.post.Read(make([]byte, 1)); n != 1 || err != nil {
		w.dismiss() // it would take our raw mode for how things were
		return
	}
	_, err := w.pipe.Write(append(handshake, '\n'))
	if err != nil || debug.SetCrashOutput(w.pipe, debug.CrashOptions{}) != nil {
		w.dismiss()
		return
	}
	w.unmute = mute(stderr)
}

// End tells the watchdog that all is well.
func (w *Watchdog) End() {
	if w == nil || w.cmd == nil {
		return
	}
	w.dismiss()
	_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
	if w.unmute != nil {
		w.unmute()
	}
}

func (w *Watchdog) dismiss() {
	_ = w.cmd.Process.Kill()
	_ = w.cmd.Wait() // that it was killed is known
	_, _ = w.post.Close(), w.pipe.Close()
	w.cmd = nil
}

// LookOut is what the second process does: it waits until in ends, and restores
// the terminal out. ready is told that it is on its post. words are what the
// handshake and a crash, "" for none, make it say.
func LookOut(in io.Reader, out *os.File, ready io.Writer, words func(handshake []byte, crash string) string) error {
	before, err := term.GetState(int(out.Fd()))
	if err != nil {
		return err
	}
	NoCoreDump()
	if _, err := io.WriteString(ready, "."); err != nil {
		return nil // nobody waits for us any more
	}
	read := bufio.NewReader(io.LimitReader(in, mostCrash))
	handshake, err := read.ReadBytes('\n')
	if err != nil {
		return nil // it died before it had touched the terminal
	}
	crash, _ := io.ReadAll(read) // ends when the program does
	last := painter.LeaveAll + words(handshake, string(crash))
	done := make(chan struct{})
	go func() { // a terminal that is blocked must not keep us
		defer close(done)
		_ = term.Restore(int(out.Fd()), before)
		_, _ = fmt.Fprint(out, last)
	}()
	select {
	case <-done:
	case <-time.After(LastWords):
	}
	return nil
}
