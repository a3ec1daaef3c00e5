package briefing

// ticketList is a section that lists open tickets: which, in which order, and
// what each row says.
type ticketList struct {
	rule string
	// notes add what is missing from the answer; false when there can be none.
	// nil: no more is needed than the tickets.
	notes func(sec *Section) bool
	takes func(*fact) bool
	wide  bool // takes brings its own scope
	order func(x, y *fact) int
	row   func(*fact) Item
}

// lists writes a section that lists open tickets.
func lists(of func(*builder) ticketList) func(*builder, *Section) {
	return func(b *builder, sec *Section) {
		l := of(b)
		sec.Rule = l.rule
		if !b.tickets(sec) || l.notes != nil && !l.notes(sec) {
			return
		}
		pick := b.pick
		if l.wide {
			pick = b.pickAll
		}
		fs := pick(l.takes, l.order)
		sec.Items = make([]Item, 0, len(fs))
		for _, f := range fs {
			sec.Items = append(sec.Items, l.row(f))
		}
	}
}

// byStatus notes when the meaning of statuses is not known.
func (b *builder) byStatus(sec *Section) bool {
	b.statuses(sec)
	return true
}

// nobody adds that a ticket has nobody on it.
func (it *Item) nobody(f *fact) {
	if !f.assigned {
		it.Reasons = append(it.Reasons, "nobody assigned")
	}
}

// unclosed adds that a ticket is resolved and still open.
func (it *Item) unclosed(f *fact) {
	if f.class.resolved {
		it.Reasons = append(it.Reasons, "resolved, but not closed: status "+f.t.Status.Name.String())
	}
}
