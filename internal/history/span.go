package history

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"daybrief/model"
)

// Span is a stretch of time, [From, To), of which all closings of a kind of
// tickets are known, but for Skipped records that could not be read. From the
// tickets that are open now and all closings since a moment follows how many were
// entered, closed and open on every day since.
type Span struct {
	From, To time.Time
	Skipped  int
}

// Spans are the stretches that are known of a kind, the oldest first; none of
// them overlap.
func (db *DB) Spans(ctx context.Context, project bool) ([]Span, error) {
	list, err := spans(ctx, db.read, project)
	return upTo(list, db.o.Now()), err
}

// upTo are spans without what lies ahead, which only a clock that was set back can
// have marked: nobody has seen it.
func upTo(list []Span, now time.Time) (out []Span) {
	end := now.Add(time.Minute)
	for _, s := range list {
		if s.To = model.Sooner(s.To, end); s.From.Before(s.To) {
			out = append(out, s)
		}
	}
	return out
}

// asker is a database or a transaction.
type asker interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func spans(ctx context.Context, db asker, project bool) ([]Span, error) {
	rows, err := db.QueryContext(ctx, "SELECT since, until, skipped FROM span WHERE project=? ORDER BY since", project)
	if err != nil {
		return nil, err
	}
	var out []Span
	for rows.Next() {
		var from, to int64
		var s Span
		if err = rows.Scan(&from, &to, &s.Skipped); err != nil {
			break
		}
		s.From, s.To = time.Unix(from, 0).UTC(), time.Unix(to, 0).UTC()
		out = append(out, s)
	}
	return out, firstOf(err, rows.Err(), rows.Close())
}

// AddSpan says that a stretch is known. It replaces what was said of it before.
func (db *DB) AddSpan(ctx context.Context, project bool, s Span) error {
	s.From, s.To = s.From.Truncate(time.Second), s.To.Truncate(time.Second)
	if !s.From.Before(s.To) {
		return nil
	}
	return db.within(ctx, func(tx *sql.Tx) error {
		had, err := spans(ctx, tx, project)
		if err != nil {
			return err
		}
		return putSpans(ctx, tx, project, joined(upTo(had, db.o.Now()), s))
	})
}

// ForgetBefore says that what was closed before a moment is not known whole.
func (db *DB) ForgetBefore(ctx context.Context, at time.Time) error {
	return db.within(ctx, func(tx *sql.Tx) error {
		for _, project := range []bool{false, true} {
			had, err := spans(ctx, tx, project)
			if err != nil {
				return err
			}
			var left []Span
			for _, s := range had {
				if s.From = model.Later(s.From, at); s.From.Before(s.To) {
					left = append(left, s)
				}
			}
			if slices.Equal(had, left) {
				continue
			}
			if err := putSpans(ctx, tx, project, left); err != nil {
				return err
			}
		}
		return nil
	})
}

func putSpans(ctx context.Context, tx *sql.Tx, project bool, list []Span) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM span WHERE project=?", project); err != nil {
		return err
	}
	for _, s := range list {
		if _, err := tx.ExecContext(ctx, "INSERT INTO span (project, since, until, skipped) VALUES (?,?,?,?)", project, s.From.Unix(), s.To.Unix(), s.Skipped); err != nil {
			return err
		}
	}
	return nil
}

// joined are spans with one more, which counts where they overlap. Neighbours of
// which everything could be read become one.
func joined(had []Span, s Span) []Span {
	var out []Span
	for _, h := range had {
		if before := (Span{h.From, model.Sooner(h.To, s.From), h.Skipped}); before.From.Before(before.To) {
			out = append(out, before)
		}
		if after := (Span{model.Later(h.From, s.To), h.To, h.Skipped}); after.From.Before(after.To) {
			out = append(out, after)
		}
	}
	out = append(out, s)
	slices.SortFunc(out, func(a, b Span) int { return a.From.Compare(b.From) })
	merged := out[:1]
	for _, h := range out[1:] {
		if last := &merged[len(merged)-1]; last.Skipped == 0 && h.Skipped == 0 && last.To.Equal(h.From) {
			last.To = h.To
			continue
		}
		merged = append(merged, h)
	}
	return merged
}

// gaps are the parts of a stretch that no span covers, the latest first.
func gaps(list []Span, from, to time.Time) []Span {
	var out []Span
	at := from
	for _, s := range list {
		if !s.To.After(at) {
			continue
		}
		if !s.From.Before(to) {
			break
		}
		if s.From.After(at) {
			out = append(out, Span{From: at, To: s.From})
		}
		at = s.To
	}
	if at.Before(to) {
		out = append(out, Span{From: at, To: to})
	}
	slices.Reverse(out)
	return out
}
