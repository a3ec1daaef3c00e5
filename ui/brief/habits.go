package brief

import (
	"maps"
	"slices"
	"strings"

	"daybrief/ui/screen"
)

var _ screen.Habitual = (*Brief)(nil)

// Habits implements screen.Habitual: the folded sections.
func (b *Brief) Habits() map[string]string {
	out := map[string]string{}
	if len(b.folded) > 0 {
		out["folded"] = strings.Join(slices.Sorted(maps.Keys(b.folded)), ",")
	}
	return out
}

// Adopt implements screen.Habitual. A section that is not there folds nothing.
func (b *Brief) Adopt(habits map[string]string) {
	for id := range strings.SplitSeq(habits["folded"], ",") {
		if id != "" && len(b.folded) < mostFolded {
			b.folded[id] = true
		}
	}
}

// mostFolded is more than there are sections.
const mostFolded = 64

// fold folds the section of the selected row, or unfolds it, and selects its
// heading.
func (b *Brief) fold(f screen.Frame) {
	s := b.section()
	if s == nil {
		return
	}
	if b.folded[s.ID] {
		delete(b.folded, s.ID)
	} else {
		b.folded[s.ID] = true
	}
	b.why = 0
	b.Sync(f)
	b.toHeading(s.ID)
}

// toHeading selects the heading of a section.
func (p *page) toHeading(id string) {
	for i := range p.rows {
		if p.rows[i].kind == heading && p.rows[i].section.ID == id {
			p.list.Select(p.list.Key(i))
			return
		}
	}
}
