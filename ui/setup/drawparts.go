package setup

import (
	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// page writes the whole page of the step; h is how many lines can be seen.
func (w *Wizard) page(s *sheet, h int) {
	st, th := w.step(), w.theme
	s.line(th.Strong, st.title)
	s.blank()
	for _, par := range st.why {
		s.say(th.Text, 0, par)
		s.blank()
	}
	focused, has := w.focused()
	for i, p := range st.parts {
		if !w.present(p) {
			continue
		}
		on := has && p.kind == focused.kind && p.field == focused.field
		if on {
			s.begin()
		}
		w.part(s, p, on, h)
		if on {
			s.end()
		}
		if i < len(st.parts)-1 {
			s.gap()
		}
	}
}

func (w *Wizard) part(s *sheet, p part, on bool, h int) {
	switch p.kind {
	case kindText:
		for _, l := range p.lines {
			s.say(w.theme.Dim, 0, l)
			s.gap()
		}
	case kindNumbers:
		for i, l := range p.lines {
			s.hang(w.theme.Accent, 0, string(rune('1'+i))+".", w.theme.Text, l)
		}
	case kindField:
		w.drawField(s, p.field, on)
	case kindWelcome:
		for i, one := range w.starts() {
			if i > 0 {
				s.blank()
			}
			s.option(one.name, one.remark, i == w.start.at, on, true)
		}
	case kindRole:
		roleSheet(w.opts.Role).draw(s)
	case kindChecks:
		w.test.draw(s)
	case kindPeople:
		w.people.draw(s, w.form, on, h)
	case kindDuty:
		for i, one := range duties() {
			s.option(one.name, one.gets, i == w.duty.at, on, false)
		}
	case kindBoards:
		w.boards.draw(s, on)
	case kindSpots:
		w.spots.draw(s, on)
	case kindSaved:
		w.drawSaved(s)
	}
}

// option is one row of a short list: the chosen one has a bar, whatever has the
// keys. tall puts the remark on a line of its own.
func (s *sheet) option(name, remark string, chosen, on, tall bool) {
	th, g := s.th, &s.th.Glyphs
	p := s.pen()
	ink, mark := th.Text, " "
	if chosen {
		ink, mark = th.Strong, g.Cursor
	}
	bar := th.Accent
	if !on {
		bar = th.Faint
	}
	p.Text(bar, mark)
	p.Gap(1)
	if !tall {
		p.Cell(ink, name, 18)
		p.Text(th.Dim, widget.Spell(remark, g))
		s.done(p)
		return
	}
	p.Text(ink, name)
	s.done(p)
	if remark != "" {
		s.say(th.Dim, 2, remark)
	}
}

// drawField writes a field's name with how it stands, its line, and below it what
// is wrong, what was understood, or what is wanted.
func (q *asking) drawField(s *sheet, f Field, on bool) {
	th, g := s.th, &s.th.Glyphs
	state, note, problem := q.standing(f)
	word, ink := "", th.Dim
	switch state {
	case Running:
		word = "asking" + g.Ellipsis
	case Good:
		word, ink = g.Good+" "+orElse(note.String(), "fine"), th.Good
	case Bad:
		word, ink = g.Bad+" look here", th.Bad
	}
	label := th.Dim
	if on {
		label = th.Strong
	}
	p := s.pen()
	width := min(s.w, prose)
	word = widget.Truncate(word, max(0, width/2), g.Ellipsis)
	p.Cell(label, about(f).label, width-widget.Width(word)-1)
	p.Gap(1)
	p.Text(ink, word)
	s.done(p)
	q.inputLine(s, f, on, state == Bad)
	switch in := q.inputs[f]; {
	case problem != nil:
		s.problem(2, problem, th.Bad, g.Bad)
	case in.note != "":
		s.hang(th.Good, 2, g.Good, th.Text, in.note)
	default:
		s.say(th.Dim, 2, q.hint(f))
	}
}

func (m *form) hint(f Field) string {
	h := m.hidden(f)
	switch {
	case h != nil && h.sealed:
		return "Kept, and not shown again. Type or paste another one to replace it."
	case h != nil && h.open:
		return "Everybody who sees this screen sees the key. ctrl+r hides it."
	case f == FieldZone && m.value(f) == m.system && m.system != "":
		return "Taken from this computer. Another name, like America/Chicago, if yours differs."
	}
	return about(f).hint
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// inputLine is the line that is typed in.
func (m *form) inputLine(s *sheet, f Field, on, bad bool) {
	th, g := s.th, &s.th.Glyphs
	p := s.pen()
	bar, mark := th.Rule, g.Vertical
	if on {
		bar, mark = th.Accent, g.Cursor
	}
	if bad {
		bar = th.Bad
	}
	p.Text(bar, mark)
	p.Gap(1)
	room := p.Left()
	at := 0
	if h := m.hidden(f); h != nil {
		var line widget.Field
		line.Set(h.drawn(g.Bullet))
		var text string
		text, at = line.Draw(room, 0, 0, th.Text, th.Text)
		p.Paint(text, room)
	} else {
		var text string
		text, at = m.inputs[f].Draw(room, 0, 0, th.Text, th.Bad)
		p.Paint(text, room)
	}
	if on {
		s.cursor = tea.NewCursor(2+at, len(s.lines))
	}
	s.done(p)
}

// problem says what is wrong and what cures it.
func (s *sheet) problem(indent int, p *model.Problem, ink theme.Style, mark string) {
	s.broad = true
	defer func() { s.broad = false }()
	s.hang(ink, indent, mark, ink, p.What.String())
	if !p.Cure.IsEmpty() {
		s.say(s.th.Text, indent+2, p.Cure.String())
	}
}
