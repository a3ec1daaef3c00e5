package theme

// Theme is a set of styles for one background, and the glyphs to go with it.
// Styles with Sel are for the selected row: the same ink on the selection's
// background.
type Theme struct {
	Dark bool

	Text, Dim, Faint, Strong     Style // four weights of ordinary ink
	Accent, AccentStrong         Style // the one accent: focus, keys, links
	Good, Warn, Bad, BadStrong   Style // states; Bad is the only red
	Sel, SelDim, SelAccent       Style // the selected row in the focused panel
	SelWarn, SelBad              Style
	SelIdle                      Style // the selected row in a panel without focus
	SelIdleWarn, SelIdleBad      Style // what is red stays red there
	Slot, SlotDim                Style // booked time in a timeline: a quiet ground
	SlotEdge, SlotWarn, SlotRule Style
	Rule, RuleFocus              Style // lines and frames
	TabOn, TabOff, TabCount      Style
	Tile, TileWarn, TileBad      Style // numbers in the tiles
	BadgeLive, BadgeWarn         Style // the state word
	BadgeBad                     Style
	Key, KeyText                 Style // help
	Customer, Ours, InternalInk  Style // who wrote a note

	Glyphs Glyphs
}

// Kind is a set of colours.
type Kind uint8

// The kinds. All but None come for a dark and a light background.
const (
	Usual Kind = iota
	HighContrast
	ColourBlind // blue, yellow and orange: told apart without red and green
	Sixteen     // the terminal's own sixteen colours, as its owner has set them
	None        // bold, faint, underline and reverse only
)

// New makes the usual theme for a dark or a light background. The styles are
// true colour; the renderer brings them down to what the terminal can show.
func New(dark bool, glyphs Glyphs) *Theme { return Make(Usual, dark, glyphs) }

// Make makes a theme of a kind.
func Make(kind Kind, dark bool, glyphs Glyphs) *Theme {
	t := &Theme{Dark: dark, Glyphs: glyphs}
	p := paletteOf(kind, dark)
	t.inks(p)
	t.selection(p)
	t.chrome(p)
	switch kind {
	case Sixteen:
		t.reversed()
	case None:
		t.reversed()
		t.colourless()
	}
	return t
}

// inks are the styles of words in a text.
func (t *Theme) inks(p palette) {
	t.Dim, t.Faint, t.Strong = ink(p.dim), ink(p.faint), bold("")
	t.Accent, t.AccentStrong = ink(p.accent), bold(p.accent)
	t.Good, t.Warn = ink(p.good), ink(p.warn)
	t.Bad, t.BadStrong = ink(p.bad), bold(p.bad)
	t.Customer, t.Ours, t.InternalInk = bold(p.accent), bold(""), ink(p.dim)
	t.Tile, t.TileWarn, t.TileBad = bold(""), bold(p.warn), bold(p.bad)
}

// selection is the selected row. Its first cell always holds Glyphs.Cursor, so
// that it is seen without colour too.
func (t *Theme) selection(p palette) {
	t.Sel, t.SelDim = on(p.text, p.selected), on(p.selectedDim, p.selected)
	t.SelAccent, t.SelWarn, t.SelBad = on(p.accent, p.selected), on(p.warn, p.selected), on(p.bad, p.selected)
	t.SelIdle, t.SelIdleWarn, t.SelIdleBad = on(p.text, p.idle), on(p.warn, p.idle), on(p.bad, p.idle)
	t.Slot, t.SlotDim = on(p.text, p.slot), on(p.selectedDim, p.slot)
	t.SlotEdge, t.SlotWarn = on(p.accent, p.slot), on(p.warn, p.slot)
	t.SlotRule = on(p.rule, p.slot)
}

// chrome is what stands around the text.
func (t *Theme) chrome(p palette) {
	t.Rule, t.RuleFocus = ink(p.rule), ink(p.accent)
	t.TabOn, t.TabOff, t.TabCount = bold(p.accent), ink(p.dim), ink(p.dim)
	t.BadgeLive, t.BadgeWarn, t.BadgeBad = bold(p.good), badge(p.badgeInk, p.warn), badge(p.badgeInk, p.bad)
	t.Key, t.KeyText = ink(p.accent), ink(p.dim)
}
