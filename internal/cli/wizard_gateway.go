package cli

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"daybrief/connectwise"
	"daybrief/connectwise/check"
	"daybrief/internal/elements"
	"daybrief/internal/psa"
	"daybrief/internal/secret"
	"daybrief/internal/settings"
	"daybrief/model"
	"daybrief/ui/setup"
)

// wizardGateway asks a gateway for the wizard.
type wizardGateway struct{ p *program }

// Gateway implements setup.Reader.
func (wizardReader) Gateway(text string) (string, *model.Problem) {
	b, err := elements.ParseBase(text)
	if err != nil {
		return "", asProblem(err)
	}
	return b.String(), nil
}

// PasteOfGateway implements setup.Reader.
func (wizardReader) PasteOfGateway(text string) setup.GatewayPaste {
	p := elements.ParsePaste(text)
	return setup.GatewayPaste{
		Keys: setup.Keys{User: p.User, Organization: p.Organization, Element: p.Element}, Base: p.Base, Instance: int(p.Instance),
	}
}

func gatewaySecrets(k setup.Keys) elements.Secrets {
	return elements.Secrets{User: k.User, Organization: k.Organization, Element: k.Element}
}

func (g wizardGateway) client(in setup.Answers, keys setup.Keys) (*elements.Client, error) {
	base, err := elements.ParseBase(in.Base)
	if err != nil {
		return nil, err
	}
	o := elements.Options{
		Base: base, Secrets: gatewaySecrets(keys), Instance: int64(in.Instance), Transport: g.p.opts.Transport, Now: g.p.opts.Now, Version: g.p.version(),
	}
	if path, _, err := g.p.configPath(); err == nil {
		if old, err := present(path); err == nil {
			o.Fields = old.Connection.Gateway.Fields // nobody is asked for them here
		}
	}
	if o.Transport == nil {
		o.Transport = connectwise.NewTransport(g.p.route())
	}
	return elements.New(o)
}

// try answers the wizard's one question about a gateway.
func (g wizardGateway) try(ctx context.Context, in setup.Answers, keys setup.Keys) setup.Verdict {
	client, err := g.client(in, keys)
	if err != nil {
		return gatewayVerdict(err)
	}
	defer client.Close()
	name, err := client.Fits(ctx)
	if err != nil {
		return gatewayVerdict(err)
	}
	return setup.Verdict{Note: name}
}

// gatewayVerdict is a fault at the field that it is about, where nobody has settings
// yet.
func gatewayVerdict(err error) setup.Verdict {
	p := *asProblem(err)
	p.Cure = model.Clean(unsettled(p.Cure.String()))
	return setup.Verdict{Problem: &p, Field: gatewayField(p.Code)}
}

// unsettled names answers in place of settings.
func unsettled(cure string) string {
	return strings.NewReplacer("Say how they are called in [connection.fields], or take the transformation away.",
		"Take the transformation away; or leave this setup, use \"daybrief setup\" with flags and --no-check, and say in [connection.fields] how they are called.",
		" (setting connection.instance)", "", " (setting usage.instance)", "", "connection.base", "the address", "usage.base", "the address").Replace(cure)
}

// gatewayField is the field that a fault is about.
func gatewayField(code string) setup.Field {
	switch code {
	case "element-token-refused", "bad-element-token", "no-token":
		return setup.FieldToken
	case "no-such-instance", "other-element", "other-hub", "instance-disabled", "missing-instance", "instance-invalid", "no-tickets-here", "renamed-fields",
		"provider-keys-refused", "provider-denied", "provider-failed", "gateway-denied":
		return setup.FieldInstance
	case "bad-organization-secret", "missing-organization-secret":
		return setup.FieldOrg
	case "account-secrets-refused", "gateway-secrets-refused", "bad-user-secret", "missing-user-secret":
		return setup.FieldUser
	}
	return setup.FieldBase
}

// checks are the checks of the live test.
func (wizardGateway) checks() (out []setup.Check) {
	for _, s := range elements.Steps() {
		out = append(out, setup.Check{ID: s.ID, Title: model.Clean(s.Title), Stops: s.Needed})
	}
	return out
}

// test runs them.
func (g wizardGateway) test(ctx context.Context, in setup.Answers, keys setup.Keys, tell func(setup.Check)) {
	state := map[string]setup.Check{}
	for _, c := range g.checks() {
		state[c.ID] = c
	}
	client, err := g.client(in, keys)
	if err == nil {
		defer client.Close()
	}
	elements.Check(ctx, client, err, g.p.lacks.offers(connectionOf(in)), func(r check.Result) {
		c := state[r.ID]
		r.Cure = unsettled(r.Cure)
		outcome(&c, r, c.Stops)
		if c.Stops && c.State == setup.Bad {
			c.Field = gatewayField(r.Code)
		}
		if ctx.Err() == nil {
			tell(c)
		}
	})
}

// people are those whom open tickets name: the gateway lists no members.
func (g wizardGateway) people(ctx context.Context, in setup.Answers, keys setup.Keys) (setup.People, error) {
	client, err := g.client(in, keys)
	if err != nil {
		return setup.People{}, err
	}
	defer client.Close()
	b, err := elements.NewProvider(client, g.p.lacks.offers(connectionOf(in)), model.System{}).Fetch(ctx, psa.Query{Source: model.SourceTickets})
	if err != nil {
		return setup.People{}, err
	}
	members, boards := map[model.Text]setup.Person{}, map[model.Text]int{}
	for _, t := range b.Tickets {
		if o := t.Owner; !o.Identifier.IsEmpty() {
			m := members[o.Identifier]
			members[o.Identifier] = setup.Person{Login: o.Identifier, Name: cmp.Or(o.Name, o.Identifier), Open: m.Open + 1}
		}
		for _, login := range t.Resources {
			if _, known := members[login]; !known {
				members[login] = setup.Person{Login: login, Name: login, Open: -1}
			}
		}
		boards[t.Board.Name]++
	}
	out := setup.People{Uncounted: lacking(b, len(b.Tickets))}
	out.Unlisted = out.Uncounted // they are those of the tickets
	for _, m := range members {
		out.Members = append(out.Members, m)
	}
	slices.SortFunc(out.Members, func(a, b setup.Person) int { return cmp.Compare(a.Name.String(), b.Name.String()) })
	for name, n := range boards {
		if !name.IsEmpty() {
			out.Boards = append(out.Boards, setup.Board{Name: name, Open: n})
		}
	}
	slices.SortFunc(out.Boards, func(a, b setup.Board) int {
		return cmp.Or(b.Open-a.Open, cmp.Compare(a.Name.String(), b.Name.String()))
	})
	return out, nil
}

// saveGateway is Save for a gateway, as the setup for scripts does it.
func (s *wizardStore) saveGateway(ctx context.Context, old settings.Settings, in setup.Answers, keys setup.Keys, k setup.Keep) (where string, err error) {
	want := answered(old, in, setup.Keep{})
	c := &want.Connection
	c.Provider, c.Gateway.Base, c.Gateway.Instance = cmp.Or(providerOf(old), in.Provider), in.Base, in.Instance
	c.Site, c.Company, c.PublicKey, c.ClientID = old.Connection.Site, old.Connection.Company, "", ""
	g := &gatewaySetup{p: s.p, flags: &setupFlags{store: choice{value: string(k.Place)}}, path: s.path, own: s.own, before: old, want: want}
	g.stores = s.p.gatewayStores(want.Connection, s.path, s.own)
	fresh, stay := s.notOurs(ctx, old, gatewaySecrets(keys))
	kept, err := g.save(ctx, fresh)
	if err != nil {
		return "", err
	}
	where = "in the system's keyring"
	if k.Place == setup.InFile {
		where = "in files beside " + s.shown(s.path)
	}
	switch {
	case len(kept) == 0:
		return strings.Join(stay, ", ") + ", as before", nil
	case len(stay) > 0:
		return strings.Join(stay, ", ") + ", as before; the rest " + where, nil
	}
	return where, nil
}

// notOurs takes out of the secrets those that are where somebody else keeps them, and
// says where that is: a copy of ours would only be forgotten there.
func (s *wizardStore) notOurs(ctx context.Context, old settings.Settings, keys elements.Secrets) (fresh elements.Secrets, stay []string) {
	for i, at := range []*model.Secret{&keys.User, &keys.Organization, &keys.Element} {
		found, err := s.p.gatewayStores(old.Connection, s.path, s.own)[i].Find(ctx)
		if err != nil || at.IsEmpty() || found.Key.Reveal() != at.Reveal() || found.Source == secret.FromStore || found.Source == secret.FromKeyring {
			continue
		}
		*at = model.Secret{}
		stay = append(stay, "the "+secret.Gateway()[i].Noun+" in "+found.String())
	}
	return keys, stay
}

// gatewayKept are the secrets of a gateway that are there already.
func gatewayKept(ctx context.Context, stores [3]*secret.KeyStore) (k setup.Keys) {
	for i, at := range []*model.Secret{&k.User, &k.Organization, &k.Element} {
		if found, err := stores[i].Find(ctx); err == nil {
			*at = found.Key
		}
	}
	return k
}

// providerOf is the gateway's name that stands in the settings, if one does.
func providerOf(s settings.Settings) string {
	if s.Connection.Through() {
		return s.Connection.Provider
	}
	return ""
}

// connectionOf is the way in that the answers name.
func connectionOf(in setup.Answers) settings.Connection {
	return settings.Connection{Provider: in.Provider, Gateway: settings.Gateway{Base: in.Base, Instance: in.Instance}}
}

// gatewaySpots are where a gateway's secrets can be kept.
func (s *wizardStore) gatewaySpots(ctx context.Context, in setup.Answers) []setup.Spot {
	ring := setup.Spot{Place: setup.InKeyring, Where: model.Clean("The system's keyring")}
	if err := s.p.gatewayStores(connectionOf(in), s.path, s.own)[0].Ring(ctx); err != nil {
		ring.Closed = model.Clean(sentence(err))
	}
	file := setup.Spot{Place: setup.InFile, Where: model.Clean("files beside " + s.shown(s.path))}
	if ring.Closed.IsEmpty() {
		return []setup.Spot{ring, file}
	}
	return []setup.Spot{file, ring}
}

// gatewayStart are the answers of a configuration that goes through a gateway.
func gatewayStart(a *setup.Answers, c settings.Connection) {
	if c.Through() {
		a.Provider, a.Base, a.Instance = setup.ByGateway, c.Gateway.Base, c.Gateway.Instance
	}
}
