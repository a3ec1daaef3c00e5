package history

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"daybrief/model"
)

// Hit is a ticket that was found.
type Hit struct {
	ID                                                        model.TicketID
	Kind                                                      model.TicketKind
	State                                                     State
	Summary, Company, Contact, Owner, Board, Status, Priority model.Text
	CompanyID                                                 model.CompanyID
	// Zero where the server did not say.
	Entered, ClosedAt, Updated time.Time
}

// Found is the answer to a search: the open tickets first, then the others, each
// the highest number first. More says that there are more than were asked for.
type Found struct {
	Hits []Hit
	More bool
	// Undated are the closed tickets that a question about the day of closing can't
	// find, since it is not known; 0 for other questions.
	Undated int
}

// Said is what else is to be known about an answer, as a sentence; "": nothing.
func (f Found) Said() string {
	if f.Undated == 0 {
		return ""
	}
	return model.Counted(f.Undated, "closed ticket") + " of which it is not known when they were closed can't be found by closed:."
}

const hitColumns = `t.id, t.kind, t.state, t.summary, t.company, t.contact, t.owner, t.board, t.status, t.priority, t.company_id, t.entered, t.closed, t.updated`

// countUndated names its index: the planner takes the one by state, which has it read
// every closed ticket at each key press.
const countUndated = "SELECT count(*) FROM ticket INDEXED BY ticket_undated WHERE closed IS NULL AND state IN (1, 2)"

// Search answers a query with at most limit tickets. Only as many are read as are
// asked for, which is why it does not know how many there are in all.
func (db *DB) Search(ctx context.Context, q Query, limit int) (Found, error) {
	var out Found
	if q.Empty() || limit <= 0 {
		return out, nil
	}
	if q.dated {
		if err := db.read.QueryRowContext(ctx, countUndated).Scan(&out.Undated); err != nil {
			return out, err
		}
	}
	for _, part := range []string{"zxopen", "zxdone"} {
		hits, err := db.searchPart(ctx, "facet : "+part+" AND ("+q.match+")", limit+1-len(out.Hits))
		if err != nil {
			return Found{}, err
		}
		out.Hits = append(out.Hits, hits...)
		if len(out.Hits) > limit {
			return Found{out.Hits[:limit], true, out.Undated}, nil
		}
	}
	return out, nil
}

func (db *DB) searchPart(ctx context.Context, match string, limit int) ([]Hit, error) {
	rows, err := db.read.QueryContext(ctx, `SELECT `+hitColumns+` FROM
  (SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?) w JOIN ticket t ON t.id = w.rowid ORDER BY t.id DESC`, match, limit)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []Hit
	for rows.Next() {
		h, err := scanHit(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, h)
	}
	return out, rows.Err()
}

// Ticket is the ticket with this number; false when it was never seen.
func (db *DB) Ticket(ctx context.Context, id model.TicketID) (Hit, bool, error) {
	h, err := scanHit(db.read.QueryRowContext(ctx, "SELECT "+hitColumns+" FROM ticket t WHERE t.id=?", int64(id)))
	if errors.Is(err, sql.ErrNoRows) {
		return Hit{}, false, nil
	}
	return h, err == nil, err
}

// scanHit reads a row. What lies on a disk is as untrusted as a reply: texts are
// cleaned again.
func scanHit(row interface{ Scan(...any) error }) (h Hit, err error) {
	var entered, closed, updated sql.NullInt64
	err = row.Scan(&h.ID, &h.Kind, &h.State, text{&h.Summary}, text{&h.Company}, text{&h.Contact}, text{&h.Owner}, text{&h.Board},
		text{&h.Status}, text{&h.Priority}, &h.CompanyID, &entered, &closed, &updated)
	h.Entered, h.ClosedAt, h.Updated = stamp(entered), stamp(closed), stamp(updated)
	return h, err
}

// text reads a column into a model.Text.
type text struct{ to *model.Text }

// Scan implements sql.Scanner.
func (t text) Scan(v any) error {
	switch s := v.(type) {
	case string:
		*t.to = model.Clean(s)
	case []byte:
		*t.to = model.Clean(string(s))
	case nil:
		*t.to = model.Text{}
	default:
		return errDamaged
	}
	return nil
}
