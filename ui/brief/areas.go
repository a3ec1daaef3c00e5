package brief

import "daybrief/ui/layout"

// areas are the parts of the screen. preview is empty when it is not shown.
type areas struct {
	tiles, list, preview layout.Rect
	filter               layout.Rect // empty while nothing is filtered
	beside               bool        // the preview stands at the right of the list
	covered              bool        // the preview covers the list
}

// The least sizes of the layouts.
const (
	besideW  = 104 // wide enough for two columns
	stackedH = 30  // high enough for the preview below the list
)

// split shares out the area.
func (b *Brief) split(area layout.Rect) areas {
	line := 0
	if b.filter.on() {
		line = 1
	}
	rows := area.Rows(layout.Fixed(tileHeight(area)), layout.Fixed(line), layout.Fill(1))
	a := areas{tiles: rows[0], filter: rows[1], list: rows[2]}
	rows = rows[1:]
	switch {
	case area.W >= besideW:
		cols := rows[1].Cols(layout.Fill(15), layout.Fixed(3), layout.Fill(8))
		a.list, a.preview, a.beside = cols[0], cols[2], true
		if a.preview.W > 84 { // longer lines of text are hard to read
			cols = rows[1].Cols(layout.Fill(1), layout.Fixed(3), layout.Fixed(84))
			a.list, a.preview = cols[0], cols[2]
		}
		a.preview.W--
	case area.H >= stackedH:
		parts := rows[1].Rows(layout.Fill(3), layout.Fixed(1), layout.Fill(2))
		a.list, a.preview = parts[0], parts[2].Inset(margin, 0, 1, 0)
	case b.reading:
		a.preview, a.covered = rows[1].Inset(margin, 0, 1, 0), true
	}
	return a
}
