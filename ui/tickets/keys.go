package tickets

import "charm.land/bubbles/v2/key"

// keys are the bindings of this screen, as data.
type keys struct {
	up, down, pageUp, pageDown, home, end key.Binding
	open, back, pane, filter              key.Binding
	sort, reverse, group                  key.Binding
	browse, copyLink, copyID              key.Binding
	next, previous                        key.Binding
	accept, clear                         key.Binding // clear also in the list: filter, then section
}

func bind(help, does string, names ...string) key.Binding {
	return key.NewBinding(key.WithKeys(names...), key.WithHelp(help, does))
}

func defaultKeys() keys {
	return keys{
		up:       bind("↑/k", "up", "up", "k"),
		down:     bind("↓/j", "down", "down", "j"),
		pageUp:   bind("pgup", "a page up", "pgup", "ctrl+b", "ctrl+u"),
		pageDown: bind("pgdn", "a page down", "pgdown", "ctrl+f", "ctrl+d", "space"),
		home:     bind("g", "first", "home", "g"),
		end:      bind("G", "last", "end", "G"),
		open:     bind("enter", "read the ticket", "enter", "tab", "right", "l"),
		back:     bind("esc", "back", "esc", "shift+tab", "left", "h"),
		pane:     bind("p", "preview on or off", "p"),
		filter:   bind("/", "filter", "/"),
		sort:     bind("s", "sort by the next column", "s"),
		reverse:  bind("S", "reverse the order", "S"),
		group:    bind("b", "group by board, company, owner, priority, status", "b"),
		browse:   bind("o", "open in the browser", "o"),
		copyLink: bind("y", "copy the link", "y"),
		copyID:   bind("Y", "copy the number", "Y"),
		next:     bind("n", "next breached or at risk", "n"),
		previous: bind("N", "previous breached or at risk", "N"),
		accept:   bind("enter", "keep the filter", "enter", "tab"),
		clear:    bind("esc", "clear the filter, then back to all tickets", "esc"),
	}
}

// ShortHelp and FullHelp make a snapshot of what works now a help.KeyMap.
type live struct {
	short []key.Binding
	full  [][]key.Binding
}

// ShortHelp implements help.KeyMap.
func (l live) ShortHelp() []key.Binding { return l.short }

// FullHelp implements help.KeyMap.
func (l live) FullHelp() [][]key.Binding { return l.full }

// Keys are the bindings that work now.
func (s *Screen) keymap() live {
	k := s.keys
	switch {
	case s.typing:
		words := bind("words", "all of them, in any order", "words")
		fields := bind("field:value", "board company contact owner status priority team type project summary id", "field")
		compare := bind("priority<=2 updated>3d age>2w sla<2h", "compare", "compare")
		state := bind("is:", "breached risk waiting unassigned replied new stale overdue project mine", "is")
		not := bind("-word -field:value", "not", "not")
		quote := bind("\"two words\"", "as they stand; * is anything: board:help*", "quote")
		return live{[]key.Binding{k.accept, k.clear, fields, not}, [][]key.Binding{{k.accept, k.clear, words, not, quote}, {fields, compare, state}}}
	case s.reading:
		scroll := bind("↑↓/jk", "scroll", "j")
		return live{[]key.Binding{scroll, k.back, k.browse, k.copyLink},
			[][]key.Binding{{k.up, k.down, k.pageUp, k.pageDown, k.home, k.end}, {k.back, k.browse, k.copyLink, k.copyID}}}
	}
	return live{[]key.Binding{k.filter, k.open, k.sort, k.group, k.browse, k.copyLink},
		[][]key.Binding{{k.up, k.down, k.pageUp, k.pageDown, k.home, k.end, k.next, k.previous},
			{k.open, k.clear, k.pane, k.browse, k.copyLink, k.copyID}, {k.filter, k.sort, k.reverse, k.group}}}
}
