package ui

import (
	tea "charm.land/bubbletea/v2"

	"daybrief/ui/screen"
)

// View hands out the frame that Update has composed.
func (a *App) View() tea.View {
	v := tea.NewView(a.display.drawn.content)
	v.AltScreen = true
	v.WindowTitle = a.display.drawn.title
	v.Cursor = a.display.drawn.cursor
	if a.opts.Mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

// draw composes the frame. It is called once for each message that was of use.
func (a *App) draw() {
	a.display.drawn.title = title(&a.world)
	bar := func() string { return a.deck.bar(&a.display, a.opts.Rules, a.opts.Title) }
	a.display.compose(bar, a.drawBody, a.status().bar)
}

func (a *App) status() status {
	return status{&a.world, &a.notices, &a.display, a.opts.Zone}
}

// drawBody is the open page, else the active screen, in exactly its area.
func (a *App) drawBody() screen.Block {
	f := a.frame()
	if a.page != nil {
		return a.page.draw(a, f, func() screen.Block { return a.deck.draw(f) })
	}
	return a.deck.draw(f)
}

// title is the window's: our own words and figures only, since a title is a
// place that text from outside must never reach.
func title(w *world) string {
	b := w.briefing
	if b == nil || b.Numbers.Missing["breached"] != "" || b.Numbers.Breached == 0 {
		return "daybrief"
	}
	return "daybrief – " + count(b.Numbers.Breached, "breached")
}
