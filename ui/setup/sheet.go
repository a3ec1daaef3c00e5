package setup

import (
	tea "charm.land/bubbletea/v2"

	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// measure is the widest that a page gets, and prose the widest that its text
// does: longer lines read badly.
const (
	measure = 92
	prose   = 76
)

// sheet is a page while it is written: lines of exactly w cells, of any number.
// The lines from..to belong to the part that has the keys and are kept in sight.
type sheet struct {
	w        int
	th       *theme.Theme
	lines    []string
	from, to int
	broad    bool // text may be as wide as the page: a fault is one sentence, and best on one line
	cursor   *tea.Cursor
}

func (s *sheet) blank() { s.lines = append(s.lines, widget.Spaces(s.w)) }

// gap is a blank line, unless there is one already.
func (s *sheet) gap() {
	if n := len(s.lines); n > 0 && s.lines[n-1] != widget.Spaces(s.w) {
		s.blank()
	}
}

// pen begins a line; done ends it.
func (s *sheet) pen() *widget.Pen { return widget.NewPen(s.w, s.th) }

func (s *sheet) done(p *widget.Pen) { s.lines = append(s.lines, p.Line()) }

// line is one line in one ink.
func (s *sheet) line(ink theme.Style, text string) {
	p := s.pen()
	p.Text(ink, text)
	s.done(p)
}

// say writes text over as many lines as it takes, in from the left.
func (s *sheet) say(ink theme.Style, indent int, text string) { s.hang(ink, indent, "", ink, text) }

// hang is say with a mark before the first line; the others stand below the
// text, not below the mark.
func (s *sheet) hang(markInk theme.Style, indent int, mark string, ink theme.Style, text string) {
	gap := 0
	if mark != "" {
		gap = widget.Width(mark) + 1
	}
	most := prose
	if s.broad {
		most = measure
	}
	room := max(1, min(s.w, most)-indent-gap)
	lines, _ := widget.Wrap(widget.Steady(widget.Spell(text, &s.th.Glyphs)), room, 0)
	for i, l := range lines {
		p := s.pen()
		p.Gap(indent)
		if i == 0 && mark != "" {
			p.Text(markInk, mark)
			p.Gap(1)
		} else {
			p.Gap(gap)
		}
		p.Text(ink, l)
		s.done(p)
	}
}

// begin and end enclose the part that has the keys.
func (s *sheet) begin() { s.from = len(s.lines) }

func (s *sheet) end() { s.to = len(s.lines) }
