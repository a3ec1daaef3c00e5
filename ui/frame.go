package ui

import (
	"daybrief/model"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
)

// frame is what the screens see now. Drawing starts at 0,0 in it.
func (a *App) frame() screen.Frame {
	b := a.display.body()
	return screen.Frame{
		Snapshot: a.world.snapshot,
		Lookup:   a.world.lookup,
		Assessed: a.world.assessed,
		Briefing: a.world.briefing,
		Rules:    a.opts.Rules,
		Crew:     a.world.crew,
		Now:      a.world.now,
		Zone:     a.opts.Zone,
		Theme:    a.display.theme,
		Area:     layout.Rect{W: b.W, H: b.H},
		Focused:  a.page == nil,
		Views:    a.opts.Views,
		Columns:  a.opts.Columns,
		Detail:   a.records.ticket,
		Company:  a.records.company,
		System:   a.opts.Provider.Names().System,
	}
}

// looked asks the active screen which ticket and which company it shows, for
// the ones that can tell: after a refresh the selection may rest on another
// without a key.
func (a *App) looked() {
	s := a.deck.shown()
	if l, ok := s.(screen.Looker); ok && a.page == nil {
		a.records.look(l.Looking(), &a.world)
	}
	var company model.CompanyID // nobody looks: nothing is asked again
	if l, ok := s.(screen.CompanyLooker); ok && a.page == nil {
		company = l.LookingAt()
	}
	a.records.lookAtCompany(company, a.world.now)
}
