package setup

import (
	"slices"
	"strconv"
	"strings"

	"daybrief/model"
)

// put puts answers into their fields.
func (m *form) put(a Answers) {
	for f, value := range map[Field]string{
		FieldSite: a.Site, FieldCompany: a.Company, FieldPublic: a.PublicKey, FieldClient: a.ClientID, FieldZone: a.Zone, FieldBase: a.Base,
	} {
		m.inputs[f].Set(value)
	}
	m.inputs[FieldInstance].Set("")
	if a.Instance > 0 {
		m.inputs[FieldInstance].Set(strconv.Itoa(a.Instance))
	}
	if a.Zone == "" {
		m.inputs[FieldZone].Set(m.system)
	}
	m.putUsage(a.Usage)
	m.member = a.Member
	m.duty.at = max(0, slices.IndexFunc(duties(), func(d duty) bool { return d.id == a.Role }))
	m.boards.only(a.Boards)
}

// value is what stands in a field, without blanks around it.
func (m *form) value(f Field) string { return strings.TrimSpace(m.inputs[f].String()) }

// filled tells whether there is anything in a field.
func (m *form) filled(f Field) bool {
	if h := m.hidden(f); h != nil {
		return !h.empty()
	}
	return m.value(f) != ""
}

// answers are the fields as they are now.
func (m *form) answers() Answers {
	a := Answers{
		Site: m.value(FieldSite), Company: m.value(FieldCompany), PublicKey: m.value(FieldPublic),
		ClientID: m.value(FieldClient), Member: m.member, Role: duties()[m.duty.at].id,
		Boards: m.boards.names(), Zone: m.value(FieldZone),
	}
	if site, _, problem := m.reader.Site(a.Site); problem == nil {
		a.Site = site
	}
	m.gatewayAnswers(&a)
	a.Usage = m.usageAnswers()
	if a.Zone == m.system {
		a.Zone = "" // the system's: it follows when the computer travels
	}
	return a
}

// shape is what is wrong with a field as far as anybody can tell without asking
// the server; nil for nothing.
func (m *form) shape(f Field) *model.Problem {
	if !m.filled(f) {
		return m.empty(f)
	}
	switch f {
	case FieldSite:
		_, _, problem := m.reader.Site(m.value(f))
		return problem
	case FieldCompany:
		if strings.ContainsAny(m.value(f), " \t") {
			return fault("company-shape", "A company id contains no spaces.", "Type what the login screen has in its field Company, not the full name.")
		}
	case FieldPublic:
		if bad := keyShape(m.value(f)); bad != "" {
			return fault("public-shape", "A public key "+bad, "Copy it from the page API Keys again.")
		}
		if m.value(f) == m.key.secret().Reveal() {
			return fault("same-keys", "Both fields hold the same key.", "Copy the public key from the page API Keys again; the private one is shown only once.")
		}
	case FieldPrivate:
		if bad := keyShape(m.key.secret().Reveal()); bad != "" {
			return fault("private-shape", "A private key "+bad, "Paste it again.")
		}
	case FieldClient:
		if !isGUID(m.value(f)) {
			return fault("client-shape", "A client id looks like 01234567-89ab-cdef-0123-456789abcdef.", "Copy it from developer.connectwise.com, ClientID, again.")
		}
	case FieldZone:
		return m.reader.Zone(m.value(f))
	case FieldCommand:
		if _, bad := words(m.value(f)); bad != "" {
			return fault("command-shape", bad, "Put the argument in \"quotes\", both of them.")
		}
	}
	if isUsage(f) {
		return m.usageShape(f)
	}
	return m.gatewayShape(f)
}

func (m *form) empty(f Field) *model.Problem {
	a := about(f)
	if isUsage(f) {
		return m.noUsage(f)
	}
	if !a.needed {
		return m.noGateway(f)
	}
	switch f {
	case FieldClient:
		return fault("client-missing", "The client id is missing.", "ConnectWise refuses every request without one.")
	case FieldCommand:
		return fault("command-missing", "There is no command yet.", "Type one, or choose another place above.")
	}
	return fault("missing", a.label+" is missing.", "")
}

func fault(code, what, cure string) *model.Problem {
	return &model.Problem{Kind: model.Misconfigured, Code: code, What: model.Clean(what), Cure: model.Clean(cure)}
}

func keyShape(key string) string {
	switch {
	case len(key) >= maxHidden:
		return "is much shorter than that."
	case strings.ContainsAny(key, " \t"):
		return "contains no spaces."
	case strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r > '~' }):
		return "has only plain letters, digits and signs in it."
	}
	return ""
}

func isGUID(s string) bool {
	s = strings.Trim(s, "{}")
	if len(s) != 36 {
		return false
	}
	for i, r := range s {
		if dash := i == 8 || i == 13 || i == 18 || i == 23; dash != (r == '-') {
			return false
		}
		if r != '-' && !strings.ContainsRune("0123456789abcdefABCDEF", r) {
			return false
		}
	}
	return true
}

// words splits a command line into the program and its arguments: at blanks,
// but not inside quotes. There is no other magic, because no shell runs it.
func words(line string) (out []string, bad string) {
	var b strings.Builder
	var quote rune
	open := false // a word has begun
	for _, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			b.WriteRune(r)
		case r == '"' || r == '\'':
			quote, open = r, true
		case r == ' ':
			if open {
				out = append(out, b.String())
				b.Reset()
			}
			open = false
		default:
			b.WriteRune(r)
			open = true
		}
	}
	if quote != 0 {
		return nil, "A quote is not closed."
	}
	if open {
		out = append(out, b.String())
	}
	return out, ""
}
