package cli

import (
	"encoding/base64"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/elements/elementstest"
	"daybrief/internal/tempdir"
	"daybrief/ui/setup"
	"daybrief/ui/uitest"
)

// gatewayShots walk through the setup of a gateway, with three wrong answers.
func gatewayShots() []setupShot {
	return []setupShot{
		{"01-welcome", "down", "Set up through a gateway|1 of 12"},
		{"02-gateway-wrong", "enter ~http://api.cloud-elements.com tab ~7x", "clear text|2 of 9"},
		{"02-gateway", "shift+tab ctrl+u tab ctrl+u ~7", "The number of the instance"},
		{"03-secrets-wrong", "enter ~wrong+secret/of=somebody tab ~" + elementstest.OrganizationSecret + " enter enter", "The gateway's secrets|refused the user secret or the organization"},
		{"02-instance-wrong", "ctrl+u ~" + elementstest.UserSecret + " enter", "Where is your gateway?|has no such instance"},
		{"03-secrets", fmt.Sprintf("ctrl+u ~%d enter", elementstest.Instance), "The gateway's secrets|••••"},
		{"04-test", "enter", "Everything works.|does not offer a schedule|4 of 9"},
		{"05-you", "enter ~@me", "Who are you?|open|5 of 9"},
		{"06-watch", "enter", "What do you watch?|6 of 9"},
		{"07-usage-wrong", fmt.Sprintf("tab tab tab ~%d enter", elementstest.Instance), "Do your clients use a product of yours?|is of the element connectwisecrmrest and not of Mixpanel|7 of 9"},
		{"08-keep", fmt.Sprintf("ctrl+u ~%d enter", elementstest.UsageInstance), "Where are the secrets kept?|8 of 9"},
		{"09-done", "enter", "daybrief is ready|The gateway's secrets: in the system's keyring|Mixpanel instance 48152"},
	}
}

// TestPicturesOfTheGatewaySetup walks through it; with -update it draws it. See
// TestPictures.
func TestPicturesOfTheGatewaySetup(t *testing.T) {
	t.Parallel()
	skipRaced(t)
	if runtime.GOOS == "windows" {
		t.Skip("the pictures show the paths of Unix")
	}
	var names []string
	for _, s := range gatewayShots() {
		names = append(names, s.file(80, 24))
	}
	t.Run("80x24", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) { walkGateway(t, 80, 24) })
	})
	inFolder(t, "gateway", names)
}

func walkGateway(t *testing.T, w, h int) {
	now := uitest.Clock(pictureNoon())
	server := cwtest.New(cwtest.Options{Seed: 7, Now: now, Still: true})
	gateway := elementstest.New(server, elementstest.Options{Now: now, Usage: mixpanelOf(now)})
	home, ring := tempdir.New(t), &memRing{keys: map[string]string{}}
	p := newProgram(homeAt(home, "LANG=C.UTF-8", "TZ=Europe/Dublin"), Streams{},
		Options{Example: "# example\n", Ring: ring, Now: now, Transport: gateway.Transport()})
	t.Cleanup(p.close)
	path := filepath.Join(home, ".config", "daybrief", "config.toml")
	o, err := wizard{p: p}.options(t.Context(), path, true)
	if err != nil {
		t.Fatal(err)
	}
	o.Login, o.Background = "", setup.Dark
	wizard, err := setup.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(wizard.Close)
	x := uitest.Start(t, wizard, w, h)
	for _, s := range gatewayShots() {
		for _, k := range strings.Fields(s.keys) {
			press(x, server, k)
		}
		x.Pass(5 * time.Second)
		flat := strings.Join(strings.Fields(x.Text()), " ")
		for want := range strings.SplitSeq(s.wants, "|") {
			if !strings.Contains(flat, want) {
				t.Errorf("%s does not show %q:\n%s", s.name, want, x.Text())
			}
		}
		for _, secret := range []string{elementstest.UserSecret, elementstest.OrganizationSecret, elementstest.ElementToken, elementstest.UsageToken} {
			if strings.Contains(x.Text(), secret[:6]) || strings.Contains(x.Text(), base64.StdEncoding.EncodeToString([]byte(secret))[:8]) {
				t.Errorf("%s shows a secret:\n%s", s.name, x.Text())
			}
			if text := fileText(path) + fileText(strings.TrimSuffix(path, ".toml")+".draft"); strings.Contains(text, secret[:6]) {
				t.Errorf("%s: a secret is in a file", s.name)
			}
		}
		draw(t, x, "gateway", s.file(w, h), w, h)
	}
	x.Press("enter")
	if ended, err := x.Ended(); !ended || err != nil || wizard.Result() != setup.Finished || len(ring.keys) != 2 {
		t.Errorf("the setup ends with %v (%v, %v); %d keys", wizard.Result(), ended, err, len(ring.keys))
	}
	if v := gateway.Violations(); len(v) > 0 {
		t.Errorf("violations: %v", v)
	}
}
