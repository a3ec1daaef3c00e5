package cli

import (
	"encoding/json"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/tempdir"
	"daybrief/model"
)

func TestBriefOfTheDemoIsAlwaysTheSame(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	var first string
	for _, zone := range []string{"TZ=UTC", "TZ=America/New_York"} {
		d.env = append(d.env, zone)
		code, out, err := d.run("brief", "--demo", "--seed", "7", "--now", "2026-03-10T15:00:00Z", "--format", "json")
		if code != exitAttention || err != "" || !json.Valid([]byte(out)) {
			t.Fatalf("code %d, %q, valid %v", code, err, json.Valid([]byte(out)))
		}
		if first == "" {
			first = out
		}
		if out != first {
			t.Errorf("%s: another briefing", zone)
		}
	}
	if _, other, _ := d.run("brief", "--demo", "--seed", "8", "--now", "2026-03-10T15:00:00Z", "--format", "json"); other == first {
		t.Error("another seed gives the same company")
	}
	if left, _ := os.ReadDir(d.home); len(left) != 0 {
		t.Errorf("the demo wrote %v", left)
	}
}

func TestBriefFormatsAndFlags(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.configure("")
	for format, want := range map[string]string{"text": "daybrief", "markdown": "# ", "html": "<!doctype html>", "json": `"schema": 1`} {
		code, out, err := d.run("brief", "--format", format)
		if code != exitAttention || err != "" || !strings.Contains(strings.ToLower(out), want) {
			t.Errorf("%s: code %d, %q, begins %.40q", format, code, err, out)
		}
	}
	code, out, _ := d.run("brief", "--format", "json", "--section", "sla", "--section", "numbers,triage", "--limit", "1", "--role", "dispatcher")
	var doc struct {
		Role     string
		Sections []struct {
			ID    string
			Count int
			Items []struct{ ID int64 }
		}
	}
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Sections) != 3 || doc.Sections[0].ID != "sla" || doc.Sections[2].ID != "triage" || doc.Role != "dispatcher" || code != exitAttention {
		t.Errorf("code %d, %+v", code, doc)
	}
	for _, s := range doc.Sections {
		if len(s.Items) > 1 || s.Count < len(s.Items) {
			t.Errorf("--limit 1: %+v", s)
		}
	}
}

func TestBriefForAMember(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.configure("")
	_, byLogin, _ := d.run("brief", "--format", "json", "--member", strings.ToUpper(d.server.Me()), "--role", "technician", "--section", "sla,my-day")
	var doc struct{ Member string }
	if err := json.Unmarshal([]byte(byLogin), &doc); err != nil || doc.Member != d.server.Me() {
		t.Fatalf("member %q, %v", doc.Member, err)
	}
	id := d.memberID(d.server.Me())
	if _, byID, _ := d.run("brief", "--format", "json", "--member", id, "--role", "technician", "--section", "sla,my-day"); byID != byLogin {
		t.Errorf("--member %s gives another briefing than the login", id)
	}
}

// memberID asks the server itself for a member's number.
func (d *desk) memberID(login string) string {
	d.t.Helper()
	o := d.server.Options()
	r, err := http.NewRequest(http.MethodGet, "https://psa.example/"+o.Codebase+"apis/3.0/system/members?pageSize=1000", nil)
	if err != nil {
		d.t.Fatal(err)
	}
	r.SetBasicAuth(o.Company+"+"+o.PublicKey, o.PrivateKey)
	r.Header.Set("clientId", o.ClientID)
	resp, err := d.server.Transport().RoundTrip(r)
	if err != nil {
		d.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	var list []struct {
		ID         json.Number
		Identifier string
	}
	if err := json.NewDecoder(resp.Body).Decode(&list); err != nil {
		d.t.Fatal(err)
	}
	for _, m := range list {
		if m.Identifier == login {
			return m.ID.String()
		}
	}
	d.t.Fatalf("no member %s in %v", login, list)
	return ""
}

func TestBriefWhenSomethingFails(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		fault  cwtest.Fault
		args   []string
		code   int
		stderr string
	}{
		{"keys refused", cwtest.Fault{Kind: cwtest.Unauthorized}, nil, exitAuth, "key"},
		{"schedule denied", cwtest.Fault{Kind: cwtest.Denied, Path: "/schedule/entries"}, []string{"--role", "dispatcher"}, exitPartial, "Resource Scheduling"},
		{"schedule denied, not asked for", cwtest.Fault{Kind: cwtest.Denied, Path: "/schedule/entries"}, []string{"--section", "sla"}, exitAttention, ""},
		{"web page", cwtest.Fault{Kind: cwtest.HTMLPage}, nil, exitFailed, ""},
		{"cut in half", cwtest.Fault{Kind: cwtest.TruncatedJSON, Path: "/service/tickets"}, nil, exitPartial, ""},
		{"no answer", cwtest.Fault{Kind: cwtest.Hang}, []string{"--timeout", "1s"}, exitFailed, ""},
		{"server down", cwtest.Fault{Kind: cwtest.ServerError}, []string{"--timeout", "3s"}, exitFailed, ""},
		{"half an answer", cwtest.Fault{Kind: cwtest.HangBody, Path: "/service/tickets"}, []string{"--timeout", "2s"}, exitPartial, ""},
		{"told to wait", cwtest.Fault{Kind: cwtest.TooMany, RetryAfter: "600"}, []string{"--timeout", "2s"}, exitFailed, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.opts.Now = nil // real waits need a real clock
			d.configure("")
			d.server.Break(c.fault)
			code, out, err := d.run(append([]string{"brief", "--format", "json"}, c.args...)...)
			if code != c.code || !strings.Contains(err, c.stderr) || c.code != exitAttention && err == "" {
				t.Errorf("code %d, want %d; %q", code, c.code, err)
			}
			if !json.Valid([]byte(out)) {
				t.Errorf("no JSON: %.200q", out)
			}
		})
	}
}

func TestBriefWithoutANetwork(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.opts.Now = nil
	d.configure("")
	d.opts.Transport = offline{}
	code, _, err := d.run("brief", "--timeout", "3s")
	if code != exitFailed || !strings.Contains(err, "psa.example") {
		t.Errorf("code %d, %q", code, err)
	}
}

type offline struct{}

func (offline) RoundTrip(r *http.Request) (*http.Response, error) {
	return nil, &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: r.URL.Hostname(), IsNotFound: true}}
}

func TestBriefKeys(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, key, config string
		code              int
		want              string
	}{
		{"wrong key", "DAYBRIEF_PRIVATE_KEY=Wrong", "", exitAuth, "key"},
		{"no key", "X=1", "", exitUsage, "DAYBRIEF_PRIVATE_KEY"},
		{"a program that is not there", "X=1", "private_key_command = [\"no-such-program\"]", exitUsage, "no-such-program"},
		{"a file that is not there", "X=1", "private_key_file = \"none\"", exitUsage, "none"},
		{"a file", "X=1", "private_key_file = \"mine\"", exitAttention, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.opts.Now = nil // refused keys are tried again after a while
			d.env[2] = c.key
			path := d.configure("")
			text, _ := os.ReadFile(path)
			d.write(path, string(text)+c.config+"\n")
			d.write(filepath.Join(filepath.Dir(path), "mine"), secretWord+"\n")
			code, _, err := d.run("brief")
			if code != c.code || !strings.Contains(err, c.want) || strings.Count(err, "\n") > 1 {
				t.Errorf("code %d, want %d: %q", code, c.code, err)
			}
		})
	}
}

// A key that is changed while the program runs is picked up when the server
// refuses the old one.
func TestKeyChangedWhileRunning(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.env[2] = "X=1"
	path := d.configure("")
	text, _ := os.ReadFile(path)
	d.write(path, string(text)+"private_key_file = \"mine\"\n")
	mine := d.write(filepath.Join(filepath.Dir(path), "mine"), "OldKey\n")
	real := d.server.Transport()
	d.opts.Transport = trip(func(r *http.Request) (*http.Response, error) {
		if _, word, _ := r.BasicAuth(); word == "OldKey" {
			d.write(mine, secretWord)
		}
		return real.RoundTrip(r)
	})
	if code, _, err := d.run("brief"); code != exitAttention {
		t.Errorf("code %d, %q", code, err)
	}
}

type trip func(*http.Request) (*http.Response, error)

func (f trip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestLogHoldsNoSecret(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.configure("")
	log := filepath.Join(d.home, "log")
	d.write(log, "")
	if err := os.Chmod(log, 0o644); err != nil {
		t.Fatal(err)
	}
	d.run("brief", "--log", log, "--debug")
	text, err := os.ReadFile(log)
	if err != nil || !strings.Contains(string(text), "/service/tickets") || !strings.Contains(string(text), `"from":"environment"`) {
		t.Fatalf("%v:\n%.500s", err, text)
	}
	o := d.server.Options()
	for _, bad := range []string{secretWord, o.PublicKey, o.ClientID, "Authorization", "Basic "} {
		if strings.Contains(string(text), bad) {
			t.Errorf("%q is in the log", bad)
		}
	}
	tempdir.OwnersOnly(t, log)
	if _, _, errs := d.run("brief", "--debug"); !strings.Contains(errs, "/service/tickets") {
		t.Error("--debug alone writes no debug lines to standard error")
	}
}

// What is usual on a weekday is asked for where no past is kept that tells it.
func TestBriefAsksWhatIsUsual(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.configure("")
	d.run("brief", "--format", "json", "--role", "manager")
	since := "closedDate>=[" + noon().AddDate(0, 0, -14).Format(time.DateOnly)
	asked := func() bool {
		return slices.ContainsFunc(d.server.Journal(), func(e cwtest.Entry) bool {
			query, err := url.QueryUnescape(e.Query)
			return err == nil && strings.HasSuffix(e.Path, "/service/tickets") && strings.Contains(query, since)
		})
	}
	if !asked() {
		t.Error("nobody asked for two weeks of closed tickets")
	}
	tally := func(days int) model.DayTally {
		return model.DayTally{Day: model.CalendarDay(noon().AddDate(0, 0, -days), time.UTC)}
	}
	ten := &tenant{now: noon, zone: time.UTC}
	unlisted := tally(14)
	unlisted.NoClosed = true
	for _, c := range []struct {
		days model.History
		want int
	}{{nil, 15}, {model.History{tally(7)}, 15}, {model.History{unlisted, tally(7)}, 15}, {model.History{tally(14), tally(7)}, 0}} {
		if got := (pastDays{days: c.days}).closedFor(ten); got != c.want {
			t.Errorf("%v: %d days, want %d", c.days, got, c.want)
		}
	}
}
