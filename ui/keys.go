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
	ids                     []string      // the screens behind them
	next, prev              key.Binding
	palette, search, number key.Binding
	back, forward           key.Binding
	export, theme           key.Binding
	scope, role             key.Binding
	help, sources, alerts   key.Binding
	refresh, redraw         key.Binding
	quit, abort             key.Binding
	close, up, down         key.Binding // in a page
	pageUp, pageDown, g, gg key.Binding
	find                    key.Binding
}

func bind(name, does string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(name, does))
}

func newKeyMap(screens []screen.Screen, bare bool) keyMap {
	k := keyMap{
		next:     bind("tab", "next screen", "tab"),
		prev:     bind("shift+tab", "previous screen", "shift+tab"),
		palette:  bind(":", "all actions (palette)", ":", "ctrl+p"),
		search:   bind("ctrl+f", "search everything", "ctrl+f"),
		number:   bind("#", "a ticket by its number", "#"),
		back:     bind("<", "back to where you were", "<", "backspace", "alt+left"),
		forward:  bind(">", "forward again", ">", "alt+right"),
		export:   bind("e", "export this list", "e"),
		theme:    bind("", "theme", screen.Unbound("theme")),
		scope:    bind("m", "mine, team, everybody", "m"),
		role:     bind("M", "another role", "M"),
		help:     bind("?", "this help", "?"),
		sources:  bind("!", "state of every source", "!"),
		alerts:   bind("A", "the last 20 alerts", "A"),
		refresh:  bind("r", "refresh", "r"),
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
		find:     bind("/", "search this help", "/"),
	}
	for i, s := range screens {
		n := strconv.Itoa(i + 1)
		k.tabs, k.ids = append(k.tabs, bind(n, s.Title(), n)), append(k.ids, s.ID())
	}
	if bare { // one screen, and nobody to type
		for _, b := range []*key.Binding{&k.next, &k.prev, &k.palette, &k.search, &k.number, &k.back, &k.forward, &k.export, &k.theme, &k.scope, &k.role} {
			b.SetEnabled(false)
		}
	}
	return k
}

// named are the actions of the App, in the order in which help lists them.
// "app.abort" keeps its key: it is the way out when all others are lost.
func (k *keyMap) named() []screen.Named {
	var out []screen.Named
	for i := range k.tabs {
		out = append(out, screen.Named{Name: k.ids[i], Key: &k.tabs[i]})
	}
	return append(out, []screen.Named{
		{Name: "next-screen", Key: &k.next}, {Name: "previous-screen", Key: &k.prev},
		{Name: "palette", Key: &k.palette}, {Name: "search", Key: &k.search}, {Name: "number", Key: &k.number},
		{Name: "back", Key: &k.back}, {Name: "forward", Key: &k.forward},
		{Name: "scope", Key: &k.scope}, {Name: "role", Key: &k.role}, {Name: "export", Key: &k.export}, {Name: "theme", Key: &k.theme},
		{Name: "help", Key: &k.help}, {Name: "sources", Key: &k.sources}, {Name: "alerts", Key: &k.alerts},
		{Name: "refresh", Key: &k.refresh}, {Name: "redraw", Key: &k.redraw}, {Name: "quit", Key: &k.quit},
	}...)
}

// everywhere lists what the help page shows below the screen's own keys.
func (k *keyMap) everywhere() []screen.Action {
	return append(screen.Actions(k.named()), screen.Action{Name: "abort", Key: k.abort})
}
