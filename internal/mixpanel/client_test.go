package mixpanel_test

import (
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"daybrief/internal/mixpanel"
	"daybrief/internal/mixpanel/mixpaneltest"
	"daybrief/model"
)

// clock is a moment that tests move.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

func at(t time.Time) *clock { return &clock{t: t} }

// tuesday is a working day, in the morning.
func tuesday() *clock { return at(time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)) }

func options(s *mixpaneltest.Server, c *clock) mixpanel.Options {
	base, err := mixpanel.ParseBase("eu", "")
	if err != nil {
		panic(err)
	}
	return mixpanel.Options{Base: base, Project: mixpaneltest.Project, Account: mixpaneltest.Account, Secret: model.NewSecret(mixpaneltest.Secret),
		Company: "company", Transport: s.Transport(), Now: c.now}
}

func source(t *testing.T, o mixpanel.Options, c *clock, set mixpanel.Settings) *mixpanel.Source {
	t.Helper()
	client, err := mixpanel.New(o)
	if err != nil {
		t.Fatal(err)
	}
	set.Now = c.now
	return mixpanel.NewSource(client, set)
}

func problem(t *testing.T, err error) *model.Problem {
	t.Helper()
	var p *model.Problem
	if !errors.As(err, &p) {
		t.Fatalf("%v is no Problem", err)
	}
	return p
}

func row(t *testing.T, u model.Usage, name string) model.UsageRow {
	t.Helper()
	for _, r := range u.Rows {
		if r.Name.String() == name {
			return r
		}
	}
	t.Fatalf("no row %q", name)
	return model.UsageRow{}
}

func TestUsageOfAMonth(t *testing.T) {
	t.Parallel()
	for _, full := range []bool{false, true} {
		c := tuesday()
		s := mixpaneltest.New(mixpaneltest.Options{Now: c.now, Full: full})
		s.Use("login", "Acme \"North\" Ltd", "2026-03-09", 7)
		s.Use("login", "Acme \"North\" Ltd", "2026-02-08", 3) // the first day of 31
		s.Use("login", "Acme \"North\" Ltd", "2026-02-07", 9) // the day before
		s.Use("report", "Zürich", "2026-03-10", 1)
		u, err := source(t, options(s, c), c, mixpanel.Settings{Events: []string{"login", "report", "lgoin"}}).Usage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if u.Days != 31 || u.From.Format(time.DateOnly) != "2026-02-08" || len(u.Rows) != 2 || len(u.Events) != 3 || !u.Asked.Equal(c.now()) {
			t.Fatalf("%d days from %s, %d rows", u.Days, u.From, len(u.Rows))
		}
		a, z := row(t, u, `Acme "North" Ltd`), row(t, u, "Zürich")
		if a.Users[0] != 3 || a.Users[29] != 7 || a.Users[30] != 0 || z.Users[31+30] != 1 || z.Users[30] != 0 || a.Unsure || z.Unsure {
			t.Errorf("full %v: %v %v", full, a, z)
		}
		if u.Events[0].Empty || u.Events[1].Empty || !u.Events[2].Empty {
			t.Errorf("%v", u.Events)
		}
		if v := s.Violations(); len(v) > 0 || s.Asked("segmentation") != 3 || s.Asked("names") != 0 {
			t.Errorf("%d queries, %v", s.Asked(""), v)
		}
	}
}

// The day is the project's, whatever the clock of this computer shows.
func TestDaysOfTheProject(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Pacific/Auckland", "America/Los_Angeles"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, clockOf := range []time.Time{time.Date(2026, 3, 9, 23, 59, 0, 0, zone), time.Date(2026, 3, 10, 0, 1, 0, 0, zone)} {
			c := at(clockOf.UTC())
			s := mixpaneltest.New(mixpaneltest.Options{Now: c.now, Zone: zone})
			s.Track("login", "Acme", "ada", clockOf)
			s.Track("login", "Acme", "ada", clockOf)
			s.Track("login", "Acme", "bob", clockOf)
			u, err := source(t, options(s, c), c, mixpanel.Settings{Events: []string{"login"}, Zone: zone}).Usage(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if today := u.From.AddDate(0, 0, 30).Format(time.DateOnly); today != clockOf.Format(time.DateOnly) || row(t, u, "Acme").Users[30] != 2 {
				t.Errorf("%s at %s: today is %s, %v", name, clockOf, today, u.Rows)
			}
		}
	}
}

// A list that was cut makes what it does not name unknown, never 0; so do days
// that the service does not tell of.
func TestWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	c := tuesday()
	s := mixpaneltest.New(mixpaneltest.Options{Now: c.now, Late: time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC)})
	for i := range 10_001 {
		s.Use("login", "client "+time.Duration(i).String(), "2026-03-09", 2+i%3)
	}
	s.Use("report", "client 0s", "2026-03-09", 4)
	s.Use("report", "Acme", "2026-03-09", 4)
	u, err := source(t, options(s, c), c, mixpanel.Settings{Events: []string{"login", "report"}}).Usage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if u.Days != 30 || !u.Events[0].Cut || u.Events[1].Cut || !row(t, u, "Acme").Unsure || row(t, u, "client 1ns").Unsure {
		t.Errorf("%d days, %v, %v", u.Days, u.Events, row(t, u, "Acme"))
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	said := func(words string) string { return `{"error":"` + words + `","status":"error"}` }
	for _, tc := range []struct {
		name  string
		fault mixpaneltest.Fault
		code  string
		kind  model.ProblemKind
	}{
		{"401", mixpaneltest.Fault{Status: 401, Body: said("Invalid service account credentials")}, "account-refused", model.Unauthorized},
		{"401 without a body", mixpaneltest.Fault{Status: 401}, "account-refused", model.Unauthorized},
		{"401 page", mixpaneltest.Fault{Status: 401, Body: "<html>"}, "account-refused", model.Unauthorized},
		{"retired", mixpaneltest.Fault{Status: 401, Body: said("Project Secret auth is deprecated and has been retired")}, "project-secret-retired", model.Unauthorized},
		{"402", mixpaneltest.Fault{Status: 402, Body: said("Your plan does not allow API calls")}, "plan-without-api", model.Forbidden},
		{"403", mixpaneltest.Fault{Status: 403, Body: said("no access")}, "project-denied", model.Forbidden},
		{"400 project", mixpaneltest.Fault{Status: 400, Body: said("invalid project_id")}, "no-such-project", model.Misconfigured},
		{"400", mixpaneltest.Fault{Status: 400, Body: said("bad expression")}, "bad-query", model.Misconfigured},
		{"404", mixpaneltest.Fault{Status: 404}, "no-queries-here", model.Misconfigured},
		{"415", mixpaneltest.Fault{Status: 415}, "no-json-here", model.BadReply},
		{"429", mixpaneltest.Fault{Status: 429, Body: said("rate limit")}, "quota-used", model.RateLimited},
		{"500", mixpaneltest.Fault{Status: 500, Body: "oops"}, "server-failed", model.ServerDown},
		{"503", mixpaneltest.Fault{Status: 503}, "server-unavailable", model.ServerDown},
		{"418", mixpaneltest.Fault{Status: 418}, "refused-418", model.Misconfigured},
		{"206", mixpaneltest.Fault{Status: 206, Body: "{}"}, "partial-answer", model.BadReply},
		{"redirect", mixpaneltest.Fault{Status: 302, Header: map[string]string{"Location": "https://evil.example.net/"}}, "redirected", model.BadReply},
		{"page", mixpaneltest.Fault{Status: 200, Body: "<!doctype html>"}, "web-site-not-api", model.BadReply},
		{"packed", mixpaneltest.Fault{Status: 200, Body: "xx", Header: map[string]string{"Content-Encoding": "br"}}, "bad-encoding", model.BadReply},
		{"empty", mixpaneltest.Fault{Status: 200}, "empty-body", model.BadReply},
		{"no JSON", mixpaneltest.Fault{Status: 200, Body: "ok"}, "bad-json", model.BadReply},
		{"a list", mixpaneltest.Fault{Status: 200, Body: "[]"}, "unexpected-shape", model.BadReply},
		{"nothing in it", mixpaneltest.Fault{Status: 200, Body: "{}"}, "unexpected-shape", model.BadReply},
		{"no values", mixpaneltest.Fault{Status: 200, Body: `{"data":{"series":[]}}`}, "unexpected-shape", model.BadReply},
		{"broken off", mixpaneltest.Fault{Status: 200, Body: `{"data":{"series":["2026-03-10"],"values":{"a":{"2026-03-1`}, "truncated", model.BadReply},
		{"a hole", mixpaneltest.Fault{Status: 200, Body: `{"data":{"series":["2026-03-10","2026-03-08"],"values":{}}}`}, "days-missing", model.BadReply},
		{"other days", mixpaneltest.Fault{Status: 200, Body: `{"data":{"series":["2025-03-10"],"values":{}}}`}, "days-missing", model.BadReply},
		{"values without days", mixpaneltest.Fault{Status: 200, Body: `{"data":{"series":[],"values":{"a":{}}}}`}, "days-missing", model.BadReply},
		{"more behind", mixpaneltest.Fault{Status: 200, Body: `{"data":{"series":[],"values":{}}}{}`}, "bad-json", model.BadReply},
		{"twice", mixpaneltest.Fault{Status: 200, Body: `{"data":{"series":["2026-03-10"],"values":{"a":{},"a":{}}}}`}, "unexpected-shape", model.BadReply},
		{"an error as an answer", mixpaneltest.Fault{Status: 200, Body: said("query timed out")}, "error-as-answer", model.BadReply},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			c := tuesday()
			s := mixpaneltest.New(mixpaneltest.Options{Now: c.now})
			s.Break(&tc.fault)
			_, err := source(t, options(s, c), c, mixpanel.Settings{Events: []string{"login"}}).Usage(t.Context())
			p := problem(t, err)
			if p.Code != tc.code || p.Kind != tc.kind || p.What.IsEmpty() || p.Cure.IsEmpty() {
				t.Errorf("%s (%s): %v", p.Code, p.Kind, p)
			}
			if s.Asked("") != 1 {
				t.Errorf("asked %d times", s.Asked(""))
			}
		})
	}
}

// Each of the words of the connection wrong by itself is told apart.
func TestWrongSettings(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, code string
		change     func(*mixpanel.Options)
	}{
		{"account", "account-refused", func(o *mixpanel.Options) { o.Account = "somebody.mp-service-account" }},
		{"secret", "account-refused", func(o *mixpanel.Options) { o.Secret = model.NewSecret("wrongwrongwrongwrong") }},
		{"swapped", "account-refused", func(o *mixpanel.Options) {
			o.Account, o.Secret = mixpaneltest.Secret, model.NewSecret(mixpaneltest.Account)
		}},
		{"project", "project-denied", func(o *mixpanel.Options) { o.Project++ }},
		{"no project", "usage-project", func(o *mixpanel.Options) { o.Project = 0 }},
		{"no account", "usage-account", func(o *mixpanel.Options) { o.Account = "" }},
		{"pair as account", "usage-account", func(o *mixpanel.Options) { o.Account = "a:b" }},
		{"project secret", "project-secret-retired", func(o *mixpanel.Options) { o.Account = strings.Repeat("0aF3", 8) }},
		{"no secret", "usage-secret", func(o *mixpanel.Options) { o.Secret = model.Secret{} }},
		{"secret of two lines", "usage-secret-malformed", func(o *mixpanel.Options) { o.Secret = model.NewSecret("abc\ndef") }},
		{"no property", "usage-company", func(o *mixpanel.Options) { o.Company = " " }},
		{"no base", "usage-base-host", func(o *mixpanel.Options) { o.Base = mixpanel.Base{} }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			c := tuesday()
			s := mixpaneltest.New(mixpaneltest.Options{Now: c.now})
			o := options(s, c)
			tc.change(&o)
			client, err := mixpanel.New(o)
			if err == nil {
				_, err = client.Names(t.Context())
			}
			if p := problem(t, err); p.Code != tc.code || p.Cure.IsEmpty() {
				t.Errorf("%s: %v", p.Code, p)
			}
		})
	}
}

func TestBase(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ region, other, want, code string }{
		{"", "", "https://mixpanel.com/api/query", ""},
		{"us", "", "https://mixpanel.com/api/query", ""},
		{"eu", "", "https://eu.mixpanel.com/api/query", ""},
		{"in", "", "https://in.mixpanel.com/api/query", ""},
		{"mars", "", "", "usage-region"},
		{"us", "https://eu.mixpanel.com/project/123/view/456/app/home", "https://eu.mixpanel.com/api/query", ""},
		{"us", " proxy.example.net/mp ", "https://proxy.example.net/mp/api/query", ""},
		{"us", "https://proxy.example.net/api/query/segmentation?x=1", "https://proxy.example.net/api/query", ""},
		{"us", "http://127.0.0.1:8080", "http://127.0.0.1:8080/api/query", ""},
		{"us", "http://[::1]:8080/", "http://[::1]:8080/api/query", ""},
		{"us", "http://proxy.example.net", "", "usage-base-plain-http"},
		{"us", "ftp://proxy.example.net", "", "usage-base-scheme"},
		{"us", "https://user:secret@proxy.example.net", "", "usage-base-login"},
		{"us", "https://", "", "usage-base-host"},
	} {
		b, err := mixpanel.ParseBase(tc.region, tc.other)
		code := ""
		if err != nil {
			code = problem(t, err).Code
		}
		if b.String() != tc.want || code != tc.code {
			t.Errorf("%q, %q: %q, %q", tc.region, tc.other, b.String(), code)
		}
	}
}

// spy counts where requests go.
type spy struct {
	http.RoundTripper
	hosts map[string]int
}

func (s spy) RoundTrip(r *http.Request) (*http.Response, error) {
	s.hosts[r.URL.Host]++
	return s.RoundTripper.RoundTrip(r)
}

// The secret, in any of its forms, is in no failure, and goes to no other host.
func TestTheSecretStaysHere(t *testing.T) {
	t.Parallel()
	secret, account := mixpaneltest.Secret, mixpaneltest.Account
	pair := base64.StdEncoding.EncodeToString([]byte(account + ":" + secret))
	for _, status := range []int{200, 302, 400, 401, 403, 429, 500} {
		c := tuesday()
		s := mixpaneltest.New(mixpaneltest.Options{Now: c.now})
		s.Break(&mixpaneltest.Fault{Status: status, Body: `{"error":"you sent ` + pair + " that is " + secret + `"}`,
			Header: map[string]string{"Location": "https://evil.example.net/"}})
		hosts := map[string]int{}
		o := options(s, c)
		o.Transport = spy{o.Transport, hosts}
		client, err := mixpanel.New(o)
		if err != nil {
			t.Fatal(err)
		}
		_, err = client.Names(t.Context())
		p := problem(t, err)
		for _, bad := range []string{secret, pair, secret[:len(secret)/2]} {
			if strings.Contains(p.Error(), bad) {
				t.Errorf("%d: %v", status, p)
			}
		}
		if len(hosts) != 1 || hosts["eu.mixpanel.com"] != 1 {
			t.Errorf("%d: %v", status, hosts)
		}
	}
}

func TestCalledOff(t *testing.T) {
	t.Parallel()
	c := tuesday()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	client, err := mixpanel.New(options(mixpaneltest.New(mixpaneltest.Options{Now: c.now}), c))
	if err != nil {
		t.Fatal(err)
	}
	if _, err = client.Names(ctx); problem(t, err).Code != "cancelled" {
		t.Errorf("%v", err)
	}
}
