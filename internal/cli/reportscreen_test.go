package cli

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/internal/psa"
	"daybrief/internal/report"
	"daybrief/model"
	"daybrief/ui/reports"
	"daybrief/ui/uitest"
)

// The whole program in the demo: a report asked for, another figure, grouping and
// period, the records behind a figure, the ticket of one, the way back, the
// palette, the export.
func TestReportsOnScreen(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var s shot
		x := uitest.Start(t, s.app(t), 160, 45)
		x.Pass(5 * time.Second)
		x.Press("5")
		x.Wants("5 Reports", "Press enter to ask.", "Kill rate", "Service Tickets (Service Desk), Inquire All")
		x.Press("down", "enter")
		x.Pass(time.Minute)
		x.Wants("Where did the hours go?", "last week, 2 Mar to 8 Mar 2026", "total of")
		x.Press("right")
		x.Wants("Of these, hours of entries that are Billable.")
		x.Press("b")
		x.Pass(time.Minute)
		x.Wants("by day", "2026-03-02")
		x.Press("p")
		x.Pass(time.Minute)
		x.Wants("this month, 1 Mar to 10 Mar 2026")
		x.Press("[", "enter")
		x.Wants("last week, 2 Mar to 8 Mar 2026", "1 of ", "time entry")
		x.Press("e")
		x.Wants("Export ", "daybrief-report-time-records-")
		x.Press("esc", "esc", "esc")
		x.Press(":")
		for _, r := range "contracts earn" {
			x.Press(string(r))
		}
		x.Wants("Which contracts earn money?")
		x.Press("enter")
		x.Pass(time.Minute)
		x.Wants("Which contracts earn money?", "Margin", "total of")
		x.Press("1", "5")
		x.Wants("Which contracts earn money?", "total of")
		x.Press("?")
		x.Wants("group by the next", "the figure to the right")
	})
}

// Every report of the demo has an answer on a small screen, and esc leads back.
func TestEveryReportOnASmallScreen(t *testing.T) {
	t.Parallel()
	skipRaced(t)
	synctest.Test(t, func(t *testing.T) {
		var s shot
		x := uitest.Start(t, s.app(t), 80, 24)
		x.Pass(5 * time.Second)
		x.Press("5")
		for _, r := range report.Table() {
			x.Press("enter")
			x.Pass(2 * time.Minute)
			x.Wants(r.Question, "asked 1")
			if !x.Has("total of") && !x.Has("Nothing was found") {
				t.Errorf("%s:\n%s", r.ID, x.Text())
			}
			x.Press("esc", "down")
		}
	})
}

// A pause that the server asks for is told, and then the report goes on.
func TestReportWaits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &program{machine: machine{environ: []string{"LANG=C.UTF-8"}, opts: Options{Now: time.Now}}}
		t.Cleanup(p.close)
		m := newMade()
		m.seed, m.size.value, m.now.at = 3, "small", pictureNoon()
		tenant, err := p.demoTenant(m, 1)
		if err != nil {
			t.Fatal(err)
		}
		tenant.records = &hasty{Reporting: tenant.records}
		kind, _ := report.Find("time")
		ask := report.Ask{By: "member", Zone: time.UTC, Now: pictureNoon(), Hours: model.OfficeHours()}
		if ask.From, ask.To, err = report.Period("last-week", ask.Now, ask.Zone); err != nil {
			t.Fatal(err)
		}
		var said []reports.Progress
		res := reportSource{fixed(tenant)}.Run(context.Background(), kind, ask, func(at reports.Progress) { said = append(said, at) })
		if res.Unavailable != "" || len(res.Groups) == 0 {
			t.Fatalf("%+v", res.Unavailable)
		}
		waited, last := false, said[len(said)-1]
		for _, at := range said {
			waited = waited || at.Waits == 30*time.Second
		}
		if !waited || last.Waits != 0 || last.Had == 0 || last.Pages == 0 || last.Of != 1 || last.List != "time entries" {
			t.Errorf("told %+v", said)
		}
		tenant.records = nil
		if p := (reportSource{fixed(tenant)}).Lacks(); p == nil || !strings.Contains(p.What.String(), "does not offer reports") {
			t.Errorf("without records: %v", p)
		}
	})
}

// hasty wants to be left alone at first.
type hasty struct {
	psa.Reporting
	asked int
}

func (h *hasty) Records(ctx context.Context, q psa.RecordQuery) (psa.Records, error) {
	p := &model.Problem{Kind: model.RateLimited, RetryAfter: 30 * time.Second}
	if h.asked++; h.asked == 1 && !q.Patience(ctx, p, 1) {
		return psa.Records{}, p
	}
	return h.Reporting.Records(ctx, q)
}

// fixed is a tenant whose settings do not change.
func fixed(t *tenant) func() *tenant { return func() *tenant { return t } }
