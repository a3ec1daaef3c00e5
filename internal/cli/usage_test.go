package cli

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"daybrief/connectwise/adapter"
	"daybrief/internal/mixpanel/mixpaneltest"
	"daybrief/internal/psa"
	"daybrief/internal/tempdir"
	"daybrief/model"
)

// byHost sends requests to one of two servers.
type byHost struct {
	usage, rest http.RoundTripper
}

func (b byHost) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasSuffix(r.URL.Host, "mixpanel.com") {
		return b.usage.RoundTrip(r)
	}
	if a := r.Header.Get("Authorization"); strings.Contains(a, mixpaneltest.Secret) {
		return nil, fmt.Errorf("the secret went to %s", r.URL.Host)
	}
	return b.rest.RoundTrip(r)
}

// tellsUsage has check and brief say what is wrong with the usage, "" for nothing, and
// nothing else: the SLA is answered, and no secret is told.
func (d *desk) tellsUsage(fault string) {
	d.t.Helper()
	code, doc := d.checkJSON()
	if want := map[bool]int{true: exitOK, false: exitPartial}[fault == ""]; code != want || doc.code(stepUsage) != fault {
		d.t.Errorf("check: code %d, want %d; %s, want %s", code, want, doc.code(stepUsage), fault)
	}
	_, text, _ := d.run("check")
	code, out, errs := d.run("brief", "--format", "json", "--section", "usage", "--section", "sla")
	if (code == exitPartial) != (fault != "") {
		d.t.Errorf("brief: code %d: %s", code, errs)
	}
	sec := sections(d.t, out)
	if sec["sla"]["unavailable"] != nil || (sec["usage"]["unavailable"] != nil) != (fault != "") {
		d.t.Errorf("sla %v, usage %v", sec["sla"]["unavailable"], sec["usage"]["unavailable"])
	}
	if !strings.Contains(text, "Product usage") || strings.Contains(text+out+errs, mixpaneltest.Secret) {
		d.t.Errorf("check says:\n%s", text)
	}
}

// counts makes a desk whose companies use its products, as a Mixpanel counts
// them; the first three companies fell silent, fell off and use more.
func counts(t *testing.T) (*desk, *memRing, *mixpaneltest.Server) {
	t.Helper()
	d := newDesk(t)
	ring := &memRing{keys: map[string]string{}}
	d.opts.Ring = ring
	m := mixpaneltest.New(mixpaneltest.Options{Now: noon})
	client, err := demoClient(d.server, noon)
	if err != nil {
		t.Fatal(err)
	}
	b, err := adapter.New(client, noon).Fetch(t.Context(), psa.Query{Source: model.SourceCompanies})
	if err != nil {
		t.Fatal(err)
	}
	fillUsage(m, b.Companies, noon(), model.OfficeHours(), 1)
	d.opts.Transport = byHost{usage: m.Transport(), rest: d.server.Transport()}
	d.env = append(d.env, "DAYBRIEF_MIXPANEL_SECRET="+mixpaneltest.Secret)
	return d, ring, m
}

func usageTable(more string) string {
	return fmt.Sprintf("[me]\nrole = \"manager\"\n[usage]\nsource = \"mixpanel\"\nproject = %d\naccount = %q\n%s", mixpaneltest.Project, mixpaneltest.Account, more)
}

// A briefing says whose use changed; the next one within a quarter of an hour asks
// nothing; one that has no need of it asks nothing either.
func TestBriefCountsUsage(t *testing.T) {
	t.Parallel()
	d, _, m := counts(t)
	d.configure(usageTable(""))
	code, out, errs := d.run("brief", "--format", "json")
	if code != exitOK && code != exitAttention {
		t.Fatalf("%d %s", code, errs)
	}
	sec := sections(t, out)["usage"]
	items := sec["items"].([]any)
	if len(items) != 4 || sec["unavailable"] != nil || sec["partial"] != nil {
		t.Fatalf("%v", sec)
	}
	for i, want := range []string{"silent", "fell", "rose"} {
		it := items[i].(map[string]any)
		if it["kind"] != "usage" || it["status"] != want || !strings.HasPrefix(it["reasons"].([]any)[0].(string), want) || it["id"].(float64) == 0 {
			t.Errorf("%d: %v", i, it)
		}
	}
	if asked := m.Asked(""); asked != 4 {
		t.Errorf("%d queries", asked)
	}
	for _, args := range [][]string{{"brief", "--section", "usage"}, {"brief"}, {"brief", "--role", "technician"}} {
		if _, out, errs := d.run(args...); errs != "" || strings.Contains(out, "use of our products") != (args[len(args)-1] != "technician") {
			t.Errorf("%v: %s%s", args, out, errs)
		}
	}
	if asked := m.Asked(""); asked != 4 {
		t.Errorf("%d queries after three more briefings", asked)
	}
	if v := m.Violations(); len(v) > 0 {
		t.Error(v)
	}
	other, _, _ := counts(t)
	other.configure("[me]\nrole = \"manager\"\n")
	if _, out, _ := other.run("brief"); strings.Contains(out, "use of our products") {
		t.Error("a section that nobody set up")
	}
}

// Whatever is wrong with the usage, the rest of the briefing is what it is, and
// check names the fault.
func TestUsageFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, more, code string
		prepare          func(*desk, *mixpaneltest.Server)
	}{
		{name: "all well"},
		{name: "secret", code: "account-refused", prepare: func(d *desk, _ *mixpaneltest.Server) {
			d.env[len(d.env)-1] = "DAYBRIEF_MIXPANEL_SECRET=wrongwrongwrong"
		}},
		{name: "no secret", code: "usage-secret", prepare: func(d *desk, _ *mixpaneltest.Server) { d.env = d.env[:len(d.env)-1] }},
		{name: "a command that fails", more: "secret_command = [\"nowhere-at-all\"]\n", code: "usage-secret", prepare: func(d *desk, _ *mixpaneltest.Server) { d.env = d.env[:len(d.env)-1] }},
		{name: "project", code: "project-denied", prepare: func(d *desk, _ *mixpaneltest.Server) {
			d.configure(strings.Replace(usageTable(""), fmt.Sprint(mixpaneltest.Project), "7", 1))
		}},
		{name: "base", more: "base = \"http://proxy.example.net\"\n", code: "usage-base-plain-http"},
		{name: "quota", code: "quota-used", prepare: func(_ *desk, m *mixpaneltest.Server) {
			m.Break(&mixpaneltest.Fault{Status: 429, Header: map[string]string{"Retry-After": "900"}})
		}},
		{name: "retired", code: "project-secret-retired", prepare: func(_ *desk, m *mixpaneltest.Server) {
			m.Break(&mixpaneltest.Fault{Status: 401, Body: `{"error": "project secrets are retired"}`})
		}},
		{name: "web page", code: "web-site-not-api", prepare: func(_ *desk, m *mixpaneltest.Server) { m.Break(&mixpaneltest.Fault{Status: 200, Body: "<html>"}) }},
		{name: "no events", code: "no-events", prepare: func(d *desk, _ *mixpaneltest.Server) {
			d.opts.Transport = byHost{usage: mixpaneltest.New(mixpaneltest.Options{Now: noon}).Transport(), rest: d.server.Transport()}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, _, m := counts(t)
			d.configure(usageTable(c.more))
			if c.prepare != nil {
				c.prepare(d, m)
			}
			d.tellsUsage(c.code)
			if v := m.Violations(); len(v) > 0 {
				t.Error(v)
			}
		})
	}
}

// The secret is tried, kept, replaced and removed; it is in no file but its own.
func TestUsageSecret(t *testing.T) {
	t.Parallel()
	d, ring, m := counts(t)
	d.env = d.env[:len(d.env)-1]
	flags := []string{"setup", "--usage-project", fmt.Sprint(mixpaneltest.Project), "--usage-account", mixpaneltest.Account, "--usage-secret-stdin"}
	if code, _, errs := d.feed(mixpaneltest.Secret, flags...); code != exitUsage || !strings.Contains(errs, "connection up first") {
		t.Errorf("without a connection: %d %s", code, errs)
	}
	d.configure("")
	if code, out, errs := d.feed("wrongwrongwrongwrong", flags...); code != exitAuth || out != "" || len(ring.keys) != 0 || !strings.Contains(errs, "nothing was saved") {
		t.Errorf("a wrong secret: %d %s%s", code, out, errs)
	}
	code, out, errs := d.feed(" \""+mixpaneltest.Secret+"\"\n", flags...)
	if code != exitOK || len(ring.keys) != 1 || !strings.Contains(out, "Signed in") {
		t.Fatalf("%d %s%s", code, out, errs)
	}
	if _, out, _ := d.run("brief", "--section", "usage"); !strings.Contains(out, "silent since") {
		t.Errorf("brief: %s", out)
	}
	if code, out, errs := d.feed(mixpaneltest.Secret, append(flags, "--store", "file")...); code != exitOK || len(ring.keys) != 0 {
		t.Errorf("into a file: %d %s%s", code, out, errs)
	}
	own := filepath.Join(d.folder(), "config.mixpanel.key")
	tempdir.OwnersOnly(t, own)
	d.noSecret(t, own)
	code, out, errs = d.run("logout")
	if _, err := os.Stat(own); err == nil || code != exitOK || !strings.Contains(out, "the secret of the Mixpanel service account") {
		t.Errorf("logout: %d %s%s", code, out, errs)
	}
	if v := m.Violations(); len(v) > 0 {
		t.Error(v)
	}
}

// noSecret looks for the secret of the usage in every file but one.
func (d *desk) noSecret(t *testing.T, but string) {
	t.Helper()
	d.noneOf(t, mixpaneltest.Secret, but)
}

// noneOf looks for a secret in every file but some.
func (d *desk) noneOf(t *testing.T, word string, but ...string) {
	t.Helper()
	files := 0
	err := filepath.Walk(d.home, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() || slices.Contains(but, path) {
			return err
		}
		b, err := os.ReadFile(path)
		files++
		for _, form := range model.SecretForms(word) {
			if strings.Contains(string(b), form) {
				t.Errorf("%s holds the secret", path)
			}
		}
		return err
	})
	if err != nil || files < 2 {
		t.Errorf("%d files, %v", files, err)
	}
}

// What is remembered is for the owner only, and a damaged file is asked anew.
func TestUsageMemory(t *testing.T) {
	t.Parallel()
	d, _, m := counts(t)
	d.configure(usageTable(""))
	d.run("brief")
	list, err := filepath.Glob(filepath.Join(d.home, ".local", "state", "daybrief", "usage-*.json"))
	if err != nil || len(list) != 1 {
		t.Fatalf("%v, %v", list, err)
	}
	tempdir.OwnersOnly(t, list[0])
	b, err := os.ReadFile(list[0])
	if err != nil {
		t.Fatal(err)
	}
	was := m.Asked("")
	for _, damage := range []string{"", "x", string(b[:len(b)/2]), strings.Replace(string(b), `"Users":[`, `"Users":[1,`, 1)} {
		d.write(list[0], damage)
		if code, _, errs := d.run("brief"); code != exitOK && code != exitAttention {
			t.Errorf("%d %s", code, errs)
		}
		if m.Asked("") == was {
			t.Errorf("a damaged file was believed: %.40q", damage)
		}
		was = m.Asked("")
	}
	var s struct{ Usage model.Usage }
	if _, body, ok := strings.Cut(string(b), "\n"); !ok || json.Unmarshal([]byte(body), &s) != nil || !s.Usage.Asked.Equal(noon()) || s.Usage.Days != 31 {
		t.Errorf("%+v", s.Usage.Asked.Sub(noon()) > time.Hour)
	}
}
