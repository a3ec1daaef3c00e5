package cli

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"daybrief/connectwise"
	"daybrief/connectwise/adapter"
	"daybrief/connectwise/cwtest"
	"daybrief/internal/elements"
	"daybrief/internal/elements/elementstest"
	"daybrief/internal/mixpanel/mixpaneltest"
	"daybrief/internal/psa"
	"daybrief/internal/settings"
	"daybrief/model"
)

const demoLong = `The same dashboard on a made-up company that lives inside the program: no
account, no network, no files. Its day goes on while you watch.

The same seed, size and --now give the same company. Times are shown in your
zone; with --now, in UTC, so that the output is the same everywhere.
With --config its thresholds, hours, role and zone are used.`

// made is what the flags say about the made-up company.
type made struct {
	seed  uint64
	size  choice
	now   moment
	speed factor
	// provider is the way in through which the company is seen.
	provider choice
	usage    bool // whether the use of its products is counted
}

func newMade() *made {
	return &made{
		seed: 1, size: choice{"small", []string{"small", "middle", "large"}},
		speed: factor{1, 0.1, 3600}, provider: choice{"connectwise", []string{"connectwise", "cloud-elements"}},
	}
}

// flags adds the flags of the made-up company; when says what they need.
func (m *made) flags(cmd *cobra.Command, when string) {
	f := cmd.Flags()
	f.Uint64Var(&m.seed, "seed", m.seed, when+"which company; a number `N` is always the same one")
	f.Var(&m.size, "size", when+"how big the company is")
	f.Var(&m.now, "now", when+"when its clock begins, like 2026-03-10T15:00:00Z (default now)")
	f.Var(&m.speed, "speed", when+"how fast its day passes")
	f.Var(&m.provider, "provider", when+"the way in through which it is seen")
	f.BoolVar(&m.usage, "usage", false, when+"let a made-up Mixpanel count who uses its products")
}

// names lists the flags, for those that need another one beside them.
func (*made) names() []string { return []string{"seed", "size", "now", "speed", "provider", "usage"} }

func demoCommand(p *program) *cobra.Command {
	m := newMade()
	cmd := &cobra.Command{
		Use: "demo", Short: "Open the dashboard on a made-up company: no account, no network",
		Long: demoLong, Args: noArguments,
		RunE: p.run(func(ctx context.Context, _ *cobra.Command) error {
			tty, err := p.terminalOr("daybrief brief --demo")
			if err != nil {
				return err
			}
			t, err := p.demoTenant(m, m.speed.value)
			if err != nil {
				return err
			}
			return p.show(ctx, tty, t)
		}),
	}
	m.flags(cmd, "")
	p.whom.flags(cmd)
	return cmd
}

// demoTenant makes the company. At speed 0 its clock stands still, so that
// whatever is printed of it is the same every time.
func (p *program) demoTenant(m *made, speed float64) (*tenant, error) {
	set, err := p.demoSettings()
	if err != nil {
		return nil, err
	}
	real := p.opts.Now
	c := &clock{start: m.now.at, begun: real(), speed: speed, real: real}
	if c.start.IsZero() {
		c.start = c.begun.Round(0)
	}
	zone := time.UTC
	if set.Me.Zone != "" || m.now.at.IsZero() {
		zone = p.zone(set.Me.Zone)
	}
	sizes := map[string]cwtest.Size{"small": cwtest.Small, "middle": cwtest.Middle, "large": cwtest.Large}
	server := cwtest.New(cwtest.Options{Seed: m.seed, Size: sizes[m.size.value], Now: c.now, Zone: zone})
	if set.Me.Member == "" {
		set.Me.Member = server.Me()
	}
	p.whom.onto(&set)
	t := &tenant{
		title: "Demo", now: c.now, sleeping: sleeping{sleep: c.sleep},
		zone: zone, set: set, made: true, demo: demoTenant{seed: m.seed, size: m.size.value, speed: speed, began: c.now()},
	}
	t.set.Usage = settings.Usage{} // a real one is about other companies
	counter := mixpaneltest.New(mixpaneltest.Options{Now: t.now, Zone: t.zone, Said: true})
	gateway, err := t.enter(server, counter, m.provider.value)
	if err != nil || !m.usage {
		return t, err
	}
	return t, t.countDemo(counter, gateway)
}

// enter opens one of the ways into the made-up company.
func (t *tenant) enter(server *cwtest.Server, counter *mixpaneltest.Server, provider string) (gateway http.RoundTripper, err error) {
	if provider != "connectwise" {
		gateway = elementstest.New(server, elementstest.Options{Now: t.now, Usage: counter}).Transport()
		t.provider, err = demoGateway(gateway, t.now)
		return gateway, err
	}
	client, err := demoClient(server, t.now)
	if err != nil {
		return nil, err
	}
	way := adapter.New(client, t.now)
	t.provider, t.records = way, way
	return nil, nil
}

// demoGateway is the real client of a gateway, talking to a made-up one in front
// of the made-up server.
func demoGateway(gateway http.RoundTripper, now func() time.Time) (psa.Provider, error) {
	base, err := elements.ParseBase("")
	if err != nil {
		return nil, err
	}
	client, err := elements.New(elements.Options{
		Base: base, Instance: elementstest.Instance, Now: now, Transport: gateway,
		Secrets: elements.Secrets{User: model.NewSecret(elementstest.UserSecret), Organization: model.NewSecret(elementstest.OrganizationSecret)},
	})
	if err != nil {
		return nil, err
	}
	return elements.NewProvider(client, elements.NewOffers(nil, nil), model.System{Company: model.Clean("Demo")}), nil
}

// demoSettings are the defaults, or what --config names: the user's own file is
// about another company.
func (p *program) demoSettings() (settings.Settings, error) {
	if p.config == "" {
		return settings.Default(), nil
	}
	l, err := p.load()
	if err != nil {
		return settings.Settings{}, err
	}
	return l.Settings, nil
}

// demoClient is the real client, talking to the made-up server within this
// process.
func demoClient(server *cwtest.Server, now func() time.Time) (*connectwise.Client, error) {
	o := server.Options()
	site, siteErr := connectwise.ParseSite("https://demo.example")
	auth, authErr := connectwise.NewBasic(o.Company, o.PublicKey, model.NewSecret(o.PrivateKey), o.ClientID)
	if err := errors.Join(siteErr, authErr); err != nil {
		return nil, err
	}
	return connectwise.New(site, o.Company, auth,
		connectwise.WithTransport(server.Transport()), connectwise.WithNow(now))
}
