package cli

import (
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/secret"
)

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
			if info, err := os.Lstat(filepath.Join(d.folder(), "config.key")); c.want == "symbolic link" && (err != nil || info.Mode()&os.ModeSymlink == 0) {
				t.Skip("no symbolic links here: Wine makes files of them, Windows wants a privilege")
			}
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

// The key can be saved and the settings can't: the key is as it was before.
func TestSetupUndoesTheKey(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat("/proc/self"); err != nil {
		t.Skip("no folder here in which nobody can make one")
	}
	for _, old := range []string{"", "AnOlderKey"} {
		d, ring, _ := fresh(t)
		const name = "northwind_demo@psa.example"
		if old != "" {
			ring.keys[name] = old
		}
		code, _, errs := d.feed(secretWord, d.flags("--store", "keyring", "--config", "/proc/daybrief-test/config.toml")...)
		if code != exitFailed || !strings.Contains(errs, "can't be saved") || ring.keys[name] != old {
			t.Errorf("%d %s%v", code, errs, ring.keys)
		}
	}
}

func TestSetupTellsWhatGoesFirst(t *testing.T) {
	t.Parallel()
	d, ring, _ := fresh(t)
	path := d.configure("")
	text, _ := os.ReadFile(path)
	d.write(path, string(text)+"private_key_command = [\"no-such-program\"]\n")
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

// A keyring that hangs for a minute: after a while the key goes into the file,
// and it is said.
func TestSetupWithAKeyringThatHangs(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, _, _ := fresh(t)
		d.opts.Ring = hangingRing{}
		began := time.Now()
		code, out, errs := d.feed(secretWord, d.flags()...)
		if took := time.Since(began); code != exitOK || took > time.Minute || !strings.Contains(out, "config.key") || !strings.Contains(errs, "waiting for the keyring") || !strings.Contains(errs, "not answer") {
			t.Errorf("%d after %s: %s%s", code, took, out, errs)
		}
		if code, _, errs := d.feed(secretWord, d.flags("--store", "keyring")...); code != exitFailed || !strings.Contains(errs, "nothing has changed") {
			t.Errorf("%d %s", code, errs)
		}
		<-time.After(time.Hour)
	})
}

type hangingRing struct{}

func (hangingRing) Lookup(string, string) (string, error) {
	<-time.After(time.Minute)
	return "", secret.ErrNotStored
}

func (r hangingRing) Store(string, string, string) error { _, _ = r.Lookup("", ""); return nil }

func (r hangingRing) Forget(string, string) error { _, err := r.Lookup("", ""); return err }

// Nothing that setup and check write holds the key, not even a debug log.
func TestSetupLogHoldsNoSecret(t *testing.T) {
	t.Parallel()
	d, _, _ := fresh(t)
	log := filepath.Join(d.home, "log")
	d.feed(secretWord, d.flags("--log", log, "--debug")...)
	d.feed("WrongWrongWrong", "setup", "--private-key-stdin", "--log", log, "--debug")
	d.run("check", "--log", log, "--debug")
	text, err := os.ReadFile(log)
	o := d.server.Options()
	pair := o.Company + "+" + o.PublicKey + ":"
	for _, bad := range []string{
		secretWord, "WrongWrongWrong", o.PublicKey, o.ClientID, "Basic ", secretWord[:8],
		base64.StdEncoding.EncodeToString([]byte(pair + secretWord)), base64.StdEncoding.EncodeToString([]byte(secretWord)),
	} {
		if strings.Contains(string(text), bad) {
			t.Errorf("%q is in the log", bad)
		}
	}
	if err != nil || !strings.Contains(string(text), "/system/mySecurity") {
		t.Errorf("%v %s", err, text)
	}
}

func TestLogout(t *testing.T) {
	t.Parallel()
	d, ring, _ := fresh(t)
	if code, out, errs := d.run("logout"); code != exitOK || !strings.Contains(out, "no stored secret") || errs != "" {
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
		for _, want := range []string{"System → Security Roles", "API Members", "Service Tickets", "Close Service Tickets", "needed", "optional", "client id", "password manager", "Not by e-mail", "developer.connectwise.com", "Service Accounts", "Cloud Elements"} {
			if !strings.Contains(out, want) {
				t.Errorf("%v: %q is missing", args, want)
			}
		}
		if strings.Contains(out, "Manage Documents") {
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
	if code, out, _ := d.run("setup", "--handout"); code != exitOK || !plain(out) {
		t.Errorf("more than ASCII in a plain locale: %d", code)
	}
	if code, _, _ := d.run("setup", "--handout", "pdf"); code != exitUsage {
		t.Error("pdf")
	}
}
