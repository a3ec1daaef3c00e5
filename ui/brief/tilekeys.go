package brief

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/ui/layout"
	"daybrief/ui/screen"
)

// tileBar is the numbers above the sections.
type tileBar struct {
	area  layout.Rect
	lines []string
	at    int // the selected one; -1 while a row is selected
}

// draw draws the numbers on an area.
func (b *tileBar) draw(f screen.Frame, area layout.Rect) {
	b.area = area
	b.lines = tileLines(f, area, b.at)
}

// press takes a key while a tile is selected.
func (b *tileBar) press(k *keyMap, msg tea.KeyPressMsg, f screen.Frame) screen.Outcome {
	switch {
	case key.Matches(msg, k.drill):
		return openTile(b.at, f)
	case msg.String() == "right" || msg.String() == "l":
		b.at = b.beside(1, f)
	case msg.String() == "left" || msg.String() == "h":
		b.at = b.beside(-1, f)
	case key.Matches(msg, k.up):
	default: // any other key is about the rows
		b.at = -1
		return screen.Outcome{Claimed: key.Matches(msg, k.down) || key.Matches(msg, k.back) || msg.String() == "esc"}
	}
	return screen.Outcome{Claimed: true}
}

// oneLine is whether the tiles are one line, in an order of their own.
func (b *tileBar) oneLine() bool { return b.area.H < 3 }

// first is the one at the left.
func (b *tileBar) first() int {
	if b.oneLine() {
		return tileOrder()[0]
	}
	return 0
}

// beside is the tile at the right (or left) of the selected one.
func (b *tileBar) beside(step int, f screen.Frame) int {
	n := len(tilesOf(f.Briefing, f.Theme))
	if !b.oneLine() {
		return min(max(0, b.at+step), n-1)
	}
	order := tileOrder()
	return order[min(max(0, slices.Index(order, b.at)+step), n-1)]
}

// openTile opens the list behind a number.
func openTile(i int, f screen.Frame) screen.Outcome {
	list := tilesOf(f.Briefing, f.Theme)
	if i < 0 || i >= len(list) {
		return screen.Outcome{}
	}
	if list[i].filter == closedToday {
		return screen.Outcome{Intent: screen.Notify{Text: "Closed tickets are not among the open ones; ctrl+f finds them."}, Claimed: true}
	}
	return screen.Outcome{Intent: screen.Open{Place: screen.Place{Screen: "tickets", Filter: list[i].filter}}, Claimed: true}
}

// atTop reports whether the selected row is the first that can be selected.
func (p *page) atTop() bool {
	for i := range p.rows {
		if p.rows[i].key > 0 {
			return p.list.Index() <= i
		}
	}
	return true
}
