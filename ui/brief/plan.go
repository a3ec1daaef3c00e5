package brief

import (
	"slices"
	"strconv"

	"daybrief/briefing"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// rowKind is what stands on a line of the list.
type rowKind uint8

const (
	blank   rowKind = iota
	heading         // a section's question and count
	remark          // a sentence below a heading: the rule, or what is missing
	quiet           // a section without items, in one line
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

// fewest is how many rows a section gets before any gets more.
const fewest = 3

// plan works out the lines. Selection stays with its row's identity.
func (b *Brief) plan(f screen.Frame) {
	sections := b.shown(f)
	ids := make(map[ident]int64, 64)
	said := map[string]bool{}
	quota := b.quotas(sections)
	b.cols = columnsFor(b.areas.list.W, b.areas.beside, sections, quota, f.Theme)
	rows := make([]row, 0, 64)
	for i, s := range sections {
		if i > 0 && b.airy && (len(s.Items) > 0 || rows[len(rows)-1].kind != quiet) {
			rows = append(rows, row{kind: blank})
		}
		rows = b.sectionRows(rows, s, quota[i], said)
	}
	for i := range rows {
		rows[i].key = -1
		if rows[i].kind == entry {
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
	i := slices.IndexFunc(rows, func(r row) bool { return r.key == b.why && r.kind == entry })
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
	rule := b.sentence(nil, rows[i].section, "Why it is here: "+rows[i].section.Rule, 6)
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

// key is the number of a row's identity, the same as before when it was there
// before. Only the identities in sight are kept, so that the map stays small.
func (b *Brief) key(r row, ids map[ident]int64) int64 {
	id := ident{r.section.ID, r.item.Kind, r.item.ID}
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

// quotas says how many items of each section are listed: all when they fit,
// else a few of each, and what room is left goes round from the first on.
func (b *Brief) quotas(sections []*briefing.Section) []int {
	out := make([]int, len(sections))
	if b.full != "" {
		out[0] = len(sections[0].Items)
		return out
	}
	each := 1
	if b.twoLines() {
		each = 2
	}
	room, blanks := b.areas.list.H, 0
	for i, s := range sections {
		out[i] = min(fewest, len(s.Items))
		room -= 1 + out[i]*each
		if len(s.Items) > 0 {
			blanks++
		}
	}
	if b.airy = room >= blanks || b.areas.list.H >= 26; b.airy {
		room -= blanks
	}
	for grew := true; grew && room >= each; {
		grew = false
		for i, s := range sections {
			if out[i] < len(s.Items) && room >= each {
				out[i]++
				room -= each
				grew = true
			}
		}
	}
	return out
}

// sectionRows adds a section's lines.
func (b *Brief) sectionRows(rows []row, s *briefing.Section, quota int, said map[string]bool) []row {
	if len(s.Items) == 0 {
		return b.quietRows(rows, s, said)
	}
	right := countWords(quota, s.Count)
	if b.full != "" {
		right = "esc all sections   " + right
	}
	rows = append(rows, row{kind: heading, section: s, text: s.Question, right: right})
	rows = b.remarks(rows, s, said)
	for j := range s.Items[:quota] {
		it := &s.Items[j]
		rows = append(rows, row{kind: entry, section: s, item: it})
		if b.twoLines() {
			rows = append(rows, row{kind: because, section: s, item: it})
		}
	}
	return rows
}

// quietRows are a section without items: one line, unless it can't be answered.
func (b *Brief) quietRows(rows []row, s *briefing.Section, said map[string]bool) []row {
	if s.Unavailable == "" {
		return b.remarks(append(rows, row{kind: quiet, section: s, text: nothing(s)}), s, said)
	}
	rows = append(rows, row{kind: heading, section: s, text: s.Question, right: "not known"})
	return b.remarks(rows, s, said)
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

// nothing is what a section without items says.
func nothing(s *briefing.Section) string {
	switch s.ID {
	case briefing.SectionSLA:
		return "Nothing has been missed, and nothing is about to be."
	case briefing.SectionMyDay:
		return "Nothing is planned for today."
	case briefing.SectionTriage:
		return "Every ticket has been picked up."
	case briefing.SectionReplied:
		return "Nobody waits for our answer."
	case briefing.SectionPriority:
		return "Nothing is on fire."
	case briefing.SectionStale:
		return "Nothing has gone quiet."
	case briefing.SectionOverdue:
		return "Nothing is past its date."
	case briefing.SectionWaiting:
		return "Nothing has been waiting too long."
	case briefing.SectionUnplanned:
		return "Everything that is assigned is planned."
	case briefing.SectionDataHealth:
		return "Every source of data is fine."
	}
	return s.Question + " Nothing."
}
