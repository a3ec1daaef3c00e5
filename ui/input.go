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
		return quit(a)
	case a.display.tooSmall():
		if a.keys.quits(msg) {
			return quit(a)
		}
		return nil
	case a.page != nil:
		if latin, ok := inPlace(msg); ok && !takesText(a.page) {
			msg = latin
		}
		return a.page.press(a, msg)
	}
	cmd, claimed := a.offer(msg)
	if claimed {
		return cmd
	}
	// What is typed into a field was claimed as it is; any other letter of
	// another keyboard layout is the key in its place.
	if latin, ok := inPlace(msg); ok {
		var more tea.Cmd
		if more, claimed = a.offer(latin); claimed {
			return tea.Batch(cmd, more)
		}
		msg = latin
	}
	return tea.Batch(cmd, a.command(msg))
}

// pasted takes a paste to the page on top, else to the screen.
func (a *App) pasted(msg tea.PasteMsg) tea.Cmd {
	switch {
	case a.display.tooSmall():
		return nil
	case a.page != nil:
		a.page.paste(a, msg.Content)
		return nil
	}
	cmd, _ := a.offer(msg)
	return cmd
}

// moused takes the mouse to the tabs, the page, or the screen, with cells
// counted from the receiver's own corner.
func (a *App) moused(msg tea.MouseMsg) tea.Cmd {
	m := msg.Mouse()
	body := a.display.body()
	_, click := msg.(tea.MouseClickMsg)
	wheel, isWheel := msg.(tea.MouseWheelMsg)
	switch {
	case a.display.tooSmall():
		return nil
	case click && m.Y == 0 && m.Button == tea.MouseLeft && !a.display.bare:
		if i := tabAt(a.deck.labels(&a.display), m.X); i >= 0 {
			if p, ok := a.page.(*picker); ok {
				p.close(a)
			}
			a.page = nil
			return a.show(i)
		}
		return nil
	case a.page != nil:
		if isWheel {
			a.page.wheel(a, wheelStep(wheel))
		}
		if click && m.Button == tea.MouseLeft {
			return a.page.click(a, m.X-body.X, m.Y-body.Y)
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

// takesText reports whether letters are typed into a page.
func takesText(p page) bool {
	t, ok := p.(interface{ taking() bool })
	return ok && t.taking()
}
