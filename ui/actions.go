package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/ui/screen"
)

// appName is what stands before the names of the App's own actions.
const appName = "app"

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

// command is what a key does that no screen wanted.
func (a *App) command(msg tea.KeyPressMsg) tea.Cmd {
	for i, b := range a.keys.tabs {
		if key.Matches(msg, b) {
			a.show(i)
			return nil
		}
	}
	n, k := len(a.tabs), &a.keys
	switch {
	case key.Matches(msg, k.next):
		a.show((a.active + 1) % n)
	case key.Matches(msg, k.prev):
		a.show((a.active + n - 1) % n)
	case key.Matches(msg, k.back):
		a.goBack()
	case key.Matches(msg, k.forward):
		a.goForward()
	case key.Matches(msg, k.scope):
		a.nextScope()
	case key.Matches(msg, k.role):
		a.nextRole()
	case key.Matches(msg, k.refresh):
		a.refresh()
	case key.Matches(msg, k.redraw):
		return tea.ClearScreen
	case key.Matches(msg, k.quit):
		return a.quit()
	default:
		a.openPage(msg)
	}
	return nil
}

// openPage opens what is drawn on or instead of the screen.
func (a *App) openPage(msg tea.KeyPressMsg) {
	under := a.page
	defer func() {
		if p, ok := a.page.(*picker); ok && a.page != under {
			p.under = under // closing it shows the ticket again
		}
	}()
	k := &a.keys
	switch {
	case key.Matches(msg, k.help):
		a.page = newHelpPage(a)
	case key.Matches(msg, k.sources):
		a.page = newSourcesPage(a.tabs[a.active].screen)
	case key.Matches(msg, k.alerts):
		a.page = &alertsPage{}
	case key.Matches(msg, k.palette):
		a.page = a.paletteOf()
	case key.Matches(msg, k.search):
		a.page = a.searchOf("")
	case key.Matches(msg, k.number):
		a.page = a.searchOf("#")
	case key.Matches(msg, k.export):
		a.chooseExport()
	case key.Matches(msg, k.theme):
		a.page = a.themesOf()
	}
}

// full is an action's name with whose it is: "tickets.filter".
func full(owner, name string) string {
	if name == "" {
		return ""
	}
	return owner + "." + name
}

// keyLabel is how a binding's key is written: our arrows in ASCII where the
// terminal shows nothing else.
func (a *App) keyLabel(b key.Binding) string { return spellKey(b.Help().Key, a.theme.Glyphs.Up == "^") }

func spellKey(label string, ascii bool) string {
	if !ascii {
		return label
	}
	return strings.NewReplacer("↑/", "up ", "↓/", "down ", "←/", "left ", "→/", "right ",
		"↑↓/", "up down ", "↑", "up", "↓", "down", "←", "left", "→", "right").Replace(label)
}
