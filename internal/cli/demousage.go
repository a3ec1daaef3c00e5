package cli

import (
	"cmp"
	"context"
	"math/rand/v2"
	"net/http"
	"slices"
	"time"

	"daybrief/internal/elements"
	"daybrief/internal/elements/elementstest"
	"daybrief/internal/mixpanel"
	"daybrief/internal/mixpanel/hub"
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
// client, talking to a made-up Mixpanel, itself or through the made-up gateway.
func (t *tenant) countDemo(counter *mixpaneltest.Server, gateway http.RoundTripper) error {
	b, err := t.provider.Fetch(context.Background(), psa.Query{Source: model.SourceCompanies})
	if err != nil {
		return err
	}
	fillUsage(counter, b.Companies, t.now().In(t.zone), hoursOf(t.set.Hours, t.zone), t.demo.seed)
	t.set.Usage = settings.Default().Usage
	t.set.Usage.Source = "mixpanel"
	var source usageSource
	if gateway != nil {
		source, err = t.demoBulk(gateway)
	} else {
		source, err = t.demoQueries(counter)
	}
	if err != nil {
		return err
	}
	t.provider = &counted{t.provider, &usageWay{source: source, find: func(context.Context) ([]model.Secret, error) { return nil, nil }}}
	return nil
}

// demoQueries asks the made-up Mixpanel itself.
func (t *tenant) demoQueries(counter *mixpaneltest.Server) (usageSource, error) {
	base, err := mixpanel.ParseBase("us", "")
	if err != nil {
		return nil, err
	}
	client, err := mixpanel.New(mixpanel.Options{
		Base: base, Project: mixpaneltest.Project, Account: mixpaneltest.Account, Secret: model.NewSecret(mixpaneltest.Secret), Company: "company",
		Transport: counter.Transport(), Now: t.now,
	})
	if err != nil {
		return nil, err
	}
	return mixpanel.NewSource(client, mixpanel.Settings{Every: t.set.Usage.Every, Zone: t.zone, Now: t.now}), nil
}

// demoBulk asks the made-up gateway for Mixpanel's events.
func (t *tenant) demoBulk(gateway http.RoundTripper) (usageSource, error) {
	base, err := elements.ParseBase("")
	if err != nil {
		return nil, err
	}
	return hub.New(elements.Options{
		Base: base, Instance: elementstest.UsageInstance, Now: t.now, Transport: gateway,
		Secrets: elements.Secrets{User: model.NewSecret(elementstest.UserSecret), Organization: model.NewSecret(elementstest.OrganizationSecret)},
	}, hub.Settings{Company: "company", Every: t.set.Usage.Every, Zone: t.zone, Now: t.now})
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
