package theme

// Glyphs are the symbols: single-cell, no emoji, no private use.
type Glyphs struct {
	Bad, Warn, Good, Quiet, Dot      string
	Cursor, Ellipsis, Bullet         string
	Horizontal, Vertical, Branch     string
	Thumb                            string // of a scroll bar: a heavier Vertical
	TopLeft, TopRight                string
	BottomLeft, BottomRight          string
	Up, Down, Left, Right, Separator string
	Dash                             string   // "not known", where a figure would stand
	Full, Upper, Lower               string   // a whole cell, its upper and its lower half: what big digits are made of
	HeavyH, HeavyV                   string   // a frame that means something
	On, Off                          string   // the present one of several, and the others
	Spark                            []string // eight heights
	Bar                              []string // eighths of a cell, left to right
}

// Unicode are the usual glyphs.
func Unicode() Glyphs {
	return Glyphs{
		Bad: "●", Warn: "▲", Good: "✓", Quiet: "‖", Dot: "·",
		Cursor: "▌", Ellipsis: "…", Bullet: "•",
		Horizontal: "─", Vertical: "│", Branch: "└", Thumb: "┃",
		TopLeft: "╭", TopRight: "╮", BottomLeft: "╰", BottomRight: "╯",
		Up: "↑", Down: "↓", Left: "←", Right: "→", Separator: "·", Dash: "–",
		Full: "█", Upper: "▀", Lower: "▄", HeavyH: "━", HeavyV: "┃", On: "●", Off: "○",
		Spark: []string{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"},
		Bar:   []string{"▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"},
	}
}

// ASCII are glyphs that every console and every locale can show.
func ASCII() Glyphs {
	return Glyphs{
		Bad: "!", Warn: "*", Good: "+", Quiet: "=", Dot: ".",
		Cursor: ">", Ellipsis: "~", Bullet: "-",
		Horizontal: "-", Vertical: "|", Branch: "`", Thumb: "#",
		TopLeft: "+", TopRight: "+", BottomLeft: "+", BottomRight: "+",
		Up: "^", Down: "v", Left: "<", Right: ">", Separator: "-", Dash: "-",
		Full: "#", Upper: "\"", Lower: "_", HeavyH: "=", HeavyV: "H", On: "O", Off: ".",
		Spark: []string{"_", "_", "-", "-", "=", "=", "#", "#"},
		Bar:   []string{"#", "#", "#", "#", "#", "#", "#", "#"},
	}
}
