package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/briefing"
	"daybrief/connectwise/cwtest"
	"daybrief/internal/history"
	"daybrief/internal/settings"
	"daybrief/internal/tempdir"
	"daybrief/internal/terminal"
	"daybrief/model/assess"
)

const secretWord = "CanaryPrivateKey42"

// noRing is a computer without a keyring.
type noRing struct{}

func (noRing) Lookup(string, string) (string, error) { return "", errors.New("there is none") }
func (noRing) Store(string, string, string) error    { return errors.New("there is none") }
func (noRing) Forget(string, string) error           { return errors.New("there is none") }

// desk is a computer with a home folder, a server and a configuration.
type desk struct {
	t      *testing.T
	home   string
	env    []string
	server *cwtest.Server
	opts   Options
}

func noon() time.Time { return time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC) }

// pastsOfTests spares each start of the demo in a test the days that one before it
// has made: they are a function of seed, size and moment (TestMadePastIsAlwaysTheSame).
var pastsOfTests = &madePasts{dbs: map[string]*history.DB{}}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, home: tempdir.New(t)}
	d.server = cwtest.New(cwtest.Options{Now: noon, Still: true, PrivateKey: secretWord})
	d.env = homeAt(d.home, "TZ=UTC", "DAYBRIEF_PRIVATE_KEY="+secretWord, "PATH="+os.Getenv("PATH"))
	d.opts = Options{Example: "# example\n", Ring: noRing{}, Now: noon, Transport: d.server.Transport(), pasts: pastsOfTests}
	return d
}

// virtual runs a test in virtual time: what a loaded machine takes is none of the time
// that a briefing has. The first to listen to signals starts what listens for the whole
// process, which may be of no bubble.
func virtual(t *testing.T, test func(*testing.T)) {
	t.Helper()
	_, stop := terminal.Signals(context.Background())
	stop()
	synctest.Test(t, test)
}

// configure writes the desk's own configuration; more comes before [connection].
func (d *desk) configure(more string) string {
	d.t.Helper()
	o := d.server.Options()
	text := fmt.Sprintf("%s\n[connection]\nsite = \"https://psa.example\"\ncompany = %q\npublic_key = %q\nclient_id = %q\n",
		more, o.Company, o.PublicKey, o.ClientID)
	path := filepath.Join(d.home, ".config", "daybrief", "config.toml")
	return d.write(path, text)
}

func (d *desk) write(path, text string) string {
	d.t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return path
}

func (d *desk) run(args ...string) (code int, out, err string) {
	d.t.Helper()
	var o, e bytes.Buffer
	code = Run(d.t.Context(), args, d.env, Streams{In: strings.NewReader(""), Out: &o, Err: &e}, d.opts)
	for name, text := range map[string]string{"output": o.String(), "errors": e.String()} {
		if strings.Contains(text, secretWord) {
			d.t.Errorf("%v: the private key is in the %s:\n%s", args, name, text)
		}
		if strings.ContainsAny(text, "\x1b\x07\u009b") {
			d.t.Errorf("%v: an escape character is in the %s: %q", args, name, text)
		}
		if strings.Contains(text, "goroutine ") || strings.Contains(text, "Usage:") && code != exitOK {
			d.t.Errorf("%v: a stack or a usage text in the %s:\n%s", args, name, text)
		}
	}
	return code, o.String(), e.String()
}

// What a reason is worth by default is one truth too.
func TestSettingsKnowThePoints(t *testing.T) {
	t.Parallel()
	want := map[string]int{}
	for _, r := range assess.PointDefaults() {
		want[r.Key] = r.Points
	}
	if got := settings.Default().Briefing.Points; !maps.Equal(got, want) || len(settings.Points()) != len(want) {
		t.Errorf("settings %v\nassess %v", got, want)
	}
}

// The defaults of the settings are those of the rules: one truth.
func TestDefaultSettingsAreTheDefaultRules(t *testing.T) {
	t.Parallel()
	got, want := rulesOf(settings.Default(), time.UTC), briefing.DefaultRules()
	got.Points = nil // compared by TestSettingsKnowThePoints
	if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
		t.Errorf("\n%+v\n%+v", got, want)
	}
}

func TestHolidaysAreLocalDays(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("west", -9*3600)
	h := hoursOf(settings.Hours{Days: []string{"sun", "wed"}, Holidays: []time.Time{time.Date(2026, 12, 25, 0, 0, 0, 0, time.UTC)}}, zone)
	if y, m, d := h.Holidays[0].In(zone).Date(); y != 2026 || m != time.December || d != 25 {
		t.Errorf("the holiday moved to %v", h.Holidays[0].In(zone))
	}
	if h.Days != [7]bool{0: true, 3: true} {
		t.Errorf("days %v", h.Days)
	}
}

func TestWithoutConfiguration(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, args := range [][]string{{}, {"brief"}, {"config", "show"}, {"config", "check"}, {"--config", d.home + "/none.toml", "brief"}} {
		code, out, err := d.run(args...)
		if code != exitUsage || out != "" || strings.Count(err, "\n") != 1 || !strings.Contains(err, "daybrief demo") {
			t.Errorf("%v: code %d, %q %q", args, code, out, err)
		}
	}
	if left, _ := os.ReadDir(d.home); len(left) != 0 {
		t.Errorf("something was written: %v", left)
	}
}

func TestTheCurrentDirectoryIsNotRead(t *testing.T) {
	// Not parallel: the current directory is the whole process's.
	d := newDesk(t)
	t.Chdir(tempdir.New(t))
	d.write("config.toml", "[me]\nmember = \"evil\"\n")
	d.write("daybrief/config.toml", "[me]\nmember = \"evil\"\n")
	if code, _, err := d.run("config", "show"); code != exitUsage || !strings.Contains(err, filepath.Join(d.home, ".config")) {
		t.Errorf("code %d, %q", code, err)
	}
}

func TestCommandLineFaults(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.configure("")
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"breif"}, `there is no command "breif"; did you mean "daybrief brief"?`},
		{[]string{"zzz"}, `there is no command "zzz"; see "daybrief --help"`},
		{[]string{"completion", "bsah"}, `there is no command "bsah"; did you mean "daybrief completion bash"?`},
		{[]string{"completion", "cmd"}, `there is no command "cmd"; see "daybrief completion --help"`},
		{[]string{"config", "chekc"}, `did you mean "daybrief config check"?`},
		{[]string{"brief", "today"}, `takes no words after it`},
		{[]string{"--nope"}, `there is no flag --nope; see "daybrief --help"`},
		{[]string{"brief", "-x"}, `there is no flag with one dash like that`},
		{[]string{"brief", "--private-key", secretWord}, "no flag ever takes a secret"},
		{[]string{"--private-key=" + secretWord}, "no flag ever takes a secret"},
		{[]string{"brief", "--password=" + secretWord}, "no flag ever takes a secret"},
		{[]string{"demo", "--token", secretWord}, "no flag ever takes a secret"},
		{[]string{"-p" + secretWord}, "there is no flag with one dash like that"},
		{[]string{"brief", "--format", "xml"}, "must be one of text, markdown, json, html"},
		{[]string{"brief", "--role", "boss"}, "must be one of technician, dispatcher, manager"},
		{[]string{"brief", "--section", "slaa"}, "must be one of now, sla,"},
		{[]string{"brief", "--limit", "-1"}, "must be a whole number, 0 or more"},
		{[]string{"brief", "--limit", "99999999999999999999"}, "must be a whole number"},
		{[]string{"brief", "--timeout", "0s"}, "from 1s to 1h0m0s"},
		{[]string{"brief", "--timeout"}, "needs an argument"},
		{[]string{"brief", "--seed", "7"}, "--seed is about the made-up company: add --demo"},
		{[]string{"brief", "--demo", "--seed", "-1"}, "invalid"},
		{[]string{"brief", "--demo", "--now", "today"}, "must be a time with its offset"},
		{[]string{"brief", "--demo", "--now", "0001-01-01T00:00:00Z"}, "between the years 2000 and 2100"},
		{[]string{"brief", "--demo", "--size", "huge"}, "must be one of small, middle, large"},
		{[]string{"demo", "--speed", "NaN"}, "must be a number from 0.1 to 3600"},
		{[]string{"demo", "--speed", "0"}, "must be a number from 0.1 to 3600"},
		{[]string{"brief", "--member", " jdoe"}, "--member must be a login or a number"},
		{[]string{"brief", "--member", "nobody"}, `there is no active member "nobody"`},
		{[]string{"brief", "--member", "\x1b[2Jx"}, "there is no active member"},
		{[]string{"config", "show", "--config", "/dev/null"}, "is a pipe, a socket or a device"},
		{[]string{"config", "show", "--config", d.home}, "is a folder, not a file"},
		{[]string{"brief", "--log", d.home + "/none/log"}, "the log can't be written"},
		{[]string{"brief", "--log", "/dev/null"}, "is not a file"},
	} {
		code, out, err := d.run(c.args...)
		if code != exitUsage || out != "" || !strings.Contains(err, c.want) || strings.Count(err, "\n") != 1 || !strings.HasPrefix(err, "daybrief: ") {
			t.Errorf("%q: code %d, out %q\n got %s\nwant %s", c.args, code, out, err, c.want)
		}
	}
}

func TestWhatNeedsNothing(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"version"}, {"--version"}, {"--help"}, {"brief", "--help"}, {"help", "demo"}, {"completion", "bash"}, {"completion", "powershell"}, {"config"}} {
		var o, e bytes.Buffer
		code := Run(t.Context(), args, nil, Streams{In: nil, Out: &o, Err: &e}, Options{})
		if code != exitOK || o.Len() == 0 || e.Len() != 0 || bytes.ContainsRune(o.Bytes(), 0x1b) {
			t.Errorf("%v: code %d, %d bytes, %q", args, code, o.Len(), e.String())
		}
	}
}

func TestNoTerminal(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.configure("")
	for want, args := range map[string][]string{`"daybrief brief"`: {}, `"daybrief brief --demo"`: {"demo"}} {
		code, out, err := d.run(args...)
		if code != exitUsage || out != "" || strings.Count(err, "\n") != 1 || !strings.Contains(err, want) {
			t.Errorf("%v: code %d, %q, %q", args, code, out, err)
		}
	}
}

func TestConfigCommands(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	want := filepath.Join(d.home, ".config", "daybrief", "config.toml")
	if code, out, _ := d.run("config", "path"); code != 0 || out != want+"\n" {
		t.Errorf("path: %d %q", code, out)
	}
	d.configure("")
	if code, out, err := d.run("config", "check"); code != 0 || out != want+" is valid.\n" || err != "" {
		t.Errorf("check: %d %q %q", code, out, err)
	}
	if code, out, _ := d.run("config", "show"); code != 0 || !strings.Contains(out, `site = "https://psa.example"`) || strings.Contains(out, cwtest.DemoPublicKey) {
		t.Errorf("show: %d %s", code, out)
	}
	if code, out, _ := d.run("config", "show", "--example"); code != 0 || out != "# example\n" {
		t.Errorf("example: %d %q", code, out)
	}
	d.write(want, "[connection]\nsite = \"http://psa.example\"\nsitee = \"x\"\nprivate_key = \""+secretWord+"\"\n[poll]\nevery = 5\n")
	code, _, err := d.run("config", "check")
	if code != exitUsage || strings.Count(err, "\n") != 3 || !strings.Contains(err, want+":3:1: unknown key \"sitee\"") || !strings.Contains(err, ":6:1: every in [poll]") {
		t.Errorf("faults: %d\n%s", code, err)
	}
	d.write(want, "[connection]\nsite = \"http://psa.example\"\n")
	code, _, err = d.run("config", "check")
	if code != exitUsage || !strings.Contains(err, "company is missing") || !strings.Contains(err, "Plain http") {
		t.Errorf("check of what is missing: %d\n%s", code, err)
	}
	d.env = append(d.env, "DAYBRIEF_CONFIG="+d.write(filepath.Join(d.home, "other.toml"), "[me]\nmember = \"other\"\n"))
	if code, out, _ := d.run("config", "show"); code != 0 || !strings.Contains(out, `member = "other"`) {
		t.Errorf("DAYBRIEF_CONFIG: %d %s", code, out)
	}
}

func TestOutputThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	var e bytes.Buffer
	code := Run(t.Context(), []string{"brief", "--demo"}, nil, Streams{Out: full{}, Err: &e}, Options{})
	if code != exitFailed || !strings.Contains(e.String(), "the output can't be written") {
		t.Errorf("%d %q", code, e.String())
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestSignalEndsBrief(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.configure("")
	ctx, cancel := context.WithCancelCause(t.Context())
	d.opts.Transport = asked(func() { cancel(&terminal.Signal{Number: 15}) })
	var o, e bytes.Buffer
	code := Run(ctx, []string{"brief"}, d.env, Streams{Out: &o, Err: &e}, d.opts)
	if code != 143 || o.Len() != 0 {
		t.Errorf("code %d, out %q, err %q", code, o.String(), e.String())
	}
}

// asked is a network that never answers, and tells when it was asked.
type asked func()

func (f asked) RoundTrip(r *http.Request) (*http.Response, error) {
	f()
	<-r.Context().Done()
	return nil, r.Context().Err()
}
