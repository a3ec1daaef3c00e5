package cli

import (
	"context"
	"log/slog"

	"daybrief/model"
	"daybrief/ui"
)

// Assembled is a dashboard without a terminal.
type Assembled struct {
	App *ui.App
	// Snapshot is what its feed knows. It may only be called while the program
	// rests.
	Snapshot func() *model.Snapshot
	// Close ends what the App and its connection have begun.
	Close func()
}

// Assemble makes the dashboard that "daybrief" without a command opens, from the
// same settings and with the same parts, but on no terminal: the drills run it
// in virtual time and look at what it would have shown.
func Assemble(ctx context.Context, environ []string, s Streams, o Options) (*Assembled, error) {
	p := newProgram(environ, s, o)
	t, err := p.connect(ctx, slog.New(slog.DiscardHandler))
	if err != nil {
		p.close()
		return nil, err
	}
	m := p.remember(t, true)
	m.front.show() // there is no screen to wait for
	e := eyeOf(p, t, m, func(error) {})
	opts := p.options(ctx, t, e)
	p.equip(&opts, t, m)
	opts.Changed = e.ask
	end := func() { m.close(); p.close() }
	app, err := ui.New(opts)
	if err != nil {
		end()
		return nil, err
	}
	m.poll(ctx, func() {}) // nobody catches anything here: a drill has to see it
	return &Assembled{App: app, Snapshot: opts.Feed.Snapshot, Close: func() { app.Close(); end() }}, nil
}
