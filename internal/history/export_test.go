package history

import (
	"context"
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
