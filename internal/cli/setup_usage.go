package cli

import (
	"context"
	"errors"
	"fmt"
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
	project uint64
	account string
	company string
	region  choice
	stdin   bool
}

func newUsageFlags() usageFlags { return usageFlags{region: choice{"", mixpanel.Regions()}} }

func (f *usageFlags) add(s *pflag.FlagSet) {
	s.Uint64Var(&f.project, "usage-project", 0, "product usage: the number `N` of the Mixpanel project")
	s.StringVar(&f.account, "usage-account", "", "product usage: the user `NAME` of a service account")
	s.Var(&f.region, "usage-region", "product usage: where Mixpanel keeps the project's data")
	s.StringVar(&f.company, "usage-company", "", "product usage: the event `PROPERTY` that names the client (default: company)")
	s.BoolVar(&f.stdin, "usage-secret-stdin", false, "product usage: read the service account's secret from standard input")
}

// given reports whether any of them is.
func (f *usageFlags) given() bool {
	return f.project > 0 || f.account+f.company+f.region.value != "" || f.stdin
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
	before, err := p.present(path)
	if err != nil {
		return err
	}
	return (&usageSetup{p, f, path, own, before, before}).run(ctx)
}

func (s *usageSetup) run(ctx context.Context) error {
	if err := (&settings.Loaded{Settings: s.before, File: s.path}).Missing(); err != nil {
		return usage("set the connection up first; product usage comes on top of it")
	}
	s.apply()
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
	text := "Saved: " + s.path + ".\n" + kept
	if len(events) > 0 {
		text += "The most frequent events: " + model.Disarmed(strings.Join(events, ", ")) + ".\n"
	}
	return s.p.print(text + "Next: \"daybrief brief --section usage\".\n")
}

// apply puts the flags into the settings.
func (s *usageSetup) apply() {
	f, u := &s.flags.usage, &s.want.Usage
	u.Source = "mixpanel"
	if f.project > 0 {
		u.Project = int(min(f.project, 1<<53))
	}
	for _, v := range []struct {
		from string
		to   *string
	}{{f.account, &u.Account}, {f.region.value, &u.Region}, {f.company, &u.Company}} {
		if word := strings.Trim(strings.TrimSpace(model.Disarmed(v.from)), "\"'"); word != "" {
			*v.to = word
		}
	}
}

// sent is the secret that came through standard input; none where none was to
// come.
func (s *usageSetup) sent(ctx context.Context) (word model.Secret, err error) {
	if !s.flags.usage.stdin {
		return word, nil
	}
	text, err := s.p.readSecret(ctx)
	if err != nil {
		return word, err
	}
	trimmed, bad := secret.Trim(text)
	if bad != "" {
		return word, usage("the secret from standard input %s", bad)
	}
	return model.NewSecret(trimmed), nil
}

// try asks whether all this works.
func (s *usageSetup) try(ctx context.Context, fresh model.Secret) ([]string, error) {
	log, err := s.p.logger(false)
	if err != nil {
		return nil, err
	}
	way := usageOf(s.p, &settings.Loaded{Settings: s.want, File: s.path}, s.p.zone(s.want.Me.Zone), log)
	if !fresh.IsEmpty() {
		way.find = func(context.Context) (model.Secret, error) { return fresh, nil }
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

// save keeps the secret, if one came, and the settings; when the second fails, the
// first is undone.
func (s *usageSetup) save(ctx context.Context, fresh model.Secret) (kept string, err error) {
	undo := func() error { return nil }
	if !fresh.IsEmpty() {
		if o := &s.want.Usage.Secret; len(o.Command) > 0 || o.File != "" {
			*o = settings.Origin{} // it would go before the one that is stored now
		}
		t := &installer{p: s.p, path: s.path, own: s.own, before: s.before, want: s.want}
		var notes []string
		s.p.patiently(func() {
			notes, undo, err = t.storeKey(ctx, usageStore(s.p, s.want.Usage, s.path, s.own), fresh, secret.Place(s.flags.store.value))
		})
		for _, n := range notes {
			s.p.say(strings.ReplaceAll(n, "private key", secret.Usage().Noun))
		}
		if err != nil {
			return "", fmt.Errorf("the %s was not saved: %w", secret.Usage().Noun, err)
		}
		where := t.kept
		if where != "the keyring" {
			where = "a file beside the configuration"
		}
		kept = "The " + secret.Usage().Noun + " is in " + where + ".\n"
	}
	if err := settings.Change(s.path, s.want, s.own, s.p.example()); err != nil {
		return "", errors.Join(err, undo())
	}
	return kept, nil
}
