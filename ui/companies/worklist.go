package companies

import (
	"slices"

	"daybrief/model"
	"daybrief/model/assess"
)

// worklist is the work for a company. What takes a pass over all of it is worked
// out when somebody looks at the company, once.
type worklist struct {
	tickets []*assess.Ticket // open ones
	closed  []*model.Ticket
	sorted  bool // tickets are in the order of their points
	planned bool // entries are known
	entries []*model.ScheduleEntry
}

// byPoints are the open tickets, the most pressing first; put in order when
// somebody looks at the company.
func (w *worklist) byPoints() []*assess.Ticket {
	if !w.sorted {
		slices.SortFunc(w.tickets, assess.ByPoints)
		w.sorted = true
	}
	return w.tickets
}

// schedule are the entries for the company's tickets by their start, as far as
// the schedule is loaded.
func (w *worklist) schedule(l *model.Lookup) []*model.ScheduleEntry {
	if w.planned {
		return w.entries
	}
	w.planned = true
	take := func(id model.TicketID) {
		for _, v := range l.ScheduleEntries(id) {
			if !v.Ghost && !v.Start.IsZero() {
				w.entries = append(w.entries, v)
			}
		}
	}
	for _, t := range w.tickets {
		take(t.ID)
	}
	for _, t := range w.closed {
		take(t.ID)
	}
	slices.SortFunc(w.entries, func(a, b *model.ScheduleEntry) int { return a.Start.Compare(b.Start) })
	return w.entries
}
