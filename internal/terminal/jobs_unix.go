//go:build !windows

package terminal

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/sys/unix"
	"golang.org/x/term"

	"daybrief/internal/terminal/painter"
)

// releaseTime is how long a terminal that takes nothing any more may hold up a
// stop; stopTime is how long it takes at most to know whether we were stopped.
const (
	releaseTime = time.Second
	stopTime    = 300 * time.Millisecond
)

// jobs puts the terminal in order when the program is stopped (ctrl+z, or a
// SIGTSTP from outside), takes it again when it goes on (SIGCONT), and tells the
// program when the terminal has another size.
type jobs struct {
	*session
	before state
	woken  chan os.Signal
}

// heed begins to listen. What it returns ends that; it must be called before the
// terminal is restored for good.
func (s *session) heed(ctx context.Context, before state) (end func()) {
	ctx, cancel := context.WithCancel(ctx)
	j := &jobs{s, before, make(chan os.Signal, 1)}
	stop, sized := make(chan os.Signal, 1), make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTSTP)
	signal.Notify(j.woken, syscall.SIGCONT)
	signal.Notify(sized, syscall.SIGWINCH)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-ctx.Done():
				return
			case <-stop:
				j.rest(ctx)
			case <-j.woken: // it was stopped by force, the terminal as it was
				j.painter.Leave(releaseTime)
				j.resume(ctx)
			case <-sized:
				j.resized()
			}
		}
	}()
	return func() {
		cancel()
		signal.Stop(stop)
		signal.Stop(j.woken)
		signal.Stop(sized)
		select {
		case <-done:
		case <-time.After(LastWords):
		}
	}
}

// resized tells the program the size of the terminal.
func (j *jobs) resized() {
	if w, h := j.tty.size(); w > 0 && h > 0 {
		j.prog.Send(tea.WindowSizeMsg{Width: w, Height: h})
	}
}

// rest gives the terminal back, stops this process as the system would have, and
// goes on from there. Where no shell could wake us (a dashboard that is all there
// is in its window) the system does not stop us at all.
func (j *jobs) rest(ctx context.Context) {
	freed := j.painter.Leave(releaseTime)
	j.tty.restore(j.before)
	select {
	case <-j.woken:
	default:
	}
	// SIGTSTP itself has lost its default action for good, Go being what it is;
	// SIGTTIN stops under the same conditions.
	_ = syscall.Kill(syscall.Getpid(), syscall.SIGTTIN)
	t := time.NewTimer(stopTime)
	defer t.Stop()
	select {
	case <-j.woken:
	case <-t.C:
	case <-ctx.Done():
	}
	if !freed {
		_, _ = io.WriteString(j.tty.Out, painter.LeaveAll)
	}
	j.resume(ctx)
}

// resume takes the terminal, draws everything and has the feed ask for news. A
// process that was told to end meanwhile leaves the terminal alone.
func (j *jobs) resume(ctx context.Context) {
	t := time.NewTimer(20 * time.Millisecond) // a signal that came before may still be on its way
	defer t.Stop()
	select {
	case <-ctx.Done():
		return
	case <-t.C:
	}
	if _, err := j.tty.raw(); err != nil {
		return // in the background: the next SIGCONT tries again
	}
	j.painter.Enter()
	j.resized()
	j.prog.Send(tea.ResumeMsg{})
}

// suspend makes ctrl+z what it is everywhere else. The whole job is stopped, as
// the terminal would have done.
func suspend() bool {
	_ = syscall.Kill(0, syscall.SIGTSTP)
	return true
}

// mute keeps the runtime's and any library's words off a screen that is a
// dashboard. It leaves a standard error that goes elsewhere alone.
func mute(w io.Writer) (unmute func()) {
	f, ok := w.(*os.File)
	if !ok || f.Fd() != 2 || !term.IsTerminal(2) {
		return func() {}
	}
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return func() {}
	}
	defer func() { _ = null.Close() }()
	kept, err := unix.FcntlInt(2, unix.F_DUPFD_CLOEXEC, 3)
	if err != nil || unix.Dup2(int(null.Fd()), 2) != nil {
		return func() {}
	}
	return func() {
		_ = unix.Dup2(kept, 2)
		_ = unix.Close(kept)
	}
}
