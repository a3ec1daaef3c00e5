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

// typing tells whether a sign would be typed into a line that has text already.
// In an empty line "?" asks for help: no answer begins with it.
func (w *Wizard) typing() bool {
	p, ok := w.focused()
	switch {
	case !ok:
		return false
	case p.kind == kindField:
		return w.filled(p.field)
	case p.kind == kindPeople:
		return w.inputs[FieldMember].String() != ""
	}
	return false
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
		}
	default:
		if before := w.inputs[f].String(); w.inputs[f].Press(msg) && w.inputs[f].String() != before {
			w.changed(f)
		}
	}
}

// changed forgets what was said about a field's old text.
func (w *Wizard) changed(f Field) {
	w.inputs[f].left, w.inputs[f].note = false, ""
	w.wanted = false
}

// pick moves in a short list, and over its ends to the neighbours.
func (w *Wizard) pick(at *int, n int, msg tea.KeyPressMsg, k keys) {
	switch {
	case key.Matches(msg, k.up) && *at > 0:
		*at--
	case key.Matches(msg, k.down) && *at < n-1:
		*at++
	case key.Matches(msg, k.up):
		w.to(w.focus - 1)
	case key.Matches(msg, k.down):
		w.to(w.focus + 1)
	}
}

// parts are the step's focusable parts, in order.
func (w *Wizard) parts() []part {
	var out []part
	for _, p := range w.step().parts {
		if p.kind.focusable() && w.present(p) {
			out = append(out, p)
		}
	}
	return out
}

// present tells whether a part is on the page now.
func (w *Wizard) present(p part) bool {
	switch {
	case p.kind == kindBoards:
		return len(w.boards.list) > 0
	case p.field == FieldCommand:
		return w.spots.place() == InCommand
	}
	return true
}

// focused is the part that has the keys.
func (w *Wizard) focused() (part, bool) {
	list := w.parts()
	if w.focus < 0 || w.focus >= len(list) {
		return part{}, false
	}
	return list[w.focus], true
}

// to gives the keys to another part; what is left may be judged.
func (w *Wizard) to(i int) {
	if i < 0 || i >= len(w.parts()) || i == w.focus {
		return
	}
	w.leave()
	w.focus, w.looked = i, false
}

// leave judges the focused field and hides the key again.
func (w *Wizard) leave() {
	w.hide()
	if p, ok := w.focused(); ok && p.kind == kindField {
		w.sortOut(p.field)
		if w.filled(p.field) {
			w.inputs[p.field].left = true
		}
		w.hurry = w.hurry || p.field == FieldSite || p.field == FieldCompany
	}
}

// aim gives the keys to a field, on whatever step it is.
func (w *Wizard) aim(f Field) {
	w.show(w.index(about(f).step))
	for i, p := range w.parts() {
		if p.field == f {
			w.focus = i
		}
	}
}

// show goes to a step.
func (w *Wizard) show(i int) {
	w.hide()
	w.at = min(max(0, i), len(w.steps)-1)
	w.far = max(w.far, w.at)
	w.focus, w.top, w.looked = 0, 0, false
	w.wanted = false
}

// next is tab: the next part, and after the last one the next step.
func (w *Wizard) next() tea.Cmd {
	if w.focus < len(w.parts())-1 {
		w.to(w.focus + 1)
		return nil
	}
	return w.forward()
}

// previous is shift+tab: the part before, and before the first one the step
// before.
func (w *Wizard) previous() {
	if w.focus > 0 {
		w.to(w.focus - 1)
		return
	}
	w.back()
}

// back goes to the step before; nothing that was typed is lost. After saving
// there is no way back.
func (w *Wizard) back() {
	if w.at == 0 || w.step().id == stepDone {
		return
	}
	w.leave()
	w.show(w.at - 1)
	w.focus = max(0, len(w.parts())-1)
}
