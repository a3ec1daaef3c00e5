package cli

import (
	"fmt"
	"net/http"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"daybrief/internal/elements"
	"daybrief/internal/elements/elementstest"
	"daybrief/internal/mixpanel/mixpaneltest"
	"daybrief/internal/settings"
)

// eachAtItsHost sends requests to the gateway, to Mixpanel or to ConnectWise, and
// keeps the gateway's secrets from the others.
type eachAtItsHost struct{ gateway, mixpanel, rest http.RoundTripper }

func (e eachAtItsHost) RoundTrip(r *http.Request) (*http.Response, error) {
	switch {
	case r.URL.Host == "api.cloud-elements.com":
		return e.gateway.RoundTrip(r)
	case strings.Contains(r.Header.Get("Authorization"), elementstest.OrganizationSecret):
		return nil, fmt.Errorf("the gateway's secrets went to %s", r.URL.Host)
	case strings.HasSuffix(r.URL.Host, "mixpanel.com"):
		return e.mixpanel.RoundTrip(r)
	}
	return e.rest.RoundTrip(r)
}

// countsThrough makes a desk whose companies use its products, as counts does, with
// the Mixpanel behind a gateway, too.
func countsThrough(t *testing.T, o elementstest.Options) (*desk, *memRing, *elementstest.Gateway) {
	t.Helper()
	d, ring, m := counts(t)
	o.Now, o.Usage = noon, m
	g := elementstest.New(d.server, o)
	d.opts.Transport = eachAtItsHost{g.Transport(), m.Transport(), d.server.Transport()}
	d.env = append(d.env, gatewayEnv()...)
	return d, ring, g
}

func usageThrough(more string) string {
	return fmt.Sprintf("[me]\nrole = \"manager\"\n[usage]\nsource = \"cloud-elements\"\ninstance = %d\n%s", elementstest.UsageInstance, more)
}

// What the section says through the gateway is what it says directly, whichever way
// the tickets come; the next briefing within the hour asks nothing.
func TestBriefCountsUsageThroughGateway(t *testing.T) {
	t.Parallel()
	virtual(t, func(t *testing.T) {
		usage := func(d *desk) any {
			t.Helper()
			code, out, errs := d.run("brief", "--format", "json", "--section", "usage")
			if code != exitOK && code != exitAttention {
				t.Fatalf("%d %s", code, errs)
			}
			return sections(t, out)["usage"]
		}
		d, _, g := countsThrough(t, elementstest.Options{})
		d.configure(usageTable(""))
		want := usage(d)
		d.configure(usageThrough(""))
		if got := usage(d); !reflect.DeepEqual(got, want) {
			t.Errorf("through the gateway %v\ndirectly %v", got, want)
		}
		asked := g.Calls("general")
		if usage(d); g.Calls("general") != asked || len(g.Jobs()) != 1 {
			t.Errorf("%d calls, then %d; jobs %v", asked, g.Calls("general"), g.Jobs())
		}
		d.throughGateway(fmt.Sprintf("instance = %d\n[usage]\nsource = \"open-connectors\"\ninstance = %d\n", elementstest.Instance, elementstest.UsageInstance))
		if got := usage(d).(map[string]any); len(got["items"].([]any)) != 4 || len(g.Jobs()) != 1 {
			t.Errorf("with the tickets through it, too: %v, jobs %v", got, g.Jobs())
		}
		if v := g.Violations(); len(v) > 0 {
			t.Error(v)
		}
	})
}

// Whatever is wrong at the gateway, the rest of the briefing is what it is, and
// check names the fault.
func TestUsageFaultsThroughGateway(t *testing.T) {
	t.Parallel()
	env := func(name, value string) func(*desk, *elementstest.Gateway) {
		return func(d *desk, _ *elementstest.Gateway) { d.env = append(d.env, name+"="+value) }
	}
	answers := func(status int, body string) func(*desk, *elementstest.Gateway) {
		return func(_ *desk, g *elementstest.Gateway) {
			g.Break(&elementstest.Fault{Hub: "general", Status: status, Body: body})
		}
	}
	for _, c := range []struct {
		name, more, code string
		o                elementstest.Options
		prepare          func(*desk, *elementstest.Gateway)
	}{
		{name: "all well"},
		{name: "user secret", code: "account-secrets-refused", prepare: env("DAYBRIEF_USER_SECRET", "wrong+secret/of=somebody")},
		{name: "no user secret", code: "missing-user-secret", prepare: env("DAYBRIEF_USER_SECRET", "")},
		{name: "organization secret with a blank", code: "usage-secret", prepare: env("DAYBRIEF_ORGANIZATION_SECRET", "ab cd")},
		{name: "another gateway, plain", more: "base = \"http://gateway.example\"\n", code: "base-plain-http"},
		{name: "another element", code: "other-element", o: elementstest.Options{Bulk: elementstest.Bulk{Element: "salesforce"}}},
		{name: "switched off", code: "instance-disabled", o: elementstest.Options{Bulk: elementstest.Bulk{Disabled: true}}},
		{name: "quota", code: "quota-used", prepare: answers(429, `{"message":"x","providerMessage":"Query rate limit exceeded"}`)},
		{name: "retired", code: "project-secret-retired", prepare: answers(401, `{"message":"x","providerMessage":"Project secret authentication has been retired."}`)},
		{name: "project", code: "project-denied", prepare: answers(403, `{"message":"x","providerMessage":"no access"}`)},
		{name: "web page", code: "web-site-not-api", prepare: answers(200, "<html>")},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			virtual(t, func(t *testing.T) {
				d, _, g := countsThrough(t, c.o)
				d.configure(usageThrough(c.more))
				if c.prepare != nil {
					c.prepare(d, g)
				}
				d.tellsUsage(c.code)
				if v := g.Violations(); len(v) > 0 {
					t.Error(v)
				}
			})
		})
	}
}

// The secrets of one gateway go to no other, whatever the settings say.
func TestUsageAtAnotherGateway(t *testing.T) {
	t.Parallel()
	d, _, g := countsThrough(t, elementstest.Options{})
	d.throughGateway(fmt.Sprintf("instance = %d\n[usage]\nsource = \"cloud-elements\"\nbase = \"https://other.example\"\ninstance = %d\n", elementstest.Instance, elementstest.UsageInstance))
	_, doc := d.checkJSON()
	if doc.code(stepUsage) != "usage-other-gateway" || g.Calls("general") != 0 {
		t.Errorf("%s, %d calls", doc.code(stepUsage), g.Calls("general"))
	}
}

// The gateway's two secrets are tried, kept, replaced and removed; they are in no
// file but their own.
func TestSetupUsageThroughGateway(t *testing.T) {
	t.Parallel()
	d, ring, g := countsThrough(t, elementstest.Options{})
	d.env = d.env[:len(d.env)-2]
	d.configure("")
	lines := fmt.Sprintf("{\"user_secret\": %q}\n{\"organization_secret\": %q}\n", elementstest.UserSecret, elementstest.OrganizationSecret)
	flags := []string{"setup", "--usage-instance", fmt.Sprint(elementstest.UsageInstance), "--usage-secret-stdin"}
	if code, _, errs := d.feed(lines, append(flags, "--usage-project", "7")...); code != exitUsage || !strings.Contains(errs, "in one place") {
		t.Errorf("both ways at once: %d %s", code, errs)
	}
	if code, out, errs := d.feed(strings.ReplaceAll(lines, elementstest.UserSecret, "wrong+secret/="), flags...); code != exitAuth || out != "" || len(ring.keys) != 0 {
		t.Errorf("a wrong secret: %d %s%s", code, out, errs)
	}
	code, out, errs := d.feed(lines, flags...)
	if code != exitOK || len(ring.keys) != 2 || !strings.Contains(out, "the user secret in the keyring") {
		t.Fatalf("%d %s%s %v", code, out, errs, ring.keys)
	}
	if _, out, errs := d.run("brief", "--section", "usage"); !strings.Contains(out, "silent since") {
		t.Errorf("brief: %s%s", out, errs)
	}
	header := "User " + elementstest.UserSecret + ", Organization " + elementstest.OrganizationSecret + ", Element " + elementstest.UsageToken
	if code, out, errs := d.feed(header, append(flags, "--store", "file")...); code != exitOK || len(ring.keys) != 0 || !strings.Contains(errs, "The element token is left out") {
		t.Errorf("into files: %d %s%s", code, out, errs)
	}
	files, _ := filepath.Glob(filepath.Join(d.folder(), "*.key"))
	if len(files) != 2 {
		t.Errorf("files: %v", files)
	}
	for _, word := range []string{elementstest.UserSecret, elementstest.OrganizationSecret, elementstest.UsageToken, mixpaneltest.Secret} {
		d.noneOf(t, word, files...)
	}
	if code, out, errs := d.run("logout"); code != exitOK || strings.Count(out, "the gateway's") != 2 {
		t.Errorf("logout: %d %s%s", code, out, errs)
	}
	if left, _ := filepath.Glob(filepath.Join(d.folder(), "*.key")); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
	if v := g.Violations(); len(v) > 0 {
		t.Error(v)
	}
}

// The demo counts through its gateway, and finds what it finds directly.
func TestDemoCountsThroughItsGateway(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	usage := func(provider string) any {
		t.Helper()
		code, out, errs := d.run("brief", "--demo", "--usage", "--provider", provider, "--seed", "3", "--now", "2026-03-10T15:00:00Z", "--role", "manager", "--format", "json", "--section", "usage")
		if code != exitOK && code != exitAttention {
			t.Fatalf("%d %s", code, errs)
		}
		return sections(t, out)["usage"]
	}
	want := usage("connectwise")
	if got := usage("cloud-elements"); !reflect.DeepEqual(got, want) || len(want.(map[string]any)["items"].([]any)) != 4 {
		t.Errorf("through the gateway %v\ndirectly %v", got, want)
	}
}

// A connection that goes directly by now leaves product usage at the gateway that it
// was at: its secrets go to no other, and are found where they were kept.
func TestUsageStaysAtItsGateway(t *testing.T) {
	t.Parallel()
	set := settings.Default()
	set.Usage.Source, set.Usage.Instance = "cloud-elements", elementstest.UsageInstance
	at := func() (host string, instance int) {
		t.Helper()
		base, err := usageBase(set)
		if err != nil {
			t.Fatal(err)
		}
		if c := usageGateway(set); base.Host() != hostOf(t, c.Gateway.Base) {
			t.Errorf("asked at %s, the secrets are those of %s", base.Host(), c.Gateway.Base)
		}
		return base.Host(), usageGateway(set).Gateway.Instance
	}
	if host, instance := at(); host != "api.cloud-elements.com" || instance != elementstest.UsageInstance {
		t.Errorf("a gateway of its own: %s %d", host, instance)
	}
	set.Connection.Gateway.Base, set.Connection.Gateway.Instance = "https://gateway.example/elements/api-v2", 7
	for _, provider := range []string{"cloud-elements", "connectwise"} {
		set.Connection.Provider = provider
		if host, instance := at(); host != "gateway.example" || instance != 7 {
			t.Errorf("%s: %s %d", provider, host, instance)
		}
	}
	set.Usage.Base = "https://other.example"
	if host, instance := at(); host != "other.example" || instance != elementstest.UsageInstance {
		t.Errorf("another gateway, named: %s %d", host, instance)
	}
}

func hostOf(t *testing.T, base string) string {
	t.Helper()
	b, err := elements.ParseBase(base)
	if err != nil {
		t.Fatal(err)
	}
	return b.Host()
}
