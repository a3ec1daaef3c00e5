package schedule

import (
	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"

	"daybrief/ui/screen"
)

// keymap is what works now, as data: help is drawn from it and Handle matches
// against it.
type keymap struct {
	up, down, pageUp, pageDown, home, end key.Binding
	prev, next, today, prevWeek, nextWeek key.Binding
	mode, week, free, focus, back         key.Binding
	open, browse, copy, want, find        key.Binding
	asking                                bool
}

func bind(help, does string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, does))
}

// keymap makes the bindings for what is on the screen.
func (s *Screen) keymap() keymap {
	k := keymap{
		up: bind("↑ k", "up", "up", "k"), down: bind("↓ j", "down", "down", "j"),
		pageUp: bind("pgup ctrl+u", "page up", "pgup", "ctrl+u"), pageDown: bind("pgdn space", "page down", "pgdown", "ctrl+d", "space"),
		home: bind("g", "first", "home", "g"), end: bind("G", "last", "end", "G"),
		prev: bind("← p", "previous day", "left", "h", "p"), next: bind("→ n", "next day", "right", "l", "n"),
		today: bind("t", "today", "t"), prevWeek: bind("[", "previous week", "["), nextWeek: bind("]", "next week", "]"),
		mode: bind("d", "day", "d"), week: bind("w", "week", "w"),
		free: bind("f", "who is free", "f"), focus: bind("tab", "to the entries", "tab"), back: bind("esc", "back", "esc"),
		open: bind("enter", "open the ticket", "enter"), browse: bind("o", "open in the browser", "o"), copy: bind("y", "copy the link", "y"),
		want: bind("space", "30 or 60 min", "space"), find: bind("/", "filter", "/"),
	}
	screen.Rebind(k.named(), s.own)
	e := s.list.chosen()
	if s.free != nil {
		k.ask()
		return k
	}
	k.want.SetEnabled(false)
	k.focus.SetEnabled(s.geo.wide && e != nil)
	if s.inList {
		k.focus.SetHelp("tab", "to the members")
	}
	k.back.SetEnabled(s.geo.wide && s.inList || s.filter.on())
	k.mode.SetEnabled(s.mode != day)
	k.week.SetEnabled(s.mode != week)
	k.open.SetEnabled(e != nil && e.v.Ticket != 0)
	k.browse.SetEnabled(e != nil && e.v.Ticket != 0)
	k.copy.SetEnabled(e != nil)
	return k
}

// ask leaves what works while asking who is free.
func (k *keymap) ask() {
	k.asking = true
	k.prev.SetHelp("←", "half an hour before")
	k.next.SetHelp("→", "half an hour after")
	k.open.SetHelp("enter", "show the member")
	k.back.SetHelp("esc", "close")
	k.pageDown.SetKeys("pgdown", "ctrl+d") // space says how long
	k.pageDown.SetHelp("pgdn ctrl+d", k.pageDown.Help().Desc)
	for _, b := range []*key.Binding{&k.browse, &k.copy, &k.mode, &k.week, &k.focus, &k.find, &k.prevWeek, &k.nextWeek} {
		b.SetEnabled(false)
	}
}

// ShortHelp is the line at the bottom.
func (k keymap) ShortHelp() []key.Binding {
	if k.asking {
		return []key.Binding{k.prev, k.next, k.want, k.open, k.back}
	}
	return []key.Binding{k.prev, k.next, k.today, k.week, k.mode, k.free, k.focus, k.open}
}

// FullHelp is the page.
func (k keymap) FullHelp() [][]key.Binding {
	return [][]key.Binding{
		{k.up, k.down, k.pageUp, k.pageDown, k.home, k.end},
		{k.prev, k.next, k.today, k.prevWeek, k.nextWeek, k.mode, k.week},
		{k.find, k.free, k.want, k.focus, k.back},
		{k.open, k.browse, k.copy},
	}
}

var _ help.KeyMap = keymap{}
