package elements

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/elements/elementstest"
	"daybrief/internal/psa"
	"daybrief/model"
)

// Each secret wrong by itself, swapped with another, or with something that is not
// part of it: named as what it is, and never sent as two words.
func TestWrongSecrets(t *testing.T) {
	t.Parallel()
	u, o, e := elementstest.UserSecret, elementstest.OrganizationSecret, elementstest.ElementToken
	for _, c := range []struct{ name, user, org, element, code string }{
		{"user", "wrong+secret/of=somebody", o, e, "account-secrets-refused"}, {"organization", u, "0123456789abcdef0123456789abcdef", e, "account-secrets-refused"},
		{"element", u, o, "wrong+token/x=", "element-token-refused"}, {"user and organization", o, u, e, "account-secrets-refused"},
		{"organization and element", u, e, o, "account-secrets-refused"}, {"user and element", e, o, u, "account-secrets-refused"},
		{"another capital", strings.ToUpper(u), o, e, "account-secrets-refused"}, {"cut off", u[:len(u)-1], o, e, "account-secrets-refused"},
		{"blank in the user secret", "ab cd", o, e, "bad-user-secret"}, {"line break in the organization secret", u, "ab\ncd", e, "bad-organization-secret"},
		{"quotes around the token", u, o, "'" + e + "'", "bad-element-token"}, {"comma behind the user secret", u + ",", o, e, "bad-user-secret"},
		{"letters that no secret has", u + "é", o, e, "bad-user-secret"}, {"no user secret", "", o, e, "missing-user-secret"}, {"no organization secret", u, "", e, "missing-organization-secret"},
		{"two words", u, o, e + ", Element x", "bad-element-token"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			g := elementstest.New(cwtest.New(cwtest.Options{Seed: 7, Now: noon, Size: cwtest.Small, Still: true}), elementstest.Options{Now: noon})
			base, _ := ParseBase("")
			client, err := New(Options{
				Base: base, Instance: elementstest.Instance, Now: noon, Transport: g.Transport(),
				Secrets: Secrets{model.NewSecret(c.user), model.NewSecret(c.org), model.NewSecret(c.element)},
			})
			if err == nil {
				_, err = NewProvider(client, &Offers{}, model.System{}).Fetch(t.Context(), psa.Query{Source: model.SourceTickets})
			}
			p := problemOf(t, err)
			if p.Code != c.code || p.Cure.IsEmpty() {
				t.Errorf("%s: %v, want %s", p.Code, p, c.code)
			}
			for _, s := range []string{c.user, c.org, c.element} {
				if s != "" && strings.Contains(p.Error(), s) {
					t.Errorf("a secret in %q", p.Error())
				}
			}
			if strings.HasPrefix(c.code, "bad-") && g.Calls("") != 0 {
				t.Error("it was sent")
			}
		})
	}
}

// replies answers every list with what is made for it.
type replies struct {
	calls atomic.Int64
	make  func(n int64, r *http.Request) string // a whole HTTP answer
}

func (f *replies) RoundTrip(r *http.Request) (*http.Response, error) {
	return http.ReadResponse(bufio.NewReader(strings.NewReader(f.make(f.calls.Add(1), r))), r)
}

func reply(header, body string) string {
	return fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n%s", len(body), header, body)
}

// page is a list of so many tickets from an id on.
func page(from, n int) string {
	var rows []string
	for i := range n {
		rows = append(rows, fmt.Sprintf(`{"id":%d,"summary":"x","status":{"id":1,"name":"New"},"board":{"id":1,"name":"B"},"company":{"id":2,"name":"C"},"priority":{"id":3,"name":"P"},"_info":{"dateEntered":"2026-03-09T00:00:00Z","lastUpdated":"2026-03-10T00:00:00Z"}}`, from+i))
	}
	return "[" + strings.Join(rows, ",") + "]"
}

func changes(t *testing.T, f *replies) (psa.Batch, error) {
	t.Helper()
	r := newRig(t, elementstest.Options{}, func(o *Options) {
		o.Transport, o.Secrets.Element = f, model.NewSecret(elementstest.ElementToken)
	})
	return r.Fetch(t.Context(), psa.Query{Source: model.SourceTickets, Kind: psa.Delta, Since: noon().Add(-time.Hour)})
}

// Pages that never end: with the same rows again it is noticed at once, with an
// empty page it is the end, and with ever new ones it is given up and said to be
// cut.
func TestEndlessTokens(t *testing.T) {
	t.Parallel()
	token := func(n int64) string { return fmt.Sprintf("elements-next-page-token: page%d\r\n", n) }
	for name, c := range map[string]struct {
		make   func(n int64, r *http.Request) string
		calls  int64
		capped bool
	}{
		"the same rows": {func(n int64, _ *http.Request) string { return reply(token(n), page(1, 200)) }, 2, true},
		"empty pages":   {func(n int64, _ *http.Request) string { return reply(token(n), page(1, 200*int(n%2))) }, 2, false},
		"ever new rows": {func(n int64, _ *http.Request) string { return reply(token(n), page(int(n)*200, 200)) }, maxPages, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := &replies{make: c.make}
			b, err := changes(t, f)
			if err != nil || b.Capped != c.capped || f.calls.Load() != c.calls {
				t.Errorf("capped %v, %d calls, %v", b.Capped, f.calls.Load(), err)
			}
		})
	}
}

// The gateway's headers in whatever case mean the same.
func TestHeadersInAnotherCase(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"elements-next-page-token", "Elements-Next-Page-Token", "ELEMENTS-NEXT-PAGE-TOKEN", "eLements-nexT-paGe-tokeN"} {
		f := &replies{make: func(n int64, r *http.Request) string {
			if r.URL.Query().Get("nextPage") == "second" {
				return reply(strings.ToLower(name[:8])+"-returned-count: 3\r\n", page(201, 3))
			}
			return reply(name+": second\r\nelements-RETURNED-count: 200\r\n", page(1, 200))
		}}
		if b, err := changes(t, f); err != nil || len(b.Tickets) != 203 || b.Capped {
			t.Errorf("%s: %d tickets, %v", name, len(b.Tickets), err)
		}
		f.make = func(int64, *http.Request) string {
			return reply(strings.ToUpper("elements-returned-count")+": 4\r\n", page(1, 3))
		}
		if _, err := changes(t, f); problemOf(t, err).Code != "rows-missing" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Names with quotes, umlauts, letters from right to left and whatever else strangers
// send reach the gateway as one value, which its own reader takes apart again.
func TestHostileNamesInWhere(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join("..", "..", "ui", "testdata", "hostile.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list []struct{ Text string }
	if err := json.Unmarshal(data, &list); err != nil || len(list) < 20 {
		t.Fatal(len(list), err)
	}
	names := []string{`O'Brien "North" & Sons`, "Müller & Söhne", "שלום בע\"מ", "مكتب 'النور'", "a' OR closedFlag='false", "100 %", "a+b", "x; y", "ends with '"}
	for _, one := range list {
		names = append(names, one.Text)
	}
	r := newRig(t, elementstest.Options{}, nil)
	var got []string
	spy := r.client.http.Transport
	r.client.http.Transport = spying(func(q *http.Request) (*http.Response, error) {
		got = append(got, q.URL.Query()["where"]...)
		return spy.RoundTrip(q)
	})
	asked := 0
	for _, name := range names {
		w := &walk{op: "list companies", path: path(objectCompanies), where: Where{}.Is("name", name).IsTrue("deletedFlag", false)}
		_, err := r.client.fetch(t.Context(), w)
		if err != nil {
			// How ConnectWise itself wants a quote or a backslash is written nowhere.
			if p := problemOf(t, err); p.Code != "url-too-long" && (p.Code != "bad-query" || !strings.ContainsAny(name, "\"\\")) {
				t.Errorf("%q: %v", name, err)
			}
			continue
		}
		asked++
	}
	for _, w := range got {
		if !slices.ContainsFunc(names, func(n string) bool { return w == "name="+quoted(n)+" AND deletedFlag='false'" }) {
			t.Errorf("where=%s", w)
		}
	}
	if asked < len(names)/2 {
		t.Errorf("only %d of %d were asked for", asked, len(names))
	}
	if v := r.gateway.Violations(); len(v) > 0 {
		t.Errorf("violations: %v", v)
	}
}

type spying func(*http.Request) (*http.Response, error)

func (f spying) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// A 401 is the gateway's own, or ConnectWise's, by the provider's message alone,
// whatever else the body is.
func TestWhoseRefusal(t *testing.T) {
	t.Parallel()
	for body, code := range map[string]string{
		`{"message":"m"}`: "element-token-refused", ``: "element-token-refused", `<html>`: "element-token-refused", `{"message":`: "element-token-refused",
		`{"message":"m","providerMessage":"p"}`: "provider-keys-refused", `{"ProviderMessage":"p"}`: "provider-keys-refused", `{"message":"m","providerMessage":""}`: "element-token-refused",
	} {
		r := newRig(t, elementstest.Options{}, nil)
		r.gateway.Break(&elementstest.Fault{Status: http.StatusUnauthorized, Body: body})
		_, err := r.Fetch(t.Context(), psa.Query{Source: model.SourceTickets})
		if p := problemOf(t, err); p.Code != code || p.Kind != model.Unauthorized {
			t.Errorf("%q: %s, want %s", body, p.Code, code)
		}
	}
}

// A refusal that quotes the secrets in whatever form is shown without them.
func TestSecretsInRefusals(t *testing.T) {
	t.Parallel()
	for _, word := range []string{elementstest.UserSecret, elementstest.OrganizationSecret, elementstest.ElementToken} {
		for _, form := range model.SecretForms(word) {
			r := newRig(t, elementstest.Options{}, nil)
			body, _ := json.Marshal(map[string]string{"requestId": form, "message": "you sent " + form, "providerMessage": "and " + form})
			r.gateway.Break(&elementstest.Fault{Status: http.StatusForbidden, Body: string(body)})
			_, err := r.Fetch(t.Context(), psa.Query{Source: model.SourceTickets})
			if p := problemOf(t, err); strings.Contains(strings.ToLower(p.Error()+p.Request), strings.ToLower(form)) {
				t.Errorf("%q: %v, request %q", form, p, p.Request)
			}
		}
	}
}
