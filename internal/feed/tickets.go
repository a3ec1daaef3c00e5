package feed

import (
	"slices"
	"time"

	"daybrief/model"
)

// ticketsCame takes in a full list or a delta.
func (f *pacer) ticketsCame(s *stream, j *flight, b Batch, now time.Time) {
	d := s.book
	list := sorted(b.Tickets)
	first := !d.open.Known()
	if j.query.Kind == Full {
		// Whatever the list does not name is gone.
		named := make(map[model.TicketID]bool, len(list))
		for _, t := range list {
			named[t.ID] = true
		}
		gone := map[model.TicketID]bool{}
		for _, t := range d.open.Value {
			if !named[t.ID] {
				gone[t.ID] = true
			}
		}
		d.open.Value = merged(d.open.Value, nil, gone)
		d.full, d.trust, d.doubt, d.capped, d.reading = false, false, nil, b.Capped, ""
		d.lost = nil
		d.reconcileAt = now.Add(f.spread(f.reconcileEvery(d)))
	} else if b.Capped {
		d.full = true // some changes were cut off
	}
	news := j.query.Kind == Delta && d.tells(list)
	f.take(d, list, nil, func(id model.TicketID) bool { return first || slices.Contains(b.Calculated, id) })
	d.open.At = now
	if d.closed.Known() && !d.closedOld {
		d.closed.At = now
	}
	took := max(now.Sub(j.start), b.Took)
	d.advance(b, took, now)
	d.missed.told(b, took, news)
	if f.newStatus(list) {
		f.dueSoon(model.SourceBoards, now)
	}
	f.dueForSLA(s, j, now)
}

// take puts changed tickets where they belong: into the open list, or out of it
// and into the closed one. sure says of which the SLA may be taken as it is: it is
// calculated, and not the stale one of a list, or nothing better is known yet.
func (f *stock) take(d *ticketBook, changed []*model.Ticket, deleted []model.TicketID, sure func(model.TicketID) bool) {
	var ups, shut []*model.Ticket
	gone, reopened := map[model.TicketID]bool{}, map[model.TicketID]bool{}
	for _, id := range deleted {
		gone[id], reopened[id] = true, true
		d.note(id)
	}
	for _, t := range changed {
		old := find(d.open.Value, t.ID)
		if t.Open() {
			if f.elsewhere(d, t.ID) {
				continue
			}
			n := t
			if !d.project && !sure(t.ID) {
				n = f.withSLA(d, old, t)
			}
			reopened[t.ID] = true
			if old == nil || !same(old, n) {
				ups = append(ups, n)
			}
			if find(d.closed.Value, t.ID) != nil {
				d.note(t.ID)
			}
			continue
		}
		if old != nil {
			gone[t.ID] = true
		}
		d.note(t.ID)
		if was := find(d.closed.Value, t.ID); was == nil || !same(was, t) {
			shut = append(shut, t)
		}
	}
	d.open.Value = merged(d.open.Value, ups, gone)
	d.closed.Value = merged(d.closed.Value, closedFrom(shut, f.closedBound(d)), keepOnly(reopened, d.closed.Value))
	if d.project {
		f.evict(ups)
	}
}

// note remembers that the ticket was closed or reopened.
func (d *ticketBook) note(id model.TicketID) {
	if d.moved != nil {
		d.moved[id] = true
	}
}

// keepOnly leaves of a set what the list has: usually nothing, and then the
// list need not be copied.
func keepOnly(set map[model.TicketID]bool, list []*model.Ticket) map[model.TicketID]bool {
	for id := range set {
		if find(list, id) == nil {
			delete(set, id)
		}
	}
	return set
}

// elsewhere reports whether a service ticket is known as a project ticket: ids
// are unique across both, and a moved ticket must not be counted twice. The
// project's word counts, because its endpoint lists nothing else.
func (f *stock) elsewhere(d *ticketBook, id model.TicketID) bool {
	return !d.project && find(f.data.ProjectTickets.Value, id) != nil
}

// evict takes project tickets off the list of service tickets.
func (f *stock) evict(project []*model.Ticket) {
	gone := map[model.TicketID]bool{}
	for _, t := range project {
		if find(f.data.ServiceTickets.Value, t.ID) != nil {
			gone[t.ID] = true
		}
	}
	f.data.ServiceTickets.Value = merged(f.data.ServiceTickets.Value, nil, gone)
}

// newStatus reports whether a ticket has a status that no board is known to
// have: somebody has just made it. Each such status is reported once, because
// there are some that the boards never list.
func (f *stock) newStatus(list []*model.Ticket) bool {
	if !f.data.Boards.Known() {
		return false
	}
	known := map[model.StatusID]bool{}
	for _, b := range f.data.Boards.Value {
		for _, st := range b.Statuses {
			known[st.ID] = true
		}
	}
	found := false
	for _, t := range list {
		if id := t.Status.ID; id != 0 && !known[id] && !f.strange[id] {
			f.strange[id], found = true, true
		}
	}
	return found
}

// dueSoon brings a source forward, but not to less than five minutes after its
// latest try.
func (f *stock) dueSoon(src model.Source, now time.Time) {
	if s := f.stream(src); s != nil && s.problem == nil {
		s.next = model.Sooner(s.next, model.Later(now, s.tried.Add(5*time.Minute)))
	}
}

// closedCame takes in the list of closed tickets. What changes have said since
// it was asked for is newer than the list.
func (f *stock) closedCame(s *stream, j *flight, b Batch, now time.Time) {
	d := f.bookOf(s.src)
	d.from, d.long = j.query.Since, j.query.AtMost > 0
	list, gone := d.overtaken(closedFrom(sorted(b.Tickets), f.closedBound(d)))
	d.open.Value = merged(d.open.Value, nil, gone)
	var kept []*model.Ticket
	for _, t := range d.closed.Value {
		if d.moved[t.ID] {
			kept = append(kept, t)
		}
	}
	for id := range d.moved {
		if find(list, id) == nil {
			delete(d.moved, id)
		}
	}
	d.closed.Value = merged(list, kept, d.moved)
	d.closed.At, d.moved, d.closedOld = now, nil, false
	f.trim(d)
}

// overtaken settles which closed tickets are open by our own list: the word
// that is newer counts. It returns the list without those that are open, and
// those that no longer are.
func (d *ticketBook) overtaken(closed []*model.Ticket) (list []*model.Ticket, gone map[model.TicketID]bool) {
	gone = map[model.TicketID]bool{}
	for _, t := range closed {
		old := find(d.open.Value, t.ID)
		if old != nil && (d.moved[t.ID] || t.Updated.Before(old.Updated)) {
			continue
		}
		if old != nil {
			gone[t.ID] = true
		}
		list = append(list, t)
	}
	return list, gone
}
