package hub

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/internal/elements/elementstest"
	"daybrief/internal/mixpanel"
	"daybrief/internal/mixpanel/mixpaneltest"
	"daybrief/model"
	"daybrief/model/usage"
)

// plan is how a kind of client uses our products: back says how many working days
// ago a day is, 1 for the last complete one, 0 for today, -1 for a day off.
type plan struct {
	name  string
	users func(back int) int
	want  usage.Change
}

// plans are the cases that are easily got wrong, with what the rules say of them.
func plans() []plan {
	upTo := func(back, n, last, before int) int {
		switch {
		case back < 0:
			return 0
		case back <= n:
			return last
		}
		return before
	}
	return []plan{
		{"steady", func(back int) int { return upTo(back, 0, 10, 10) }, usage.Steady},
		{"silent for three days", func(back int) int { return upTo(back, 3, 0, 10) }, usage.Silent},
		{"silent for nine", func(back int) int { return upTo(back, 9, 0, 4) }, usage.Silent},
		{"silent for two", func(back int) int { return upTo(back, 2, 0, 10) }, usage.Fell},
		{"use on days off breaks no silence", func(back int) int {
			if back < 0 {
				return 6
			}
			return upTo(back, 3, 0, 10)
		}, usage.Silent},
		{"never on days off", func(back int) int { return upTo(back, 0, 0, 12) }, usage.Steady},
		{"use today is no silence", func(back int) int {
			if back == 0 {
				return 1
			}
			return upTo(back, 3, 0, 10)
		}, usage.Fell},
		{"exactly half", func(back int) int { return upTo(back, 1, 5, 10) }, usage.Fell},
		{"one more than half", func(back int) int { return upTo(back, 1, 6, 10) }, usage.Steady},
		{"exactly twice", func(back int) int { return upTo(back, 1, 20, 10) }, usage.Rose},
		{"one less than twice", func(back int) int { return upTo(back, 1, 19, 10) }, usage.Steady},
		{"new, two days", func(back int) int { return upTo(back, 2, 10, 0) }, usage.Steady},
		{"new, three in the mean, half", func(back int) int {
			switch {
			case back < 0 || back > 4:
				return 0
			case back == 1:
				return 5
			}
			return 10
		}, usage.Fell},
		{"too few to be missed", func(back int) int { return upTo(back, 4, 0, 2) }, usage.Steady},
		{"just enough to be missed", func(back int) int { return upTo(back, 3, 0, 3) }, usage.Silent},
		{"too few to fall", func(back int) int { return upTo(back, 1, 2, 4) }, usage.Steady},
		{"just enough to fall", func(back int) int { return upTo(back, 1, 2, 5) }, usage.Fell},
		{"other spellings, half", func(back int) int { return upTo(back, 1, 6, 12) }, usage.Fell},
		{"other spellings, steady", func(back int) int { return upTo(back, 1, 9, 12) }, usage.Steady},
		{"gone long ago", func(back int) int { return upTo(back, 25, 0, 10) }, usage.Steady},
	}
}

const clients = 200

// planted fills a Mixpanel for 200 clients, as seen on a day, and gives what is to
// come out.
func planted(s *mixpaneltest.Server, today time.Time) (companies []model.CompanyRef, want map[model.CompanyID]usage.Change) {
	hours := model.OfficeHours()
	want = map[model.CompanyID]usage.Change{}
	all := plans()
	for i := range clients {
		p := all[i%len(all)]
		ref := model.CompanyRef{ID: model.CompanyID(i + 1), Identifier: model.Clean(fmt.Sprintf("C%03d", i)), Name: model.Clean(fmt.Sprintf("Client %03d, %s", i, p.name))}
		companies, want[ref.ID] = append(companies, ref), p.want
		names := []string{ref.Name.String()}
		if strings.HasPrefix(p.name, "other spellings") {
			names = []string{ref.Name.String(), "  " + strings.ToUpper(ref.Name.String()) + " ", strings.ToLower(ref.Identifier.String())}
		}
		for back, d := 0, today; !d.Before(today.AddDate(0, 0, -40)); d = d.AddDate(0, 0, -1) {
			place := -1
			if hours.WorkingDay(d) {
				place, back = back, back+1
			} else if d.Equal(today) {
				back = 1
			}
			n := p.users(place) / len(names)
			for _, name := range names {
				s.Use("Signed in", name, d.Format(time.DateOnly), n)
				s.Use("Opened ticket", name, d.Format(time.DateOnly), n/2)
			}
		}
	}
	s.Use("Signed in", "Nobody's name", today.AddDate(0, 0, -1).Format(time.DateOnly), 3)
	return companies, want
}

// verdicts are what a Report says, in words that can be compared.
func verdicts(r *usage.Report) (out []string) {
	for _, c := range r.Clients {
		out = append(out, fmt.Sprintf("%d %s last %d mean %v since %s quiet %d before %v users %v", c.Company.ID, c.Change, c.Last, c.Mean, c.Since.Format(time.DateOnly), c.Quiet, c.Before, c.Users))
	}
	for _, u := range r.Unmatched {
		out = append(out, u.Name.String()+" "+u.Code)
	}
	return out
}

// 200 clients on the five days of a week: what both ways say is what was planted,
// and the same to the last number.
func TestBothWaysAreTheTruth(t *testing.T) {
	t.Parallel()
	for day := 9; day <= 13; day++ {
		zoneName := []string{"UTC", "America/Los_Angeles", "Pacific/Auckland"}[day%3]
		t.Run(fmt.Sprintf("%d in %s", day, zoneName), func(t *testing.T) {
			t.Parallel()
			zone, err := time.LoadLocation(zoneName)
			if err != nil {
				t.Fatal(err)
			}
			synctest.Test(t, func(t *testing.T) { bothWays(t, day, zone) })
		})
	}
}

func bothWays(t *testing.T, day int, zone *time.Location) {
	r := rigAt(time.Date(2026, 3, day, 9, 30, 0, 0, zone), zone, elementstest.Bulk{Takes: 20 * time.Second, Lines: day%2 == 0, Twice: 3, Old: day == 11})
	companies, want := planted(r.mixpanel, time.Date(2026, 3, day, 0, 0, 0, 0, time.UTC))
	rules := usage.Rules{Zone: zone, Hours: model.OfficeHours()}
	base, err := mixpanel.ParseBase("", "")
	if err != nil {
		t.Fatal(err)
	}
	client, err := mixpanel.New(mixpanel.Options{Base: base, Project: mixpaneltest.Project, Account: mixpaneltest.Account, Secret: model.NewSecret(mixpaneltest.Secret),
		Company: "company", Transport: r.mixpanel.Transport(), Now: r.now})
	if err != nil {
		t.Fatal(err)
	}
	direct, err := mixpanel.NewSource(client, mixpanel.Settings{Zone: zone, Now: r.now}).Usage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	through, err := r.source(t, Settings{Zone: zone}).Usage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	a, b := usage.Judge(direct, companies, rules), usage.Judge(through, companies, rules)
	for _, c := range b.Clients {
		if c.Change != want[c.Company.ID] {
			t.Errorf("%s: %s, want %s: %v", c.Company.Name, c.Change, want[c.Company.ID], c.Users)
		}
	}
	if x, y := verdicts(a), verdicts(b); !slices.Equal(x, y) {
		for i := range min(len(x), len(y)) {
			if x[i] != y[i] {
				t.Fatalf("directly %s\nthrough the gateway %s", x[i], y[i])
			}
		}
		t.Errorf("%d rows directly, %d through the gateway", len(x), len(y))
	}
	if len(b.Clients) < clients*9/10 || len(b.Unmatched) != 1 {
		t.Errorf("%d clients, %v", len(b.Clients), b.Unmatched)
	}
	r.strictly(t)
	if v := r.mixpanel.Violations(); len(v) > 0 {
		t.Error(v)
	}
}
