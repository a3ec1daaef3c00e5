package briefing

import (
	"time"

	"daybrief/model"
	"daybrief/model/assess"
)

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
	if b.a.HeatDays(b.crew.All()) == 0 {
		sec.note("closed tickets do not reach back far enough for a mean; only three of a kind can be told")
	}
	b.doubtful(sec, "when they came in", func(f *fact) bool { return f.t.Entered.IsZero() })
	b.doubtful(sec, "whose they are", func(f *fact) bool { return f.t.Company.ID == 0 })
	in := func(t *model.Ticket) bool { return b.crew.Has(t) }
	for _, h := range b.a.Heats(in, b.crew.All()) {
		sec.Items = append(sec.Items, heatItem(h))
	}
}

func heatItem(h *assess.Heat) Item {
	return Item{Kind: KindCompany, ID: int64(h.Company.ID), Summary: h.Company.Label(), Company: h.Company.Label(), Tone: Warn,
		Reasons: append(h.Why(), model.Grouped(h.Open)+" open")}
}

// hottest names the first companies that heat up, for the paragraph.
func hottest(s *Section) (parts []string) {
	for i := range s.Items[:min(2, len(s.Items))] {
		parts = append(parts, s.Items[i].Summary.String())
	}
	switch len(parts) {
	case 0:
		return nil
	case 1:
		return []string{parts[0] + " is heating up"}
	}
	return []string{join(parts, " and ") + " are heating up"}
}
