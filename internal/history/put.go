package history

import (
	"context"
	"database/sql"
	"runtime"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// batchRows is how many tickets go into one transaction: one that is killed
// loses at most so many, and other programs wait for a second or so. Each makes a
// piece of the index, and pieces have to be merged: with 1,000 that took a third more.
const batchRows = 4000

// maxNotes is how much of a ticket's conversation is kept, in bytes.
const maxNotes = 32 << 10

// PutTickets writes tickets in their latest state, seen at a time. It returns how
// many of them were new or changed.
func (db *DB) PutTickets(ctx context.Context, tickets []*model.Ticket, seen time.Time, zone *time.Location) (changed int, err error) {
	for len(tickets) > 0 {
		n := min(len(tickets), batchRows)
		wrote, err := db.putBatch(ctx, tickets[:n], seen, zone)
		changed += wrote
		if err != nil {
			return changed, err
		}
		tickets = tickets[n:]
	}
	return changed, db.bound(ctx)
}

// within runs do in one transaction of the writer.
func (db *DB) within(ctx context.Context, do func(tx *sql.Tx) error) error {
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		_ = tx.Rollback()
		return err
	}
	return tx.Commit()
}

// fresh are the tickets of a batch that differ from what is kept. Reading first
// costs no write lock: an unchanged poll does not touch the disk.
func (db *DB) fresh(ctx context.Context, tickets []*model.Ticket) ([]*model.Ticket, error) {
	known := make(map[int64]int64, len(tickets))
	ids := make([]any, len(tickets))
	for i, t := range tickets {
		ids[i] = int64(t.ID)
	}
	rows, err := db.read.QueryContext(ctx, "SELECT id, hash FROM ticket WHERE id IN (?"+strings.Repeat(",?", len(ids)-1)+")", ids...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var id, hash int64
		if err := rows.Scan(&id, &hash); err != nil {
			return nil, err
		}
		known[id] = hash
	}
	var out []*model.Ticket
	for _, t := range tickets {
		if hash, ok := known[int64(t.ID)]; !ok || hash != fingerprint(t) {
			out = append(out, t)
		}
	}
	return out, rows.Err()
}

func (db *DB) putBatch(ctx context.Context, tickets []*model.Ticket, seen time.Time, zone *time.Location) (int, error) {
	tickets, err := db.fresh(ctx, tickets)
	if err != nil || len(tickets) == 0 {
		return 0, err
	}
	wrote, added := 0, 0
	err = db.within(ctx, func(tx *sql.Tx) error {
		put, err := newPutter(ctx, tx, zone)
		if err != nil {
			return err
		}
		for i, t := range tickets {
			if i%yieldEvery == 0 {
				runtime.Gosched() // a frame that waits for a processor goes first
			}
			ok, isNew, err := put.ticket(ctx, t, seen)
			if err != nil {
				return err
			}
			if ok {
				wrote++
			}
			if isNew {
				added++
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	db.rows.Add(int64(added))
	return wrote, nil
}

// yieldEvery is after how many tickets, some three milliseconds, others may go first.
// Each time wakes threads, which an idle program should not.
const yieldEvery = 16

// putter holds the statements of one transaction; they end with it.
type putter struct {
	zone                       *time.Location
	notes, row, words, contact *sql.Stmt
}

func newPutter(ctx context.Context, tx *sql.Tx, zone *time.Location) (p putter, err error) {
	p.zone = zone
	for _, s := range []struct {
		to   **sql.Stmt
		text string
	}{
		{&p.notes, "SELECT notes FROM ticket WHERE id=?"},
		{&p.row, putTicket},
		{&p.words, putWords},
		{&p.contact, `INSERT INTO contact (id, name, email, phone, company_id, company) VALUES (?,?,?,?,?,?)
ON CONFLICT (id) DO UPDATE SET name=excluded.name, email=excluded.email, phone=excluded.phone, company_id=excluded.company_id, company=excluded.company`},
	} {
		if *s.to, err = tx.PrepareContext(ctx, s.text); err != nil {
			return p, err
		}
	}
	return p, nil
}

const putWords = "INSERT OR REPLACE INTO words (rowid, number, summary, company, contact, owner, board, notes, facet) VALUES (?,?,?,?,?,?,?,?,?)"

// ticket writes one ticket with its words; isNew says that it was not known.
func (p *putter) ticket(ctx context.Context, t *model.Ticket, seen time.Time) (wrote, isNew bool, err error) {
	var notes string
	switch err := p.notes.QueryRowContext(ctx, int64(t.ID)).Scan(&notes); err {
	case nil:
	case sql.ErrNoRows:
		isNew = true
	default:
		return false, false, err
	}
	done, err := p.row.ExecContext(ctx, columns(t, seen)...)
	if err != nil {
		return false, false, err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return false, false, err // what is kept is newer
	}
	if _, err := p.words.ExecContext(ctx, int64(t.ID), strconv.FormatInt(int64(t.ID), 10), t.Summary.String(),
		t.Company.Label().String()+" "+t.Company.Identifier.String(), t.Contact.Name.String()+" "+t.ContactEmail.String(),
		t.Owner.Label().String()+" "+t.Owner.Identifier.String(), t.Board.Name.String(), notes,
		facet(stateOf(t), t.ClosedAt, int64(t.Company.ID), p.zone)); err != nil {
		return false, false, err
	}
	if t.Contact.ID > 0 && !t.Contact.Name.IsEmpty() {
		_, err = p.contact.ExecContext(ctx, int64(t.Contact.ID), t.Contact.Name.String(), t.ContactEmail.String(), t.ContactPhone.String(),
			int64(t.Company.ID), t.Company.Label().String())
	}
	return true, isNew, err
}

// PutNotes keeps the text of a ticket's conversation that was read, so that it
// can be found. Of a ticket that is not known nothing is kept.
func (db *DB) PutNotes(ctx context.Context, id model.TicketID, text string, zone *time.Location) error {
	if len(text) > maxNotes {
		text = strings.ToValidUTF8(text[:maxNotes], "")
	}
	return db.within(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, "UPDATE ticket SET notes=? WHERE id=? AND notes<>?", text, int64(id), text)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return reword(ctx, tx, int64(id), zone)
	})
}

// reword writes the words of a ticket anew from what is kept of it.
func reword(ctx context.Context, tx *sql.Tx, id int64, zone *time.Location) error {
	var summary, company, code, contact, owner, login, board, notes, email string
	var state State
	var companyID int64
	var closed sql.NullInt64
	err := tx.QueryRowContext(ctx, `SELECT t.summary, t.company, t.company_code, t.contact, t.owner, t.owner_login, t.board, t.notes, t.state,
  t.company_id, t.closed, coalesce(c.email, '') FROM ticket t LEFT JOIN contact c ON c.id = t.contact_id WHERE t.id=?`, id).
		Scan(&summary, &company, &code, &contact, &owner, &login, &board, &notes, &state, &companyID, &closed, &email)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, putWords, id, strconv.FormatInt(id, 10), summary, company+" "+code, contact+" "+email, owner+" "+login, board, notes,
		facet(state, stamp(closed), companyID, zone))
	return err
}

// stamp is a time that was kept; zero for NULL.
func stamp(n sql.NullInt64) time.Time {
	if !n.Valid {
		return time.Time{}
	}
	return time.Unix(n.Int64, 0).UTC()
}

// Departed marks tickets of a kind that were open and are not among the open ones
// any more. It must be given the whole list and when that was made; what was seen
// later, by another daybrief, is left alone.
func (db *DB) Departed(ctx context.Context, project bool, open map[model.TicketID]bool, at time.Time, zone *time.Location) (int, error) {
	kinds := "kind = 0"
	if project {
		kinds = "kind > 0"
	}
	rows, err := db.read.QueryContext(ctx, "SELECT id FROM ticket WHERE state = 0 AND seen <= ? AND "+kinds, at.Unix())
	if err != nil {
		return 0, err
	}
	var gone []int64
	for rows.Next() {
		var id int64
		if err = rows.Scan(&id); err != nil {
			break
		}
		if !open[model.TicketID(id)] {
			gone = append(gone, id)
		}
	}
	if err := firstOf(err, rows.Err(), rows.Close()); err != nil || len(gone) == 0 {
		return 0, err
	}
	return len(gone), db.within(ctx, func(tx *sql.Tx) error {
		for _, id := range gone {
			// The fingerprint goes as well: it may come back just as it was.
			if _, err := tx.ExecContext(ctx, "UPDATE ticket SET state=3, hash=0 WHERE id=? AND state=0", id); err != nil {
				return err
			}
			if err := reword(ctx, tx, id, zone); err != nil {
				return err
			}
		}
		return nil
	})
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
