package ui

import (
	"cmp"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/ui/find"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// paletteOf lists every action of the screen and of the App, saved views and
// the sections of the briefing, matched as somebody types. "#48210" goes to a
// ticket.
func (a *App) paletteOf() *picker {
	all := a.paletteChoices()
	p := &picker{title: "Do anything", typed: true, empty: "Nothing here is called that.", note: "type a few letters; #number goes to a ticket"}
	p.find = func(text string) ([]choice, int) {
		if strings.HasPrefix(strings.TrimSpace(text), "#") {
			return a.found(text, 20)
		}
		rows := matching(all, text)
		return rows, len(rows)
	}
	p.ask(false)
	return p
}

// matching are the choices that match, the best first.
func matching(all []choice, text string) []choice {
	type scored struct {
		choice
		score int
	}
	var hits []scored
	for _, c := range all {
		s, ok := find.Fuzzy(text, c.text)
		if !ok {
			s, ok = find.Fuzzy(text, c.text+" "+c.detail+" "+c.kind)
			s -= 1 << 10
		}
		if ok {
			hits = append(hits, scored{c, s})
		}
	}
	if strings.TrimSpace(text) != "" {
		slices.SortStableFunc(hits, func(x, y scored) int { return cmp.Compare(y.score, x.score) })
	}
	out := make([]choice, len(hits))
	for i := range hits {
		out[i] = hits[i].choice
	}
	return out
}

// paletteChoices are what can be done now.
func (a *App) paletteChoices() []choice {
	var out []choice
	s := a.tabs[a.active].screen
	taken := claimed(s)
	add := func(owner string, act screen.Action, own bool) {
		does := act.Key.Help().Desc
		if !act.Key.Enabled() || does == "" || len(act.Key.Keys()) == 0 {
			return
		}
		b := act.Key
		name, label := full(owner, act.Name), a.keyLabel(b)
		if !own && taken[b.Keys()[0]] {
			label = "" // here that key does something else
		}
		out = append(out, choice{
			id: owner + name + does, text: widget.Spell(does, &a.theme.Glyphs), detail: name, whole: true, right: label,
			do: func(a *App) tea.Cmd { return a.run(b, own) },
		})
	}
	for _, act := range actionsOf(s) {
		if !motion(act.Key) {
			add(s.ID(), act, true)
		}
	}
	for _, act := range screen.Actions(a.keys.named()) {
		if act.Name != "palette" {
			add(appName, act, false)
		}
	}
	return append(append(out, a.viewChoices()...), a.sectionChoices()...)
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
		out = append(out, choice{id: "view " + v.Name, kind: "view", text: v.Name, detail: v.Filter,
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
			do: a.opener(screen.Place{Screen: "brief", Section: s.ID})})
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
