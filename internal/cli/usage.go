package cli

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"daybrief/connectwise"
	"daybrief/internal/mixpanel"
	"daybrief/internal/mixpanel/hub"
	"daybrief/internal/ownfile"
	"daybrief/internal/psa"
	"daybrief/internal/secret"
	"daybrief/internal/settings"
	"daybrief/internal/store"
	"daybrief/model"
	use "daybrief/model/usage"
)

// usageZone is the zone of the days that product usage is counted by.
func usageZone(u settings.Usage, own *time.Location) *time.Location {
	if zone, err := time.LoadLocation(u.Zone); err == nil && u.Zone != "" {
		return zone // the settings refuse what is none
	}
	return own
}

// usageRules say how product usage is judged.
func usageRules(s settings.Settings, hours model.Hours, zone *time.Location) use.Rules {
	return use.Rules{Zone: usageZone(s.Usage, zone), Hours: hours, Companies: s.Usage.Companies}
}

// usageStore is where the secret of the service account is looked for, that
// product usage is read with. It has a file of its own beside the configuration.
func usageStore(p *program, u settings.Usage, file string, own bool) *secret.KeyStore {
	o := secret.Options{
		Word: secret.Usage(), Environ: p.environ, Command: u.Secret.Command, File: settings.Expand(u.Secret.File, p.env),
		Store: strings.TrimSuffix(keyStore(file), ".key"), OwnFolder: own, Ring: p.opts.Ring, RingTime: scriptWait, Found: p.known.add,
	}
	if o.Store != "" {
		o.Store += ".mixpanel.key"
	}
	if base, err := mixpanel.ParseBase(u.Region, u.Base); err == nil && u.Account != "" {
		o.Account = u.Account + " " + strconv.Itoa(u.Project) + "@" + base.Host()
	}
	return secret.New(o)
}

// usageSource is a way in which product usage is counted.
type usageSource interface {
	Usage(ctx context.Context) (model.Usage, error)
	// Try asks the smallest question there is, for a check.
	Try(ctx context.Context) (events []string, err error)
	Close()
}

// usageWay is the way to the product usage. Its secrets are looked for when they
// are first needed, and again when they are refused: whatever is wrong with them is
// this source's fault alone. It is safe for use by several goroutines.
type usageWay struct {
	find func(context.Context) ([]model.Secret, error)
	make func([]model.Secret) (usageSource, error)

	mu     sync.Mutex
	source usageSource
	have   []model.Secret
}

// usageOf is the way that the settings name. limit is entered before each request of
// a gateway that has the tickets, too; nil where nobody else asks.
func usageOf(p *program, l *settings.Loaded, zone *time.Location, log *slog.Logger, limit func(context.Context) (func(), error)) *usageWay {
	_, own, err := p.configPath()
	if err != nil {
		own = false // there is no folder of ours then
	}
	m := usageMaker{p: p, set: l.Settings, zone: usageZone(l.Settings.Usage, zone), log: log, limit: limit}
	if l.Settings.Usage.Through() {
		return &usageWay{find: findAll(usageGatewayStores(p, l.Settings, l.File, own)...), make: m.through}
	}
	return &usageWay{find: findAll(usageStore(p, l.Settings.Usage, l.File, own)), make: m.direct}
}

// findAll looks for secrets. What is not there is empty: the client says what is
// missing.
func findAll(stores ...*secret.KeyStore) func(context.Context) ([]model.Secret, error) {
	return func(ctx context.Context) ([]model.Secret, error) {
		words := make([]model.Secret, len(stores))
		for i, st := range stores {
			found, err := st.Find(ctx)
			if err != nil && !errors.Is(err, secret.ErrNone) {
				return nil, err
			}
			words[i] = found.Key
		}
		return words, nil
	}
}

// usageMaker makes the source that the settings name.
type usageMaker struct {
	p     *program
	set   settings.Settings
	zone  *time.Location
	log   *slog.Logger
	limit func(context.Context) (done func(), err error)
	// forgetful: nothing is kept of what was learnt.
	forgetful bool
}

func (m usageMaker) transport() http.RoundTripper {
	if m.p.opts.Transport != nil {
		return m.p.opts.Transport
	}
	return connectwise.NewTransport(m.p.route())
}

// direct asks Mixpanel itself.
func (m usageMaker) direct(words []model.Secret) (usageSource, error) {
	u, now := m.set.Usage, m.p.opts.Now
	base, err := mixpanel.ParseBase(u.Region, u.Base)
	if err != nil {
		return nil, err
	}
	client, err := mixpanel.New(mixpanel.Options{
		Base: base, Project: int64(u.Project), Account: u.Account, Secret: words[0], Company: u.Company, Transport: m.transport(), Now: now, Log: m.log, Version: m.p.version(),
	})
	if err != nil {
		return nil, err
	}
	memory := remembered[mixpanel.State](m, "mixpanel project "+strconv.Itoa(u.Project), base.Host())
	return mixpanel.NewSource(client, mixpanel.Settings{Events: u.Events, Every: u.Every, Zone: m.zone, Now: now, Memory: memory}), nil
}

// ready is the source, made when it is first needed.
func (w *usageWay) ready(ctx context.Context) (usageSource, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.source != nil {
		return w.source, nil
	}
	words, err := w.find(ctx)
	switch {
	case err != nil && ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, &model.Problem{Kind: model.Misconfigured, Code: "usage-secret", What: model.Clean(strings.TrimSuffix(err.Error(), ".") + "."), Cure: model.Clean("Fix it; it is looked for again in a while.")}
	}
	source, err := w.make(words)
	if err != nil {
		return nil, err
	}
	w.source, w.have = source, words
	return source, nil
}

// reread looks whether there are other secrets by now, and makes a source of them:
// what the one before has learnt is in its memory.
func (w *usageWay) reread(ctx context.Context) bool {
	words, err := w.find(ctx)
	w.mu.Lock()
	defer w.mu.Unlock()
	if err != nil || slices.EqualFunc(words, w.have, func(a, b model.Secret) bool { return a.Reveal() == b.Reveal() }) {
		return false
	}
	source, err := w.make(words)
	if err != nil {
		return false
	}
	w.source.Close()
	w.source, w.have = source, words
	return true
}

func (w *usageWay) usage(ctx context.Context) (model.Usage, error) {
	s, err := w.ready(ctx)
	if err != nil {
		return model.Usage{}, err
	}
	u, err := s.Usage(ctx)
	var p *model.Problem
	if errors.As(err, &p) && p.Kind == model.Unauthorized && w.reread(ctx) {
		if s, err = w.ready(ctx); err == nil {
			return s.Usage(ctx)
		}
	}
	return u, err
}

// close drops idle connections.
func (w *usageWay) close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.source != nil {
		w.source.Close()
	}
}

// counted is a provider beside which product usage is counted.
type counted struct {
	psa.Provider
	way *usageWay
}

// Fetch implements psa.Provider.
func (c *counted) Fetch(ctx context.Context, q psa.Query) (psa.Batch, error) {
	if q.Source != model.SourceUsage {
		return c.Provider.Fetch(ctx, q)
	}
	u, err := c.way.usage(ctx)
	return psa.Batch{Usage: u, Skipped: u.Skipped}, err
}

// countUsage adds the product usage to a tenant, where the settings want it.
func countUsage(p *program, t *tenant, l *settings.Loaded, log *slog.Logger, limit func(context.Context) (func(), error)) {
	if !l.Settings.Usage.On() {
		return
	}
	way := usageOf(p, l, t.zone, log, limit)
	p.later(way.close)
	awake := t.awake
	t.provider, t.awake = &counted{t.provider, way}, func() { awake(); way.close() }
}

// usageFile keeps what was learnt of the product usage in the state folder, so that
// programs started again and again share one answer and one quota.
type usageFile[S any] struct {
	*store.Store
	folder string
	log    *slog.Logger
}

// remembered is the file about one project; it keeps nothing where there is no
// state folder.
func remembered[S any](m usageMaker, who, host string) *usageFile[S] {
	f := &usageFile[S]{log: m.log}
	if folder, err := settings.StateFolder(m.p.env); err == nil && !m.forgetful {
		f.Store, f.folder = store.New(folder, who, host), folder
	}
	return f
}

// Alone waits until no other program on this computer asks.
func (f *usageFile[S]) Alone(ctx context.Context) (release func(), err error) {
	if f.folder == "" {
		return func() {}, nil
	}
	_ = os.MkdirAll(f.folder, 0o700) // when this fails nothing can be kept, either
	return ownfile.Alone(ctx, f.folder)
}

// Load gives the zero S for nothing.
func (f *usageFile[S]) Load() (s S) {
	if f.Store == nil {
		return s
	}
	if err := f.LoadUsage(&s); err != nil {
		f.log.Warn("product usage is asked for anew", "what", err.Error())
		var none S
		return none
	}
	return s
}

// Save keeps it, if it can.
func (f *usageFile[S]) Save(s S) {
	if f.Store == nil {
		return
	}
	if err := f.SaveUsage(s); err != nil {
		f.log.Warn("product usage is not kept", "what", err.Error())
	}
}

// usageEvery is how often it is asked for; 0 for not at all.
func (t *tenant) usageEvery() time.Duration {
	switch u := t.set.Usage; {
	case !u.On():
		return 0
	case u.Through():
		return max(u.Every, hub.LeastEvery)
	default:
		return u.Every
	}
}
