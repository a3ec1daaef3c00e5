package cli

import (
	"bytes"
	"encoding/base64"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/secret"
)

// memRing is a keyring that works, until fault says otherwise.
type memRing struct {
	mu    sync.Mutex
	keys  map[string]string
	fault error
}

func (r *memRing) Lookup(_, account string) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if k, ok := r.keys[account]; ok || r.fault != nil {
		return k, r.fault
	}
	return "", secret.ErrNotStored
}

func (r *memRing) Store(_, account, key string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.fault == nil {
		r.keys[account] = key
	}
	return r.fault
}

func (r *memRing) Forget(_, account string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, ok := r.keys[account]; !ok && r.fault == nil {
		return secret.ErrNotStored
	}
	if r.fault == nil {
		delete(r.keys, account)
	}
	return r.fault
}

// fresh is a computer on which daybrief has never run: no key in the
// environment, and every request is looked at.
func fresh(t *testing.T) (*desk, *memRing, *wire) {
	t.Helper()
	d := newDesk(t)
	d.env = slices.DeleteFunc(d.env, func(s string) bool { return strings.HasPrefix(s, secret.Variable) })
	r := &memRing{keys: map[string]string{}}
	w := &wire{next: d.server.Transport()}
	d.opts.Ring, d.opts.Transport = r, w
	return d, r, w
}

// wire remembers which host got the key.
type wire struct {
	next  http.RoundTripper
	mu    sync.Mutex
	hosts []string
	asked int
}

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	w.asked++
	if _, _, signed := r.BasicAuth(); signed && !slices.Contains(w.hosts, r.URL.Host) {
		w.hosts = append(w.hosts, r.URL.Host)
	}
	w.mu.Unlock()
	return w.next.RoundTrip(r)
}

// feed runs a command with standard input.
func (d *desk) feed(input string, args ...string) (code int, out, err string) {
	d.t.Helper()
	var o, e bytes.Buffer
	code = Run(d.t.Context(), args, d.env, Streams{In: strings.NewReader(input), Out: &o, Err: &e}, d.opts)
	pair := d.server.Options().Company + "+" + d.server.Options().PublicKey + ":"
	for _, word := range strings.Fields(input + " " + secretWord) {
		for _, bad := range []string{word, base64.StdEncoding.EncodeToString([]byte(word)), base64.StdEncoding.EncodeToString([]byte(pair + word))} {
			if len(word) > 8 && strings.Contains(o.String()+e.String(), bad) {
				d.t.Errorf("%v: the private key is printed:\n%s\n%s", args, o.String(), e.String())
			}
		}
	}
	if strings.ContainsAny(o.String()+e.String(), "\x1b\x07") || strings.Contains(e.String(), "Usage:") {
		d.t.Errorf("%v: %q %q", args, o.String(), e.String())
	}
	return code, o.String(), e.String()
}

// flags are those of a setup without a mistake.
func (d *desk) flags(more ...string) []string {
	o := d.server.Options()
	return append([]string{
		"setup", "--site", "https://psa.example/v4_6_release/services", "--company", o.Company, "--public-key", o.PublicKey,
		"--client-id", o.ClientID, "--member", d.server.Me(), "--private-key-stdin",
	}, more...)
}

func (d *desk) folder() string { return filepath.Join(d.home, ".config", "daybrief") }

func TestSetupForScripts(t *testing.T) {
	t.Parallel()
	d, ring, w := fresh(t)
	d.opts.Example = "# my comments\n[me]\n# who\nmember = \"\"\n"
	code, out, errs := d.feed(secretWord+"\n", d.flags()...)
	if code != exitOK || errs != "" || !strings.Contains(out, "in the keyring") || len(ring.keys) != 1 {
		t.Fatalf("code %d\n%s%s%v", code, out, errs, ring.keys)
	}
	if !slices.Equal(w.hosts, []string{"psa.example"}) || w.asked > 20 {
		t.Errorf("%v, %d requests", w.hosts, w.asked)
	}
	text, _ := os.ReadFile(filepath.Join(d.folder(), "config.toml"))
	if strings.Contains(string(text), secretWord) || !strings.Contains(string(text), "# my comments\n") || !strings.Contains(string(text), `site = "https://psa.example"`) {
		t.Errorf("%s", text)
	}
	for name, want := range map[string]os.FileMode{".": 0o700, "config.toml": 0o600} {
		if info, err := os.Stat(filepath.Join(d.folder(), name)); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v %v", name, info, err)
		}
	}
	if code, _, errs := d.run("brief"); code != exitAttention {
		t.Errorf("brief: %d %s", code, errs)
	}
	if code, out, _ := d.run("check"); code != exitOK || !strings.Contains(out, "(keyring)") {
		t.Errorf("check: %d\n%s", code, out)
	}
}

// A second run with another key: that one is used, wherever it is stored, and
// the first one is nowhere any more.
func TestSetupReplaces(t *testing.T) {
	t.Parallel()
	const first = "TheVeryFirstKey"
	for _, c := range [][2]string{{"keyring", "keyring"}, {"keyring", "file"}, {"file", "keyring"}, {"file", "file"}, {"file", ""}, {"keyring", ""}, {"", ""}} {
		d, ring, _ := fresh(t)
		real := d.server
		other := cwtest.New(cwtest.Options{Now: noon, Still: true, PrivateKey: first})
		store := func(s string) []string {
			if s == "" {
				return d.flags()
			}
			return d.flags("--store", s)
		}
		d.opts.Transport = other.Transport()
		if code, _, errs := d.feed(first, store(c[0])...); code != exitOK {
			t.Fatalf("%v: %d %s", c, code, errs)
		}
		d.opts.Transport = real.Transport()
		args := []string{"setup", "--private-key-stdin"}
		if c[1] != "" {
			args = append(args, "--store", c[1])
		}
		if code, _, errs := d.feed(secretWord, args...); code != exitOK {
			t.Fatalf("%v: %d %s", c, code, errs)
		}
		var all strings.Builder
		for _, k := range ring.keys {
			all.WriteString(k + "\n")
		}
		files, _ := os.ReadDir(d.folder())
		for _, f := range files {
			text, _ := os.ReadFile(filepath.Join(d.folder(), f.Name()))
			all.Write(text)
			if info, _ := f.Info(); info.Mode().Perm() != 0o600 {
				t.Errorf("%s is %o", f.Name(), info.Mode().Perm())
			}
		}
		if strings.Contains(all.String(), first) || strings.Count(all.String(), secretWord) != 1 {
			t.Errorf("%v: %s", c, all.String())
		}
		if code, _, errs := d.run("brief"); code != exitAttention {
			t.Errorf("%v: brief: %d %s", c, code, errs)
		}
	}
}

// What the server refuses is not saved, and the old key goes on working.
func TestSetupThatIsRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		input string
		args  func(*desk) []string
		code  int
		want  string
	}{
		{"wrong key", "WrongWrongWrong", func(d *desk) []string { return d.flags() }, exitAuth, "do not belong together"},
		{"no key", " \n", func(d *desk) []string { return d.flags() }, exitUsage, "is empty"},
		{"two words", "one-word two-words\nthree-words", func(d *desk) []string { return d.flags() }, exitUsage, "one word"},
		{"a megabyte", strings.Repeat("KeyKeyKeyK", 1<<17), func(d *desk) []string { return d.flags() }, exitUsage, "far too long"},
		{"control bytes", "Key\x1b[2JKeyKeyKey", func(d *desk) []string { return d.flags() }, exitUsage, "no key has"},
		{"the public key", cwtest.DemoPublicKey + "\n", func(d *desk) []string { return d.flags() }, exitUsage, "is the public key"},
		{"another pair", "acme+Foreign:" + secretWord, func(d *desk) []string { return d.flags() }, exitUsage, "another company"},
		{"wrong client id", secretWord, func(d *desk) []string { return d.flags("--client-id", "00000000-0000-4000-8000-000000000000") }, exitUsage, "client id"},
		{"wrong company", secretWord, func(d *desk) []string { return d.flags("--company", "nobody") }, exitUsage, "knows no company"},
		{"nobody", secretWord, func(d *desk) []string { return d.flags("--member", "nobody") }, exitUsage, "no active member"},
		{"zone", secretWord, func(d *desk) []string { return d.flags("--zone", "Mars/Base") }, exitUsage, "--zone"},
		{"role", secretWord, func(d *desk) []string { return d.flags("--role", "boss") }, exitUsage, "must be one of technician"},
		{"site", secretWord, func(d *desk) []string { return d.flags("--site", "http://psa.example") }, exitUsage, "clear text"},
		{"login in site", secretWord, func(d *desk) []string { return d.flags("--site", "https://me:pw@psa.example") }, exitUsage, "user name or a password"},
		{"secret flag", secretWord, func(d *desk) []string { return d.flags("--private-key", "CommandLineKey") }, exitUsage, "no flag ever takes a secret"},
		{"secret value", secretWord, func(d *desk) []string { return d.flags("--private-key-stdin=CommandLineKey") }, exitUsage, "standard input"},
		{"secret word", secretWord, func(d *desk) []string { return d.flags("CommandLineKey") }, exitUsage, "standard input"},
		{"secret in a pair", secretWord, func(d *desk) []string { return d.flags("--public-key", "acme+pub:CommandLineKey") }, exitUsage, "make a new pair"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, ring, _ := fresh(t)
			if code, out, errs := d.feed(c.input, c.args(d)...); code != c.code || out != "" || !strings.Contains(errs, c.want) || strings.Contains(errs, "CommandLine") {
				t.Errorf("code %d, want %d: %s%s", code, c.code, out, errs)
			}
			if _, err := os.Stat(filepath.Join(d.home, ".config")); err == nil || len(ring.keys) != 0 {
				t.Errorf("something was saved: %v", ring.keys)
			}
			if code, _, errs := d.feed(secretWord, d.flags("--store", "file")...); code != exitOK {
				t.Fatalf("the good setup: %d %s", code, errs)
			}
			before, _ := os.ReadFile(filepath.Join(d.folder(), "config.toml"))
			d.feed(c.input, c.args(d)...)
			after, _ := os.ReadFile(filepath.Join(d.folder(), "config.toml"))
			if !bytes.Equal(before, after) {
				t.Error("the configuration changed")
			}
			if code, _, errs := d.run("brief"); code != exitAttention {
				t.Errorf("the old key: %d %s", code, errs)
			}
		})
	}
}

func TestSetupNeedsEverything(t *testing.T) {
	t.Parallel()
	d, _, w := fresh(t)
	code, _, errs := d.feed(secretWord, "setup", "--private-key-stdin", "--company", "acme")
	if code != exitUsage || !strings.Contains(errs, "missing: --site, --public-key, --client-id;") || w.asked != 0 {
		t.Errorf("%d %s", code, errs)
	}
	if code, _, errs := d.feed("", "setup", "--site", "psa.example", "--company", "a", "--public-key", "b", "--client-id", "c"); code != exitUsage || !strings.Contains(errs, "--private-key-stdin") {
		t.Errorf("no key: %d %s", code, errs)
	}
	path := d.write(filepath.Join(d.folder(), "config.toml"), "[connection]\nsight = 1\n")
	if code, _, errs := d.feed(secretWord, d.flags()...); code != exitUsage || !strings.Contains(errs, "nothing was changed") {
		t.Errorf("a broken configuration: %d %s", code, errs)
	}
	if text, _ := os.ReadFile(path); string(text) != "[connection]\nsight = 1\n" {
		t.Errorf("it was written over: %s", text)
	}
}

// Without a network: refused, unless it is asked to believe.
func TestSetupOffline(t *testing.T) {
	t.Parallel()
	d, ring, _ := fresh(t)
	d.opts.Transport = offline{}
	if code, _, errs := d.feed(secretWord, d.flags()...); code != exitFailed || !strings.Contains(errs, "--no-check") || len(ring.keys) != 0 {
		t.Errorf("%d %s", code, errs)
	}
	if code, out, errs := d.feed(secretWord, d.flags("--no-check")...); code != exitOK || len(ring.keys) != 1 {
		t.Errorf("%d %s%s", code, out, errs)
	}
}

// Whatever stands in the way of saving, nothing is half saved.
func TestSetupThatCannotSave(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		prepare func(*desk, *memRing)
		args    []string
		want    string
	}{
		"locked keyring":       {func(_ *desk, r *memRing) { r.fault = errors.New("failed to unlock correct collection") }, []string{"--store", "keyring"}, "is locked"},
		"a folder as config":   {func(d *desk, _ *memRing) { _ = os.MkdirAll(filepath.Join(d.folder(), "config.toml"), 0o700) }, nil, "folder"},
		"a folder as key file": {func(d *desk, _ *memRing) { _ = os.MkdirAll(filepath.Join(d.folder(), "config.key"), 0o700) }, []string{"--store", "file"}, "folder"},
		"a link as key file": {func(d *desk, _ *memRing) {
			_ = os.MkdirAll(d.folder(), 0o700)
			_ = os.Symlink(d.write(filepath.Join(d.home, "mine"), "x"), filepath.Join(d.folder(), "config.key"))
		}, []string{"--store", "file"}, "symbolic link"},
		"no folder possible": {func(d *desk, _ *memRing) { d.write(filepath.Join(d.home, ".config"), "a file") }, nil, "can't be"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, ring, _ := fresh(t)
			c.prepare(d, ring)
			code, out, errs := d.feed(secretWord, d.flags(c.args...)...)
			if code == exitOK || out != "" || !strings.Contains(errs, c.want) || len(ring.keys) != 0 {
				t.Errorf("%d %s%s%v", code, out, errs, ring.keys)
			}
			if text, err := os.ReadFile(filepath.Join(d.home, "mine")); err == nil && string(text) != "x" {
				t.Error("the link was followed")
			}
			if left, _ := filepath.Glob(filepath.Join(d.folder(), ".*")); len(left) > 0 {
				t.Errorf("left: %v", left)
			}
		})
	}
}

func TestSetupTellsWhatGoesFirst(t *testing.T) {
	t.Parallel()
	d, ring, _ := fresh(t)
	path := d.configure("")
	text, _ := os.ReadFile(path)
	d.write(path, string(text)+"private_key_command = [\"/no/such\"]\n")
	d.env = append(d.env, secret.Variable+"=AnotherOldKey")
	code, _, errs := d.feed(secretWord, "setup", "--private-key-stdin")
	if code != exitOK || !strings.Contains(errs, "taken out of the configuration") || !strings.Contains(errs, "unset it") {
		t.Errorf("%d %s", code, errs)
	}
	// Another company: the key of the old one does not stay in the keyring.
	d.server = cwtest.New(cwtest.Options{Now: noon, Still: true, PrivateKey: secretWord, Company: "other"})
	d.opts.Transport = d.server.Transport()
	if code, _, errs := d.feed(secretWord, d.flags()...); code != exitOK {
		t.Errorf("%d %s", code, errs)
	}
	if _, there := ring.keys["other@psa.example"]; len(ring.keys) != 1 || !there {
		t.Errorf("%v", ring.keys)
	}
}

func TestLogout(t *testing.T) {
	t.Parallel()
	d, ring, _ := fresh(t)
	if code, out, errs := d.run("logout"); code != exitOK || !strings.Contains(out, "no stored key") || errs != "" {
		t.Errorf("%d %s%s", code, out, errs)
	}
	for _, store := range []string{"keyring", "file"} {
		if code, _, errs := d.feed(secretWord, d.flags("--store", store)...); code != exitOK {
			t.Fatal(errs)
		}
		if code, out, errs := d.run("logout"); code != exitOK || !strings.Contains(out, "Removed the private key from the "+store) || errs != "" {
			t.Errorf("%s: %d %s%s", store, code, out, errs)
		}
		if code, _, errs := d.run("brief"); code != exitUsage || !strings.Contains(errs, "no private key") {
			t.Errorf("after logout: %d %s", code, errs)
		}
	}
	ring.fault = errors.New("failed to unlock")
	if code, _, errs := d.run("logout"); code != exitFailed || !strings.Contains(errs, "still is") {
		t.Errorf("a locked keyring: %d %s", code, errs)
	}
}

func TestHandout(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"--handout"}, {"--handout=text"}, {"--handout", "markdown"}, {"--handout=html"}} {
		d, _, w := fresh(t)
		d.env = append(d.env, "LANG=C.UTF-8")
		code, out, errs := d.run(append([]string{"setup"}, args...)...)
		if code != exitOK || errs != "" || w.asked != 0 {
			t.Fatalf("%v: %d %s", args, code, errs)
		}
		for _, want := range []string{"System → Security Roles", "API Members", "Service Tickets", "Close Service Tickets", "needed", "optional", "client id", "password manager", "Not by e-mail", "developer.connectwise.com"} {
			if !strings.Contains(out, want) {
				t.Errorf("%v: %q is missing", args, want)
			}
		}
		if strings.Contains(out, "Configurations") {
			t.Errorf("%v: a row that is not needed", args)
		}
		if args[0] == "--handout" && len(args) == 1 {
			for _, line := range strings.Split(out, "\n") {
				if len([]rune(line)) > 80 {
					t.Errorf("%d columns: %s", len([]rune(line)), line)
				}
			}
		}
	}
	d, _, _ := fresh(t)
	if code, out, _ := d.run("setup", "--handout"); code != exitOK || strings.ContainsFunc(out, func(r rune) bool { return r > '~' }) {
		t.Errorf("more than ASCII in a plain locale: %d", code)
	}
	if code, _, _ := d.run("setup", "--handout", "pdf"); code != exitUsage {
		t.Error("pdf")
	}
}
