package brief

import (
	"slices"
	"strconv"
	"strings"

	"daybrief/briefing"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// rowKind is what stands on a line of the list.
type rowKind uint8

const (
	blank   rowKind = iota
	heading         // a section's question and count; opens its whole list
	remark          // a sentence below a heading: the rule, or what is missing
	quiet           // what has nothing to say, in one line
	calm            // the sentence of a section now that has nothing to say
	bygone          // the items of a timeline that are done, in one line
	entry           // an item
	because         // an item's reasons on a line of their own (narrow screens)
)

// row is one line of the list, not painted yet.
type row struct {
	kind    rowKind
	section *briefing.Section
	item    *briefing.Item
	text    string
	right   string
	key     int64 // for the list; negative for what can't be selected
}

// plan works out the lines. Selection stays with its row's identity.
func (p *page) plan(f screen.Frame) {
	lists, calm := p.listed(f)
	ids := make(map[ident]int64, 64)
	said := map[string]bool{}
	p.cols = columnsFor(p.area.W, p.beside, lists, f.Theme)
	rows := make([]row, 0, 64)
	for i := range lists {
		if i > 0 && p.airy {
			rows = append(rows, row{kind: blank})
		}
		rows = p.sectionRows(rows, &lists[i], said)
	}
	if len(calm) > 0 {
		if p.airy && len(rows) > 0 {
			rows = append(rows, row{kind: blank})
		}
		rows = p.calmRows(rows, calm, f.Theme)
	}
	for i := range rows {
		rows[i].key = -1
		if rows[i].kind == entry || rows[i].kind == heading || rows[i].kind == bygone {
			rows[i].key = p.key(rows[i], ids)
		}
	}
	p.rows, p.ids = p.explained(rows), ids
	p.lines = make([]string, len(p.rows))
	keys := make([]int64, len(p.rows))
	for i := range p.rows {
		keys[i] = p.rows[i].key
	}
	p.list.Tail = 0
	if p.twoLines() {
		p.list.Tail = 1
	}
	p.list.Set(keys)
}

// explained adds the rule of the section below the row that asked why. It stands
// above the last row, since below it would be out of sight.
func (p *page) explained(rows []row) []row {
	i := slices.IndexFunc(rows, func(r row) bool { return r.key == p.why && r.key > 0 })
	if p.why == 0 || i < 0 {
		p.why = 0
		return rows
	}
	at := i + 1
	if at < len(rows) && rows[at].kind == because {
		at++
	}
	if at == len(rows) {
		at = i
	}
	rule := p.sentence(nil, rows[i].section, p.whyHere(&rows[i]), 8)
	return slices.Insert(rows, at, rule...)
}

// shown are the sections: all, or the one that is shown whole.
func (p *page) shown(f screen.Frame) []*briefing.Section {
	if p.full != "" {
		if s := f.Briefing.Section(p.full); s != nil {
			return p.filter.narrowed([]*briefing.Section{s})
		}
		p.full = ""
	}
	var out []*briefing.Section
	for i := range f.Briefing.Sections {
		out = append(out, &f.Briefing.Sections[i])
	}
	return p.filter.narrowed(out)
}

// whyHere is the rule of a row's section, and the points of its ticket with what
// each is for and the setting that changes it.
func (p *page) whyHere(r *row) string {
	words := "Why it is here: " + r.section.Rule
	if r.item == nil {
		return words
	}
	why, points := r.item.Why, r.item.Points
	if t := r.item.Ticket; len(why) == 0 && r.item.Kind == briefing.KindTicket && p.judged != nil {
		if v := p.judged.Ticket(t.ID); v != nil {
			why, points = p.judged.Reasons(v), v.Points
		}
	}
	if len(why) == 0 {
		return words
	}
	var parts []string
	for _, one := range why {
		part := strconv.Itoa(one.Points) + " " + one.Text
		if one.Key != "" {
			part += " (" + one.Key + ")"
		}
		parts = append(parts, part)
	}
	return "Points: " + strconv.Itoa(points) + " = " + strings.Join(parts, " + ") + ". [briefing.points] changes them. " + words
}

// key is the number of a row's identity, the same as before when it was there
// before. Only the identities in sight are kept, so that the map stays small.
func (p *page) key(r row, ids map[ident]int64) int64 {
	id := ident{section: r.section.ID, row: r.kind}
	if r.item != nil {
		id.kind, id.id = r.item.Kind, r.item.ID
	}
	if k, twice := ids[id]; twice {
		return k
	}
	k, known := p.ids[id]
	if !known {
		p.lastID++
		k = p.lastID
	}
	ids[id] = k
	return k
}

// twoLines is whether reasons stand on a line of their own.
func (p *page) twoLines() bool { return p.area.W < 60 }

// sectionRows adds a section's lines.
func (p *page) sectionRows(rows []row, l *listing, said map[string]bool) []row {
	s := l.section
	if s.Unavailable != "" {
		rows = append(rows, row{kind: heading, section: s, text: s.Question, right: "not known"})
		return p.remarks(rows, s, said)
	}
	rows = append(rows, row{kind: heading, section: s, text: s.Question, right: p.right(l)})
	if l.folded {
		return rows
	}
	if s.Calm != "" {
		rows = append(rows, row{kind: calm, section: s, text: s.Calm})
	}
	rows = p.remarks(rows, s, said)
	for _, it := range l.items {
		rows = append(rows, row{kind: entry, section: s, item: it})
		if p.twoLines() {
			rows = append(rows, row{kind: because, section: s, item: it})
		}
	}
	if l.done > 0 && p.full == "" {
		rows = append(rows, row{kind: bygone, section: s, text: doneWords(s)})
	}
	return rows
}

// right is what stands at the end of a heading: how many there are, how many of
// them are listed, and how many stand further up.
func (p *page) right(l *listing) string {
	switch {
	case l.section.Reading != "":
		return "still being read" // no number looks whole
	case l.folded:
		return "folded   " + widget.Count(l.section.Count) + l.section.Plus()
	case l.section.Calm != "":
		return ""
	}
	if p.full != "" {
		return "esc all sections   " + countWords(len(l.items), l.section.Count) + l.section.Plus()
	}
	if len(l.items) == 0 && l.above > 0 && l.above == l.section.Count {
		return "all " + widget.Count(l.above) + " already above"
	}
	right := countWords(len(l.items)+l.above+l.done, l.section.Count) + l.section.Plus()
	if l.above > 0 {
		right = "+" + widget.Count(l.above) + " already above   " + right
	}
	return right
}

// remarks are the sentences below a heading: why there is no answer, and what is
// missing from one. What several sections miss alike is said once: the state of
// the data is also in the status bar and in the section on trust.
func (p *page) remarks(rows []row, s *briefing.Section, said map[string]bool) []row {
	rows = p.sentence(rows, s, s.Unavailable, 3)
	if said[s.Partial] {
		return rows
	}
	said[s.Partial] = true
	return p.sentence(rows, s, s.Partial, 2)
}

// sentence adds text on at most so many lines.
func (p *page) sentence(rows []row, s *briefing.Section, text string, most int) []row {
	if text == "" {
		return rows
	}
	w := max(1, p.area.W-margin-mark-p.cols.edge)
	lines, more := widget.Wrap(text, w, most)
	for i, l := range lines {
		if more && i == len(lines)-1 {
			l += widget.Spaces(w) + "." // too long on purpose: it is cut with the ellipsis
		}
		rows = append(rows, row{kind: remark, section: s, text: l, key: -1})
	}
	return rows
}

// countWords is "23", or "5 of 23" when not all are listed: nothing is silently
// cut.
func countWords(shown, all int) string {
	if shown >= all {
		return widget.Count(all)
	}
	return strconv.Itoa(shown) + " of " + widget.Count(all)
}
