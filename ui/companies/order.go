package companies

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"daybrief/ui/widget"
)

// order is a column to sort by; heat is breached, then open.
type order uint8

const (
	heat order = iota
	byName
	byOpen
	byBreached
	byRisk
	byReplied
	byOldest
	byWeek
	orders
)

// column is the ID of the column that an order belongs to; "" for heat, which
// is no column.
func (o order) column() string {
	return [...]string{"", "company", "open", "breached", "risk", "replied", "oldest", "week"}[o]
}

func (o order) String() string {
	return [...]string{"breached, then open", "name", "open", "breached", "at risk", "customer replied", "oldest", "opened this week"}[o]
}

// compare puts the greater number first (and the earlier letter); what is equal
// goes by heat, then by name, then by id, so that the order is always the same.
func (o order) compare(a, b *figures) int {
	n := 0
	switch o {
	case byOpen:
		n = b.open - a.open
	case byBreached:
		n = b.breached - a.breached
	case byRisk:
		n = b.risk - a.risk
	case byReplied:
		n = b.replied - a.replied
	case byOldest:
		n = older(a.oldest, b.oldest)
	case byWeek:
		n = b.week - a.week
	case byName:
		return tie(a, b)
	}
	return cmp.Or(n, b.breached-a.breached, b.open-a.open, b.risk-a.risk, tie(a, b))
}

func tie(a, b *figures) int {
	return cmp.Or(strings.Compare(a.lower, b.lower), cmp.Compare(a.id, b.id))
}

// older puts the earlier time first, and none at all last.
func older(a, b time.Time) int {
	switch {
	case a.IsZero() && b.IsZero():
		return 0
	case a.IsZero():
		return 1
	case b.IsZero():
		return -1
	}
	return a.Compare(b)
}

// turn sorts by a column, or the other way round by the one that is sorted by already.
func (s *selection) turn(column string) bool {
	for o := byName; o < orders; o++ {
		if o.column() == column {
			s.reverse = s.order == o && !s.reverse
			s.order = o
			return true
		}
	}
	return false
}

// selection is which companies are listed and in which order.
type selection struct {
	order   order
	reverse bool
	all     bool // also companies without open tickets
	filter  widget.Entry
	typing  bool // the filter is being typed
}

// from lists the companies to show: those with open tickets, or all, as far as
// they match the words of the filter, in order.
func (p *selection) from(list []*figures) []*figures {
	words := strings.Fields(strings.ToLower(p.filter.String()))
	var out []*figures
	for _, f := range list {
		if (p.all || f.open > 0) && matches(f, words) {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b *figures) int {
		if p.reverse {
			a, b = b, a
		}
		return p.order.compare(a, b)
	})
	return out
}

// size is how many rows there are without the filter.
func (p *selection) size(l *ledger) int {
	if p.all {
		return len(l.list)
	}
	n := l.busy
	if f := l.byID[0]; f != nil && f.open > 0 {
		n++
	}
	return n
}

// title says of how many companies the list is made, and how many have open tickets,
// where that can be told.
func (p *selection) title(l *ledger, at sight) string {
	least, named := at.open, widget.Count(l.named)+at.named
	if l.busy >= l.named && at.named == "" {
		least = "" // there are no more
	}
	switch {
	case at.unknown != "" && l.known:
		return named + " companies"
	case at.unknown != "":
		return "Companies"
	case !l.known:
		return widget.Count(l.busy) + least + " with open tickets"
	case p.all:
		return "All " + named + " companies, " + widget.Count(l.busy) + least + " have open tickets"
	}
	return widget.Count(l.busy) + least + " of " + named + " have open tickets"
}

func matches(f *figures, words []string) bool {
	for _, w := range words {
		if !strings.Contains(f.lower, w) {
			return false
		}
	}
	return true
}
