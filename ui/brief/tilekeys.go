package brief

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/ui/screen"
)

// pressTile takes a key while a tile is selected.
func (b *Brief) pressTile(msg tea.KeyPressMsg, f screen.Frame) screen.Outcome {
	k := &b.keys
	switch {
	case key.Matches(msg, k.drill):
		return b.openTile(b.tile, f)
	case msg.String() == "right" || msg.String() == "l":
		b.tile = b.besideTile(1, f)
	case msg.String() == "left" || msg.String() == "h":
		b.tile = b.besideTile(-1, f)
	case key.Matches(msg, k.up):
	default: // any other key is about the rows
		b.tile = -1
		return screen.Outcome{Claimed: key.Matches(msg, k.down) || key.Matches(msg, k.back) || msg.String() == "esc"}
	}
	return screen.Outcome{Claimed: true}
}

// oneLine is whether the tiles are one line, in an order of their own.
func (b *Brief) oneLine() bool { return b.areas.tiles.H < 3 }

// firstTile is the one at the left.
func (b *Brief) firstTile() int {
	if b.oneLine() {
		return tileOrder()[0]
	}
	return 0
}

// besideTile is the tile at the right (or left) of the selected one.
func (b *Brief) besideTile(step int, f screen.Frame) int {
	n := len(tilesOf(f.Briefing, f.Theme))
	if !b.oneLine() {
		return min(max(0, b.tile+step), n-1)
	}
	order := tileOrder()
	return order[min(max(0, slices.Index(order, b.tile)+step), n-1)]
}

// openTile opens the list behind a number.
func (b *Brief) openTile(i int, f screen.Frame) screen.Outcome {
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
func (b *Brief) atTop() bool {
	for i := range b.rows {
		if b.rows[i].key > 0 {
			return b.list.Index() <= i
		}
	}
	return true
}
