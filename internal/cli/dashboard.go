package cli

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"daybrief/internal/terminal"
	"daybrief/model"
	"daybrief/ui"
	"daybrief/ui/reports"
)

func (p *program) dashboard(ctx context.Context, _ *cobra.Command) error {
	if tty, first := p.firstRun(); first {
		return wizard{p, tty}.run(ctx)
	}
	if _, err := p.load(); err != nil {
		return err // more helpful than what is wrong with the terminal
	}
	tty, err := p.terminal()
	if err != nil {
		return err
	}
	ctx, stop := terminal.Signals(ctx)
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

// show runs the dashboard until somebody quits it, a signal comes or the
// terminal goes.
func (p *program) show(ctx context.Context, tty terminal.TTY, t *tenant) error {
	return p.play(ctx, tty, t, nil)
}

// play is show with other options: change sees them before they are used, and
// gets a way to end the whole with an error.
func (p *program) play(ctx context.Context, tty terminal.TTY, t *tenant, change func(o *ui.Options, end func(error))) error {
	ctx, stop := terminal.Signals(ctx)
	defer stop()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer p.thrifty()()
	dog := terminal.Watch(p.opts.Self, p.environ, tty.Out)
	defer dog.End()
	m := p.remember(t, change == nil)
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
	orders := func() []byte { return handshake{Made: t.made, Scrubber: p.scrubberOf(t)}.line() }
	defer p.known.heard(func() { dog.Tell(orders()) })()
	dog.Begin(orders(), p.streams.Err)
	err = terminal.Run(ctx, p.drilled(app, t), terminal.Options{
		TTY: tty, Environ: p.environ, Close: app.Close, Shown: m.front.show,
		Crashed: func(caught func()) { m.poll(ctx, caught) },
	})
	var c *terminal.Crash
	switch {
	case errors.As(err, &c):
		return p.report(c, t)
	case ctx.Err() != nil:
		return terminal.Ended(ctx)
	case err != nil:
		return cantRun("the dashboard", err)
	}
	return nil
}

// loaded is after how long a dashboard has read its first lists, as a rule.
const loaded = 8 * time.Second

// thrifty keeps a dashboard small, which stands there for weeks and allocates
// little: half as much garbage as Go would let pile up, and what only the first
// lists have needed is given back. Who sets GOGC knows better. What it returns
// ends that.
func (p *program) thrifty() (end func()) {
	if p.env("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(50)
	timer := time.AfterFunc(loaded, debug.FreeOSMemory)
	return func() {
		timer.Stop()
		debug.SetGCPercent(before)
	}
}

// cantRun says that a program could not use the terminal. Its own ends (signals,
// a terminal that has gone) pass as they are.
func cantRun(what string, err error) error {
	var sig *terminal.Signal
	if errors.As(err, &sig) {
		return err
	}
	return fmt.Errorf("%s can't run here: %s", what, model.Disarmed(err.Error()))
}

func (p *program) options(ctx context.Context, t *tenant) ui.Options {
	o := ui.Options{
		Context:  ctx,
		Screens:  screens(reports.New(ctx, reportSource{t}, func() model.Hours { return rulesOf(t.set, t.zone).Hours })),
		Provider: t.provider, Browse: p.browse,
		Rules: rulesOf(t.set, t.zone), Zone: t.zone, Now: t.now, Sleep: t.sleep,
		Glyphs: p.glyphs(t.set.UI.Glyphs, runtime.GOOS), Mouse: t.set.UI.Mouse,
		Title: model.Disarmed(t.title), Version: p.version(),
	}
	p.habits(&o, t.set)
	if !t.made {
		o.SaveView = p.viewKeeper()
	}
	return o
}
