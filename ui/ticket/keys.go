package ticket

import (
	"charm.land/bubbles/v2/key"

	"daybrief/ui/screen"
)

// keys are the bindings of the page, as data.
type keys struct {
	up, down, pageUp, pageDown, home, end key.Binding
	next, previous, side, company, takers key.Binding
	browse, copyLink, copyID, copyBoth    key.Binding
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
		next:     bind("n", "next ticket of the list", "n", "right", "l"),
		previous: bind("p", "previous ticket of the list", "p", "N", "left", "h"),
		side:     bind("tab", "conversation or facts", "tab", "shift+tab"),
		company:  bind("c", "its company", "c"),
		takers:   bind("t", "who can take it", "t"),
		browse:   bind("o", "open in the browser", "o"),
		copyLink: bind("y", "copy the link", "y"),
		copyID:   bind("Y", "copy the number", "Y"),
		copyBoth: bind("ctrl+y", "copy number, summary", "ctrl+y"),
	}
}

// Actions are what works on the page, for help.
func (v *View) Actions() []screen.Action {
	k := &v.keys
	return screen.Actions([]screen.Named{
		{Name: "up", Key: &k.up}, {Name: "down", Key: &k.down}, {Name: "page-up", Key: &k.pageUp}, {Name: "page-down", Key: &k.pageDown},
		{Name: "top", Key: &k.home}, {Name: "bottom", Key: &k.end}, {Name: "next", Key: &k.next}, {Name: "previous", Key: &k.previous},
		{Name: "side", Key: &k.side}, {Name: "company", Key: &k.company}, {Name: "takers", Key: &k.takers}, {Name: "open", Key: &k.browse}, {Name: "copy", Key: &k.copyLink},
		{Name: "copy-number", Key: &k.copyID}, {Name: "copy-summary", Key: &k.copyBoth},
	})
}
