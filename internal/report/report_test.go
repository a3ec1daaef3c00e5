package report

import (
	"strings"
	"testing"
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
)

func at(s string) time.Time { t, _ := time.Parse(time.RFC3339, s); return t }

func monday() Ask {
	return Ask{From: at("2026-03-09T00:00:00Z"), To: at("2026-03-10T00:00:00Z"), By: "member", Zone: time.UTC, Now: at("2026-03-10T15:00:00Z"), Hours: model.OfficeHours()}
}

func TestPeriods(t *testing.T) {
	t.Parallel()
	now := at("2026-03-11T02:00:00Z") // still the 10th in New York, a Tuesday
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"today": "2026-03-10 2026-03-10", "yesterday": "2026-03-09 2026-03-09", "this-week": "2026-03-09 2026-03-10", "last-week": "2026-03-02 2026-03-08",
		"this-month": "2026-03-01 2026-03-10", "last-month": "2026-02-01 2026-02-28", "last-30-days": "2026-02-09 2026-03-10",
		"this-quarter": "2026-01-01 2026-03-10", "last-quarter": "2025-10-01 2025-12-31", "this-year": "2026-01-01 2026-03-10",
	} {
		from, to, err := Period(name, now, zone)
		if got := from.Format(time.DateOnly) + " " + to.Format(time.DateOnly); err != nil || got != want {
			t.Errorf("%s: %s %v, want %s", name, got, err, want)
		}
	}
	if _, _, err := Period("next-week", now, zone); err == nil || !strings.Contains(err.Error(), "last-week") {
		t.Error(err)
	}
	// The period holds both its days, however long they are.
	a := Ask{From: at("2026-03-08T00:00:00Z"), To: at("2026-03-08T00:00:00Z"), Zone: zone}
	from, to := a.Bounds()
	if to.Sub(from) != 23*time.Hour {
		t.Errorf("the day on which clocks change lasts %s", to.Sub(from))
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	r, _ := Find("time")
	for name, change := range map[string]func(*Ask){
		"begins":  func(a *Ask) { a.To = a.From.AddDate(0, 0, -1) },
		"years 2": func(a *Ask) { a.From = at("1999-01-01T00:00:00Z") },
		"three":   func(a *Ask) { a.From = at("2020-01-01T00:00:00Z") },
		"grouped": func(a *Ask) { a.By = "colour" },
	} {
		a := monday()
		change(&a)
		if err := r.Check(a); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := r.Check(monday()); err != nil {
		t.Error(err)
	}
}

func TestEveryReportIsWhole(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, r := range Table() {
		if seen[r.ID] || !strings.HasSuffix(r.Question, "?") || len(r.By) == 0 || len(r.Columns) == 0 || len(r.Role) == 0 || r.needs == nil || r.collect == nil {
			t.Errorf("%s lacks something", r.ID)
		}
		seen[r.ID] = true
		if _, _, err := Period(r.Period, monday().Now, time.UTC); (err == nil) == r.Now {
			t.Errorf("%s: period %q", r.ID, r.Period)
		}
		keys := map[string]bool{}
		for _, c := range r.Columns {
			if keys[c.Key] || c.Title == "" || !strings.HasSuffix(c.Meaning, ".") {
				t.Errorf("%s: column %q", r.ID, c.Key)
			}
			keys[c.Key] = true
		}
	}
}

func logged(id int64, login, start string, hours float64) model.TimeEntry {
	return model.TimeEntry{ID: id, Member: model.MemberRef{ID: 1, Identifier: model.Clean(login)}, Start: at(start), Hours: hours}
}

func figure(t *testing.T, res Result, group, column string) *float64 {
	t.Helper()
	for _, g := range res.Groups {
		if g.Key == group {
			return g.Values[res.Report.column(column)]
		}
	}
	t.Fatalf("no group %q", group)
	return nil
}

// What is not known is nil and said, and never counted as 0.
func TestUnknownIsNotZero(t *testing.T) {
	t.Parallel()
	r, _ := Find("time")
	entry := logged(1, "ACole", "2026-03-09T09:00:00Z", 1)
	entry.Bill.Option = model.Billable
	in := Input{Ask: monday(), Lists: map[psa.List]Got{psa.ListTime: {Records: psa.Records{Time: []model.TimeEntry{entry}}}}}
	res := Make(r, in)
	if v := figure(t, res, "acole", "late"); v != nil {
		t.Errorf("an entry without its date is late: %v", *v)
	}
	if len(res.Notes) != 1 || !strings.Contains(res.Notes[0], "Late leaves out 1 record") {
		t.Errorf("%q", res.Notes)
	}
	in.Lists[psa.ListTime] = Got{Problem: &model.Problem{Kind: model.Forbidden, What: model.Clean("The keys may not list time entries.")}}
	if res = Make(r, in); res.Unavailable == "" || res.RowsTotal != nil || len(res.Groups) != 0 {
		t.Errorf("refused: %+v", res)
	}
	in.Lists[psa.ListTime] = Got{Records: psa.Records{Cut: true, Total: 4000, Skipped: 2}}
	if res = Make(r, in); !res.AtLeast || len(res.Notes) != 2 || !strings.Contains(res.Notes[0], "4,000") {
		t.Errorf("cut: %v %q", res.AtLeast, res.Notes)
	}
}

// Overlaps count with the later entry; without an end an entry lasts its hours.
func TestOverlaps(t *testing.T) {
	t.Parallel()
	all := []model.TimeEntry{
		logged(1, "acole", "2026-03-09T09:00:00Z", 2), logged(2, "acole", "2026-03-09T10:00:00Z", 1), logged(3, "acole", "2026-03-09T10:30:00Z", 1),
		logged(4, "bdoe", "2026-03-09T10:00:00Z", 1), logged(5, "acole", "2026-03-09T11:30:00Z", 1), logged(6, "acole", "2026-03-09T11:45:00Z", 0),
	}
	got := overlapsOf(all)
	for id, want := range map[int64]int{1: 0, 2: 1, 3: 2, 4: 0, 5: 0, 6: 0} {
		if n := got[id]; n == nil || *n != float64(want) {
			t.Errorf("entry %d: %v, want %d", id, show(n), want)
		}
	}
}

// Capacity of a day is that of everybody with an entry in the period: who was away on
// one day could have worked, and the days add up to the total.
func TestCapacityOfADayIsEverybodys(t *testing.T) {
	t.Parallel()
	r, _ := Find("time")
	a := monday()
	a.By = "day"
	in := Input{Ask: a, Lists: map[psa.List]Got{psa.ListTime: {Records: psa.Records{Time: []model.TimeEntry{
		logged(1, "acole", "2026-03-09T09:00:00Z", 9), logged(2, "acole", "2026-03-10T09:00:00Z", 9), logged(3, "bdoe", "2026-03-10T09:00:00Z", 9),
	}}}}}
	res := Make(r, in)
	for day, want := range map[string]float64{"2026-03-09": 18, "2026-03-10": 18} {
		if v := figure(t, res, day, "capacity"); v == nil || *v != want {
			t.Errorf("%s: %v, want %v", day, show(v), want)
		}
	}
	if v := res.Totals[res.Report.column("capacity")]; v == nil || *v != 36 {
		t.Errorf("in all %v", show(v))
	}
	in.By, in.Lists = "company", map[psa.List]Got{psa.ListTime: {}}
	if res = Make(r, in); res.Totals[res.Report.column("capacity")] != nil {
		t.Error("without any entry the capacity of companies is known")
	}
}

// A budget of 0 is one that is known, though nothing can be part of it.
func TestABudgetOfZeroIsKnown(t *testing.T) {
	t.Parallel()
	r, _ := Find("projects")
	open, actual := false, 5.0
	in := Input{Ask: Ask{By: "project", Zone: time.UTC, Now: monday().Now}, Lists: map[psa.List]Got{psa.ListProjects: {Records: psa.Records{Projects: []model.Project{
		{ID: 1, Budget: num(0), Actual: &actual, Closed: &open}, {ID: 2, Actual: &actual, Closed: &open},
	}}}, psa.ListOpen: {}}}
	res := Make(r, in)
	if v := figure(t, res, "1", "budget_hours"); v == nil || *v != 0 {
		t.Errorf("a budget of 0: %v", show(v))
	}
	if v := figure(t, res, "2", "budget_hours"); v != nil {
		t.Errorf("no budget: %v", *v)
	}
	for _, group := range []string{"1", "2"} {
		if used, none := figure(t, res, group, "used"), figure(t, res, group, "no_budget"); used != nil || *none != 1 {
			t.Errorf("%s: %v used, %v without a budget", group, show(used), *none)
		}
	}
}

// Late is after ten o'clock of the next working day: Friday's time may be written
// on Monday morning.
func TestLate(t *testing.T) {
	t.Parallel()
	for entered, want := range map[string]float64{"2026-03-09T10:00:00Z": 0, "2026-03-09T10:00:01Z": 1, "2026-03-07T23:00:00Z": 0} {
		e := logged(1, "acole", "2026-03-06T16:00:00Z", 1)
		e.Bill.Entered = at(entered)
		if got := late(e, monday()); got == nil || *got != want {
			t.Errorf("%s: %v, want %v", entered, got, want)
		}
	}
}

// Amounts of two currencies are never added up.
func TestCurrencies(t *testing.T) {
	t.Parallel()
	r, _ := Find("wip")
	a := monday()
	a.By = "member"
	one, two := logged(1, "acole", "2026-03-09T09:00:00Z", 2), logged(2, "acole", "2026-02-01T09:00:00Z", 1)
	rate := 100.0
	one.Bill.Rate, two.Bill.Rate = &rate, &rate
	one.Bill.Company.ID, two.Bill.Company.ID = 5, 6
	in := Input{Ask: a, Lists: map[psa.List]Got{
		psa.ListUnbilled:   {Records: psa.Records{Time: []model.TimeEntry{one, two}}},
		psa.ListCurrencies: {Records: psa.Records{Currencies: map[model.CompanyID]string{5: "EUR", 6: "USD"}}},
	}}
	res := Make(r, in)
	if len(res.Groups) != 2 || res.Groups[0].Currency != "EUR" || *res.Groups[0].Values[1] != 200 || res.Totals[1] != nil || *res.Totals[0] != 3 {
		t.Errorf("%+v", res)
	}
	if v := res.Groups[1].Values[r.column("31-60")]; v == nil || *v != 100 {
		t.Errorf("37 days old: %v", v)
	}
	in.Lists[psa.ListCurrencies] = Got{Problem: &model.Problem{Kind: model.Forbidden, What: model.Clean("No.")}}
	if res = Make(r, in); res.Unavailable != "" || res.Problem == nil || len(res.Notes) != 2 || res.Totals[1] != nil || res.Groups[0].Values[1] != nil || *res.Totals[0] != 3 {
		t.Errorf("two companies, and their currencies can't be read: %+v", res)
	}
	in.By = "company"
	if res = Make(r, in); len(res.Groups) != 2 || res.Groups[0].Values[1] == nil || *res.Groups[0].Values[1] != 200 || res.Totals[1] != nil {
		t.Errorf("likewise, by company: %+v", res)
	}
	in.Lists[psa.ListUnbilled] = Got{Records: psa.Records{Time: []model.TimeEntry{one}}}
	if res = Make(r, in); res.Totals[1] == nil || *res.Totals[1] != 200 {
		t.Errorf("one company: %+v", res)
	}
}

// Open tickets that can't be read take their own figures along, and no others:
// those are not known, and not 0.
func TestOpenTicketsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC)
	today := time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC)
	denied := Got{Problem: &model.Problem{Kind: model.Forbidden, What: model.Clean("The keys may not list boards.")}}
	hours := 8.0
	for id, in := range map[string]Input{
		"service":  {Ask: Ask{From: today, To: today, By: "board", Zone: time.UTC, Now: now}, Lists: map[psa.List]Got{psa.ListTickets: {Records: psa.Records{Tickets: []*model.Ticket{{ID: 1, Entered: now}}}}, psa.ListOpen: denied}},
		"projects": {Ask: Ask{By: "project", Zone: time.UTC, Now: now}, Lists: map[psa.List]Got{psa.ListProjects: {Records: psa.Records{Projects: []model.Project{{ID: 6, Actual: &hours, Closed: new(bool)}}}}, psa.ListOpen: denied}},
	} {
		kind, _ := Find(id)
		res := Make(kind, in)
		column := kind.column(map[string]string{"service": "open_end", "projects": "open_tickets"}[id])
		if res.Unavailable != "" || len(res.Groups) != 1 || res.Groups[0].Values[column] != nil || res.Totals[column] != nil || res.Problem == nil || len(res.Notes) == 0 {
			t.Errorf("%s: %q, groups %v, notes %q", id, res.Unavailable, res.Groups, res.Notes)
		}
		if first := res.Groups[0].Values[0]; id == "service" && (first == nil || *first != 1) {
			t.Errorf("what was opened: %v", first)
		}
	}
}

// What may be cancelled or closed is in no figure, and each figure says so.
func TestWhatMayBeOver(t *testing.T) {
	t.Parallel()
	now, no, yes, amount := time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC), false, true, 100.0
	end := time.Date(2026, 3, 20, 0, 0, 0, 0, time.UTC)
	ending := []model.Agreement{{ID: 1, End: end, Bill: &amount, Cancelled: &no}, {ID: 2, End: end, Bill: &amount}, {ID: 3, End: end, Bill: &amount, Cancelled: &yes}}
	projects := []model.Project{{ID: 1, Actual: &amount, Closed: &no}, {ID: 2, Actual: &amount}, {ID: 3, Actual: &amount, Closed: &yes}}
	for id, got := range map[string]Got{"renewals": {Records: psa.Records{Agreements: ending}}, "projects": {Records: psa.Records{Projects: projects}}} {
		kind, _ := Find(id)
		list, by := psa.ListEnding, "month"
		if id == "projects" {
			list, by = psa.ListProjects, "company"
		}
		res := Make(kind, Input{Ask: Ask{By: by, Zone: time.UTC, Now: now}, Lists: map[psa.List]Got{list: got}})
		if *res.RowsTotal != 2 || *res.Totals[1] != 100 || len(res.Notes) == 0 || !strings.Contains(res.Notes[0], "leaves out 1 record") {
			t.Errorf("%s: %d records, %v, %q", id, *res.RowsTotal, *res.Totals[1], res.Notes)
		}
	}
}

// Hours, and how an entry is billed, that the server does not say are not 0: they
// are left out, and a note says of how many.
func TestHoursThatAreNotSaid(t *testing.T) {
	t.Parallel()
	rate := 100.0
	said, untold, odd := logged(1, "acole", "2026-03-09T09:00:00Z", 2), logged(2, "acole", "2026-03-09T12:00:00Z", 0), logged(3, "acole", "2026-03-09T14:00:00Z", 1)
	untold.Untold = true
	said.Bill.Option, untold.Bill.Option = model.Billable, model.Billable
	list := []model.TimeEntry{said, untold, odd}
	for i := range list {
		list[i].Bill.Rate = &rate
	}
	for id, l := range map[string]psa.List{"time": psa.ListTime, "wip": psa.ListUnbilled, "absorbed": psa.ListAbsorbed} {
		kind, _ := Find(id)
		in := Input{Ask: monday(), Lists: map[psa.List]Got{l: {Records: psa.Records{Time: list}}}}
		in.By = kind.By[len(kind.By)-1]
		res := Make(kind, in)
		if res.Totals[0] == nil || *res.Totals[0] != 3 || *res.RowsTotal != 3 || len(res.Notes) == 0 || !strings.Contains(res.Notes[0], "Hours leaves out 1 record") {
			t.Errorf("%s: %v, %q", id, res.Totals, res.Notes)
		}
		switch id {
		case "time":
			if b := res.Totals[kind.column("billable")]; *b != 2 || !strings.Contains(strings.Join(res.Notes, " "), "Billable leaves out 2 records") {
				t.Errorf("billable %v, %q", *b, res.Notes)
			}
		default:
			if money := res.Totals[len(res.Totals)-1]; id == "absorbed" && *money != 300 {
				t.Errorf("%v", *money)
			}
		}
	}
}
