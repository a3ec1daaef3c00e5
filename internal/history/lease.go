package history

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// leaseMark names who is filling and until when that is believed.
const leaseMark = "filler"

// lease takes or renews the right to fill; false while another daybrief has it.
// One whose end lies further ahead than it can is of a clock that was set back.
func lease(ctx context.Context, db *DB, name string) (mine bool, err error) {
	err = db.within(ctx, func(tx *sql.Tx) error {
		mine, err = leased(ctx, db, tx, name)
		return err
	})
	return mine, err
}

func leased(ctx context.Context, db *DB, tx *sql.Tx, name string) (bool, error) {
	had, err := mark(ctx, tx, leaseMark)
	if err != nil {
		return false, err
	}
	now := db.o.Now()
	who, until, _ := strings.Cut(had, " ")
	if at, err := strconv.ParseInt(until, 10, 64); err == nil && who != name {
		if left := time.Unix(at, 0).Sub(now); left > 0 && left <= leaseTime+time.Second {
			return false, nil
		}
	}
	return true, setMark(ctx, tx, leaseMark, name+" "+strconv.FormatInt(now.Add(leaseTime).Unix(), 10))
}

// release gives the right back; what can't be given back runs out by itself.
func release(ctx context.Context, db *DB, name string) {
	_ = db.within(ctx, func(tx *sql.Tx) error {
		had, err := mark(ctx, tx, leaseMark)
		if who, _, _ := strings.Cut(had, " "); err != nil || who != name {
			return err
		}
		return setMark(ctx, tx, leaseMark, "")
	})
}

// cursorMark names the slice that is being fetched of a kind.
func cursorMark(project bool) string { return "slice-" + strconv.Itoa(kind(project)) }

// begun is a slice of which pages have been fetched and that is still wanted: all
// of it lies in a gap. nil: there is none.
func begun(ctx context.Context, db *DB, project bool, open []Span) (*slice, error) {
	had, err := mark(ctx, db.read, cursorMark(project))
	if err != nil || had == "" {
		return nil, err
	}
	var from, to, after int64
	s := slice{project: project}
	if n, _ := fmt.Sscan(had, &from, &to, &after, &s.Skipped, &s.pages); n != 5 {
		return nil, nil // somebody else's words: the slice is begun anew
	}
	s.From, s.To, s.after = time.Unix(from, 0).UTC(), time.Unix(to, 0).UTC(), model.TicketID(after)
	for _, g := range open {
		if !s.From.Before(g.From) && !s.To.After(g.To) {
			return &s, nil
		}
	}
	return nil, nil
}

// advance marks what a page has brought: where the next one begins, or that the
// slice is known. Without the lease nothing is marked: another one goes on.
func advance(ctx context.Context, db *DB, name string, s *slice) error {
	return db.within(ctx, func(tx *sql.Tx) error {
		if mine, err := leased(ctx, db, tx, name); err != nil || !mine {
			return err
		}
		if s.after > 0 {
			return setMark(ctx, tx, cursorMark(s.project), fmt.Sprint(s.From.Unix(), s.To.Unix(), int64(s.after), s.Skipped, s.pages))
		}
		had, err := spans(ctx, tx, s.project)
		if err != nil {
			return err
		}
		if err := putSpans(ctx, tx, s.project, joined(had, s.Span)); err != nil {
			return err
		}
		return setMark(ctx, tx, cursorMark(s.project), "")
	})
}
