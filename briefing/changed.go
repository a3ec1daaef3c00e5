package briefing

import (
	"cmp"
	"slices"

	"daybrief/model"
)

// changed answers "what happened since I last looked?" by comparing with the
// snapshot of the previous look.
func (b *builder) changed(sec *Section) {
	sec.Rule = "New, closed, re-opened, newly assigned to the member, or raised in priority since the previous look; latest first."
	if !b.tickets(sec) {
		return
	}
	if b.prev == nil || !b.prev.ServiceTickets.Known() && !b.prev.ProjectTickets.Known() {
		sec.Unavailable, sec.Partial = "nothing to compare with yet: this is the first look", ""
		sec.FirstLook = true
		return
	}
	before, shut := map[model.TicketID]*model.Ticket{}, map[model.TicketID]bool{}
	for t := range b.prev.Open {
		before[t.ID] = t
	}
	for t := range b.prev.ClosedTickets {
		shut[t.ID] = true
	}
	events := b.changes(before, shut)
	events = append(events, b.closings(before)...)
	slices.SortFunc(events, func(x, y event) int {
		return cmp.Or(y.at.t.Updated.Compare(x.at.t.Updated), cmp.Compare(x.at.t.ID, y.at.t.ID))
	})
	for _, n := range events {
		sec.Items = append(sec.Items, b.item(n.at, n.why...))
	}
}

// event is a ticket and what happened to it.
type event struct {
	at  *fact
	why []string
}

// changes lists the open tickets that are not as they were.
func (b *builder) changes(before map[model.TicketID]*model.Ticket, shut map[model.TicketID]bool) (out []event) {
	for i := range b.facts {
		f := &b.facts[i]
		old := before[f.t.ID]
		if !f.in && (old == nil || !b.crew.Has(old)) || !b.comparable(f.t) {
			continue
		}
		var why []string
		switch {
		case old == nil && shut[f.t.ID]:
			why = append(why, "re-opened")
		case old == nil:
			why = append(why, "new among the open tickets"+b.came(f))
		default:
			why = b.differences(old, f)
		}
		if len(why) > 0 {
			out = append(out, event{f, why})
		}
	}
	return out
}

// comparable reports whether the previous look knew the ticket's kind at all;
// otherwise everything would seem to be new.
func (b *builder) comparable(t *model.Ticket) bool {
	if t.Kind == model.ServiceTicket {
		return b.prev.ServiceTickets.Known() && b.s.ServiceTickets.Known()
	}
	return b.prev.ProjectTickets.Known() && b.s.ProjectTickets.Known()
}

func (b *builder) differences(old *model.Ticket, f *fact) (why []string) {
	if me := b.r.Member; f.t.WorkedBy(me) && !old.WorkedBy(me) {
		why = append(why, "now assigned to "+model.Clean(me).String())
	}
	if was := b.l.Priority(old); was.Sort > f.prio.Sort && f.prio.Sort != 0 {
		why = append(why, "priority raised from "+was.Name.String()+" to "+f.prio.Name.String())
	}
	if f.t.CustomerReplied && !old.CustomerReplied {
		why = append(why, "the customer has written")
	}
	return why
}

// closings lists the tickets that were open and are so no more.
func (b *builder) closings(before map[model.TicketID]*model.Ticket) (out []event) {
	closed := map[model.TicketID]*model.Ticket{}
	for t := range b.s.ClosedTickets {
		closed[t.ID] = t
	}
	for id, old := range before {
		if b.l.Ticket(id) != nil || !b.comparable(old) || !b.crew.Has(old) {
			continue
		}
		t, why := closed[id], "closed"
		if t == nil {
			t, why = old, "no longer among the open tickets: closed, merged or deleted"
		} else if !t.ClosedAt.IsZero() {
			why = "closed " + b.ago(t.ClosedAt)
		}
		f := &fact{t: t, prio: b.l.Priority(t), clock: model.SLAClock{State: model.SLADone}}
		out = append(out, event{f, []string{why}})
	}
	return out
}
