package terminal

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"sync"
	"time"

	"daybrief/internal/environ"
	"daybrief/internal/terminal/painter"
)

// WatchdogName is the hidden command that a program starts beside itself: its
// whole work is LookOut.
const WatchdogName = "watch-over-a-dashboard"

// tellTime is how long a watchdog that was stopped may hold us up.
const tellTime = 100 * time.Millisecond

// mostCrash is how much of a crash is kept, in bytes.
const mostCrash = 1 << 20

// shortLived is how long a watchdog lives at least, as a rule: one that died
// earlier is replaced after that time.
const shortLived = 2 * time.Second

// Watchdog is this program a second time. It does nothing but wait for the first
// one to die without having put the terminal back, of a panic in a goroutine
// that nobody guards or a SIGKILL, and then does what the dead can't. It learns
// of the end by the end of a pipe, and gets the words of a crash through it. One
// that dies itself is replaced. A nil one does nothing.
type Watchdog struct {
	self   string
	env    []string
	out    *os.File
	modes  []byte // of the terminal, as it was
	unmute func()

	mu        sync.Mutex
	cmd       *exec.Cmd // nil when none runs
	pipe      *os.File
	gone      chan struct{} // closed when cmd has ended
	handshake []byte        // nil before Begin
	ended     bool
	again     *time.Timer // starts the next one; nil when none is due
}

// Watch starts a watchdog: self is this program's path, out the terminal. It is
// nil when there can't be one, which is no reason not to go on.
func Watch(self string, environment []string, out *os.File) *Watchdog {
	if self == "" {
		return nil
	}
	modes, err := modesOf(out)
	if err != nil {
		return nil
	}
	w := &Watchdog{self: self, env: environ.Trimmed(environment), out: out, modes: modes}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.start() != nil {
		return nil
	}
	return w
}

// start starts the second process and tells it what is known by now. The caller
// holds mu.
func (w *Watchdog) start() error {
	ours, theirs, err := os.Pipe()
	if err != nil {
		return err
	}
	cmd := exec.Command(w.self, WatchdogName)
	cmd.Env = w.env
	cmd.Stdin, cmd.Stdout = ours, w.out
	Detach(cmd)
	// A pipe keeps what is told before anybody reads: this process may be killed
	// between two lines.
	w.pipe = theirs
	if w.handshake != nil {
		w.tell()
	}
	err = cmd.Start()
	_ = ours.Close()
	if err != nil {
		_ = theirs.Close()
		w.pipe = nil
		return err
	}
	w.cmd, w.gone = cmd, make(chan struct{})
	go w.await(cmd, w.gone, time.Now())
	return nil
}

// await waits for the end of a watchdog, and replaces it unless it was dismissed.
func (w *Watchdog) await(cmd *exec.Cmd, gone chan struct{}, since time.Time) {
	_ = cmd.Wait() // how it ended is all the same
	close(gone)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.cmd != cmd {
		return
	}
	_ = w.pipe.Close()
	w.cmd, w.pipe = nil, nil
	w.again = time.AfterFunc(max(0, shortLived-time.Since(since)), w.replace)
}

// replace starts another watchdog, unless all is over. One that can't be started
// is tried again.
func (w *Watchdog) replace() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.ended && w.start() != nil {
		w.again = time.AfterFunc(shortLived, w.replace)
	}
}

// Begin has the watchdog restore the terminal from now on, and has it told of
// crashes. What the runtime says of one goes to the watchdog only: on the screen
// it could show a secret. handshake is what it has to know then; it goes through
// a pipe and never into a file, an argument or the environment. stderr is silent
// until End, where it is the terminal.
func (w *Watchdog) Begin(handshake []byte, stderr io.Writer) {
	if w == nil {
		return
	}
	w.Tell(handshake)
	w.unmute = mute(stderr)
}

// Tell replaces what the watchdog has to know.
func (w *Watchdog) Tell(handshake []byte) {
	if w == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.handshake = handshake
	if w.cmd != nil {
		w.tell()
	}
}

// tell sends what is known through the pipe. Whatever is wrong with it, the
// process at its other end is gone, and await sees that. The caller holds mu.
func (w *Watchdog) tell() {
	line, err := json.Marshal(orders{w.modes, w.handshake})
	if err != nil {
		return // bytes: it always works
	}
	_ = w.pipe.SetWriteDeadline(time.Now().Add(tellTime))
	if _, err := w.pipe.Write(append(append([]byte{ordersMark}, line...), '\n')); err == nil {
		_ = debug.SetCrashOutput(w.pipe, debug.CrashOptions{})
	}
}

// End tells the watchdog that all is well.
func (w *Watchdog) End() {
	if w == nil {
		return
	}
	w.mu.Lock()
	w.ended = true
	if w.again != nil {
		w.again.Stop()
	}
	gone := w.gone
	if w.cmd != nil {
		_ = w.cmd.Process.Kill()
		_ = w.pipe.Close()
		w.cmd = nil
	}
	w.mu.Unlock()
	<-gone // none is left behind
	_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
	if w.unmute != nil {
		w.unmute()
	}
}

// orders are what a watchdog has to know: how the terminal was, and the caller's
// handshake. They come as a line, after a mark that no crash begins with.
type orders struct{ Modes, Handshake []byte }

const ordersMark = 1

// LookOut is what the second process does: it waits until in ends, and restores
// the terminal out. words are what the handshake and a crash, "" for none, make
// it say.
func LookOut(in io.Reader, out *os.File, words func(handshake []byte, crash string) string) {
	NoCoreDump()
	o, crash := listen(bufio.NewReader(in))
	if o == nil {
		return // it died before it had touched the terminal
	}
	last := painter.LeaveAll + words(o.Handshake, crash)
	done := make(chan struct{})
	go func() { // a terminal that is blocked must not keep us
		defer close(done)
		restoreModes(out, o.Modes)
		_, _ = fmt.Fprint(out, last)
	}()
	select {
	case <-done:
	case <-time.After(LastWords):
	}
}

// listen reads until the end: the latest orders, nil for none, and what a crash
// has said.
func listen(in *bufio.Reader) (latest *orders, crash string) {
	for {
		mark, err := in.Peek(1)
		if err != nil {
			return latest, ""
		}
		if mark[0] != ordersMark {
			break
		}
		line, err := in.ReadBytes('\n')
		var o orders
		if err == nil && json.Unmarshal(line[1:], &o) == nil {
			latest = &o
		}
	}
	text, _ := io.ReadAll(io.LimitReader(in, mostCrash))
	_, _ = io.Copy(io.Discard, in) // ends when the program does
	return latest, string(text)
}
