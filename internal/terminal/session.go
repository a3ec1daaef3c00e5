package terminal

import (
	"context"
	"io"
	"os"
	"runtime"
	"strings"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"daybrief/internal/environ"
	"daybrief/internal/terminal/painter"
)

// LastWords is how long an ending program may take before the terminal is
// restored over its head: the whole has to be over within two seconds.
const LastWords = 1500 * time.Millisecond

// TTY is the pair of files that a program runs on. In is nil where nobody types:
// a kiosk or a service has no keys.
type TTY struct{ In, Out *os.File }

// control is the file by which the terminal's modes are set.
func (t TTY) control() *os.File {
	if t.In != nil {
		return t.In
	}
	return t.Out
}

// size is how many columns and rows the terminal says it has; zeros when it does
// not say.
func (t TTY) size() (width, height int) {
	width, height, err := term.GetSize(int(t.Out.Fd()))
	if err != nil {
		return 0, 0
	}
	return width, height
}

// Options say what Run needs besides the program.
type Options struct {
	TTY     TTY
	Environ []string // "NAME=value"
	// Close is called when the program has ended, if it is not busy then.
	Close func()
	// Shown is called once when the terminal has taken a first frame. It must not
	// block. nil for nobody.
	Shown func()
	// Crashed is told of panics in goroutines of the caller's own: it gets a
	// function to be deferred there. nil when there are none.
	Crashed func(caught func())
}

// session is one program on one terminal: its modes, its keys, its frames.
type session struct {
	tty     TTY
	painter *painter.Painter
	prog    *tea.Program
	clear   tea.Msg // what the framework says to itself …
	ground  tea.Msg // … and we do
}

// Run runs a program on a terminal until it quits, the context ends, or the
// terminal goes. The terminal is as it was before when Run returns, also after
// panics, and when it takes no output any more. The error is nil when the
// program quit, *Crash after a panic, *Signal when the terminal has gone, and
// the context's cause when that has ended.
func Run(ctx context.Context, m tea.Model, o Options) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	c := newCatch(func() { cancel(nil) })
	if o.Crashed != nil {
		o.Crashed(c.caught)
	}
	before, err := o.TTY.raw()
	if err != nil {
		return err
	}
	profile := colorprofile.Detect(o.TTY.Out, o.Environ)
	s := &session{tty: o.TTY, clear: tea.ClearScreen(), ground: tea.RequestBackgroundColor()}
	s.painter = painter.New(o.TTY.Out, painter.Options{
		Profile: profile, Keys: o.TTY.In != nil, Still: runtime.GOOS == "windows", Ask: asked(o.Environ), Shown: o.Shown, Caught: c.caught,
	})
	defer s.painter.Close(0)
	g := &guard{inside: m, catch: c, show: s.painter.Show}
	if o.Close != nil {
		defer g.close(o.Close, LastWords)
	}
	keys, stop := s.keys(ctx, func() { cancel(HungUp()) })
	defer stop()
	width, height := o.TTY.size()
	s.painter.Resize(width, height)
	s.painter.Enter()
	s.prog = tea.NewProgram(g, tea.WithFilter(s.filter), tea.WithContext(ctx), tea.WithInput(keys), tea.WithOutput(through{s.painter}),
		tea.WithoutRenderer(), tea.WithFPS(1), tea.WithColorProfile(profile), tea.WithWindowSize(width, height),
		tea.WithEnvironment(environ.Trimmed(o.Environ)), tea.WithoutSignalHandler())
	rest := s.heed(ctx, before)
	err = s.await(ctx)
	rest()
	s.leave(before)
	switch {
	case c.crash.Value != "":
		return &c.crash
	case ctx.Err() != nil:
		return Ended(ctx)
	}
	return err
}

// through sends what the framework itself writes. It does so once a second, and
// so whatever matters is a tea.Raw.
type through struct{ *painter.Painter }

// Write implements io.Writer.
func (t through) Write(b []byte) (int, error) {
	t.Raw(string(b))
	return len(b), nil
}

// Ended is why a context is over: a signal, if it was one.
func Ended(ctx context.Context) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return ctx.Err()
}

// HungUp ends what has lost its terminal, with the code of a hang-up whether or
// not its signal was ignored (nohup) or came second.
func HungUp() error { return &Signal{syscall.SIGHUP} }

// await runs the program. One that does not end by itself after the context has
// is left behind.
func (s *session) await(ctx context.Context) error {
	done := make(chan error, 1)
	go func() {
		_, err := s.prog.Run()
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	patience := time.NewTimer(LastWords)
	defer patience.Stop()
	select {
	case err := <-done:
		return err
	case <-patience.C:
		return nil
	}
}

// leave gives the terminal back for good. One that takes nothing is told without
// waiting for it.
func (s *session) leave(before state) {
	if !s.painter.Leave(LastWords) {
		go func() { _, _ = io.WriteString(s.tty.Out, painter.LeaveAll) }()
	}
	s.tty.restore(before)
}

// keys is what keys are read from; nil where there are none. gone is called when
// the terminal is not there any more. stop must be called at the end: whatever
// is typed afterwards is for somebody else.
func (s *session) keys(ctx context.Context, gone func()) (keys io.Reader, stop func()) {
	if s.tty.In == nil {
		awaitHangup(ctx, s.tty.Out, gone)
		return nil, func() {}
	}
	return Input(s.tty.In, gone)
}

// filter does what concerns the terminal, and lets everything else through. The
// framework has no renderer that would.
func (s *session) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		if m.String() == "ctrl+z" && suspend() {
			return nil
		}
	case tea.WindowSizeMsg:
		s.painter.Resize(m.Width, m.Height)
	case tea.ColorProfileMsg:
		s.painter.Reduce(m.Profile)
	case tea.ModeReportMsg:
		if m.Mode == ansi.ModeSynchronizedOutput && (m.Value == ansi.ModeReset || m.Value == ansi.ModeSet) {
			s.painter.Whole()
		}
		return nil
	case tea.RawMsg:
		if text, ok := m.Msg.(string); ok {
			s.painter.Raw(text)
		}
		return nil
	}
	switch msg {
	case s.clear:
		s.painter.Redraw()
		return nil
	case s.ground:
		if s.tty.In != nil { // nobody would read the answer
			s.painter.Raw(ansi.RequestBackgroundColor)
		}
		return nil
	}
	return msg
}

// asked reports whether a terminal may be asked if it holds frames back. Apple's
// shows the question; over ssh an answer may come late, and be taken for keys.
func asked(environment []string) bool {
	has := func(name string) bool { return environ.Lookup(environment, name) != "" }
	apple := strings.Contains(environ.Lookup(environment, "TERM_PROGRAM"), "Apple")
	return has("WT_SESSION") || !apple && !has("SSH_TTY") && environ.Lookup(environment, "TERM") != "linux"
}
