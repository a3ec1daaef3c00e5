package ui

import (
	"maps"
	"reflect"
	"slices"

	"daybrief/ui/screen"
)

// Habits are what a person chose on screen and finds again after a restart. The
// zero value is a first start.
type Habits struct {
	Screen  string                       `json:"screen,omitempty"` // the one that was shown last
	Recent  []string                     `json:"recent,omitempty"` // chosen in the palette, the latest first
	Screens map[string]map[string]string `json:"screens,omitempty"`
	// Role and Scope are what was switched to; Basis is what the settings said
	// then.
	Role  string `json:"role,omitempty"`
	Scope string `json:"scope,omitempty"`
	Basis string `json:"basis,omitempty"`
}

// chosen is what the App remembers of a person's choices.
type chosen struct {
	recent []string // ids of what was taken in the palette, the latest first
	kept   Habits   // as they were last handed out
	basis  string   // role and scope of the settings
}

// adoptHabits takes up what was chosen before.
func (a *App) adoptHabits(h Habits) {
	a.adoptScope(h)
	a.chosen.recent = slices.Clone(h.Recent[:min(len(h.Recent), recentKept)])
	if i := a.tabOf(h.Screen); i >= 0 {
		a.active = i
	}
	for i := range a.tabs {
		one, ok := a.tabs[i].screen.(screen.Habitual)
		if own := h.Screens[a.tabs[i].screen.ID()]; ok && len(own) > 0 {
			a.tabs[i].safely(func(screen.Screen) { one.Adopt(maps.Clone(own)) })
		}
	}
	a.chosen.kept = a.habits()
}

// habits are the choices as they are now.
func (a *App) habits() Habits {
	h := Habits{Screen: a.tabs[a.active].screen.ID(), Recent: slices.Clone(a.chosen.recent), Screens: map[string]map[string]string{}}
	for i := range a.tabs {
		one, ok := a.tabs[i].screen.(screen.Habitual)
		if !ok {
			continue
		}
		a.tabs[i].safely(func(s screen.Screen) {
			if own := one.Habits(); len(own) > 0 {
				h.Screens[s.ID()] = own
			}
		})
	}
	a.keepScope(&h)
	return h
}

// keepHabits hands the choices out when they have changed: on the minute and at
// the end, so that an idle program touches no disk.
func (a *App) keepHabits() {
	if a.opts.KeepHabits == nil {
		return
	}
	if h := a.habits(); !reflect.DeepEqual(h, a.chosen.kept) {
		a.chosen.kept = h
		a.opts.KeepHabits(h)
	}
}
