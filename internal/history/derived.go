package history

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync/atomic"
	"time"

	"daybrief/model"
)

// Tallies are what follows from the tickets for the local days from one to before
// another, as far as they are known: all of them together and by company. How many
// were breached does not follow. It is empty where a part is not known: project
// tickets that there are, records that could not be read.
func Tallies(ctx context.Context, db *DB, from, before time.Time, zone *time.Location) (model.History, error) {
	known, err := db.Known(ctx)
	if err != nil || known.From.IsZero() || known.Skipped > 0 || !known.Service {
		return nil, err
	}
	if !known.Project {
		var any bool
		if err := db.read.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM ticket WHERE kind > 0)").Scan(&any); err != nil || any {
			return nil, err
		}
	}
	var days, starts []time.Time
	for day := from; day.Before(before); day = day.AddDate(0, 0, 1) {
		y, m, d := day.Date()
		begin, end := model.StartOfDay(y, m, d, zone), model.StartOfDay(y, m, d+1, zone)
		if !known.Has(begin, end) {
			continue
		}
		if len(starts) == 0 {
			starts = append(starts, begin)
		}
		days, starts = append(days, day), append(starts, end)
	}
	if len(days) == 0 {
		return nil, nil
	}
	by, unended, err := db.CompanyFlows(ctx, starts)
	if err != nil {
		return nil, err
	}
	out := make(model.History, len(days))
	for i, day := range days {
		out[i] = model.DayTally{Day: day, NoBreached: true, Unended: unended[i]}
	}
	for _, id := range slices.SortedFunc(maps.Keys(by), cmp.Compare[model.CompanyID]) {
		for i, f := range by[id] {
			t := model.Tally{Open: f.Open, Opened: f.Opened, Closed: f.Closed}
			switch {
			case id == 0:
				out[i].All = t
			case t != model.Tally{}:
				out[i].Companies = append(out[i].Companies, model.CompanyTally{Company: id, Tally: t})
			}
		}
	}
	return out, nil
}

// derivation is what followed from the tickets when somebody last looked.
type derivation struct {
	is    atomic.Pointer[model.History]
	known time.Time // from when on
	day   time.Time // before which day
	at    time.Time // when that was
}

// Derived are the tallies of the last days before today; nil before the file has
// been read. It must not be written to.
func (r *Recorder) Derived() model.History {
	if h := r.derived.is.Load(); h != nil {
		return *h
	}
	return nil
}

// derive works them out anew when more is known, or another day has begun.
func (r *Recorder) derive(db *DB) error {
	known, err := db.Known(r.ctx)
	if err != nil {
		return err
	}
	zone := r.by.Load().Zone
	today := model.CalendarDay(r.o.Now(), zone)
	from := today.AddDate(0, 0, -model.HistoryDays)
	reach := model.Later(model.CalendarDay(known.From, zone), from)
	if known.From.IsZero() || reach.Equal(r.derived.known) && today.Equal(r.derived.day) {
		return nil
	}
	now := r.o.Now()
	if since := now.Sub(r.derived.at); since >= 0 && since < countEvery && today.Equal(r.derived.day) {
		return nil // a past that is being fetched reaches further back each minute
	}
	h, err := Tallies(r.ctx, db, from, today, zone)
	if err != nil {
		return err
	}
	r.derived.known, r.derived.day, r.derived.at = reach, today, now
	r.derived.is.Store(&h)
	return nil
}
