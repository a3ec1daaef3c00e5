package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// press takes a key to the page on top, else to the screen, else to the keys
// that work everywhere: never to two of them. ctrl+c is the way out of all.
func (a *App) press(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, a.keys.abort):
		return a.quit()
	case a.tooSmall():
		if key.Matches(msg, a.keys.quit) {
			return a.quit()
		}
		return nil
	case a.page != nil:
		a.turnPage(msg)
		return nil
	}
	cmd, claimed := a.offer(msg)
	if claimed {
		return cmd
	}
	return tea.Batch(cmd, a.command(msg))
}

// command is what a key does that no screen wanted.
func (a *App) command(msg tea.KeyPressMsg) tea.Cmd {
	for i, b := range a.keys.tabs {
		if key.Matches(msg, b) {
			a.show(i)
			return nil
		}
	}
	n := len(a.tabs)
	switch {
	case key.Matches(msg, a.keys.next):
		a.show((a.active + 1) % n)
	case key.Matches(msg, a.keys.prev):
		a.show((a.active + n - 1) % n)
	case key.Matches(msg, a.keys.help):
		a.page = newHelpPage(a.tabs[a.active].screen, a.keys)
	case key.Matches(msg, a.keys.sources):
		a.page = newSourcesPage(a.tabs[a.active].screen)
	case key.Matches(msg, a.keys.refresh):
		a.refresh()
	case key.Matches(msg, a.keys.redraw):
		return tea.ClearScreen
	case key.Matches(msg, a.keys.quit):
		return a.quit()
	}
	return nil
}

// show goes to a tab; its rows are worked out when it is drawn.
func (a *App) show(i int) {
	if i >= 0 && i < len(a.tabs) {
		a.active = i
	}
}

// turnPage gives a key to the open page and closes it when the key says so.
func (a *App) turnPage(msg tea.KeyPressMsg) {
	if key.Matches(msg, a.keys.close) {
		a.page = nil
		return
	}
	h := max(1, a.body().H-pageHead)
	switch {
	case key.Matches(msg, a.keys.up):
		a.page.scroll(-1)
	case key.Matches(msg, a.keys.down):
		a.page.scroll(1)
	case key.Matches(msg, a.keys.pageUp):
		a.page.scroll(-h)
	case key.Matches(msg, a.keys.pageDown):
		a.page.scroll(h)
	case key.Matches(msg, a.keys.g):
		a.page.scroll(-1 << 20)
	case key.Matches(msg, a.keys.gg):
		a.page.scroll(1 << 20)
	}
}

// pasted takes a paste to the screen; a page has no use for it.
func (a *App) pasted(msg tea.PasteMsg) tea.Cmd {
	if a.page != nil || a.tooSmall() {
		return nil
	}
	cmd, _ := a.offer(msg)
	return cmd
}

// moused takes the mouse to the tabs, the page, or the screen, with cells
// counted from the receiver's own corner.
func (a *App) moused(msg tea.MouseMsg) tea.Cmd {
	m := msg.Mouse()
	body := a.body()
	_, click := msg.(tea.MouseClickMsg)
	wheel, isWheel := msg.(tea.MouseWheelMsg)
	switch {
	case a.tooSmall():
		return nil
	case click && m.Y == 0 && m.Button == tea.MouseLeft && !a.opts.Bare:
		if i := tabAt(a.labels(), m.X); i >= 0 {
			a.page = nil
			a.show(i)
		}
		return nil
	case a.page != nil:
		if isWheel {
			a.page.scroll(wheelStep(wheel))
		}
		return nil
	case !body.Contains(m.X, m.Y):
		return nil
	}
	cmd, _ := a.offer(shifted(msg, body.X, body.Y))
	return cmd
}

func wheelStep(m tea.MouseWheelMsg) int {
	switch m.Button {
	case tea.MouseWheelUp:
		return -3
	case tea.MouseWheelDown:
		return 3
	}
	return 0
}

// shifted is the message with its cell counted from (x, y).
func shifted(msg tea.MouseMsg, x, y int) tea.Msg {
	m := msg.Mouse()
	m.X, m.Y = m.X-x, m.Y-y
	switch msg.(type) {
	case tea.MouseClickMsg:
		return tea.MouseClickMsg(m)
	case tea.MouseReleaseMsg:
		return tea.MouseReleaseMsg(m)
	case tea.MouseWheelMsg:
		return tea.MouseWheelMsg(m)
	}
	return tea.MouseMotionMsg(m)
}
