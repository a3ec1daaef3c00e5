package setup

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
)

func TestPastesOfAGateway(t *testing.T) {
	t.Parallel()
	const user, org, token, base = theUser, theOrg, "Tok+en/9pXo2LmP7sTqW=", "https://api.openconnectors.us2.ext.hana.ondemand.com/elements/api-v2"
	header := "Authorization: User " + user + ", Organization " + org + ", Element " + token
	type want struct{ base, instance, user, org, token string }
	for _, tc := range []struct {
		name  string
		field Field
		text  string
		want  want
		note  string
	}{
		{"a header", FieldUser, header, want{"", "", user, org, token}, "the user secret, the organization secret and the element"},
		{"a curl line in the address", FieldBase, "curl '" + base + "/hubs/crm/ping' -H '" + header + "'", want{base, "", user, org, token}, "Secrets went to the next page"},
		{"an address", FieldBase, "https://my.openconnectors.us2.ext.hana.ondemand.com/home", want{base, "", "", "", ""}, ""},
		{"an address with the number", FieldBase, base + "/instances/77?x=1", want{base, "77", "", "", ""}, "the address and the number of the instance"},
		{"an address of a gateway of one's own", FieldBase, "https://gateway.example.com", want{"https://gateway.example.com/elements/api-v2", "", "", "", ""}, ""},
		{"a page in the number", FieldInstance, "https://my.openconnectors.us2.ext.hana.ondemand.com/instances/77/details", want{base, "77", "", "", ""}, "the number of the instance"},
		{"a number with its name", FieldInstance, "Instance ID: 77", want{"", "77", "", "", ""}, ""},
		{"a slip", FieldInstance, "77x", want{"", "77x", "", "", ""}, ""},
		{"an address in a secret's field", FieldUser, base, want{base, "", "", "", ""}, "the address"},
		{"the page Secrets", FieldOrg, "Organization Secret\n" + org + "\nUser Secret\n" + user, want{"", "", user, org, ""}, "the user secret and the organization secret"},
		{"a bare secret", FieldOrg, " \"" + org + "\"\n", want{"", "", "", org, ""}, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			w := at(t, FieldSite)
			w.through(true)
			w.aim(tc.field)
			w.Update(tea.PasteMsg{Content: tc.text})
			word := func(f Field) string { return w.hidden(f).secret().Reveal() }
			if got := (want{w.value(FieldBase), w.value(FieldInstance), word(FieldUser), word(FieldOrg), word(FieldToken)}); got != tc.want {
				t.Errorf("got %+v, want %+v", got, tc.want)
			}
			if !strings.Contains(flat(w.drawn.content), tc.note) {
				t.Errorf("nothing says %q:\n%s", tc.note, w.drawn.content)
			}
			for _, s := range []string{user, org, token} {
				if strings.Contains(w.drawn.content, s) || strings.Contains(textOf(w.draft.nowDraft()), s) {
					t.Error("a secret is on the screen, or in the draft")
				}
			}
		})
	}
}

// What can't be a secret of a gateway is named at its field before anybody is asked.
func TestShapesOfAGatewaysSecrets(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ user, org, code string }{
		{theUser, theOrg, ""},
		{"User <INSERT_USER_SECRET>, Organization <INSERT_USER_SECRET>", "0f1e2d", "secret-shape"},
		{theUser, theUser, "same-secrets"},
		{strings.Repeat("Zk+9", 200), theOrg, "secret-shape"},
		{"Zk+9/ää", "0f1e2d", "secret-shape"},
	} {
		w := at(t, FieldSite)
		w.through(true)
		w.gate[0].set(tc.user)
		w.gate[1].set(tc.org)
		got := ""
		for _, f := range []Field{FieldUser, FieldOrg} {
			if p := w.shape(f); p != nil {
				got = p.Code
			}
		}
		if got != tc.code {
			t.Errorf("%q %q: %q, want %q", tc.user, tc.org, got, tc.code)
		}
	}
}

// Another instance has another token: a stored one goes with the old number.
func TestATokenGoesWithItsInstance(t *testing.T) {
	t.Parallel()
	w := at(t, FieldSite)
	w.through(true)
	w.gate[2].set("Tok+en/9pXo2LmP7sTqW=")
	w.gate[2].seal()
	w.aim(FieldInstance)
	w.Update(tea.PasteMsg{Content: "78"})
	if w.filled(FieldToken) || w.value(FieldInstance) != "78" {
		t.Errorf("the token stays with instance %s", w.value(FieldInstance))
	}
}

// Typed text with a plus is company and key only where that is the company.
func TestAPlusInATypedKey(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]string{
		"Zr4+Priv88TtYhQw":             {theCompany, "Zr4+Priv88TtYhQw"},
		theCompany + "+" + thePublic:   {theCompany, thePublic},
		"ACME_LOGIN+" + thePublic + "": {"ACME_LOGIN", thePublic},
	} {
		w := at(t, FieldPublic)
		w.inputs[FieldCompany].Set(theCompany)
		w.inputs[FieldPublic].Set(text)
		w.leave()
		if got := [2]string{w.value(FieldCompany), w.value(FieldPublic)}; got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

// After "start again" one chooses the way anew; from a gateway there is a way back.
func TestWaysToBegin(t *testing.T) {
	t.Parallel()
	names := func(o Options) (out []start) {
		w, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(w.Close)
		if w.draft.from != nil {
			w.start.at = 1
			w.begin()
		}
		for _, one := range w.starts() {
			out = append(out, one.id)
		}
		return out
	}
	o := options(newWorld())
	o.Context = t.Context()
	o.Draft = &Draft{Step: string(stepServer)}
	if got := names(o); len(got) < 2 || got[0] != startHere || got[1] != startGateway {
		t.Errorf("after a draft: %v", got)
	}
	o.Draft, o.Start = nil, Answers{Provider: ByGateway, Instance: 7}
	if got := names(o); len(got) < 2 || got[1] != startDirect {
		t.Errorf("from a gateway: %v", got)
	}
	o.Start.Usage = Counting{Instance: 5}
	w, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	for at, kept := range []bool{false, true, false} {
		w.start.at = at % 2
		w.begin()
		if w.answers().Usage.Kept != kept || w.gateway == kept {
			t.Errorf("way %d: product usage is %+v", at, w.answers().Usage)
		}
		w.show(0)
	}
}

// The first two secrets in each other's place are put right, also where something else
// is wrong as well; and two that are wrong stay where they are.
func TestSwappedSecrets(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ user, org, instance, swapped, fault string }{
		{theOrg, theUser, "77", theUser, ""}, {theOrg, theUser, "7", theUser, "no-such-instance"},
		{"wrong+1", theUser, "77", "wrong+1", "account-secrets-refused"}, {theUser, theOrg, "77", theUser, ""},
	} {
		synctest.Test(t, func(t *testing.T) {
			x := newWorld()
			term, wiz := launch(t, x, options(x), 80, 24)
			term.Press("down", "enter")
			types(term, "https://gateway.example.com")
			term.Press("tab")
			types(term, tc.instance)
			term.Press("enter")
			types(term, tc.user)
			term.Press("tab")
			types(term, tc.org)
			term.Press("tab", "enter")
			time.Sleep(2 * time.Second)
			synctest.Wait()
			got := ""
			if p := wiz.probes[ProbeGateway].verdict.Problem; p != nil {
				got = p.Code
			}
			if got != tc.fault || wiz.gate[0].secret().Reveal() != tc.swapped {
				t.Errorf("%+v: fault %q, the user secret is %q\n%s", tc, got, wiz.gate[0].secret().Reveal(), term.Text())
			}
		})
	}
}

// Secrets that one gateway has go to no other.
func TestSecretsStayAtTheirGateway(t *testing.T) {
	t.Parallel()
	o := options(newWorld())
	o.Context = t.Context()
	o.Start = Answers{Provider: ByGateway, Base: "https://gateway.example/elements/api-v2", Instance: 77}
	o.Keys = Keys{User: model.NewSecret(theUser), Organization: model.NewSecret(theOrg)}
	for text, kept := range map[string]bool{"gateway.example": true, "https://gateway.example/elements/api-v2/hubs": true, "https://other.example": false, "": false} {
		w, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(w.Close)
		w.aim(FieldBase)
		w.inputs[FieldBase].Set(text)
		w.leave()
		if w.filled(FieldUser) != kept || w.filled(FieldOrg) != kept {
			t.Errorf("%q: the secrets are there: %v", text, w.filled(FieldUser))
		}
	}
}
