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

// A pause that the server asks for in the middle of a list is waited for, and the
// report is the same as without one: nothing is lost, nothing counts twice.
func TestReportGoesOnAfterAPause(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(noon())) // virtual time begins long ago
		d := newDesk(t)
		d.server = cwtest.New(cwtest.Options{Now: noon, Still: true, PrivateKey: secretWord, Size: cwtest.Middle, Open: 150})
		d.opts.Now, d.opts.Transport = noon, d.server.Transport()
		d.configure("[history]\non = false\n")
		answer := func(strike bool) (string, time.Duration) {
			var out, wrong bytes.Buffer
			p := newProgram(d.env, Streams{In: strings.NewReader(""), Out: &out, Err: &wrong}, d.opts)
			defer p.close()
			tenant, err := p.connect(t.Context(), slog.New(slog.DiscardHandler))
			if err != nil {
				t.Fatal(err)
			}
			if strike {
				tenant.records = &struck{Reporting: tenant.records, server: d.server}
			}
			kind, _ := report.Find("time")
			f := &reportFlags{format: choice{"json", render.Formats()}, timeout: lengthFlag{value: time.Hour}, period: choice{value: "this-year"}}
			ask, err := f.ask(kind, tenant)
			if err != nil {
				t.Fatal(err)
			}
			began := time.Now()
			if err := f.answer(t.Context(), p, tenant, kind, ask); err != nil {
				t.Fatal(err)
			}
			return out.String(), time.Since(began)
		}
		calm, _ := answer(false)
		paused, took := answer(true)
		if calm != paused || len(calm) < 500 {
			t.Errorf("the pause changed the report:\n%s\n%s", calm, paused)
		}
		if took < 30*time.Second {
			t.Errorf("took %v: the server asked for 30 s", took)
		}
	})
}

// struck has the server ask for a pause after the first page of a list.
type struck struct {
	psa.Reporting
	server *cwtest.Server
	done   bool
}

func (s *struck) Records(ctx context.Context, q psa.RecordQuery) (psa.Records, error) {
	told := q.Progress
	q.Progress = func(had, total int) {
		if had < total && !s.done {
			s.done = true
			s.server.Break(cwtest.Fault{Kind: cwtest.TooMany, Times: 1, RetryAfter: "30"})
		}
		told(had, total)
	}
	return s.Reporting.Records(ctx, q)
}
