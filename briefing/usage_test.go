package briefing

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

// usageOf is a month of use on working days up to noon's: name and the users of
// the days before the last four, then of those four (Wed 4 to Mon 9 March).
func usageOf(rows map[string][5]int) model.Usage {
	u := model.Usage{Asked: noon(), From: time.Date(2026, 2, 8, 0, 0, 0, 0, time.UTC), Days: 31, Events: []model.UsageEvent{{Name: model.Clean("login")}}}
	for _, name := range slices.Sorted(maps.Keys(rows)) {
		n := rows[name]
		users := make([]int, 31)
		for d := range 30 {
			if at := u.From.AddDate(0, 0, d); at.Weekday() != time.Saturday && at.Weekday() != time.Sunday {
				users[d] = n[0]
			}
		}
		users[24], users[25], users[26], users[29] = n[1], n[2], n[3], n[4]
		u.Rows = append(u.Rows, model.UsageRow{Name: model.Clean(name), Users: users})
	}
	return u
}

// withUsage adds a month of use of the clients of a tenant.
func withUsage(s *model.Snapshot, u model.Usage) *model.Snapshot {
	s.Usage = model.Fresh[model.Usage]{Value: u, At: u.Asked}
	s.Health = append(s.Health, model.Health{Source: model.SourceUsage, At: noon(), Every: 15 * time.Minute})
	for i, name := range []string{"Acme", "Birch", "Cedar", "Dogwood", "Elm", "Fir"} {
		s.Companies.Value = append(s.Companies.Value, model.Company{ID: model.CompanyID(i + 1), Identifier: model.Clean(name[:2]), Name: model.Clean(name)})
	}
	return s
}

func TestUsageSection(t *testing.T) {
	t.Parallel()
	of := func(id model.CompanyID) func(*model.Ticket) { return func(t *model.Ticket) { t.Company.ID = id } }
	old := func(t *model.Ticket) { t.Entered = noon().AddDate(0, 0, -3) }
	first := func(t *model.Ticket) { t.Priority = model.PriorityRef{ID: 2, Name: model.Clean("Priority 2 - High")} }
	s := withUsage(tenant(noon(), ticket(1, of(3), old), ticket(2, of(3), old, first), ticket(3, of(2)), ticket(4, of(1), old)), usageOf(map[string][5]int{
		"acme": {8, 8, 0, 0, 0}, "bi": {12, 12, 12, 12, 4}, "CEDAR": {20, 20, 20, 20, 8}, "Dogwood": {8, 8, 8, 8, 20}, "Elm": {8, 8, 8, 8, 7}, "Nobody AG": {1, 1, 1, 1, 1}, "undefined": {2, 2, 2, 2, 2},
	}))
	b := build(s, noon())
	sec := b.Section(SectionUsage)
	var got []string
	for _, it := range sec.Items {
		got = append(got, string(it.Kind)+" "+it.Summary.String()+" "+it.Status.String()+": "+strings.Join(it.Reasons, "; ")+[]string{"", "", "", " (red)"}[it.Tone])
	}
	want := []string{
		"usage Acme silent: silent since Thu 5 Mar: 3 working days without use, 8 users a day before",
		"usage Cedar fell: fell to 8 users on Mon 9 Mar, 20 a day before (-60 %); open: #2, priority 2 - High (red)",
		"usage Birch fell: fell to 4 users on Mon 9 Mar, 12 a day before (-66 %); open: #3, came in 11:00 (red)",
		"usage Dogwood rose: rose to 20 users on Mon 9 Mar, 8 a day before (+150 %)",
		"number 1 name matches no company : Nobody AG",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
	if sec.Partial != "up to 2 users a day can't be told to belong to a client, because the events name none" || sec.Unavailable != "" || sec.Urgent || sec.Count != 5 {
		t.Errorf("%q, %q", sec.Partial, sec.Unavailable)
	}
	if !strings.Contains(b.Summary, "Acme no longer uses our products; Cedar uses our products less") {
		t.Error(b.Summary)
	}
}

// What is missing is said, and nothing is made of it.
func TestUsageThatIsNotKnown(t *testing.T) {
	t.Parallel()
	section := func(s *model.Snapshot, change ...func(*Rules)) *Section {
		return build(s, noon(), change...).Section(SectionUsage)
	}
	own := func(r *Rules) { r.Sections, r.Role = nil, Manager }
	s := tenant(noon())
	if sec := section(s); !strings.Contains(sec.Unavailable, "[usage]") {
		t.Errorf("not counted: %q", sec.Unavailable)
	}
	if section(s, own) != nil {
		t.Error("a section that nobody asked for")
	}
	s.Health = append(s.Health, model.Health{Source: model.SourceUsage, Every: 15 * time.Minute})
	if sec := section(s, own); sec == nil || sec.Unavailable != "usage numbers: not loaded yet" {
		t.Errorf("on its way: %+v", sec)
	}
	s.Health[len(s.Health)-1].Problem = &model.Problem{Kind: model.Unauthorized, Code: "account-refused", What: model.Clean("It refused the account."), Cure: model.Clean("Check it.")}
	b := build(s, noon(), own)
	if sec := b.Section(SectionUsage); sec.Unavailable != "usage numbers: It refused the account. Check it." {
		t.Errorf("refused: %q", sec.Unavailable)
	}
	if health := b.Section(SectionDataHealth); len(health.Items) != 2 || health.Items[0].Summary.String() != "usage numbers" {
		t.Errorf("data health: %+v", health.Items)
	}
	u := usageOf(map[string][5]int{"acme": {8, 8, 0, 0, 0}})
	u.Events[0].Cut = true
	u.Events = append(u.Events, model.UsageEvent{Name: model.Clean("lgoin"), Empty: true})
	u.Rows[0].Users, u.Rows[0].Unsure = append(u.Rows[0].Users, make([]int, 31)...), true
	cut := withUsage(tenant(noon()), u)
	cut.Companies.At = time.Time{}
	cut.Companies.Value = nil
	cut.ServiceTickets.Value = []*model.Ticket{ticket(1)}
	sec := section(cut)
	for _, want := range []string{"of login only the 10,000 names", "nobody did lgoin", "1 name could not be judged", "as far as tickets name them"} {
		if !strings.Contains(sec.Partial, want) {
			t.Errorf("%q is not said: %q", want, sec.Partial)
		}
	}
	if len(sec.Items) != 0 || sec.Quiet() {
		t.Errorf("a verdict from a list that was cut: %v", sec.Items)
	}
	short := usageOf(map[string][5]int{"acme": {8, 8, 0, 0, 0}})
	short.Days = 20
	short.Rows[0].Users = short.Rows[0].Users[:20]
	if sec := section(withUsage(tenant(noon()), short)); !strings.Contains(sec.Partial, "do not reach") || len(sec.Items) != 0 {
		t.Errorf("short: %q", sec.Partial)
	}
	strange := map[string][5]int{}
	for i := range 14 {
		strange["Firm "+string(rune('A'+i))] = [5]int{1, 1, 1, 1, 1}
	}
	it := section(withUsage(tenant(noon()), usageOf(strange))).Items[0]
	if it.Summary.String() != "14 names match no company" || !strings.HasSuffix(it.Reasons[0], "and 4 more") {
		t.Errorf("%s: %v", it.Summary, it.Reasons)
	}
	none := usageOf(map[string][5]int{"undefined": {8, 8, 8, 8, 8}})
	if sec := section(withUsage(tenant(noon()), none)); !strings.Contains(sec.Partial, "[usage] company may be misspelt") {
		t.Errorf("no property: %q", sec.Partial)
	}
}

// The same numbers are judged once, whatever else changes.
func TestUsageIsJudgedOnce(t *testing.T) {
	t.Parallel()
	s := withUsage(tenant(noon(), ticket(1)), usageOf(map[string][5]int{"acme": {8, 8, 0, 0, 0}}))
	a := build(s, noon()).Assessment
	n := *s
	n.ServiceTickets.Value = []*model.Ticket{ticket(1), ticket(2)}
	for _, later := range []time.Duration{0, 2 * time.Minute} {
		if b := a.Next(&n, nil, a.Rules, noon().Add(later)); b.Usage != a.Usage || b.Usage == nil {
			t.Errorf("judged anew after %v", later)
		}
	}
	n.Usage.At = noon().Add(time.Minute)
	if b := a.Next(&n, nil, a.Rules, noon()); b.Usage == a.Usage {
		t.Error("other numbers were not judged")
	}
}
