package feed

import (
	"time"

	"daybrief/model"
)

// fewDirty is how many changed tickets are looked up one by one for their SLA;
// more are left to the next calculation of all, which is brought forward.
const fewDirty = 10

// withSLA is a changed service ticket with the SLA to show until the server has
// calculated it again. The goal times of a list are stale (connectwise-api
// 5.3), so the calculated ones of before stay; what has been met, and the name,
// are facts and are taken over. When the ticket is new, or something changed
// that moves goals, the list's word is the better one, and the ticket is looked
// up.
func (f *Feed) withSLA(d *ticketBook, old, t *model.Ticket) *model.Ticket {
	if f.stream(model.SourceSLA) == nil || f.data.SLAAt.IsZero() {
		return t
	}
	if old == nil || moves(old, t) {
		d.dirty = union(d.dirty, []model.TicketID{t.ID})
		return t
	}
	if t.SLA == old.SLA {
		return t
	}
	n := *t
	n.SLA = old.SLA
	n.SLA.Respond.Met, n.SLA.Plan.Met, n.SLA.Resolve.Met = t.SLA.Respond.Met, t.SLA.Plan.Met, t.SLA.Resolve.Met
	n.SLA.InSLA, n.SLA.HasInSLA = t.SLA.InSLA, t.SLA.HasInSLA
	return &n
}

// moves reports whether a change moves SLA goals.
func moves(old, t *model.Ticket) bool {
	return old.Status.ID != t.Status.ID || old.Priority.ID != t.Priority.ID || old.Board.ID != t.Board.ID ||
		old.SLA.Name != t.SLA.Name || old.Severity.Rank != t.Severity.Rank || old.Impact.Rank != t.Impact.Rank ||
		old.Agreement.ID != t.Agreement.ID || old.Company.ID != t.Company.ID
}

// dueForSLA has the SLA of changed tickets calculated: of a few by looking them
// up, of many by the next calculation of all.
func (f *Feed) dueForSLA(s *stream, j *flight, now time.Time) {
	sla := f.stream(model.SourceSLA)
	if sla == nil || s.book.project {
		return
	}
	if len(s.book.dirty) > fewDirty {
		s.book.dirty = nil
		if sla.ok && sla.problem == nil {
			sla.next = sooner(sla.next, later(now, sla.tried.Add(f.every(sla.src)/4)))
		}
	}
	if j.query.Kind == Full && s.ok && sla.ok && sla.problem == nil {
		sla.next = sooner(sla.next, now) // a full list has brought stale goals
	}
}

// slaCame merges the calculated SLA into the open service tickets, and nothing
// else of the answer. A ticket that has changed since is left to its lookup.
func (f *Feed) slaCame(b Batch, now time.Time) {
	open := f.data.ServiceTickets.Value
	out := make([]*model.Ticket, len(open))
	copy(out, open)
	rows := sorted(b.Tickets)
	for i, t := range open {
		for len(rows) > 0 && rows[0].ID < t.ID {
			rows = rows[1:]
		}
		if len(rows) == 0 {
			break
		}
		r := rows[0]
		if r.ID != t.ID || r.Updated.Before(t.Updated) || r.SLA == t.SLA {
			continue
		}
		n := *t
		n.SLA = r.SLA
		out[i] = &n
	}
	f.data.ServiceTickets.Value = out
	f.data.SLAAt = now
}
