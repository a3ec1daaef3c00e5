package brief

import (
	"strconv"
	"time"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui/screen"
)

var (
	_ screen.Actor  = (*Brief)(nil)
	_ screen.Lister = (*Brief)(nil)
	_ screen.Placer = (*Brief)(nil)
)

// Listing is the whole briefing, or the section that is shown whole: all items
// and not only those that there is room for.
func (b *Brief) Listing(f screen.Frame) screen.Listing {
	l := screen.Listing{Name: "briefing", Title: "Briefing",
		Columns: []string{"section", "number", "summary", "company", "reasons", "due", "link"}}
	if f.Briefing == nil || !loaded(f) {
		return l
	}
	for _, s := range b.shown(f) {
		if b.full == s.ID {
			l.Name, l.Title = "briefing-"+s.ID, s.Question
		}
		for i := range s.Items {
			it := &s.Items[i]
			number, due := "", ""
			if it.Kind == briefing.KindTicket {
				number = strconv.FormatInt(it.ID, 10)
			}
			if !it.Due.IsZero() {
				due = it.Due.In(f.Zone).Format(time.RFC3339)
			}
			l.Rows = append(l.Rows, []string{s.ID, number, it.Summary.String(), it.Company.String(), told(it, "; "), due, it.URL})
		}
	}
	return l
}

// Here is the selected row.
func (b *Brief) Here() screen.Place {
	p := screen.Place{}
	if s := b.section(); s != nil {
		p.Section = s.ID
	}
	if it := b.selected(); it != nil && it.Kind == briefing.KindTicket {
		p.Ticket = model.TicketID(it.ID)
	}
	return p
}
