package elements

import (
	"testing"

	"daybrief/model"
)

func TestParseBase(t *testing.T) {
	t.Parallel()
	const us = DefaultBase
	for text, want := range map[string]string{
		"": us, "api.cloud-elements.com": us, us + "/": us, us + "/hubs/crm/incidents?pageSize=1": us, " \"" + us + "\" ": us,
		"https://console.cloud-elements.com/home": us, "HTTPS://API.Cloud-Elements.com": us,
		"https://my.openconnectors.us2.ext.hana.ondemand.com/elements": "https://api.openconnectors.us2.ext.hana.ondemand.com/elements/api-v2",
		"http://127.0.0.1:8080":                         "http://127.0.0.1:8080/elements/api-v2",
		"https://proxy.example/gw/elements/api-v2/hubs": "https://proxy.example/gw/elements/api-v2",
		"http://api.cloud-elements.com":                 "base-plain-http",
		"http://localhost:8080":                         "base-plain-http",
		"ftp://api.cloud-elements.com":                  "base-scheme",
		"https://user:secret@api.cloud-elements.com":    "base-login",
		"https://":  "base-host",
		"two words": "base-host",
	} {
		b, err := ParseBase(text)
		got := b.String()
		if err != nil {
			got = problemOf(t, err).Code
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestSecrets(t *testing.T) {
	t.Parallel()
	for code, s := range map[string]Secrets{
		"missing-user-secret": {}, "missing-organization-secret": {User: model.NewSecret("u")},
		"bad-user-secret":   {User: model.NewSecret("u u"), Organization: model.NewSecret("o")},
		"bad-element-token": {User: model.NewSecret("u"), Organization: model.NewSecret("o"), Element: model.NewSecret("'e'")},
	} {
		if p := problemOf(t, s.missing()); p.Code != code {
			t.Errorf("%s, want %s", p.Code, code)
		}
	}
}
