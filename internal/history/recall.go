package history

import (
	"context"
	"database/sql"
	"time"

	"daybrief/model"
)

// Tickets are those that were entered or closed in [from, to), as they are now,
// with what reports look at: who, where, when and whether the SLA was met. The
// stretch must be known (Known).
func (db *DB) Tickets(ctx context.Context, from, to time.Time) ([]*model.Ticket, error) {
	a, b := from.Unix(), to.Unix()
	// Two indexed lists, not one condition: it would read the whole table. The state
	// is asked of the rows that are read anyhow: no index has it.
	return recall(ctx, db, `id IN (SELECT id FROM ticket WHERE entered >= ?1 AND entered < ?2 UNION SELECT id FROM ticket WHERE closed >= ?1 AND closed < ?2)
AND (state < 3 AND entered >= ?1 AND entered < ?2 OR state IN (1, 2) AND closed >= ?1 AND closed < ?2)`, a, b)
}

// OpenSince are the tickets that were open at any moment of [from, to), as they are
// now, those too of which it is not known when they came. From the first moment on
// all must be known (Known).
func (db *DB) OpenSince(ctx context.Context, from, to time.Time) ([]*model.Ticket, error) {
	return recall(ctx, db, `id IN (SELECT id FROM ticket WHERE state = 0 AND (entered < ? OR entered IS NULL)
UNION SELECT id FROM ticket WHERE closed >= ? AND (entered < ? OR entered IS NULL) AND state IN (1, 2))`, to.Unix(), from.Unix(), to.Unix())
}

// recall reads the tickets that a condition names.
func recall(ctx context.Context, db *DB, where string, args ...any) ([]*model.Ticket, error) {
	rows, err := db.read.QueryContext(ctx, `SELECT id, kind, state, summary, board, type, priority_id, priority, company_id, company, company_code,
  owner, owner_login, entered, closed, updated, sla, in_sla, responded, resolved FROM ticket WHERE `+where+` ORDER BY id`, args...)
	if err != nil {
		return nil, err
	}
	var out []*model.Ticket
	words := interned{}
	for rows.Next() {
		t := &model.Ticket{}
		if err = words.scan(rows, t); err != nil {
			break
		}
		out = append(out, t)
	}
	if err := firstOf(err, rows.Err(), rows.Close()); err != nil {
		return nil, err
	}
	return out, nil
}

// interned are texts that many tickets share, cleaned and held once.
type interned map[string]model.Text

func (w interned) text(s sql.RawBytes) model.Text {
	t, ok := w[string(s)]
	if !ok {
		t = model.Clean(string(s))
		w[string(s)] = t
	}
	return t
}

func (w interned) scan(rows *sql.Rows, t *model.Ticket) error {
	var state State
	var board, typ, priority, company, code, owner, login, sla sql.RawBytes
	var entered, closed, updated, responded, resolved sql.NullInt64
	var inSLA sql.NullBool
	if err := rows.Scan(&t.ID, &t.Kind, &state, text{&t.Summary}, &board, &typ, &t.Priority.ID, &priority, &t.Company.ID, &company, &code,
		&owner, &login, &entered, &closed, &updated, &sla, &inSLA, &responded, &resolved); err != nil {
		return err
	}
	t.Board.Name, t.Type, t.Priority.Name = w.text(board), w.text(typ), w.text(priority)
	t.Company.Name, t.Company.Identifier = w.text(company), w.text(code)
	t.Owner.Name, t.Owner.Identifier = w.text(owner), w.text(login)
	t.Entered, t.ClosedAt, t.Updated = stamp(entered), stamp(closed), stamp(updated)
	t.Closed = state == StateClosed || state == StateMerged && closed.Valid
	t.SLA.Name, t.SLA.HasInSLA, t.SLA.InSLA = w.text(sla), inSLA.Valid, inSLA.Bool
	t.SLA.Respond.Met, t.SLA.Resolve.Met = stamp(responded), stamp(resolved)
	return nil
}
