package history

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// errUnclosed is a file beside which the end of what was written lies in a journal that
// can't be read in without writing.
var errUnclosed = errors.New("may not be written, and the daybrief that wrote it last was not ended properly: start daybrief once as its owner, or copy it together with its -wal file to a folder where you may write")

// errEarlier is a file that would have to be brought to this version first.
var errEarlier = errors.New("was made by an earlier daybrief and may not be written: start daybrief once as its owner")

// unwritable reports whether a file can't be opened because something of it, or its
// folder, may not be written.
func unwritable(err error) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return true
	}
	return false
}

// openRead opens a file that may not be written. Another daybrief may be writing it:
// then its side files are there and tell what is new. Without them the file is whole
// and does not change.
func openRead(ctx context.Context, o Options) (*DB, error) {
	if f, err := os.Open(o.Path); err != nil {
		return nil, err // it may not be read either
	} else if err := f.Close(); err != nil {
		return nil, err
	}
	more := "&mode=ro&_pragma=query_only(1)"
	if wal, err := os.Stat(o.Path + "-wal"); err != nil || wal.Size() == 0 {
		more += "&immutable=1"
	}
	read, err := sql.Open("sqlite", name(o, more))
	if err != nil {
		return nil, err
	}
	read.SetMaxOpenConns(2)
	db := &DB{o: o, write: read, read: read}
	if err := readable(ctx, db); err != nil {
		if unwritable(err) {
			err = errUnclosed
		}
		return nil, errors.Join(fmt.Errorf("%s %w", o.Path, err), read.Close())
	}
	return db, nil
}

// readable checks whose file it is, as migrate does.
func readable(ctx context.Context, db *DB) error {
	version, app, err := stamps(ctx, db.read)
	if err != nil {
		return err
	}
	switch steps := len(migrations()); {
	case app != applicationID:
		return errForeign
	case version > steps:
		return ErrLater
	case version < steps:
		return errEarlier
	}
	var n int64
	err = db.read.QueryRowContext(ctx, "SELECT count(*) FROM ticket").Scan(&n)
	db.rows.Store(n)
	return err
}
