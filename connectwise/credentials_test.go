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

// The forms that carry more than keys: other programs' connectors, variables,
// JSON, and keys that look like labels.
func TestParseConnectorForms(t *testing.T) {
	t.Parallel()
	type want struct{ site, version, company, public, private, client, bare string }
	whole := want{"na.myconnectwise.net", "v2026_4", "acme", testPublic, testPrivate, testClientID, ""}
	noVersion := whole
	noVersion.version = ""
	for in, w := range map[string]want{
		"Domain: na.myconnectwise.net\nAPI Version: v2026_4\nClient ID: " + testClientID + "\nUsername: acme+PubKeyExample01\nPassword: PrivKeyExample9":                                              whole,
		"Domain\nna.myconnectwise.net\nAPI Version\nv2026_4\nClient ID\n" + testClientID + "\nUsername\nacme+PubKeyExample01\nPassword\nPrivKeyExample9":                                              whole,
		"Domain\tna.myconnectwise.net\r\nAPI Version\tv2026_4\r\nClient ID\t{" + testClientID + "}\r\nUsername\tacme+PubKeyExample01\r\nPassword\tPrivKeyExample9\r\n":                                whole,
		"CW_SITE=na.myconnectwise.net\nCW_COMPANY_ID=acme\nCW_PUBLIC_KEY=PubKeyExample01\nCW_PRIVATE_KEY='PrivKeyExample9'\nCW_CLIENT_ID=" + testClientID:                                             noVersion,
		"{\n \"site\": \"na.myconnectwise.net\",\n \"companyId\": \"acme\",\n \"publicKey\": \"PubKeyExample01\",\n \"privateKey\": \"PrivKeyExample9\",\n \"clientId\": \"" + testClientID + "\"\n}": noVersion,
		"https://na.myconnectwise.net/v2026_4/ConnectWise.aspx acme+PubKeyExample01:PrivKeyExample9":                                                                                                  {site: "https://na.myconnectwise.net/v2026_4/ConnectWise.aspx", company: "acme", public: testPublic, private: testPrivate},
		"version: v2020.3":           {version: "v2020.3"},
		"Codebase: v2020_3":          {version: "v2020_3"},
		"pubKEY12\nprivKEY345678":    {public: "pubKEY12", private: "privKEY345678"},
		"pubKEY12":                   {bare: "pubKEY12"},
		"privKEY345678":              {bare: "privKEY345678"},
		"Private Key privKEY345678":  {private: "privKEY345678"},
		"Private Key: privKEY345678": {private: "privKEY345678"},
		"Public Key:\npubKEY12\nPrivate Key:\nprivKEY345678": {public: "pubKEY12", private: "privKEY345678"},
		"https://na.myconnectwise.net/":                      {site: "https://na.myconnectwise.net/"},
	} {
		c := ParseCredentials(in)
		got := want{c.Site, c.Version, c.Company, c.PublicKey, c.PrivateKey.Reveal(), c.ClientID, c.Bare.Reveal()}
		if got != w {
			t.Errorf("%q:\n got %+v,\nwant %+v", in, got, w)
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
