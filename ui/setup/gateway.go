package setup

import (
	"strconv"
	"strings"

	"daybrief/model"
)

// The fields of a gateway.
const (
	FieldBase     Field = "base"
	FieldInstance Field = "instance"
	FieldUser     Field = "user_secret"
	FieldOrg      Field = "organization_secret"
	FieldToken    Field = "element_token"
)

// ByGateway is the provider of answers that lead through a gateway.
const ByGateway = "cloud-elements"

// Keys are the secrets that were typed. They print as nothing readable.
type Keys struct {
	Private                     model.Secret // of a direct connection
	User, Organization, Element model.Secret // of a gateway
	Usage                       model.Secret // of the service account that product usage is read with
}

const (
	stepGateway stepID = "gateway"
	stepSecrets stepID = "secrets"
)

// stepsOfGateway are the pages between the first one and the live test.
func stepsOfGateway() []step {
	return []step{
		stepsOfServer()[0],
		{id: stepGateway, name: "Your gateway", title: "Where is your gateway?", why: []string{
			"A gateway (Cloud Elements, today SAP Open Connectors) keeps the ConnectWise keys to itself. daybrief gets secrets of the gateway instead, and never sees a ConnectWise key.",
			"It needs an instance of the element ConnectWise CRM REST. Its number stands on the page of the instance, and in the address of that page.",
		}, parts: []part{field(FieldBase), field(FieldInstance)}},
		{id: stepSecrets, name: "Its secrets", title: "The gateway's secrets", why: []string{
			"The first two are in the gateway's profile menu, under Secrets. The token is on the page of the instance; with the number of the instance daybrief finds it by itself.",
			"Paste a whole header (User …, Organization …, Element …) or a curl line if you have one: each part goes to its own field.",
		}, parts: []part{field(FieldUser), field(FieldOrg), field(FieldToken)}, probes: []Probe{ProbeGateway}},
	}
}

func aboutGateway(f Field) asked {
	switch f {
	case FieldBase:
		return asked{"The gateway's address", "Empty means Cloud Elements' own. An address of SAP Open Connectors names its region; paste the whole line if you like.", stepGateway, false}
	case FieldInstance:
		return asked{"The number of the instance", "Empty only if you have the element token.", stepGateway, false}
	case FieldUser:
		return asked{"User secret", "Shown as dots. It is written nowhere before you say where.", stepSecrets, true}
	case FieldOrg:
		return asked{"Organization secret", "", stepSecrets, true}
	case FieldToken:
		return asked{"Element token", "Not needed with the number of the instance.", stepSecrets, false}
	}
	return aboutUsage(f)
}

// secrets are what was typed that nobody may see: the private key, and a
// gateway's three.
type secrets struct {
	key   hidden
	gate  [3]hidden
	usage hidden
}

// hidden is the secret of a field; nil for a field that shows its text.
func (s *secrets) hidden(f Field) *hidden {
	switch f {
	case FieldPrivate:
		return &s.key
	case FieldUser:
		return &s.gate[0]
	case FieldOrg:
		return &s.gate[1]
	case FieldToken:
		return &s.gate[2]
	case FieldAccountKey:
		return &s.usage
	}
	return nil
}

// theSecrets names what was kept.
func (m *form) theSecrets() string {
	if m.gateway {
		return "The gateway's secrets"
	}
	return "The private key"
}

// hiddenFields are the fields that show dots.
func hiddenFields() []Field {
	return []Field{FieldPrivate, FieldUser, FieldOrg, FieldToken, FieldAccountKey}
}

// keys are the secrets as they are now.
func (s *secrets) keys() Keys {
	return Keys{s.key.secret(), s.gate[0].secret(), s.gate[1].secret(), s.gate[2].secret(), s.usage.secret()}
}

// each does something to every secret.
func (s *secrets) each(do func(*hidden)) {
	for _, f := range hiddenFields() {
		do(s.hidden(f))
	}
}

// seal makes the secrets ones that can't be shown any more.
func (s *secrets) seal() {
	s.each(func(h *hidden) {
		if !h.empty() {
			h.seal()
		}
	})
}

// base is the gateway's address as far as it can be read.
func (k *trail) base() string {
	if base, problem := k.reader.Gateway(k.value(FieldBase)); problem == nil {
		return base
	}
	return k.value(FieldBase)
}

// seal makes the secrets ones that can't be shown any more, and go to no other
// gateway.
func (k *trail) seal() {
	k.sealedAt = k.base()
	k.secrets.seal()
}

// faithful forgets secrets that another gateway has accepted.
func (k *trail) faithful() {
	if !k.gateway || k.base() == k.sealedAt {
		return
	}
	for i := range k.gate {
		if k.gate[i].sealed {
			k.gate[i].wipe()
			k.inputs[FieldUser].note = "Another gateway has secrets of its own."
		}
	}
}

// hide shows dots again.
func (s *secrets) hide() { s.each(func(h *hidden) { h.open = false }) }

// changes counts the changes of the connection's secrets.
func (s *secrets) changes() (n int) {
	s.each(func(h *hidden) { n += h.gen })
	return n - s.usage.gen
}

// gatewayShape is shape for the fields of a gateway.
func (m *form) gatewayShape(f Field) *model.Problem {
	switch f {
	case FieldBase:
		_, problem := m.reader.Gateway(m.value(f))
		return problem
	case FieldInstance:
		if n, err := strconv.ParseUint(m.value(f), 10, 53); err != nil || n == 0 {
			return fault("instance-shape", "The number of an instance has digits only.", "It stands on the page of the instance, and in the address of that page.")
		}
	case FieldUser, FieldOrg, FieldToken:
		return m.gateSecretShape(f)
	}
	return nil
}

// gateSecretShape is what is wrong with one of the three secrets.
func (m *form) gateSecretShape(f Field) *model.Problem {
	word := m.hidden(f).secret().Reveal()
	if bad := keyShape(word); bad != "" {
		return fault("secret-shape", "A secret "+bad, "Paste it again.")
	}
	if strings.ContainsAny(word, ",;<>{}\"'`\\^") {
		return fault("secret-shape", "That is more than a secret, or the example of a document.", "Paste the secret alone, or a whole line that begins with Authorization.")
	}
	for _, other := range []Field{FieldUser, FieldOrg} {
		if other == f {
			break
		}
		if m.hidden(other).secret().Reveal() == word {
			return fault("same-secrets", "This is what the field "+about(other).label+" holds, too.", "They are three different words: copy this one again.")
		}
	}
	return nil
}

// noGateway is what is missing: a number or a token.
func (m *form) noGateway(f Field) *model.Problem {
	if m.gateway && f == FieldToken && !m.filled(FieldInstance) {
		return fault("token-missing", "Without the number of the instance the element token is needed.", "Paste it here, or go back and type the number.")
	}
	return nil
}

// putGateway puts what a paste held of a gateway into the fields and names it.
func (m *form) putGateway(got GatewayPaste) (found []string) {
	put := func(f Field, name, value string) {
		if value != "" {
			m.changed(f)
			m.inputs[f].Set(value)
			found = append(found, name)
		}
	}
	put(FieldBase, "the address", got.Base)
	if got.Instance > 0 {
		put(FieldInstance, "the number of the instance", strconv.Itoa(got.Instance))
	}
	for _, one := range []struct {
		field Field
		name  string
		s     model.Secret
	}{{FieldUser, "the user secret", got.User}, {FieldOrg, "the organization secret", got.Organization}, {FieldToken, "the element token", got.Element}} {
		if !one.s.IsEmpty() {
			m.changed(one.field)
			m.hidden(one.field).set(one.s.Reveal())
			m.dropCopies(one.s)
			found = append(found, one.name)
		}
	}
	return found
}

// understandGateway is understand for the fields of a gateway. An address alone is
// an answer to its own field.
func (m *form) understandGateway(at Field, raw string) (several bool) {
	got := m.reader.PasteOfGateway(raw)
	if at == FieldInstance && m.filled(FieldBase) && got.Keys == (Keys{}) {
		got.Base = "" // that of a page for people
	}
	secrets := got.Keys != (Keys{})
	if base, problem := m.reader.Gateway(oneLine(raw)); at == FieldBase && got.Base == "" && !secrets && problem == nil {
		got.Base = base
	}
	found := m.putGateway(got)
	switch {
	case len(found) == 1 && !secrets && (at == FieldBase) == (got.Base != ""):
		return false
	case len(found) > 0:
		m.inputs[at].note = "Understood: " + list(found) + "."
		if secrets && about(at).step == stepGateway {
			m.inputs[at].note += " Secrets went to the next page."
		}
		return true
	}
	m.changed(at)
	word := strings.Trim(oneLine(raw), " \"'`,;")
	if h := m.hidden(at); h != nil {
		h.set(word)
		return false
	}
	if at == FieldInstance {
		word = theNumber(word)
	}
	m.inputs[at].Set(word)
	return false
}

// gatewayAnswers adds the answers about a gateway.
func (m *form) gatewayAnswers(a *Answers) {
	if !m.gateway {
		return
	}
	a.Provider, a.Base = ByGateway, m.value(FieldBase)
	a.Instance, _ = strconv.Atoi(m.value(FieldInstance)) // what is no number is a fault of its field
	if base, problem := m.reader.Gateway(a.Base); problem == nil && a.Base != "" {
		a.Base = base
	}
	a.Site, a.Company, a.PublicKey, a.ClientID = "", "", "", ""
}

// gatewaySubject is what the gateway is asked about, without the secrets.
func (m *form) gatewaySubject() (text string, ok bool) {
	for _, f := range []Field{FieldBase, FieldInstance, FieldUser, FieldOrg, FieldToken} {
		if m.shape(f) != nil {
			return "", false
		}
	}
	return strings.Join([]string{m.value(FieldBase), m.value(FieldInstance), strconv.Itoa(m.changes())}, "\n"), true
}
