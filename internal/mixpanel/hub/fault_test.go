package hub

import (
	"testing"
	"testing/synctest"
	"time"

	"daybrief/internal/elements"
	"daybrief/internal/elements/elementstest"
	"daybrief/model"
)

// Each fault has a code, a sentence and a cure; no job is begun in vain.
func TestFaults(t *testing.T) {
	t.Parallel()
	provider := func(status int, words string) *elementstest.Fault {
		return &elementstest.Fault{Hub: "general", Status: status, Body: `{"requestId":"5a26fc","message":"Request failed","providerMessage":"` + words + `"}`}
	}
	for _, c := range []struct {
		name, code string
		kind       model.ProblemKind
		bulk       elementstest.Bulk
		fault      *elementstest.Fault
		change     func(*elements.Options)
		jobs       int
	}{
		{name: "another element", code: "other-element", kind: model.Misconfigured, bulk: elementstest.Bulk{Element: "salesforce"}},
		{name: "switched off", code: "instance-disabled", kind: model.Misconfigured, bulk: elementstest.Bulk{Disabled: true}},
		{name: "missing instance", code: "no-such-instance", kind: model.Misconfigured, change: func(o *elements.Options) { o.Instance = 7 }},
		{name: "the instance of the tickets", code: "other-element", kind: model.Misconfigured, change: func(o *elements.Options) { o.Instance = elementstest.Instance }},
		{name: "organization secret", code: "account-secrets-refused", kind: model.Unauthorized, change: func(o *elements.Options) { o.Secrets.Organization = o.Secrets.User }},
		{name: "token of the tickets", code: "element-token-refused", kind: model.Unauthorized, change: func(o *elements.Options) { o.Secrets.Element = model.NewSecret(elementstest.ElementToken) }},
		{name: "no bulk", code: "no-bulk", kind: model.Misconfigured, bulk: elementstest.Bulk{Absent: true}},
		{name: "retired", code: "project-secret-retired", kind: model.Unauthorized, fault: provider(401, "Project secret authentication has been retired")},
		{name: "wrong account", code: "provider-keys-refused", kind: model.Unauthorized, fault: provider(401, "Invalid credentials")},
		{name: "project", code: "project-denied", kind: model.Forbidden, fault: provider(403, "User does not have access to the project")},
		{name: "plan", code: "plan-without-api", kind: model.Forbidden, fault: provider(402, "Upgrade")},
		{name: "quota of Mixpanel", code: "quota-used", kind: model.RateLimited, fault: provider(429, "Query rate limit exceeded")},
		{name: "quota of the gateway", code: "rate-limited", kind: model.RateLimited, fault: &elementstest.Fault{Hub: "general", Status: 429}},
		{name: "Mixpanel fails", code: "provider-failed", kind: model.ServerDown, fault: provider(502, "Bad gateway")},
		{name: "500 that is no JSON", code: "server-failed", kind: model.ServerDown, fault: &elementstest.Fault{Hub: "general", Status: 500, Body: "<oops"}},
		{name: "415", code: "no-json-here", kind: model.BadReply, fault: &elementstest.Fault{Hub: "general", Status: 415}},
		{name: "web page for a job", code: "web-site-not-api", kind: model.BadReply, fault: &elementstest.Fault{Hub: "general", Status: 200, Body: "<html>"}},
		{name: "something else for a job", code: "unexpected-shape", kind: model.BadReply, fault: &elementstest.Fault{Hub: "general", Status: 200, Body: `{"id":"../x"}`}},
		{name: "job that fails", code: "bulk-failed", kind: model.BadReply, bulk: elementstest.Bulk{Ends: "ERROR"}, jobs: 1},
		{name: "job that is aborted", code: "bulk-failed", kind: model.BadReply, bulk: elementstest.Bulk{Ends: "ABORTED"}, jobs: 1},
		{name: "job without a known end", code: "unexpected-shape", kind: model.BadReply, bulk: elementstest.Bulk{Ends: "SUCCESS?"}, jobs: 1},
		{name: "job that is forgotten", code: "bulk-lost", kind: model.BadReply, bulk: elementstest.Bulk{Forgets: true}, jobs: 1},
		{name: "rows that are missing", code: "rows-missing", kind: model.BadReply, bulk: elementstest.Bulk{Lost: 1, Lines: true}, jobs: 1},
		{name: "array that breaks off", code: "truncated", kind: model.BadReply, bulk: elementstest.Bulk{Cut: 3}, jobs: 1},
		{name: "line that breaks off", code: "truncated", kind: model.BadReply, bulk: elementstest.Bulk{Cut: 20, Lines: true, Silent: true}, jobs: 1},
		{name: "nothing at all", code: "empty-body", kind: model.BadReply, bulk: elementstest.Bulk{Cut: 1 << 20, Silent: true}, jobs: 1},
		{name: "web page for the events", code: "web-site-not-api", kind: model.BadReply, fault: &elementstest.Fault{Hub: "general", Path: "bulk/42114492/activities", Status: 200, Body: "<html>"}, jobs: 1},
		{name: "events of another kind", code: "unexpected-shape", kind: model.BadReply, fault: &elementstest.Fault{Hub: "general", Path: "bulk/42114492/activities", Status: 200, Body: `[1,2,3,4,5,6]`}, jobs: 1},
		{name: "something behind the array", code: "bad-json", kind: model.BadReply, bulk: elementstest.Bulk{Silent: true}, fault: &elementstest.Fault{Hub: "general", Path: "bulk/42114492/activities", Status: 200, Body: `[] []`}, jobs: 1},
		{name: "no JSON for the events", code: "bad-json", kind: model.BadReply, fault: &elementstest.Fault{Hub: "general", Path: "bulk/42114492/activities", Status: 200, Body: `event,time`}, jobs: 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := newRig(c.bulk)
				r.mixpanel.Use("login", "Acme", "2026-03-09", 5)
				r.gateway.Break(c.fault)
				change := c.change
				if change == nil {
					change = func(*elements.Options) {}
				}
				_, err := r.source(t, Settings{}, change).Usage(t.Context())
				p := problem(t, err)
				if p.Code != c.code || p.Kind != c.kind || p.What.IsEmpty() || p.Cure.IsEmpty() {
					t.Errorf("%s, %s: %v, want %s", p.Code, p.Kind, err, c.code)
				}
				// Looked at each minute for most of an hour, no further job is begun.
				if p.Kind != model.RateLimited {
					for range 50 {
						time.Sleep(time.Minute)
						_, _ = r.source(t, Settings{}, change).Usage(t.Context()) // as before
					}
				}
				if n := len(r.gateway.Jobs()); n != c.jobs {
					t.Errorf("%d jobs, want %d", n, c.jobs)
				}
				r.strictly(t)
				if c.change != nil || c.jobs == 0 && c.fault == nil {
					return
				}
				r.gateway.Break(nil)
				time.Sleep(time.Hour)
				if u, err := r.source(t, Settings{}).Usage(t.Context()); c.fault != nil && (err != nil || len(u.Rows) != 1) {
					t.Errorf("mended: %v", err)
				}
			})
		})
	}
}

// Used up: as long as is said, else a quarter of an hour, doubling to an hour, and
// over the end of the program. Nothing is asked meanwhile.
func TestQuotaUsedElsewhere(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(elementstest.Bulk{})
		r.mixpanel.Use("login", "Acme", "2026-03-09", 3)
		for i, want := range []time.Duration{7 * time.Minute, 30 * time.Minute, time.Hour, time.Hour} {
			f := &elementstest.Fault{Hub: "general", Status: 429, Body: `{"message":"x","providerMessage":"Query rate limit exceeded"}`}
			if i == 0 {
				f.RetryAfter = "420"
			}
			r.gateway.Break(f)
			_, err := r.source(t, Settings{}).Usage(t.Context())
			if p := problem(t, err); p.Code != "quota-used" || p.RetryAfter != want {
				t.Fatalf("refusal %d: %s for %v, want %v", i, p.Code, p.RetryAfter, want)
			}
			calls := r.gateway.Calls("general")
			time.Sleep(want - time.Second)
			_, err = r.source(t, Settings{}).Usage(t.Context())
			_, tried := r.source(t, Settings{}).Try(t.Context())
			if problem(t, err).RetryAfter != time.Second || problem(t, tried).Code != "quota-used" || r.gateway.Calls("general") != calls {
				t.Fatalf("asked inside the pause: %v", err)
			}
			time.Sleep(time.Second)
		}
		r.gateway.Break(nil)
		if _, err := r.source(t, Settings{}).Usage(t.Context()); err != nil {
			t.Error(err)
		}
		r.strictly(t)
	})
}
