package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"daybrief/connectwise"
	"daybrief/connectwise/check"
	"daybrief/internal/elements"
	"daybrief/internal/feed"
	"daybrief/internal/secret"
	"daybrief/internal/settings"
	"daybrief/internal/terminal"
	"daybrief/model"
)

// gatewaySetup is the setup of a gateway for scripts: read, try, save, or change
// nothing.
type gatewaySetup struct {
	p            *program
	flags        *setupFlags
	path         string
	own          bool
	before, want settings.Settings
	stores       [3]*secret.KeyStore
}

// setupGateway is setupSilently for a gateway.
func (g *gatewaySetup) run(ctx context.Context) error {
	if err := g.apply(); err != nil {
		return &coded{exitUsage, err}
	}
	terminal.NoCoreDump()
	g.stores = g.p.gatewayStores(g.want.Connection, g.path, g.own)
	fresh, err := g.sent(ctx)
	if err != nil {
		return err
	}
	if !g.flags.noCheck {
		if err := g.try(ctx, fresh); err != nil {
			return err
		}
	}
	kept, err := g.save(ctx, fresh)
	if err != nil && ctx.Err() == nil {
		return &coded{exitFailed, err}
	}
	if err != nil {
		return err
	}
	text := "Saved: " + g.path + ".\n"
	if len(kept) > 0 {
		text += "Kept: " + strings.Join(kept, ", ") + ".\n"
	}
	return g.p.print(text + "Next: \"daybrief check\" for all that this gateway offers, \"daybrief\" for the dashboard.\n")
}

// apply puts the flags into the settings.
func (g *gatewaySetup) apply() error {
	f, s := g.flags, &g.want
	if f.public+f.client+f.username != "" || f.stdin || f.password {
		return errors.New("a gateway has the ConnectWise keys itself: leave --public-key, --client-id, --username and the private key out")
	}
	if f.provider.value != "" {
		s.Connection.Provider = f.provider.value
	}
	if f.base != "" {
		base, err := elements.ParseBase(f.base)
		if err != nil {
			return err
		}
		s.Connection.Gateway.Base = base.String()
	}
	if f.instance > 0 {
		s.Connection.Gateway.Instance = int(f.instance)
	}
	if f.site != "" {
		site, err := connectwise.ParseSite(f.site)
		if err != nil {
			return err
		}
		s.Connection.Site = site.URL()
	}
	for _, v := range []struct {
		from string
		to   *string
	}{{f.company, &s.Connection.Company}, {f.member, &s.Me.Member}, {f.role.value, &s.Me.Role}, {f.zone, &s.Me.Zone}} {
		if word := strings.Trim(strings.TrimSpace(model.Disarmed(v.from)), "\"'"); word != "" {
			*v.to = word
		}
	}
	if _, err := settings.Parse(g.path, []byte("[me]\nzone = "+quoted(s.Me.Zone)+"\n")); err != nil {
		return usage("--zone is not a time zone that is known here: use an IANA name like \"Europe/Berlin\", or leave it out")
	}
	return nil
}

// sent are the secrets that came through standard input: JSON, an object a line
// or one with all of them, or an Authorization header as it was copied. What did
// not come stays empty.
func (g *gatewaySetup) sent(ctx context.Context) (s elements.Secrets, err error) {
	if !g.flags.secrets {
		return s, nil
	}
	text, err := g.p.readSecret(ctx)
	if err != nil {
		return s, err
	}
	if header, ok := elements.ParseHeader(text); ok {
		return header, nil
	}
	into := map[string]*model.Secret{"user_secret": &s.User, "organization_secret": &s.Organization, "element_token": &s.Element}
	lines := bufio.NewScanner(strings.NewReader(text))
	lines.Buffer(nil, 64<<10)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var words map[string]string
		if err := json.Unmarshal(lines.Bytes(), &words); err != nil {
			return s, usage("line %d of standard input is not JSON like {\"user_secret\": \"…\"}", n)
		}
		for name, word := range words {
			to, known := into[name]
			if !known {
				return s, usage("line %d of standard input names something else than user_secret, organization_secret and element_token", n)
			}
			tidy, bad := elements.Tidy(word)
			if bad != "" {
				return s, usage("the %s from standard input %s", strings.ReplaceAll(name, "_", " "), bad)
			}
			*to = model.NewSecret(tidy)
		}
	}
	return s, nil
}

// try asks the gateway whether all this works.
func (g *gatewaySetup) try(ctx context.Context, fresh elements.Secrets) error {
	log, err := g.p.logger(false)
	if err != nil {
		return err
	}
	// What did not come is looked for where it is.
	have, err := (&gatewayKeys{stores: g.stores}).find(ctx, fresh)
	if err != nil {
		return err
	}
	c := g.want.Connection
	base, err := elements.ParseBase(c.Gateway.Base)
	if err != nil {
		return &coded{exitUsage, err}
	}
	o := elements.Options{
		Base: base, Secrets: have, Instance: int64(c.Gateway.Instance), Fields: c.Gateway.Fields, Transport: g.p.opts.Transport,
		Now: g.p.opts.Now, Limiter: feed.NewBudget(nil).Enter, Log: log, Version: g.p.version(),
	}
	if o.Transport == nil {
		o.Transport = connectwise.NewTransport(g.p.route())
	}
	client, err := elements.New(o)
	if err != nil {
		return &coded{exitUsage, err}
	}
	defer client.Close()
	results, verdict := elements.Check(ctx, client, nil, elements.NewOffers(nil, nil), nil)
	if ctx.Err() != nil {
		return terminal.Ended(ctx)
	}
	for _, r := range results {
		if r.State == check.Fail || r.Code == elements.CodeNotOffered {
			g.p.say(strings.TrimSpace(r.What + " " + r.Cure))
		}
	}
	return refusedBy(verdict)
}

// refusedBy is why a setup saves nothing; nil when it works.
func refusedBy(v check.Verdict) error {
	switch v {
	case check.Refused:
		return &coded{exitAuth, errors.New("nothing was saved")}
	case check.Misconfigured:
		return usage("nothing was saved")
	case check.Unreachable:
		return &coded{exitFailed, errors.New("nothing was saved; --no-check saves without asking the server")}
	}
	return nil
}

// save keeps the secrets that came, and the settings; when one of them fails,
// those before are undone.
func (g *gatewaySetup) save(ctx context.Context, fresh elements.Secrets) (kept []string, err error) {
	var undo []func() error
	defer func() {
		if err != nil {
			for _, u := range undo {
				err = errors.Join(err, u())
			}
		}
	}()
	gateway := &g.want.Connection.Gateway
	origins := [3]*settings.Origin{&gateway.UserSecret, &gateway.OrganizationSecret, &gateway.ElementToken}
	for i, word := range [3]model.Secret{fresh.User, fresh.Organization, fresh.Element} {
		if word.IsEmpty() {
			continue
		}
		noun := secret.Gateway()[i].Noun
		if len(origins[i].Command) > 0 || origins[i].File != "" {
			*origins[i] = settings.Origin{} // it would go before the one that is stored now
		}
		t := &installer{p: g.p, path: g.path, own: g.own, before: g.before, want: g.want}
		var notes []string
		var u func() error
		g.p.patiently(func() { notes, u, err = t.storeKey(ctx, g.stores[i], word, secret.Place(g.flags.store.value)) })
		for _, n := range notes {
			g.p.say(strings.ReplaceAll(n, "private key", noun))
		}
		if err != nil {
			return nil, fmt.Errorf("the %s was not saved: %w", noun, err)
		}
		where := "in " + t.kept
		if t.kept != "the keyring" {
			where = "in a file beside the configuration"
		}
		undo, kept = append(undo, u), append(kept, "the "+noun+" "+where)
	}
	return kept, settings.Change(g.path, g.want, g.own, g.p.example())
}
