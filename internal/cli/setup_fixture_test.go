package cli

import (
	"bytes"
	"encoding/base64"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

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

// homeAt is an environment in which everything of the user's is below a folder,
// at the same places on every system.
func homeAt(home string, more ...string) []string {
	env := append([]string{"HOME=" + home}, more...)
	env = append(env, "GOGC=400") // or one brief would have the collector of all tests work harder
	if runtime.GOOS == "windows" {
		env = append(env, "APPDATA="+filepath.Join(home, ".config"), "LOCALAPPDATA="+filepath.Join(home, ".local", "state"),
			"USERPROFILE="+home, "SystemRoot="+os.Getenv("SystemRoot"))
	}
	return env
}
