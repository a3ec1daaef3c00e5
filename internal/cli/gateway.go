package cli

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"

	"daybrief/connectwise"
	"daybrief/internal/elements"
	"daybrief/internal/feed"
	"daybrief/internal/secret"
	"daybrief/internal/settings"
	"daybrief/internal/terminal"
	"daybrief/model"
)

// whereabouts names a tenant among others that this computer knows: by the login
// company at a site, or by the instance at a gateway.
func whereabouts(c settings.Connection) (who, host string, err error) {
	if !c.Through() {
		site, err := connectwise.ParseSite(c.Site)
		return c.Company, site.Host(), err
	}
	base, err := elements.ParseBase(c.Gateway.Base)
	return "gateway instance " + strconv.Itoa(c.Gateway.Instance), base.Host(), err
}

// gatewayStores are where the three secrets of a gateway are looked for, in the
// order of secret.Gateway. Each has a file of its own beside the configuration.
func (m *machine) gatewayStores(c settings.Connection, file string, own bool) (stores [3]*secret.KeyStore) {
	origins := [3]settings.Origin{c.Gateway.UserSecret, c.Gateway.OrganizationSecret, c.Gateway.ElementToken}
	base, _ := elements.ParseBase(c.Gateway.Base) // an address that is none has no keys
	for i, word := range secret.Gateway() {
		o := secret.Options{
			Word: word, Environ: m.environ, Command: origins[i].Command, File: settings.Expand(origins[i].File, m.env),
			Store: strings.TrimSuffix(keyStore(file), ".key"), OwnFolder: own, Ring: m.opts.Ring, RingTime: scriptWait, Found: m.known.add,
		}
		if o.Store != "" {
			o.Store += "." + secretSlug(word) + ".key"
		}
		if base.Host() != "" {
			o.Account = secretSlug(word) + " " + strconv.Itoa(c.Gateway.Instance) + "@" + base.Host()
		}
		stores[i] = secret.New(o)
	}
	return stores
}

// gatewayKeys are the secrets of a gateway, looked for again when they are
// refused.
type gatewayKeys struct {
	stores [3]*secret.KeyStore
	client *elements.Client

	mu   sync.Mutex
	have elements.Secrets
}

// find looks for those of the three secrets that are not there yet. That there
// is no token is no error: the gateway tells it.
func (k *gatewayKeys) find(ctx context.Context, s elements.Secrets) (elements.Secrets, error) {
	into := [3]*model.Secret{&s.User, &s.Organization, &s.Element}
	for i, st := range k.stores {
		if !into[i].IsEmpty() {
			continue
		}
		found, err := st.Find(ctx)
		switch {
		case err == nil:
			*into[i] = found.Key
		case ctx.Err() != nil:
			return s, terminal.Ended(ctx)
		case !errors.Is(err, secret.ErrNone), i < 2:
			return s, &coded{exitUsage, secretFault(secret.Gateway()[i], err)}
		}
	}
	return s, nil
}

// secretFault is why one of the gateway's secrets can't be had.
func secretFault(w secret.Word, err error) *model.Problem {
	p := &model.Problem{
		Kind: model.Misconfigured, Code: "missing-" + secretSlug(w), What: model.Clean("The gateway's " + w.Noun + " is missing."),
		Cure: model.Clean("Put it into the keyring, a file or the environment; daybrief setup does that."),
	}
	if !errors.Is(err, secret.ErrNone) {
		p.Code, p.What = "bad-"+secretSlug(w), model.Clean(sentence(err))
		p.Cure = model.Clean("Fix it where it is kept, or store it again with \"daybrief setup --secrets-stdin\".")
	}
	return p
}

// secretSlug is a secret's name in codes and file names.
func secretSlug(w secret.Word) string { return strings.ReplaceAll(w.Setting, "_", "-") }

// reread implements signer.
func (k *gatewayKeys) reread(ctx context.Context) (changed bool) {
	s, err := k.find(ctx, elements.Secrets{})
	k.mu.Lock()
	defer k.mu.Unlock()
	if err != nil || s.User.Reveal() == k.have.User.Reveal() && s.Organization.Reveal() == k.have.Organization.Reveal() && s.Element.Reveal() == k.have.Element.Reveal() {
		return false
	}
	k.have = s
	return k.client.Rekey(s) == nil
}

// throughGateway is connect for a gateway.
func (n connector) throughGateway(ctx context.Context) (*tenant, error) {
	p, l, log := n.p, n.l, n.log
	terminal.NoCoreDump()
	t := &tenant{
		budget: feed.NewBudget(nil), title: gatewayTitle(l.Settings.Connection), now: p.opts.Now, zone: p.zone(l.Settings.Me.Zone),
		set: l.Settings, log: log, sleeping: sleeping{jitter: p.opts.Jitter},
	}
	at := make(places, gatewayPlaces)
	client, keys, offers, err := n.gatewayClient(ctx, at.after(t.budget.Enter), t.budget.Refused)
	if err != nil {
		return nil, err
	}
	p.later(client.Close)
	t.awake = client.Close
	t.provider = &rekeyed{elements.NewProvider(client, offers, gatewayPages(l.Settings.Connection)), keys}
	countUsage(p, t, l, log, at.enter)
	return t, nil
}

// gatewayPlaces is how many requests may be under way at one gateway, whatever they
// are about.
const gatewayPlaces = 4

// places is the room for requests at a gateway that tickets and product usage share.
type places chan struct{}

// enter takes a place, once there is one; leave gives it back.
func (p places) enter(ctx context.Context) (leave func(), err error) {
	select {
	case p <- struct{}{}:
		return sync.OnceFunc(func() { <-p }), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// after takes a place once the limit has let a request out.
func (p places) after(limit func(context.Context) (func(), error)) func(context.Context) (func(), error) {
	return func(ctx context.Context) (func(), error) {
		done, err := limit(ctx)
		if err != nil {
			return nil, err
		}
		leave, err := p.enter(ctx)
		if err != nil {
			done()
			return nil, err
		}
		return sync.OnceFunc(func() { leave(); done() }), nil
	}
}

func gatewayTitle(c settings.Connection) string {
	if c.Company != "" {
		return c.Company
	}
	return "Gateway"
}

// gatewayPages is where ConnectWise's own pages are, if its address is set.
func gatewayPages(c settings.Connection) model.System {
	s := model.System{Company: model.Clean(c.Company)}
	if site, err := connectwise.ParseSite(c.Site); err == nil && c.Site != "" && c.Company != "" {
		s.SiteHost, s.TicketLink, s.CompanyLink = model.Clean(site.Host()), site.TicketLink(c.Company), site.CompanyLink(c.Company)
	}
	return s
}

// gatewayClient makes the client of a gateway with what is known of it from
// earlier runs.
func (n connector) gatewayClient(ctx context.Context, limit func(context.Context) (func(), error), refused func(time.Duration)) (*elements.Client, *gatewayKeys, *elements.Offers, error) {
	p, l := n.p, n.l
	_, own, err := p.configPath()
	if err != nil {
		return nil, nil, nil, err
	}
	c := l.Settings.Connection
	base, err := elements.ParseBase(c.Gateway.Base)
	if err != nil {
		return nil, nil, nil, &coded{exitUsage, err}
	}
	keys := &gatewayKeys{stores: p.gatewayStores(c, l.File, own)}
	if keys.have, err = keys.find(ctx, elements.Secrets{}); err != nil {
		return nil, nil, nil, err
	}
	o := elements.Options{
		Base: base, Secrets: keys.have, Instance: int64(c.Gateway.Instance), Fields: c.Gateway.Fields, Transport: p.opts.Transport,
		Now: p.opts.Now, Limiter: limit, Refused: refused, Log: n.log, Version: p.version(), Found: p.known.add,
	}
	if o.Transport == nil {
		o.Transport = connectwise.NewTransport(p.route())
	}
	if keys.client, err = elements.New(o); err != nil {
		return nil, nil, nil, &coded{exitUsage, err}
	}
	return keys.client, keys, offersOf(p, c, n.log), nil
}
