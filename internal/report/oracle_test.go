package report_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"daybrief/connectwise"
	"daybrief/connectwise/adapter"
	"daybrief/connectwise/cwtest"
	"daybrief/internal/psa"
	"daybrief/internal/report"
	"daybrief/model"
)

func noon() time.Time { return time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC) }

// desk is a made-up tenant and the way to it.
type desk struct {
	t      *testing.T
	server *cwtest.Server
	way    *adapter.Provider
}

func newDesk(t *testing.T, size cwtest.Size, zone *time.Location) *desk {
	t.Helper()
	return newDeskOf(t, cwtest.Options{Seed: 3, Size: size, Now: noon, Zone: zone})
}

func newDeskOf(t *testing.T, made cwtest.Options) *desk {
	t.Helper()
	s := cwtest.New(made)
	o := s.Options()
	site, siteErr := connectwise.ParseSite("https://demo.example")
	auth, authErr := connectwise.NewBasic(o.Company, o.PublicKey, model.NewSecret(o.PrivateKey), o.ClientID)
	c, err := connectwise.New(site, o.Company, auth, connectwise.WithTransport(s.Transport()), connectwise.WithNow(noon))
	if err := errors.Join(siteErr, authErr, err); err != nil {
		t.Fatal(err)
	}
	return &desk{t, s, adapter.New(c, noon)}
}

// make answers a report from the live server, which must have had nothing to
// refuse.
func (d *desk) make(id string, a report.Ask) report.Result {
	d.t.Helper()
	kind, ok := report.Find(id)
	if !ok {
		d.t.Fatalf("no report %s", id)
	}
	a.Now, a.Hours = noon(), model.OfficeHours()
	if err := kind.Check(a); err != nil {
		d.t.Fatal(err)
	}
	in := report.Input{Ask: a, Lists: map[psa.List]report.Got{}}
	for _, q := range kind.Needs(a) {
		r, err := d.way.Records(context.Background(), q)
		if err != nil {
			d.t.Fatalf("%s: %v", q.List, err)
		}
		in.Lists[q.List] = report.Got{Records: r}
	}
	for _, q := range kind.Recalls(a) {
		if q.List == psa.ListDays { // what only the history has
			one := 1
			in.Lists[q.List] = report.Got{Records: psa.Records{Days: []psa.DayCount{{Day: q.From, Open: &one, Opened: &one, Closed: &one}}}}
		}
	}
	res := report.Make(kind, in)
	if bad := d.server.Refused(); len(bad) > 0 {
		d.t.Errorf("the server refused: %v", bad)
	}
	if res.Unavailable != "" || res.AtLeast {
		d.t.Errorf("%s: %q, at least %v", id, res.Unavailable, res.AtLeast)
	}
	return res
}

// same compares the columns of a truth with a result's, group by group.
func same(t *testing.T, res report.Result, want cwtest.TruthFigures, columns map[string]string) {
	t.Helper()
	if len(want) == 0 {
		t.Fatal("the truth is empty: nothing is tested")
	}
	seen := map[string]bool{}
	for _, g := range res.Groups {
		seen[g.Key] = true
		for mine, theirs := range columns {
			i := slices.IndexFunc(res.Report.Columns, func(c report.Column) bool { return c.Key == mine })
			w, ok := want[g.Key][theirs]
			if got := g.Values[i]; got == nil && ok || got != nil && math.Abs(*got-w) > 0.001 {
				t.Errorf("%s %s of %s (%s): %v, want %v %v", res.Report.ID, mine, g.Key, g.Name, show(got), w, ok)
			}
		}
	}
	for k := range want {
		if !seen[k] {
			t.Errorf("%s: group %q is missing", res.Report.ID, k)
		}
	}
	if len(seen) != len(want) {
		t.Errorf("%s: %d groups, want %d", res.Report.ID, len(seen), len(want))
	}
}

func show(v *float64) any {
	if v == nil {
		return "not known"
	}
	return *v
}

func day(s string) time.Time { d, _ := time.Parse(time.DateOnly, s); return d }

func zones(t *testing.T) []*time.Location {
	t.Helper()
	var out []*time.Location
	for _, name := range []string{"UTC", "America/New_York", "Asia/Kolkata"} {
		z, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, z)
	}
	return out
}

// The report of logged time equals the server's truth, for several periods,
// groupings and zones; clocks change in the second period in New York.
func TestTimeAgainstTheTruth(t *testing.T) {
	t.Parallel()
	for _, zone := range zones(t) {
		d := newDesk(t, cwtest.Small, zone)
		for _, p := range [][2]string{{"2026-02-01", "2026-02-28"}, {"2025-10-27", "2025-11-09"}, {"2026-03-02", "2026-03-10"}} {
			for _, by := range []string{"member", "day", "company"} {
				a := report.Ask{From: day(p[0]), To: day(p[1]), By: by, Zone: zone}
				from, to := a.Bounds()
				same(t, d.make("time", a), d.server.TimeTruth(from, to, zone, by), map[string]string{
					"hours": "hours", "billable": "billable", "no_charge": "no_charge", "do_not_bill": "do_not_bill",
					"late": "late", "no_notes": "no_notes", "overlaps": "overlaps"})
			}
		}
	}
}

// So do the reports of work that is not billed.
func TestWorkAgainstTheTruth(t *testing.T) {
	t.Parallel()
	for _, zone := range zones(t) {
		d := newDesk(t, cwtest.Small, zone)
		a := report.Ask{By: "company", Zone: zone, From: day("2025-12-01"), To: day("2026-02-28")}
		from, to := a.Bounds()
		same(t, d.make("absorbed", a), d.server.WorkTruth(from, to, "absorbed"), map[string]string{"hours": "hours", "value": "amount", "entries": "entries"})
		y, m, today := noon().In(zone).Date()
		same(t, d.make("wip", a), d.server.WorkTruth(model.StartOfDay(y, m, today-400, zone), noon(), "wip"), map[string]string{"hours": "hours", "amount": "amount"})
	}
}

// So does the report of the service desk; its median hours rest on both kinds of
// tickets, and project tickets have none.
func TestServiceAgainstTheTruth(t *testing.T) {
	t.Parallel()
	for _, zone := range zones(t) {
		d := newDesk(t, cwtest.Small, zone)
		for _, p := range [][2]string{{"2026-02-23", "2026-03-08"}, {"2026-03-02", "2026-03-10"}} {
			for _, by := range []string{"day", "board"} {
				a := report.Ask{From: day(p[0]), To: day(p[1]), By: by, Zone: zone}
				from, to := a.Bounds()
				want := d.server.TicketTruth(from, to, zone, by)
				columns := map[string]string{"opened": "opened", "closed": "closed", "same_day": "same_day", "response_hours": "response_hours", "resolution_hours": "resolution_hours"}
				if today := p[1] == "2026-03-10"; today && by == "board" {
					columns["open_end"] = "open_end"
				} else {
					for g, f := range want { // what is open is nobody's business in a period that is over
						if delete(f, "open_end"); f["opened"] == 0 && f["closed"] == 0 {
							delete(want, g)
						}
					}
				}
				same(t, d.make("service", a), want, columns)
			}
		}
	}
}

// And the reports of money that is owed and of contracts that end.
func TestFinanceAgainstTheTruth(t *testing.T) {
	t.Parallel()
	for _, zone := range zones(t) {
		d := newDesk(t, cwtest.Middle, zone)
		same(t, d.make("projects", report.Ask{By: "project", Zone: zone}), d.server.ProjectTruth(model.CalendarDay(noon(), zone).Unix()), map[string]string{
			"budget_hours": "budget_hours", "actual_hours": "actual_hours", "late": "late", "no_budget": "no_budget", "open_tickets": "open_tickets"})
		same(t, d.make("receivables", report.Ask{By: "company", Zone: zone}), d.server.InvoiceTruth(noon(), zone), map[string]string{
			"balance": "balance", "count": "count", "oldest_days": "oldest_days", "0-30": "0-30", "not_due": "not_due", "over-365": "over-365"})
		for _, within := range []int{0, 30, 400} {
			days := within
			if days == 0 {
				days = 90
			}
			same(t, d.make("renewals", report.Ask{By: "company", Zone: zone, Within: within}), d.server.RenewalTruth(noon(), zone, days), map[string]string{
				"count": "count", "amount": "amount", "in_30": "in_30", "in_60": "in_60", "in_90": "in_90"})
		}
	}
}

// And those of contracts: by agreement, and by company with the tickets.
func TestContractsAgainstTheTruth(t *testing.T) {
	t.Parallel()
	for _, zone := range zones(t) {
		d := newDesk(t, cwtest.Small, zone)
		for _, p := range [][2]string{{"2026-02-01", "2026-02-28"}, {"2025-12-15", "2026-03-10"}, {"2026-03-09", "2026-03-09"}} {
			a := report.Ask{From: day(p[0]), To: day(p[1]), By: "agreement", Zone: zone}
			same(t, d.make("agreements", a), d.server.Books().Agreements(a.From, a.To, zone, false), map[string]string{
				"revenue": "revenue", "products": "products", "hours": "hours", "labour": "labour", "margin": "margin", "margin_rate": "margin_rate", "per_hour": "per_hour"})
			a.By = "company"
			same(t, d.make("customers", a), d.server.Books().Agreements(a.From, a.To, zone, true), map[string]string{
				"revenue": "revenue", "hours": "hours", "margin": "margin", "per_hour": "per_hour", "tickets": "tickets"})
		}
	}
}

// And that of opportunities; in a big company more than forecasts are read for.
func TestOpportunitiesAgainstTheTruth(t *testing.T) {
	t.Parallel()
	for _, zone := range zones(t) {
		for _, size := range []cwtest.Size{cwtest.Small, cwtest.Middle} {
			d := newDesk(t, size, zone)
			for _, by := range []string{"company", "stage", "member"} {
				res := d.make("opportunities", report.Ask{By: by, Zone: zone})
				columns := map[string]string{"count": "count", "past_close": "past_close", "no_revenue": "no_revenue", "revenue": "revenue"}
				same(t, joined(res), d.server.Books().Opportunities(noon(), zone, by, psa.MostForecasts), columns)
			}
		}
	}
}

// And those of activities, on servers that say when one was closed and on those
// that don't.
func TestActivitiesAgainstTheTruth(t *testing.T) {
	t.Parallel()
	for _, zone := range zones(t) {
		for _, version := range []string{"v2026.4.12345", "v2025.8.100"} {
			d := newDeskOf(t, cwtest.Options{Seed: 3, Size: cwtest.Small, Now: noon, Zone: zone, Version: version})
			for _, by := range []string{"member", "type", "company"} {
				same(t, d.make("activities", report.Ask{By: by, Zone: zone}), d.server.Books().Activities(noon(), zone, by), map[string]string{
					"past_due": "past_due", "this_week": "this_week", "done_this_week": "done_this_week"})
			}
			for _, p := range [][2]string{{"2026-02-01", "2026-02-28"}, {"2025-10-27", "2026-03-10"}} {
				for _, by := range []string{"member", "type", "month"} {
					a := report.Ask{From: day(p[0]), To: day(p[1]), By: by, Zone: zone}
					same(t, d.make("activity-tracker", a), d.server.Books().Tracker(a.From, a.To, zone, by), map[string]string{"count": "count", "points": "points"})
				}
			}
			same(t, d.make("campaigns", report.Ask{By: "campaign", Zone: zone}), d.server.Books().Campaigns(noon(), zone), map[string]string{
				"total": "total", "open": "open", "past_due": "past_due", "closed": "closed", "companies": "companies"})
		}
	}
}

// joined puts the currencies of a group together: what a truth has added up.
func joined(res report.Result) report.Result {
	var out []report.Group
	at := map[string]int{}
	for _, g := range res.Groups {
		i, ok := at[g.Key]
		if !ok {
			at[g.Key], g.Values = len(out), slices.Clone(g.Values)
			out = append(out, g)
			continue
		}
		for k, v := range g.Values {
			switch have := out[i].Values[k]; {
			case v == nil:
			case have == nil:
				out[i].Values[k] = v
			default:
				sum := *have + *v
				out[i].Values[k] = &sum
			}
		}
	}
	res.Groups = out
	return res
}

// Whatever records are behind a report stand behind its groups too, and buckets
// add up to the amount.
func TestFiguresAddUp(t *testing.T) {
	t.Parallel()
	d := newDesk(t, cwtest.Small, time.UTC)
	for _, kind := range report.Table() {
		for _, by := range kind.By {
			res := d.make(kind.ID, report.Ask{From: day("2026-02-01"), To: day("2026-02-28"), By: by, Zone: time.UTC})
			if len(res.Groups) == 0 || res.RowsTotal == nil || *res.RowsTotal == 0 {
				t.Errorf("%s by %s is empty", kind.ID, by)
			}
			for i, c := range kind.Columns {
				sum := 0.0
				for _, row := range res.Rows {
					if row.Values[i] != nil {
						sum += *row.Values[i]
					}
				}
				if got := res.Totals[i]; adds(c) && kind.ID != "records" && // which are counted and not listed
					got != nil && math.Abs(*got-sum) > 0.01 {
					t.Errorf("%s by %s: %s is %v, its rows add up to %v", kind.ID, by, c.Key, *got, sum)
				}
			}
		}
	}
}

// adds reports whether a column is the sum of its rows.
func adds(c report.Column) bool {
	return c.Unit != report.Rate && c.Unit != report.Days && c.Key != "capacity" && c.Key != "per_hour" && c.Key != "margin" && c.Key != "companies" && c.Key != "open_end"
}
