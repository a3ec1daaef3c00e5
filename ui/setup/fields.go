package setup

import (
	"slices"
	"strconv"
	"strings"

	"daybrief/model"
)

// fill puts answers into their fields.
func (w *Wizard) fill(a Answers) {
	for f, value := range map[Field]string{
		FieldSite: a.Site, FieldCompany: a.Company, FieldPublic: a.PublicKey, FieldClient: a.ClientID, FieldZone: a.Zone, FieldBase: a.Base,
	} {
		w.inputs[f].Set(value)
	}
	w.inputs[FieldInstance].Set("")
	if a.Instance > 0 {
		w.inputs[FieldInstance].Set(strconv.Itoa(a.Instance))
	}
	w.through(a.Provider == ByGateway)
	if a.Zone == "" {
		w.inputs[FieldZone].Set(w.opts.Zone)
	}
	w.people.chosen = a.Member
	w.duty.at = max(0, slices.IndexFunc(duties(), func(d duty) bool { return d.id == a.Role }))
	w.boards.only(a.Boards)
}

// value is what stands in a field, without blanks around it.
func (w *Wizard) value(f Field) string { return strings.TrimSpace(w.inputs[f].String()) }

// filled tells whether there is anything in a field.
func (w *Wizard) filled(f Field) bool {
	if h := w.hidden(f); h != nil {
		return !h.empty()
	}
	return w.value(f) != ""
}

// answers are the fields as they are now.
func (w *Wizard) answers() Answers {
	a := Answers{
		Site: w.value(FieldSite), Company: w.value(FieldCompany), PublicKey: w.value(FieldPublic),
		ClientID: w.value(FieldClient), Member: w.people.chosen, Role: duties()[w.duty.at].id,
		Boards: w.boards.names(), Zone: w.value(FieldZone),
	}
	if site, _, problem := w.opts.Reader.Site(a.Site); problem == nil {
		a.Site = site
	}
	w.gatewayAnswers(&a)
	if a.Zone == w.opts.Zone {
		a.Zone = "" // the system's: it follows when the computer travels
	}
	return a
}

// shape is what is wrong with a field as far as anybody can tell without asking
// the server; nil for nothing.
func (w *Wizard) shape(f Field) *model.Problem {
	if !w.filled(f) {
		return w.empty(f)
	}
	switch f {
	case FieldSite:
		_, _, problem := w.opts.Reader.Site(w.value(f))
		return problem
	case FieldCompany:
		if strings.ContainsAny(w.value(f), " \t") {
			return fault("company-shape", "A company id has no blanks in it.", "Type what the login screen has in its field Company, not the full name.")
		}
	case FieldPublic:
		if bad := keyShape(w.value(f)); bad != "" {
			return fault("public-shape", "A public key "+bad, "Copy it from the page API Keys again.")
		}
		if w.value(f) == w.key.secret().Reveal() {
			return fault("same-keys", "Both fields hold the same key.", "Copy the public key from the page API Keys again; the private one is shown only once.")
		}
	case FieldPrivate:
		if bad := keyShape(w.key.secret().Reveal()); bad != "" {
			return fault("private-shape", "A private key "+bad, "Paste it again.")
		}
	case FieldClient:
		if !isGUID(w.value(f)) {
			return fault("client-shape", "A client id looks like 01234567-89ab-cdef-0123-456789abcdef.", "Copy it from developer.connectwise.com, ClientID, again.")
		}
	case FieldZone:
		return w.opts.Reader.Zone(w.value(f))
	case FieldCommand:
		if _, bad := words(w.value(f)); bad != "" {
			return fault("command-shape", bad, "Put the argument in \"quotes\", both of them.")
		}
	}
	return w.gatewayShape(f)
}

func (w *Wizard) empty(f Field) *model.Problem {
	a := about(f)
	if !a.needed {
		return w.noGateway(f)
	}
	switch f {
	case FieldClient:
		return fault("client-missing", "The client id is missing.", "ConnectWise refuses every question without one.")
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
	case strings.ContainsAny(key, " \t"):
		return "has no blanks in it."
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
