package history_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"daybrief/internal/history"
)

// Tickets that were closed without a date are in every list that they may belong to;
// they are counted on the day on which they came and were last changed, where that is
// one, else on none, and how many these are is known.
func TestClosedWithoutADate(t *testing.T) {
	t.Parallel()
	db := open(t, history.Options{})
	day := func(n int) time.Time { return noon().Truncate(24*time.Hour).AddDate(0, 0, n) }
	undated := func(id int64, entered, updated time.Time) {
		tk := done(ticket(id, "toner", "Acme"), noon())
		tk.ClosedAt, tk.Entered, tk.Updated = time.Time{}, entered, updated
		put(t, db, tk)
	}
	undated(1, day(-3).Add(time.Hour), day(-3).Add(2*time.Hour))
	undated(2, day(-4), day(-1))
	undated(3, day(-9), day(-8)) // over before it begins
	put(t, db, done(ticket(4, "toner", "Acme"), day(-2)), ticket(5, "toner", "Acme"))
	starts := []time.Time{day(-5), day(-4), day(-3), day(-2), day(-1), day(0)}
	flows, _, err := db.Flows(t.Context(), history.ScopeAll, "", starts)
	want := []history.Flow{{}, {Opened: 1}, {Opened: 1, Closed: 1}, {Closed: 1}, {}}
	if err != nil || !slices.Equal(flows, want) {
		t.Errorf("%+v, %v", flows, err)
	}
	days, all, err := db.Unended(t.Context(), history.ScopeAll, "", starts)
	if err != nil || all != 1 || !slices.Equal(days, []int{0, 1, 1, 1, 1}) {
		t.Errorf("%v, %d, %v", days, all, err)
	}
	if _, all, err := db.Unended(t.Context(), history.ScopeCompany, "4", starts); err != nil || all != 1 {
		t.Errorf("of its company: %d, %v", all, err)
	}
	if _, all, err := db.Unended(t.Context(), history.ScopeCompany, "5", starts); err != nil || all != 0 {
		t.Errorf("of another company: %d, %v", all, err)
	}
	for from, want := range map[int]int{-5: 3, -2: 2, -20: 0} {
		list, err := db.Tickets(t.Context(), day(from), day(from+4))
		n := 0
		for _, tk := range list {
			if tk.ID < 5 {
				n++
			}
		}
		if err != nil || n != want {
			t.Errorf("tickets from day %d: %d, want %d, %v", from, n, want, err)
		}
	}
	if list, err := db.OpenSince(t.Context(), day(-2), day(0)); err != nil || len(list) != 1 { // 2 may have been
		t.Errorf("open: %d, %v", len(list), err)
	}
	f, err := db.Search(t.Context(), history.ParseQuery("toner closed:2026"), 10)
	if err != nil || len(f.Hits) != 1 || f.Undated != 3 || f.Said() == "" {
		t.Errorf("by the day: %d hits, %d undated, %v", len(f.Hits), f.Undated, err)
	}
	if f, err = db.Search(t.Context(), history.ParseQuery("toner"), 10); err != nil || len(f.Hits) != 5 || f.Said() != "" {
		t.Errorf("by a word: %d hits, %q, %v", len(f.Hits), f.Said(), err)
	}
}

// What a clock that ran ahead has marked is not known as soon as it is put right.
func TestSpansOfAClockThatRanAhead(t *testing.T) {
	t.Parallel()
	now := noon().AddDate(0, 0, 2)
	db := open(t, history.Options{Now: func() time.Time { return now }})
	mark := func(from, to time.Time) {
		t.Helper()
		if err := db.AddSpan(t.Context(), false, history.Span{From: from, To: to}); err != nil {
			t.Fatal(err)
		}
	}
	mark(noon().AddDate(0, 0, -10), now)
	now = noon()
	end := now.Add(time.Minute)
	if k, err := db.Known(t.Context()); err != nil || !k.To.Equal(end) || k.Has(now, now.Add(time.Hour)) {
		t.Errorf("known up to %v, %v", k.To, err)
	}
	mark(noon().AddDate(0, 0, -11), noon().AddDate(0, 0, -9))
	now = noon().AddDate(0, 0, 3) // what nobody saw stays unknown
	if k, err := db.Known(t.Context()); err != nil || !k.To.Equal(end) || !k.From.Equal(noon().AddDate(0, 0, -11)) {
		t.Errorf("known from %v to %v, %v", k.From, k.To, err)
	}
}

// Counts are of days in a zone; those of the zone before are told apart.
func TestCountsAreOfAZone(t *testing.T) {
	t.Parallel()
	db := open(t, history.Options{})
	in := func(name string, offset, day int) (string, string) {
		t.Helper()
		history.CountIn(t, db, time.FixedZone(name, offset), noon().AddDate(0, 0, day))
		zone, since, err := history.CountedIn(t.Context(), db)
		if err != nil {
			t.Fatal(err)
		}
		return zone, since.Format(time.DateOnly)
	}
	if zone, _, err := history.CountedIn(t.Context(), db); zone != "" || err != nil {
		t.Errorf("before anything was counted: %q, %v", zone, err)
	}
	for _, c := range []struct {
		zone        string
		offset, day int
		since       string
	}{{"A", 0, 0, "1970-01-01"}, {"A", 0, 1, "1970-01-01"}, {"B", 3600, 2, noon().AddDate(0, 0, 2).Format(time.DateOnly)}, {"B", 3600, 3, noon().AddDate(0, 0, 2).Format(time.DateOnly)}} {
		if zone, since := in(c.zone, c.offset, c.day); zone != c.zone || since != c.since {
			t.Errorf("%s since %s, want %+v", zone, since, c)
		}
	}
}

// A search for a day of closing counts what has none at each key press: of the tickets
// it reads those alone.
func TestUndatedAreCountedByTheirIndex(t *testing.T) {
	t.Parallel()
	if plan := history.UndatedPlan(t, open(t, history.Options{})); !strings.Contains(plan, "ticket_undated") {
		t.Errorf("it is %s", plan)
	}
}
