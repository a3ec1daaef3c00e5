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
func (b *Brief) plan(f screen.Frame) {
	lists, calm := b.listed(f)
	ids := make(map[ident]int64, 64)
	said := map[string]bool{}
	b.cols = columnsFor(b.areas.list.W, b.areas.beside, lists, f.Theme)
	rows := make([]row, 0, 64)
	for i := range lists {
		if i > 0 && b.airy {
			rows = append(rows, row{kind: blank})
		}
		rows = b.sectionRows(rows, &lists[i], said)
	}
	if len(calm) > 0 {
		if b.airy && len(rows) > 0 {
			rows = append(rows, row{kind: blank})
		}
		rows = b.calmRows(rows, calm, f.Theme)
	}
	for i := range rows {
		rows[i].key = -1
		if rows[i].kind == entry || rows[i].kind == heading || rows[i].kind == bygone {
			rows[i].key = b.key(rows[i], ids)
		}
	}
	b.rows, b.ids = b.explained(rows), ids
	b.lines = make([]string, len(b.rows))
	keys := make([]int64, len(b.rows))
	for i := range b.rows {
		keys[i] = b.rows[i].key
	}
	b.list.Tail = 0
	if b.twoLines() {
		b.list.Tail = 1
	}
	b.list.Set(keys)
}

// explained adds the rule of the section below the row that asked why. It stands
// above the last row, since below it would be out of sight.
func (b *Brief) explained(rows []row) []row {
	i := slices.IndexFunc(rows, func(r row) bool { return r.key == b.why && r.key > 0 })
	if b.why == 0 || i < 0 {
		b.why = 0
		return rows
	}
	at := i + 1
	if at < len(rows) && rows[at].kind == because {
		at++
	}
	if at == len(rows) {
		at = i
	}
	rule := b.sentence(nil, rows[i].section, b.whyHere(&rows[i]), 8)
	return slices.Insert(rows, at, rule...)
}

// shown are the sections: all, or the one that is shown whole.
func (b *Brief) shown(f screen.Frame) []*briefing.Section {
	if b.full != "" {
		if s := f.Briefing.Section(b.full); s != nil {
			return []*briefing.Section{s}
		}
		b.full = ""
	}
	var out []*briefing.Section
	for i := range f.Briefing.Sections {
		out = append(out, &f.Briefing.Sections[i])
	}
	return out
}

// whyHere is the rule of a row's section, and the points of its ticket with what
// each is for and the setting that changes it.
func (b *Brief) whyHere(r *row) string {
	words := "Why it is here: " + r.section.Rule
	if r.item == nil {
		return words
	}
	why, points := r.item.Why, r.item.Points
	if t := r.item.Ticket; len(why) == 0 && r.item.Kind == briefing.KindTicket && b.judged != nil {
		if v := b.judged.Ticket(t.ID); v != nil {
			why, points = b.judged.Reasons(v), v.Points
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
func (b *Brief) key(r row, ids map[ident]int64) int64 {
	id := ident{section: r.section.ID, row: r.kind}
	if r.item != nil {
		id.kind, id.id = r.item.Kind, r.item.ID
	}
	if k, twice := ids[id]; twice {
		return k
	}
	k, known := b.ids[id]
	if !known {
		b.lastID++
		k = b.lastID
	}
	ids[id] = k
	return k
}

// twoLines is whether reasons stand on a line of their own.
func (b *Brief) twoLines() bool { return b.areas.list.W < 60 }

// sectionRows adds a section's lines.
func (b *Brief) sectionRows(rows []row, l *listing, said map[string]bool) []row {
	s := l.section
	if s.Unavailable != "" {
		rows = append(rows, row{kind: heading, section: s, text: s.Question, right: "not known"})
		return b.remarks(rows, s, said)
	}
	rows = append(rows, row{kind: heading, section: s, text: s.Question, right: b.right(l)})
	if s.Calm != "" {
		rows = append(rows, row{kind: calm, section: s, text: s.Calm})
	}
	rows = b.remarks(rows, s, said)
	for _, it := range l.items {
		rows = append(rows, row{kind: entry, section: s, item: it})
		if b.twoLines() {
			rows = append(rows, row{kind: because, section: s, item: it})
		}
	}
	if l.done > 0 && b.full == "" {
		rows = append(rows, row{kind: bygone, section: s, text: doneWords(s, l.done)})
	}
	return rows
}

// right is what stands at the end of a heading: how many there are, how many of
// them are listed, and how many stand further up.
func (b *Brief) right(l *listing) string {
	switch {
	case l.section.Calm != "":
		return ""
	case l.section.Reading != "":
		return "still being read" // no number looks whole
	}
	if b.full != "" {
		return "esc all sections   " + countWords(len(l.items), l.section.Count)
	}
	if len(l.items) == 0 && l.above > 0 && l.above == l.section.Count {
		return "all " + widget.Count(l.above) + " already above"
	}
	right := countWords(len(l.items)+l.above+l.done, l.section.Count)
	if l.above > 0 {
		right = "+" + widget.Count(l.above) + " already above   " + right
	}
	return right
}

// remarks are the sentences below a heading: why there is no answer, and what is
// missing from one. What several sections miss alike is said once: the state of
// the data is also in the status bar and in the section on trust.
func (b *Brief) remarks(rows []row, s *briefing.Section, said map[string]bool) []row {
	rows = b.sentence(rows, s, s.Unavailable, 3)
	if said[s.Partial] {
		return rows
	}
	said[s.Partial] = true
	return b.sentence(rows, s, s.Partial, 2)
}

// sentence adds text on at most so many lines.
func (b *Brief) sentence(rows []row, s *briefing.Section, text string, most int) []row {
	if text == "" {
		return rows
	}
	w := max(1, b.areas.list.W-margin-mark-b.cols.edge)
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
