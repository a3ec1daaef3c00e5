package ui

import (
	"maps"
	"reflect"
	"slices"
	"time"

	"daybrief/briefing"
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
	// Theme are the colours that were chosen; ThemeBasis is what the settings said
	// then.
	Theme      string `json:"theme,omitempty"`
	ThemeBasis string `json:"theme_basis,omitempty"`
}

// chosen is what the App remembers of a person's choices.
type chosen struct {
	recent []string   // ids of what was taken in the palette, the latest first
	kept   Habits     // as they were last handed out
	basis  string     // role and scope of the settings
	theme  Preference // that of the settings
	due    time.Time  // when they are handed out next; zero while nobody does anything
	// keep is given the choices when they have changed; nil keeps nothing.
	keep func(Habits)
}

// adopt takes up what was chosen before.
func (c *chosen) adopt(h Habits, d *deck, r *briefing.Rules, show *display) {
	c.adoptScope(h, r)
	c.adoptTheme(h, show)
	c.recent = slices.Clone(h.Recent[:min(len(h.Recent), recentKept)])
	if i := d.tabOf(h.Screen); i >= 0 {
		d.active = i
	}
	for i := range d.tabs {
		one, ok := d.tabs[i].screen.(screen.Habitual)
		if own := h.Screens[d.tabs[i].screen.ID()]; ok && len(own) > 0 {
			d.tabs[i].safely(func(screen.Screen) { one.Adopt(maps.Clone(own)) })
		}
	}
	c.kept = c.habits(d, *r, show.prefers)
}

// adoptTheme takes up the colours that were chosen before, as long as the
// settings say what they said then.
func (c *chosen) adoptTheme(h Habits, show *display) {
	c.theme = show.prefers
	if t, ok := ThemeNamed(h.Theme); ok && h.ThemeBasis == c.theme.String() {
		show.paintIn(t)
	}
}

// habits are the choices as they are now.
func (c *chosen) habits(d *deck, r briefing.Rules, t Preference) Habits {
	h := Habits{Screen: d.shown().ID(), Recent: slices.Clone(c.recent), Screens: map[string]map[string]string{}}
	for i := range d.tabs {
		one, ok := d.tabs[i].screen.(screen.Habitual)
		if !ok {
			continue
		}
		d.tabs[i].safely(func(s screen.Screen) {
			if own := one.Habits(); len(own) > 0 {
				h.Screens[s.ID()] = own
			}
		})
	}
	c.keepScope(&h, r)
	if t != c.theme {
		h.Theme, h.ThemeBasis = t.String(), c.theme.String()
	}
	return h
}

// settleTime is how long after a key the choices are handed out: a program that is
// killed has lost no more.
const settleTime = 5 * time.Second

// acted says that a person has done something.
func (c *chosen) acted(now time.Time) {
	if c.keep != nil && c.due.IsZero() {
		c.due = now.Add(settleTime)
	}
}

// handOut hands the choices out when they have changed: soon after a key and at the
// end, so that an idle program touches no disk.
func (c *chosen) handOut(d *deck, r briefing.Rules, t Preference) {
	c.due = time.Time{}
	if c.keep == nil {
		return
	}
	if h := c.habits(d, r, t); !reflect.DeepEqual(h, c.kept) {
		c.kept = h
		c.keep(h)
	}
}
