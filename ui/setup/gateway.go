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
	return asked{}
}

// through chooses the way: the steps are those of a gateway, or of a direct
// connection.
func (w *Wizard) through(gateway bool) {
	w.gateway, w.steps = gateway, allSteps()
	if gateway {
		w.steps = append(stepsOfGateway(), stepsOfPerson(true)...)
	}
}

// secrets are what was typed that nobody may see: the private key, and a
// gateway's three.
type secrets struct {
	key  hidden
	gate [3]hidden
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
	}
	return nil
}

// theSecrets names what was kept.
func (w *Wizard) theSecrets() string {
	if w.gateway {
		return "The gateway's secrets"
	}
	return "The private key"
}

// hiddenFields are the fields that show dots.
func hiddenFields() []Field { return []Field{FieldPrivate, FieldUser, FieldOrg, FieldToken} }

// keys are the secrets as they are now.
func (s *secrets) keys() Keys {
	return Keys{s.key.secret(), s.gate[0].secret(), s.gate[1].secret(), s.gate[2].secret()}
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

// hide shows dots again.
func (s *secrets) hide() { s.each(func(h *hidden) { h.open = false }) }

// changes counts the changes of all secrets.
func (s *secrets) changes() (n int) {
	s.each(func(h *hidden) { n += h.gen })
	return n
}

// gatewayShape is shape for the fields of a gateway.
func (w *Wizard) gatewayShape(f Field) *model.Problem {
	switch f {
	case FieldBase:
		_, problem := w.opts.Reader.Gateway(w.value(f))
		return problem
	case FieldInstance:
		if n, err := strconv.ParseUint(w.value(f), 10, 53); err != nil || n == 0 {
			return fault("instance-shape", "The number of an instance has digits only.", "It stands on the page of the instance, and in the address of that page.")
		}
	case FieldUser, FieldOrg, FieldToken:
		if bad := keyShape(w.hidden(f).secret().Reveal()); bad != "" {
			return fault("secret-shape", "A secret "+bad, "Paste it again.")
		}
	}
	return nil
}

// noGateway is what is missing: a number or a token.
func (w *Wizard) noGateway(f Field) *model.Problem {
	if w.gateway && f == FieldToken && !w.filled(FieldInstance) {
		return fault("token-missing", "Without the number of the instance the element token is needed.", "Paste it here, or go back and type the number.")
	}
	return nil
}

// putSecrets puts what a paste held of a gateway's secrets into the fields.
func (w *Wizard) putSecrets(got Keys) (found []string) {
	for _, one := range []struct {
		field Field
		name  string
		s     model.Secret
	}{{FieldUser, "the user secret", got.User}, {FieldOrg, "the organization secret", got.Organization}, {FieldToken, "the element token", got.Element}} {
		if !one.s.IsEmpty() {
			w.changed(one.field)
			w.hidden(one.field).set(one.s.Reveal())
			w.dropCopies(one.s)
			found = append(found, one.name)
		}
	}
	return found
}

// understandGateway is understand for the fields of a gateway.
func (w *Wizard) understandGateway(at Field, raw string) {
	if found := w.putSecrets(w.opts.Reader.Secrets(raw)); len(found) > 0 {
		w.inputs[at].note = "Understood: " + list(found) + "."
		w.afterSplit(at)
		return
	}
	w.changed(at)
	word := strings.Trim(oneLine(raw), " \"'`,;")
	if h := w.hidden(at); h != nil {
		h.set(word)
		return
	}
	if base, problem := w.opts.Reader.Gateway(word); at == FieldBase && problem == nil {
		word = base
	}
	if i := strings.LastIndexByte(word, '/'); at == FieldInstance && i >= 0 {
		word = word[i+1:] // the address of its page
	}
	w.inputs[at].Set(word)
}

// gatewayAnswers adds the answers about a gateway.
func (w *Wizard) gatewayAnswers(a *Answers) {
	if !w.gateway {
		return
	}
	a.Provider, a.Base = ByGateway, w.value(FieldBase)
	a.Instance, _ = strconv.Atoi(w.value(FieldInstance)) // what is no number is a fault of its field
	if base, problem := w.opts.Reader.Gateway(a.Base); problem == nil && a.Base != "" {
		a.Base = base
	}
	a.Site, a.Company, a.PublicKey, a.ClientID = "", "", "", ""
}

// gatewaySubject is what the gateway is asked about, without the secrets.
func (w *Wizard) gatewaySubject() (text string, ok bool) {
	for _, f := range []Field{FieldBase, FieldInstance, FieldUser, FieldOrg, FieldToken} {
		if w.shape(f) != nil {
			return "", false
		}
	}
	return strings.Join([]string{w.value(FieldBase), w.value(FieldInstance), strconv.Itoa(w.changes())}, "\n"), true
}
