package setup

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"daybrief/model"
)

// The fields of product usage.
const (
	FieldProject    Field = "usage.project"
	FieldAccount    Field = "usage.account"
	FieldAccountKey Field = "usage.secret"
	FieldRegion     Field = "usage.region"
	FieldProperty   Field = "usage.company"
	FieldCounter    Field = "usage.instance"
)

// Counting are the answers about product usage. The zero Counting is none.
type Counting struct {
	Project int    `json:"project,omitempty"`
	Account string `json:"account,omitempty"`
	Region  string `json:"region,omitempty"`
	Company string `json:"company,omitempty"` // the property that names the client
	// Instance is that of Mixpanel at the gateway of the connection, instead of a
	// project and an account.
	Instance int `json:"instance,omitempty"`
	// Kept: there is one already in a form that this wizard does not ask for; it
	// stays as it is, and nothing else is set.
	Kept bool `json:"kept,omitempty"`
}

const stepUsage stepID = "usage"

// The answers where none is given.
const (
	usualRegion   = "us"
	usualProperty = "company"
)

func usageFields() []Field {
	return []Field{FieldProject, FieldAccount, FieldAccountKey, FieldRegion, FieldProperty, FieldCounter}
}

// stepOfUsage is the page that can be left empty.
func stepOfUsage(gateway bool) step {
	s := step{id: stepUsage, name: "Product usage", title: "Do your clients use a product of yours?", why: []string{
		"If your portal or your agent reports to Mixpanel, the briefing names the client that fell silent, before the client calls. daybrief only reads there.",
		"Leave this page empty to go on without; it can be added later.",
	}, probes: []Probe{ProbeUsage}}
	if gateway {
		s.parts = []part{field(FieldCounter), field(FieldProperty)}
		return s
	}
	s.parts = []part{field(FieldProject), field(FieldAccount), field(FieldAccountKey), field(FieldRegion), field(FieldProperty)}
	return s
}

func aboutUsage(f Field) asked {
	switch f {
	case FieldProject:
		return asked{"The number of the Mixpanel project", "It stands in the project's settings, under Overview.", stepUsage, false}
	case FieldAccount:
		return asked{"The user name of a service account", "Organization Settings > Service Accounts; the role Consumer in that project is enough.", stepUsage, false}
	case FieldAccountKey:
		return asked{"Its secret", "Shown as dots. Mixpanel shows it once, when the account is made.", stepUsage, false}
	case FieldRegion:
		return asked{"Where Mixpanel keeps the data", "us, eu or in.", stepUsage, false}
	case FieldProperty:
		return asked{"The event property that names the client", "Its values are your companies' names or identifiers.", stepUsage, false}
	case FieldCounter:
		return asked{"The number of the Mixpanel instance", "An instance of the element Mixpanel at the same gateway. Its number stands on its page.", stepUsage, false}
	}
	return asked{}
}

// counts reports whether product usage is wanted: something was typed that leads
// there.
func (m *form) counts() bool {
	if m.gateway {
		return m.filled(FieldCounter)
	}
	return m.filled(FieldProject) || m.filled(FieldAccount) || m.filled(FieldAccountKey)
}

// putUsage puts answers into their fields.
func (m *form) putUsage(c Counting) {
	m.usageKept = c.Kept
	number := func(f Field, n int) {
		m.inputs[f].Set("")
		if n > 0 {
			m.inputs[f].Set(strconv.Itoa(n))
		}
	}
	number(FieldProject, c.Project)
	number(FieldCounter, c.Instance)
	m.inputs[FieldAccount].Set(c.Account)
	m.inputs[FieldRegion].Set(orElse(c.Region, usualRegion))
	m.inputs[FieldProperty].Set(orElse(c.Company, usualProperty))
}

// usageAnswers are the answers about product usage.
func (m *form) usageAnswers() (c Counting) {
	switch {
	case m.usageKept:
		return Counting{Kept: true}
	case !m.counts():
		return c
	}
	c.Company = m.value(FieldProperty)
	if m.gateway {
		c.Instance, _ = strconv.Atoi(m.value(FieldCounter)) // what is no number is a fault of its field
		return c
	}
	c.Project, _ = strconv.Atoi(m.value(FieldProject))
	c.Account, c.Region = m.value(FieldAccount), strings.ToLower(m.value(FieldRegion))
	return c
}

// usageShape is shape for the fields of product usage.
func (m *form) usageShape(f Field) *model.Problem {
	switch f {
	case FieldProject, FieldCounter:
		if n, err := strconv.ParseUint(m.value(f), 10, 53); err != nil || n == 0 {
			return fault("number-shape", "That is not a number.", about(f).hint)
		}
	case FieldAccount:
		if strings.ContainsAny(m.value(f), " :\t") {
			return fault("account-shape", "A user name contains no spaces and no colon.", "Its secret has a field of its own.")
		}
	case FieldAccountKey:
		if bad := keyShape(m.usage.secret().Reveal()); bad != "" {
			return fault("secret-shape", "A secret "+bad, "Paste it again.")
		}
	case FieldRegion:
		switch strings.ToLower(m.value(f)) {
		case "us", "eu", "in":
		default:
			return fault("region-shape", "There is no region "+m.value(f)+".", "It is us, eu or in: the address of your Mixpanel begins with eu. or in. if it is not us.")
		}
	case FieldProperty:
		if strings.ContainsAny(m.value(f), `"\`) {
			return fault("property-shape", "A property has no quotes and backslashes in it.", "Type its name as Mixpanel lists it.")
		}
	}
	return nil
}

// noUsage is what is missing once something of product usage was typed.
func (m *form) noUsage(f Field) *model.Problem {
	if m.gateway || !m.counts() {
		return nil
	}
	switch f {
	case FieldProject, FieldAccount:
		return fault("missing", about(f).label+" is missing.", "Or empty this whole page to go on without.")
	case FieldAccountKey:
		if m.value(FieldAccount) != m.usageStored || m.usageStored == "" {
			return fault("missing", "The secret of the service account is missing.", "Or empty this whole page to go on without.")
		}
	}
	return nil
}

// usageSubject is what is asked about, without secrets; ok is false when there is
// nothing to ask.
func (m *form) usageSubject() (text string, ok bool) {
	if !m.counts() {
		return "", false
	}
	fields := stepOfUsage(m.gateway).parts
	words := []string{m.value(FieldBase), strconv.Itoa(m.changes() + m.usage.gen)}
	for _, p := range fields {
		if m.shape(p.field) != nil {
			return "", false
		}
		words = append(words, m.value(p.field))
	}
	return strings.Join(words, "\n"), true
}

// understandUsage is understand for the fields of product usage: a user name with
// its secret is taken apart, and the address of an instance's page.
func (m *form) understandUsage(at Field, raw string) (several bool) {
	m.changed(at)
	word := strings.Trim(oneLine(raw), " \"'`,;")
	user, secret, both := strings.Cut(word, ":")
	switch h := m.hidden(at); {
	case both && user != "" && secret != "" && !strings.ContainsAny(word, "/ ") && (at == FieldAccount || at == FieldAccountKey):
		m.changed(FieldAccount)
		m.changed(FieldAccountKey)
		m.inputs[FieldAccount].Set(user)
		m.usage.set(secret)
		m.inputs[at].note = "Understood: the user name and its secret."
		return true
	case h != nil:
		h.set(word)
		return false
	}
	if at == FieldCounter || at == FieldProject {
		word = theNumber(word)
	}
	m.inputs[at].Set(word)
	return false
}

// theNumber is the number in a text that holds one as a word, like the address of a
// page; else the text, or what stands after its last slash.
func theNumber(text string) string {
	numbers := slices.DeleteFunc(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), func(w string) bool {
		return strings.Trim(w, "0123456789") != ""
	})
	if len(numbers) == 1 {
		return numbers[0]
	}
	return text[strings.LastIndexByte(text, '/')+1:]
}

// usageFault is the first field of product usage that can't be right, if any is
// wanted at all.
func (m *form) usageFault() Field {
	if m.counts() && !m.usageKept {
		for _, p := range stepOfUsage(m.gateway).parts {
			if m.shape(p.field) != nil {
				return p.field
			}
		}
	}
	return FieldNone
}

// isUsage reports whether a field is one of product usage.
func isUsage(f Field) bool { return strings.HasPrefix(string(f), "usage.") }

// idle reports whether this page may be left empty and is.
func (m *form) idle(id stepID) bool { return id == stepUsage && !m.counts() }
