package history

import (
	"context"
	"database/sql"
	"errors"
)

// mark is a word that was kept under a name; empty when there is none.
func mark(ctx context.Context, db interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}, name string) (value string, err error) {
	err = db.QueryRowContext(ctx, "SELECT value FROM mark WHERE name=?", name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, err
}

// putMark keeps a word under a name; an empty one removes it. What is so already
// is not written.
func putMark(ctx context.Context, db *DB, name, value string) error {
	had, err := mark(ctx, db.read, name)
	if err != nil || had == value {
		return err
	}
	return db.within(ctx, func(tx *sql.Tx) error { return setMark(ctx, tx, name, value) })
}

func setMark(ctx context.Context, tx *sql.Tx, name, value string) error {
	if value == "" {
		_, err := tx.ExecContext(ctx, "DELETE FROM mark WHERE name=?", name)
		return err
	}
	_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO mark (name, value) VALUES (?,?)", name, value)
	return err
}
