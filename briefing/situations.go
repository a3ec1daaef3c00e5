package briefing

import (
	"slices"
	"time"

	"daybrief/model"
	"daybrief/model/assess"
)

// situations finds what belongs together; a ticket stands in one line only.
type situations struct {
	*builder
	taken map[model.TicketID]bool
}

// gathered is the row of a situation that gathers tickets: as urgent as the most
// urgent of them, and more since they are several.
func (b *book) gathered(kind ItemKind, words string, fs []*fact) situation {
	first := slices.MaxFunc(fs, func(x, y *fact) int { return -compareFacts(x, y) })
	it := Item{Kind: kind, ID: int64(fs[0].t.ID), Summary: model.Clean(words), Tone: Warn, Why: b.a.Reasons(first.v)}
	several := assess.Reason{Key: "several", Text: "due today"}
	if len(fs) > 1 {
		several.Text, several.Points = model.Counted(len(fs), "ticket")+" that are one thing to do", b.a.Worth("several")
		it.Why = append(it.Why, several)
	}
	nobody := 0
	for _, f := range fs {
		it.IDs, it.Tickets = append(it.IDs, int64(f.t.ID)), append(it.Tickets, f.t)
		add(&nobody, !f.assigned)
		it.Due = earliest(it.Due, f.next)
		if f.clock.Breached() || f.atRisk {
			it.Tone = Bad
		}
	}
	// What makes them one situation stands in the words already.
	told := func(r assess.Reason) bool { return r.Key == "incident" || r.Key == "owner_away" }
	if rs := slices.DeleteFunc(b.a.Reasons(first.v), told); len(rs) > 0 {
		it.Reasons = append(it.Reasons, "#"+itoa(int64(first.t.ID))+": "+rs[0].Text)
	}
	if nobody > 0 {
		it.Reasons = append(it.Reasons, "nobody on "+model.Grouped(nobody)+" of them")
	}
	if len(it.Reasons) == 0 {
		it.Reasons = []string{several.Text}
	}
	return situation{id: it.ID, item: &it, points: first.v.Points + several.Points, gathers: true}
}

// compareFacts puts the more urgent first, ties by id.
func compareFacts(x, y *fact) int {
	if c := byPoints(x, y); c != 0 {
		return c
	}
	return int(x.t.ID - y.t.ID)
}

// incidents are the groups of new tickets that look like one trouble, as far as
// one of their tickets is in the scope.
func (n *situations) incidents() (out []situation) {
	by := map[model.TicketID]*fact{}
	for _, i := range n.a.Incidents {
		for _, t := range i.Tickets {
			by[t.ID] = nil
		}
	}
	for i := range n.facts {
		if _, wanted := by[n.facts[i].t.ID]; wanted {
			by[n.facts[i].t.ID] = &n.facts[i]
		}
	}
	for _, i := range n.a.Incidents {
		var fs []*fact
		in := false
		for _, t := range i.Tickets {
			fs = append(fs, by[t.ID])
			in = in || by[t.ID].in
		}
		if !in {
			continue
		}
		for _, f := range fs {
			n.taken[f.t.ID] = true
		}
		s := n.gathered(KindIncident, incidentWords(i), fs)
		s.item.Company = i.Company.Label()
		out = append(out, s)
	}
	return out
}

// incidentWords are "3 tickets from Northgate Motors in 40 min, all Network".
func incidentWords(i *assess.Incident) string {
	words := model.Counted(len(i.Tickets), "ticket")
	if i.Company.ID == 0 {
		seen := map[model.CompanyID]bool{}
		for _, t := range i.Tickets {
			seen[t.Company.ID] = true
		}
		return words + " of the type " + i.Type.String() + " from " + model.Grouped(len(seen)) + " companies in " + model.Lasting(i.Span())
	}
	name := i.Company.Label().String()
	if name == "" {
		name = "one company"
	}
	words += " from " + name + " in " + model.Lasting(i.Span())
	if !i.Type.IsEmpty() {
		words += ", all " + i.Type.String()
	}
	return words
}

// absent are the tickets due today whose owner is out today or gone, by owner.
func (n *situations) absent() (out []situation) {
	groups := map[string][]*fact{}
	var order []string
	for i := range n.facts {
		f := &n.facts[i]
		if !f.in || n.taken[f.t.ID] || !f.v.Owned.Away() || f.class.waiting || f.class.resolved || !n.dueToday(f) {
			continue
		}
		who := n.login(f.t.Owner)
		if groups[who] == nil {
			order = append(order, who)
		}
		groups[who] = append(groups[who], f)
	}
	for _, who := range order {
		fs := groups[who]
		for _, f := range fs {
			n.taken[f.t.ID] = true
		}
		name, state := n.l.MemberName(fs[0].t.Owner), "is no longer an active member"
		if fs[0].v.Owned == assess.OwnerOut {
			state = "is out today (" + n.a.Absence(fs[0].t.Owner).Words() + ")"
		}
		s := n.gathered(KindAbsent, name.String()+" "+state+" and has "+model.Counted(len(fs), "ticket")+" due today", fs)
		s.item.Owner = name
		out = append(out, s)
	}
	return out
}

// dueToday reports whether a goal or the promised day of a ticket is today.
func (b *book) dueToday(f *fact) bool {
	today := func(t time.Time) bool { return !t.IsZero() && model.Within(t, b.cal.Today, b.cal.Tomorrow) }
	running := f.clock.State == model.SLARunning || f.clock.State == model.SLABreached
	return running && today(f.clock.Due) || today(f.due)
}

// Sentence is a line of Now in words: what it is about, and why.
func (it *Item) Sentence() string {
	words := it.Summary.String()
	if it.Kind == KindTicket {
		words = "#" + itoa(it.ID) + " " + words
		if !it.Company.IsEmpty() {
			words += " (" + it.Company.String() + ")"
		}
	}
	if len(it.Reasons) == 0 {
		return words
	}
	if it.Kind == KindAppointment { // its words are a name and what about it
		return words + ", " + join(it.Reasons, "; ")
	}
	return words + ": " + join(it.Reasons, "; ")
}
