package history

import (
	"context"
	"database/sql"
	"time"

	"daybrief/model"
)

// bound removes what is over the limits: the tickets that are not open and were
// touched longest ago first. Open ones stay, however many there are.
func (db *DB) bound(ctx context.Context) error {
	if over := db.Rows() - db.o.MaxRows; db.o.MaxRows > 0 && over > 0 {
		// A hundredth more, so that not every ticket costs a removal.
		return db.remove(ctx, "SELECT id, coalesce(updated, 0) FROM ticket WHERE state > 0 ORDER BY coalesce(updated, 0), id LIMIT ?", over+db.o.MaxRows/100)
	}
	return nil
}

// newest is the latest change that the server has told of; zero for none.
func newest(ctx context.Context, read *sql.DB) (time.Time, error) {
	var at sql.NullInt64
	err := read.QueryRowContext(ctx, `SELECT max(at) FROM (SELECT max(updated) at FROM ticket WHERE state=0
		UNION ALL SELECT max(updated) FROM ticket WHERE state=1 UNION ALL SELECT max(updated) FROM ticket WHERE state=2 UNION ALL SELECT max(updated) FROM ticket WHERE state=3)`).Scan(&at)
	if err != nil || !at.Valid {
		return time.Time{}, err
	}
	return time.Unix(at.Int64, 0), nil
}

// Expire removes closed tickets, counts and periods that are older than is to be
// kept. Their age is measured from the latest change that the server has told of: a
// computer whose clock is years ahead of it would remove everything, and counts of the
// past come from nowhere else.
func (db *DB) Expire(ctx context.Context) error {
	if db.o.KeepDays <= 0 {
		return nil
	}
	latest, err := newest(ctx, db.read)
	if err != nil || latest.IsZero() {
		return err
	}
	before := model.Sooner(db.o.Now(), latest).AddDate(0, 0, -db.o.KeepDays)
	if err := db.remove(ctx, "SELECT id, updated FROM ticket WHERE state > 0 AND updated < ?", before.Unix()); err != nil {
		return err
	}
	day := model.CalendarDay(before, time.UTC).Format(time.DateOnly)
	var n int
	old := "SELECT (SELECT count(*) FROM day WHERE day < ?) + (SELECT count(*) FROM period WHERE at < ?)"
	if err := db.read.QueryRowContext(ctx, old, day, before.Unix()).Scan(&n); err != nil || n == 0 {
		return err // nothing to remove: the disk is not touched
	}
	return db.within(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM day WHERE day < ?", day); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM period WHERE at < ?", before.Unix())
		return err
	})
}

// remove removes the tickets that a query names with when they were touched, some
// at a time. What was closed up to then is no longer known whole.
func (db *DB) remove(ctx context.Context, query string, args ...any) error {
	rows, err := db.read.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	var ids []int64
	var latest int64
	for rows.Next() {
		var id, at int64
		if err = rows.Scan(&id, &at); err != nil {
			break
		}
		ids, latest = append(ids, id), max(latest, at)
	}
	if err := firstOf(err, rows.Err(), rows.Close()); err != nil || len(ids) == 0 {
		return err
	}
	// First what is said to be known, then what is known: an end in between says
	// too little.
	if err := db.ForgetBefore(ctx, time.Unix(latest+1, 0)); err != nil {
		return err
	}
	for len(ids) > 0 {
		n := min(len(ids), batchRows)
		if err := db.within(ctx, func(tx *sql.Tx) error { return removeAll(ctx, tx, ids[:n]) }); err != nil {
			return err
		}
		db.rows.Add(int64(-n))
		ids = ids[n:]
	}
	return nil
}

func removeAll(ctx context.Context, tx *sql.Tx, ids []int64) error {
	for _, id := range ids {
		for _, text := range []string{"DELETE FROM words WHERE rowid=?", "DELETE FROM ticket WHERE id=?"} {
			if _, err := tx.ExecContext(ctx, text, id); err != nil {
				return err
			}
		}
	}
	return nil
}
