package history

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// applicationID marks our files among those of other programs ("dayb").
const applicationID = 0x64617962

// ErrLater is a file that a later daybrief has made: it is left alone.
var ErrLater = errors.New("was made by a later daybrief and is left alone")

// errForeign is a database of another program.
var errForeign = errors.New("is a database of another program and is left alone")

// migrations bring a file from each version to the next; their number is the
// version. A step that has been released is never changed.
func migrations() []string {
	return []string{`
CREATE TABLE ticket (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,          -- 0 open, 1 closed, 2 merged, 3 gone from the open list
  summary TEXT NOT NULL,
  board TEXT NOT NULL, status TEXT NOT NULL, type TEXT NOT NULL, priority TEXT NOT NULL,
  company_id INTEGER NOT NULL, company TEXT NOT NULL, company_code TEXT NOT NULL,
  contact_id INTEGER NOT NULL, contact TEXT NOT NULL,
  owner TEXT NOT NULL, owner_login TEXT NOT NULL,
  entered INTEGER, closed INTEGER, updated INTEGER,
  sla TEXT NOT NULL, in_sla INTEGER, responded INTEGER, resolved INTEGER,
  notes TEXT NOT NULL DEFAULT '',
  hash INTEGER NOT NULL,
  seen INTEGER NOT NULL
);
CREATE INDEX ticket_state ON ticket(state, updated);
CREATE VIRTUAL TABLE words USING fts5(
  number, summary, company, contact, owner, board, notes, facet,
  content='', contentless_delete=1, detail=full, prefix='1 2 3 4 5 6 7',
  tokenize='unicode61 remove_diacritics 2');
CREATE TABLE company (id INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, city TEXT NOT NULL, phone TEXT NOT NULL, hash INTEGER NOT NULL);
CREATE TABLE contact (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL, company_id INTEGER NOT NULL, company TEXT NOT NULL);
CREATE TABLE day (
  day TEXT NOT NULL, scope TEXT NOT NULL, key TEXT NOT NULL,
  open INTEGER, breached INTEGER, unassigned INTEGER, replied INTEGER, stale INTEGER, opened INTEGER, closed INTEGER,
  PRIMARY KEY (day, scope, key)) WITHOUT ROWID;
CREATE TABLE replied (ticket INTEGER PRIMARY KEY, since INTEGER, earlier INTEGER NOT NULL);
CREATE TABLE period (key TEXT PRIMARY KEY, at INTEGER NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE mark (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`, `
ALTER TABLE ticket ADD COLUMN priority_id INTEGER NOT NULL DEFAULT 0;
CREATE INDEX ticket_entered ON ticket(entered);
CREATE INDEX ticket_closed ON ticket(closed) WHERE closed IS NOT NULL;
CREATE TABLE span (              -- stretches of which all closings are known
  project INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL,
  skipped INTEGER NOT NULL,      -- records of it that could not be read
  PRIMARY KEY (project, since)) WITHOUT ROWID;
`, `
-- How many bytes of new words are gathered before they are written as a piece of the
-- index: by default 1 MB, of which the first 100,000 tickets make hundreds of pieces that
-- are merged again and again.
INSERT INTO words(words, rank) VALUES('hashsize', 8388608);
`, `
CREATE INDEX ticket_undated ON ticket(updated) WHERE closed IS NULL AND state IN (1, 2); -- closed, and not said when
`}
}

// migrate brings a file to the present version, each step whole or not at all.
func migrate(ctx context.Context, db *sql.DB) error {
	version, app, err := stamps(ctx, db)
	if err != nil {
		return err
	}
	steps := migrations()
	switch {
	case app != applicationID && (app != 0 || version != 0):
		return errForeign
	case version > len(steps):
		return ErrLater
	}
	if app == 0 {
		var tables int
		if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
			return err
		}
		if tables > 0 {
			return errForeign
		}
	}
	for ; version < len(steps); version++ {
		if err := step(ctx, db, version, steps[version]); err != nil {
			return err
		}
	}
	return nil
}

// step makes one version of another. Two programs that start at once take turns:
// the second finds it done.
func step(ctx context.Context, db *sql.DB, from int, text string) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	var now int
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&now); err != nil || now != from {
		return err
	}
	if _, err := tx.ExecContext(ctx, text); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id=%d; PRAGMA user_version=%d", applicationID, from+1)); err != nil {
		return err
	}
	return tx.Commit()
}

// stamps are the two numbers in a file's head that say whose it is.
func stamps(ctx context.Context, db *sql.DB) (version, app int, err error) {
	if err = db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err == nil {
		err = db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&app)
	}
	return version, app, err
}
