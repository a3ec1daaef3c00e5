package cli

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"sync/atomic"
	"time"

	"daybrief/connectwise"
	"daybrief/connectwise/adapter"
	"daybrief/internal/feed"
	"daybrief/internal/psa"
	"daybrief/internal/secret"
	"daybrief/internal/settings"
	"daybrief/internal/terminal"
	"daybrief/model"
)

// tenant is a company on a server, ready to be asked: a real one or the demo's.
type tenant struct {
	provider psa.Provider
	reporting
	budget *feed.Budget
	title  string
	now    func() time.Time
	sleeping
	zone *time.Location
	set  settings.Settings
	log  *slog.Logger    // nil in the demo
	seed *model.Snapshot // what the run before has kept; nil when there is none
	// sections is what the briefing needs beyond what is always read.
	sections wanted
	// made is true for the demo's company.
	made bool
	demo demoTenant
}

// sleeping is how the program waits, and what a long sleep of the machine means.
type sleeping struct {
	sleep func(context.Context, time.Duration) // nil: real time
	// jitter is nil for one by chance, and none in the demo.
	jitter func(time.Duration) time.Duration
	awake  func() // drops connections that a sleep has cut; nil in the demo
}

// demoTenant is what only a made-up company has.
type demoTenant struct {
	seed uint64 // which company it is
	size string // how many tickets it has, in the words of --size
	// speed is how many times faster than the machine's clock its day passes; 0
	// when it stands still.
	speed float64
	// began is when its day began to pass.
	began time.Time
}

// connect makes a tenant out of the settings. Nothing is asked of the server
// yet: a server that is away must not keep the dashboard from starting.
func (p *program) connect(ctx context.Context, log *slog.Logger) (*tenant, error) {
	l, err := p.load()
	if err != nil {
		return nil, err
	}
	if err := l.Missing(); err != nil {
		return nil, &coded{exitUsage, err}
	}
	for _, w := range l.Warnings {
		p.say(w)
	}
	p.whom.onto(&l.Settings)
	c := l.Settings.Connection
	if c.Through() {
		return connector{p, l, log}.throughGateway(ctx)
	}
	site, err := connectwise.ParseSite(c.Site)
	if err != nil {
		return nil, err
	}
	terminal.NoCoreDump()
	keys, err := connector{p, l, log}.keys(ctx)
	if err != nil {
		return nil, err
	}
	log.Info("private key found", "from", string(keys.from))
	t := &tenant{
		budget: feed.NewBudget(nil), title: c.Company, now: p.opts.Now, zone: p.zone(l.Settings.Me.Zone),
		set: l.Settings, log: log, sleeping: sleeping{jitter: p.opts.Jitter},
	}
	opts := []connectwise.Option{
		connectwise.WithLimiter(t.budget.Enter), connectwise.WithObserver(refusals(t.budget)), connectwise.WithLog(log),
		connectwise.WithVersion(p.version()), connectwise.WithNow(p.opts.Now), connectwise.WithProxy(connectwise.EnvironmentProxy(p.env)),
	}
	if p.opts.Transport != nil {
		opts = append(opts, connectwise.WithTransport(p.opts.Transport))
	}
	client, err := connectwise.New(site, c.Company, keys, opts...)
	if err != nil {
		return nil, err
	}
	p.later(client.Close)
	t.awake = client.Close
	way := adapter.New(client, p.opts.Now)
	t.provider, t.records = &rekeyed{way, keys}, way
	countUsage(p, t, l, log, nil)
	return t, nil
}

// refusals tells the budget at once when the server has had enough.
func refusals(b *feed.Budget) func(connectwise.Exchange) {
	return func(e connectwise.Exchange) {
		if e.Status == http.StatusTooManyRequests && e.RetryAfter > 0 {
			b.Refused(e.RetryAfter)
		}
	}
}

// route is the way to a server, for checks: through the proxy of the
// environment that the program was given. Tests that hand requests over within
// the program have none.
func (m *machine) route() connectwise.Route {
	if m.opts.Transport != nil {
		return connectwise.Route{}
	}
	return connectwise.Route{Proxy: connectwise.EnvironmentProxy(m.env)}
}

// closedDays is how many days of closed tickets the dashboard would like to
// have: this week and a whole one before it, to compare with.
const closedDays = 14

// feed makes the poller of a tenant, for a dashboard.
func (t *tenant) feed() *feed.Feed { return t.poller(closedDays) }

// poller is feed with as many days of closed tickets as are wanted; what prints
// and exits waits for no more than its numbers need.
func (t *tenant) poller(closedDays int) *feed.Feed { return feed.New(t.polling(closedDays)) }

// polling is what is polled and how often.
func (t *tenant) polling(closedDays int) feed.Options {
	o := feed.Options{
		Every: t.set.Poll.Every, Reconcile: t.set.Poll.Reconcile, ClosedDays: closedDays, Zone: t.zone, Budget: t.budget, Seed: t.seed, Speed: t.demo.speed, UsageEvery: t.usageEvery(),
	}
	o.Extras = t.extras()
	o.Borders = []time.Duration{t.set.Briefing.SLA.AtRisk, t.set.Briefing.SLA.Red}
	o.Jitter = t.jitter
	if !t.made && t.jitter == nil {
		o.Jitter = func(n time.Duration) time.Duration {
			if n <= 0 {
				return 0
			}
			return rand.N(n)
		}
	}
	return o
}

// account is how the private key is named among the keys of other programs.
func account(site connectwise.Site, company string) string { return company + "@" + site.Host() }

// signer are the secrets of a connection, which may change while the program
// runs.
type signer interface {
	// reread looks whether there are others by now.
	reread(ctx context.Context) (changed bool)
}

// keys signs requests with the private key, and looks for a new one when the
// server refuses it.
type keys struct {
	keyStore *secret.KeyStore
	make     func(model.Secret) (*connectwise.Basic, error)
	current  atomic.Pointer[connectwise.Basic]
	from     secret.Source
	word     atomic.Pointer[string] // the key in use
}

// connector makes the client of a configuration.
type connector struct {
	p   *program
	l   *settings.Loaded
	log *slog.Logger
}

func (n connector) keys(ctx context.Context) (*keys, error) {
	p, l := n.p, n.l
	c := l.Settings.Connection
	_, own, err := p.configPath()
	if err != nil {
		return nil, err
	}
	k := &keys{
		keyStore: p.keyStore(c, l.File, own, 0),
		make: func(s model.Secret) (*connectwise.Basic, error) {
			return connectwise.NewBasic(c.Company, c.PublicKey, s, c.ClientID)
		},
	}
	found, err := k.keyStore.Find(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return nil, terminal.Ended(ctx)
		}
		return nil, &coded{exitUsage, err}
	}
	k.from = found.Source
	return k, k.use(found.Key)
}

func (k *keys) use(s model.Secret) error {
	b, err := k.make(s)
	if err != nil {
		return err
	}
	k.current.Store(b)
	word := s.Reveal()
	k.word.Store(&word)
	return nil
}

// Apply implements connectwise.Auth.
func (k *keys) Apply(r *http.Request) error { return k.current.Load().Apply(r) }

// reread implements signer.
func (k *keys) reread(ctx context.Context) (changed bool) {
	found, err := k.keyStore.Find(ctx)
	if err != nil || found.Key.Reveal() == *k.word.Load() {
		return false
	}
	return k.use(found.Key) == nil
}

// rekeyed is a provider that picks up a key that was changed while the program
// runs: refused keys are looked for again, and a new one is tried at once.
type rekeyed struct {
	psa.Provider
	keys signer
}

// Fetch implements psa.Provider.
func (r *rekeyed) Fetch(ctx context.Context, q psa.Query) (psa.Batch, error) {
	b, err := r.Provider.Fetch(ctx, q)
	var problem *model.Problem
	if errors.As(err, &problem) && problem.Kind == model.Unauthorized && r.keys.reread(ctx) {
		return r.Provider.Fetch(ctx, q)
	}
	return b, err
}
