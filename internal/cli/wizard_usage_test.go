package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/elements/elementstest"
	"daybrief/internal/mixpanel/mixpaneltest"
	"daybrief/internal/settings"
	"daybrief/internal/tempdir"
	"daybrief/ui/setup"
	"daybrief/ui/uitest"
)

// usageWalk is a wizard over a configuration that is there, on a made-up
// ConnectWise, gateway and Mixpanel.
type usageWalk struct {
	t        *testing.T
	home     string
	ring     *memRing
	mixpanel *mixpaneltest.Server
	gateway  *elementstest.Gateway
	server   *cwtest.Server
	*uitest.Term
	wizard *setup.Wizard
}

// walksToUsage goes on with enter until the page of product usage.
func walksToUsage(t *testing.T, config string, env ...string) *usageWalk {
	t.Helper()
	now := uitest.Clock(pictureNoon())
	w := &usageWalk{t: t, home: tempdir.New(t), ring: &memRing{keys: map[string]string{}}, mixpanel: mixpanelOf(now)}
	w.server = cwtest.New(cwtest.Options{Seed: 7, Now: now, Still: true})
	w.gateway = elementstest.New(w.server, elementstest.Options{Now: now, Usage: w.mixpanel})
	env = homeAt(w.home, append(env, "LANG=C.UTF-8", "TZ=Europe/Dublin")...)
	p := newProgram(env, Streams{}, Options{Example: "# example\n", Ring: w.ring, Now: now,
		Transport: eachAtItsHost{w.gateway.Transport(), w.mixpanel.Transport(), w.server.Transport()}})
	t.Cleanup(p.close)
	path := w.config()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	o := w.server.Options()
	config = strings.NewReplacer("@me", w.server.Me(), "@company", o.Company, "@public", o.PublicKey, "@client", o.ClientID).Replace(config)
	if err := os.WriteFile(path, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	so, err := wizard{p: p}.options(t.Context(), path, true)
	if err != nil {
		t.Fatal(err)
	}
	so.Login, so.Background = "", setup.Dark
	if w.wizard, err = setup.New(so); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.wizard.Close)
	w.Term = uitest.Start(t, w.wizard, 100, 40)
	for range 14 {
		if strings.Contains(w.Text(), "Do your clients use a product of yours?") {
			return w
		}
		w.keys("enter")
		if strings.Contains(w.Text(), "User secret is missing") { // a wizard always asks for a gateway's
			w.Send(tea.PasteMsg{Content: "User " + elementstest.UserSecret + ", Organization " + elementstest.OrganizationSecret})
		}
	}
	t.Fatalf("the page of product usage does not come:\n%s", w.Text())
	return nil
}

func (w *usageWalk) config() string {
	return filepath.Join(w.home, ".config", "daybrief", "config.toml")
}

// keys types as a setupShot does.
func (w *usageWalk) keys(line string) {
	for _, k := range strings.Fields(line) {
		press(w.Term, w.server, k)
	}
	w.Pass(5 * time.Second)
}

func (w *usageWalk) shows(words ...string) {
	w.t.Helper()
	flat := strings.Join(strings.Fields(w.Text()), " ")
	for _, want := range words {
		if !strings.Contains(flat, want) {
			w.t.Errorf("%q is not shown:\n%s", want, w.Text())
		}
	}
	for _, word := range []string{mixpaneltest.Secret, elementstest.UserSecret, elementstest.OrganizationSecret, elementstest.UsageToken} {
		if strings.Contains(w.Text(), word[:6]) {
			w.t.Errorf("a secret is shown:\n%s", w.Text())
		}
	}
}

const directConfig = "[me]\nmember = \"@me\"\n[connection]\nsite = \"https://psa.example\"\ncompany = \"@company\"\npublic_key = \"@public\"\nclient_id = \"@client\"\n"

func throughConfig() string {
	return fmt.Sprintf("[me]\nmember = \"@me\"\n[connection]\nprovider = \"cloud-elements\"\ninstance = %d\n", elementstest.Instance)
}

// Each wrong answer is named at its field with its cure, the right ones are saved,
// and what was set up before stays when the page is only passed.
func TestWizardSetsUsageUp(t *testing.T) {
	t.Parallel()
	skipRaced(t)
	project := fmt.Sprint(mixpaneltest.Project)
	synctest.Test(t, func(t *testing.T) {
		w := walksToUsage(t, directConfig, "DAYBRIEF_PRIVATE_KEY="+cwtest.New(cwtest.Options{}).Options().PrivateKey)
		w.keys("~" + project + " tab ~0123456789abcdef0123456789abcdef tab ~" + mixpaneltest.Secret + " enter")
		w.shows("holds a project's API secret; those are retired", "Make a service account")
		w.keys("ctrl+u ~somebody.else enter enter")
		w.shows("refused the service account", "Check usage.account and its secret, and usage.region")
		w.keys("shift+tab ctrl+u ~" + mixpaneltest.Account + " shift+tab ctrl+u ~7 enter")
		w.shows("does not let the service account into project 7", "Check usage.project")
		w.mixpanel.Break(&mixpaneltest.Fault{Status: 429, Header: map[string]string{"Retry-After": "60"}})
		w.keys("ctrl+u ~" + project + " enter")
		w.shows("has answered all the queries of this hour", "daybrief waits", "go on anyway")
		w.mixpanel.Break(&mixpaneltest.Fault{Status: 401, Body: `{"error": "Project secret authentication has been retired."}`})
		w.Pass(2 * time.Minute)
		w.keys("enter")
		w.shows("no longer takes project secrets", "Make a service account")
		w.mixpanel.Break(nil)
		w.keys("enter")
		w.shows("Where is the private key kept?")
		if text := fileText(w.config()) + fileText(strings.TrimSuffix(w.config(), ".toml")+".draft"); strings.Contains(text, mixpaneltest.Secret) || strings.Contains(text, "source = \"mixpanel\"") {
			t.Errorf("saved before its time: %s", text)
		}
		w.keys("enter")
		w.shows("daybrief is ready", "Product usage: counted in the Mixpanel project "+project)
		l, err := kinds().Load(w.config())
		if err != nil {
			t.Fatal(err)
		}
		if u := l.Settings.Usage; u.Source != "mixpanel" || u.Project != mixpaneltest.Project || u.Account != mixpaneltest.Account || u.Region != "us" || u.Company != "company" {
			t.Errorf("%+v", u)
		}
		if len(w.ring.keys) != 2 {
			t.Errorf("%d keys in the keyring", len(w.ring.keys))
		}
		if strings.Contains(fileText(w.config()), mixpaneltest.Secret) {
			t.Error("the secret is in the configuration")
		}
		if v := w.mixpanel.Violations(); len(v) > 0 {
			t.Error(v)
		}
		if left, _ := filepath.Glob(filepath.Join(w.home, ".local", "state", "daybrief", "usage-*")); len(left) > 0 {
			t.Errorf("trying has left %v", left)
		}
	})
}

// Through the gateway: the number of the instance is enough.
func TestWizardSetsUsageUpThroughGateway(t *testing.T) {
	t.Parallel()
	skipRaced(t)
	synctest.Test(t, func(t *testing.T) {
		w := walksToUsage(t, throughConfig())
		w.keys("~7 enter")
		w.shows("has no such instance")
		w.keys(fmt.Sprintf("ctrl+u ~%d enter", elementstest.Instance))
		w.shows("is of the element connectwisecrmrest and not of Mixpanel")
		w.gateway.Break(&elementstest.Fault{Hub: "general", Status: 401, Body: `{"message":"x","providerMessage":"Project secret authentication has been retired."}`})
		w.keys(fmt.Sprintf("ctrl+u ~%d enter", elementstest.UsageInstance))
		w.shows("Mixpanel no longer takes the project secret that the gateway has stored", "use a service account")
		w.gateway.Break(&elementstest.Fault{Hub: "general", Status: 429, Body: `{"message":"x","providerMessage":"Query rate limit exceeded"}`})
		w.keys("enter")
		w.shows("The queries that the Mixpanel project has in an hour are used up", "daybrief waits")
		w.gateway.Break(nil)
		w.keys("enter")
		w.shows("Where are the secrets kept?")
		w.keys("enter")
		w.shows("daybrief is ready", "Product usage: counted at the gateway's Mixpanel instance 48152")
		l, err := kinds().Load(w.config())
		if err != nil {
			t.Fatal(err)
		}
		if u := l.Settings.Usage; !u.Through() || u.Instance != elementstest.UsageInstance {
			t.Errorf("%+v", u)
		}
		if v := w.gateway.Violations(); len(v) > 0 {
			t.Error(v)
		}
	})
}

// A page that is only passed changes nothing; an emptied one takes product usage
// away.
func TestWizardKeepsUsage(t *testing.T) {
	t.Parallel()
	skipRaced(t)
	config := directConfig + fmt.Sprintf("[usage]\nsource = \"mixpanel\"\nproject = %d\naccount = %q\nregion = \"eu\"\ncompany = \"firm\"\nevents = [\"Signed in\"]\n", mixpaneltest.Project, mixpaneltest.Account)
	env := []string{"DAYBRIEF_PRIVATE_KEY=" + cwtest.New(cwtest.Options{}).Options().PrivateKey, "DAYBRIEF_MIXPANEL_SECRET=" + mixpaneltest.Secret}
	for _, empty := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			w := walksToUsage(t, config, env...)
			before, err := kinds().Load(w.config())
			if err != nil {
				t.Fatal(err)
			}
			want := before.Settings.Usage
			if empty {
				w.keys("ctrl+u tab ctrl+u")
				want.Source = ""
			}
			w.keys("enter enter")
			w.shows("daybrief is ready")
			after, err := kinds().Load(w.config())
			if err != nil || fmt.Sprintf("%+v", after.Settings.Usage) != fmt.Sprintf("%+v", want) {
				t.Errorf("%+v, want %+v (%v)", after.Settings.Usage, want, err)
			}
		})
	}
}

// What the wizard does not ask for stays as it is.
func TestWizardLeavesOtherUsageAlone(t *testing.T) {
	t.Parallel()
	set := settings.Default()
	set.Usage.Source, set.Usage.Instance = "cloud-elements", 7
	if got := usageStart(set); !got.Kept {
		t.Errorf("%+v", got)
	}
	if got := countedAt(set, setup.Answers{Usage: setup.Counting{Kept: true}}); got.Source != "cloud-elements" || got.Instance != 7 {
		t.Errorf("%+v", got)
	}
}
