package tickets

import (
	"slices"
	"strings"

	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// marks are the tickets that somebody has marked, to copy or export them
// together. They stay through filters, orders and new data; those that are no
// longer open count no more.
type marks map[int64]bool

// toggle marks a ticket, or no longer.
func (m marks) toggle(key int64) {
	if m[key] {
		delete(m, key)
	} else {
		m[key] = true
	}
}

// count is how many open tickets are marked.
func (m marks) count(p *pool) (n int) {
	for key := range m {
		if _, open := p.byID[key]; open {
			n++
		}
	}
	return n
}

// in are the marked tickets in the order of the list, those that a filter
// hides behind them.
func (m marks) in(p *pool, list *widget.Table) []row {
	if len(m) == 0 {
		return nil
	}
	var out []row
	for _, o := range p.sorting {
		if m[o.id] {
			out = append(out, p.rows[o.row])
		}
	}
	shown := make(map[int64]bool, len(out))
	for i := range list.Len() {
		if k := list.Key(i); m[k] {
			shown[k] = true
		}
	}
	slices.SortStableFunc(out, func(a, b row) int {
		switch x, y := shown[int64(a.ID)], shown[int64(b.ID)]; {
		case x == y:
			return 0
		case x:
			return -1
		}
		return 1
	})
	return out
}

// chosen are the tickets that are copied: the marked ones, else the current one;
// none when that is nil.
func (m marks) chosen(p *pool, list *widget.Table, current *model.Ticket) []*model.Ticket {
	rows := m.in(p, list)
	if len(rows) == 0 && current != nil {
		return []*model.Ticket{current}
	}
	out := make([]*model.Ticket, len(rows))
	for i := range rows {
		out[i] = rows[i].Ticket
	}
	return out
}

// copied hands a text for each ticket on, a line each; label is what of one.
func copied(list []*model.Ticket, label string, of func(*model.Ticket) string) screen.Outcome {
	lines := make([]string, len(list))
	for i, t := range list {
		lines[i] = of(t)
	}
	switch {
	case len(list) == 0:
		return claimed(nil)
	case len(list) > 1:
		label = strings.NewReplacer("link", "links", "number", "numbers", "summary", "summaries").Replace(label) + " of " + widget.Count(len(list)) + " marked tickets"
	}
	return claimed(screen.Copy{Text: strings.Join(lines, "\n"), Label: label})
}

// copyLinks is copied with the tickets' addresses, or says why there are none.
func copyLinks(list []*model.Ticket, f *screen.Frame) screen.Outcome {
	link := f.TicketLink()
	if link == "" {
		return claimed(f.NoLink())
	}
	return copied(list, "link", func(t *model.Ticket) string {
		return strings.ReplaceAll(link, "{id}", strings.TrimPrefix(number(t.ID), "#"))
	})
}
