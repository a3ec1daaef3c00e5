package brief

import (
	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"

	"daybrief/ui/screen"
)

// keyMap are the screen's keys. Bindings that would do nothing now are
// disabled, so that the help page leaves them out.
type keyMap struct {
	up, down, pageUp, pageDown, home, end key.Binding
	nextSection, prevSection              key.Binding
	drill, read, back, leave              key.Binding
	why, fold, browse, link, number, both key.Binding
	find, nextMatch, prevMatch            key.Binding
	company, takers                       key.Binding
}

func newKeyMap() keyMap {
	bind := func(name, does string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(name, does))
	}
	return keyMap{
		up:          bind("↑ k", "up", "up", "k"),
		down:        bind("↓ j", "down", "down", "j"),
		pageUp:      bind("pgup ctrl+u", "page up", "pgup", "ctrl+u"),
		pageDown:    bind("pgdn space", "page down", "pgdown", "ctrl+d", "space"),
		home:        bind("g", "first", "g", "home"),
		end:         bind("G", "last", "G", "end"),
		nextSection: bind("]", "next section", "]"),
		prevSection: bind("[", "previous section", "["),
		drill:       bind("enter", "the ticket, or the whole list", "enter"),
		read:        bind("tab l", "to the preview and back", "tab", "l", "right"),
		leave:       bind("h", "back to the rows", "h", "left"),
		back:        bind("esc", "back", "esc"),
		why:         bind("w", "why it is here", "w"),
		find:        bind("/", "filter", "/"),
		nextMatch:   bind("n", "next match", "n"),
		prevMatch:   bind("N", "previous match", "N"),
		fold:        bind("z", "fold the section, or unfold it", "z"),
		browse:      bind("o", "open in the browser", "o"),
		link:        bind("y", "copy the link", "y"),
		number:      bind("Y", "copy the number", "Y"),
		both:        bind("ctrl+y", "copy number, summary", "ctrl+y"),
		company:     bind("c", "its company", "c"),
		takers:      bind("t", "who can take it", "t"),
	}
}

// enable switches the bindings to what works in the present state.
func (k *keyMap) enable(b *Brief) {
	it := b.selected()
	some := it != nil && b.tiles.at < 0
	ticket := some && it.Ticket != nil
	row := b.section() != nil
	for _, one := range []*key.Binding{&k.nextSection, &k.prevSection, &k.drill} {
		one.SetEnabled(row && !b.reading)
	}
	k.fold.SetEnabled(row && b.tiles.at < 0 && !b.reading && b.full == "")
	k.why.SetEnabled(row && b.tiles.at < 0)
	k.read.SetEnabled(row && b.tiles.at < 0)
	k.leave.SetEnabled(b.reading)
	k.back.SetEnabled(b.reading || b.full != "" || b.why != 0 || b.filter.on())
	k.find.SetEnabled(!b.reading)
	k.nextMatch.SetEnabled(b.filter.found > 0 && !b.reading)
	k.prevMatch.SetEnabled(b.filter.found > 0 && !b.reading)
	k.browse.SetEnabled(some && it.URL != "")
	k.link.SetEnabled(some && it.URL != "")
	k.number.SetEnabled(ticket)
	k.both.SetEnabled(ticket)
	k.takers.SetEnabled(some) // on several tickets, or none, it says why not
	k.company.SetEnabled(ticket && it.Ticket.Company.ID != 0)
}

// named are the screen's actions, under the names that settings know them by.
func (k *keyMap) named() []screen.Named {
	return []screen.Named{
		{Name: "up", Key: &k.up}, {Name: "down", Key: &k.down}, {Name: "page-up", Key: &k.pageUp}, {Name: "page-down", Key: &k.pageDown},
		{Name: "top", Key: &k.home}, {Name: "bottom", Key: &k.end},
		{Name: "next-section", Key: &k.nextSection}, {Name: "previous-section", Key: &k.prevSection},
		{Name: "section", Key: &k.drill}, {Name: "read", Key: &k.read}, {Name: "leave", Key: &k.leave}, {Name: "back", Key: &k.back},
		{Name: "why", Key: &k.why}, {Name: "filter", Key: &k.find}, {Name: "next-match", Key: &k.nextMatch}, {Name: "previous-match", Key: &k.prevMatch},
		{Name: "fold", Key: &k.fold, Words: []string{"collapse", "expand", "unfold"}}, {Name: "open", Key: &k.browse}, {Name: "copy", Key: &k.link}, {Name: "copy-number", Key: &k.number},
		{Name: "copy-summary", Key: &k.both}, {Name: "company", Key: &k.company}, {Name: "takers", Key: &k.takers},
	}
}

// Actions names what the keys do.
func (b *Brief) Actions() []screen.Action { return screen.Actions(b.keys.named()) }

// Rebind gives actions other keys.
func (b *Brief) Rebind(keys map[string][]string) { screen.Rebind(b.keys.named(), keys) }

var _ help.KeyMap = keyMap{}

// ShortHelp is the few keys to name where there is one line.
func (k keyMap) ShortHelp() []key.Binding { return []key.Binding{k.drill, k.why, k.browse} }

// FullHelp is every key that works now.
func (k keyMap) FullHelp() [][]key.Binding {
	return [][]key.Binding{
		{k.up, k.down, k.pageUp, k.pageDown, k.home, k.end, k.prevSection, k.nextSection},
		{k.drill, k.read, k.leave, k.back, k.find, k.nextMatch, k.prevMatch, k.why, k.fold, k.company, k.takers},
		{k.browse, k.link, k.number, k.both},
	}
}

// Keys are the bindings that work now.
func (b *Brief) Keys() help.KeyMap { return b.keys }
