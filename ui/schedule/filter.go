package schedule

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// filter narrows the members to those whose name, or one of whose entries, holds all
// words of a text.
type filter struct {
	field  widget.Entry
	typing bool
}

func (l *filter) on() bool { return l.typing || l.field.String() != "" }

// narrow takes away the rows that the filter does not let through.
func (l *filter) narrow(p *plan) {
	words := strings.Fields(strings.ToLower(l.field.String()))
	if len(words) > 0 {
		p.rows = slices.DeleteFunc(p.rows, func(r row) bool { return !r.holds(words) })
	}
}

// holds reports whether the member's name or one of the entries says every word.
func (r *row) holds(words []string) bool {
	all := func(text string) bool {
		text = strings.ToLower(text)
		return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
	}
	if all(r.name + " " + r.key) {
		return true
	}
	for i := range r.days {
		for _, e := range slices.Concat(r.days[i].band, r.days[i].timed) {
			if all(r.name + " " + e.label) {
				return true
			}
		}
	}
	return false
}

// typed takes a key while the filter is typed.
func typed(s *Screen, m tea.KeyPressMsg, f screen.Frame) screen.Outcome {
	l := &s.filter
	switch {
	case m.String() == "enter":
		l.typing = false
		l.field.Keep()
	case m.String() == "esc":
		l.typing = false
		l.field.Set("")
	case l.field.Press(m, s.plan.names):
	default:
		return screen.Outcome{}
	}
	s.rebuild(f)
	return s.moved(true)
}

// names are what the filter can be completed to.
func (p *plan) names() []string {
	var out []string
	for i := range p.rows {
		out = append(out, p.rows[i].name)
	}
	return out
}

// line is the head line while there is a filter, and where its cursor stands.
func (l *filter) line(w, members int, t *theme.Theme) (string, *tea.Cursor) {
	right := model.Counted(members, "member") + " "
	if members == 0 {
		right = "no match "
	}
	p := widget.NewPen(w, t)
	p.Gap(1)
	p.Text(t.AccentStrong, "/")
	p.Gap(1)
	room := max(0, p.Left()-widget.Width(right))
	text, at := l.field.Draw(room, 0, 0, t.Strong, t.Warn)
	var cursor *tea.Cursor
	if l.typing && room > 0 {
		cursor = tea.NewCursor(p.At()+at, 0)
	}
	p.Paint(text, room)
	p.Text(t.Dim, right)
	return p.Line(), cursor
}
