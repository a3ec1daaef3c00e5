package brief

import (
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/briefing"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// filter narrows the sections to the rows that hold all words of a text.
type filter struct {
	field  widget.Entry
	typing bool
	found  int
}

// on reports whether the line to type into is there.
func (l *filter) on() bool { return l.typing || l.field.String() != "" }

// words are what a row must hold; none: every row.
func (l *filter) words() []string { return strings.Fields(strings.ToLower(l.field.String())) }

// narrowed are the sections with the rows that the filter lets through, and only
// those that have any.
func (l *filter) narrowed(all []*briefing.Section) []*briefing.Section {
	words := l.words()
	if l.found = 0; len(words) == 0 {
		return all
	}
	var out []*briefing.Section
	for _, s := range all {
		one := *s
		one.Items, one.Done, one.Calm, one.Partial = nil, 0, "", ""
		for i := range s.Items {
			if holds(&s.Items[i], words) {
				one.Items = append(one.Items, s.Items[i])
			}
		}
		if one.Count = len(one.Items); one.Count > 0 && s.Unavailable == "" {
			out = append(out, &one)
			l.found += one.Count
		}
	}
	return out
}

// holds reports whether a row says every word somewhere.
func holds(it *briefing.Item, words []string) bool {
	text := strings.ToLower(strings.Join([]string{"#" + strconv.FormatInt(it.ID, 10), it.Summary.String(), it.Company.String(), it.Board.String(),
		it.Priority.String(), it.Status.String(), it.Owner.String(), strings.Join(it.Reasons, " ")}, " "))
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// completions are the names of clients and people on the page.
func completions(f screen.Frame) []string {
	var out []string
	for i := range f.Briefing.Sections {
		for j := range f.Briefing.Sections[i].Items {
			it := &f.Briefing.Sections[i].Items[j]
			out = append(out, it.Company.String(), it.Owner.String())
		}
	}
	return out
}

// typed takes a key while the filter is typed.
func (b *Brief) typed(msg tea.KeyPressMsg, f screen.Frame) screen.Outcome {
	switch {
	case msg.String() == "enter":
		b.filter.typing = false
		b.filter.field.Keep()
	case key.Matches(msg, b.keys.back):
		b.filter.typing = false
		b.filter.field.Set("")
	case b.filter.field.Press(msg, func() []string { return completions(f) }):
	case msg.String() == "up":
		b.list.Move(-1)
	case msg.String() == "down":
		b.list.Move(1)
	default:
		return screen.Outcome{}
	}
	b.Sync(f)
	return screen.Outcome{Claimed: true}
}

// line draws the filter on w cells, and where its cursor stands (-1: nowhere).
func (l *filter) line(w int, t *theme.Theme) (line string, cursor int) {
	right := ""
	switch {
	case len(l.words()) > 0 && l.found == 0:
		right = "no match, esc clears  "
	case len(l.words()) > 0:
		right = widget.Count(l.found) + " found  "
	}
	p := widget.NewPen(w, t)
	p.Gap(min(margin, w))
	p.Text(t.AccentStrong, "/")
	p.Gap(1)
	room := max(0, p.Left()-widget.Width(right))
	text, at := l.field.Draw(room, 0, 0, t.Strong, t.Warn)
	if cursor = p.At() + at; !l.typing || room == 0 {
		cursor = -1
	}
	p.Paint(text, room)
	p.Text(t.Dim, right)
	return p.Line(), cursor
}

// match goes to the next row that the filter found, or to the one before.
func (p *page) match(step int) {
	for i := p.list.Index() + step; i >= 0 && i < len(p.rows); i += step {
		if p.rows[i].kind == entry {
			p.list.Select(p.list.Key(i))
			return
		}
	}
}

// showMatch selects the first row that the filter found, when no row is selected.
func (p *page) showMatch() {
	if p.filter.typing && p.filter.found > 0 && p.selected() == nil {
		p.first()
	}
}
