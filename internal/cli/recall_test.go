package cli

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"daybrief/connectwise/adapter"
	"daybrief/internal/history"
	"daybrief/internal/psa"
	"daybrief/model"
)

// remembers writes a history of the desk's server as a dashboard would have after
// it has fetched so many days.
func (d *desk) remembers(days int) (open []*model.Ticket) {
	d.t.Helper()
	db, err := history.Open(d.t.Context(), history.Options{Path: d.pastOfDesk(), Now: noon})
	if err != nil {
		d.t.Fatal(err)
	}
	client, err := demoClient(d.server, noon)
	if err != nil {
		d.t.Fatal(err)
	}
	way := adapter.New(client, noon)
	from := noon().AddDate(0, 0, -days)
	all, err := way.Records(d.t.Context(), psa.RecordQuery{List: psa.ListOpen})
	if err != nil {
		d.t.Fatal(err)
	}
	open = all.Tickets
	for _, project := range []bool{false, true} {
		page, err := way.Past(d.t.Context(), psa.PastQuery{Project: project, From: from, To: noon()})
		if err != nil || page.Next != 0 {
			d.t.Fatal(err, page.Next)
		}
		if _, err := db.PutTickets(d.t.Context(), append(page.Tickets, open...), noon(), time.UTC); err != nil {
			d.t.Fatal(err)
		}
		if err := db.AddSpan(d.t.Context(), project, history.Span{From: from, To: noon()}); err != nil {
			d.t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		d.t.Fatal(err)
	}
	return open
}

type told struct {
	Groups []struct {
		Key    string              `json:"key"`
		Name   string              `json:"name"`
		Values map[string]*float64 `json:"values"`
	} `json:"groups"`
	Totals map[string]*float64 `json:"totals"`
	Rows   *int                `json:"rows_total"`
	Notes  []string            `json:"notes"`
}

func (d *desk) report(args ...string) (out told) {
	d.t.Helper()
	code, text, errs := d.run(append([]string{"report", "--format", "json"}, args...)...)
	if code != exitOK {
		d.t.Fatalf("%v: %d %s", args, code, errs)
	}
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		d.t.Fatal(err)
	}
	return out
}

// A period that is over says the same from the history as from the server, which is
// not asked for it; one that goes on is the server's.
func TestAClosedPeriodComesFromTheHistory(t *testing.T) {
	t.Parallel()
	for _, by := range []string{"day", "week", "board", "company", "owner", "type", "priority"} {
		t.Run(by, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			args := []string{"service", "--from", "2026-03-02", "--to", "2026-03-08", "--by", by}
			d.configure("[me]\nzone = \"UTC\"\n[history]\non = false\n")
			want := d.report(args...)
			d.configure("[me]\nzone = \"UTC\"\n")
			if got := d.report(args...); !slices.Equal(got.Notes, want.Notes) {
				t.Errorf("without a history: %q", got.Notes)
			}
			d.remembers(30)
			d.server.ForgetJournal()
			got := d.report(args...)
			if list := d.server.Journal(); len(list) > 0 {
				t.Errorf("the server was asked: %v", list[0])
			}
			asTold(t, got, want)
			if notes := strings.Join(got.Notes, " "); !strings.Contains(notes, "The tickets come from the history") {
				t.Error(notes)
			}
			// Twenty days before are not known whole: the server is asked.
			d.report("service", "--from", "2026-01-02", "--to", "2026-01-08", "--by", by)
			if len(d.server.Journal()) == 0 {
				t.Error("what the history does not know was not asked for")
			}
		})
	}
}

// asTold compares what is opened, closed and so on; what was open then only the
// history knows.
func asTold(t *testing.T, got, want told) {
	t.Helper()
	figures := func(r told) map[string]float64 {
		out := map[string]float64{}
		note := func(group string, values map[string]*float64) {
			for k, v := range values {
				if v != nil && *v != 0 && k != "open_end" {
					out[group+" "+k] = *v
				}
			}
		}
		for _, g := range r.Groups {
			note(g.Key+"|"+g.Name, g.Values)
		}
		note("total", r.Totals)
		return out
	}
	a, b := figures(got), figures(want)
	for k := range b {
		if a[k] != b[k] {
			t.Errorf("%s: %v, the server says %v", k, a[k], b[k])
		}
	}
	for k := range a {
		if _, ok := b[k]; !ok {
			t.Errorf("%s: %v, the server says nothing", k, a[k])
		}
	}
	if got.Totals["open_end"] == nil || want.Totals["open_end"] != nil {
		t.Errorf("open at the end: %v", got.Totals["open_end"])
	}
}

// The trend and the report agree about what came and went, and about what was open.
func TestTrendOfTheHistory(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.configure("[me]\nzone = \"UTC\"\n")
	if code, _, err := d.run("report", "trend"); code != exitPartial || !strings.Contains(err, "no history yet") {
		t.Errorf("%d %s", code, err)
	}
	d.remembers(30)
	days := []string{"--from", "2026-02-01", "--to", "2026-03-08"}
	trend, service := d.report(append([]string{"trend"}, days...)...), d.report(append([]string{"service", "--by", "day", "--from", "2026-03-02"}, days[2:]...)...)
	at := map[string]map[string]*float64{}
	for _, g := range trend.Groups {
		at[g.Key] = g.Values
	}
	for _, g := range service.Groups {
		for trend, service := range map[string]string{"opened": "opened", "closed": "closed", "open": "open_end"} {
			if a, b := at[g.Key][trend], g.Values[service]; a == nil || b == nil || *a != *b {
				t.Errorf("%s on %s: %v and %v", trend, g.Key, a, b)
			}
		}
	}
	if v, ok := at["2026-02-01"]["opened"]; v != nil || !ok || at["2026-02-20"]["opened"] == nil {
		t.Errorf("the 1st is before what is known: %v", v)
	}
	if *trend.Rows != 36 || !strings.Contains(strings.Join(trend.Notes, " "), "Not enough history") {
		t.Errorf("%d rows, %q", *trend.Rows, trend.Notes)
	}
	if code, _, err := d.run("report", "trend", "--board", "x", "--member", "y"); code != exitPartial || !strings.Contains(err, "one filter") {
		t.Errorf("%d %s", code, err)
	}
	if code, _, err := d.run("report", "trend", "--company", "nobody of that name"); code != exitPartial || !strings.Contains(err, "no company of this name") {
		t.Errorf("%d %s", code, err)
	}
}

// The days that are made of a company's past are the same each time.
func TestMadePastIsAlwaysTheSame(t *testing.T) {
	t.Parallel()
	skipRaced(t)
	d := newDesk(t)
	args := []string{"report", "trend", "--demo", "--seed", "3", "--now", "2026-03-10T15:00:00Z", "--format", "json"}
	_, once, _ := d.run(args...)
	d.opts.pasts = nil
	if code, twice, _ := d.run(args...); code != exitOK || once != twice || len(once) < 500 || strings.Contains(once, "not known on") {
		t.Errorf("%d, the same twice %v\n%s", code, once == twice, once)
	}
}
