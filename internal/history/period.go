package history

import (
	"context"
	"database/sql"
	"errors"
)

// Period is what PutPeriod kept under a key; false when there is nothing. The key
// must name everything that the value depends on.
func (db *DB) Period(ctx context.Context, key string) ([]byte, bool, error) {
	var body []byte
	err := db.read.QueryRowContext(ctx, "SELECT body FROM period WHERE key=?", key).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	return body, err == nil, err
}

// mostPeriods bounds what is kept of closed periods, in bytes: what was kept
// longest ago makes room.
const mostPeriods = 64 << 20

// PutPeriod keeps the closed period of a report.
func (db *DB) PutPeriod(ctx context.Context, key string, body []byte) error {
	return db.within(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO period (key, at, body) VALUES (?,?,?)", key, db.o.Now().Unix(), body); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM period WHERE key IN (
  SELECT key FROM (SELECT key, sum(length(body)) OVER (ORDER BY at DESC, key) AS size FROM period) WHERE size > ?)`, mostPeriods)
		return err
	})
}
