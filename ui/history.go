package ui

import (
	tea "charm.land/bubbletea/v2"

	"daybrief/ui/screen"
)

// placesKept is how far one can go back.
const placesKept = 100

// history are the places that were visited, before and after this one.
type history struct{ before, after []screen.Place }

// left notes that a place was left for another one.
func (h *history) left(p screen.Place) {
	h.after = nil
	if n := len(h.before); n > 0 && h.before[n-1] == p {
		return
	}
	h.before = append(h.before, p)
	if len(h.before) > placesKept {
		h.before = append(h.before[:0], h.before[1:]...)
	}
}

// wander goes back, or forward again; says is told when there is nothing.
func wander(a *App, from, to *[]screen.Place, says string) tea.Cmd {
	if len(*from) == 0 {
		a.notify(says)
		return nil
	}
	a.leaveTicket()
	a.deck.travel(from, to, a.frame())
	return nil
}

// show goes to a tab.
func (a *App) show(i int) tea.Cmd {
	if a.deck.turn(i) {
		a.leaveTicket()
	}
	return nil
}

// open goes to a place on another screen.
func (a *App) open(p screen.Place) {
	switch i := a.deck.tabOf(p.Screen); {
	case i < 0:
		a.notify("There is no screen for that.")
	case a.deck.open(i, p, a.frame()):
		a.leaveTicket()
	default:
		a.notify("That is no longer there.")
	}
}
