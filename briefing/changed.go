package briefing

import (
	"cmp"
	"slices"

	"daybrief/model"
)

// comparison is the previous look beside this one.
type comparison struct {
	*book
	before map[model.TicketID]*model.Ticket // open then
	shut   map[model.TicketID]bool          // closed then
}

// changed answers "what happened since I last looked?" by comparing with the
// snapshot of the previous look.
func changed(b *builder, sec *Section) {
	sec.Rule = "New, closed, re-opened, newly assigned to the member, or raised in priority since the previous look; latest first."
	if !b.allTickets(sec) {
		return
	}
	if !b.r.Since.IsZero() {
		changedSince(b, sec)
		return
	}
	if b.prev == nil || !b.prev.ServiceTickets.Known() && !b.prev.ProjectTickets.Known() {
		sec.Unavailable, sec.Partial = "nothing to compare with yet: this is the first look", ""
		sec.FirstLook = true
		return
	}
	c := comparison{b.book, map[model.TicketID]*model.Ticket{}, map[model.TicketID]bool{}}
	for t := range b.prev.Open {
		c.before[t.ID] = t
	}
	for t := range b.prev.ClosedTickets {
		c.shut[t.ID] = true
	}
	listEvents(b, sec, append(c.changes(), c.closings()...))
}

// listEvents lists what happened, the latest first.
func listEvents(b *builder, sec *Section, events []event) {
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
func (c comparison) changes() (out []event) {
	for i := range c.facts {
		f := &c.facts[i]
		old := c.before[f.t.ID]
		if !f.in && (old == nil || !c.crew.Has(old)) || !c.comparable(f.t) {
			continue
		}
		var why []string
		switch {
		case old == nil && c.shut[f.t.ID]:
			why = append(why, "re-opened")
		case old == nil:
			why = append(why, "new among the open tickets"+seen(c.prev, f.t)+c.came(f))
		default:
			why = c.differences(old, f)
		}
		if len(why) > 0 {
			out = append(out, event{f, why})
		}
	}
	return out
}

// comparable reports whether the previous look knew the ticket's kind at all;
// otherwise everything would seem to be new.
func (c comparison) comparable(t *model.Ticket) bool {
	if t.Kind == model.ServiceTicket {
		return c.prev.ServiceTickets.Known() && c.s.ServiceTickets.Known()
	}
	return c.prev.ProjectTickets.Known() && c.s.ProjectTickets.Known()
}

// seen limits what is said of the open tickets of a kind to those that could be seen,
// where there may have been others.
func seen(s *model.Snapshot, t *model.Ticket) string {
	src := model.SourceTickets
	if t.Kind != model.ServiceTicket {
		src = model.SourceProjectTickets
	}
	if s.HealthOf(src).Whole() {
		return ""
	}
	return " that can be seen"
}

func (c comparison) differences(old *model.Ticket, f *fact) (why []string) {
	if me := c.r.Member; f.t.WorkedBy(me) && !old.WorkedBy(me) {
		why = append(why, "now assigned to "+model.Clean(me).String())
	}
	if was := c.l.Priority(old); was.Sort > f.prio.Sort && f.prio.Sort != 0 {
		why = append(why, "priority raised from "+was.Short()+" to "+f.prio.Short())
	}
	if f.t.CustomerReplied && !old.CustomerReplied {
		why = append(why, "the customer has written")
	}
	return why
}

// closings lists the tickets that were open and are so no more.
func (c comparison) closings() (out []event) {
	closed := map[model.TicketID]*model.Ticket{}
	for t := range c.s.ClosedTickets {
		closed[t.ID] = t
	}
	for id, old := range c.before {
		if c.l.Ticket(id) != nil || !c.comparable(old) || !c.crew.Has(old) {
			continue
		}
		t, why := closed[id], "closed"
		if t == nil {
			t, why = old, "no longer among the open tickets"+cmp.Or(seen(c.s, old), ": closed, merged or deleted")
		} else if !t.ClosedAt.IsZero() {
			why = "closed " + c.ago(t.ClosedAt)
		}
		f := &fact{t: t, prio: c.l.Priority(t), clock: model.SLAClock{State: model.SLADone}}
		out = append(out, event{f, []string{why}})
	}
	return out
}
