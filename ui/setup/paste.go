package setup

import (
	"strings"
	"unicode/utf8"

	"daybrief/model"
)

// maxPaste is how much of a paste is looked at, in bytes: keys are short.
const maxPaste = 64 << 10

// pasted takes what somebody pasted to the fields it is about.
func (w *Wizard) pasted(raw string) {
	p, ok := w.focused()
	if w.ask != nil || w.help != nil || w.tooSmall() || w.spots.saving || !ok {
		return
	}
	w.notice = ""
	if len(raw) > maxPaste {
		raw = capped(raw, maxPaste)
		w.notice = "That was a lot of text; only its beginning was read."
	}
	switch {
	case p.kind == kindPeople:
		w.people.typed(w, func(in *input) { in.Insert(oneLine(raw)) })
	case p.kind != kindField:
	case p.field == FieldZone || p.field == FieldCommand:
		w.inputs[p.field].Insert(oneLine(raw))
		w.changed(p.field)
		w.wanted = false
	default:
		if w.wanted = false; w.understand(p.field, raw) {
			w.afterSplit(p.field)
		}
		w.hurry = w.hurry || p.field == FieldSite || p.field == FieldCompany
	}
}

func capped(s string, n int) string {
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// oneLine is a paste without its escapes, on one line.
func oneLine(raw string) string { return model.Disarmed(raw) }

// understand sorts a paste into the fields and says what it took it for.
// It reports whether it was made of several answers.
func (m *form) understand(at Field, raw string) (several bool) {
	raw = model.CleanLines(raw).String() // whole escape sequences go, not just their first byte
	switch {
	case isUsage(at):
		return m.understandUsage(at, raw)
	case m.gateway:
		return m.understandGateway(at, raw)
	}
	got := m.reader.Paste(raw)
	if at == FieldPrivate && len(strings.Fields(raw)) == 1 && got.PrivateKey.IsEmpty() && m.filled(FieldCompany) && !strings.EqualFold(got.Company, m.value(FieldCompany)) {
		got = Pasted{Bare: model.NewSecret(strings.Trim(oneLine(raw), " \"'`,;"))} // one word with a plus of its own
	}
	if at == FieldSite && got.Company+got.PublicKey+got.ClientID == "" && got.PrivateKey.IsEmpty() {
		m.wholeField(at, raw, got) // a line out of the browser is no block of answers
		return false
	}
	found := m.distribute(at, got)
	if len(found) == 0 {
		m.wholeField(at, raw, got)
		return false
	}
	note := "Understood: " + list(found) + "."
	if got.Version != "" {
		note += " The version is asked of the server."
	}
	if !got.PrivateKey.IsEmpty() && at != FieldPrivate {
		note += " The private key went to its own field."
	}
	m.inputs[at].note = note
	return true
}

// distribute puts what was found in a field where it belongs and names it. What went
// to another page says there where it is from.
func (m *form) distribute(at Field, got Pasted) (found []string) {
	came := func(f Field, name string) {
		if m.changed(f); about(f).step != about(at).step {
			m.inputs[f].note = "From what was given under \u201c" + about(at).label + "\u201d."
		}
		found = append(found, name)
	}
	put := func(f Field, name, value string) {
		if value = oneLine(value); value != "" {
			came(f, name)
			m.inputs[f].Set(value)
		}
	}
	put(FieldSite, "the address", m.asSite(got.Site))
	put(FieldCompany, "the company id", got.Company)
	put(FieldPublic, "the public key", got.PublicKey)
	if !got.PrivateKey.IsEmpty() {
		came(FieldPrivate, "the private key")
		m.key.set(got.PrivateKey.Reveal())
		m.dropCopies(got.PrivateKey)
	}
	put(FieldClient, "the client id", got.ClientID)
	return found
}

// asSite is an address in the form of the settings, or as it is.
func (m *form) asSite(text string) string {
	if site, _, problem := m.reader.Site(text); text != "" && problem == nil {
		return site
	}
	return text
}

// dropCopies takes the private key out of every field that shows its text.
func (m *form) dropCopies(secret model.Secret) {
	for f, in := range m.inputs {
		if strings.Contains(in.String(), secret.Reveal()) {
			in.Set("")
			m.changed(f)
		}
	}
}

// wholeField is a paste without any structure: it is meant for this field, and
// takes the place of what was there.
func (m *form) wholeField(at Field, raw string, got Pasted) {
	m.changed(at)
	word := got.Bare.Reveal()
	if word == "" {
		word = oneLine(raw)
	}
	switch at {
	case FieldPrivate, FieldUser, FieldOrg, FieldToken:
		m.hidden(at).set(word)
	case FieldSite:
		site, host, problem := m.reader.Site(raw)
		if problem != nil {
			m.inputs[at].Set(oneLine(raw))
			break
		}
		m.inputs[at].Set(site)
		if strings.TrimSpace(raw) != site {
			m.inputs[at].note = "Taken out of what you pasted: " + host + "."
		}
	default:
		m.inputs[at].Set(oneLine(word))
	}
}

// sortOut does for typed text what a paste gets at once: "company+public", a
// URL with more than the host, blanks. It reports whether it found several
// answers.
func (m *form) sortOut(f Field) (several bool) {
	switch f {
	case FieldCompany, FieldPublic, FieldClient:
		text := m.value(f)
		if !strings.ContainsAny(text, "+:=") {
			m.inputs[f].Set(text)
			return false
		}
		got := m.reader.Paste(text)
		if got.Company+got.PublicKey+got.ClientID == "" && got.PrivateKey.IsEmpty() {
			return false
		}
		if f != FieldCompany && got.PrivateKey.IsEmpty() && m.filled(FieldCompany) && !strings.EqualFold(got.Company, m.value(FieldCompany)) {
			return false // a sign of the key's own: the company has its field
		}
		if f != FieldCompany && got.Company != "" || f == FieldCompany && got.PublicKey != "" || !got.PrivateKey.IsEmpty() {
			m.inputs[f].Set("")
			if found := m.distribute(f, got); len(found) > 0 {
				m.inputs[f].note = "Understood: " + list(found) + "."
				several = true
			}
		}
	case FieldSite:
		if site, _, problem := m.reader.Site(m.value(f)); problem == nil && strings.ContainsAny(m.value(f), "/ ") {
			m.inputs[f].Set(site)
		}
	}
	return several
}

// list is "a, b and c".
func list(words []string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}
