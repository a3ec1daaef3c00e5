package cli

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"time"

	"daybrief/connectwise"
	"daybrief/internal/mixpanel"
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
		Store: strings.TrimSuffix(keyStore(file), ".key"), OwnFolder: own, Ring: p.opts.Ring, RingTime: scriptWait,
	}
	if o.Store != "" {
		o.Store += ".mixpanel.key"
	}
	if base, err := mixpanel.ParseBase(u.Region, u.Base); err == nil && u.Account != "" {
		o.Account = u.Account + " " + strconv.Itoa(u.Project) + "@" + base.Host()
	}
	return secret.New(o)
}

// usageWay is the way to the product usage. The secret is looked for when it is
// first needed, and again when it is refused: whatever is wrong with it is this
// source's fault alone. It is safe for use by several goroutines.
type usageWay struct {
	find func(context.Context) (model.Secret, error)
	make func(model.Secret) (*mixpanel.Source, error)

	mu     sync.Mutex
	source *mixpanel.Source
	word   model.Secret
}

// usageOf is the way that the settings name.
func usageOf(p *program, l *settings.Loaded, zone *time.Location, log *slog.Logger) *usageWay {
	u, now := l.Settings.Usage, p.opts.Now
	_, own, err := p.configPath()
	if err != nil {
		own = false // there is no folder of ours then
	}
	keys := usageStore(p, u, l.File, own)
	return &usageWay{
		find: func(ctx context.Context) (model.Secret, error) {
			found, err := keys.Find(ctx)
			return found.Key, err
		},
		make: func(word model.Secret) (*mixpanel.Source, error) {
			base, err := mixpanel.ParseBase(u.Region, u.Base)
			if err != nil {
				return nil, err
			}
			o := mixpanel.Options{Base: base, Project: int64(u.Project), Account: u.Account, Secret: word, Company: u.Company, Transport: p.opts.Transport, Now: now, Log: log, Version: p.version()}
			if o.Transport == nil {
				o.Transport = connectwise.NewTransport(p.route())
			}
			client, err := mixpanel.New(o)
			if err != nil {
				return nil, err
			}
			return mixpanel.NewSource(client, mixpanel.Settings{Events: u.Events, Every: u.Every, Zone: usageZone(u, zone), Now: now, Memory: usageMemory(p, u, base, log)}), nil
		},
	}
}

// ready is the source, made when it is first needed.
func (w *usageWay) ready(ctx context.Context) (*mixpanel.Source, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.source != nil {
		return w.source, nil
	}
	word, err := w.find(ctx)
	switch {
	case errors.Is(err, secret.ErrNone):
		word = model.Secret{} // the client says what is missing
	case err != nil && ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, &model.Problem{Kind: model.Misconfigured, Code: "usage-secret", What: model.Clean(strings.TrimSuffix(err.Error(), ".") + "."), Cure: model.Clean("Mend it; it is looked for again in a while.")}
	}
	w.source, err = w.make(word)
	w.word = word
	return w.source, err
}

// reread looks whether there is another secret by now.
func (w *usageWay) reread(ctx context.Context) bool {
	word, err := w.find(ctx)
	w.mu.Lock()
	defer w.mu.Unlock()
	if err != nil || word.Reveal() == w.word.Reveal() {
		return false
	}
	w.word = word
	w.source.Rekey(word)
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
		return s.Usage(ctx)
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

// counting are the secrets of a connection and of the product usage.
type counting struct {
	signer
	way *usageWay
}

// words implements signer.
func (c *counting) words() []model.Secret {
	c.way.mu.Lock()
	defer c.way.mu.Unlock()
	return append(c.signer.words(), c.way.word)
}

// countUsage adds the product usage to a tenant, where the settings want it.
func countUsage(p *program, t *tenant, l *settings.Loaded, log *slog.Logger) {
	if !l.Settings.Usage.On() {
		return
	}
	way := usageOf(p, l, t.zone, log)
	p.later(way.close)
	awake := t.awake
	t.provider, t.keys, t.awake = &counted{t.provider, way}, &counting{t.keys, way}, func() { awake(); way.close() }
}

// usageMemory keeps what was learnt of the product usage in the state folder, so
// that programs started again and again share one answer and one quota.
func usageMemory(p *program, u settings.Usage, base mixpanel.Base, log *slog.Logger) mixpanel.Memory {
	folder, err := settings.StateFolder(p.env)
	if err != nil {
		return nil
	}
	return &usageFile{store.New(folder, "mixpanel project "+strconv.Itoa(u.Project), base.Host()), log}
}

type usageFile struct {
	*store.Store
	log *slog.Logger
}

// Load implements mixpanel.Memory.
func (f *usageFile) Load() (s mixpanel.State) {
	if err := f.LoadUsage(&s); err != nil {
		f.log.Warn("product usage is asked for anew", "what", err.Error())
		return mixpanel.State{}
	}
	return s
}

// Save implements mixpanel.Memory.
func (f *usageFile) Save(s mixpanel.State) {
	if err := f.SaveUsage(s); err != nil {
		f.log.Warn("product usage is not kept", "what", err.Error())
	}
}

// usageEvery is how often it is asked for; 0 for not at all.
func (t *tenant) usageEvery() time.Duration {
	if !t.set.Usage.On() {
		return 0
	}
	return t.set.Usage.Every
}
