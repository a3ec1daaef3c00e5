package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// pageHead is how many lines of a page do not scroll: its title and a blank.
const pageHead = 2

// page is open on top of the screen, or instead of it, and takes all input
// until it is closed.
type page interface {
	press(a *App, msg tea.KeyPressMsg) tea.Cmd
	paste(a *App, text string)
	wheel(a *App, by int)
	click(a *App, x, y int) tea.Cmd // cells of the body
	// draw is given what the screen would show, for those that leave it in sight.
	draw(a *App, f screen.Frame, below func() screen.Block) screen.Block
}

// leaf is the part that whole pages share: a title above lines that scroll.
type leaf struct {
	top  int
	most int // the last top that showed something new
	// under is the page that this one was opened on; nil for the screen.
	under page
}

func (l *leaf) scroll(by int)                { l.top = min(max(0, l.top+by), l.most) }
func (l *leaf) paste(*App, string)           {}
func (l *leaf) wheel(_ *App, by int)         { l.scroll(by) }
func (l *leaf) click(*App, int, int) tea.Cmd { return nil }

// press scrolls, and closes the page when the key says so.
func (l *leaf) press(a *App, msg tea.KeyPressMsg) tea.Cmd {
	k, h := &a.keys.page, max(1, a.display.body().H-pageHead)
	switch {
	case key.Matches(msg, k.close):
		a.page = l.under
	case key.Matches(msg, k.up):
		l.scroll(-1)
	case key.Matches(msg, k.down):
		l.scroll(1)
	case key.Matches(msg, k.pageUp):
		l.scroll(-h)
	case key.Matches(msg, k.pageDown):
		l.scroll(h)
	case key.Matches(msg, k.top):
		l.scroll(-1 << 20)
	case key.Matches(msg, k.bottom):
		l.scroll(1 << 20)
	}
	return nil
}

// lay draws the head, which is w cells wide, and the window on the lines.
func (l *leaf) lay(head string, lines []string, f screen.Frame) screen.Block {
	h := max(0, f.Area.H-pageHead)
	l.most = max(0, len(lines)-h)
	l.top = layout.Scroll(l.top, l.top, h, len(lines))
	out := append([]string{head, widget.Spaces(f.Area.W)}, lines[l.top:min(len(lines), l.top+h)]...)
	return screen.Block{Lines: exactly(out, f.Area)}
}

// title is the head of a page: what it is at the left, what closes it at the
// right.
func (l *leaf) title(name, more string, f screen.Frame) string {
	t, w := f.Theme, f.Area.W
	right := more + " esc closes "
	if l.most > 0 {
		right = " " + t.Glyphs.Up + t.Glyphs.Down + " scroll " + right
	}
	room := max(0, w-widget.Width(right))
	return t.Strong.Paint(widget.Fit("  "+name, room, t.Glyphs.Ellipsis)) + t.Faint.Paint(widget.Fit(right, w-room, ""))
}
