package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/ui/screen"
)

// pageTime is how long a page stays open on a screen that nobody touches.
const pageTime = time.Minute

// closesIdle reports whether a page is to be closed that somebody has opened on
// a wall and walked away from.
func (t *timers) closesIdle(open bool, now time.Time) bool {
	switch {
	case !open:
		t.close = time.Time{}
	case t.close.IsZero() || t.close.Sub(now) > pageTime:
		t.close = now.Add(pageTime)
	case !now.Before(t.close):
		t.close = time.Time{}
		return true
	}
	return false
}

// tick lets the active screen do what its time has come for, and returns when
// it wants to be called again.
func (a *App) tick() (cmd tea.Cmd) {
	a.timers.tick = time.Time{}
	timed, ok := a.deck.shown().(screen.Timed)
	if !ok || a.display.size.Empty() {
		return nil
	}
	f, at := a.frame(), a.deck.active
	a.deck.tabs[at].safely(func(screen.Screen) { cmd, a.timers.tick = timed.OnTime(f) })
	return envelope(cmd, at)
}
