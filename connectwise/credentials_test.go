package connectwise

import (
	"encoding/base64"
	"net/http"
	"testing"

	"daybrief/model"
)

func TestParseCredentials(t *testing.T) {
	t.Parallel()
	type want struct{ company, public, private, client, bare string }
	pair := "acme+PubKeyExample01:PrivKeyExample9"
	for in, w := range map[string]want{
		"":                                     {},
		"acme+PubKeyExample01":                 {company: "acme", public: testPublic},
		pair:                                   {company: "acme", public: testPublic, private: testPrivate},
		" \u200b" + pair + "\n":                {company: "acme", public: testPublic, private: testPrivate},
		`"` + pair + `"`:                       {company: "acme", public: testPublic, private: testPrivate},
		"PubKeyExample01":                      {bare: testPublic},
		"PubKeyExample01\nPrivKeyExample9":     {public: testPublic, private: testPrivate},
		"PubKeyExample01\r\nPrivKeyExample9":   {public: testPublic, private: testPrivate},
		"acme+PubKeyExample01 PrivKeyExample9": {company: "acme", public: testPublic, private: testPrivate},
		"Public Key: PubKeyExample01\nPrivate Key: PrivKeyExample9":                         {public: testPublic, private: testPrivate},
		"Public Key\nPubKeyExample01\n\nPrivate Key\nPrivKeyExample9\n":                     {public: testPublic, private: testPrivate},
		"public_key = \"PubKeyExample01\"\nprivate_key = \"PrivKeyExample9\"":               {public: testPublic, private: testPrivate},
		"Company ID: acme\nPublic Key:\tPubKeyExample01\nPrivate Key:\tPrivKeyExample9":     {company: "acme", public: testPublic, private: testPrivate},
		"Client ID: " + testClientID:                                                        {client: testClientID},
		testClientID:                                                                        {client: testClientID},
		"Basic " + base64.StdEncoding.EncodeToString([]byte(pair)):                          {company: "acme", public: testPublic, private: testPrivate},
		"Authorization: Basic " + base64.StdEncoding.EncodeToString([]byte(pair)):           {company: "acme", public: testPublic, private: testPrivate},
		"Public: acme+PubKeyExample01\nPrivate: PrivKeyExample9\nclientId: " + testClientID: {company: "acme", public: testPublic, private: testPrivate, client: testClientID},
	} {
		c := ParseCredentials(in)
		got := want{c.Company, c.PublicKey, c.PrivateKey.Reveal(), c.ClientID, c.Bare.Reveal()}
		if got != w {
			t.Errorf("%q: got %+v, want %+v", in, got, w)
		}
	}
}

func FuzzParseCredentials(f *testing.F) {
	f.Add("acme+pub:priv")
	f.Add("Public Key:\nabc\nPrivate Key:")
	f.Fuzz(func(t *testing.T, in string) { ParseCredentials(in) })
}

func TestBasic(t *testing.T) {
	t.Parallel()
	b, err := NewBasic(" acme\n", "acme+PubKeyExample01", model.NewSecret("\u200bPrivKeyExample9 "), testClientID+"\n")
	if err != nil {
		t.Fatal(err)
	}
	r, _ := http.NewRequest(http.MethodGet, "https://x.example.com", nil)
	if err := b.Apply(r); err != nil {
		t.Fatal(err)
	}
	user, password, _ := r.BasicAuth()
	if user != "acme+PubKeyExample01" || password != testPrivate || r.Header.Get("clientId") != testClientID {
		t.Errorf("got %q %q", user, password)
	}
	for _, miss := range [][4]string{{"", "p", "q", "c"}, {"a", "", "q", "c"}, {"a", "p", "", "c"}, {"a", "p", "q", ""}, {"a", "p:x", "q", "c"}, {"a", "p ü", "q", "c"}} {
		if _, err := NewBasic(miss[0], miss[1], model.NewSecret(miss[2]), miss[3]); err == nil {
			t.Errorf("%q was accepted", miss)
		}
	}
}
