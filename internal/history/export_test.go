package history

import (
	"testing"
	"time"
)

// FillDisk leaves a history no page to grow by, as a full disk does (SQLite
// answers SQLITE_FULL for both), until the answer is called.
func FillDisk(t testing.TB, db *DB) (free func()) {
	t.Helper()
	limit := func(text string) {
		var n int
		if err := db.write.QueryRowContext(t.Context(), text).Scan(&n); err != nil {
			t.Fatal(err)
		}
	}
	limit("PRAGMA max_page_count=1")
	return func() { limit("PRAGMA max_page_count=1000000") }
}

// Finish is Close on a machine that may be busy with other tests: the half second
// of Close is for people, and what is not written by then is written at the next
// start.
func Finish(r *Recorder) { r.end(time.Minute) }
