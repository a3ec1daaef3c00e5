package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/ui/screen"
)

// pageTime is how long a page stays open on a screen that nobody touches.
const pageTime = time.Minute

// closeIdle closes a page that somebody has opened on a wall and walked away from.
func (a *App) closeIdle() {
	now := a.world.now
	switch {
	case !a.opts.Bare || a.page == nil:
		a.closeAt = time.Time{}
	case a.closeAt.IsZero() || a.closeAt.Sub(now) > pageTime:
		a.closeAt = now.Add(pageTime)
	case !now.Before(a.closeAt):
		a.page, a.closeAt = nil, time.Time{}
	}
}

// tick lets the active screen do what its time has come for, and returns when
// it wants to be called again.
func (a *App) tick() (cmd tea.Cmd) {
	a.nextTick = time.Time{}
	timed, ok := a.tabs[a.active].screen.(screen.Timed)
	if !ok || a.size.Empty() {
		return nil
	}
	f, at := a.frame(), a.active
	a.tabs[at].safely(func(screen.Screen) { cmd, a.nextTick = timed.OnTime(f) })
	return envelope(cmd, at)
}

// adopt goes on with other rules and another zone.
func (a *App) adopt(in screen.Adopt) {
	a.opts.Rules = in.Rules.Settled()
	if a.opts.Rules.Zone == nil {
		a.opts.Rules.Zone = time.UTC
	}
	a.opts.Zone = in.Zone
	if in.Zone == nil {
		a.opts.Zone = a.opts.Rules.Zone
	}
	a.world.lookup = nil // other rules judge anew
	a.reload()
}
