package history

import (
	"context"
	"database/sql"
	"time"

	"daybrief/model"
)

// Scope says what a row of counts is about; ScopeAll has no key.
type Scope string

// The scopes. Keys: a board's name (ids differ by board kind), a company's id, a
// member's login, all as text.
const (
	ScopeAll     Scope = ""
	ScopeBoard   Scope = "board"
	ScopeCompany Scope = "company"
	ScopeOwner   Scope = "owner"
)

// Counts are the tickets of one day. Open, Breached, Unassigned, Replied and
// Stale are as the day was last looked at, the others are of the whole day. nil
// is not known.
type Counts struct {
	Open, Breached, Unassigned, Replied, Stale, Opened, Closed *int
}

func (c *Counts) fields() []**int {
	return []**int{&c.Open, &c.Breached, &c.Unassigned, &c.Replied, &c.Stale, &c.Opened, &c.Closed}
}

// DayCounts is a row of counts.
type DayCounts struct {
	Day   time.Time // midnight UTC of the calendar day (model.CalendarDay)
	Scope Scope
	Key   string
	Counts
}

// PutDays writes rows of counts over those of the same day, scope and key. What
// is nil in them leaves what is known.
func (db *DB) PutDays(ctx context.Context, rows []DayCounts) error {
	if len(rows) == 0 {
		return nil
	}
	return db.within(ctx, func(tx *sql.Tx) error {
		for _, r := range rows {
			args := []any{r.Day.Format(time.DateOnly), string(r.Scope), r.Key}
			for _, f := range r.fields() {
				args = append(args, nullable(*f))
			}
			if _, err := tx.ExecContext(ctx, putDay, args...); err != nil {
				return err
			}
		}
		return nil
	})
}

const putDay = `INSERT INTO day (day, scope, key, open, breached, unassigned, replied, stale, opened, closed) VALUES (?,?,?,?,?,?,?,?,?,?)
ON CONFLICT (day, scope, key) DO UPDATE SET open=coalesce(excluded.open, open), breached=coalesce(excluded.breached, breached),
  unassigned=coalesce(excluded.unassigned, unassigned), replied=coalesce(excluded.replied, replied), stale=coalesce(excluded.stale, stale),
  opened=coalesce(excluded.opened, opened), closed=coalesce(excluded.closed, closed)`

func nullable(n *int) any {
	if n == nil {
		return nil
	}
	return *n
}

// Days are the rows of a scope and key from one day to another, both included,
// the oldest first. Days without a row were not looked at: they are not known.
func (db *DB) Days(ctx context.Context, scope Scope, key string, from, to time.Time) ([]DayCounts, error) {
	rows, err := db.read.QueryContext(ctx, `SELECT day, open, breached, unassigned, replied, stale, opened, closed FROM day
WHERE scope=? AND key=? COLLATE NOCASE AND day BETWEEN ? AND ? ORDER BY day`, string(scope), key, from.Format(time.DateOnly), to.Format(time.DateOnly))
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []DayCounts
	for rows.Next() {
		d := DayCounts{Scope: scope, Key: key}
		var day string
		var n [7]sql.NullInt64
		if err := rows.Scan(&day, &n[0], &n[1], &n[2], &n[3], &n[4], &n[5], &n[6]); err != nil {
			return nil, err
		}
		if d.Day, err = time.Parse(time.DateOnly, day); err != nil {
			return nil, errDamaged
		}
		for i, f := range d.fields() {
			if n[i].Valid {
				v := int(n[i].Int64)
				*f = &v
			}
		}
		out = append(out, d)
	}
	return out, rows.Err()
}

// OpenedBetween counts the kept tickets that were entered in [from, to): the
// usual of a weekday and hour is a mean of a few of these. A stretch before the
// first ticket that is kept is not known: false.
func (db *DB) OpenedBetween(ctx context.Context, from, to time.Time) (int, bool, error) {
	var n int
	var first sql.NullInt64
	err := db.read.QueryRowContext(ctx, "SELECT count(*) FROM ticket WHERE entered >= ? AND entered < ?", from.Unix(), to.Unix()).Scan(&n)
	if err == nil {
		err = db.read.QueryRowContext(ctx, "SELECT min(entered) FROM ticket").Scan(&first)
	}
	return n, err == nil && first.Valid && first.Int64 <= from.Unix(), err
}

// CountDay counts the tickets of a snapshot on the local day of now, in all and
// by board, company and owner. It is nil when the tickets were not confirmed on
// that day: yesterday's picture says nothing about today. stale judges a ticket;
// nil leaves that unknown.
func CountDay(s *model.Snapshot, l *model.Lookup, now time.Time, zone *time.Location, stale func(*model.Ticket) bool) []DayCounts {
	c := tally{day: model.CalendarDay(now, zone), zone: zone, at: map[scoped]int{}, lookup: l, stale: stale, now: now}
	any := false
	for _, f := range []model.Fresh[[]*model.Ticket]{s.ServiceTickets, s.ProjectTickets} {
		if !f.Known() {
			continue // never had: the role may not see them
		}
		if !model.CalendarDay(f.At, zone).Equal(c.day) {
			return nil
		}
		any = true
	}
	if !any {
		return nil
	}
	c.closedKnown = !(s.ServiceTickets.Known() && !s.ClosedService.Known() || s.ProjectTickets.Known() && !s.ClosedProject.Known())
	c.row(scoped{ScopeAll, ""})
	for t := range s.Open {
		c.open(t)
	}
	for t := range s.ClosedTickets {
		c.closed(t)
	}
	return c.rows
}
