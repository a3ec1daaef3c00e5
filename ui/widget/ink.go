package widget

import "daybrief/ui/theme"

// Ink names a weight or tone of ordinary text, so that a cell can say how it
// is to be painted before the theme, the focus and the selection are known.
type Ink uint8

// The inks. InkBad and InkBadStrong are the only red.
const (
	InkText Ink = iota
	InkDim
	InkFaint
	InkStrong
	InkAccent
	InkGood
	InkWarn
	InkBad
	InkBadStrong
)

// Style is the ink in a theme.
func (k Ink) Style(t *theme.Theme) theme.Style {
	switch k {
	case InkDim:
		return t.Dim
	case InkFaint:
		return t.Faint
	case InkStrong:
		return t.Strong
	case InkAccent:
		return t.Accent
	case InkGood:
		return t.Good
	case InkWarn:
		return t.Warn
	case InkBad:
		return t.Bad
	case InkBadStrong:
		return t.BadStrong
	}
	return t.Text
}

// Selected is the ink on the selection's background.
func (k Ink) Selected(t *theme.Theme) theme.Style {
	switch k {
	case InkDim, InkFaint:
		return t.SelDim
	case InkAccent, InkGood:
		return t.SelAccent
	case InkWarn:
		return t.SelWarn
	case InkBad, InkBadStrong:
		return t.SelBad
	}
	return t.Sel
}

// Idle is the ink on the selection's background in a panel without focus.
func (k Ink) Idle(t *theme.Theme) theme.Style {
	switch k {
	case InkWarn:
		return t.SelIdleWarn
	case InkBad, InkBadStrong:
		return t.SelIdleBad
	}
	return t.SelIdle
}

// Cell is one field of a row.
type Cell struct {
	Text string
	Ink  Ink
}
