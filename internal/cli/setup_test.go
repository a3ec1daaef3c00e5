package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/tempdir"
)

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
	tempdir.OwnersOnly(t, filepath.Join(d.folder(), "config.toml"))
	if runtime.GOOS != "windows" { // where the file's own access list is what counts
		tempdir.OwnersOnly(t, d.folder())
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
			tempdir.OwnersOnly(t, filepath.Join(d.folder(), f.Name()))
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
