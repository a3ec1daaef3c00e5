package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// The smallest terminal that is drawn on; below it one sentence says so.
const (
	leastW = 40
	leastH = 12
)

// display is how large the terminal is, what it can show, and what it shows now.
type display struct {
	bare    bool // no tabs, no status bar
	prefers Preference
	glyphs  theme.Glyphs
	theme   *theme.Theme
	dark    bool // the terminal's background, as far as it has told
	colours colorprofile.Profile
	size    layout.Rect
	drawn   drawn
}

// drawn is the frame as composed by the latest Update.
type drawn struct {
	content string
	title   string
	cursor  *tea.Cursor
}

func newDisplay(o Options) display {
	return display{
		bare: o.Bare, prefers: o.Theme, glyphs: o.Glyphs, dark: o.Theme != Light,
		colours: colorprofile.TrueColor, // until the terminal says otherwise
		theme:   theme.Make(o.Theme.kind(), o.Theme != Light, o.Glyphs),
	}
}

func (d *display) resize(w, h int) { d.size = layout.Rect{W: max(0, w), H: max(0, h)} }

// recolour takes the terminal's answer about its background.
func (d *display) recolour(dark bool) {
	d.dark = dark
	if !d.prefers.fixed() && dark != d.theme.Dark {
		d.paintIn(d.prefers)
	}
}

// paintIn changes the colours.
func (d *display) paintIn(t Preference) {
	d.prefers = t
	dark := d.dark
	if t == Dark || t == Light {
		dark = t == Dark
	}
	d.theme = theme.Make(d.kindFor(t), dark, d.glyphs)
}

// limit takes what the terminal can show. Where that is sixteen colours, or
// none, Auto means the theme made for that: colours brought down from millions
// leave the selected row hard to read.
func (d *display) limit(p colorprofile.Profile) {
	if p != d.colours {
		d.colours = p
		d.paintIn(d.prefers)
	}
}

func (d *display) kindFor(t Preference) theme.Kind {
	switch {
	case t == Auto && d.colours == colorprofile.ANSI:
		return theme.Sixteen
	case t == Auto && d.colours < colorprofile.ANSI:
		return theme.None
	}
	return t.kind()
}

// keyLabel is how a binding's key is written: our arrows in ASCII where the
// terminal shows nothing else.
func (d *display) keyLabel(b key.Binding) string {
	return spellKey(b.Help().Key, d.theme.Glyphs.Up == "^")
}

func (d *display) tooSmall() bool { return d.size.W < leastW || d.size.H < leastH }

// areas are the tab bar, the rule below it (left out when lines are few), the
// body, and the status bar with a blank above it (when lines are many).
func (d *display) areas() (rule, body, status layout.Rect) {
	if d.bare {
		whole := layout.Rect{W: d.size.W, H: d.size.H}
		return layout.Rect{}, whole, layout.Rect{}
	}
	line, air := 0, 0
	if d.size.H >= 18 {
		line = 1
	}
	if d.size.H >= 30 {
		air = 1
	}
	rows := d.size.Rows(layout.Fixed(1), layout.Fixed(line), layout.Fill(1), layout.Fixed(1+air))
	return rows[1], rows[2], rows[3]
}

func (d *display) body() layout.Rect {
	_, body, _ := d.areas()
	return body
}

// compose lays the bars and the body over each other. The bars are drawn only
// where there is room for them.
func (d *display) compose(bar func() string, body func() screen.Block, status func() string) {
	d.drawn.cursor = nil
	switch {
	case d.size.Empty():
		d.drawn.content = ""
		return
	case d.tooSmall():
		d.drawn.content = strings.Join(smallLines(d.size), "\n")
		return
	}
	rule, area, foot := d.areas()
	lines := make([]string, 0, d.size.H)
	if !d.bare {
		lines = append(lines, bar())
	}
	if rule.H > 0 {
		lines = append(lines, d.theme.Rule.Paint(strings.Repeat(d.theme.Glyphs.Horizontal, d.size.W)))
	}
	block := body()
	if c := block.Cursor; c != nil && area.Contains(c.X, c.Y+area.Y) {
		moved := *c
		moved.X, moved.Y = c.X+area.X, c.Y+area.Y
		d.drawn.cursor = &moved
	}
	lines = append(lines, block.Lines...)
	for range foot.H - 1 {
		lines = append(lines, widget.Spaces(d.size.W))
	}
	if !d.bare {
		lines = append(lines, status())
	}
	d.drawn.content = strings.Join(lines, "\n")
}

// exactly makes a block as high as its area: one line too many would push the
// status bar off the screen.
func exactly(lines []string, area layout.Rect) []string { return widget.Pad(lines, area.W, area.H) }

// smallLines say in one sentence that there is too little room.
func smallLines(size layout.Rect) []string {
	lines, _ := widget.Wrap("daybrief needs 40 by 12 cells; this terminal is smaller. Make it larger, or press q to quit.", size.W, size.H)
	for i := range lines {
		lines[i] = widget.Fit(lines[i], size.W, "")
	}
	return exactly(lines, size)
}
