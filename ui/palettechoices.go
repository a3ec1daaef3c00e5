package ui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// menu is what the palette is made of.
type menu struct {
	deck     *deck
	keys     *keyMap
	display  *display
	views    []screen.View
	briefing *briefing.Briefing
}

// choices are what can be done now, this screen's own first.
func (m menu) choices() []choice {
	return slices.Concat(m.own(), m.everywhere(), m.viewChoices(), scopeChoices(), roleChoices(), m.sections(), m.places(), m.others(), themeChoices())
}

// own are the actions of the screen that is shown.
func (m menu) own() []choice {
	s := m.deck.shown()
	var out []choice
	for _, act := range actionsOf(s) {
		if motion(act.Key) {
			continue
		}
		if c, ok := m.action(s.ID(), act); ok {
			b := act.Key
			c.do = func(a *App) tea.Cmd { return a.run(b, true) }
			out = append(out, c)
		}
	}
	return out
}

// everywhere are the actions that every screen has.
func (m menu) everywhere() []choice {
	taken := claimed(m.deck.shown())
	var out []choice
	for _, act := range screen.Actions(m.keys.named()) {
		c, ok := m.action(appName, act)
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

// others are the actions of the other screens that this one has not.
func (m menu) others() []choice {
	has := map[string]bool{}
	for _, act := range actionsOf(m.deck.shown()) {
		has[act.Name] = true
	}
	var out []choice
	for i := range m.deck.tabs {
		s := m.deck.tabs[i].screen
		if i == m.deck.active {
			continue
		}
		for _, act := range actionsOf(s) {
			if act.Name == "" || has[act.Name] || motion(act.Key) || act.Name == "back" || act.Name == "leave" {
				continue
			}
			act.Key.SetEnabled(true) // whether it can be done is known when the screen is there
			if c, ok := m.action(s.ID(), act); ok {
				c.right, c.kind = "", s.Title()
				c.do = func(a *App) tea.Cmd { return elsewhere(a, i, act.Name) }
				out = append(out, c)
			}
		}
	}
	return out
}

// action is an action as a line; false for one that does nothing now.
func (m menu) action(owner string, act screen.Action) (choice, bool) {
	does := act.Key.Help().Desc
	if !act.Key.Enabled() || does == "" || len(act.Key.Keys()) == 0 {
		return choice{}, false
	}
	name, text := full(owner, act.Name), widget.Spell(does, &m.display.theme.Glyphs)
	names := slices.Concat([]string{act.Name, text}, act.Words, otherWords(name))
	return choice{id: owner + name + does, text: text, detail: name, whole: true, right: m.display.keyLabel(act.Key), names: names, full: name}, true
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

func (m menu) viewChoices() []choice {
	var out []choice
	for _, v := range m.views {
		out = append(out, choice{id: "view " + v.Name, kind: "view", text: v.Name, detail: v.Filter, names: []string{v.Name, "view " + v.Name},
			do: goTo(screen.Place{Screen: "tickets", View: v.Name})})
	}
	return out
}

func (m menu) sections() []choice {
	if m.briefing == nil {
		return nil
	}
	var out []choice
	for _, s := range m.briefing.Sections {
		out = append(out, choice{id: "section " + s.ID, kind: "section", text: s.Question, detail: s.ID + " " + widget.Count(s.Count),
			names: append([]string{s.ID, s.Question, "section " + s.ID}, otherWords("section."+s.ID)...), do: goTo(screen.Place{Screen: "brief", Section: s.ID})})
	}
	return out
}

// places are the places that screens name themselves, such as reports.
func (m menu) places() []choice {
	var out []choice
	for i := range m.deck.tabs {
		d, ok := m.deck.tabs[i].screen.(screen.Directory)
		if !ok {
			continue
		}
		for _, p := range d.Places() {
			out = append(out, choice{id: p.Kind + " " + p.Name, kind: p.Kind, text: p.Text, detail: p.Name,
				names: []string{p.Name, p.Text, p.Kind + " " + p.Name}, do: goTo(p.Place)})
		}
	}
	return out
}

// scopeChoices are whose tickets are shown, each by its name: what a name runs must
// not depend on what is shown now, as the key that goes round does.
func scopeChoices() []choice {
	var out []choice
	for _, s := range model.Scopes() {
		name := string(s)
		c := choice{id: "scope " + name, kind: "scope", text: name, detail: "whose tickets and schedule", names: []string{name, "scope " + name},
			do: func(a *App) tea.Cmd { return setScope(a, s) }}
		switch s {
		case model.ScopeMine:
			c.names = append(c.names, "only mine", "my tickets", "me")
		case model.ScopeEverybody:
			c.names = append(c.names, "everyone", "all tickets")
		}
		out = append(out, c)
	}
	return out
}

// roleChoices are whose questions are asked, each by its name.
func roleChoices() []choice {
	var out []choice
	for _, r := range briefing.Roles() {
		name := string(r)
		out = append(out, choice{id: "role " + name, kind: "role", text: name, detail: "which questions the briefing asks", names: []string{name, "role " + name},
			do: func(a *App) tea.Cmd { return setRole(a, r) }})
	}
	return out
}

// themeChoices are the colours, each by its name.
func themeChoices() []choice {
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

// goTo goes to a place.
func goTo(p screen.Place) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd {
		a.open(p)
		return nil
	}
}
