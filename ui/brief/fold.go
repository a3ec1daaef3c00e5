package brief

import (
	"strings"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// fewest is how many rows a section gets before any gets more.
const fewest = 3

// listing is a section with those of its items that are listed.
type listing struct {
	section *briefing.Section
	items   []*briefing.Item
	above   int // tickets of it that stand further up
	done    int // items that are done, told in one line
	folded  bool
	room    int // how many items there are to list
}

// listed shares the room out among the sections. A ticket is listed once, where
// it stands first. calm are the sections that have nothing to say.
func (p *page) listed(f screen.Frame) (out []listing, calm []*briefing.Section) {
	for _, s := range p.shown(f) {
		if p.full == "" && s.Quiet() {
			calm = append(calm, s)
			continue
		}
		l := listing{section: s, room: len(s.Items), folded: p.full == "" && p.folded[s.ID]}
		switch {
		case l.folded:
			l.room = 0
		case p.full == "":
			l.done = s.Done
			l.room -= s.Done
		}
		out = append(out, l)
	}
	// How much a section has left to list depends on what is listed above it.
	for range 2 {
		quota := p.quotas(out, len(calm) > 0)
		p.fill(out, quota)
	}
	return out, calm
}

// fill lists so many items of each section, without those that stand above.
func (p *page) fill(out []listing, quota []int) {
	above := map[model.TicketID]bool{}
	for i := range out {
		l := &out[i]
		if l.items, l.above = nil, 0; l.folded {
			continue
		}
		items := l.section.Items[:len(l.section.Items)-l.done]
		for j := range items {
			switch it := &items[j]; {
			case len(l.items) < quota[i] && l.section.ID == briefing.SectionNow:
				l.items = append(l.items, it)
			case p.full == "" && it.Kind == briefing.KindTicket && above[model.TicketID(it.ID)]:
				l.above++
			case len(l.items) < quota[i]:
				l.items = append(l.items, it)
			}
		}
		l.room = len(items) - l.above
		for _, it := range l.items {
			if it.Kind == briefing.KindTicket {
				above[model.TicketID(it.ID)] = true
			}
			for _, t := range it.Tickets {
				above[t.ID] = above[t.ID] || it.Kind != briefing.KindPile
			}
		}
	}
}

// quotas says how many items of each section are listed: all when they fit,
// else a few of each, and what room is left goes round from the first on.
func (p *page) quotas(lists []listing, calm bool) []int {
	out := make([]int, len(lists))
	if p.full != "" {
		for i := range lists {
			out[i] = len(lists[i].section.Items)
		}
		return out
	}
	each := 1
	if p.twoLines() {
		each = 2
	}
	room, blanks := p.area.H, max(0, len(lists)-1)
	if calm {
		room, blanks = room-1, blanks+1
	}
	for i := range lists {
		out[i] = min(fewest, lists[i].room)
		if lists[i].section.ID == briefing.SectionNow && !lists[i].folded {
			out[i] = min(p.nowMost(), lists[i].room)
			room -= min(1, 1-min(1, out[i])) // the calm sentence
		}
		room -= 1 + out[i]*each + min(1, lists[i].done)
	}
	if p.airy = room >= blanks || p.area.H >= 26; p.airy {
		room -= blanks
	}
	for grew := true; grew && room >= each; {
		grew = false
		for i := range lists {
			if out[i] < lists[i].room && room >= each && lists[i].section.ID != briefing.SectionNow {
				out[i]++
				room -= each
				grew = true
			}
		}
	}
	return out
}

// nowMost is how many lines Now gets: all it can have, fewer on a small screen.
func (p *page) nowMost() int {
	if p.area.H < 20 {
		return 5
	}
	return 7
}

// calmRows tell in a line or two what needs nobody.
func (p *page) calmRows(rows []row, calm []*briefing.Section, t *theme.Theme) []row {
	var words []string
	for _, s := range calm {
		words = append(words, s.Nothing())
	}
	text := strings.Join(words, " "+t.Glyphs.Separator+" ")
	lines := widget.Lines(strings.ToUpper(text[:1])+text[1:], max(1, p.area.W-margin-mark-p.cols.edge), 3, t.Glyphs.Ellipsis)
	for i, l := range lines {
		sign := " "
		if i == 0 {
			sign = t.Glyphs.Good
		}
		rows = append(rows, row{kind: quiet, text: sign + " " + l})
	}
	return rows
}

// doneWords tell what is behind.
func doneWords(s *briefing.Section) string {
	var names []string
	for _, it := range s.Items[len(s.Items)-s.Done:] {
		names = append(names, title(&it))
	}
	return s.Behind() + ": " + strings.Join(names, ", ")
}
