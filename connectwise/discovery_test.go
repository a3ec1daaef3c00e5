package connectwise

import (
	"context"
	"net/http"
	"testing"

	"daybrief/model"
)

func infoStub(codebase, siteURL string) *stub {
	return &stub{name: "discovery of " + codebase, path: "/login/companyinfo/acme",
		body: `{"CompanyName":"Acme","Codebase":"` + codebase + `","IsCloud":true,"SiteUrl":"` + siteURL + `"}`}
}

func TestDiscover(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ site, codebase, siteURL, want string }{
		{"na.myconnectwise.net", "v2026_4/", "api-na.myconnectwise.net", "https://api-na.myconnectwise.net/v2026_4/apis/3.0"},
		{"api-na.myconnectwise.net", "v2026_4/", "api-na.myconnectwise.net", "https://api-na.myconnectwise.net/v2026_4/apis/3.0"},
		{"eu.myconnectwise.net", "v4_6_release/", "", "https://api-eu.myconnectwise.net/v4_6_release/apis/3.0"},
		{"eu.myconnectwise.net", "", "https://API-EU.myconnectwise.net/", "https://api-eu.myconnectwise.net/v4_6_release/apis/3.0"},
		{"psa.example.com:8443", "v4_6_release/", "", "https://psa.example.com:8443/v4_6_release/apis/3.0"},
		{"psa.example.com", "v4_6_release/", "psa.example.com", "https://psa.example.com/v4_6_release/apis/3.0"},
		{"psa.example.com", "v2026_1", "api-psa.example.com", "https://api-psa.example.com/v2026_1/apis/3.0"},
		{"http://127.0.0.1:8080", "v2026_4/", "api-na.myconnectwise.net", "http://127.0.0.1:8080/v2026_4/apis/3.0"},
		{"http://127.0.0.1:8080", "v2026_4/", "127.0.0.1:8081", "http://127.0.0.1:8081/v2026_4/apis/3.0"},
		{"http://127.0.0.1:8080", "v2026_4/", "http://evil.example.com", "http://127.0.0.1:8080/v2026_4/apis/3.0"},
	} {
		_, c := newServerAt(t, tt.site, infoStub(tt.codebase, tt.siteURL))
		ep, err := c.where(t.Context())
		if err != nil || ep.base() != tt.want {
			t.Errorf("%+v: got %s, %v", tt, ep.base(), err)
		}
	}
}

func TestDiscoverRefuses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		stub stub
		code string
		kind model.ProblemKind
	}{
		{"null", stub{body: "null"}, "no-such-company", model.Misconfigured},
		{"404", stub{status: 404, body: `{"code":"NotFound"}`}, "no-such-company", model.Misconfigured},
		{"html", stub{body: "<!doctype html><html>", reply: http.Header{"Content-Type": {"text/html"}}}, "web-site-not-api", model.BadReply},
		{"html with a false label", stub{body: "\n <html>"}, "web-site-not-api", model.BadReply},
		{"foreign host", stub{body: `{"Codebase":"v2026_4/","SiteUrl":"api-evil.example.com"}`}, "foreign-api-host", model.Misconfigured},
		{"other region", stub{body: `{"Codebase":"v2026_4/","SiteUrl":"api-eu.myconnectwise.net"}`}, "foreign-api-host", model.Misconfigured},
		{"suffix trick", stub{body: `{"SiteUrl":"api-na.myconnectwise.net.evil.example.com"}`}, "foreign-api-host", model.Misconfigured},
		{"other port", stub{body: `{"SiteUrl":"api-na.myconnectwise.net:8443"}`}, "foreign-api-host", model.Misconfigured},
		{"path in code base", stub{body: `{"Codebase":"../x/"}`}, "bad-codebase", model.BadReply},
		{"query in code base", stub{body: `{"Codebase":"v1?x="}`}, "bad-codebase", model.BadReply},
		{"dots", stub{body: `{"Codebase":".."}`}, "bad-codebase", model.BadReply},
		{"list", stub{body: `[]`}, "unexpected-shape", model.BadReply},
		{"empty", stub{body: ``}, "empty-body", model.BadReply},
		{"redirect", stub{status: 302, reply: http.Header{"Location": {"http://evil.example.com/"}}}, "redirected", model.BadReply},
		{"503", stub{status: 503}, "server-unavailable", model.ServerDown},
	} {
		tt.stub.name, tt.stub.path = tt.name, "/login/companyinfo/acme"
		_, c := newServerAt(t, "na.myconnectwise.net", &tt.stub)
		_, err := c.Discover(t.Context())
		t.Run(tt.name, func(t *testing.T) { wantCode(t, err, tt.code, tt.kind) })
	}
}

func TestDiscoversAgainOnce(t *testing.T) {
	t.Parallel()
	gone := func(codebase string) *stub {
		return &stub{name: "gone from " + codebase, path: "/" + codebase + "/apis/3.0/service/tickets/7", any: true, status: 404, body: `{"code":"NotFound","message":"x"}`}
	}
	t.Run("the code base changed", func(t *testing.T) {
		t.Parallel()
		s, c := newServerAt(t, "na.myconnectwise.net", infoStub("v2026_3", ""), gone("v2026_3"), infoStub("v2026_4", ""),
			&stub{name: "found", path: "/v2026_4/apis/3.0/service/tickets/7", any: true, body: `{"id":7}`})
		if tk, err := c.Tickets.One(t.Context(), 7); err != nil || tk.ID != 7 {
			t.Fatal(tk, err, s.log)
		}
	})
	t.Run("it did not", func(t *testing.T) {
		t.Parallel()
		first, second := gone("v2026_4"), gone("v2026_4")
		_, c := newServerAt(t, "na.myconnectwise.net", infoStub("v2026_4", ""), first, infoStub("v2026_4", ""), second)
		for range 2 { // the second lookup must not ask for the code base again
			_, err := c.Tickets.One(t.Context(), 7)
			wantCode(t, err, "not-found", model.NotFound)
		}
	})
	t.Run("still gone in the new one", func(t *testing.T) {
		t.Parallel()
		_, c := newServerAt(t, "na.myconnectwise.net", infoStub("v2026_3", ""), gone("v2026_3"), infoStub("v2026_4", ""), gone("v2026_4"))
		_, err := c.Tickets.One(t.Context(), 7)
		wantCode(t, err, "not-found", model.NotFound)
	})
	t.Run("cannot route", func(t *testing.T) {
		t.Parallel()
		_, c := newServerAt(t, "na.myconnectwise.net", infoStub("v2026_4", ""),
			&stub{name: "refusal", path: api + "/service/tickets/7", any: true, status: 400, body: "Cannot route. Codebase/company is invalid", reply: http.Header{"Content-Type": {"text/plain"}}},
			infoStub("v2026_4", ""))
		_, err := c.Tickets.One(t.Context(), 7)
		wantCode(t, err, "cannot-route", model.Misconfigured)
	})
}

func TestVersions(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"v2026.4.12345": "2026.4", "v2025.1.10451": "2025.1", "2026.10": "2026.10", "v2026_4": "2026.4", "v2026_4/": "2026.4",
		"v4.6.77997": "", "": "", "v2026": "", "nonsense": "", "9999.1": "", "v2026.x": "",
	} {
		got := ""
		if r := parseRelease(in); r.known() {
			got = r.String()
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	_, c := newServer(t,
		&stub{name: "before", path: api + "/service/tickets/7", any: true, header: map[string]string{"Accept": "application/json", "User-Agent": "daybrief/1.2.3"}, body: `{"id":7}`},
		&stub{name: "info", path: api + "/system/info", body: `{"version":"v2025.8.1","isCloud":true,"serverTimeZone":"Eastern"}`},
		&stub{name: "after", path: api + "/service/tickets/7", any: true, header: map[string]string{"Accept": "application/vnd.connectwise.com+json; version=2025.8"}, body: `{"id":7}`})
	ctx := context.Background()
	if _, err := c.Tickets.One(ctx, 7); err != nil {
		t.Fatal(err)
	}
	if !c.shared.version.hasGoals() {
		t.Error("companyinfo said 2026.4, which knows the goal fields")
	}
	sys, err := c.System.Info(ctx)
	if err != nil || sys.Version.String() != "v2025.8.1" || !sys.Cloud || sys.SiteHost.String() != "na.myconnectwise.net" || sys.Company.String() != "acme" {
		t.Fatal(sys, err)
	}
	if c.shared.version.hasGoals() {
		t.Error("2025.8 does not know the goal fields")
	}
	if _, err := c.Tickets.One(ctx, 7); err != nil {
		t.Fatal(err)
	}
}
