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
		w.notice = "That was a lot of text; only its beginning was looked at."
	}
	switch {
	case p.kind == kindPeople:
		w.people.typed(w, func(in *input) { in.Insert(oneLine(raw)) })
	case p.kind != kindField:
	case p.field == FieldZone || p.field == FieldCommand:
		w.inputs[p.field].Insert(oneLine(raw))
		w.changed(p.field)
	default:
		w.understand(p.field, raw)
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
func (w *Wizard) understand(at Field, raw string) {
	raw = model.CleanLines(raw).String() // whole escape sequences go, not just their first byte
	if w.gateway {
		w.understandGateway(at, raw)
		return
	}
	got := w.opts.Reader.Paste(raw)
	if at == FieldSite && got.Company+got.PublicKey+got.ClientID == "" && got.PrivateKey.IsEmpty() {
		w.wholeField(at, raw, got) // a line out of the browser is no block of answers
		return
	}
	found := w.distribute(got)
	if len(found) == 0 {
		w.wholeField(at, raw, got)
		return
	}
	note := "Understood: " + list(found) + "."
	if got.Version != "" {
		note += " The version is asked of the server."
	}
	if !got.PrivateKey.IsEmpty() && at != FieldPrivate {
		note += " The private key went to its own field."
	}
	w.inputs[at].note = note
	w.afterSplit(at)
}

// distribute puts what was found where it belongs and names it.
func (w *Wizard) distribute(got Pasted) (found []string) {
	put := func(f Field, name, value string) {
		if value = oneLine(value); value == "" {
			return
		}
		w.changed(f)
		w.inputs[f].Set(value)
		found = append(found, name)
	}
	put(FieldSite, "the address", w.asSite(got.Site))
	put(FieldCompany, "the company id", got.Company)
	put(FieldPublic, "the public key", got.PublicKey)
	if !got.PrivateKey.IsEmpty() {
		w.changed(FieldPrivate)
		w.key.set(got.PrivateKey.Reveal())
		found = append(found, "the private key")
		w.dropCopies(got.PrivateKey)
	}
	put(FieldClient, "the client id", got.ClientID)
	return found
}

// asSite is an address in the form of the settings, or as it is.
func (w *Wizard) asSite(text string) string {
	if site, _, problem := w.opts.Reader.Site(text); text != "" && problem == nil {
		return site
	}
	return text
}

// dropCopies takes the private key out of every field that shows its text.
func (w *Wizard) dropCopies(secret model.Secret) {
	for f, in := range w.inputs {
		if strings.Contains(in.String(), secret.Reveal()) {
			in.Set("")
			w.changed(f)
		}
	}
}

// wholeField is a paste without any structure: it is meant for this field, and
// takes the place of what was there.
func (w *Wizard) wholeField(at Field, raw string, got Pasted) {
	w.changed(at)
	word := got.Bare.Reveal()
	if word == "" {
		word = oneLine(raw)
	}
	switch at {
	case FieldPrivate, FieldUser, FieldOrg, FieldToken:
		w.hidden(at).set(word)
	case FieldSite:
		site, host, problem := w.opts.Reader.Site(raw)
		if problem != nil {
			w.inputs[at].Set(oneLine(raw))
			break
		}
		w.inputs[at].Set(site)
		if strings.TrimSpace(raw) != site {
			w.inputs[at].note = "Taken out of what you pasted: " + host + "."
		}
	default:
		w.inputs[at].Set(oneLine(word))
	}
}

// afterSplit gives the keys to the first field of this step that is still
// empty, and keeps the note in sight there.
func (w *Wizard) afterSplit(at Field) {
	note := w.inputs[at].note
	for i, p := range w.parts() {
		if p.kind == kindField && !w.filled(p.field) {
			w.to(i)
			break
		}
	}
	if p, ok := w.focused(); ok && p.kind == kindField {
		w.inputs[at].note = ""
		w.inputs[p.field].note = note
	}
}

// sortOut does for typed text what a paste gets at once: "company+public", a
// URL with more than the host, blanks.
func (w *Wizard) sortOut(f Field) {
	switch f {
	case FieldCompany, FieldPublic, FieldClient:
		text := w.value(f)
		if !strings.ContainsAny(text, "+:=") {
			w.inputs[f].Set(text)
			return
		}
		got := w.opts.Reader.Paste(text)
		if got.Company+got.PublicKey+got.ClientID == "" && got.PrivateKey.IsEmpty() {
			return
		}
		if f != FieldCompany && got.Company != "" || f == FieldCompany && got.PublicKey != "" || !got.PrivateKey.IsEmpty() {
			w.inputs[f].Set("")
			if found := w.distribute(got); len(found) > 0 {
				w.inputs[f].note = "Understood: " + list(found) + "."
			}
		}
	case FieldSite:
		if site, _, problem := w.opts.Reader.Site(w.value(f)); problem == nil && strings.ContainsAny(w.value(f), "/ ") {
			w.inputs[f].Set(site)
		}
	}
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
