package history

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strconv"
	"time"

	"daybrief/model"
)

// Known is the stretch, up to the latest mark, since which all closings are known
// without a gap. What was entered, closed and open on a day of it follows from the
// tickets.
type Known struct {
	From, To time.Time // zero: nothing is known
	// Service and Project are the kinds that it holds for.
	Service, Project bool
	// Skipped counts records that could not be read.
	Skipped int
	// Unseen is what the keys could not see.
	Unseen Unseen
}

// Has reports whether it covers [from, to).
func (k Known) Has(from, to time.Time) bool {
	return !k.From.IsZero() && !from.Before(k.From) && !to.After(k.To)
}

// edgeApart is how far the marks of both kinds may be apart at their end for both
// to be read: polling marks them at different moments.
const edgeApart = 48 * time.Hour

// Known finds that stretch. A kind that was never listed, because the role may not
// see it, is left out; so is one that has not been listed lately.
func (db *DB) Known(ctx context.Context) (k Known, err error) {
	var ends [2]Span
	var latest time.Time
	for i, project := range []bool{false, true} {
		list, err := db.Spans(ctx, project)
		if err != nil {
			return k, err
		}
		if len(list) == 0 {
			continue
		}
		ends[i] = list[len(list)-1]
		for n := len(list) - 2; n >= 0 && list[n].To.Equal(ends[i].From); n-- {
			ends[i].From, ends[i].Skipped = list[n].From, ends[i].Skipped+list[n].Skipped
		}
		latest = model.Later(latest, ends[i].To)
	}
	for i, e := range ends {
		if e.To.IsZero() || latest.Sub(e.To) > edgeApart {
			continue
		}
		if k.From.IsZero() {
			k.From, k.To = e.From, e.To
		}
		k.From, k.To, k.Skipped = model.Later(k.From, e.From), model.Sooner(k.To, e.To), k.Skipped+e.Skipped
		k.Service, k.Project = k.Service || i == 0, k.Project || i == 1
	}
	if !k.From.Before(k.To) {
		return Known{}, nil
	}
	k.Unseen, err = db.Unseen(ctx)
	return k, err
}

// Flow is what came and went on a day, and what was open when it ended.
type Flow struct{ Opened, Closed, Open int }

// Flows are those of days that begin at the given moments; the last of them is the
// end of the last day. undated counts tickets of which it is not known when they
// came: they are closed on a day, and neither opened nor open on any. Tickets count where they belong now, whoever had them
// then; ones that left the list without being closed (deleted, merged) never
// count. All of the days must be known (Known).
func (db *DB) Flows(ctx context.Context, scope Scope, key string, starts []time.Time) (days []Flow, undated int, err error) {
	all, undated, err := flows(ctx, db, scoped{scope, key}, false, starts)
	if err != nil {
		return nil, 0, err
	}
	if days = all[0]; days == nil {
		days = make([]Flow, len(starts)-1)
	}
	return days, undated, nil
}

// CompanyFlows are Flows by company; under 0 stand those of all tickets. unended are
// those of Unended, of all companies.
func (db *DB) CompanyFlows(ctx context.Context, starts []time.Time) (by map[model.CompanyID][]Flow, unended []int, err error) {
	if by, _, err = flows(ctx, db, scoped{}, true, starts); err == nil {
		unended, _, err = db.Unended(ctx, ScopeAll, "", starts)
	}
	return by, unended, err
}

// Unended counts, for each of the days that begin at the given moments, the tickets
// that may have been closed on it: the server does not say when, and what is known
// does not tell. They are closed and open on no day. all counts each of them once.
func (db *DB) Unended(ctx context.Context, scope Scope, key string, starts []time.Time) (days []int, all int, err error) {
	if len(starts) < 2 {
		return nil, 0, nil
	}
	where, args := scoped{scope, key}.where()
	rows, err := db.read.QueryContext(ctx, "SELECT entered, updated FROM ticket INDEXED BY ticket_undated WHERE closed IS NULL AND state IN (1, 2)"+where, args...)
	if err != nil {
		return nil, 0, err
	}
	days = make([]int, len(starts)-1)
	for rows.Next() {
		var entered, updated sql.NullInt64
		if err = rows.Scan(&entered, &updated); err != nil {
			break
		}
		t, some := model.Ticket{Entered: stamp(entered), Updated: stamp(updated)}, false
		for i := range days {
			if _, known := t.EndedIn(starts[i], starts[i+1]); !known {
				days[i]++
				some = true
			}
		}
		if some {
			all++
		}
	}
	return days, all, firstOf(err, rows.Err(), rows.Close())
}

// flows adds up lists of days, under 0 and by company.
func flows(ctx context.Context, db *DB, of scoped, byCompany bool, starts []time.Time) (map[model.CompanyID][]Flow, int, error) {
	if len(starts) < 2 {
		return nil, 0, errors.New("there is no day to count")
	}
	where, args := of.where()
	rows, err := db.read.QueryContext(ctx, `SELECT entered, CASE WHEN state = 0 THEN NULL ELSE coalesce(closed, updated) END, state > 0 AND closed IS NULL, company_id FROM ticket
WHERE (state = 0 OR state < 3 AND (closed >= ? OR closed IS NULL AND updated >= ?))`+where, append([]any{starts[0].Unix(), starts[0].Unix()}, args...)...)
	if err != nil {
		return nil, 0, err
	}
	edges := make([]int64, len(starts))
	for i, at := range starts {
		edges[i] = at.Unix()
	}
	sums, undated := map[model.CompanyID][]Flow{}, 0
	for rows.Next() {
		var entered, closed sql.NullInt64
		var company model.CompanyID
		var unsaid bool // when it was closed; closed is its last change then
		if err = rows.Scan(&entered, &closed, &unsaid, &company); err != nil {
			break
		}
		f := flow{edges, entered, closed, unsaid && !sameDay(edges, entered, closed)}
		if !entered.Valid {
			undated++
		}
		f.tallied(sums, 0)
		if byCompany && company > 0 {
			f.tallied(sums, company)
		}
	}
	return sums, undated, firstOf(err, rows.Err(), rows.Close())
}

// sameDay reports whether a ticket came and was last changed on the same day: then
// it was closed on it, too.
func sameDay(edges []int64, entered, updated sql.NullInt64) bool {
	return entered.Valid && updated.Valid && entered.Int64 <= updated.Int64 && dayOf(edges, entered.Int64) == dayOf(edges, updated.Int64)
}

// flow is a ticket that came, and mostly went.
type flow struct {
	edges           []int64 // of the days
	entered, closed sql.NullInt64
	unended         bool // it is not known on which day it went: then it is open on none
}

// tallied adds a ticket to the days of a company. Of one of which it is not known
// when it came, it is known when it went.
func (f flow) tallied(sums map[model.CompanyID][]Flow, id model.CompanyID) {
	edges, entered, closed := f.edges, f.entered, f.closed
	days := sums[id]
	if days == nil {
		days = make([]Flow, len(edges)-1)
		sums[id] = days
	}
	came := dayOf(edges, entered.Int64) // -1: before the first
	if entered.Valid && came >= 0 && came < len(days) {
		days[came].Opened++
	}
	if f.unended {
		return
	}
	gone := len(days)
	if closed.Valid {
		if at := dayOf(edges, closed.Int64); at >= 0 && at < len(days) {
			days[at].Closed++
			gone = at
		}
	}
	for i := max(came, 0); entered.Valid && i < gone; i++ {
		days[i].Open++
	}
}

// dayOf is the day in which a moment lies; -1 before the first, their number after
// the last.
func dayOf(edges []int64, at int64) int {
	i, exact := slices.BinarySearch(edges, at)
	if !exact {
		i--
	}
	return i
}

// where is the condition of a scope.
func (s scoped) where() (text string, args []any) {
	switch s.scope {
	case ScopeBoard:
		return " AND board = ? COLLATE NOCASE", []any{s.key}
	case ScopeOwner:
		return " AND owner_login = ? COLLATE NOCASE", []any{s.key}
	case ScopeCompany:
		id, err := strconv.ParseInt(s.key, 10, 64)
		if err != nil {
			return " AND 0", nil
		}
		return " AND company_id = ?", []any{id}
	}
	return "", nil
}
