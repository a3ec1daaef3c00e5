package setup

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/ui/layout"
	"daybrief/ui/widget"
)

// question asks whether to quit.
type question struct {
	at    int
	since time.Time
}

// The answers to it, in order: the one that loses nothing comes first, since an
// enter too many takes it.
const (
	quitKeep = iota
	quitNow
	quitNot
	quitAnswers
)

// abort is ctrl+c: it asks once. A second one is a yes; so is one where there
// is nothing to lose, or no room to ask.
func (w *Wizard) abort() tea.Cmd {
	switch {
	case w.step().id == stepDone:
		return w.end(Left)
	case w.draft.then != nil:
		return w.end(Cancelled) // a disk that hangs keeps nobody here
	case w.ask != nil:
		return w.leaveNothing(Cancelled)
	case w.tooSmall():
		return w.end(Cancelled) // the draft stays: nobody could say otherwise
	case w.step().id == stepWelcome && !w.draft.begun:
		return w.end(Cancelled)
	}
	w.hide()
	w.help = nil
	w.ask = &question{since: w.now}
	return nil
}

// answer takes a key to the question. One that was typed for the page before
// the question stood there answers nothing.
func (w *Wizard) answer(msg tea.KeyPressMsg) tea.Cmd {
	k, q := newKeys(), w.ask
	if w.now.Sub(q.since) < calm {
		return nil
	}
	switch {
	case key.Matches(msg, k.back):
		w.ask = nil
	case key.Matches(msg, k.up, k.previous):
		q.at = (q.at + quitAnswers - 1) % quitAnswers
	case key.Matches(msg, k.down, k.next):
		q.at = (q.at + 1) % quitAnswers
	case key.Matches(msg, k.forward):
		switch q.at {
		case quitNow:
			return w.leaveNothing(Cancelled)
		case quitKeep:
			return w.leaveDraft()
		}
		w.ask = nil
	}
	return nil
}

// leaveDraft ends the wizard with a last look at what was typed.
func (w *Wizard) leaveDraft() tea.Cmd {
	return w.draft.after(func() tea.Cmd {
		now, store := w.draft.nowDraft(), w.opts.Store
		keep := func() tea.Msg {
			_ = store.KeepDraft(now) // nobody is left to tell
			return nil
		}
		return tea.Sequence(keep, w.end(Cancelled))
	})
}

// questionLines draw it in the middle of an area.
func (w *Wizard) questionLines(area layout.Rect) []string {
	th, g := w.theme, &w.theme.Glyphs
	width := min(64, area.W-4)
	remark := "Nothing has been saved."
	if w.spots.saving {
		remark = "It is being saved just now; whatever happens, the old setup or the new one stays whole."
	}
	var inner []string
	add := func(line string) { inner = append(inner, line) }
	for _, l := range widget.Lines(remark, width-4, 3, g.Ellipsis) {
		add(th.Text.Paint(widget.Fit(l, width-4, g.Ellipsis)))
	}
	add(widget.Spaces(width - 4))
	for i, l := range []string{"Quit and keep what I typed for next time", "Quit and keep nothing", "Go on with the setup"} {
		if i == w.ask.at {
			add(th.SelAccent.Paint(g.Cursor) + th.Sel.Paint(widget.Fit(" "+l, width-5, g.Ellipsis)))
			continue
		}
		add(th.Text.Paint(widget.Fit("  "+l, width-4, g.Ellipsis)))
	}
	box := widget.Frame("Quit the setup?", inner, width, th)
	left := (area.W - width) / 2
	out := make([]string, 0, area.H)
	for range max(0, (area.H-len(box))/3) {
		out = append(out, widget.Spaces(area.W))
	}
	for _, l := range box {
		out = append(out, widget.Spaces(left)+l+widget.Spaces(area.W-left-width))
	}
	return widget.Pad(out, area.W, area.H)
}
