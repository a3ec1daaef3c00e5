package theme

// nightPalette is for a dark room: the same hues at about half the light. The
// states still differ, and red is still red with sixteen colours.
func nightPalette() palette {
	return palette{
		text: "#7b8494", dim: "#6b7383", faint: "#5c6473",
		accent: "#4b8296",
		good:   "#557f59", warn: "#93802f", bad: "#b35454",
		selected: "#22262f", selectedDim: "#7b8494", idle: "#1c1e21",
		slot:     "#182130",
		rule:     "#31363f",
		badgeInk: "#101318",
	}
}

// Night is the theme for a dark room. Only a dark one can be dimmed: the light
// of a light one is the terminal's own ground, so there all but the warnings
// steps back.
func (t *Theme) Night() *Theme {
	if t.Dark {
		n := &Theme{Dark: true, Glyphs: t.Glyphs}
		p := nightPalette()
		n.inks(p)
		n.selection(p)
		n.chrome(p)
		n.Text, n.Strong, n.Tile = ink(p.text), ink(p.text), ink(p.text)
		n.BadStrong, n.TileBad, n.TileWarn, n.AccentStrong = ink(p.bad), ink(p.bad), ink(p.warn), ink(p.accent)
		n.BadgeLive = ink(p.good)
		return n
	}
	n := *t
	n.Text, n.Dim, n.Strong, n.Tile = t.Faint, t.Faint, t.Faint, t.Faint
	n.Accent, n.AccentStrong, n.Good, n.BadgeLive = t.Faint, t.Faint, t.Faint, t.Faint
	n.BadStrong, n.TileBad, n.TileWarn = t.Bad, t.Bad, t.Warn
	return &n
}
