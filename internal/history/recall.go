package history

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"time"

	"daybrief/model"
)

// Tickets are those that were entered or closed in [from, to), or may have been
// closed in it, as they are now, with what reports look at: who, where, when and whether the SLA was met. The
// stretch must be known (Known).
func (db *DB) Tickets(ctx context.Context, from, to time.Time) ([]*model.Ticket, error) {
	a, b := from.Unix(), to.Unix()
	// Two indexed lists, not one condition: it would read the whole table. The state
	// is asked of the rows that are read anyhow: no index has it. An id may be in both:
	// IN reads a row once, faster than sorting both lists first.
	return recall(ctx, db, `id IN (SELECT id FROM ticket WHERE entered >= ?1 AND entered < ?2 UNION ALL SELECT id FROM ticket WHERE closed >= ?1 AND closed < ?2
UNION ALL SELECT id FROM ticket INDEXED BY ticket_undated WHERE closed IS NULL AND state IN (1, 2) AND (updated >= ?1 OR updated IS NULL))
AND (state < 3 AND entered >= ?1 AND entered < ?2 OR state IN (1, 2) AND (closed >= ?1 AND closed < ?2 OR closed IS NULL AND (entered < ?2 OR entered IS NULL)))`, a, b)
}

// OpenSince are the tickets that were open at any moment of [from, to), or may have
// been, as they are now, those too of which it is not known when they came. From the first moment on
// all must be known (Known).
func (db *DB) OpenSince(ctx context.Context, from, to time.Time) ([]*model.Ticket, error) {
	return recall(ctx, db, `id IN (SELECT id FROM ticket WHERE state = 0 AND (entered < ? OR entered IS NULL)
UNION SELECT id FROM ticket WHERE closed >= ? AND (entered < ? OR entered IS NULL) AND state IN (1, 2)
UNION SELECT id FROM ticket INDEXED BY ticket_undated WHERE closed IS NULL AND state IN (1, 2) AND (updated >= ? OR updated IS NULL) AND (entered < ? OR entered IS NULL))`,
		to.Unix(), from.Unix(), to.Unix(), from.Unix(), to.Unix())
}

// recall reads the tickets that a condition names.
func recall(ctx context.Context, db *DB, where string, args ...any) ([]*model.Ticket, error) {
	rows, err := db.read.QueryContext(ctx, `SELECT id, kind, state, summary, board, type, priority_id, priority, company_id, company, company_code,
  owner, owner_login, entered, closed, updated, sla, in_sla, responded, resolved FROM ticket WHERE `+where, args...)
	if err != nil {
		return nil, err
	}
	var out []*model.Ticket
	scan := newScanner()
	for rows.Next() {
		t := &model.Ticket{}
		if err = scan.scan(rows, t); err != nil {
			break
		}
		out = append(out, t)
	}
	if err := firstOf(err, rows.Err(), rows.Close()); err != nil {
		return nil, err
	}
	slices.SortFunc(out, func(a, b *model.Ticket) int { return cmp.Compare(a.ID, b.ID) })
	return out, nil
}

// scanner reads rows into tickets. database/sql takes each number to text and back on
// its way into a named type; these receivers take what the driver gives as it is.
type scanner struct {
	shared                                        map[string]model.Text // by what many tickets have in common, cleaned once
	id, kind, state, priority, company, inSLA     number
	entered, closed, updated, responded, resolved number
	summary, board, typ, prio, name, code         words
	owner, login, sla                             words
	into                                          []any
}

// number receives an integer; ok is false for NULL.
type number struct {
	n  int64
	ok bool
}

// Scan implements sql.Scanner.
func (n *number) Scan(v any) error {
	switch v := v.(type) {
	case int64:
		*n = number{v, true}
	case nil:
		*n = number{}
	default:
		return errDamaged
	}
	return nil
}

func (n number) time() time.Time { return stamp(sql.NullInt64{Int64: n.n, Valid: n.ok}) }

// words receives a text.
type words string

// Scan implements sql.Scanner.
func (w *words) Scan(v any) error {
	text, ok := v.(string)
	if !ok {
		return errDamaged
	}
	*w = words(text)
	return nil
}

func newScanner() *scanner {
	s := &scanner{shared: map[string]model.Text{}}
	s.into = []any{
		&s.id, &s.kind, &s.state, &s.summary, &s.board, &s.typ, &s.priority, &s.prio, &s.company, &s.name, &s.code,
		&s.owner, &s.login, &s.entered, &s.closed, &s.updated, &s.sla, &s.inSLA, &s.responded, &s.resolved,
	}
	return s
}

func (s *scanner) text(w words) model.Text {
	t, ok := s.shared[string(w)]
	if !ok {
		t = model.Clean(string(w))
		s.shared[string(w)] = t
	}
	return t
}

func (s *scanner) scan(rows *sql.Rows, t *model.Ticket) error {
	if err := rows.Scan(s.into...); err != nil {
		return err
	}
	t.ID, t.Kind, t.Summary = model.TicketID(s.id.n), model.TicketKind(s.kind.n), model.Clean(string(s.summary))
	t.Board.Name, t.Type = s.text(s.board), s.text(s.typ)
	t.Priority.ID, t.Priority.Name = model.PriorityID(s.priority.n), s.text(s.prio)
	t.Company.ID, t.Company.Name, t.Company.Identifier = model.CompanyID(s.company.n), s.text(s.name), s.text(s.code)
	t.Owner.Name, t.Owner.Identifier = s.text(s.owner), s.text(s.login)
	t.Entered, t.ClosedAt, t.Updated = s.entered.time(), s.closed.time(), s.updated.time()
	state := State(s.state.n)
	if t.Closed = state == StateClosed || state == StateMerged && s.closed.ok; state == StateMerged && !s.closed.ok {
		t.Unsaid |= model.FactClosed // it may have been merged without being closed
	}
	t.SLA.Name, t.SLA.HasInSLA, t.SLA.InSLA = s.text(s.sla), s.inSLA.ok, s.inSLA.n != 0
	t.SLA.Respond.Met, t.SLA.Resolve.Met = s.responded.time(), s.resolved.time()
	return nil
}
