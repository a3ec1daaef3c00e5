package cli

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"daybrief/connectwise/adapter"
	"daybrief/connectwise/cwtest"
	"daybrief/internal/history"
	"daybrief/internal/psa"
	"daybrief/internal/report"
	"daybrief/model"
)

// emptyHistory makes the desk's history, which knows nothing yet.
func (d *desk) emptyHistory() {
	d.t.Helper()
	db, err := history.Open(d.t.Context(), history.Options{Path: d.pastOfDesk(), Now: noon})
	if err != nil {
		d.t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		d.t.Fatal(err)
	}
}

// asks is how many requests a report takes.
func (d *desk) asks(args ...string) (told, int) {
	d.t.Helper()
	d.server.ForgetJournal()
	out := d.report(args...)
	return out, len(d.server.Journal())
}

// someClient is a company with an agreement that runs.
func someClient(d *desk) string {
	first, last := time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC), time.Date(2026, 2, 22, 0, 0, 0, 0, time.UTC)
	return slices.Min(slices.Collect(maps.Keys(d.server.Books().Agreements(first, last, time.UTC, true))))
}

const fetchedThen = "From the history on this computer, fetched on 2026-03-10 15:00: "

// A settled period is fetched once: each report that can says the same from the
// history, without a request, and when it was fetched. --fresh asks anew. One
// that is not settled is asked for each time.
func TestASettledPeriodIsFetchedOnce(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"time", "absorbed", "agreements", "customers", "activity-tracker", "service"} {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.configure("[me]\nzone = \"UTC\"\n")
			d.emptyHistory()
			days := []string{id, "--from", "2026-02-02", "--to", "2026-02-22"}
			if id == "agreements" || id == "customers" { // a request for each agreement: not of all companies
				days = append(days, "--company", someClient(d))
			}
			want, n := d.asks(days...)
			if n == 0 || len(want.Groups) == 0 || strings.Contains(strings.Join(want.Notes, " "), fetchedThen) {
				t.Fatalf("%d requests, %d groups, %q", n, len(want.Groups), want.Notes)
			}
			got, n := d.asks(days...)
			if n != 0 || !reflect.DeepEqual(got.Groups, want.Groups) || !reflect.DeepEqual(got.Totals, want.Totals) || *got.Rows != *want.Rows {
				t.Errorf("%d requests; %+v\nwant %+v", n, got.Totals, want.Totals)
			}
			if !strings.Contains(strings.Join(got.Notes, "\n"), fetchedThen) {
				t.Errorf("%q", got.Notes)
			}
			kind, _ := report.Find(id)
			if _, n := d.asks(append(days, "--by", kind.By[len(kind.By)-1], "--company", someClient(d))...); n != 0 {
				t.Errorf("%d requests for another grouping and a filter", n)
			}
			if _, n := d.asks(append(days, "--fresh")...); n == 0 {
				t.Error("--fresh asked nobody")
			}
			for range 2 { // a week is over on the 16th
				days[2], days[4] = "2026-03-02", "2026-03-08"
				if got, n := d.asks(days...); n == 0 || strings.Contains(strings.Join(got.Notes, " "), fetchedThen) {
					t.Errorf("not settled: %d requests, %q", n, got.Notes)
				}
			}
		})
	}
}

// Half a list is never kept as a whole one, nor is a filtered one as that of all.
func TestHalfAListIsNotKept(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.configure("[me]\nzone = \"UTC\"\n")
	d.emptyHistory()
	days := []string{"agreements", "--from", "2026-02-02", "--to", "2026-02-22", "--company", someClient(d)}
	d.server.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/finance/agreements/"})
	if code, _, _ := d.run(append([]string{"report"}, days...)...); code != exitPartial {
		t.Fatal(code)
	}
	d.server.Mend()
	if got, n := d.asks(days...); n == 0 || strings.Contains(strings.Join(got.Notes, " "), ": running agreements") {
		t.Errorf("%d requests, %q", n, got.Notes)
	}
	if _, n := d.asks(days...); n != 0 {
		t.Errorf("%d requests", n)
	}

	db, err := history.Open(t.Context(), history.Options{Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	day := time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC)
	all := &keptLists{db, report.Ask{From: day, To: day, Zone: time.UTC, Now: noon()}}
	some := &keptLists{db, all.ask}
	some.ask.Company = "Acme"
	q := psa.RecordQuery{List: psa.ListRunning, From: day, To: day, Only: func(model.CompanyRef, model.MemberRef) bool { return true }}
	kept := func(k *keptLists) bool { _, ok := k.get(t.Context(), q); return ok }
	for _, part := range []psa.Records{{Cut: true}, {Skipped: 1}, {Parts: &model.Problem{}}} {
		if err := all.put(t.Context(), q, part); err != nil || kept(all) {
			t.Errorf("%+v was kept, %v", part, err)
		}
	}
	if err := some.put(t.Context(), q, psa.Records{}); err != nil || !kept(some) || kept(all) {
		t.Errorf("that of one company: %v, of it %v, of all %v", err, kept(some), kept(all))
	}
	some.ask.Company = "Zenith"
	if kept(some) {
		t.Error("of another company")
	}
	if err := all.put(t.Context(), q, psa.Records{}); err != nil || !kept(some) || !kept(all) {
		t.Errorf("that of all: %v, %v, %v", err, kept(some), kept(all))
	}
}

// A clock that was ahead took a period for settled: what it has kept is fetched
// anew. A disk that takes nothing costs the report nothing.
func TestKeptListsInTrouble(t *testing.T) {
	t.Parallel()
	db, err := history.Open(t.Context(), history.Options{Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC)
	ahead := &keptLists{db, report.Ask{From: day, To: day, Zone: time.UTC, Now: noon().AddDate(1, 0, 0)}}
	q := psa.RecordQuery{List: psa.ListTime, From: day, To: day.AddDate(0, 0, 1)}
	if err := ahead.put(t.Context(), q, psa.Records{}); err != nil {
		t.Fatal(err)
	}
	now := &keptLists{db, ahead.ask}
	now.ask.Now = noon()
	if _, ok := now.get(t.Context(), q); ok {
		t.Error("what was kept next year is taken for settled")
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, ok := now.get(t.Context(), q); ok || now.put(t.Context(), q, psa.Records{}) == nil {
		t.Error("a file that is not there keeps something")
	}
	d := newDesk(t)
	client, err := demoClient(d.server, noon)
	if err != nil {
		t.Fatal(err)
	}
	x := &tenant{reporting: reporting{records: adapter.New(client, noon), past: func(context.Context) (*history.DB, error) { return db, nil }}, now: noon, zone: time.UTC}
	kind, _ := report.Find("time")
	now.ask.By = "member"
	if res := report.Make(kind, x.lists(t.Context(), kind, now.ask, nil)); res.Unavailable != "" || res.RowsTotal == nil {
		t.Errorf("%q", res.Unavailable)
	}
}

// All that a list holds comes back as it was.
func TestKeptListsAreWhole(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	client, err := demoClient(d.server, noon)
	if err != nil {
		t.Fatal(err)
	}
	way := adapter.New(client, noon)
	db, err := history.Open(t.Context(), history.Options{Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	ask := report.Ask{From: time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 2, 20, 0, 0, 0, 0, time.UTC), Zone: time.UTC, Now: noon()}
	k := &keptLists{db, ask}
	from, to := ask.Bounds()
	for _, list := range []psa.List{psa.ListTime, psa.ListAbsorbed, psa.ListCovered, psa.ListTickets, psa.ListHeld, psa.ListRunning, psa.ListCycles, psa.ListCosts, psa.ListPoints, psa.ListCurrencies} {
		q := psa.RecordQuery{List: list, From: from, To: to}
		want, err := way.Records(t.Context(), q)
		if err != nil {
			t.Fatal(list, err)
		}
		if err := k.put(t.Context(), q, want); err != nil {
			t.Fatal(list, err)
		}
		got, ok := k.get(t.Context(), q)
		if !ok || !got.Fetched.Equal(noon()) {
			t.Fatal(list, ok, got.Fetched)
		}
		if got.Fetched = want.Fetched; !reflect.DeepEqual(got, want) {
			t.Errorf("%s is not what it was", list)
		}
	}
}
