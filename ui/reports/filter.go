package reports

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/internal/report"
	"daybrief/model"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// filters restrict a report, as the flags of the command line do: a member's login,
// a company's name, identifier or number, a board's name. Empty: everybody's.
type filters struct{ member, company, board string }

// at is the filter of a name.
func (f *filters) at(name string) *string {
	switch name {
	case "member":
		return &f.member
	case "company":
		return &f.company
	case "board":
		return &f.board
	}
	return nil
}

// String writes them as they are typed: member:acole company:"Acme Limited".
func (f filters) String() string {
	var out []string
	for _, name := range report.FilterNames() {
		switch v := *f.at(name); {
		case strings.ContainsAny(v, " "):
			out = append(out, name+`:"`+v+`"`)
		case v != "":
			out = append(out, name+":"+v)
		}
	}
	return strings.Join(out, " ")
}

// words are the filters in the head of a report.
func (f filters) words(sep string) (out string) {
	for _, name := range report.FilterNames() {
		if v := *f.at(name); v != "" {
			out += sep + name + " " + v
		}
	}
	return out
}

// parsed reads what was typed about a report; wrong says what can't be understood,
// "" when all can.
func parsed(text string, k report.Report) (f filters, wrong string) {
	for _, w := range split(text) {
		name, value, ok := strings.Cut(w, ":")
		name = strings.ToLower(name)
		value = strings.TrimSpace(strings.ReplaceAll(value, `"`, ""))
		switch {
		case ok && slices.Contains(report.FilterNames(), name) && k.WithoutFilter(name) != "":
			return f, k.Unfiltered // in few words: the line is short
		case !ok || !slices.Contains(k.Filters, name):
			return f, "it can be filtered by " + strings.Join(k.Filters, ":…, ") + ":…"
		case value == "":
			return f, "which " + name + "?"
		}
		*f.at(name) = value
	}
	return f, ""
}

// split cuts a text at blanks that are not between quotes.
func split(text string) []string {
	quoted := false
	return strings.FieldsFunc(text, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	})
}

// typing is the line in which filters are typed.
type typing struct {
	on    bool
	line  widget.Field
	wrong string // what can't be understood of it
}

// typist takes what is typed of filters.
type typist struct{ *Screen }

// begin begins to type the filters of the selected report.
func (s typist) begin() {
	s.filter = typing{on: true}
	s.view = viewTable
	s.filter.line.Set(s.choice().filters.String())
	if s.filter.line.String() != "" {
		s.filter.line.Insert(" ")
	}
}

// typed takes a key while filters are typed.
func (s typist) typed(m tea.KeyPressMsg, f screen.Frame) screen.Outcome {
	k, done := s.keymap(), screen.Outcome{Claimed: true}
	switch {
	case m.String() == "enter":
		chosen, wrong := parsed(s.filter.line.String(), s.kind())
		if s.filter.wrong = wrong; wrong != "" {
			return done
		}
		s.filter.on = false
		c := s.choice()
		c.filters = chosen
		done.Cmd = s.choose(f, c)
	case key.Matches(m, k.back):
		s.filter.on = false
	case m.String() == "tab":
		s.filter.line.Set(completed(s.filter.line.String(), s.kind(), f.Snapshot))
	default:
		s.filter.wrong = ""
		done.Claimed = s.filter.line.Press(m)
	}
	return done
}

// choose asks as it was chosen.
func (s typist) choose(f screen.Frame, c choice) tea.Cmd {
	s.asked[s.kind().ID] = c
	s.group, s.row = 0, 0
	if s.view == viewRows {
		s.view = viewTable
	}
	if s.view == viewList || s.answer() != nil || s.runs(s.kind()) {
		return nil
	}
	return s.start(f, false)
}

// completed completes the last word: the name of a filter, or what is known that
// begins like its value.
func completed(text string, k report.Report, known *model.Snapshot) string {
	words := split(text)
	if len(words) == 0 || strings.HasSuffix(text, " ") && strings.Count(text, `"`)%2 == 0 {
		return text
	}
	last := words[len(words)-1]
	head := strings.TrimSuffix(text, last)
	name, begun, ok := strings.Cut(last, ":")
	if !ok {
		for _, f := range k.Filters {
			if strings.HasPrefix(f, strings.ToLower(name)) {
				return head + f + ":"
			}
		}
		return text
	}
	begun = strings.ToLower(strings.ReplaceAll(begun, `"`, ""))
	for _, v := range values(strings.ToLower(name), known) {
		if strings.HasPrefix(strings.ToLower(v), begun) && v != "" {
			var f filters
			if at := f.at(strings.ToLower(name)); at != nil {
				*at = v
			}
			return head + f.String() + " "
		}
	}
	return text
}

// values are what the dashboard knows that a filter could be about.
func values(name string, known *model.Snapshot) (out []string) {
	if known == nil {
		return nil
	}
	switch name {
	case "member":
		for _, m := range known.Members.Value {
			out = append(out, m.Identifier.String())
		}
	case "company":
		for _, c := range known.Companies.Value {
			out = append(out, c.Name.String())
		}
	case "board":
		for _, b := range known.Boards.Value {
			out = append(out, b.Name.String())
		}
	}
	slices.Sort(out)
	return out
}

// typedLine is the line to type in, in the place of what the report is about, and
// the cell of its cursor.
func (s canvas) typedLine(f screen.Frame, w int) (line string, cursor int) {
	th := f.Theme
	p := widget.NewPen(w, th)
	p.Gap(1)
	p.Text(th.AccentStrong, "/")
	hint, ink := s.filter.wrong, th.Bad
	if hint == "" {
		hint, ink = strings.Join(s.kind().Filters, ": ")+":  enter asks, tab completes, esc leaves it", th.Faint
	}
	n := max(min(24, p.Left()), min(60, p.Left()-widget.Width(hint)-3))
	text, at := s.filter.line.Draw(n, 0, 0, th.Text, th.Bad)
	cursor = p.At() + at
	p.Paint(text, n)
	p.Gap(2)
	p.Text(ink, hint)
	return p.Line(), min(cursor, w-1)
}

// caret is where the cursor stands while filters are typed; nil hides it.
func (s canvas) caret(f screen.Frame, area layout.Rect) *tea.Cursor {
	if !s.filter.on {
		return nil
	}
	_, x := s.typedLine(f, area.W)
	return tea.NewCursor(area.X+x, 1)
}
