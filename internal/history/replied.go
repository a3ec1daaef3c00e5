package history

import (
	"context"
	"database/sql"
	"time"

	"daybrief/model"
)

// Replied are the tickets whose customers wait, as they were last kept.
func (db *DB) Replied(ctx context.Context) (map[model.TicketID]model.Since, error) {
	rows, err := db.read.QueryContext(ctx, "SELECT ticket, since, earlier FROM replied")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	out := map[model.TicketID]model.Since{}
	for rows.Next() {
		var id model.TicketID
		var at sql.NullInt64
		var s model.Since
		if err := rows.Scan(&id, &at, &s.OrEarlier); err != nil {
			return nil, err
		}
		s.At = stamp(at)
		out[id] = s
	}
	return out, rows.Err()
}

// NextReplied is who waits after a new list of open tickets. had is who waited
// before it and is not written to; was is the snapshot before this one: where its
// list is missing or old, a flag may have been set long ago. changed is false when
// nothing differs.
func NextReplied(had map[model.TicketID]model.Since, s, was *model.Snapshot) (next map[model.TicketID]model.Since, changed bool) {
	next = make(map[model.TicketID]model.Since, len(had))
	service, project := unwatched(was.ServiceTickets, s.ServiceTickets), unwatched(was.ProjectTickets, s.ProjectTickets)
	known := [2]bool{s.ServiceTickets.Known(), s.ProjectTickets.Known()}
	for t := range s.Open {
		if !t.CustomerReplied {
			continue
		}
		if was, ok := had[t.ID]; ok {
			next[t.ID] = was
			continue
		}
		earlier := service
		if t.Kind != model.ServiceTicket {
			earlier = project
		}
		next[t.ID], changed = model.Since{At: t.Updated, OrEarlier: earlier}, true
	}
	if known[0] != known[1] {
		// Half of the tickets is not known: who waits there is not forgotten.
		for id, was := range had {
			if _, ok := next[id]; !ok && !open(s, id) {
				next[id] = was
			}
		}
	}
	return next, changed || len(next) != len(had)
}

// watchGap is how long ago the list before may have been confirmed for what is new
// in this one to be new indeed.
const watchGap = 15 * time.Minute

func unwatched(was, now model.Fresh[[]*model.Ticket]) bool {
	return !was.Known() || now.At.Sub(was.At) > watchGap
}

func open(s *model.Snapshot, id model.TicketID) bool {
	for t := range s.Open {
		if t.ID == id {
			return true
		}
	}
	return false
}

// PutReplied keeps who waits: only what differs is written.
func (db *DB) PutReplied(ctx context.Context, had, next map[model.TicketID]model.Since) error {
	return db.within(ctx, func(tx *sql.Tx) error {
		for id := range had {
			if _, ok := next[id]; ok {
				continue
			}
			if _, err := tx.ExecContext(ctx, "DELETE FROM replied WHERE ticket=?", int64(id)); err != nil {
				return err
			}
		}
		for id, s := range next {
			if had[id] == s {
				continue
			}
			if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO replied (ticket, since, earlier) VALUES (?,?,?)", int64(id), when(s.At), s.OrEarlier); err != nil {
				return err
			}
		}
		return nil
	})
}
