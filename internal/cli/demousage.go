package cli

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
	"time"

	"daybrief/internal/mixpanel"
	"daybrief/internal/mixpanel/mixpaneltest"
	"daybrief/internal/psa"
	"daybrief/internal/settings"
	"daybrief/model"
)

// The days of the made-up usage, around the day on which the demo begins.
const (
	usageBefore = 40
	usageAfter  = 60
)

// countDemo lets the product usage of the made-up company be counted: by the real
// client, talking to a made-up Mixpanel.
func (t *tenant) countDemo() error {
	b, err := t.provider.Fetch(context.Background(), psa.Query{Source: model.SourceCompanies})
	if err != nil {
		return err
	}
	server := mixpaneltest.New(mixpaneltest.Options{Now: t.now, Zone: t.zone, Said: true})
	fillUsage(server, b.Companies, t.now().In(t.zone), hoursOf(t.set.Hours, t.zone), t.demo.seed)
	base, err := mixpanel.ParseBase("us", "")
	if err != nil {
		return err
	}
	client, err := mixpanel.New(mixpanel.Options{
		Base: base, Project: mixpaneltest.Project, Account: mixpaneltest.Account, Secret: model.NewSecret(mixpaneltest.Secret), Company: "company",
		Transport: server.Transport(), Now: t.now,
	})
	if err != nil {
		return err
	}
	t.set.Usage = settings.Default().Usage
	t.set.Usage.Source = "mixpanel"
	source := mixpanel.NewSource(client, mixpanel.Settings{Every: t.set.Usage.Every, Zone: t.zone, Now: t.now})
	t.provider = &counted{t.provider, &usageWay{source: source, find: func(context.Context) ([]model.Secret, error) { return nil, nil }}}
	return nil
}

// fillUsage makes up who used what. Most clients use the portal on working days;
// one fell silent, one fell off, one uses far more, one is new, one is known under
// three names, and one name is nobody's.
func fillUsage(s *mixpaneltest.Server, companies []model.Company, now time.Time, hours model.Hours, seed uint64) {
	companies = slices.Clone(companies)
	slices.SortFunc(companies, func(a, b model.Company) int { return cmp.Compare(a.ID, b.ID) })
	y, m, d := now.Date()
	today := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	r := rand.New(rand.NewPCG(seed, 77))
	for i, c := range companies {
		if r.IntN(4) == 0 && i > 5 {
			continue // has no portal
		}
		usual, names := 4+r.IntN(30), []string{c.Name.String()}
		if i == 4 {
			names = []string{c.Name.String(), " " + c.Identifier.String(), "the people of " + c.Name.String()}
			s.Use("Signed in", names[2], today.AddDate(0, 0, -3).Format(time.DateOnly), 3)
			names = names[:2]
		}
		for at := today.AddDate(0, 0, -usageBefore); !at.After(today.AddDate(0, 0, usageAfter)); at = at.AddDate(0, 0, 1) {
			n := planted(i, usual, at, today, hours)
			if !hours.WorkingDay(at) {
				n /= 12
			}
			for _, name := range names {
				for e, share := range []int{20, 14, 9} {
					if users := n * share * (90 + r.IntN(20)) / 2000 / len(names); users > 0 {
						s.Use([]string{"Signed in", "Opened ticket", "Downloaded report"}[e], name, at.Format(time.DateOnly), users)
					}
				}
			}
		}
	}
}

// planted is how many people of the company at a place use the portal on a working
// day.
func planted(place, usual int, at, today time.Time, hours model.Hours) int {
	since := 0 // working days from this one on that are over
	for d := at; d.Before(today); d = d.AddDate(0, 0, 1) {
		if hours.WorkingDay(d) {
			since++
		}
	}
	switch {
	case place == 0 && (since <= 4 || !at.Before(today)):
		return 0
	case place == 1 && (since <= 1 || !at.Before(today)):
		return usual / 3
	case place == 2 && (since <= 1 || !at.Before(today)):
		return 3 * usual
	case place == 3 && since > 5:
		return 0
	case place <= 3:
		return usual + 8
	}
	return usual
}
