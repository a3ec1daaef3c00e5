//go:build linux

package cli

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io/fs"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/elements/elementstest"
	"daybrief/internal/tempdir"
)

// From an empty home through a gateway to the dashboard, keyboard only, in a real
// terminal, with a wrong address, a wrong secret and a wrong instance on the way, each
// named at its own field.
func TestGatewayWizardFromNothingToTheDashboard(t *testing.T) {
	t.Parallel()
	server := cwtest.New(cwtest.Options{Seed: 7})
	gateway := elementstest.New(server, elementstest.Options{})
	web := httptest.NewServer(gateway)
	t.Cleanup(web.Close)
	home := tempdir.New(t)
	c := openIn(t, home, nil)
	c.see("Welcome to daybrief", "Set up daybrief")
	c.press("\x1b[B\r")
	c.see("Where is your gateway?")
	c.press("http://api.cloud-elements.com\t7")
	c.see("clear text")
	c.press("\x1b[Z\x15" + web.URL + "\t\x157")
	c.see("The number of the instance")
	c.press("\r")
	c.see("The gateway's secrets")
	c.press("wrong+secret/of=somebody\t" + elementstest.OrganizationSecret)
	c.see(strings.Repeat("•", len(elementstest.OrganizationSecret)))
	c.press("\r\r")
	c.see("refused the user secret or the organization")
	c.press("\x15" + elementstest.UserSecret + "\r")
	c.see("Where is your gateway?", "has no such instance")
	c.press(fmt.Sprintf("\x15%d\r", elementstest.Instance))
	c.see("The gateway's secrets", "••••")
	c.press("\r")
	c.see("Everything works.", "does not offer a schedule")
	c.press("\r")
	c.fromYouToTheDashboard(server.Me(), "Where are the secrets kept?")
	c.mu.Lock()
	raw := bytes.Clone(c.raw.Bytes())
	c.mu.Unlock()
	for _, secret := range []string{elementstest.UserSecret, elementstest.OrganizationSecret, elementstest.ElementToken} {
		for _, form := range []string{secret, base64.StdEncoding.EncodeToString([]byte(secret))} {
			if bytes.Contains(raw, []byte(form)) {
				t.Error("a secret was sent to the terminal")
			}
			onlyInKeyFiles(t, home, form)
		}
	}
	if v := gateway.Violations(); len(v) > 0 {
		t.Errorf("violations: %v", v)
	}
	var out, errs bytes.Buffer
	code := Run(t.Context(), []string{"brief"}, homeAt(home, "TZ=UTC"), Streams{Out: &out, Err: &errs}, Options{Ring: noRing{}})
	if code != exitOK && code != exitAttention && code != exitPartial || !strings.Contains(out.String(), "SLA: about to be missed, and missed") {
		t.Errorf("brief ends with %d: %s%s", code, out.String(), errs.String())
	}
}

// onlyInKeyFiles fails when a secret stands in a file that is not for secrets, or that
// others may read.
func onlyInKeyFiles(t *testing.T, home, form string) {
	t.Helper()
	err := filepath.WalkDir(home, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		text, err := os.ReadFile(path)
		if bytes.Contains(text, []byte(form)) && (filepath.Ext(path) != ".key" || info.Mode() != 0o600) {
			t.Errorf("a secret stands in %s (%v)", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
