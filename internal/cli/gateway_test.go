package cli

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/elements/elementstest"
	"daybrief/internal/tempdir"
)

// atGateway is a desk whose way in is a gateway in front of the desk's server.
func atGateway(t *testing.T, o elementstest.Options) (*desk, *memRing, *elementstest.Gateway) {
	t.Helper()
	d, ring, _ := fresh(t)
	o.Now = noon
	g := elementstest.New(d.server, o)
	d.opts.Transport = g.Transport()
	return d, ring, g
}

func (d *desk) throughGateway(more string) {
	d.t.Helper()
	d.write(filepath.Join(d.folder(), "config.toml"), "[me]\nmember = \""+d.server.Me()+"\"\n[connection]\nprovider = \"cloud-elements\"\n"+more)
}

// gatewayEnv are the secrets in the environment; change replaces one.
func gatewayEnv(change ...string) []string {
	env := []string{"DAYBRIEF_USER_SECRET=" + elementstest.UserSecret, "DAYBRIEF_ORGANIZATION_SECRET=" + elementstest.OrganizationSecret}
	return append(env, change...)
}

func sections(t *testing.T, out string) map[string]map[string]any {
	t.Helper()
	var doc struct{ Sections []map[string]any }
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	all := map[string]map[string]any{}
	for _, s := range doc.Sections {
		all[s["id"].(string)] = s
	}
	return all
}

// A briefing through the gateway says of service tickets what the direct one
// says, and says what it can't know.
func TestBriefThroughGateway(t *testing.T) {
	t.Parallel()
	d, _, g := atGateway(t, elementstest.Options{})
	d.env = append(d.env, gatewayEnv()...)
	d.throughGateway(fmt.Sprintf("instance = %d\n", elementstest.Instance))
	code, out, errs := d.run("brief", "--format", "json", "--role", "dispatcher", "--scope", "everybody")
	if code != exitPartial && code != exitOK && code != exitAttention {
		t.Fatalf("code %d: %s", code, errs)
	}
	all := sections(t, out)
	truth := d.server.Truth(noon(), cwtest.TruthRules{})
	if got := itemIDs(all["customer-replied"]); len(got) == 0 || slices.ContainsFunc(got, func(id int64) bool { return !slices.Contains(truth.CustomerReplied, id) }) {
		t.Errorf("customer replied: %v, the server says %v", got, truth.CustomerReplied)
	}
	if v := g.Violations(); len(v) > 0 {
		t.Errorf("violations: %v", v)
	}
	if !strings.Contains(out, "does not offer a schedule") {
		t.Error("that there is no schedule is not said")
	}
	// A second run asks nothing again that is not offered.
	before := g.Calls("boards") + g.Calls("members") + g.Calls("schedule-entries")
	d.run("brief")
	if after := g.Calls("boards") + g.Calls("members") + g.Calls("schedule-entries"); after != before || before != 3 {
		t.Errorf("%d questions for what is missing, then %d", before, after)
	}
}

func TestCheckThroughGateway(t *testing.T) {
	t.Parallel()
	wrong := "DAYBRIEF_USER_SECRET=wrong+secret/of=somebody"
	for _, c := range []struct {
		name, more, step, code string
		env                    []string
		o                      elementstest.Options
		exit                   int
	}{
		{name: "all well", exit: exitOK},
		{name: "user secret", env: []string{wrong}, step: "instance", code: "account-secrets-refused", exit: exitAuth},
		{name: "token", env: []string{"DAYBRIEF_ELEMENT_TOKEN=wrong+token/x="}, step: "token", code: "element-token-refused", exit: exitAuth},
		{name: "instance", more: "instance = 7\n", step: "instance", code: "no-such-instance", exit: exitUsage},
		{name: "element", o: elementstest.Options{Element: "mixpanel"}, step: "instance", code: "other-element", exit: exitUsage},
		{name: "disabled", o: elementstest.Options{Disabled: true}, step: "instance", code: "instance-disabled", exit: exitUsage},
		{name: "base", more: "instance = 7\nbase = \"http://gateway.example\"\n", step: "gateway", code: "base-plain-http", exit: exitUsage},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, _, g := atGateway(t, c.o)
			d.env = append(d.env, gatewayEnv(c.env...)...)
			if c.more == "" {
				c.more = fmt.Sprintf("instance = %d\n", elementstest.Instance)
			}
			d.throughGateway(c.more)
			code, doc := d.checkJSON()
			if code != c.exit || c.step != "" && doc.code(c.step) != c.code {
				t.Errorf("code %d, want %d; %s: %s, want %s", code, c.exit, c.step, doc.code(c.step), c.code)
			}
			_, out, _ := d.run("check")
			for _, s := range []string{elementstest.UserSecret, elementstest.OrganizationSecret, elementstest.ElementToken} {
				if strings.Contains(out, s) {
					t.Error("a secret is in the output")
				}
			}
			if v := g.Violations(); len(v) > 0 {
				t.Errorf("violations: %v", v)
			}
		})
	}
}

// A gateway is set up without questions: secrets are tried, kept, replaced and
// removed.
func TestSetupGateway(t *testing.T) {
	t.Parallel()
	d, ring, g := atGateway(t, elementstest.Options{})
	lines := fmt.Sprintf("{\"user_secret\": %q}\n{\"organization_secret\": %q}\n", elementstest.UserSecret, elementstest.OrganizationSecret)
	flags := []string{"setup", "--provider", "cloud-elements", "--instance", fmt.Sprint(elementstest.Instance), "--member", d.server.Me(), "--secrets-stdin"}
	if code, out, errs := d.feed(strings.ReplaceAll(lines, elementstest.UserSecret, "wrong+secret/="), flags...); code != exitAuth || out != "" || len(ring.keys) != 0 {
		t.Errorf("a wrong secret: %d %s%s", code, out, errs)
	}
	code, out, errs := d.feed(lines, flags...)
	if code != exitOK || len(ring.keys) != 2 {
		t.Fatalf("%d %s%s", code, out, errs)
	}
	if code, _, errs := d.run("brief"); code == exitUsage || code == exitAuth || code == exitFailed {
		t.Errorf("brief: %d %s", code, errs)
	}
	if v := g.Violations(); len(v) > 0 {
		t.Errorf("what the setup was told is asked again: %v", v)
	}
	header := "Authorization: User " + elementstest.UserSecret + ", Organization " + elementstest.OrganizationSecret + ", Element " + elementstest.ElementToken
	if code, _, errs := d.feed(header, "setup", "--secrets-stdin", "--store", "file"); code != exitOK || len(ring.keys) != 0 {
		t.Errorf("a header into files: %d %s %v", code, errs, ring.keys)
	}
	files, _ := filepath.Glob(filepath.Join(d.folder(), "*.key"))
	for _, f := range files {
		tempdir.OwnersOnly(t, f)
	}
	if len(files) != 3 {
		t.Errorf("files: %v", files)
	}
	if code, out, errs := d.run("logout"); code != exitOK || strings.Count(out, "the gateway's") != 3 {
		t.Errorf("logout: %d %s%s", code, out, errs)
	}
	left, _ := filepath.Glob(filepath.Join(d.folder(), "*.key"))
	if len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}

// The connector's form is taken as it is.
func TestSetupConnectorForm(t *testing.T) {
	t.Parallel()
	d, _, _ := fresh(t)
	o := d.server.Options()
	code, _, errs := d.feed(secretWord, "setup", "--site", "https://psa.example", "--api-version", "v2026.4", "--client-id", o.ClientID,
		"--username", o.Company+"+"+o.PublicKey, "--password-stdin")
	if code != exitOK || !strings.Contains(errs, "--api-version is not needed") {
		t.Errorf("%d %s", code, errs)
	}
	if code, _, errs := d.feed("", "setup", "--provider", "cloud-elements", "--username", "a+b"); code != exitUsage {
		t.Errorf("a username at a gateway: %d %s", code, errs)
	}
}

// The demo can be seen through a gateway.
func TestDemoThroughGateway(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	args := []string{"brief", "--demo", "--now", "2026-03-10T15:00:00Z", "--format", "json", "--scope", "everybody"}
	_, direct, _ := d.run(args...)
	_, out, errs := d.run(append(args, "--provider", "cloud-elements")...)
	if !strings.Contains(out, "This gateway does not offer a schedule.") {
		t.Fatalf("%s%s", out, errs)
	}
	a, b := sections(t, direct), sections(t, out)
	for _, id := range []string{"triage", "customer-replied", "overdue"} {
		if a[id] == nil || b[id] == nil {
			continue
		}
		// Project tickets are not in it; what is must be in the other, too.
		x, y := itemIDs(a[id]), itemIDs(b[id])
		if len(y) == 0 && len(x) > 3 || slices.ContainsFunc(y, func(id int64) bool { return !slices.Contains(x, id) }) {
			t.Errorf("%s: %v directly, %v through the gateway", id, x, y)
		}
	}
}

func itemIDs(section map[string]any) (ids []int64) {
	items, _ := section["items"].([]any)
	for _, i := range items {
		item, _ := i.(map[string]any)
		if id, ok := item["id"].(float64); ok && item["kind"] == "ticket" {
			ids = append(ids, int64(id))
		}
	}
	return ids
}

// Another instance takes the account's secrets along and leaves the old token behind:
// with that it would go on reading the old one's tickets.
func TestSetupOfAnotherInstance(t *testing.T) {
	t.Parallel()
	for _, store := range []string{"file", "keyring"} {
		d, ring, _ := atGateway(t, elementstest.Options{})
		header := "curl -H ^\"Authorization: User " + elementstest.UserSecret + ", Organization " + elementstest.OrganizationSecret + ", Element " + elementstest.ElementToken + "^\" ^\r\n"
		if code, _, errs := d.feed(header, "setup", "--provider", "cloud-elements", "--instance", fmt.Sprint(elementstest.Instance), "--store", store, "--secrets-stdin"); code != exitOK {
			t.Fatalf("%d %s", code, errs)
		}
		if code, out, errs := d.run("setup", "--instance", "7"); code != exitUsage || !strings.Contains(errs, "no such instance") {
			t.Errorf("%s: %d %s%s", store, code, out, errs)
		}
		if code, _, errs := d.run("check"); code != exitOK {
			t.Errorf("%s: what was there does not work any more: %d %s", store, code, errs)
		}
		if code, _, errs := d.run("setup", "--base", "https://other.example", "--no-check"); code != exitUsage || !strings.Contains(errs, "secrets of its own") {
			t.Errorf("%s: to another gateway: %d %s", store, code, errs)
		}
		if code, _, errs := d.run("setup", "--instance", "7", "--no-check"); code != exitOK {
			t.Errorf("%s: %d %s", store, code, errs)
		}
		files, _ := filepath.Glob(filepath.Join(d.folder(), "*.key"))
		if len(files)+len(ring.keys) != 2 {
			t.Errorf("%s: kept in %v and %d of the keyring", store, files, len(ring.keys))
		}
	}
}

// A variable that holds another secret goes before the one that was saved: that is said.
func TestSetupSaysWhatGoesBefore(t *testing.T) {
	t.Parallel()
	d, _, _ := atGateway(t, elementstest.Options{})
	d.env = append(d.env, "DAYBRIEF_USER_SECRET=some+older/secret=")
	sent := fmt.Sprintf("{\"user_secret\": %q, \"organization_secret\": %q}", elementstest.UserSecret, elementstest.OrganizationSecret)
	code, _, errs := d.feed(sent, "setup", "--provider", "cloud-elements", "--instance", fmt.Sprint(elementstest.Instance), "--secrets-stdin")
	if code != exitOK || !strings.Contains(errs, "The variable DAYBRIEF_USER_SECRET holds another user secret and goes before") || strings.Contains(errs, "ORGANIZATION") {
		t.Errorf("%d %s", code, errs)
	}
}
