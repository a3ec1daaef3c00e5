package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"

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
	return again(p, log, func() error {
		t, err := p.connect(ctx, log)
		if err != nil {
			return err
		}
		return p.show(ctx, tty, t)
	})
}

// again runs something anew as long as settings change that can't be taken up
// while it runs. Nothing of what it has opened is left then.
func again(p *program, log *slog.Logger, once func() error) error {
	for {
		n := len(p.closer)
		err := once()
		p.closeTo(n)
		if !errors.Is(err, errAnew) {
			return err
		}
		log.Info("the configuration has changed: it starts over")
	}
}

// show runs the dashboard until somebody quits it, a signal comes or the
// terminal goes.
func (p *program) show(ctx context.Context, tty terminal.TTY, t *tenant) error {
	return p.play(ctx, tty, t, nil)
}

// play is show with other options: change sees them before they are used, and the
// eye that looks after the configuration.
func (p *program) play(ctx context.Context, tty terminal.TTY, t *tenant, change func(*ui.Options, *configEye)) error {
	ctx, stop := terminal.Signals(ctx)
	defer stop()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	dog := terminal.Watch(p.opts.Self, p.environ, tty.Out)
	defer dog.End()
	m := p.remember(t, change == nil)
	defer m.close()
	defer p.thrifty(t.made, m.spare)()
	e := eyeOf(p, t, m, cancel)
	o := p.options(ctx, t, e)
	p.equip(&o, t, m)
	o.Changed = e.ask
	if change != nil {
		change(&o, e)
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

// cantRun says that a program could not use the terminal. Its own ends (signals,
// a terminal that has gone) pass as they are.
func cantRun(what string, err error) error {
	var sig *terminal.Signal
	if errors.As(err, &sig) {
		return err
	}
	return fmt.Errorf("%s can't run here: %s", what, model.Disarmed(err.Error()))
}

func (p *program) options(ctx context.Context, t *tenant, e *configEye) ui.Options {
	o := ui.Options{
		Context:  ctx,
		Screens:  screens(reports.New(ctx, reportSource{e.tenant.Load}, func() model.Hours { return e.tenant.Load().ruling().Hours })),
		Provider: t.provider, Browse: p.browse, Now: t.now, Sleep: t.sleep,
		Title: model.Disarmed(t.title), Version: p.version(), Keys: keysOf(t.set.Keys),
		Export: p.exportFile, Copy: p.clipboard,
	}
	settle(&o, p, t)
	if !t.made {
		o.SaveView = p.viewKeeper()
	}
	return o
}

// settle puts into options what a running dashboard can take up, too.
func settle(o *ui.Options, p *program, t *tenant) {
	o.Rules, o.Zone = t.ruling(), t.zone
	o.Glyphs, o.Mouse = p.glyphs(t.set.UI.Glyphs, runtime.GOOS), t.set.UI.Mouse
	p.habits(o, t.set)
}
