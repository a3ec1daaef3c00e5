package cli

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"daybrief/connectwise/check"
	"daybrief/connectwise/cwtest"
)

// checked is the JSON of "check".
type checked struct {
	Schema   int
	Version  string
	Config   struct{ File, Source string }
	Settings []struct {
		Name, Source string
		Value        *string
	}
	Checks []struct {
		ID, Title, State, Code, What, Cure, Needs, Because, Said string
		TookMS                                                   *int `json:"took_ms"`
	}
	Result   string
	ExitCode int `json:"exit_code"`
}

func (d *desk) checkJSON(args ...string) (int, checked) {
	d.t.Helper()
	code, out, errs := d.run(append([]string{"check", "--format", "json"}, args...)...)
	var c checked
	if err := json.Unmarshal([]byte(out), &c); err != nil || errs != "" || c.Schema != 1 || c.ExitCode != code {
		d.t.Fatalf("%v, code %d: %s%s", err, code, out, errs)
	}
	o := d.server.Options()
	for _, bad := range []string{o.PublicKey, o.ClientID, o.PrivateKey} {
		if strings.Contains(out, bad) {
			d.t.Errorf("%q is in the output", bad)
		}
	}
	return code, c
}

func (c checked) code(id string) string {
	for _, r := range c.Checks {
		if r.ID == id {
			return r.Code
		}
	}
	return "not there"
}

func TestCheckSaysWhereSettingsComeFrom(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.env = append(d.env, "LANG=C.UTF-8")
	d.configure("[me]\nmember = \"" + d.server.Me() + "\"\n")
	code, c := d.checkJSON()
	if code != exitOK || c.Result != "ok" || c.Config.Source != "default" || len(c.Checks) != len(check.Steps())+1 {
		t.Errorf("%d %+v", code, c)
	}
	want := map[string]string{
		"connection.site": "file https://psa.example", "connection.company": "file northwind_demo", "connection.public_key": "file Demo…",
		"connection.client_id": "file 0000…", "private_key": "environment null", "me.member": "file " + d.server.Me(), "me.role": "default technician", "me.zone": "system ",
	}
	for _, s := range c.Settings {
		value := "null"
		if s.Value != nil {
			value = *s.Value
		}
		if got := s.Source + " " + value; got != want[s.Name] {
			t.Errorf("%s: %q, want %q", s.Name, got, want[s.Name])
		}
		delete(want, s.Name)
	}
	if len(want) > 0 {
		t.Errorf("missing: %v", want)
	}
	code, out, _ := d.run("check", "--config", filepath.Join(d.folder(), "config.toml"))
	for _, line := range []string{"✓ Key pair\n", "private_key              not shown (environment)\n", "config.toml (command line)\n", "All is well. (exit code 0)\n", "– Name lookup"} {
		if code != exitOK || !strings.Contains(out, line) {
			t.Errorf("%q is missing:\n%s", line, out)
		}
	}
	for _, line := range strings.Split(out, "\n") {
		if len([]rune(line)) > 79 && !strings.HasPrefix(line, "configuration") {
			t.Errorf("%d columns: %s", len([]rune(line)), line)
		}
	}
}

// plain reports whether a text is ASCII, as it has to be in a plain locale.
// Windows has none: a console there takes Unicode whatever its code page is.
func plain(text string) bool {
	return runtime.GOOS == "windows" || !strings.ContainsFunc(text, func(r rune) bool { return r > '~' })
}

func TestCheckVerdicts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		prepare func(*desk)
		step    string
		code    string
		result  string
		exit    int
	}{
		{"keys", func(d *desk) { d.env[2] = "DAYBRIEF_PRIVATE_KEY=Wrong" }, "keys", "keys-wrong-pair", "refused", exitAuth},
		{"no key", func(d *desk) { d.env[2] = "X=1"; d.opts.Ring = &memRing{} }, "parts", "missing-private-key", "configuration", exitUsage},
		{"locked keyring", func(d *desk) { d.env[2] = "X=1"; d.opts.Ring = &memRing{fault: errors.New("failed to unlock")} }, "parts", "key-unusable", "configuration", exitUsage},
		{"no network", func(d *desk) { d.opts.Transport = offline{} }, "company", "no-such-host", "unreachable", exitFailed},
		{"no schedule", func(d *desk) { d.server.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/schedule/entries"}) }, "schedule", "denied-schedule", "partial", exitPartial},
		{"client id", func(d *desk) { d.configureAs("client_id", "nope") }, "client-id", "client-id-refused", "configuration", exitUsage},
		{"web site", func(d *desk) { d.server.Break(cwtest.Fault{Kind: cwtest.HTMLPage}) }, "company", "web-site-not-api", "unreachable", exitFailed},
		{"no configuration", func(d *desk) { _ = os.Remove(filepath.Join(d.folder(), "config.toml")) }, stepConfiguration, noConfiguration, "configuration", exitUsage},
		{"broken configuration", func(d *desk) { d.write(filepath.Join(d.folder(), "config.toml"), "x = = "+secretWord) }, stepConfiguration, badConfiguration, "configuration", exitUsage},
		{"no site", func(d *desk) { d.configureAs("site", "") }, "address", "site-empty", "configuration", exitUsage},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.configure("")
			c.prepare(d)
			code, got := d.checkJSON()
			if code != c.exit || got.Result != c.result || got.code(c.step) != c.code {
				t.Errorf("%d %s %s\n%+v", code, got.Result, got.code(c.step), got.Checks)
			}
			for _, r := range got.Checks {
				if r.State == "fail" && (r.Code == "" || r.What == "" || r.Cure == "") {
					t.Errorf("%+v", r)
				}
			}
			// In a plain locale, as text: the same code, nothing but ASCII.
			code, out, errs := d.run("check")
			if code != c.exit || errs != "" || !strings.Contains(out, "["+c.code+"]") || !plain(out) {
				t.Errorf("%d %s\n%s", code, errs, out)
			}
		})
	}
}

// configureAs changes one setting of the configuration.
func (d *desk) configureAs(key, value string) {
	d.t.Helper()
	path := filepath.Join(d.folder(), "config.toml")
	text, _ := os.ReadFile(path)
	lines := strings.Split(string(text), "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, key+" = ") {
			lines[i] = key + " = \"" + value + "\""
		}
	}
	d.write(path, strings.Join(lines, "\n"))
}

func TestCheckCanBePasted(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.configure("")
	d.configureAs("site", "https://me:CanaryPassword@psa.example")
	_, out, _ := d.run("check")
	if strings.Contains(out, "CanaryPassword") {
		t.Error(out)
	}
	// A server that repeats the keys in its refusal.
	d.configureAs("site", "https://psa.example")
	o := d.server.Options()
	d.opts.Transport = &cwtest.Transport{Handler: echoing(d.server)}
	code, out, _ := d.run("check")
	if code != exitAuth || strings.Contains(out, o.PublicKey) || !strings.Contains(out, "The server said:") {
		t.Errorf("%d %s", code, out)
	}
}

// echoing refuses with the credentials in the message.
func echoing(s *cwtest.Server) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if user, word, signed := r.BasicAuth(); signed {
			w.WriteHeader(http.StatusUnauthorized)
			_, _ = w.Write([]byte("no: " + user + ":" + word + " " + r.Header.Get("Authorization")))
			return
		}
		s.ServeHTTP(w, r)
	})
}

// docs/check.md is the contract: every step and every code with its sentence and
// its cure, row by row.
func TestCheckIsDocumented(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile(filepath.Join("..", "..", "docs", "check.md"))
	if err != nil {
		t.Fatal(err)
	}
	missing := 0
	for _, row := range docRows() {
		if !strings.Contains(string(doc), row+"\n") {
			missing++
			t.Errorf("docs/check.md lacks this row:\n%s", row)
		}
	}
	if n := strings.Count(string(doc), "\n| `"); n != len(docRows()) && missing == 0 {
		t.Errorf("docs/check.md has %d rows, there are %d: something in it is no more", n, len(docRows()))
	}
}

func docRows() (rows []string) {
	for _, s := range append([]check.Step{{ID: stepConfiguration, Title: "Configuration", Why: "There has to be one that can be read.", Needed: true}}, check.Steps()...) {
		rows = append(rows, strings.TrimSpace("| `"+s.ID+"` | "+s.Title+" | "+s.Why+" | "+strings.Join(s.After, ", ")+" |"))
	}
	for _, f := range append(configurationFaults(), check.Codes()...) {
		rows = append(rows, strings.TrimSpace("| `"+f.Code+"` | "+string(f.State)+" | "+f.What+" | "+f.Cure+" |"))
	}
	return rows
}
