package ui

import (
	"strconv"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/ui/screen"
)

// keyMap holds the keys that work everywhere. A screen gets a key first; what
// it does not claim comes here.
type keyMap struct {
	tabs  []key.Binding // one a screen: "1", "2", …
	ids   []string      // the screens behind them
	own   []bound
	abort key.Binding
	page  pageKeys
}

// bound is an action with the key that the person wants for it.
type bound struct {
	action
	key key.Binding
}

// pageKeys work in a page.
type pageKeys struct {
	close, up, down, pageUp, pageDown, top, bottom, find key.Binding
}

func bind(name, does string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(name, does))
}

func newKeyMap(screens []screen.Screen, table []action, bare bool) keyMap {
	k := keyMap{
		abort: bind("ctrl+c", "quit, whatever is open", "ctrl+c"),
		page: pageKeys{
			close:    bind("esc", "close", "esc", "q", "?", "!", "enter"),
			up:       bind("up", "scroll up", "up", "k"),
			down:     bind("down", "scroll down", "down", "j"),
			pageUp:   bind("pgup", "page up", "pgup", "b", "ctrl+b"),
			pageDown: bind("pgdn", "page down", "pgdown", "space", "f", "ctrl+f"),
			top:      bind("g", "top", "g", "home"),
			bottom:   bind("G", "bottom", "G", "end"),
			find:     bind("/", "search this help", "/"),
		},
	}
	for i, s := range screens {
		n := strconv.Itoa(i + 1)
		k.tabs, k.ids = append(k.tabs, bind(n, s.Title(), n)), append(k.ids, s.ID())
	}
	for _, one := range table {
		b := bind(one.label, one.does, one.keys...)
		b.SetEnabled(one.bare || !bare)
		k.own = append(k.own, bound{one, b})
	}
	return k
}

// quits reports whether a key is the one that quits.
func (k *keyMap) quits(msg tea.KeyPressMsg) bool {
	for _, own := range k.own {
		if own.name == "quit" {
			return key.Matches(msg, own.key)
		}
	}
	return false
}

// named are the actions of the App, in the order in which help lists them.
// "app.abort" keeps its key: it is the way out when all others are lost.
func (k *keyMap) named() []screen.Named {
	var out []screen.Named
	for i := range k.tabs {
		out = append(out, screen.Named{Name: k.ids[i], Key: &k.tabs[i]})
	}
	for i := range k.own {
		out = append(out, screen.Named{Name: k.own[i].name, Key: &k.own[i].key, Words: k.own[i].words})
	}
	return out
}

// everywhere lists what the help page shows below the screen's own keys.
func (k *keyMap) everywhere() []screen.Action {
	return append(screen.Actions(k.named()), screen.Action{Name: "abort", Key: k.abort})
}
