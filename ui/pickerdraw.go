package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// The box of a picker, in cells.
const (
	pickerWide = 92 // wider lines are hard to read
	pickerHigh = 18 // rows
)

// draw lays the box over the screen.
func (p *picker) draw(_ *App, f screen.Frame, below func() screen.Block) screen.Block {
	p.place(f.Area, f.Theme)
	block := below()
	block.Cursor = nil
	if p.box.Empty() {
		return block
	}
	t, w := f.Theme, max(0, p.box.W-4)
	var inner []string
	if p.typed {
		head := t.AccentStrong.Paint("> ")
		text, x := p.field.Draw(w-2, 0, 0, t.Strong, t.Warn)
		inner = append(inner, head+text, widget.Spaces(w))
		block.Cursor = tea.NewCursor(p.box.X+4+x, p.box.Y+1)
	}
	more := p.below(w, t)
	from, to := p.hits.list.Window()
	first, last := p.hits.list.Thumb()
	for i := from; i < to; i++ {
		mark := " "
		if i-from >= first && i-from < last {
			mark = t.Rule.Paint(t.Glyphs.Thumb)
		}
		row := p.hits.rows[i]
		if p.whole && more == 0 {
			row.text = widget.Fit(row.text, p.names(), "")
		}
		inner = append(inner, row.paint(i == p.hits.list.Index(), w-1, t)+mark)
	}
	if len(p.hits.rows) == 0 {
		inner = append(inner, t.Dim.Paint(widget.Fit(widget.Spell(p.empty, &t.Glyphs), w, t.Glyphs.Ellipsis)))
	}
	inner = widget.Pad(inner, w, p.box.H-2-p.footing(w)-more)
	inner = append(inner, p.told(w, more, t)...)
	foot := widget.Lines(widget.Spell(p.foot(), &t.Glyphs), w, footLines, t.Glyphs.Ellipsis)
	for _, l := range widget.Pad(foot, w, p.footing(w)) {
		inner = append(inner, t.Faint.Paint(widget.Fit(l, w, "")))
	}
	block.Lines = over(block.Lines, widget.Frame(p.title, inner, p.box.W, t), p.box)
	return block
}

// foot says how many fit, and what the keys do.
func (p *picker) foot() string {
	text := "enter takes it, esc closes"
	if p.note != "" {
		text = p.note
	}
	if p.hits.total > len(p.hits.rows) {
		return "showing " + widget.Count(len(p.hits.rows)) + " of " + widget.Count(p.hits.total) + ": type more"
	}
	return text
}

// The most lines of what stands below the list.
const (
	belowLines = 4 // the selected row's detail
	footLines  = 3
)

// footing is how many lines the foot takes: a note is not cut, and what is typed does
// not change the box.
func (p *picker) footing(w int) int {
	if p.typed {
		return 1
	}
	return max(1, len(widget.Lines(p.foot(), max(1, w), footLines, "")))
}

// below is how many lines there are for the selected row's detail, with a blank one
// above: none where no row is cut.
func (p *picker) below(w int, t *theme.Theme) (n int) {
	if !p.whole || !slices.ContainsFunc(p.hits.rows, func(c choice) bool { return p.names()+widget.Width(c.detail)+5 > w }) {
		return 0
	}
	for _, c := range p.hits.rows {
		n = max(n, len(c.spelled(w, t)))
	}
	return 1 + n
}

// widest is how wide the box has to be for no row to be cut whose detail matters; 0
// where it is a reminder.
func (p *picker) widest() (w int) {
	if !p.whole {
		return 0
	}
	for _, c := range p.hits.rows {
		w = max(w, widget.Width(c.detail))
	}
	return p.names() + w + 9
}

// names is how wide the longest name of a row is.
func (p *picker) names() (w int) {
	for _, c := range p.hits.rows {
		w = max(w, widget.Width(c.text))
	}
	return w
}

// told is the selected row's detail, whole.
func (p *picker) told(w, most int, t *theme.Theme) []string {
	c := p.hits.chosen()
	if c == nil || most == 0 {
		return nil
	}
	out := []string{widget.Spaces(w)}
	for _, l := range c.spelled(w, t) {
		out = append(out, t.Text.Paint(widget.Fit(l, w, t.Glyphs.Ellipsis)))
	}
	return widget.Pad(out, w, most)
}

// spelled is a row in full.
func (c choice) spelled(w int, t *theme.Theme) []string {
	return widget.Lines(widget.Lay(c.text+": "+c.detail, " "+t.Glyphs.Separator+" ", "", w), max(1, w), belowLines, t.Glyphs.Ellipsis)
}

// place puts the box in the upper half: it must not jump while somebody types,
// so its height does not follow the number of rows once there was a line to
// type into.
func (p *picker) place(area layout.Rect, t *theme.Theme) {
	w := min(max(pickerWide, p.widest()), area.W-4)
	if area.W < 60 {
		w = area.W
	}
	rows := max(pickerHigh, area.H*2/5)
	if !p.typed {
		rows = min(max(rows, area.H*3/4), max(1, len(p.hits.rows)))
	}
	below := p.below(w-4, t)
	foot := p.footing(w - 4)
	h := min(area.H, rows+p.headLines()+1+foot+below)
	if w < 10 || h < p.headLines()+2+foot {
		p.box = layout.Rect{}
		p.hits.list.Resize(1)
		return
	}
	p.box = layout.Rect{X: (area.W - w) / 2, Y: min(2, max(0, (area.H-h)/2)), W: w, H: h}
	p.hits.list.Resize(h - p.headLines() - 1 - foot - below)
}

// paint draws a row on w cells: kind, text, detail, key.
func (c choice) paint(chosen bool, w int, t *theme.Theme) string {
	ground, dim, accent, mark := t.Text, t.Dim, t.Key, " "
	if chosen {
		ground, dim, accent, mark = t.Sel, t.SelDim, t.SelAccent, t.Glyphs.Cursor
	}
	var line []piece
	room := w
	put := func(st theme.Style, text string, most int) {
		text = widget.Truncate(text, min(most, room), t.Glyphs.Ellipsis)
		room -= widget.Width(text)
		line = append(line, piece{st, text})
	}
	put(accent, mark, 1)
	right := widget.Truncate(c.right, w/3, t.Glyphs.Ellipsis)
	gap := min(1, widget.Width(right)) // before a key
	room -= widget.Width(right) + gap
	if c.kind != "" && w >= 40 {
		put(dim, widget.Fit(c.kind, 10, ""), 10)
	}
	if c.whole && widget.Width(c.text)+2+widget.Width(c.detail) > room {
		c.detail = ""
	}
	put(ground, c.text, max(room*3/5, room-2-widget.Width(c.detail)))
	if c.detail != "" {
		put(dim, "  "+c.detail, room)
	}
	line = append(line, piece{ground, widget.Spaces(room + gap)}, piece{accent, right})
	out := ""
	for _, s := range line {
		out += s.st.Paint(s.text)
	}
	return out
}

// piece is a piece of text in one style.
type piece struct {
	st   theme.Style
	text string
}

// over lays the lines of a box over others. Every line is as wide as before.
func over(lines, box []string, at layout.Rect) []string {
	out := append([]string(nil), lines...)
	for i, b := range box {
		y := at.Y + i
		if y < 0 || y >= len(out) {
			continue
		}
		left := ansi.Truncate(out[y], at.X, "")
		right := ansi.TruncateLeft(out[y], at.X+at.W, "")
		gap := at.X - ansi.StringWidth(left)
		lost := ansi.StringWidth(out[y]) - at.X - at.W - ansi.StringWidth(right) // half a wide sign
		out[y] = left + widget.Spaces(gap) + b + widget.Spaces(lost) + right
	}
	return out
}
