package assess

import (
	"cmp"
	"slices"
	"time"

	"daybrief/model"
)

// What makes an incident: so many open tickets of one company, or of one type
// from as many companies, that came in within the window before now.
const (
	incidentLeast  = 3
	incidentWindow = 2 * time.Hour
)

// Incident is a group of open tickets that look like one trouble.
type Incident struct {
	Company model.CompanyRef // of all its tickets; zero for one of a type
	Type    model.Text       // of all its tickets; empty when they differ
	Tickets []*Ticket        // by entry, then id
}

// Span is the time from its first ticket's entry to its last's.
func (i *Incident) Span() time.Duration {
	return i.Tickets[len(i.Tickets)-1].Entered.Sub(i.Tickets[0].Entered)
}

// incidents groups the tickets that came in lately. Children of a parent are
// left out: the parent stands for them. A ticket is in one incident at most, in
// its company's before its type's. As long as tickets are still being read there
// is none: how many tickets it has is not known.
func (a *Assessment) incidents() []*Incident {
	if a.snapshot.Reading() != "" {
		return nil
	}
	fresh := slices.DeleteFunc(slices.Clone(a.fresh), func(t *Ticket) bool { return t.Resolved || !a.lately(t.Ticket) })
	slices.SortFunc(fresh, func(x, y *Ticket) int { return cmp.Or(x.Entered.Compare(y.Entered), cmp.Compare(x.ID, y.ID)) })
	var out []*Incident
	taken := map[model.TicketID]bool{}
	take := func(i *Incident) {
		for _, t := range i.Tickets {
			taken[t.ID] = true
		}
		out = append(out, i)
	}
	for _, group := range grouped(fresh, func(t *Ticket) model.CompanyID { return t.Company.ID }) {
		if len(group) >= incidentLeast && group[0].Company.ID != 0 {
			take(&Incident{Company: group[0].Company, Type: commonType(group), Tickets: group})
		}
	}
	rest := slices.DeleteFunc(fresh, func(t *Ticket) bool { return taken[t.ID] })
	for _, group := range grouped(rest, func(t *Ticket) model.Text { return t.Type }) {
		if !group[0].Type.IsEmpty() && companies(group) >= incidentLeast {
			take(&Incident{Type: group[0].Type, Tickets: group})
		}
	}
	return out
}

// lately reports whether a ticket may be part of an incident by its entry.
func (a *Assessment) lately(t *model.Ticket) bool {
	return t.Parent == 0 && !t.Entered.IsZero() && a.Now.Sub(t.Entered) <= incidentWindow && !t.Entered.After(a.Now)
}

// grouped parts the tickets by a key, in the order in which the keys appear.
func grouped[K comparable](ts []*Ticket, key func(*Ticket) K) [][]*Ticket {
	at := map[K]int{}
	var out [][]*Ticket
	for _, t := range ts {
		k := key(t)
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k], out = i, append(out, nil)
		}
		out[i] = append(out[i], t)
	}
	return out
}

func commonType(ts []*Ticket) model.Text {
	for _, t := range ts[1:] {
		if t.Type != ts[0].Type {
			return model.Text{}
		}
	}
	return ts[0].Type
}

func companies(ts []*Ticket) int {
	seen := map[model.CompanyID]bool{}
	for _, t := range ts {
		seen[t.Company.ID] = true
	}
	delete(seen, 0)
	return len(seen)
}
