package ui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// paletteChoices are what can be done now, this screen's own first.
func (a *App) paletteChoices() []choice {
	out := append(a.ownChoices(), a.appChoices()...)
	out = append(out, a.viewChoices()...)
	out = append(out, a.sectionChoices()...)
	out = append(out, a.placeChoices()...)
	out = append(out, a.otherChoices()...)
	return append(out, a.themeChoices()...)
}

// ownChoices are the actions of the screen that is shown.
func (a *App) ownChoices() []choice {
	s := a.tabs[a.active].screen
	var out []choice
	for _, act := range actionsOf(s) {
		if motion(act.Key) {
			continue
		}
		if c, ok := a.actionChoice(s.ID(), act); ok {
			b := act.Key
			c.do = func(a *App) tea.Cmd { return a.run(b, true) }
			out = append(out, c)
		}
	}
	return out
}

// appChoices are the actions that every screen has.
func (a *App) appChoices() []choice {
	taken := claimed(a.tabs[a.active].screen)
	var out []choice
	for _, act := range screen.Actions(a.keys.named()) {
		c, ok := a.actionChoice(appName, act)
		if !ok || act.Name == "palette" {
			continue
		}
		b := act.Key
		if taken[b.Keys()[0]] {
			c.right = "" // here that key does something else
		}
		c.do = func(a *App) tea.Cmd { return a.run(b, false) }
		out = append(out, c)
	}
	return out
}

// otherChoices are the actions of the other screens that this one has not.
func (a *App) otherChoices() []choice {
	has := map[string]bool{}
	for _, act := range actionsOf(a.tabs[a.active].screen) {
		has[act.Name] = true
	}
	var out []choice
	for i := range a.tabs {
		s := a.tabs[i].screen
		if i == a.active {
			continue
		}
		for _, act := range actionsOf(s) {
			if act.Name == "" || has[act.Name] || motion(act.Key) || act.Name == "back" || act.Name == "leave" {
				continue
			}
			act.Key.SetEnabled(true) // whether it can be done is known when the screen is there
			if c, ok := a.actionChoice(s.ID(), act); ok {
				c.right, c.kind = "", s.Title()
				c.do = func(a *App) tea.Cmd { return a.elsewhere(i, act.Name) }
				out = append(out, c)
			}
		}
	}
	return out
}

// actionChoice is an action as a line; false for one that does nothing now.
func (a *App) actionChoice(owner string, act screen.Action) (choice, bool) {
	does := act.Key.Help().Desc
	if !act.Key.Enabled() || does == "" || len(act.Key.Keys()) == 0 {
		return choice{}, false
	}
	name, text := full(owner, act.Name), widget.Spell(does, &a.theme.Glyphs)
	names := append([]string{act.Name, name, text}, otherWords(name)...)
	return choice{id: owner + name + does, text: text, detail: name, whole: true, right: a.keyLabel(act.Key), names: names}, true
}

// motion reports whether a binding only moves in a list: nobody looks for that
// in a palette.
func motion(b key.Binding) bool {
	for _, k := range b.Keys() {
		switch k {
		case "up", "down", "pgup", "pgdown", "home", "end", "g", "G":
			return true
		}
	}
	return false
}

func (a *App) viewChoices() []choice {
	var out []choice
	for _, v := range a.opts.Views {
		out = append(out, choice{id: "view " + v.Name, kind: "view", text: v.Name, detail: v.Filter, names: []string{v.Name, "view " + v.Name},
			do: a.opener(screen.Place{Screen: "tickets", View: v.Name})})
	}
	return out
}

func (a *App) sectionChoices() []choice {
	if a.world.briefing == nil {
		return nil
	}
	var out []choice
	for _, s := range a.world.briefing.Sections {
		out = append(out, choice{id: "section " + s.ID, kind: "section", text: s.Question, detail: s.ID + " " + widget.Count(s.Count),
			names: []string{s.ID, s.Question, "section " + s.ID}, do: a.opener(screen.Place{Screen: "brief", Section: s.ID})})
	}
	return out
}

// placeChoices are the places that screens name themselves, such as reports.
func (a *App) placeChoices() []choice {
	var out []choice
	for i := range a.tabs {
		d, ok := a.tabs[i].screen.(screen.Directory)
		if !ok {
			continue
		}
		for _, p := range d.Places() {
			out = append(out, choice{id: p.Kind + " " + p.Name, kind: p.Kind, text: p.Text, detail: p.Name,
				names: []string{p.Name, p.Text, p.Kind + " " + p.Name}, do: a.opener(p.Place)})
		}
	}
	return out
}

// themeChoices are the colours, each by its name.
func (a *App) themeChoices() []choice {
	var out []choice
	for _, t := range Themes() {
		out = append(out, choice{id: "theme " + t.String(), kind: "theme", text: t.String(), detail: t.says(),
			names: slices.Concat([]string{t.String(), "theme " + t.String()}, otherWords("theme."+t.String())),
			do: func(a *App) tea.Cmd {
				a.paintIn(t)
				return nil
			}})
	}
	return out
}

// opener goes to a place.
func (a *App) opener(p screen.Place) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd {
		a.open(p)
		return nil
	}
}
