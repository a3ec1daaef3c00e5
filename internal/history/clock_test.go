package history_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/internal/history"
)

// A computer whose clock is years ahead of the server, or a server that is years behind,
// lets nothing expire early; what is old by the server's own days goes.
func TestExpiryByTheServersDays(t *testing.T) {
	t.Parallel()
	for name, years := range map[string]int{"right": 0, "ahead": 3, "behind": -3} {
		clock := noon().AddDate(years, 0, 0)
		db := open(t, history.Options{KeepDays: 400, Now: func() time.Time { return clock }})
		put(t, db, done(ticket(1, "old", "Acme"), noon().AddDate(0, 0, -500)), done(ticket(2, "recent", "Acme"), noon().AddDate(0, 0, -300)), ticket(3, "open", "Acme"))
		if err := db.PutDays(t.Context(), []history.DayCounts{{Day: at("2025-09-01T00:00:00Z")}, {Day: at("2024-09-01T00:00:00Z")}}); err != nil {
			t.Fatal(err)
		}
		if err := db.Expire(t.Context()); err != nil {
			t.Fatal(err)
		}
		days, err := db.Days(t.Context(), history.ScopeAll, "", at("2024-01-01T00:00:00Z"), noon())
		kept := 1
		if years < 0 {
			kept = 2 // nothing is old yet
		}
		if err != nil || len(days) != kept || found(t, db, "recent") == "" || (found(t, db, "old") != "") != (years < 0) {
			t.Errorf("%s: %d days, %v, recent %q, old %q", name, len(days), err, found(t, db, "recent"), found(t, db, "old"))
		}
	}
}

// A clock that is set back while the past is fetched, and put right later, has nothing
// fetched over and over, and nothing taken for known that nobody has seen.
func TestFillWhileTheClockGoesBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var back atomic.Int64 // nanoseconds
		clock := func() time.Time { return time.Now().Add(-time.Duration(back.Load())) }
		db, err := history.Open(t.Context(), history.Options{Now: clock})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		live := time.Now()
		d := closedOver(2_000, 100, live)
		d.size = 33
		f := history.NewFiller(history.FillerOptions{
			Source: d, DB: func() *history.DB { return db }, Back: 90, Live: func() time.Time { return live }, Zone: time.UTC, Now: clock, Sleep: wait,
		})
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		wg.Go(func() { f.Run(ctx) })
		time.Sleep(2 * time.Minute)
		back.Store(int64(10 * 24 * time.Hour))
		until(t, f, history.FillWhole, time.Hour)
		if k, err := db.Known(t.Context()); err != nil || k.To.After(clock().Add(2*time.Minute)) {
			t.Errorf("known up to %v at %v, %v", k.To, clock(), err)
		}
		synctest.Wait()
		before := len(d.asked)
		time.Sleep(time.Hour)
		synctest.Wait()
		if n := len(d.asked) - before; n > 0 {
			t.Errorf("%d requests while nothing is missing", n)
		}
		back.Store(0)
		time.Sleep(30 * time.Minute)
		until(t, f, history.FillWhole, time.Hour)
		cancel()
		wg.Wait()
		if k, err := db.Known(t.Context()); err != nil || k.To.Before(live.Truncate(time.Second)) || db.Rows() < 1_600 {
			t.Errorf("known up to %v, %d tickets, %v", k.To, db.Rows(), err)
		}
		if most := 2*(len(d.list[0])+len(d.list[1]))/d.size + 20; len(d.asked) > most {
			t.Errorf("%d requests", len(d.asked))
		}
	})
}
