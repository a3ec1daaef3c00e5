package connectwise

import (
	"errors"
	"strings"
	"testing"

	"daybrief/model"
)

func TestParseSite(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"na.myconnectwise.net":                 "https://na.myconnectwise.net",
		"NA.MyConnectWise.net":                 "https://na.myconnectwise.net",
		"na.myconnectwise.net.":                "https://na.myconnectwise.net",
		"na.myconnectwise.net/":                "https://na.myconnectwise.net",
		"https://na.myconnectwise.net":         "https://na.myconnectwise.net",
		"https://na.myconnectwise.net/":        "https://na.myconnectwise.net",
		"HTTPS://na.myconnectwise.net":         "https://na.myconnectwise.net",
		"//na.myconnectwise.net/x":             "https://na.myconnectwise.net",
		"https:/na.myconnectwise.net":          "https://na.myconnectwise.net",
		`https:\\na.myconnectwise.net\v2026_1`: "https://na.myconnectwise.net",
		"https://na.myconnectwise.net:443/":    "https://na.myconnectwise.net",
		"https://na.myconnectwise.net/v2026_1/ConnectWise.aspx?fullscreen=false":                       "https://na.myconnectwise.net",
		"https://eu.myconnectwise.net/v2025_8/ConnectWise.aspx?locale=en_GB#startfs":                   "https://eu.myconnectwise.net",
		"https://au.myconnectwise.net/v4_6_release/services/system_io/router/openrecord.rails?recid=5": "https://au.myconnectwise.net",
		"https://aus.myconnectwise.net?x=a@b":                                                          "https://aus.myconnectwise.net",
		"https://za.myconnectwise.net/v2025_1":                                                         "https://za.myconnectwise.net",
		"https://staging.connectwisedev.com/v2026_4/":                                                  "https://staging.connectwisedev.com",
		"https://api-staging.connectwisedev.com":                                                       "https://staging.connectwisedev.com",
		"https://api-na.myconnectwise.net/v4_6_release/apis/3.0":                                       "https://na.myconnectwise.net",
		"api-eu.myconnectwise.net":                                                                     "https://eu.myconnectwise.net",
		"https://api-na.myconnectwise.net/v2026_4/apis/3.0/service/tickets?page=1":                     "https://na.myconnectwise.net",
		"api-desk.example.com":                                                                         "https://api-desk.example.com",
		"https://psa.example.com:8443/v4_6_release/":                                                   "https://psa.example.com:8443",
		"psa.example.com:8443":                                                                         "https://psa.example.com:8443",
		"psa.example.com:08443":                                                                        "https://psa.example.com:8443",
		"cwserver:8443":                                                                                "https://cwserver:8443",
		"https://cwserver":                                                                             "https://cwserver",
		"https://localhost":                                                                            "https://localhost",
		"192.168.1.20":                                                                                 "https://192.168.1.20",
		"https://[2001:db8::7]/x":                                                                      "https://[2001:db8::7]",
		"  na.myconnectwise.net  ":                                                                     "https://na.myconnectwise.net",
		"na.myconnectwise.net\n":                                                                       "https://na.myconnectwise.net",
		"\r\n\tna.myconnectwise.net\r\n":                                                               "https://na.myconnectwise.net",
		"\"na.myconnectwise.net\"":                                                                     "https://na.myconnectwise.net",
		"'https://na.myconnectwise.net/'":                                                              "https://na.myconnectwise.net",
		"“na.myconnectwise.net”":                                                                       "https://na.myconnectwise.net",
		"<https://na.myconnectwise.net>":                                                               "https://na.myconnectwise.net",
		"\u200bna.my\u200bconnectwise.net\ufeff":                                                       "https://na.myconnectwise.net",
		"\u00a0na.myconnectwise.net\u00a0":                                                             "https://na.myconnectwise.net",
		"na.myconnectwise.net,":                                                                        "https://na.myconnectwise.net",
		"Site: na.myconnectwise.net":                                                                   "https://na.myconnectwise.net",
		"Our site is https://na.myconnectwise.net/v2026_1 .":                                           "https://na.myconnectwise.net",
		"http://127.0.0.1:8080":                                                                        "http://127.0.0.1:8080",
		"http://127.0.0.1:8080/v4_6_release/apis/3.0/":                                                 "http://127.0.0.1:8080",
		"http://127.9.8.7":                                                                             "http://127.9.8.7",
		"http://127.0.0.1:80":                                                                          "http://127.0.0.1",
		"http://[::1]:9000":                                                                            "http://[::1]:9000",
		"https://127.0.0.1:9000":                                                                       "https://127.0.0.1:9000",
	} {
		s, err := ParseSite(in)
		if err != nil || s.String() != want {
			t.Errorf("%q: got %q, %v; want %q", in, s, err, want)
		}
	}
}

func TestParseSiteRefuses(t *testing.T) {
	t.Parallel()
	for in, code := range map[string]string{
		"":                                    "site-empty",
		" \n ":                                "site-empty",
		"\u200b":                              "site-empty",
		"acme":                                "site-host",
		"my company":                          "site-host",
		"http://na.myconnectwise.net":         "site-plain-http",
		"http://localhost:8080":               "site-plain-http",
		"http://127.0.0.1.example.com":        "site-plain-http",
		"http://0.0.0.0":                      "site-plain-http",
		"http://10.0.0.1":                     "site-plain-http",
		"https://user:secret@na.example.com":  "site-has-login",
		"https://127.0.0.1@evil.example.com/": "site-has-login",
		"ftp://na.example.com":                "site-scheme",
		"file:///etc/passwd.txt":              "site-scheme",
		"javascript:alert(1.5)":               "site-scheme",
		"https://":                            "site-host",
		"https://na..example.com":             "site-host",
		"https://-a.example.com":              "site-host",
		"https://na.example.com:0":            "site-port",
		"https://na.example.com:99999":        "site-port",
		"https://na.example.com:https":        "site-port",
		"https://ex%61mple.com":               "site-host",
		"https://bücher.example":              "site-host",
		"http://127.1:8080":                   "site-host",
		"http://0x7f.0.0.1":                   "site-host",
		"https://[::1":                        "site-host",
		"https://[fe80::1%25eth0]":            "site-host",
		"a.example.com b.example.com":         "site-several",
	} {
		s, err := ParseSite(in)
		var p *model.Problem
		if !errors.As(err, &p) || p.Code != code {
			t.Errorf("%q: got %v, %v; want %s", in, s, err, code)
			continue
		}
		if p.Cure.IsEmpty() || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func FuzzParseSite(f *testing.F) {
	f.Add("https://na.myconnectwise.net/v2026_1/ConnectWise.aspx?x=1")
	f.Add("http://[::1]:80")
	f.Add("“api-na.myconnectwise.net”\u200b:443")
	f.Fuzz(func(t *testing.T, in string) {
		s, err := ParseSite(in)
		if err != nil {
			return
		}
		if s.scheme == "http" && !s.loopback() {
			t.Fatalf("%q became %s", in, s)
		}
		again, err := ParseSite(s.String())
		if err != nil || again != s {
			t.Fatalf("%q became %s, which becomes %s, %v", in, s, again, err)
		}
		if strings.ContainsAny(s.Host(), "/@?#\\ %\n") {
			t.Fatalf("%q became %s", in, s)
		}
	})
}

func TestLinks(t *testing.T) {
	t.Parallel()
	s, _ := ParseSite("api-na.myconnectwise.net")
	want := "https://na.myconnectwise.net/v4_6_release/services/system_io/router/openrecord.rails?locale=en_US&recordType=ServiceFv&recid={id}&companyName=a+b%26c"
	if got := s.TicketLink("a b&c"); got != want {
		t.Errorf("got %s", got)
	}
	if got := s.CompanyLink("acme"); !strings.Contains(got, "recordType=CompanyFV&recid={id}&companyName=acme") {
		t.Errorf("got %s", got)
	}
}
