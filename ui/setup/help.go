package setup

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/ui/layout"
	"daybrief/ui/widget"
)

// helpPage lists the keys that work, from the bindings themselves.
type helpPage struct{ top, most int }

func (h *helpPage) press(w *Wizard, msg tea.KeyPressMsg) {
	k := newKeys()
	switch {
	case key.Matches(msg, k.back, k.help, k.forward):
		w.help = nil
	case key.Matches(msg, k.up):
		h.top = max(0, h.top-1)
	case key.Matches(msg, k.down):
		h.top = min(h.most, h.top+1)
	case key.Matches(msg, k.pageUp):
		h.top = max(0, h.top-w.body().H)
	case key.Matches(msg, k.pageDown):
		h.top = min(h.most, h.top+w.body().H)
	}
}

func (h *helpPage) lines(w *Wizard, area layout.Rect) []string {
	th := w.theme
	s := &sheet{w: max(1, min(area.W-4, measure)), th: th}
	s.line(th.Strong, "Help")
	s.blank()
	for _, b := range w.live() {
		p := s.pen()
		p.Cell(th.Key, b.Help().Key, 12)
		p.Text(th.Text, b.Help().Desc)
		s.done(p)
	}
	s.blank()
	for _, text := range []string{
		"Paste whatever you have: a line out of the browser, both keys in one block, company+public:private, the fields of another program's form. Each part goes to its own field, and daybrief says what it understood.",
		"Each answer is tested as soon as it can be. A fault is named at its own field, with what cures it.",
		"Nothing is saved before the last page. Going back loses nothing.",
	} {
		s.say(th.Dim, 0, text)
		s.blank()
	}
	h.most = max(0, len(s.lines)-area.H)
	h.top = min(h.top, h.most)
	out := make([]string, 0, area.H)
	for _, l := range s.lines[h.top:min(len(s.lines), h.top+area.H)] {
		out = append(out, "  "+l+widget.Spaces(area.W-2-s.w))
	}
	return widget.Pad(out, area.W, area.H)
}
