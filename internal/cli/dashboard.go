package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"daybrief/model"
	"daybrief/ui"

	"daybrief/internal/environ"
)

// framesPerSecond is how often the framework looks for a new frame: a key shows
// within 17 ms, half of that on average. Idle over 45 s the demo's dashboard
// took 0.27 % of a core at 30, 0.36 % at 45 and 0.38 % at 60 (on a calm machine;
// a busy one counts half as much again). The wall, which nobody types at, has 5.
const framesPerSecond = 60

// lastWords is how long an ending dashboard may take before the terminal is
// restored over its head: the whole has to be over within two seconds.
const lastWords = 1500 * time.Millisecond

func (p *program) dashboard(ctx context.Context, _ *cobra.Command) error {
	if tty, first := p.firstRun(); first {
		return p.wizard(ctx, tty)
	}
	if _, err := p.load(); err != nil {
		return err // more helpful than what is wrong with the terminal
	}
	tty, err := p.terminal()
	if err != nil {
		return err
	}
	ctx, stop := signals(ctx)
	defer stop()
	log, err := p.logger(true)
	if err != nil {
		return err
	}
	t, err := p.connect(ctx, log)
	if err != nil {
		return err
	}
	return p.show(ctx, tty, t)
}

// hungUp ends what has lost its terminal, with the code of a hang-up whether or
// not its signal was ignored (nohup) or came second.
func hungUp() error { return &signalled{syscall.SIGHUP} }

// show runs the dashboard until somebody quits it, a signal comes or the
// terminal goes.
func (p *program) show(ctx context.Context, tty ttyPair, t *tenant) error {
	return p.play(ctx, tty, t, framesPerSecond, nil)
}

// play is show with other options: change sees them before they are used, and
// gets a way to end the whole with an error.
func (p *program) play(ctx context.Context, tty ttyPair, t *tenant, fps int, change func(o *ui.Options, end func(error))) error {
	ctx, stop := signals(ctx)
	defer stop()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	look := p.watchOver(tty)
	defer look.end()
	m := p.remember(t)
	defer m.close()
	o := p.options(ctx, t)
	p.equip(&o, t, m)
	if change != nil {
		change(&o, cancel)
	}
	app, err := ui.New(o)
	if err != nil {
		return err
	}
	c := &crash{stop: func() { cancel(nil) }}
	g := &guard{inside: p.drilled(app, t), crash: c}
	defer g.close(app.Close, lastWords)
	before, _ := term.GetState(int(tty.control().Fd()))
	look.begin(p, t)
	m.poll(ctx, c.caught)
	prog := tea.NewProgram(g, tea.WithFilter(suspendKey), tea.WithContext(ctx), tea.WithFPS(fps),
		tea.WithInput(tty.keys(ctx, func() { cancel(hungUp()) })), tea.WithOutput(tty.out),
		tea.WithEnvironment(environ.Trimmed(p.environ)), tea.WithoutSignalHandler())
	rest := heed(ctx, prog, tty.out)
	err = p.await(ctx, prog, tty, before)
	rest()
	switch {
	case c.value != "":
		return p.report(c, t)
	case errors.Is(context.Cause(ctx), errAnew):
		return errAnew
	case ctx.Err() != nil:
		return ended(ctx)
	case err != nil:
		return fmt.Errorf("the dashboard can't run here: %s", model.Disarmed(err.Error()))
	}
	return nil
}

// await runs the program. When it does not end by itself after the context has
// (its output may be blocked), the terminal is restored and it is left behind.
func (p *program) await(ctx context.Context, prog *tea.Program, tty ttyPair, before *term.State) error {
	done := make(chan error, 1)
	go func() {
		_, err := prog.Run()
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	patience := time.NewTimer(lastWords)
	defer patience.Stop()
	select {
	case err := <-done:
		return err
	case <-patience.C:
	}
	// A blocked terminal would block this as well.
	go func() { _, _ = io.WriteString(tty.out, leaveScreen) }()
	if before != nil {
		_ = term.Restore(int(tty.control().Fd()), before)
	}
	return nil
}

// leaveScreen undoes what a dashboard does to a terminal: mouse, paste and
// keyboard modes, the hidden cursor, colours and the second screen.
const leaveScreen = "\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[<u\x1b[>4m\x1b[?2026l\x1b[m\x1b[?25h\x1b[?1049l"

func (p *program) options(ctx context.Context, t *tenant) ui.Options {
	o := ui.Options{
		Context:  ctx,
		Screens:  screens(),
		Provider: t.provider, Browse: p.browse,
		Rules: rulesOf(t.set, t.zone), Zone: t.zone, Now: t.now, Sleep: t.sleep,
		Glyphs: p.glyphs(t.set.UI.Glyphs, runtime.GOOS), Mouse: t.set.UI.Mouse,
		Title: model.Disarmed(t.title), Version: version(),
	}
	p.habits(&o, t.set)
	return o
}
