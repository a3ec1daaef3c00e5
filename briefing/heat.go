package briefing

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"daybrief/model"
)

// What makes a company hot: so many new tickets in a day, or of one type, and
// so much more than on its own usual day.
const (
	heatNew    = 3
	heatAbove  = 1.5
	heatWindow = 30 // days
	heatKnown  = 6  // fewest earlier days that make a mean
)

// heat is what came in from one company.
type heat struct {
	ref     model.CompanyRef
	open    int
	day     int // came in within the last 24 hours
	earlier int // came in within the window before that
	types   map[model.Text]int
}

// heatingUp answers "which client is heating up?": many new tickets within 24
// hours against the company's own mean, or three of a kind.
func heatingUp(b *builder, sec *Section) {
	sec.Rule = "Companies with at least 3 new tickets within 24 hours, half as many again as on their own mean day of the last 30, or with 3 of one type; most new first."
	if !b.allTickets(sec) {
		return
	}
	if why := b.closedSince(b.now.Add(-24 * time.Hour)); why != "" {
		sec.Unavailable, sec.Partial = why, ""
		return
	}
	days := heatWindow
	if !b.s.ClosedSince.IsZero() {
		days = min(days, int(b.now.Sub(b.s.ClosedSince)/(24*time.Hour))-1)
	}
	if days < heatKnown {
		sec.note("closed tickets do not reach back far enough for a mean; only three of a kind can be told")
	}
	var list []*heat
	for _, h := range b.heats(days) {
		if len(h.why(days)) > 0 {
			list = append(list, h)
		}
	}
	slices.SortFunc(list, func(x, y *heat) int { return cmp.Or(cmp.Compare(y.day, x.day), cmp.Compare(x.ref.ID, y.ref.ID)) })
	for _, h := range list {
		sec.Items = append(sec.Items, Item{Kind: KindCompany, ID: int64(h.ref.ID), Summary: h.ref.Label(), Company: h.ref.Label(), Tone: Warn,
			Reasons: append(h.why(days), model.Grouped(h.open)+" open")})
	}
}

// heats counts what came in by company, whether still open or closed since.
func (b *book) heats(days int) map[model.CompanyID]*heat {
	out := map[model.CompanyID]*heat{}
	yesterday := b.now.Add(-24 * time.Hour)
	from := yesterday.Add(-time.Duration(max(0, days)) * 24 * time.Hour)
	count := func(t *model.Ticket, open bool) {
		h := out[t.Company.ID]
		if h == nil {
			h = &heat{ref: t.Company, types: map[model.Text]int{}}
			out[t.Company.ID] = h
		}
		add(&h.open, open)
		add(&h.earlier, model.Within(t.Entered, from, yesterday))
		if !t.Entered.Before(yesterday) {
			h.day++
			h.types[t.Type]++
		}
	}
	for i := range b.facts {
		if f := &b.facts[i]; f.in {
			count(f.t, true)
		}
	}
	for t := range b.s.ClosedTickets {
		if b.l.Ticket(t.ID) == nil && b.crew.Has(t) {
			count(t, false)
		}
	}
	delete(out, 0)
	return out
}

func (h *heat) why(days int) (why []string) {
	if mean := float64(h.earlier) / float64(max(1, days)); days >= heatKnown && h.day >= heatNew && float64(h.day) >= heatAbove*mean {
		why = append(why, model.Counted(h.day, "new ticket")+" in 24 hours, usually "+strconv.FormatFloat(mean, 'f', 1, 64)+" a day")
	}
	var kinds []string
	for kind, n := range h.types {
		if n >= heatNew && !kind.IsEmpty() {
			kinds = append(kinds, model.Grouped(n)+" of a kind in 24 hours: "+kind.String())
		}
	}
	slices.Sort(kinds)
	return append(why, kinds...)
}

// hottest names the first companies that heat up, for the paragraph.
func hottest(s *Section) (parts []string) {
	for i := range s.Items[:min(2, len(s.Items))] {
		parts = append(parts, s.Items[i].Summary.String()+" heats up")
	}
	return parts
}
