package ui

import (
	"strconv"

	"charm.land/bubbles/v2/key"

	"daybrief/ui/screen"
)

// keyMap holds the keys that work everywhere. A screen gets a key first; what
// it does not claim comes here.
type keyMap struct {
	tabs                    []key.Binding // one a screen: "1", "2", …
	next, prev              key.Binding
	help, sources           key.Binding
	refresh, redraw         key.Binding
	quit, abort             key.Binding
	close, up, down         key.Binding // in a page
	pageUp, pageDown, g, gg key.Binding
}

func newKeyMap(screens []screen.Screen) keyMap {
	bind := func(name, does string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(name, does))
	}
	k := keyMap{
		next:     bind("tab", "next screen", "tab"),
		prev:     bind("shift+tab", "previous screen", "shift+tab"),
		help:     bind("?", "this help", "?"),
		sources:  bind("!", "state of every source", "!"),
		refresh:  bind("r", "ask for new data", "r"),
		redraw:   bind("ctrl+l", "redraw the screen", "ctrl+l"),
		quit:     bind("q", "quit", "q"),
		abort:    bind("ctrl+c", "quit, whatever is open", "ctrl+c"),
		close:    bind("esc", "close", "esc", "q", "?", "!", "enter"),
		up:       bind("up", "scroll up", "up", "k"),
		down:     bind("down", "scroll down", "down", "j"),
		pageUp:   bind("pgup", "page up", "pgup", "b", "ctrl+b"),
		pageDown: bind("pgdn", "page down", "pgdown", "space", "f", "ctrl+f"),
		g:        bind("g", "top", "g", "home"),
		gg:       bind("G", "bottom", "G", "end"),
	}
	for i, s := range screens {
		n := strconv.Itoa(i + 1)
		k.tabs = append(k.tabs, bind(n, s.Title(), n))
	}
	return k
}

// everywhere lists what the help page shows below the screen's own keys.
func (k keyMap) everywhere() []key.Binding {
	return append(append([]key.Binding{}, k.tabs...), k.next, k.prev, k.help, k.sources, k.refresh, k.redraw, k.quit, k.abort)
}
