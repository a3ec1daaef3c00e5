package setup

import (
	"strings"

	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// From these widths on the table has columns, and one for what a row is for.
const (
	roleTable = 60
	roleWhole = 74
)

// roleColumns are the widths of the table's columns where there is room for it;
// the last one takes the rest.
func roleColumns() []int { return []int{15, 22, 8, 9} }

// roleSheet is the table of the security role.
type roleSheet []RoleRow

// draw writes the table. What a row is for stands in a
// column of its own where there is room, else on a line below.
func (t roleSheet) draw(s *sheet) {
	th, g := s.th, &s.th.Glyphs
	wide := s.w >= roleTable
	if wide {
		p := s.pen()
		for i, title := range []string{"Module", "Function", "Inquire", ""} {
			p.Cell(th.Faint, title, roleColumns()[i])
		}
		if s.w >= roleWhole {
			p.Text(th.Faint, "for")
		}
		s.done(p)
		s.line(th.Rule, strings.Repeat(g.Horizontal, s.w))
	}
	for _, r := range t {
		if wide {
			r.wide(s)
		} else {
			r.narrow(s)
		}
	}
}

func (u Use) words(th *theme.Theme) (string, theme.Style) {
	switch u {
	case Needed:
		return "needed", th.Accent
	case Optional:
		return "optional", th.Dim
	}
	return "not used", th.Faint
}

func (r RoleRow) wide(s *sheet) {
	th, cols := s.th, roleColumns()
	word, ink := r.Use.words(th)
	text, level := th.Text, th.Strong
	if r.Use == Unused {
		text, level = th.Faint, th.Faint
	}
	before, beside := cols[0], s.w >= roleWhole
	if beside {
		before = cols[0] + cols[1] + cols[2] + cols[3]
	}
	what := r.Unlocks
	if r.Customise != "" {
		what += "\nCustomize: " + r.Customise
	}
	lines, _ := widget.Wrap(what, s.w-before, 0)
	if !beside {
		lines = append([]string{""}, lines...)
	}
	for i, l := range lines {
		p := s.pen()
		if i == 0 {
			p.Cell(th.Dim, r.Module, cols[0])
			p.Cell(text, r.Function, cols[1])
			p.Cell(level, r.Level, cols[2])
			p.Cell(ink, word, cols[3])
		}
		p.To(before)
		p.Text(th.Dim, l)
		s.done(p)
	}
}

func (r RoleRow) narrow(s *sheet) {
	th := s.th
	word, ink := r.Use.words(th)
	p := s.pen()
	p.Cell(th.Text, r.Function, 22)
	p.Gap(1)
	p.Cell(th.Strong, r.Level, 5)
	p.Text(ink, word)
	s.done(p)
	s.say(th.Dim, 2, r.Module+": "+r.Unlocks)
	if r.Customise != "" {
		s.say(th.Dim, 2, "Customize: "+r.Customise)
	}
}
