package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// Change is what a change of the configuration has come to.
type Change struct {
	// Fault says what is wrong with it, in a sentence; the old settings stay then.
	Fault string
	// Options hold what a running App takes up: Rules, Zone, Theme, Glyphs, Mouse,
	// Views and Columns. The rest is not looked at.
	Options Options
	// Take is called with the Alerts of before, where the App runs, and gives those
	// from now on. Screens with settings of their own are told there. nil: nothing
	// else has changed.
	Take func(was Alerts) Alerts
}

// patience is for how many minutes an answer about the configuration is waited
// for: its file may lie on a share that hangs.
const patience = 5

// changed brings back whether the configuration has changed.
type changed struct {
	change Change
	some   bool
}

// configWatch looks once a minute whether the configuration has changed.
type configWatch struct {
	asked  int64  // the minute in which it was looked at
	asking bool   // and nobody has answered yet
	fault  string // what is wrong with the latest edit
}

// ask looks. The answer comes back also when there is no change: it may have
// taken its time.
func (w *configWatch) ask(look func() (Change, bool), now time.Time) tea.Cmd {
	minute := now.Unix() / 60
	if look == nil || minute == w.asked || w.asking && minute-w.asked < patience {
		return nil
	}
	first := w.asked == 0
	w.asked = minute
	if first {
		return nil // it was read a moment ago
	}
	w.asking = true
	return func() tea.Msg {
		change, some := look()
		return changed{change, some}
	}
}

// heard takes an answer.
func (a *App) heard(m changed) {
	a.timers.config.asking = false
	if !m.some {
		return
	}
	if m.change.Take != nil {
		a.alerter.alerts = m.change.Take(a.alerter.alerts)
	}
	a.timers.config.fault = m.change.Fault
	if why := m.change.Fault; why != "" {
		a.remark("The old settings stay: " + why)
		return
	}
	a.adopt(m.change.Options)
	a.remark("The settings have changed.")
}

// adopt goes on with other settings. What the person has switched to stays, as
// long as the settings behind it are the same.
func (a *App) adopt(o Options) {
	now := &a.opts
	if o.Rules.Zone == nil {
		o.Rules.Zone = time.UTC
	}
	o.Rules = o.Rules.Settled()
	if b := basis(o.Rules); b == a.chosen.basis {
		o.Rules.Role, o.Rules.Scope = now.Rules.Role, now.Rules.Scope
	} else {
		a.chosen.basis = b
	}
	if o.Zone == nil {
		o.Zone = o.Rules.Zone
	}
	now.Rules, now.Zone, now.Mouse, now.Views, now.Columns = o.Rules, o.Zone, o.Mouse, o.Views, o.Columns
	a.finder.zone = o.Zone
	theme := a.display.prefers
	if o.Theme != a.chosen.theme {
		theme, a.chosen.theme = o.Theme, o.Theme
	}
	if o.Glyphs.Ellipsis != "" {
		a.display.glyphs = o.Glyphs
	}
	a.display.paintIn(theme)
	a.want()
	a.world.lookup = nil // other rules judge anew
	a.reload()
}
