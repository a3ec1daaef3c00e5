package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/pflag"

	"daybrief/internal/mixpanel"
	"daybrief/internal/secret"
	"daybrief/internal/settings"
	"daybrief/internal/terminal"
	"daybrief/model"
)

// usageFlags are the flags of setup that are about product usage.
type usageFlags struct {
	project, instance       uint64
	account, company, where string
	region                  choice
	stdin                   bool
}

func newUsageFlags() usageFlags { return usageFlags{region: choice{"", mixpanel.Regions()}} }

func (f *usageFlags) add(s *pflag.FlagSet) {
	s.Uint64Var(&f.project, "usage-project", 0, "product usage: the number `N` of the Mixpanel project")
	s.StringVar(&f.account, "usage-account", "", "product usage: the user `NAME` of a service account")
	s.Var(&f.region, "usage-region", "product usage: where Mixpanel keeps the project's data")
	s.StringVar(&f.company, "usage-company", "", "product usage: the event `PROPERTY` that names the client (default: company)")
	s.Uint64Var(&f.instance, "usage-instance", 0, "product usage through a gateway: the number `N` of its Mixpanel instance")
	s.StringVar(&f.where, "usage-base", "", "product usage: another `ADDRESS` than Mixpanel's own, or the gateway's")
	s.BoolVar(&f.stdin, "usage-secret-stdin", false, "product usage: read the service account's secret from standard input, or the gateway's two secrets as JSON")
}

// given reports whether any of them is.
func (f *usageFlags) given() bool {
	return f.project > 0 || f.instance > 0 || f.account+f.company+f.where+f.region.value != "" || f.stdin
}

// usageSetup is the setup of product usage for scripts: read, try, save, or change
// nothing.
type usageSetup struct {
	p            *program
	flags        *setupFlags
	path         string
	own          bool
	before, want settings.Settings
}

func setupUsage(ctx context.Context, p *program, f *setupFlags) error {
	ctx, stop := terminal.Signals(ctx)
	defer stop()
	path, own, err := p.configPath()
	if err != nil {
		return err
	}
	before, err := present(path)
	if err != nil {
		return err
	}
	return (&usageSetup{p, f, path, own, before, before}).run(ctx)
}

func (s *usageSetup) run(ctx context.Context) error {
	if err := (&settings.Loaded{Settings: s.before, File: s.path}).Missing(); err != nil {
		return usage("set the connection up first; product usage comes on top of it")
	}
	if err := s.apply(); err != nil {
		return err
	}
	fresh, err := s.sent(ctx)
	if err != nil {
		return err
	}
	terminal.NoCoreDump()
	var events []string
	if !s.flags.noCheck {
		if events, err = s.try(ctx, fresh); err != nil {
			return err
		}
	}
	kept, err := s.save(ctx, fresh)
	if err != nil {
		if ctx.Err() != nil {
			return terminal.Ended(ctx)
		}
		return &coded{exitFailed, err}
	}
	text := "Saved: " + s.path + ".\n"
	if len(kept) > 0 {
		text += "Kept: " + strings.Join(kept, ", ") + ".\n"
	}
	if len(events) > 0 {
		text += "The most frequent events: " + model.Disarmed(strings.Join(events, ", ")) + ".\n"
	}
	return s.p.print(text + "Next: \"daybrief brief --section usage\".\n")
}

// apply puts the flags into the settings.
func (s *usageSetup) apply() error {
	f, u := &s.flags.usage, &s.want.Usage
	direct := f.project > 0 || f.account+f.region.value != ""
	switch {
	case direct && f.instance > 0:
		return usage("product usage is counted in one place: --usage-instance is a gateway's, --usage-project, --usage-account and --usage-region are Mixpanel's own")
	case f.instance > 0:
		u.Instance = int(min(f.instance, 1<<53))
		if u.Source = "cloud-elements"; s.want.Connection.Through() {
			u.Source = s.want.Connection.Provider
		}
	case direct || !u.On():
		u.Source = "mixpanel"
	}
	if f.project > 0 {
		u.Project = int(min(f.project, 1<<53))
	}
	for _, v := range []struct {
		from string
		to   *string
	}{{f.account, &u.Account}, {f.region.value, &u.Region}, {f.company, &u.Company}, {f.where, &u.Base}} {
		if word := strings.Trim(strings.TrimSpace(model.Disarmed(v.from)), "\"'"); word != "" {
			*v.to = word
		}
	}
	return nil
}

// sent are the secrets that came through standard input, in the order of secrets;
// none where none was to come.
func (s *usageSetup) sent(ctx context.Context) (words []model.Secret, err error) {
	if !s.flags.usage.stdin {
		return nil, nil
	}
	noun := secret.Usage().Noun
	if s.want.Usage.Through() {
		noun = "gateway's secrets"
	}
	text, err := s.p.readSecret(ctx, noun)
	if err != nil {
		return nil, err
	}
	if s.want.Usage.Through() {
		sent, err := gatewayWords(text)
		if err == nil && !sent.Element.IsEmpty() {
			s.p.say("The element token is left out: that of the Mixpanel instance is found by its number.")
		}
		return []model.Secret{sent.User, sent.Organization}, err
	}
	trimmed, bad := secret.Trim(text)
	if bad != "" {
		return nil, usage("the secret from standard input %s", bad)
	}
	return []model.Secret{model.NewSecret(trimmed)}, nil
}

// secrets are what may be kept, and where.
func (s *usageSetup) secrets() []toKeep {
	if !s.want.Usage.Through() {
		return []toKeep{{store: usageStore(s.p, s.want.Usage, s.path, s.own), noun: secret.Usage().Noun, origin: &s.want.Usage.Secret}}
	}
	g := &s.want.Connection.Gateway
	stores := usageGatewayStores(s.p, s.want, s.path, s.own)
	return []toKeep{
		{store: stores[0], noun: secret.Gateway()[0].Noun, origin: &g.UserSecret}, {store: stores[1], noun: secret.Gateway()[1].Noun, origin: &g.OrganizationSecret},
	}
}

// try asks whether all this works.
func (s *usageSetup) try(ctx context.Context, fresh []model.Secret) ([]string, error) {
	log, err := s.p.logger(false)
	if err != nil {
		return nil, err
	}
	way := usageOf(s.p, &settings.Loaded{Settings: s.want, File: s.path}, s.p.zone(s.want.Me.Zone), log, nil)
	stored := way.find
	way.find = func(ctx context.Context) ([]model.Secret, error) {
		words, err := stored(ctx)
		for i, w := range fresh {
			if words == nil {
				words = make([]model.Secret, len(fresh))
			}
			if !w.IsEmpty() {
				words[i], err = w, nil // what came need not be stored yet
			}
		}
		return words, err
	}
	defer way.close()
	source, err := way.ready(ctx)
	var events []string
	if err == nil {
		events, err = source.Try(ctx)
	}
	switch {
	case ctx.Err() != nil:
		return nil, terminal.Ended(ctx)
	case err != nil:
		s.p.say(err.Error())
		return nil, &coded{codeOf(err), errors.New("nothing was saved; --no-check saves without asking")}
	}
	return events, nil
}

// save keeps the secrets that came, and the settings; when one of them fails, those
// before are undone.
func (s *usageSetup) save(ctx context.Context, fresh []model.Secret) (kept []string, err error) {
	list := s.secrets()
	for i, w := range fresh {
		list[i].word = w
	}
	kept, undo, err := keepAll(ctx, &installer{p: s.p, path: s.path, own: s.own, before: s.before, want: s.want}, list, secret.Place(s.flags.store.value))
	if err == nil {
		err = settings.Change(s.path, s.want, s.own, s.p.example())
	}
	if err != nil {
		return nil, errors.Join(err, undo())
	}
	return kept, nil
}
