package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"daybrief/internal/environ"
)

// watchdogName is the hidden command that a dashboard starts beside itself.
const watchdogName = "watch-over-a-dashboard"

// watchdogTime is how long a start waits for the watchdog to be on its post. It is
// started early, and has been there for long by then.
const watchdogTime = 500 * time.Millisecond

// mostCrash is how much of a crash is kept.
const mostCrash = 1 << 20

// watchdog is this program a second time. It does nothing but wait for the first
// one to die without having put the terminal back, of a panic in a goroutine
// that is not ours (the framework's renderer) or a SIGKILL, and then does what
// the dead can't. It learns of the end by the end of a pipe, and gets the words
// of a crash through it.
type watchdog struct {
	cmd    *exec.Cmd
	post   *os.File // says that it is there
	pipe   *os.File
	unmute func()
}

// handshake is what a watchdog has to know, its first line of input. It goes through
// a pipe and never into a file, an argument or the environment.
type handshake struct {
	Made     bool // the demo writes no files
	Scrubber scrubber
}

// watchOver starts a watchdog; nil when there can't be one, which is no reason
// not to open a dashboard.
func (p *program) watchOver(tty ttyPair) *watchdog {
	if p.opts.Self == "" {
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
	l := &watchdog{cmd: exec.Command(p.opts.Self, watchdogName), post: post, pipe: theirs}
	l.cmd.Env = environ.Trimmed(p.environ)
	l.cmd.Stdin, l.cmd.Stdout, l.cmd.Stderr = ours, tty.out, there
	detach(l.cmd)
	err = l.cmd.Start()
	_, _ = ours.Close(), there.Close()
	if err != nil {
		_, _ = post.Close(), theirs.Close()
		return nil
	}
	return l
}

// begin waits until the watchdog has seen the terminal as it is, and has it told
// of crashes from then on. What the runtime says of one goes to the watchdog
// only: on the screen it could show a secret.
func (l *watchdog) begin(p *program, t *tenant) {
	if l == nil {
		return
	}
	_ = l.post.SetReadDeadline(time.Now().Add(watchdogTime))
	if n, err := l.post.Read(make([]byte, 1)); n != 1 || err != nil {
		l.dismiss() // it would take our raw mode for how things were
		return
	}
	line, err := json.Marshal(handshake{Made: t.made, Scrubber: scrubberOf(t)})
	if err == nil {
		_, err = l.pipe.Write(append(line, '\n'))
	}
	if err != nil || debug.SetCrashOutput(l.pipe, debug.CrashOptions{}) != nil {
		l.dismiss()
		return
	}
	l.unmute = mute(p.streams.Err)
}

// end tells the watchdog that all is well.
func (l *watchdog) end() {
	if l == nil || l.cmd == nil {
		return
	}
	l.dismiss()
	_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
	if l.unmute != nil {
		l.unmute()
	}
}

func (l *watchdog) dismiss() {
	_ = l.cmd.Process.Kill()
	_ = l.cmd.Wait() // that it was killed is known
	_, _ = l.post.Close(), l.pipe.Close()
	l.cmd = nil
}

func (p *program) lookoutCommand() *cobra.Command {
	return &cobra.Command{
		Use: watchdogName, Hidden: true, Args: noArguments,
		Short: "Restore the terminal of a dashboard that has crashed",
		RunE:  p.run(func(context.Context, *cobra.Command) error { return p.lookOut() }),
	}
}

// lookOut is what the second process does.
func (p *program) lookOut() error {
	out, ok := p.streams.Out.(*os.File)
	if !ok || !term.IsTerminal(int(out.Fd())) {
		return usage("%q is started by a dashboard, never by a person", watchdogName)
	}
	before, err := term.GetState(int(out.Fd()))
	if err != nil {
		return err
	}
	noCoreDump()
	if _, err := io.WriteString(p.streams.Err, "."); err != nil {
		return nil // nobody waits for us any more
	}
	text, _ := io.ReadAll(io.LimitReader(p.streams.In, mostCrash)) // ends when the dashboard does
	line, crashed, _ := strings.Cut(string(text), "\n")
	var e handshake
	if json.Unmarshal([]byte(line), &e) != nil {
		return nil // it died before it had touched the terminal
	}
	words := leaveScreen
	if crashed != "" {
		words += "daybrief: " + p.reported(e.Made, firstLine(crashed), crashed, e.Scrubber).Error() + "\n"
	}
	done := make(chan struct{})
	go func() { // a terminal that is blocked must not keep us
		defer close(done)
		_ = term.Restore(int(out.Fd()), before)
		_, _ = fmt.Fprint(out, words)
	}()
	select {
	case <-done:
	case <-time.After(lastWords):
	}
	return nil
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}
