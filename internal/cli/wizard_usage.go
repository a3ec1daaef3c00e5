package cli

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"strconv"
	"strings"

	"daybrief/internal/secret"
	"daybrief/internal/settings"
	"daybrief/model"
	"daybrief/ui/setup"
)

// wizardUsage asks for product usage for the wizard.
type wizardUsage struct{ p *program }

// countedAt are the settings of product usage with the answers in them.
func countedAt(set settings.Settings, in setup.Answers) settings.Usage {
	u, c := set.Usage, in.Usage
	switch {
	case c.Kept:
	case c.Instance > 0:
		u.Source, u.Instance, u.Company = cmp.Or(in.Provider, setup.ByGateway), c.Instance, c.Company
	case c.Project > 0:
		u.Source, u.Project, u.Account, u.Region, u.Company = "mixpanel", c.Project, c.Account, c.Region, c.Company
	default:
		u.Source = ""
	}
	if u.Company == "" {
		u.Company = settings.Default().Usage.Company
	}
	return u
}

// usageStart are the answers about product usage of a configuration. What the
// wizard does not ask for stays as it is.
func usageStart(s settings.Settings) setup.Counting {
	u := s.Usage
	switch {
	case !u.On():
		return setup.Counting{}
	case u.Through() != s.Connection.Through() || u.Base != "":
		return setup.Counting{Kept: true}
	case u.Through():
		return setup.Counting{Instance: u.Instance, Company: u.Company}
	}
	return setup.Counting{Project: u.Project, Account: u.Account, Region: u.Region, Company: u.Company}
}

// settings are those that the answers would make, as far as product usage needs
// them.
func (g wizardUsage) settings(old settings.Settings, in setup.Answers) settings.Settings {
	want := old
	if want.Connection.Provider = in.Provider; in.Provider != "" {
		want.Connection.Gateway.Base, want.Connection.Gateway.Instance = in.Base, in.Instance
	}
	want.Usage = countedAt(old, in)
	return want
}

// try asks the smallest question there is. It leaves nothing behind.
func (g wizardUsage) try(ctx context.Context, in setup.Answers, keys setup.Keys) setup.Verdict {
	path, own, err := g.p.configPath()
	if err != nil {
		return setup.Verdict{Problem: asProblem(err)}
	}
	old, err := present(path)
	if err != nil {
		return setup.Verdict{Problem: asProblem(err)}
	}
	want := g.settings(old, in)
	m := usageMaker{p: g.p, set: want, zone: usageZone(want.Usage, g.p.zone(in.Zone)), log: slog.New(slog.DiscardHandler), forgetful: true}
	way := &usageWay{make: m.direct, find: func(ctx context.Context) ([]model.Secret, error) {
		if !keys.Usage.IsEmpty() {
			return []model.Secret{keys.Usage}, nil
		}
		return findAll(usageStore(g.p, want.Usage, path, own))(ctx)
	}}
	if want.Usage.Through() {
		way.make, way.find = m.through, func(context.Context) ([]model.Secret, error) {
			return []model.Secret{keys.User, keys.Organization}, nil
		}
	}
	defer way.close()
	source, err := way.ready(ctx)
	var events []string
	if err == nil {
		events, err = source.Try(ctx)
	}
	if err != nil {
		p := *asProblem(err)
		p.Cure = model.Clean(unsettled(p.Cure.String()))
		return setup.Verdict{Problem: &p, Field: usageField(p.Code, want.Usage.Through())}
	}
	if len(events) == 0 {
		return setup.Verdict{Note: model.Clean("it answers")}
	}
	return setup.Verdict{Note: model.Clean("it counts " + strings.Join(events[:min(2, len(events))], ", "))}
}

// usageField is the field that a fault is about.
func usageField(code string, through bool) setup.Field {
	switch code {
	case "usage-company":
		return setup.FieldProperty
	}
	if through {
		return setup.FieldCounter
	}
	switch code {
	case "usage-project", "no-such-project", "project-denied", "no-events":
		return setup.FieldProject
	case "usage-account", "project-secret-retired":
		return setup.FieldAccount
	case "usage-region":
		return setup.FieldRegion
	}
	return setup.FieldAccountKey
}

// keepUsage keeps the secret of product usage, if one was typed, and says what is
// counted. undo takes it back.
func (s *wizardStore) keepUsage(ctx context.Context, old settings.Settings, in setup.Answers, keys setup.Keys, k setup.Keep) (words string, undo func() error, err error) {
	nothing := func() error { return nil }
	c := in.Usage
	switch {
	case c.Instance > 0:
		return "counted at the gateway's Mixpanel instance " + strconv.Itoa(c.Instance), nothing, nil
	case c.Project == 0:
		return "", nothing, nil
	}
	words = "counted in the Mixpanel project " + strconv.Itoa(c.Project)
	if keys.Usage.IsEmpty() {
		return words, nothing, nil
	}
	want := wizardUsage{s.p}.settings(old, in)
	place := secret.Place("") // the keyring, where there is one
	if k.Place == setup.InKeyring || k.Place == setup.InFile {
		place = secret.Place(k.Place)
	}
	t := &installer{p: s.p, path: s.path, own: s.own, before: old, want: want}
	kept, undo, err := keepAll(ctx, t, []toKeep{{word: keys.Usage, store: usageStore(s.p, want.Usage, s.path, s.own), noun: secret.Usage().Noun, origin: &settings.Origin{}}}, place)
	if err != nil {
		return "", undo, errors.Join(errors.New("nothing has changed"), err)
	}
	return words + "; " + strings.Join(kept, ", "), undo, nil
}
