package setup

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// press takes a key to the question, else the help, else the step.
func (w *Wizard) press(msg tea.KeyPressMsg) tea.Cmd {
	k := newKeys()
	w.notice = ""
	switch {
	case key.Matches(msg, k.abort):
		return w.abort()
	case w.tooSmall():
		return nil
	case w.ask != nil:
		return w.answer(msg)
	case w.help != nil:
		w.help.press(w, msg)
		return nil
	case key.Matches(msg, k.redraw):
		return tea.ClearScreen
	case key.Matches(msg, k.help) && (msg.Text == "" || !w.typing()):
		w.hide()
		w.help = &helpPage{}
		return nil
	}
	return w.command(msg, k)
}

// command is what a key does on the page.
func (w *Wizard) command(msg tea.KeyPressMsg, k keys) tea.Cmd {
	switch {
	case key.Matches(msg, k.pageDown):
		w.scroll(w.body().H - 2)
		return nil
	case key.Matches(msg, k.pageUp):
		w.scroll(-(w.body().H - 2))
		return nil
	case w.spots.saving:
		return nil // the key is being written: there is nothing to change now
	case key.Matches(msg, k.back):
		w.back()
		return nil
	case key.Matches(msg, k.anyway) && w.canSkip():
		w.wanted = false
		w.leave()
		w.show(w.at + 1)
		return nil
	case key.Matches(msg, k.forward):
		return w.forward()
	case key.Matches(msg, k.next):
		return w.next()
	case key.Matches(msg, k.previous):
		w.previous()
		return nil
	case key.Matches(msg, k.web) && w.pageURL() != "":
		return w.openPage()
	case key.Matches(msg, k.retry) && w.step().id == stepTest:
		w.test.again()
		return nil
	}
	return w.give(msg, k)
}

// give hands a key to the part that has the keys.
func (w *Wizard) give(msg tea.KeyPressMsg, k keys) tea.Cmd {
	p, ok := w.focused()
	if !ok {
		switch {
		case key.Matches(msg, k.down):
			w.scroll(1)
		case key.Matches(msg, k.up):
			w.scroll(-1)
		}
		return nil
	}
	w.looked = false
	switch p.kind {
	case kindField:
		w.edit(p.field, msg, k)
	case kindPeople:
		w.people.press(w, msg, k)
	case kindBoards:
		w.boards.press(w, msg, k)
	case kindWelcome:
		w.pick(&w.start.at, len(w.starts()), msg, k)
	case kindDuty:
		w.pick(&w.duty.at, len(duties()), msg, k)
	case kindSpots:
		w.pickSpot(msg, k)
	}
	return nil
}

// edit types into a field. Up and down go to its neighbours.
func (w *Wizard) edit(f Field, msg tea.KeyPressMsg, k keys) {
	h := w.hidden(f)
	switch {
	case key.Matches(msg, k.up):
		w.to(w.focus - 1)
	case key.Matches(msg, k.down):
		w.to(w.focus + 1)
	case h != nil && key.Matches(msg, k.reveal):
		h.open = !h.open && !h.sealed
		if h.sealed && !h.empty() {
			w.notice = "This key has been accepted and is not shown again. Type or paste another one to replace it."
		}
	case h != nil:
		if h.press(msg) {
			w.changed(f)
			w.wanted = false
		}
	default:
		if before := w.inputs[f].String(); w.inputs[f].Press(msg) && w.inputs[f].String() != before {
			w.changed(f)
			w.wanted = false
		}
	}
}

// next is tab: the next part, and after the last one the next step.
func (w *Wizard) next() tea.Cmd {
	if w.focus < len(w.parts())-1 {
		w.to(w.focus + 1)
		return nil
	}
	return w.forward()
}
