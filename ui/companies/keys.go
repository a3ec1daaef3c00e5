package companies

import (
	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"

	"daybrief/ui/screen"
)

// keymap is what works now, as data: help is drawn from it and Handle matches
// against it.
type keymap struct {
	up, down, pageUp, pageDown, home, end key.Binding
	open, back, tickets                   key.Binding
	filter, sort, reverse, all            key.Binding
	browse, copy                          key.Binding
	other, phone                          key.Binding // in the pane
	accept, clear                         key.Binding
	typing                                bool
}

func bind(help, does string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, does))
}

func (s *Screen) keymap() keymap {
	k := keymap{
		up: bind("↑ k", "up", "up", "k"), down: bind("↓ j", "down", "down", "j"),
		pageUp: bind("pgup ctrl+u", "page up", "pgup", "ctrl+u"), pageDown: bind("pgdn space", "page down", "pgdown", "ctrl+d", "space"),
		home: bind("g", "first", "home", "g"), end: bind("G", "last", "end", "G"),
		open: bind("enter", "open the company", "enter", "tab", "right", "l"), back: bind("esc", "back", "esc", "shift+tab", "left", "h"),
		tickets: bind("t", "its tickets on the Tickets screen", "t"),
		filter:  bind("/", "filter", "/"), sort: bind("s", "sort by the next column", "s"), reverse: bind("S", "reverse the order", "S"),
		all: bind("a", "all companies", "a"), browse: bind("o", "open in the browser", "o"), copy: bind("y", "copy the link", "y"),
		other: bind("tab", "to the contacts", "tab", "c"), phone: bind("p", "copy the phone number", "p"),
		accept: bind("enter", "keep the filter; tab completes, up recalls", "enter"), clear: bind("esc", "clear the filter", "esc"),
		typing: s.pick.typing,
	}
	c := s.company()
	k.tickets.SetEnabled(c != nil && c.id != 0)
	k.copy.SetEnabled(c != nil && c.id != 0 || s.inPane)
	k.browse.SetEnabled(k.copy.Enabled())
	k.open.SetEnabled(c != nil)
	if s.pick.all {
		k.all.SetHelp("a", "only with open tickets")
	}
	k.other.SetEnabled(s.inPane && s.pane.contacts.list.Len() > 0)
	k.phone.SetEnabled(s.inPane && s.pane.contacts.contact() != nil)
	if s.inPane && s.pane.contacts.active {
		k.other.SetHelp("tab", "to the tickets")
		k.copy.SetHelp("y", "copy the e-mail address")
		k.copy.SetEnabled(true)
	}
	if s.inPane {
		k.open.SetHelp("enter", "open the ticket")
		k.open.SetKeys("enter")
		k.open.SetEnabled(s.pane.tickets.selected() != 0 && !s.pane.contacts.active)
		for _, b := range []*key.Binding{&k.filter, &k.sort, &k.reverse, &k.all} {
			b.SetEnabled(false)
		}
	} else {
		k.back.SetEnabled(s.pick.filter.String() != "")
		k.back.SetHelp("esc", "clear the filter")
		k.back.SetKeys("esc")
	}
	screen.Rebind(k.named(), s.own)
	return k
}

// ShortHelp is the line at the bottom.
func (k keymap) ShortHelp() []key.Binding {
	if k.typing {
		return []key.Binding{k.accept, k.clear}
	}
	return []key.Binding{k.up, k.down, k.open, k.other, k.back, k.tickets, k.filter, k.sort, k.all}
}

// FullHelp is the page.
func (k keymap) FullHelp() [][]key.Binding {
	if k.typing {
		return [][]key.Binding{{k.accept, k.clear}}
	}
	return [][]key.Binding{
		{k.up, k.down, k.pageUp, k.pageDown, k.home, k.end},
		{k.open, k.back, k.tickets, k.browse, k.copy, k.phone, k.other},
		{k.filter, k.all, k.sort, k.reverse},
	}
}

var _ help.KeyMap = keymap{}
