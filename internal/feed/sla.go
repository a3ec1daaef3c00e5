package feed

import (
	"cmp"
	"slices"
	"time"

	"daybrief/model"
)

// fewDirty is how many changed tickets are looked up one by one for their SLA;
// more are left to the next calculation of all, which is brought forward.
const fewDirty = 10

// withSLA is a changed service ticket with the SLA to show until the server has
// calculated it again. The goal times of a list are stale (connectwise-api
// 5.3), so the calculated ones of before stay; what has been met, and the name,
// are facts and are taken over. When something changed that moves goals, and
// the change did not come with the new ones, the ticket is looked up; until then
// its clock is not known if it may run at another pace than before.
func (f *stock) withSLA(d *ticketBook, old, t *model.Ticket) *model.Ticket {
	if f.stream(model.SourceSLA) == nil || f.data.SLAAt.IsZero() {
		return t
	}
	moved := t.MovesSLA(old)
	if moved {
		d.dirty = union(d.dirty, []model.TicketID{t.ID})
	} else if _, due := old.SLA.Next(); !due.IsZero() && !t.Updated.Equal(old.Updated) {
		d.touched = union(d.touched, []model.TicketID{t.ID})
	}
	n := *t
	switch {
	case old == nil, old.Status.ID != t.Status.ID, t.SLA.Undone(old.SLA):
		if _, due := t.SLA.Next(); due.IsZero() {
			return t // no goal is claimed
		}
		return withoutGoals(t)
	case t.SLA == old.SLA:
		return t
	}
	n.SLA, n.SLA.Name = old.SLA, t.SLA.Name
	n.SLA.Respond.Met, n.SLA.Plan.Met, n.SLA.Resolve.Met = t.SLA.Respond.Met, t.SLA.Plan.Met, t.SLA.Resolve.Met
	n.SLA.InSLA, n.SLA.HasInSLA = t.SLA.InSLA, t.SLA.HasInSLA
	return &n
}

// withoutGoals is a ticket whose goals are not known.
func withoutGoals(t *model.Ticket) *model.Ticket {
	n := *t
	n.SLA.Respond.Due, n.SLA.Plan.Due, n.SLA.Resolve.Due, n.SLA.Unread = time.Time{}, time.Time{}, time.Time{}, true
	return &n
}

// dueForSLA has the SLA of changed tickets calculated: of a few by looking them
// up, of many by the next calculation of all.
func (f *pacer) dueForSLA(s *stream, j *flight, now time.Time) {
	sla := f.stream(model.SourceSLA)
	if sla == nil || s.book.project {
		return
	}
	if len(s.book.dirty) > fewDirty {
		s.book.dirty = nil
		if sla.ok && sla.problem == nil {
			sla.next = model.Sooner(sla.next, model.Later(now, sla.tried.Add(f.every(sla.src)/4)))
			f.goals.whole = now
		}
	}
	if len(s.book.touched) > 0 && sla.ok && sla.problem == nil {
		sla.next = model.Sooner(sla.next, model.Later(now, sla.tried.Add(touchedEvery)))
		if len(s.book.touched) > mostNear {
			f.goals.whole = now
		}
	}
	if j.query.Kind == Full && s.ok && sla.ok && sla.problem == nil {
		sla.next = model.Sooner(sla.next, now) // a full list has brought stale goals
		f.goals.whole = now
	}
}

// slaCame merges the calculated SLA into the open service tickets, and nothing
// else of the answer. A ticket that has changed since is left to its lookup. One
// that was asked for (nil: all were) and is not there, though rows could not be
// read, has goals that are not known.
func (f *stock) slaCame(b Batch, asked []model.TicketID, now time.Time) {
	open := f.data.ServiceTickets.Value
	out, own := open, false
	put := func(i int, t *model.Ticket) {
		if !own {
			out, own = slices.Clone(open), true
		}
		out[i] = t
	}
	rows := b.SLA // nobody else has it any more
	slices.SortStableFunc(rows, func(a, b model.TicketSLA) int { return cmp.Compare(a.ID, b.ID) })
	for i, t := range open {
		for len(rows) > 0 && rows[0].ID < t.ID {
			rows = rows[1:]
		}
		if len(rows) == 0 || rows[0].ID != t.ID {
			if _, due := t.SLA.Next(); b.Skipped > 0 && !due.IsZero() && (asked == nil || slices.Contains(asked, t.ID)) {
				put(i, withoutGoals(t))
			}
			continue
		}
		r := rows[0]
		if r.Updated.Before(t.Updated) || r.SLA == t.SLA {
			continue
		}
		n := *t
		n.SLA = r.SLA
		put(i, &n)
	}
	f.data.ServiceTickets.Value = out
	f.data.SLAAt = now
}
