package history

import (
	"context"
	"strconv"
	"testing"
	"time"

	"daybrief/model"
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

// Still is a Recorder without its goroutine: Step does what it would do next.
func Still(t testing.TB, o RecorderOptions) *Recorder {
	t.Helper()
	r := &Recorder{o: o}
	r.Adopt(o.Counting)
	r.ctx, r.cancel = context.WithCancel(t.Context())
	t.Cleanup(func() {
		r.cancel()
		if db := r.DB(); db != nil {
			_ = db.Close()
		}
	})
	return r
}

// Step writes a snapshot; end: as the last one.
func Step(r *Recorder, s *model.Snapshot, end bool) error {
	r.latest.Store(s)
	return r.snapshot(end)
}

// Commits counts the transactions that do commits, as another connection sees
// them: at most one between two looks.
func Commits(t testing.TB, db *DB, do func(look func())) (n int) {
	t.Helper()
	conn, err := db.read.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	version := func() (v int) {
		if err := conn.QueryRowContext(t.Context(), "PRAGMA data_version").Scan(&v); err != nil {
			t.Fatal(err)
		}
		return v
	}
	was := version()
	do(func() {
		if v := version(); v != was {
			n, was = n+1, v
		}
	})
	return n
}

// UndatedPlan is how the closed tickets without a day of closing are counted.
func UndatedPlan(t testing.TB, db *DB) (plan string) {
	t.Helper()
	var a, b, c int
	if err := db.read.QueryRowContext(t.Context(), "EXPLAIN QUERY PLAN "+countUndated).Scan(&a, &b, &c, &plan); err != nil {
		t.Fatal(err)
	}
	return plan
}

// OpenRead opens a file as one that may not be written.
func OpenRead(ctx context.Context, o Options) (*DB, error) { return openRead(ctx, o) }

// Stamp makes a file one of another version.
func Stamp(t testing.TB, path string, version int) {
	t.Helper()
	db, err := openOnce(t.Context(), Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.write.ExecContext(t.Context(), "PRAGMA user_version="+strconv.Itoa(version)); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// FilledBy says who fills a history, as its mark does.
func FilledBy(t testing.TB, db *DB, value string) {
	t.Helper()
	if err := putMark(t.Context(), db, leaseMark, value); err != nil {
		t.Fatal(err)
	}
}

// Lease takes the right to fill.
func Lease(t testing.TB, db *DB, name string) bool {
	t.Helper()
	mine, err := lease(t.Context(), db, name)
	if err != nil {
		t.Fatal(err)
	}
	return mine
}

// Machine is the name of this machine in marks.
func Machine() string { return machine() }

// CountIn says that a day was counted in a zone.
func CountIn(t testing.TB, db *DB, zone *time.Location, day time.Time) {
	t.Helper()
	if err := countingIn(t.Context(), db, zone, day); err != nil {
		t.Fatal(err)
	}
}
