package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"

	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// pageHead is how many lines of a page do not scroll: its title and a blank.
const pageHead = 2

// page is drawn instead of the screen until it is closed. It takes all keys.
type page interface {
	scroll(by int)
	draw(f screen.Frame) []string
}

// leaf is the part that pages share: a title above lines that scroll.
type leaf struct {
	top  int
	most int // the last top that showed something new
}

func (l *leaf) scroll(by int) { l.top = min(max(0, l.top+by), l.most) }

// lay draws the title and the window on the lines, each padded to the width.
func (l *leaf) lay(title string, lines []string, f screen.Frame) []string {
	t, w := f.Theme, f.Area.W
	h := max(0, f.Area.H-pageHead)
	l.most = max(0, len(lines)-h)
	l.top = layout.Scroll(l.top, l.top, h, len(lines))
	right := " esc closes "
	if l.most > 0 {
		right = " " + t.Glyphs.Up + t.Glyphs.Down + " scroll  " + right
	}
	room := max(0, w-widget.Width(right))
	head := t.Strong.Paint(widget.Fit("  "+title, room, t.Glyphs.Ellipsis)) + t.Faint.Paint(widget.Fit(right, w-room, ""))
	out := []string{head, widget.Spaces(w)}
	return append(out, lines[l.top:min(len(lines), l.top+h)]...)
}

// helpPage lists the keys that work, taken from the bindings themselves.
type helpPage struct {
	leaf
	parts []helpPart
}

type helpPart struct {
	title string
	keys  []key.Binding
}

// A key that the screen takes is left out of what works everywhere.
func newHelpPage(s screen.Screen, k keyMap) *helpPage {
	own := helpPart{title: s.Title()}
	if m := s.Keys(); m != nil {
		for _, group := range m.FullHelp() {
			own.keys = append(own.keys, group...)
		}
	}
	taken := map[string]bool{}
	for _, b := range own.keys {
		for _, one := range b.Keys() {
			taken[one] = taken[one] || b.Enabled()
		}
	}
	global := helpPart{title: "Everywhere"}
	for _, b := range k.everywhere() {
		if !taken[b.Keys()[0]] {
			global.keys = append(global.keys, b)
		}
	}
	return &helpPage{parts: []helpPart{own, global}}
}

func (p *helpPage) draw(f screen.Frame) []string {
	w := f.Area.W
	var columns [][]string
	for _, part := range p.parts {
		columns = append(columns, part.lines(f.Theme, p.columnWidth(w)))
	}
	var lines []string
	if w >= 76 {
		lines = sideBySide(columns, p.columnWidth(w), w)
	} else {
		for i, c := range columns {
			if i > 0 {
				lines = append(lines, widget.Spaces(w))
			}
			lines = append(lines, c...)
		}
	}
	return p.lay("Help", lines, f)
}

func (p *helpPage) columnWidth(w int) int {
	if w >= 76 {
		return min(52, w/len(p.parts))
	}
	return w
}

// lines are a part's title and keys, w cells wide each.
func (p helpPart) lines(t *theme.Theme, w int) []string {
	out := []string{t.Dim.Paint(widget.Fit("  "+p.title, w, t.Glyphs.Ellipsis))}
	const keys = 14
	for _, b := range p.keys {
		h := b.Help()
		if !b.Enabled() || h.Key == "" {
			continue
		}
		room := max(0, w-keys-2)
		out = append(out, "  "+t.Key.Paint(widget.Fit(h.Key, min(keys, w-2), t.Glyphs.Ellipsis))+t.Text.Paint(widget.Fit(h.Desc, room, t.Glyphs.Ellipsis)))
	}
	return out
}

// sideBySide joins columns of w cells into lines of total cells.
func sideBySide(columns [][]string, w, total int) []string {
	n := 0
	for _, c := range columns {
		n = max(n, len(c))
	}
	out := make([]string, n)
	for i := range out {
		var b strings.Builder
		for _, c := range columns {
			if i < len(c) {
				b.WriteString(c[i])
			} else {
				b.WriteString(widget.Spaces(w))
			}
		}
		b.WriteString(widget.Spaces(total - w*len(columns)))
		out[i] = b.String()
	}
	return out
}
