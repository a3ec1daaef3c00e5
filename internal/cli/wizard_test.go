//go:build linux

package cli

import (
	"bytes"
	"encoding/base64"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/tempdir"
)

// newcomer is an empty home, a ConnectWise, and a web site that is none.
func newcomer(t *testing.T) (home string, server *cwtest.Server, psa, other string) {
	t.Helper()
	server = cwtest.New(cwtest.Options{Seed: 7, PrivateKey: secretWord})
	web := httptest.NewServer(server)
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<html><body>Welcome to our company</body></html>"))
	}))
	t.Cleanup(web.Close)
	t.Cleanup(site.Close)
	return tempdir.New(t), server, web.URL, site.URL
}

// nowhere fails when the private key stands in any file but the one for it.
func nowhere(t *testing.T, home, except string) {
	t.Helper()
	forms := []string{secretWord, base64.StdEncoding.EncodeToString([]byte(secretWord))}
	err := filepath.WalkDir(home, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path == except {
			return err
		}
		data, err := os.ReadFile(path)
		for _, f := range forms {
			if bytes.Contains(data, []byte(f)) {
				t.Errorf("the private key stands in %s", path)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// fromYouToTheDashboard answers what the wizard asks of everybody, looks at the
// dashboard and leaves it.
func (c *console) fromYouToTheDashboard(login, place string) {
	c.t.Helper()
	c.see("Who are you?", "open")
	c.press(login)
	c.see("2 of 5")
	time.Sleep(2 * 250 * time.Millisecond) // a list that has just come takes no enter
	c.press("\r")
	c.see("What do you watch?")
	c.press("\t\t\t")
	c.see("Do your clients use a product of yours?", "go on without")
	c.press("\r")
	c.see(place, "A file that only you can read", "Not here")
	c.press("\r")
	c.see("daybrief is ready", "config.toml")
	c.press("\r")
	c.see("LIVE", "SLA: about to be missed, and missed")
	c.press("q")
	c.ends(2*time.Second, 0)
}

// From an empty home to the dashboard, keyboard only, with a wrong site, a
// missing client id and a wrong key on the way, each named at its own field.
func TestWizardFromNothingToTheDashboard(t *testing.T) {
	t.Parallel()
	home, server, psa, other := newcomer(t)
	o := server.Options()
	c := openIn(t, home, nil)
	c.see("Welcome to daybrief", "Set up daybrief")
	if left, _ := os.ReadDir(home); len(left) != 0 {
		t.Errorf("something was written before anybody agreed: %v", left)
	}
	c.press("\r")
	c.see("Where is your ConnectWise?")
	c.press(other + "\t" + o.Company)
	c.see("this is a web site and not the API")
	c.press("\x1b[Z\x15")
	c.press(psa + "/v4_6_release/ConnectWise.aspx?locale=en_US\t")
	c.see("ConnectWise answers", "API at")
	c.press("\r")
	c.see("A role that can only look", "Table Setup")
	c.press("\r")
	c.see("An API member for daybrief")
	c.press("\r")
	c.see("The pair of keys")
	c.press(o.PublicKey + "\tnotTheRightKey1")
	c.see("•••••••••••••••")
	c.press("\r")
	c.see("Choose Private")
	c.press("\r")
	c.see("The client id is missing.")
	c.press(o.ClientID + "\r")
	c.see("The pair of keys", "look here", "do not belong together")
	c.press("\x15" + secretWord + "\r")
	c.see("Choose Private")
	c.press("\r")
	c.see("Does everything work?", "enter continues")
	c.press("\r")
	c.fromYouToTheDashboard(server.Me(), "Where is the private key kept?")
	c.mu.Lock()
	defer c.mu.Unlock()
	if bytes.Contains(c.raw.Bytes(), []byte(secretWord)) {
		t.Error("the private key was sent to the terminal")
	}
	folder := filepath.Join(home, ".config", "daybrief")
	nowhere(t, home, filepath.Join(folder, "config.key"))
	for name, mode := range map[string]fs.FileMode{"": 0o700 | fs.ModeDir, "config.toml": 0o600, "config.key": 0o600} {
		if info, err := os.Stat(filepath.Join(folder, name)); err != nil || info.Mode() != mode {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "config.draft")); err == nil {
		t.Error("the draft is still there")
	}
	var out, errs bytes.Buffer
	code := Run(t.Context(), []string{"brief"}, homeAt(home, "TZ=UTC"), Streams{Out: &out, Err: &errs}, Options{Ring: noRing{}})
	if (code != exitOK && code != exitAttention) || !strings.Contains(out.String(), "SLA: about to be missed, and missed") {
		t.Errorf("brief ends with %d: %s%s", code, out.String(), errs.String())
	}
}

func TestWizardKilledAndGoneOnWith(t *testing.T) {
	t.Parallel()
	home, server, psa, _ := newcomer(t)
	o := server.Options()
	c := openIn(t, home, nil, "setup")
	c.see("Set up daybrief")
	c.press("\r" + psa + "\t" + o.Company)
	c.see("API at")
	c.press("\r\r\r")
	c.see("The pair of keys")
	c.press(o.PublicKey + "\t" + secretWord)
	draft := filepath.Join(home, ".config", "daybrief", "config.draft")
	for limit := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if text, _ := os.ReadFile(draft); bytes.Contains(text, []byte(`"keys"`)) {
			break
		}
		if time.Now().After(limit) {
			t.Fatal("no draft")
		}
	}
	time.Sleep(time.Second) // for a draft that would hold too much
	if err := c.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	nowhere(t, home, "")
	again := openIn(t, home, nil, "setup")
	again.see("Go on where you stopped", "Its keys")
	again.press("\r")
	again.see("The pair of keys")
	again.press("\x03")
	again.see("Quit the setup?")
	again.press("\x03")
	again.ends(2*time.Second, 0)
	if left, _ := os.ReadDir(filepath.Join(home, ".config")); len(left) != 0 {
		t.Errorf("quitting left %v", left)
	}
}

func TestWizardToTheDemo(t *testing.T) {
	t.Parallel()
	home := tempdir.New(t)
	c := openIn(t, home, nil)
	c.see("Look around first")
	c.press("\x1b[B\x1b[B\r")
	c.see("LIVE", "SLA: about to be missed, and missed")
	c.press("q")
	c.ends(2*time.Second, 0)
	if left, _ := os.ReadDir(home); len(left) != 0 {
		t.Errorf("the demo wrote %v", left)
	}
}
