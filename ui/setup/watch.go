package setup

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// watching is the choice of boards: each marked one becomes a saved view. The
// briefing goes on looking at all of them.
type watching struct {
	list []Board
	on   map[string]bool
	at   int
	// uncounted: the numbers of open tickets are the least that they can be.
	uncounted bool
}

// only marks the boards of these names.
func (b *watching) only(names []string) {
	b.on = make(map[string]bool, len(names))
	for _, n := range names {
		b.on[n] = true
	}
}

// offer takes the boards of the server; marks on boards that have gone go too.
func (b *watching) offer(list []Board) {
	b.list, b.at = list, 0
	for name := range b.on {
		if !slices.ContainsFunc(list, func(one Board) bool { return one.Name.String() == name }) {
			delete(b.on, name)
		}
	}
}

// names are the marked boards, in the order of the list; those of a setup that
// was read before the list has come are in alphabetical order.
func (b *watching) names() []string {
	var out []string
	for _, one := range b.list {
		if name := one.Name.String(); b.on[name] {
			out = append(out, name)
		}
	}
	if b.list == nil {
		for name := range b.on {
			out = append(out, name)
		}
		slices.Sort(out)
	}
	return out
}

func (b *watching) press(w *Wizard, msg tea.KeyPressMsg, k keys) {
	switch {
	case key.Matches(msg, k.mark) && b.at < len(b.list):
		name := b.list[b.at].Name.String()
		b.on[name] = !b.on[name]
	default:
		w.pick(&b.at, len(b.list), msg, k)
	}
}
