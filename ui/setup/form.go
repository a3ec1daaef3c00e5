package setup

import (
	"daybrief/model"
	"daybrief/ui/widget"
)

// form is what was typed and chosen, and what can be told of it without asking
// anybody.
type form struct {
	reader  Reader
	system  string // the computer's time zone
	inputs  map[Field]*input
	gateway bool // the connection goes through one
	secrets
	sealedAt    string // the gateway that has accepted the secrets, or has them stored
	usageKept   bool   // product usage stays as it is
	usageStored string // the service account whose secret is stored already
	member      string // the login of the person
	duty        choice
	boards      watching
	spots       keeping // where the key is to be kept
}

// input is a line to type in, and what is known about it. That of the private
// key holds no text: see hidden.
type input struct {
	widget.Field
	left bool   // it has been left: its faults may be named
	note string // what was understood of a paste
}

// choice is one of a few.
type choice struct{ at int }

func newForm(o Options) *form {
	m := &form{reader: o.Reader, system: o.Zone, inputs: map[Field]*input{}}
	for _, f := range []Field{FieldSite, FieldCompany, FieldPublic, FieldPrivate, FieldClient, FieldMember, FieldZone, FieldCommand, FieldBase, FieldInstance, FieldUser, FieldOrg, FieldToken} {
		m.inputs[f] = &input{}
	}
	for _, f := range usageFields() {
		m.inputs[f] = &input{}
	}
	m.usageStored = o.Start.Usage.Account
	for f, s := range map[Field]model.Secret{FieldPrivate: o.Keys.Private, FieldUser: o.Keys.User, FieldOrg: o.Keys.Organization, FieldToken: o.Keys.Element} {
		if !s.IsEmpty() {
			m.hidden(f).set(s.Reveal())
			m.hidden(f).seal()
		}
	}
	return m
}

// changed forgets what was said about a field's old text, and the stored token of
// another instance.
func (m *form) changed(f Field) {
	m.inputs[f].left, m.inputs[f].note = false, ""
	if token := m.hidden(FieldToken); f == FieldInstance && token.sealed {
		token.wipe()
	}
}
