package cli

import (
	"context"
	"errors"
	"os/user"
	"runtime"
	"strings"
	"time"

	"daybrief/connectwise/check"
	"daybrief/internal/settings"
	"daybrief/ui/setup"

	"daybrief/internal/terminal"
)

// wizard is the setup on a terminal.
type wizard struct {
	p   *program
	tty terminal.TTY
}

// run runs the setup, and then what was chosen in it: the
// dashboard, the demo, or nothing.
func (w wizard) run(ctx context.Context) error {
	p := w.p
	path, own, err := p.configPath()
	if err != nil {
		return err
	}
	sigs, stop := terminal.Signals(ctx)
	defer stop()
	terminal.NoCoreDump()
	o, err := w.options(sigs, path, own)
	if err != nil {
		return err
	}
	result, err := w.show(sigs, o)
	if err != nil {
		return err
	}
	stop()
	switch result {
	case setup.WantsDemo:
		t, err := p.demoTenant(newMade(), 1)
		if err != nil {
			return err
		}
		return p.show(ctx, w.tty, t)
	case setup.Finished:
		return p.dashboard(ctx, nil)
	}
	return nil
}

// firstRun tells whether there is no configuration yet and somebody is here to
// make one.
func (p *program) firstRun() (terminal.TTY, bool) {
	path, _, err := p.configPath()
	if err != nil {
		return terminal.TTY{}, false
	}
	if _, err := kinds().Load(path); !settings.IsMissing(err) {
		return terminal.TTY{}, false
	}
	tty, err := p.terminal()
	return tty, err == nil
}

// keyPatience is how long the setup waits for a key that is stored already.
const keyPatience = 2 * time.Second

// options plug the adapters in and reads what is there already: a
// configuration, its key, and the draft of a setup that was killed.
func (w wizard) options(ctx context.Context, path string, own bool) (setup.Options, error) {
	p := w.p
	start := settings.Default()
	l, err := kinds().Load(path)
	switch {
	case settings.IsMissing(err):
	case err != nil:
		return setup.Options{}, &coded{exitUsage, err} // a file that can't be read is not ours to replace
	default:
		start = l.Settings
	}
	store := &wizardStore{p: p, path: path, own: own, was: fileText(path)}
	o := setup.Options{
		Context: ctx, Reader: wizardReader{}, Server: &wizardServer{p}, Store: store, Draft: store.draft(),
		Role: roleRows(), Zone: zoneName(p.zone("")), Demo: true, Now: p.opts.Now, Browse: p.browse,
		Glyphs: p.glyphs(start.UI.Glyphs, runtime.GOOS), Background: background(start.UI.Theme),
	}
	if u, err := user.Current(); err == nil {
		o.Login = u.Username
	}
	if l != nil {
		o.Start = startAnswers(start)
	}
	if l != nil {
		// A setup is often started because a secret can't be had: it begins without.
		soon, cancel := context.WithTimeout(ctx, keyPatience)
		defer cancel()
		if c := start.Connection; c.Through() {
			o.Keys = gatewayKept(soon, p.gatewayStores(c, path, own))
		} else if found, err := p.keyStore(c, path, own, keyPatience).Find(soon); err == nil && c.Site != "" {
			o.Keys.Private = found.Key
		}
	}
	return o, nil
}

func startAnswers(s settings.Settings) setup.Answers {
	a := setup.Answers{
		Site: s.Connection.Site, Company: s.Connection.Company, PublicKey: s.Connection.PublicKey, ClientID: s.Connection.ClientID,
		Member: s.Me.Member, Role: s.Me.Role, Zone: s.Me.Zone,
	}
	gatewayStart(&a, s.Connection)
	a.Usage = usageStart(s)
	for _, v := range s.Views {
		if v.Filter == boardFilter(v.Name) {
			a.Boards = append(a.Boards, v.Name)
		}
	}
	return a
}

func background(theme string) setup.Background {
	switch theme {
	case "dark":
		return setup.Dark
	case "light":
		return setup.Light
	}
	return setup.AskTerminal
}

func zoneName(z *time.Location) string {
	if name := z.String(); name != "Local" {
		return name
	}
	return ""
}

func roleRows() []setup.RoleRow {
	uses := map[check.Use]setup.Use{check.Needed: setup.Needed, check.Optional: setup.Optional, check.Unused: setup.Unused}
	var out []setup.RoleRow
	for _, r := range check.Role() {
		out = append(out, setup.RoleRow{Module: r.Module, Function: r.Function, Level: r.Level, Use: uses[r.Use], Unlocks: r.Unlocks, Customise: r.Customise})
	}
	return out
}

// show runs it until it ends, a signal comes or the terminal goes. Then
// the draft is what is left.
func (w wizard) show(ctx context.Context, o setup.Options) (setup.Result, error) {
	p, tty := w.p, w.tty
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	o.Context = ctx
	dog := terminal.Watch(p.opts.Self, p.environ, tty.Out)
	defer dog.End()
	app, err := setup.New(o)
	if err != nil {
		return setup.Cancelled, err
	}
	dog.Begin(handshake{Wizard: true}.line(), p.streams.Err)
	err = terminal.Run(ctx, app, terminal.Options{TTY: tty, Environ: p.environ, Close: app.Close})
	var c *terminal.Crash
	switch {
	case errors.As(err, &c):
		return setup.Cancelled, errWizardCrashed
	case ctx.Err() != nil:
		return setup.Cancelled, terminal.Ended(ctx)
	case err != nil:
		return setup.Cancelled, cantRun("the setup", err)
	}
	return app.Result(), nil
}

// errWizardCrashed writes no report: a wizard's memory holds a key that is stored
// nowhere yet.
var errWizardCrashed = errors.New("the setup stopped because of an internal error; what you typed is kept, start it again to go on")

// boardFilter is the filter of a saved view that shows one board.
func boardFilter(board string) string {
	return `board="` + strings.ReplaceAll(board, `"`, "") + `"`
}
