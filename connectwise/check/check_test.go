package check

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/model"
)

func TestAllWell(t *testing.T) {
	t.Parallel()
	s := tenant(cwtest.Options{})
	in := good(s)
	var mu sync.Mutex
	var began, ended []string
	requests, flying, peak := 0, 0, 0
	in.Transport = tripper(func(r *http.Request) (*http.Response, error) {
		mu.Lock()
		requests++
		flying++
		peak = max(peak, flying)
		mu.Unlock()
		defer func() { mu.Lock(); flying--; mu.Unlock() }()
		return s.Transport().RoundTrip(r)
	})
	in.Started = func(id string) { mu.Lock(); defer mu.Unlock(); began = append(began, id) }
	results := Run(t.Context(), in, func(r Result) { ended = append(ended, r.ID) })
	sound(t, in, results)
	for _, r := range results {
		if r.State != OK && r.Code != CodeNotNeeded {
			t.Errorf("%s is %s", r.ID, r.State)
		}
	}
	if t.Failed() {
		t.Log("\n" + table(results))
	}
	if Judge(results) != AllWell || len(results) != len(Steps()) || len(ended) != len(results) || len(began) != len(results) {
		t.Errorf("%s, %d results, %d ended, %d began", Judge(results), len(results), len(ended), len(began))
	}
	if requests > 20 || peak > atOnce {
		t.Errorf("%d requests, %d at once", requests, peak)
	}
	if refused := s.Refused(); len(refused) > 0 {
		t.Errorf("the strict server refused: %v", refused)
	}
	t.Logf("%d requests, at most %d at once", requests, peak)
}

type tripper func(*http.Request) (*http.Response, error)

func (f tripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestFaultsOnTheWay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		change  func(*cwtest.Server, *Input)
		step    string
		code    string
		verdict Verdict
	}{
		{"no site", func(_ *cwtest.Server, in *Input) { in.Site = "" }, "address", "site-empty", Misconfigured},
		{"a company as site", func(_ *cwtest.Server, in *Input) { in.Site = "acme" }, "address", "site-host", Misconfigured},
		{"plain http", func(_ *cwtest.Server, in *Input) { in.Site = "http://psa.example" }, "address", "site-plain-http", Misconfigured},
		{"login in site", func(_ *cwtest.Server, in *Input) { in.Site = "https://a:b@psa.example" }, "address", "site-has-login", Misconfigured},
		{"no company", func(_ *cwtest.Server, in *Input) { in.Company = " " }, "parts", "missing-company", Misconfigured},
		{"no private key", func(_ *cwtest.Server, in *Input) { in.PrivateKey = model.Secret{} }, "parts", "missing-private-key", Misconfigured},
		{"no client id", func(_ *cwtest.Server, in *Input) { in.ClientID = "" }, "parts", "missing-client-id", Misconfigured},
		{"wrong company", func(_ *cwtest.Server, in *Input) { in.Company = "nobody" }, "company", "no-such-company", Misconfigured},
		{"web site", func(s *cwtest.Server, _ *Input) { s.Break(cwtest.Fault{Kind: cwtest.HTMLPage}) }, "company", "web-site-not-api", Unreachable},
		{"null for a company", func(s *cwtest.Server, _ *Input) { s.Break(cwtest.Fault{Kind: cwtest.NullBody}) }, "company", "no-such-company", Misconfigured},
		{"redirect", func(s *cwtest.Server, _ *Input) { s.Break(cwtest.Fault{Kind: cwtest.Redirect}) }, "company", "redirected", Unreachable},
		{"maintenance", func(s *cwtest.Server, _ *Input) { s.Break(cwtest.Fault{Kind: cwtest.ServerError}) }, "company", "server-unavailable", Unreachable},
		{"gateway", func(s *cwtest.Server, _ *Input) { s.Break(cwtest.Fault{Kind: cwtest.ServerError, Status: 502}) }, "company", "gateway-failed", Unreachable},
		{"500", func(s *cwtest.Server, _ *Input) { s.Break(cwtest.Fault{Kind: cwtest.ServerError, Status: 500}) }, "company", "server-failed", Unreachable},
		{"too many", func(s *cwtest.Server, _ *Input) { s.Break(cwtest.Fault{Kind: cwtest.TooMany}) }, "company", "rate-limited", Unreachable},
		{"reset", func(s *cwtest.Server, _ *Input) { s.Break(cwtest.Fault{Kind: cwtest.Reset}) }, "company", "reset", Unreachable},
		{"empty", func(s *cwtest.Server, _ *Input) { s.Break(cwtest.Fault{Kind: cwtest.EmptyBody}) }, "company", "empty-body", Unreachable},
		{"truncated", func(s *cwtest.Server, _ *Input) { s.Break(cwtest.Fault{Kind: cwtest.TruncatedJSON}) }, "company", "truncated", Unreachable},
		{"a list", func(s *cwtest.Server, _ *Input) { s.Break(cwtest.Fault{Kind: cwtest.EmptyList}) }, "company", "unexpected-shape", Unreachable},
		{"another API host", func(_ *cwtest.Server, in *Input) {
			in.Transport = answering(`{"SiteUrl":"api.elsewhere.example","Codebase":"v2026_4/"}`)
		}, "company", "foreign-api-host", Misconfigured},
		{"odd code base", func(_ *cwtest.Server, in *Input) { in.Transport = answering(`{"Codebase":"../../x"}`) }, "company", "bad-codebase", Unreachable},
		{"client id", func(_ *cwtest.Server, in *Input) { in.ClientID = "00000000-0000-4000-8000-000000000000" }, "client-id", "client-id-refused", Misconfigured},
		{"private key", func(_ *cwtest.Server, in *Input) { in.PrivateKey = model.NewSecret("Wrong") }, "keys", "keys-wrong-pair", Refused},
		{"public key", func(_ *cwtest.Server, in *Input) { in.PublicKey = "Wrong" }, "keys", "keys-unknown", Refused},
		{"capitals of the company", func(_ *cwtest.Server, in *Input) { in.Company = strings.ToUpper(in.Company) }, "keys", "keys-refused", Refused},
		{"web site behind", func(s *cwtest.Server, _ *Input) { s.Break(cwtest.Fault{Kind: cwtest.HTMLPage, Path: "/system"}) }, "api", "web-site-not-api", Unreachable},
		{"no API there", func(_ *cwtest.Server, in *Input) { in.Transport = status(404, `{"code":"NotFound"}`) }, "api", "api-not-found", Unreachable},
		{"SSL", func(_ *cwtest.Server, in *Input) {
			in.Transport = status(403, `{"code":"Security","message":"SSL is required.","errors":null}`)
		}, "api", "api-host-needed", Misconfigured},
		{"cannot route", func(_ *cwtest.Server, in *Input) {
			in.Transport = status(400, "Cannot route. Codebase/company is invalid")
		}, "api", "cannot-route", Misconfigured},
		{"conditions", func(_ *cwtest.Server, in *Input) { in.Transport = status(400, `{"code":"InvalidObject"}`) }, "api", "bad-query", Unreachable},
		{"conflict", func(_ *cwtest.Server, in *Input) { in.Transport = status(409, `{}`) }, "api", "request-refused", Unreachable},
		{"nobody", func(_ *cwtest.Server, in *Input) { in.Member = "nobody" }, "member", "no-such-member", Misconfigured},
		{"quotes", func(_ *cwtest.Server, in *Input) { in.Member = `a"b` }, "member", "no-such-member", Misconfigured},
		{"our clock", func(_ *cwtest.Server, in *Input) { in.Now = func() time.Time { return noon().Add(-time.Hour) } }, "clock", "clock-wrong", Partial},
		{"no version", func(s *cwtest.Server, _ *Input) {
			s.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/system/info", Times: 1})
		}, "version", "denied-version", Partial},
		{"silent role", func(s *cwtest.Server, _ *Input) {
			s.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/system/mySecurity"})
		}, "role", "role-unreadable", AllWell},
		{"empty role", func(s *cwtest.Server, in *Input) { in.Transport = at(s, "/system/mySecurity", `[]`) }, "role", "role-unreadable", AllWell},
		{"role in part", func(s *cwtest.Server, in *Input) {
			in.Transport = at(s, "/system/mySecurity", `[{"id":1,"moduleFunctionName":"Contacts","inquireLevel":"All"},{"id":"x"}]`)
		}, "role", "role-partly", AllWell},
		{"limits", func(s *cwtest.Server, _ *Input) {
			s.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/system/myMembers"})
		}, "limits", "limits-unreadable", Partial},
		{"boards excluded", func(s *cwtest.Server, in *Input) {
			in.Transport = at(s, "/system/myMembers", `{"id":1,"excludedServiceBoardIds":[4,5]}`)
		}, "limits", "boards-excluded", Partial},
		{"one location", func(s *cwtest.Server, in *Input) {
			in.Transport = at(s, "/system/myMembers", `{"id":1,"restrictLocationFlag":true}`)
		}, "limits", "records-restricted", Partial},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := tenant(cwtest.Options{})
			in := good(s)
			c.change(s, &in)
			results := Run(t.Context(), in, nil)
			sound(t, in, results)
			if got := byID(results)[c.step]; got.Code != c.code || Judge(results) != c.verdict {
				t.Errorf("%s: %q, want %q; %s, want %s\n%s", c.step, got.Code, c.code, Judge(results), c.verdict, table(results))
			}
			for _, r := range results {
				if r.State == Fail && r.ID != c.step {
					t.Errorf("%s failed too\n%s", r.ID, table(results))
				}
			}
		})
	}
}

// Each list refused, gone, empty or limited to the member's own: a code of its
// own, and the row of the role that cures it.
func TestOnePermissionMissing(t *testing.T) {
	t.Parallel()
	paths := map[string]string{"statuses": "/statuses", "closed-tickets": "closedDate"}
	for _, r := range reads() {
		for kind, answer := range map[string]string{
			"denied-": `{"code":"Security","message":"You do not have security permission to perform this action."}`, "missing-": `{"code":"NotFound"}`, "empty-": "[]",
		} {
			t.Run(kind+r.id, func(t *testing.T) {
				t.Parallel()
				s := tenant(cwtest.Options{})
				in := good(s)
				path, special := paths[r.id]
				if !special {
					path = string(r.list) + "?"
				}
				in.Transport = (&cwtest.Transport{Handler: http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
					here := strings.Contains(q.URL.String(), path) || r.lighter != "" && strings.HasSuffix(q.URL.Path, string(r.lighter))
					if r.id == "tickets" && strings.Contains(q.URL.RawQuery, "closedDate") {
						here = false
					}
					switch {
					case !here:
						s.ServeHTTP(w, q)
						return
					case kind == "denied-":
						w.WriteHeader(403)
					case kind == "missing-":
						w.WriteHeader(404)
					}
					_, _ = w.Write([]byte(answer))
				})})
				results := Run(t.Context(), in, nil)
				sound(t, in, results)
				got := byID(results)[r.id]
				if kind == "empty-" && !r.odd {
					if got.State != OK {
						t.Errorf("an empty list of %s: %+v", r.noun, got)
					}
					return
				}
				want := Partial
				if kind == "missing-" && r.extra {
					want = AllWell
				}
				if got.Code != kind+r.id || !strings.HasPrefix(got.Needs, "Inquire on "+r.function) || Judge(results) != want || !strings.Contains(got.Cure, got.Needs) {
					t.Errorf("%+v, %s\n%s", got, Judge(results), table(results))
				}
			})
		}
	}
}

func TestOwnRecordsOnly(t *testing.T) {
	t.Parallel()
	s := tenant(cwtest.Options{})
	in := good(s)
	in.Transport = at(s, "/system/mySecurity", `[{"id":1,"moduleName":"Service Desk","moduleFunctionName":"Service Tickets","inquireLevel":"My"},
		{"id":2,"moduleName":"Time & Expense","moduleFunctionName":"Time Entry","inquireLevel":"None"}]`)
	results := Run(t.Context(), in, nil)
	sound(t, in, results)
	got := byID(results)
	if got["tickets"].Code != "own-only-tickets" || got["closed-tickets"].State != OK || got["time"].State != OK || Judge(results) != Partial {
		t.Error("\n" + table(results))
	}
}

func TestNamesOnly(t *testing.T) {
	t.Parallel()
	s := tenant(cwtest.Options{})
	s.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/system/members"})
	in := good(s)
	in.Transport = (&cwtest.Transport{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/service/boards") {
			w.WriteHeader(403)
			return
		}
		s.ServeHTTP(w, r)
	})})
	results := Run(t.Context(), in, nil)
	sound(t, in, results)
	if got := byID(results); got["members"].Code != "reduced-members" || got["boards"].Code != "reduced-boards" || got["statuses"].State != OK || got["member"].State != OK {
		t.Error("\n" + table(results))
	}
}

func TestOlderServer(t *testing.T) {
	t.Parallel()
	s := tenant(cwtest.Options{Version: "v2025.8.10000", Codebase: "v2025_8/"})
	in := good(s)
	results := Run(t.Context(), in, nil)
	sound(t, in, results)
	if got := byID(results)["version"]; got.Code != "no-goal-fields" || !strings.Contains(got.What, "2025.8") || Judge(results) != AllWell {
		t.Errorf("%+v\n%s", got, table(results))
	}
}

func TestOnly(t *testing.T) {
	t.Parallel()
	s := tenant(cwtest.Options{})
	in := Input{Site: "psa.example", Company: s.Options().Company, Transport: s.Transport(), Now: noon, Only: []string{"company"}}
	results := Run(t.Context(), in, nil)
	var ids []string
	for _, r := range results {
		ids = append(ids, r.ID)
	}
	if want := []string{"address", "proxy", "dns", "tcp", "tls", "company"}; !slices.Equal(ids, want) || results[5].State != OK {
		t.Errorf("%v\n%s", ids, table(results))
	}
}

// A server that hangs costs a step's time and not the night; an end from outside
// ends it at once.
func TestTimeLimits(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		limit time.Duration // of the whole; 0: the default
		stop  time.Duration // when the caller gives up; 0: never
		took  time.Duration
		code  string
	}{
		{"a step", 0, 0, 15 * time.Second, "timed-out"},
		{"the whole", 3 * time.Second, 0, 3 * time.Second, "out-of-time"},
		{"the caller", 0, 2 * time.Second, 2 * time.Second, "cancelled"},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := cwtest.New(cwtest.Options{Still: true})
			s.Break(cwtest.Fault{Kind: cwtest.Hang})
			in := good(s)
			in.Now, in.WholeTime = nil, c.limit
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			if c.stop > 0 {
				time.AfterFunc(c.stop, cancel)
			}
			began := time.Now()
			results := Run(ctx, in, nil)
			got := byID(results)
			if took := time.Since(began); took != c.took || got["company"].Code != c.code || got["tickets"].State == OK {
				t.Errorf("%s: %s\n%s", c.name, took, table(results))
			}
			synctest.Wait()
		})
	}
}
