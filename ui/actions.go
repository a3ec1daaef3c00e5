package ui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/ui/screen"
)

// appName is what stands before the names of the App's own actions.
const appName = "app"

// action is something that works on every screen. Its row holds all about it:
// settings, keys, help, palette and completion read it from here.
type action struct {
	name        string
	label, does string // how its key is written, and what it does
	keys        []string
	words       []string // what people who come from other programs call it
	bare        bool     // works where there is one screen and nobody to type
	do          func(a *App) tea.Cmd
}

// actions are all of them but those that go to a screen, in the order in which
// help lists them.
func actions() []action {
	return []action{
		{name: "next-screen", label: "tab", does: "next screen", keys: []string{"tab"}, words: []string{"next tab"},
			do: func(a *App) tea.Cmd { return a.show((a.deck.active + 1) % len(a.deck.tabs)) }},
		{name: "previous-screen", label: "shift+tab", does: "previous screen", keys: []string{"shift+tab"}, words: []string{"previous tab"},
			do: func(a *App) tea.Cmd { return a.show((a.deck.active + len(a.deck.tabs) - 1) % len(a.deck.tabs)) }},
		{name: "palette", label: ":", does: "all actions (palette)", keys: []string{":", "ctrl+p"}, do: opening(func(a *App) page { return newPalette(a) })},
		{name: "search", label: "ctrl+f", does: "search everything", keys: []string{"ctrl+f"}, words: []string{"find", "grep", "lookup"},
			do: opening(func(a *App) page { return newSearch(&a.finder, "") })},
		{name: "number", label: "#", does: "a ticket by its number", keys: []string{"#"}, words: []string{"go to ticket", "goto", "ticket", "jump"},
			do: opening(func(a *App) page { return newSearch(&a.finder, "#") })},
		{name: "back", label: "<", does: "back to where you were", keys: []string{"<", "backspace", "alt+left"}, words: []string{"previous place", "go back"},
			do: func(a *App) tea.Cmd {
				v := &a.deck.visited
				return wander(a, &v.before, &v.after, "There is nothing to go back to.")
			}},
		{name: "forward", label: ">", does: "forward again", keys: []string{">", "alt+right"}, words: []string{"go forward"},
			do: func(a *App) tea.Cmd {
				v := &a.deck.visited
				return wander(a, &v.after, &v.before, "There is nothing to go forward to.")
			}},
		{name: "scope", label: "m", does: "mine, team, everybody", keys: []string{"m"}, words: []string{"scope", "mine team everybody"}, do: nextScope},
		{name: "role", label: "M", does: "another role", keys: []string{"M"}, words: []string{"role", "technician dispatcher manager"}, do: nextRole},
		{name: "export", label: "e", does: "export this list", keys: []string{"e"}, words: []string{"csv", "json", "markdown", "save as", "download"},
			do: opening(exportPage)},
		{name: "theme", does: "theme", keys: []string{screen.Unbound("theme")}, words: []string{"themes", "colours", "colors", "colour", "color", "skin"},
			do: opening(func(a *App) page { return newThemes(a.display.prefers) })},
		{name: "help", label: "?", does: "this help", keys: []string{"?"}, words: []string{"help", "keys", "keybindings", "shortcuts", "show help", "h", "about", "version"}, bare: true,
			do: opening(func(a *App) page { return newHelpPage(a) })},
		{name: "sources", label: "!", does: "state of every source", keys: []string{"!"}, words: []string{"health", "status", "errors", "problems", "sources"}, bare: true,
			do: opening(func(a *App) page { return newSourcesPage(a.deck.shown()) })},
		{name: "alerts", label: "A", does: "the last 20 alerts", keys: []string{"A"}, words: []string{"notifications", "alerts"}, bare: true,
			do: opening(func(*App) page { return &alertsPage{} })},
		{name: "refresh", label: "r", does: "refresh", keys: []string{"r"}, words: []string{"reload", "refresh all", "fetch", "poll", "sync", "update", "reconnect"}, bare: true, do: refresh},
		{name: "redraw", label: "ctrl+l", does: "redraw the screen", keys: []string{"ctrl+l"}, words: []string{"repaint", "clear screen"}, bare: true,
			do: func(*App) tea.Cmd { return tea.ClearScreen }},
		{name: "quit", label: "q", does: "quit", keys: []string{"q"}, words: []string{"exit", "quit", "quit!", "q", "q!", "qa", "qa!", "wq", "wq!", "bye"}, bare: true, do: quit},
	}
}

// opening opens what is drawn on the screen or instead of it; nil for nothing.
// Closing a picker shows again what it was opened on.
func opening(made func(a *App) page) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd {
		p := made(a)
		if p == nil {
			return nil
		}
		if over, ok := p.(*picker); ok {
			over.under = a.page
		}
		a.page = p
		return nil
	}
}

// command is what a key does that no screen wanted.
func (a *App) command(msg tea.KeyPressMsg) tea.Cmd {
	for i, b := range a.keys.tabs {
		if key.Matches(msg, b) {
			return a.show(i)
		}
	}
	for _, own := range a.keys.own {
		if key.Matches(msg, own.key) {
			return own.do(a)
		}
	}
	unused(a, msg)
	return nil
}

// nothingSelected is said when an action has nothing to work on.
const nothingSelected = "Nothing is selected that this works on."

// unused says why a key does nothing that does something on another row.
func unused(a *App, msg tea.KeyPressMsg) {
	for _, act := range actionsOf(a.deck.shown()) {
		if act.Key.Enabled() || !slices.Contains(act.Key.Keys(), msg.String()) {
			continue
		}
		switch act.Name {
		case "open", "copy", "copy-number", "copy-summary", "copy-phone", "company", "contact", "contacts", "takers", "mark", "fold", "why":
			a.notify(nothingSelected)
		case "next-match", "previous-match":
			a.notify("There are no matches to go to: / filters.")
		}
		return
	}
}

// actionsOf are a screen's actions; of a screen that names none, its bindings.
func actionsOf(s screen.Screen) []screen.Action {
	if a, ok := s.(screen.Actor); ok {
		return a.Actions()
	}
	var out []screen.Action
	m := s.Keys()
	if m == nil {
		return nil
	}
	for _, group := range m.FullHelp() {
		for _, b := range group {
			out = append(out, screen.Action{Key: b})
		}
	}
	return out
}

// run does an action of the active screen, or of the App: it gives it its key,
// so that the palette can do nothing that a key can't.
func (a *App) run(b key.Binding, own bool) tea.Cmd {
	keys := b.Keys()
	if len(keys) == 0 || !b.Enabled() {
		return nil
	}
	msg := pressOf(keys[0])
	if own {
		cmd, _ := a.offer(msg)
		return cmd
	}
	return a.command(msg)
}

// pressOf is a key press by its name. Bindings compare names only.
func pressOf(name string) tea.KeyPressMsg {
	codes := map[string]rune{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown,
		"left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp,
		"pgdown": tea.KeyPgDown, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
	}
	if c, ok := codes[name]; ok {
		return tea.KeyPressMsg{Code: c}
	}
	return tea.KeyPressMsg{Text: name}
}

// full is an action's name with whose it is: "tickets.filter".
func full(owner, name string) string {
	if name == "" {
		return ""
	}
	return owner + "." + name
}

func spellKey(label string, ascii bool) string {
	if !ascii {
		return label
	}
	return strings.NewReplacer("↑", "up", "↓", "down", "←", "left", "→", "right").Replace(label)
}
