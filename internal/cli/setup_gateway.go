package cli

import (
	"context"
	"errors"
	"strconv"
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
	fresh, err := g.sent(ctx)
	if err != nil {
		return err
	}
	g.stores = g.p.gatewayStores(g.want.Connection, g.path, g.own)
	if fresh, err = g.carried(ctx, fresh); err != nil {
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

// sent are the secrets that came through standard input.
func (g *gatewaySetup) sent(ctx context.Context) (s elements.Secrets, err error) {
	if !g.flags.secrets {
		return s, nil
	}
	text, err := g.p.readSecret(ctx, "gateway's secrets")
	if err != nil {
		return s, err
	}
	p, err := gatewayWords(text)
	g.named(p)
	return p.Secrets, err
}

// named takes the address and the instance out of what came with the secrets, where
// nobody has said them; and says where it names another gateway than is asked.
func (g *gatewaySetup) named(p elements.Pasted) {
	c := &g.want.Connection.Gateway
	set, _ := elements.ParseBase(c.Base)
	came, err := elements.ParseBase(p.Base)
	switch {
	case p.Base == "" || err != nil || came == set:
	case c.Base == "":
		c.Base = p.Base
		g.p.say("the gateway's address is taken from standard input: " + p.Base)
	default:
		g.p.say("standard input names another gateway, " + came.Host() + "; the secrets go to " + set.Host())
	}
	if p.Instance > 0 && c.Instance == 0 {
		c.Instance = int(p.Instance)
		g.p.say("the number of the instance is taken from standard input: " + strconv.Itoa(c.Instance))
	}
}

// moved reports whether the gateway or the instance is another than before. The
// token is then another, too, and keyrings know the secrets by another name.
func (g *gatewaySetup) moved() bool {
	a, b := g.before.Connection, g.want.Connection
	if !a.Through() {
		return false
	}
	_, from, _ := whereabouts(a)
	_, to, _ := whereabouts(b)
	return from != to || a.Gateway.Instance != b.Gateway.Instance
}

// carried adds to what came the stored secrets of the account at the same gateway,
// which belong to every instance. Those of another gateway are refused.
func (g *gatewaySetup) carried(ctx context.Context, fresh elements.Secrets) (elements.Secrets, error) {
	if !g.moved() {
		return fresh, nil
	}
	_, from, _ := whereabouts(g.before.Connection)
	_, to, _ := whereabouts(g.want.Connection)
	old := g.p.gatewayStores(g.before.Connection, g.path, g.own)
	for i, at := range []*model.Secret{&fresh.User, &fresh.Organization} {
		if found, err := old[i].Stored(ctx); at.IsEmpty() && err == nil {
			*at = found.Key
			if from != to {
				return fresh, usage("another gateway has secrets of its own: send them through --secrets-stdin")
			}
		}
	}
	return fresh, nil
}

// forget takes away what is stored for the instance of before.
func (g *gatewaySetup) forget(ctx context.Context, fresh elements.Secrets) {
	if !g.moved() {
		return
	}
	var notes []string
	for _, st := range g.p.gatewayStores(g.before.Connection, g.path, g.own) {
		notes = append(notes, st.ForgetRing(ctx)...)
	}
	if fresh.Element.IsEmpty() {
		if err := g.stores[2].Forget(ctx); err != nil {
			notes = append(notes, "The element token of the instance before could not be removed: "+sentence(err))
		}
	}
	for _, n := range notes {
		g.p.say(n)
	}
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
	if old, err := g.stores[2].Stored(ctx); g.moved() && fresh.Element.IsEmpty() && err == nil && old.Key.Reveal() == have.Element.Reveal() {
		have.Element = model.Secret{} // of the instance before
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
	results, verdict := elements.Check(ctx, client, nil, g.p.lacks.offers(c), nil)
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
	gateway := &g.want.Connection.Gateway
	origins := [3]*settings.Origin{&gateway.UserSecret, &gateway.OrganizationSecret, &gateway.ElementToken}
	var list []toKeep
	for i, word := range [3]model.Secret{fresh.User, fresh.Organization, fresh.Element} {
		list = append(list, toKeep{word, g.stores[i], secret.Gateway()[i].Noun, origins[i]})
	}
	kept, undo, err := keepAll(ctx, &installer{p: g.p, path: g.path, own: g.own, before: g.before, want: g.want}, list, secret.Place(g.flags.store.value))
	if err == nil {
		err = settings.Change(g.path, g.want, g.own, g.p.example())
	}
	if err == nil {
		g.p.lacks.keep(g.p, g.want.Connection)
		g.forget(ctx, fresh)
	}
	if err != nil {
		err = errors.Join(err, undo())
	}
	return kept, err
}
