package cli

import (
	"cmp"
	"strconv"

	"daybrief/internal/elements"
	"daybrief/internal/mixpanel/hub"
	"daybrief/internal/secret"
	"daybrief/internal/settings"
	"daybrief/model"
)

// usageGateway is where the gateway is that has the Mixpanel instance: the one of
// the connection, also where that goes directly by now, else one of its own.
func usageGateway(s settings.Settings) settings.Connection {
	c := s.Connection
	if old := s.Usage.Base == "" && c.Gateway.Instance > 0; !c.Through() && !old {
		c.Gateway.Base, c.Gateway.Instance = cmp.Or(s.Usage.Base, c.Gateway.Base), s.Usage.Instance
	}
	return c
}

// usageGatewayStores are where the user secret and the organization secret of the
// gateway are looked for that has the Mixpanel instance. Its element token is found
// by the instance each time.
func usageGatewayStores(p *program, s settings.Settings, file string, own bool) []*secret.KeyStore {
	stores := p.gatewayStores(usageGateway(s), file, own)
	return stores[:2]
}

// usageBase is the gateway's address. The secrets are those of one gateway, and go
// to no other.
func usageBase(s settings.Settings) (elements.Base, error) {
	own, err := elements.ParseBase(s.Usage.Base)
	if err != nil {
		return own, err
	}
	if !s.Connection.Through() {
		return elements.ParseBase(usageGateway(s).Gateway.Base)
	}
	base, err := elements.ParseBase(s.Connection.Gateway.Base)
	if err == nil && s.Usage.Base != "" && own.String() != base.String() {
		return base, &model.Problem{
			Kind: model.Misconfigured, Code: "usage-other-gateway", What: model.Clean("usage.base is another gateway than that of the connection, and the secrets are those of one."),
			Cure: model.Clean("Leave usage.base empty: the Mixpanel instance has to be at the gateway of the connection."),
		}
	}
	return base, err
}

// through asks a gateway.
func (m usageMaker) through(words []model.Secret) (usageSource, error) {
	u, now := m.set.Usage, m.p.opts.Now
	base, err := usageBase(m.set)
	if err != nil {
		return nil, err
	}
	memory := remembered[hub.State](m, "gateway mixpanel instance "+strconv.Itoa(u.Instance), base.Host())
	return hub.New(elements.Options{
		Base: base, Secrets: elements.Secrets{User: words[0], Organization: words[1]}, Instance: int64(u.Instance), Transport: m.transport(),
		Now: now, Log: m.log, Version: m.p.version(), Found: m.p.known.add, Limiter: m.limit,
	}, hub.Settings{Company: u.Company, Events: u.Events, Every: u.Every, Zone: m.zone, Now: now, Memory: memory})
}
