package ui

import "daybrief/ui/screen"

// placesKept is how far one can go back.
const placesKept = 100

// history are the places that were visited, before and after this one.
type history struct{ before, after []screen.Place }

// here is the place that is shown, exactly.
func (a *App) here() screen.Place {
	p := screen.Place{}
	if placer, ok := a.tabs[a.active].screen.(screen.Placer); ok {
		p = placer.Here()
	}
	p.Screen, p.Exact = a.tabs[a.active].screen.ID(), true
	return p
}

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

func (a *App) goBack() {
	if !a.travel(&a.visited.before, &a.visited.after) {
		a.notify("There is nothing to go back to.")
	}
}

func (a *App) goForward() {
	if !a.travel(&a.visited.after, &a.visited.before) {
		a.notify("There is nothing to go forward to.")
	}
}

// travel goes to the latest place of a list, and puts the present one on the
// other.
func (a *App) travel(from, to *[]screen.Place) bool {
	n := len(*from)
	if n == 0 {
		return false
	}
	p := (*from)[n-1]
	*from = (*from)[:n-1]
	*to = append(*to, a.here())
	i := a.tabOf(p.Screen)
	if i < 0 {
		return false
	}
	a.active = i
	a.leaveTicket()
	if _, ok := a.tabs[i].screen.(screen.Placer); ok {
		a.sync(i)
		f := a.frame()
		a.tabs[i].safely(func(s screen.Screen) { s.Show(p, f) })
	}
	return true
}

// tabOf is the tab of a screen; -1 when there is none.
func (a *App) tabOf(id string) int {
	for i := range a.tabs {
		if a.tabs[i].screen.ID() == id {
			return i
		}
	}
	return -1
}

// show goes to a tab; its rows are worked out when it is drawn.
func (a *App) show(i int) {
	if i < 0 || i >= len(a.tabs) || i == a.active {
		return
	}
	a.visited.left(a.here())
	a.active = i
	a.leaveTicket()
}

// open goes to a place on another screen.
func (a *App) open(p screen.Place) {
	i := a.tabOf(p.Screen)
	if i < 0 {
		a.notify("There is no screen for that.")
		return
	}
	was, from := a.active, a.here()
	a.active = i
	a.sync(i)
	found := false
	f := a.frame()
	a.tabs[i].safely(func(s screen.Screen) { found = s.Show(p, f) })
	if !found {
		a.active = was
		a.notify("That is no longer there.")
		return
	}
	a.visited.left(from)
	a.leaveTicket()
}
