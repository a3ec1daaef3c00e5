package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// The smallest terminal that is drawn on; below it one sentence says so.
const (
	leastW = 40
	leastH = 12
)

// drawn is the frame as composed by the latest Update.
type drawn struct {
	content string
	title   string
	cursor  *tea.Cursor
}

func (a *App) tooSmall() bool { return a.size.W < leastW || a.size.H < leastH }

// areas are the tab bar, the rule below it (left out when lines are few), the
// body, and the status bar with a blank above it (when lines are many).
func (a *App) areas() (rule, body, status layout.Rect) {
	if a.opts.Bare {
		whole := layout.Rect{W: a.size.W, H: a.size.H}
		return layout.Rect{}, whole, layout.Rect{}
	}
	line, air := 0, 0
	if a.size.H >= 18 {
		line = 1
	}
	if a.size.H >= 30 {
		air = 1
	}
	rows := a.size.Rows(layout.Fixed(1), layout.Fixed(line), layout.Fill(1), layout.Fixed(1+air))
	return rows[1], rows[2], rows[3]
}

func (a *App) body() layout.Rect {
	_, body, _ := a.areas()
	return body
}

// draw composes the frame. It is called once for each message that was of use.
func (a *App) draw() {
	a.drawn.title = a.title()
	a.drawn.cursor = nil
	if a.size.Empty() {
		a.drawn.content = ""
		return
	}
	if a.tooSmall() {
		a.drawn.content = strings.Join(smallLines(a.size), "\n")
		return
	}
	rule, body, status := a.areas()
	lines := make([]string, 0, a.size.H)
	if !a.opts.Bare {
		lines = append(lines, a.tabBar())
	}
	if rule.H > 0 {
		lines = append(lines, a.theme.Rule.Paint(strings.Repeat(a.theme.Glyphs.Horizontal, a.size.W)))
	}
	block := a.drawBody()
	if c := block.Cursor; c != nil && body.Contains(c.X, c.Y+body.Y) {
		moved := *c
		moved.X, moved.Y = c.X+body.X, c.Y+body.Y
		a.drawn.cursor = &moved
	}
	lines = append(lines, block.Lines...)
	for range status.H - 1 {
		lines = append(lines, widget.Spaces(a.size.W))
	}
	if !a.opts.Bare {
		lines = append(lines, a.statusBar())
	}
	a.drawn.content = strings.Join(lines, "\n")
}

// drawBody is the open page, else the active screen, in exactly its area.
func (a *App) drawBody() screen.Block {
	f := a.frame()
	if a.page != nil {
		return a.page.draw(a, f, func() screen.Block { return a.drawScreen(f) })
	}
	return a.drawScreen(f)
}

func (a *App) drawScreen(f screen.Frame) screen.Block {
	a.sync(a.active)
	t := &a.tabs[a.active]
	var block screen.Block
	if t.failed == "" {
		t.safely(func(s screen.Screen) { block = s.Draw(f) })
	}
	if t.failed != "" {
		return screen.Block{Lines: exactly(stumbledLines(t.failed, f), f.Area)}
	}
	block.Lines = exactly(block.Lines, f.Area)
	return block
}

// exactly makes a block as high as its area: one line too many would push the
// status bar off the screen.
func exactly(lines []string, area layout.Rect) []string { return widget.Pad(lines, area.W, area.H) }

func stumbledLines(what string, f screen.Frame) []string {
	return widget.Notice(f.Area.W, f.Area.H, f.Theme, widget.InkBad, what,
		"The other screens still work, and new data may cure it. Please report this.")
}

// smallLines say in one sentence that there is too little room.
func smallLines(size layout.Rect) []string {
	lines, _ := widget.Wrap("daybrief needs 40 by 12 cells; this terminal is smaller. Make it larger, or press q to quit.", size.W, size.H)
	for i := range lines {
		lines[i] = widget.Fit(lines[i], size.W, "")
	}
	return exactly(lines, size)
}

// title is the window's: our own words and figures only, since a title is a
// place that text from outside must never reach.
func (a *App) title() string {
	b := a.world.briefing
	if b == nil || b.Numbers.Missing["breached"] != "" || b.Numbers.Breached == 0 {
		return "daybrief"
	}
	return "daybrief – " + count(b.Numbers.Breached, "breached")
}
