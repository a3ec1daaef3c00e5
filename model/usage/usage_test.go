package usage

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

func date2026(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, "2026-"+s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// month makes the 31 days up to the day of asked. days is what people did: "8" on
// each working day, then single days and stretches, the later one wins:
// "8 03-06=0 02-20..02-27=3".
func month(t *testing.T, asked time.Time, days string) (from time.Time, users []int) {
	t.Helper()
	y, m, d := asked.Date()
	from = time.Date(y, m, d-30, 0, 0, 0, 0, time.UTC)
	users = make([]int, 31)
	for i, word := range strings.Fields(days) {
		when, what, ok := strings.Cut(word, "=")
		var n int
		if !ok {
			when, what = "", word
		}
		if _, err := fmt.Sscan(what, &n); err != nil || !ok && i > 0 {
			t.Fatal(word)
		}
		first, last := from, from.AddDate(0, 0, 29) // not today
		if when != "" {
			a, b, stretch := strings.Cut(when, "..")
			first = date2026(t, a)
			if last = first; stretch {
				last = date2026(t, b)
			}
		}
		for at := first; !at.After(last); at = at.AddDate(0, 0, 1) {
			if when != "" || at.Weekday() != time.Saturday && at.Weekday() != time.Sunday {
				users[int(at.Sub(from)/day)] = n
			}
		}
	}
	return from, users
}

func acme() []model.CompanyRef {
	return []model.CompanyRef{{ID: 7, Identifier: model.Clean("ACME"), Name: model.Clean("Acme Ltd")}}
}

func rules() Rules { return Rules{Zone: time.UTC, Hours: model.OfficeHours()} }

func TestVerdicts(t *testing.T) {
	t.Parallel()
	// Tue 10 March, with Mon 9 as the last working day and Fri 6 before it.
	tue := time.Date(2026, 3, 10, 10, 0, 0, 0, time.UTC)
	sun := time.Date(2026, 3, 8, 10, 0, 0, 0, time.UTC)
	holiday := rules()
	holiday.Hours.Holidays = []time.Time{time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 6, 0, 0, 0, 0, time.UTC)}
	seven := rules()
	seven.Hours.Days = [7]bool{true, true, true, true, true, true, true}
	none := rules()
	none.Hours.Days = [7]bool{}
	for _, tc := range []struct {
		name, days string
		asked      time.Time
		rules      Rules
		want       Change
		quiet      int
	}{
		{"steady", "8", tue, rules(), Steady, 0},
		{"nothing at all", "0", tue, rules(), Steady, 0},
		{"a weekend is no silence", "8", sun, rules(), Steady, 0},
		{"two working days and a weekend", "8 03-06..03-09=0", tue, rules(), Fell, 2},
		{"three working days", "8 03-05..03-09=0", tue, rules(), Silent, 3},
		{"one day, then today", "8 03-05..03-09=0 03-10=1", tue, rules(), Fell, 0},
		{"used on the weekend between", "8 03-05..03-09=0 03-07=4 03-08=4", tue, rules(), Silent, 3},
		{"seen on Sunday, used on Sunday", "8 03-04..03-06=0 03-08=2", sun, rules(), Fell, 0},
		{"seen on Sunday, used on Saturday", "8 03-04..03-06=0 03-07=2", sun, rules(), Silent, 3},
		{"mean just 3", "3 03-05..03-09=0", tue, rules(), Silent, 3},
		{"mean just below 3", "3 03-04=2 03-05..03-09=0", tue, rules(), Steady, 3},
		{"long silent", "8 02-16..03-09=0", tue, rules(), Silent, 16},
		{"the window keeps three days of mean", "8 02-12..03-09=0", tue, rules(), Silent, 18},
		{"the window keeps two", "8 02-11..03-09=0", tue, rules(), Steady, 19},
		{"new: three days, then silence", "0 03-02..03-04=9", tue, rules(), Silent, 3},
		{"new: two days, then silence", "0 03-03..03-04=11", tue, rules(), Fell, 3},
		{"new: on a Saturday only", "0 02-28=50", tue, rules(), Steady, 6},
		{"just half", "8 03-09=4", tue, rules(), Fell, 0},
		{"just above half", "8 03-09=5", tue, rules(), Steady, 0},
		{"half of an odd sum", "5 03-06=6 03-09=2", tue, rules(), Fell, 0},         // 36/7: half is 2.57
		{"above half of an odd sum", "5 03-06=6 03-09=3", tue, rules(), Steady, 0}, // 3 > 2.57
		{"mean just 5, none", "5 03-09=0", tue, rules(), Fell, 1},
		{"mean just below 5", "5 03-06=4 03-09=0", tue, rules(), Steady, 1},
		{"double", "8 03-09=16", tue, rules(), Rose, 0},
		{"just below double", "8 03-09=15", tue, rules(), Steady, 0},
		{"double of little", "4 03-09=40", tue, rules(), Steady, 0},
		{"new: three days of mean", "0 03-04..03-06=8 03-09=20", tue, rules(), Rose, 0},
		{"new: two days of mean", "0 03-05..03-06=8 03-09=20", tue, rules(), Steady, 0},
		{"new: first day", "0 03-09=20", tue, rules(), Steady, 0},
		{"new: today", "0 03-10=20", tue, rules(), Steady, 0},
		{"first use on a day off counts from Monday", "0 02-28=1 03-02..03-06=8 03-09=3", tue, rules(), Fell, 0},
		{"zeros after the first use count", "0 02-25=14 03-09=14", tue, rules(), Steady, 0}, // 14/7 = 2
		{"today does not count", "8 03-10=0", tue, rules(), Steady, 0},
		{"today's surge does not count", "8 03-10=99", tue, rules(), Steady, 0},
		{"an old change is over", "8 03-03=1", tue, rules(), Steady, 0},
		{"holidays are no silence", "8 03-05..03-09=0", tue, holiday, Fell, 1},
		{"holidays in a silence", "8 03-03..03-09=0", tue, holiday, Silent, 3},
		{"every day is a working day", "8 02-14..02-15=8 02-21..02-22=8 02-28..03-01=8 03-07..03-09=0", tue, seven, Silent, 3},
		{"no day is a working day: all are", "8 02-14..02-15=8 02-21..02-22=8 02-28..03-01=8 03-07..03-09=0", tue, none, Silent, 3},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			from, users := month(t, tc.asked, tc.days)
			u := model.Usage{Asked: tc.asked, From: from, Days: 31, Events: []model.UsageEvent{{Name: model.Clean("login")}},
				Rows: []model.UsageRow{{Name: model.Clean("acme ltd"), Users: users}}}
			r := Judge(u, acme(), tc.rules)
			c := r.Client(7)
			if c == nil || c.Change != tc.want || c.Quiet != tc.quiet {
				t.Fatalf("%s, %d quiet days, want %s and %d (last %d, mean %s, before %s)", c.Change, c.Quiet, tc.want, tc.quiet, c.Last, c.Mean, c.Before)
			}
			if (len(r.Changed) == 1) != (tc.want != Steady) || (c.Words(r.LastDay) != "") != (tc.want != Steady) {
				t.Errorf("%d changed, %q", len(r.Changed), c.Words(r.LastDay))
			}
		})
	}
}

// The largest event of the day is the company's use, not the sum; spellings are
// added up event by event before.
func TestUsersOfACompany(t *testing.T) {
	t.Parallel()
	asked := time.Date(2026, 3, 10, 10, 0, 0, 0, time.UTC)
	from, a := month(t, asked, "4 03-09=9")
	_, b := month(t, asked, "3 03-09=1")
	u := model.Usage{Asked: asked, From: from, Days: 31, Events: []model.UsageEvent{{Name: model.Clean("login")}, {Name: model.Clean("report")}}, Rows: []model.UsageRow{
		{Name: model.Clean("Acme Ltd"), Users: slices.Concat(a, b)}, {Name: model.Clean(" ACME "), Users: slices.Concat(b, a)},
		{Name: model.Clean("the acme people"), Users: slices.Concat(a, make([]int, 31))},
	}}
	r := rules()
	r.Companies = map[string]string{"The Acme People ": "acme"}
	rep := Judge(u, acme(), r)
	c := rep.Client(7)
	if len(rep.Clients) != 1 || len(c.Names) != 3 || len(rep.Unmatched) != 0 {
		t.Fatalf("%d clients, %v, %v", len(rep.Clients), c.Names, rep.Unmatched)
	}
	if c.Last != 9+1+9 || c.Mean.String() != "11" || c.Events[0].Last != 19 || c.Events[1].Last != 10 || c.Events[1].Mean.String() != "7" {
		t.Errorf("%d after %s; %v", c.Last, c.Mean, c.Events)
	}
	if got := c.Events[0].Against(rep.LastDay); got != "19 users on Mon 9 Mar, 11 a day before (+72 %)" {
		t.Error(got)
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	companies := []model.CompanyRef{
		{ID: 1, Identifier: model.Clean("ACME"), Name: model.Clean("Acme Ltd")}, {ID: 2, Identifier: model.Clean("Twin1"), Name: model.Clean("Twin")},
		{ID: 3, Identifier: model.Clean("Twin2"), Name: model.Clean("twin ")}, {ID: 4, Identifier: model.Clean("Acme Ltd"), Name: model.Clean("Acme Holding")},
		{ID: 5, Name: model.Clean("Müller & Söhne")}, {ID: 5, Name: model.Clean("Müller & Söhne")}, {ID: 0, Identifier: model.Clean("ghost")},
	}
	m := newMatcher(companies, map[string]string{"old acme": "ACME", "lost": "GONE", "TWIN ONE": "twin1", "by name": "müller & söhne"})
	for name, want := range map[string]string{
		"acme": "1", " ACME\t": "1", "Acme Ltd": "4", "acme holding": "4", "twin": Several, "Twin2": "3", "MÜLLER & SÖHNE": "5", "Old Acme": "1",
		"lost": BadMapping, "twin one": "2", "by name": "5", "ghost": NoCompany, "": NoCompany, "Acme": "1", "Acme Limited": NoCompany,
	} {
		ref, why := m.company(model.Clean(name))
		got := why.Code
		if got == "" {
			got = fmt.Sprint(ref.ID)
		}
		if got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}

// What names no company is listed, the most used first; what names nobody is
// counted by itself.
func TestUnmatched(t *testing.T) {
	t.Parallel()
	asked := time.Date(2026, 3, 10, 10, 0, 0, 0, time.UTC)
	from, users := month(t, asked, "3")
	_, more := month(t, asked, "5")
	u := model.Usage{Asked: asked, From: from, Days: 31, Events: []model.UsageEvent{{}}, Rows: []model.UsageRow{
		{Name: model.Clean("Nobody AG"), Users: users}, {Name: model.Clean("Somebody AG"), Users: more, Unsure: true},
		{Name: model.Clean("undefined"), Users: more}, {Name: model.Clean("x"), Users: users},
	}}
	r := rules()
	r.Companies = map[string]string{"X": "Gone\x1b[31m"}
	rep := Judge(u, acme(), r)
	var words []string
	for _, s := range rep.Unmatched {
		words = append(words, s.Words())
	}
	if got := strings.Join(words, "; "); got != "Somebody AG; Nobody AG; x (usage.companies says "+model.Clean("Gone\x1b[31m").String()+", which is no company)" {
		t.Error(got)
	}
	if rep.Unnamed != 5 || rep.Unsure != 1 || len(rep.Clients) != 0 {
		t.Errorf("%d unnamed, %d unsure", rep.Unnamed, rep.Unsure)
	}
}

// Nothing is judged by numbers that are not all known, nor after days that the
// service does not tell of.
func TestUnknown(t *testing.T) {
	t.Parallel()
	asked := time.Date(2026, 3, 10, 10, 0, 0, 0, time.UTC)
	from, users := month(t, asked, "8 03-05..03-09=0")
	u := model.Usage{Asked: asked, From: from, Days: 31, Events: []model.UsageEvent{{}}, Rows: []model.UsageRow{{Name: model.Clean("acme"), Users: users, Unsure: true}}}
	if r := Judge(u, acme(), rules()); len(r.Changed) != 0 || r.Unsure != 1 || r.Client(7).Quiet != 0 {
		t.Errorf("%+v", r.Client(7))
	}
	for days, known := range map[int]bool{31: true, 30: true, 29: false, 20: false, 0: false} {
		u := u
		u.Days = days
		u.Rows = []model.UsageRow{{Name: model.Clean("acme"), Users: users[:days]}}
		r := Judge(u, acme(), rules())
		if r.LastDay.IsZero() == known || (len(r.Changed) == 1) != known {
			t.Errorf("%d days: last %s, %d changed", days, r.LastDay, len(r.Changed))
		}
	}
	if r := Judge(model.Usage{}, acme(), rules()); len(r.Clients) != 0 || r.Client(7) != nil || !r.LastDay.IsZero() {
		t.Error("nothing was judged")
	}
	var none *Report
	if none.Client(7) != nil {
		t.Error("nil")
	}
	// The first hours of a window that begins later.
	short := model.Usage{Asked: asked, From: asked.Truncate(day), Days: 1, Events: []model.UsageEvent{{}}, Rows: []model.UsageRow{{Name: model.Clean("acme"), Users: []int{4}}}}
	if r := Judge(short, acme(), rules()); len(r.Changed) != 0 || !r.LastDay.IsZero() {
		t.Error("judged by today")
	}
}

// The same moment is Monday in one zone and Tuesday in the other.
func TestMidnightInTwoZones(t *testing.T) {
	t.Parallel()
	auckland, err := time.LoadLocation("Pacific/Auckland")
	if err != nil {
		t.Fatal(err)
	}
	angeles, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	asked := time.Date(2026, 3, 10, 5, 0, 0, 0, time.UTC) // Tue 18:00 in Auckland, Mon 22:00 in Los Angeles
	from, users := month(t, asked, "8 03-05..03-09=0")
	u := model.Usage{Asked: asked, From: from, Days: 31, Events: []model.UsageEvent{{}}, Rows: []model.UsageRow{{Name: model.Clean("acme"), Users: users}}}
	for zone, want := range map[*time.Location]string{auckland: "Mon 9 Mar", time.UTC: "Mon 9 Mar", angeles: "Fri 6 Mar"} {
		r := rules()
		r.Zone = zone
		if rep := Judge(u, acme(), r); date(rep.LastDay) != want || (len(rep.Changed) > 0 && rep.Changed[0].Change == Silent) != (want == "Mon 9 Mar") {
			t.Errorf("%s: last day %s, %v", zone, date(rep.LastDay), rep.Changed)
		}
	}
}

func TestWorstFirstAndWords(t *testing.T) {
	t.Parallel()
	asked := time.Date(2026, 3, 10, 10, 0, 0, 0, time.UTC)
	rows, companies := []model.UsageRow{}, []model.CompanyRef{}
	var from time.Time
	for i, days := range []string{"8 03-09=20", "8 03-09=2", "12 03-09=3", "8 03-04..03-09=0", "90 03-05..03-09=0", "8", "8 03-09=2"} {
		f, users := month(t, asked, days)
		from = f
		ref := model.CompanyRef{ID: model.CompanyID(i + 1), Identifier: model.Clean("c" + fmt.Sprint(i+1))}
		rows, companies = append(rows, model.UsageRow{Name: ref.Identifier, Users: users}), append(companies, ref)
	}
	rep := Judge(model.Usage{Asked: asked, From: from, Days: 31, Events: []model.UsageEvent{{}}, Rows: rows}, companies, rules())
	var got []string
	for _, c := range rep.Changed {
		got = append(got, fmt.Sprint(c.Company.ID)+" "+c.Words(rep.LastDay))
	}
	want := []string{
		"5 silent since Thu 5 Mar: 3 working days without use, 90 users a day before", "4 silent since Wed 4 Mar: 4 working days without use, 8 users a day before",
		"3 fell to 3 users on Mon 9 Mar, 12 a day before (-75 %)", "2 fell to 2 users on Mon 9 Mar, 8 a day before (-75 %)", "7 fell to 2 users on Mon 9 Mar, 8 a day before (-75 %)",
		"1 rose to 20 users on Mon 9 Mar, 8 a day before (+150 %)",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
	for m, want := range map[Mean]string{{0, 0}: "–", {87, 7}: "12.4", {84, 7}: "12", {1, 3}: "0.3", {2999, 1}: "2,999", {199, 20}: "10"} {
		if m.String() != want {
			t.Errorf("%v: %s", m, m.String())
		}
	}
}

// BenchmarkJudge2000Clients: five events, 31 days.
func BenchmarkJudge2000Clients(b *testing.B) {
	asked := time.Date(2026, 3, 10, 10, 0, 0, 0, time.UTC)
	u := model.Usage{Asked: asked, From: time.Date(2026, 2, 8, 0, 0, 0, 0, time.UTC), Days: 31, Events: make([]model.UsageEvent, 5)}
	var companies []model.CompanyRef
	for i := range 2000 {
		users := make([]int, 5*31)
		for d := range users {
			users[d] = (i*d + d) % 37
		}
		name := fmt.Sprintf("Client %d Limited", i)
		u.Rows = append(u.Rows, model.UsageRow{Name: model.Clean(name), Users: users})
		companies = append(companies, model.CompanyRef{ID: model.CompanyID(i + 1), Identifier: model.Clean(fmt.Sprint("C", i)), Name: model.Clean(name)})
	}
	for b.Loop() {
		if r := Judge(u, companies, rules()); len(r.Clients) != 2000 {
			b.Fatal(len(r.Clients))
		}
	}
}
