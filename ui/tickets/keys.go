package tickets

import (
	"charm.land/bubbles/v2/key"

	"daybrief/ui/screen"
)

// keys are the bindings of this screen, as data.
type keys struct {
	up, down, pageUp, pageDown, home, end key.Binding
	open, read, back, pane, filter        key.Binding
	sort, reverse, group, views, save     key.Binding
	browse, copyLink, copyID, copyBoth    key.Binding
	company, contact, takers              key.Binding
	next, previous, mark, columns         key.Binding
	accept, clear                         key.Binding // clear also in the list: filter, then section
}

func bind(help, does string, names ...string) key.Binding {
	return key.NewBinding(key.WithKeys(names...), key.WithHelp(help, does))
}

func defaultKeys() keys {
	return keys{
		up:       bind("↑ k", "up", "up", "k"),
		down:     bind("↓ j", "down", "down", "j"),
		pageUp:   bind("pgup ctrl+u", "page up", "pgup", "ctrl+u"),
		pageDown: bind("pgdn space", "page down", "pgdown", "ctrl+d", "space"),
		home:     bind("g", "first", "home", "g"),
		end:      bind("G", "last", "end", "G"),
		open:     bind("enter", "open the ticket", "enter"),
		read:     bind("tab l", "to the preview and back", "tab", "right", "l"),
		back:     bind("esc", "back", "esc", "shift+tab", "left", "h"),
		pane:     bind("p", "preview on or off", "p"),
		filter:   bind("/", "filter", "/"),
		sort:     bind("s", "sort by the next column", "s"),
		reverse:  bind("S", "reverse the order", "S"),
		group:    bind("b", "group by board, company, owner, priority, status", "b"),
		browse:   bind("o", "open in the browser", "o"),
		copyLink: bind("y", "copy the link", "y"),
		copyID:   bind("Y", "copy the number", "Y"),
		copyBoth: bind("ctrl+y", "copy number, summary", "ctrl+y"),
		views:    bind("v", "choose a saved view", "v"),
		save:     bind("V", "save what is shown as a view", "V"),
		company:  bind("c", "its company", "c"),
		takers:   bind("t", "who can take it", "t"),
		contact:  bind("C", "tickets of its contact", "C"),
		mark:     bind("x", "mark it, to copy or export the marked", "x"),
		columns:  bind("|", "choose the columns", "|"),
		next:     bind("n", "next breached or at risk", "n"),
		previous: bind("N", "previous breached or at risk", "N"),
		accept:   bind("enter", "keep the filter; tab completes, up recalls", "enter"),
		clear:    bind("esc", "clear marks, then the filter, then back to all tickets", "esc"),
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

// live are the bindings that work now.
func (k *keys) live(typing, reading bool) live {
	switch {
	case typing:
		return live{[]key.Binding{k.accept, k.clear}, [][]key.Binding{{k.accept, k.clear}}}
	case reading:
		return live{[]key.Binding{k.down, k.back, k.browse, k.copyLink},
			[][]key.Binding{{k.up, k.down, k.pageUp, k.pageDown, k.home, k.end},
				{k.open, k.back, k.browse, k.copyLink, k.copyID, k.copyBoth, k.company, k.contact, k.takers, k.pane}}}
	}
	return live{[]key.Binding{k.filter, k.open, k.sort, k.group, k.browse, k.copyLink},
		[][]key.Binding{{k.up, k.down, k.pageUp, k.pageDown, k.home, k.end, k.next, k.previous},
			{k.open, k.read, k.clear, k.pane, k.browse, k.copyLink, k.copyID, k.copyBoth, k.company, k.contact, k.takers},
			{k.filter, k.views, k.save, k.sort, k.reverse, k.group, k.columns, k.mark}}}
}

// enable switches off what would do nothing now.
func (k *keys) enable(s *Screen) {
	t := s.current()
	list := !s.reading && !s.typing
	for _, b := range []*key.Binding{&k.browse, &k.copyLink, &k.copyID, &k.copyBoth} {
		b.SetEnabled(t != nil && !s.typing)
	}
	k.open.SetEnabled(t != nil && !s.typing)
	k.read.SetEnabled(t != nil && list)
	k.takers.SetEnabled(t != nil && !s.typing)
	k.company.SetEnabled(t != nil && !s.typing && t.Company.ID != 0)
	k.contact.SetEnabled(t != nil && !s.typing && !t.Contact.Name.IsEmpty())
	k.views.SetEnabled(list && len(s.frame.Views) > 0)
	for _, b := range []*key.Binding{&k.filter, &k.save, &k.sort, &k.reverse, &k.group, &k.next, &k.previous, &k.mark, &k.columns} {
		b.SetEnabled(list)
	}
	k.back.SetEnabled(s.reading)
	k.clear.SetEnabled(s.typing || len(s.marks) > 0 || s.field.String() != "" || !s.scope.isAll())
}

// named are the screen's actions, under the names that settings know them by.
func (k *keys) named() []screen.Named {
	return []screen.Named{
		{Name: "up", Key: &k.up}, {Name: "down", Key: &k.down}, {Name: "page-up", Key: &k.pageUp}, {Name: "page-down", Key: &k.pageDown},
		{Name: "top", Key: &k.home}, {Name: "bottom", Key: &k.end}, {Name: "next-alarm", Key: &k.next}, {Name: "previous-alarm", Key: &k.previous},
		{Name: "ticket", Key: &k.open}, {Name: "read", Key: &k.read}, {Name: "back", Key: &k.back}, {Name: "preview", Key: &k.pane}, {Name: "filter", Key: &k.filter},
		{Name: "views", Key: &k.views}, {Name: "save-view", Key: &k.save}, {Name: "sort", Key: &k.sort}, {Name: "reverse", Key: &k.reverse}, {Name: "group", Key: &k.group},
		{Name: "open", Key: &k.browse}, {Name: "copy", Key: &k.copyLink}, {Name: "copy-number", Key: &k.copyID}, {Name: "copy-summary", Key: &k.copyBoth},
		{Name: "company", Key: &k.company}, {Name: "contact", Key: &k.contact}, {Name: "takers", Key: &k.takers}, {Name: "mark", Key: &k.mark}, {Name: "columns", Key: &k.columns},
	}
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action { return screen.Actions(s.keys.named()) }

// Rebind implements screen.Actor.
func (s *Screen) Rebind(keys map[string][]string) { screen.Rebind(s.keys.named(), keys) }

// Guide explains the filter language.
func (s *Screen) Guide() (title string, lines [][2]string) {
	return "The filter, after /", [][2]string{
		{"vpn kestrel", "all words, in any order, in any field"},
		{`"two words"`, "as they stand"},
		{"-vpn", "without the word; also -board:help"},
		{"board:help", "the field holds it; also company contact owner status priority team type subtype item site project summary id parent"},
		{"board=x", "all of it"},
		{"board:help*", "* is anything; commas part alternatives"},
		{"owner:me", "also owner:nobody, owner:jdoe,asmith"},
		{"priority<=2", "by its number"},
		{"updated>3d", "not for three days; also age>2w, sla<2h"},
		{"scheduled<3d", "its next entry of the schedule begins within three days"},
		{"is:breached", "risk waiting unassigned replied today new stale overdue parked untriaged incident child project service mine unknown escalated"},
	}
}
