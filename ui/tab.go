package ui

import (
	"fmt"

	"daybrief/model"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
)

// frame is what the screens see now. Drawing starts at 0,0 in it.
func (a *App) frame() screen.Frame {
	b := a.body()
	return screen.Frame{
		Snapshot: a.world.snapshot,
		Lookup:   a.world.lookup,
		Assessed: a.world.assessed,
		Briefing: a.world.briefing,
		Rules:    a.opts.Rules,
		Crew:     a.world.crew,
		Now:      a.world.now,
		Zone:     a.opts.Zone,
		Theme:    a.theme,
		Area:     layout.Rect{W: b.W, H: b.H},
		Focused:  a.page == nil,
		Views:    a.opts.Views,
		Columns:  a.opts.Columns,
		Detail:   a.ticketDetail,
		Company:  a.companyDetail,
		System:   a.opts.Provider.Names().System,
	}
}

// sync lets a screen work out its rows, once for each change of the world.
func (a *App) sync(i int) {
	t := &a.tabs[i]
	if !t.stale {
		return
	}
	t.stale = false
	f := a.frame()
	t.failed = ""
	t.safely(func(s screen.Screen) { s.Sync(f) })
}

// safely calls the screen; a panic leaves a sentence instead of ending the
// program: the other screens still work, and the next data may cure it.
func (t *tab) safely(call func(screen.Screen)) {
	defer func() {
		if r := recover(); r != nil {
			t.failed = model.Clean(fmt.Sprintf("This screen stumbled (%v).", r)).String()
		}
	}()
	call(t.screen)
}

// counted is the tab's live number; "" when the screen can't tell.
func (t *tab) counted(f screen.Frame) (n string) {
	t.safely(func(s screen.Screen) { n = s.Count(f) })
	return n
}

// looked asks the active screen which ticket it shows, for the ones that can
// tell: after a refresh the selection may rest on another without a key.
func (a *App) looked() {
	l, ok := a.tabs[a.active].screen.(screen.Looker)
	if !ok || a.page != nil {
		return
	}
	if id := l.Looking(); id != 0 {
		a.look(screen.Look{Ticket: id})
	}
}
