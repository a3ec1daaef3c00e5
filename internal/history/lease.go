package history

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// leaseMark names who is filling and until when that is believed.
const leaseMark = "filler"

// lease takes or renews the right to fill; false while another daybrief has it.
// One whose end lies further ahead than it can is of a clock that was set back, and one
// of a process of this machine that is not there any more is nobody's.
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
	words := append(strings.Fields(had), "", "", "", "") // who, until when, on which machine, in which process
	if at, err := strconv.ParseInt(words[1], 10, 64); err == nil && words[0] != name && !ended(words[2], words[3]) {
		if left := time.Unix(at, 0).Sub(now); left > 0 && left <= leaseTime+time.Second {
			return false, nil
		}
	}
	return true, setMark(ctx, tx, leaseMark, strings.Join([]string{name, strconv.FormatInt(now.Add(leaseTime).Unix(), 10), machine(), strconv.Itoa(os.Getpid())}, " "))
}

// ended reports whether a process of this machine is known not to run any more. Of one
// of another machine nothing is known.
func ended(where, process string) bool {
	pid, err := strconv.Atoi(process)
	return err == nil && pid > 0 && where != "" && where == machine() && !alive(pid)
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
		if err := putSpans(ctx, tx, s.project, joined(upTo(had, db.o.Now()), s.Span)); err != nil {
			return err
		}
		return setMark(ctx, tx, cursorMark(s.project), "")
	})
}
