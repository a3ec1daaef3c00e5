package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// Style paints text with one set of attributes. It is made once a theme and is
// cheap to apply: the escape sequences are ready, nothing is measured. Text
// must not hold escapes of its own; concatenate painted segments instead.
type Style struct{ on, off string }

// Paint wraps the text in the style's escapes.
func (s Style) Paint(text string) string {
	if s.on == "" || text == "" {
		return text
	}
	return s.on + text + s.off
}

// styleOf takes the escapes out of what lipgloss would write.
func styleOf(l lipgloss.Style) Style {
	const mark = "x"
	out := l.Inline(true).Render(mark)
	for i := 0; i+len(mark) <= len(out); i++ {
		if out[i:i+1] == mark {
			return Style{on: out[:i], off: out[i+1:]}
		}
	}
	return Style{}
}

// Theme is a set of styles for one background, and the glyphs to go with it.
// Styles with Sel are for the selected row: the same ink on the selection's
// background.
type Theme struct {
	Dark bool

	Text, Dim, Faint, Strong    Style // four weights of ordinary ink
	Accent, AccentStrong        Style // the one accent: focus, keys, links
	Good, Warn, Bad, BadStrong  Style // states; Bad is the only red
	Sel, SelDim, SelAccent      Style // the selected row in the focused panel
	SelWarn, SelBad             Style
	SelIdle                     Style // the selected row in a panel without focus
	Rule, RuleFocus             Style // lines and frames
	TabOn, TabOff, TabCount     Style
	Tile, TileWarn, TileBad     Style // numbers in the tiles
	BadgeLive, BadgeWarn        Style // the state word
	BadgeBad                    Style
	Key, KeyText                Style // help
	Customer, Ours, InternalInk Style // who wrote a note

	Glyphs Glyphs
}

// Glyphs are the symbols: single-cell, no emoji, no private use.
type Glyphs struct {
	Bad, Warn, Good, Quiet, Dot      string
	Cursor, Ellipsis, Bullet         string
	Horizontal, Vertical, Branch     string
	TopLeft, TopRight                string
	BottomLeft, BottomRight          string
	Up, Down, Left, Right, Separator string
	Spark                            []string // eight heights
	Bar                              []string // eighths of a cell, left to right
}

// Unicode are the usual glyphs; ASCII the ones for consoles without them.
func Unicode() Glyphs {
	return Glyphs{
		Bad: "●", Warn: "▲", Good: "✓", Quiet: "‖", Dot: "·",
		Cursor: "▌", Ellipsis: "…", Bullet: "•",
		Horizontal: "─", Vertical: "│", Branch: "└",
		TopLeft: "╭", TopRight: "╮", BottomLeft: "╰", BottomRight: "╯",
		Up: "↑", Down: "↓", Left: "←", Right: "→", Separator: "·",
		Spark: []string{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"},
		Bar:   []string{"▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"},
	}
}

// ASCII are glyphs that every console and every locale can show.
func ASCII() Glyphs {
	return Glyphs{
		Bad: "!", Warn: "*", Good: "+", Quiet: "=", Dot: ".",
		Cursor: ">", Ellipsis: "~", Bullet: "-",
		Horizontal: "-", Vertical: "|", Branch: "`",
		TopLeft: "+", TopRight: "+", BottomLeft: "+", BottomRight: "+",
		Up: "^", Down: "v", Left: "<", Right: ">", Separator: "-",
		Spark: []string{"_", "_", "-", "-", "=", "=", "#", "#"},
		Bar:   []string{"#", "#", "#", "#", "#", "#", "#", "#"},
	}
}

func hex(s string) color.Color { return lipgloss.Color(s) }
