package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/psa"
	"daybrief/internal/report"
	"daybrief/internal/report/render"
	"daybrief/ui/reports"
)

// A role without finance, sales, time or projects: what rests on it says which row
// cures that and is no report of zeros; every other report works.
func TestReportsOfAPoorRole(t *testing.T) {
	t.Parallel()
	for path, c := range map[string]struct {
		row    string
		reason []string // the reports that can't be made at all
	}{
		"/finance/invoices":    {"Invoicing (Finance)", []string{"receivables"}},
		"/finance/agreements":  {"Agreements (Finance)", []string{"agreements", "customers", "renewals"}},
		"/sales/opportunities": {"Opportunity (Sales)", []string{"opportunities"}},
		"/time/entries":        {"Time Entry (Time & Expense)", []string{"time", "wip", "absorbed"}},
		"/project/projects":    {"Project Headers (Project)", []string{"projects"}},
	} {
		d := newDesk(t)
		d.configure("[history]\non = false\n")
		d.server.Break(cwtest.Fault{Kind: cwtest.Denied, Path: path})
		for _, id := range append(c.reason, "activity-tracker") {
			code, out, stderr := d.run("report", id, "--format", "json")
			var doc struct {
				Unavailable *string
				Totals      *map[string]*float64
			}
			if err := json.Unmarshal([]byte(out), &doc); err != nil {
				t.Fatalf("%s without %s: %v %s", id, path, err, stderr)
			}
			if id == "activity-tracker" {
				if code != exitOK || doc.Unavailable != nil {
					t.Errorf("%s without %s: %d %s", id, path, code, stderr)
				}
				continue
			}
			_, text, _ := d.run("report", id)
			if code != exitPartial || doc.Unavailable == nil || doc.Totals != nil || !strings.Contains(out+text+stderr, c.row) && !strings.Contains(text, "Table Setup") {
				t.Errorf("%s without %s: %d\n%s\n%s", id, path, code, text, stderr)
			}
		}
	}
}

// Service and project tickets have a row of the role each: without one the other kind is
// counted, figures are at least, and the missing row is named. Nothing else is lost.
func TestReportsOfOneKindOfTicket(t *testing.T) {
	t.Parallel()
	type figures struct {
		Unavailable *string
		AtLeast     bool `json:"at_least"`
		Totals      map[string]*float64
		Notes       []string
	}
	ask := func(refused, id string) (code int, doc figures) {
		d := newDesk(t)
		d.configure("[history]\non = false\n")
		if refused != "" {
			d.server.Break(cwtest.Fault{Kind: cwtest.Denied, Path: refused})
		}
		code, out, stderr := d.run("report", id, "--format", "json")
		if err := json.Unmarshal([]byte(out), &doc); err != nil {
			t.Fatalf("%s without %s: %v %s", id, refused, err, stderr)
		}
		return code, doc
	}
	sum := map[string]float64{}
	for refused, row := range map[string]string{"/project/tickets": "Project Tickets (Project)", "/service/tickets": "Service Tickets (Service Desk)"} {
		for id, column := range map[string]string{"service": "opened", "projects": "open_tickets"} {
			_, whole := ask("", id)
			code, doc := ask(refused, id)
			if code != exitPartial || doc.Unavailable != nil || !doc.AtLeast || !strings.Contains(strings.Join(doc.Notes, "\n"), row) {
				t.Errorf("%s without %s: %d %+v", id, refused, code, doc)
				continue
			}
			n := doc.Totals[column]
			switch {
			case id == "projects" && refused == "/project/tickets":
				if n != nil {
					t.Errorf("open tickets of projects without project tickets: %v", *n)
				}
			case n == nil:
				t.Errorf("%s without %s: no %s", id, refused, column)
			case id == "projects":
				if *n != *whole.Totals[column] {
					t.Errorf("open tickets of projects: %v, not %v", *n, *whole.Totals[column])
				}
			default:
				if sum[id] += *n; refused == "/service/tickets" && *n >= *whole.Totals[column] {
					t.Errorf("%s: %v of %v are of projects", id, *n, *whole.Totals[column])
				}
			}
		}
	}
	if _, whole := ask("", "service"); sum["service"] != *whole.Totals["opened"] {
		t.Errorf("both kinds by themselves: %v, together %v", sum["service"], *whole.Totals["opened"])
	}
}

// A period long ago has nothing in it and says so; it is no fault.
func TestReportYearsAway(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.configure("[history]\non = false\n")
	for _, year := range []string{"2001", "2099"} {
		code, out, stderr := d.run("report", "time", "--from", year+"-01-01", "--to", year+"-12-31", "--format", "json")
		if code != exitOK || !strings.Contains(out, `"rows_total": 0`) || stderr != "" {
			t.Errorf("%s: %d %s\n%s", year, code, stderr, out)
		}
	}
}

// A page that fails in the middle of a list is asked for again after a rest, which
// is said, and the report is the same as without: no other page is asked for twice.
func TestReportGoesOnAfterAPause(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault cwtest.Fault
		least time.Duration
		said  string
	}{
		"too many":  {cwtest.Fault{Kind: cwtest.TooMany, Times: 1, RetryAfter: "30"}, 30 * time.Second, "wants to be left alone for a while; it goes on by itself at 15:00:"},
		"away":      {cwtest.Fault{Kind: cwtest.ServerError, Times: 2}, 20 * time.Second, "; it goes on by itself at 15:00:"},
		"cut off":   {cwtest.Fault{Kind: cwtest.Reset, Times: 1}, 5 * time.Second, "; it goes on by itself at 15:00:"},
		"torn":      {cwtest.Fault{Kind: cwtest.TruncatedJSON, Times: 2}, 20 * time.Second, "; it goes on by itself at 15:00:"},
		"no answer": {cwtest.Fault{Kind: cwtest.Hang, Times: 1}, 35 * time.Second, "; it goes on by itself at 15:00:"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(time.Until(noon())) // virtual time begins long ago
				d := newDesk(t)
				d.server = cwtest.New(cwtest.Options{Now: noon, Still: true, PrivateKey: secretWord, Size: cwtest.Middle, Open: 150})
				d.opts.Now, d.opts.Transport = time.Now, d.server.Transport()
				d.configure("[me]\nzone = \"UTC\"\n[history]\non = false\n")
				calm, _, _ := d.longReport(nil)
				d.server.ForgetJournal()
				began := time.Now()
				paused, said, pages := d.longReport(&c.fault)
				figures := func(doc string) string { _, after, _ := strings.Cut(doc, `"groups"`); return after }
				if figures(calm) != figures(paused) || len(calm) < 500 || pages < 3 {
					t.Errorf("%d pages; the pause changed the report:\n%s\n%s", pages, calm, paused)
				}
				if took := time.Since(began); took < c.least || !strings.Contains(said, c.said) {
					t.Errorf("took %v, said %q", took, said)
				}
				asked, again := map[string]int{}, 0
				for _, e := range d.server.Journal() {
					if asked[e.Path+"?"+e.Query]++; asked[e.Path+"?"+e.Query] > 1 {
						again++
					}
				}
				if again != c.fault.Times {
					t.Errorf("%d requests were sent again: %v", again, asked)
				}
			})
		})
	}
}

// longReport is a report of several pages, the third of which meets a fault, what
// was said meanwhile, and how many pages it has.
func (d *desk) longReport(fault *cwtest.Fault) (doc, said string, pages int) {
	d.t.Helper()
	var out, wrong bytes.Buffer
	p := newProgram(d.env, Streams{In: strings.NewReader(""), Out: &out, Err: &wrong}, d.opts)
	defer p.close()
	tenant, err := p.connect(d.t.Context(), slog.New(slog.DiscardHandler))
	if err != nil {
		d.t.Fatal(err)
	}
	struck := &struck{Reporting: tenant.records, server: d.server, fault: fault}
	tenant.records = struck
	kind, _ := report.Find("time")
	f := &reportFlags{format: choice{"json", render.Formats()}, timeout: lengthFlag{value: time.Hour}, period: choice{value: "this-year"}}
	ask, err := f.ask(kind, tenant)
	if err != nil {
		d.t.Fatal(err)
	}
	if err := f.answer(d.t.Context(), p, tenant, kind, ask); err != nil {
		d.t.Fatal(err)
	}
	return out.String(), wrong.String(), struck.pages
}

// struck has a fault strike after the second page of a list.
type struck struct {
	psa.Reporting
	server *cwtest.Server
	fault  *cwtest.Fault
	pages  int
}

func (s *struck) Records(ctx context.Context, q psa.RecordQuery) (psa.Records, error) {
	told := q.Progress
	q.Progress = func(had, total int) {
		if s.pages++; s.pages == 2 && s.fault != nil {
			s.server.Break(*s.fault)
		}
		told(had, total)
	}
	return s.Reporting.Records(ctx, q)
}

// esc ends a report at any moment, in a rest too: nothing more is asked for.
func TestReportIsCalledOffInARest(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, esc := context.WithCancel(t.Context())
		h := &hasty{}
		x := &tenant{reporting: reporting{records: h}, now: time.Now, zone: time.UTC}
		kind, _ := report.Find("time")
		began := time.Now()
		in := x.lists(ctx, kind, report.Ask{By: "member", Zone: time.UTC, Now: began, From: began, To: began}, func(at reports.Progress) {
			if at.Waits > 0 {
				time.AfterFunc(time.Second, esc)
			}
		})
		if took := time.Since(began); took != time.Second || h.asked != 1 || in.Lists[psa.ListTime].Problem == nil {
			t.Errorf("took %v, %d requests, %v", took, h.asked, in.Lists[psa.ListTime].Problem)
		}
	})
}
