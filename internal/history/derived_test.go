package history_test

import (
	"path/filepath"
	"testing"
	"time"

	"daybrief/internal/history"
	"daybrief/internal/tempdir"
	"daybrief/model"
)

// What came, went and stayed on each day follows from the tickets, however they
// ended; days that are not known whole are left out, and so is all of them where a
// kind is not known.
func TestDaysFollowFromTheTickets(t *testing.T) {
	t.Parallel()
	path := filepath.Join(tempdir.New(t), "h.db")
	o := history.RecorderOptions{Options: history.Options{Path: path, Now: noon}, Counting: history.Counting{Zone: time.UTC}}
	db := open(t, o.Options)
	stay := ticket(1, "stays", "Acme")
	stay.Entered = at("2026-03-05T09:00:00Z")
	gone := ticket(2, "goes", "Acme")
	gone.Entered = at("2026-03-06T09:00:00Z")
	long := ticket(3, "was long there", "Kestrel")
	long.Entered = at("2025-01-06T09:00:00Z")
	merged := ticket(4, "merged", "Acme")
	merged.Entered, merged.MergedInto, merged.ClosedAt, merged.Closed = at("2026-03-07T09:00:00Z"), 1, at("2026-03-07T10:00:00Z"), true
	undated := ticket(5, "nobody knows when", "Acme")
	undated.Entered = time.Time{}
	went := ticket(6, "nobody knows when it came", "Kestrel")
	went.Entered = time.Time{}
	put(t, db, stay, done(gone, at("2026-03-08T23:59:59Z")), done(long, at("2026-03-06T00:00:00Z")), merged, undated, done(went, at("2026-03-09T20:00:00Z")))
	tallies := func() model.History {
		h, err := history.Tallies(t.Context(), db, model.CalendarDay(noon(), time.UTC).AddDate(0, 0, -90), model.CalendarDay(noon(), time.UTC), time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	if h := tallies(); len(h) > 0 {
		t.Errorf("nothing is marked, and %d days are known", len(h))
	}
	if err := db.AddSpan(t.Context(), false, history.Span{From: at("2026-03-04T12:00:00Z"), To: noon()}); err != nil {
		t.Fatal(err)
	}
	h := tallies()
	want := []model.Tally{{Open: 2, Opened: 1}, {Open: 2, Opened: 1, Closed: 1}, {Open: 2, Opened: 1, Closed: 1}, {Open: 1, Closed: 1}, {Open: 1, Closed: 1}}
	if len(h) != len(want) || !h[0].Day.Equal(at("2026-03-05T00:00:00Z")) {
		t.Fatalf("%+v", h)
	}
	for i, w := range want {
		if h[i].All != w || !h[i].NoBreached {
			t.Errorf("%s: %+v, want %+v", h[i].Day.Format(time.DateOnly), h[i].All, w)
		}
	}
	if c := h[1].Of(stay.Company.ID); c != (model.Tally{Open: 2, Opened: 1}) {
		t.Errorf("of a company: %+v", c)
	}
	if _, undated, err := db.Flows(t.Context(), history.ScopeBoard, "service DESK", []time.Time{noon().AddDate(0, 0, -1), noon()}); err != nil || undated != 2 {
		t.Errorf("%d without a date, %v", undated, err)
	}
	project := ticket(9, "of a project", "Acme")
	project.Kind = model.ProjectTicket
	put(t, db, project)
	if h := tallies(); len(h) > 0 {
		t.Error("project tickets are there, and their past is not known")
	}
	if err := db.AddSpan(t.Context(), true, history.Span{From: at("2026-03-07T00:00:00Z"), To: noon()}); err != nil {
		t.Fatal(err)
	}
	if h := tallies(); len(h) != 3 {
		t.Errorf("both kinds are known since the 7th: %d days", len(h))
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	r := history.NewRecorder(o)
	r.Keep(snapshot(noon(), stay))
	history.Finish(r)
	if h := r.Derived(); len(h) != 3 || h[0].All.Closed != 1 {
		t.Errorf("the recorder says %+v", h)
	}
}
