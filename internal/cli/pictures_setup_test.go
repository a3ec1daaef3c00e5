package cli

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/mixpanel/mixpaneltest"
	"daybrief/internal/tempdir"
	"daybrief/ui/setup"
	"daybrief/ui/uitest"
)

// The hosts of the pictures, and a private key that must be in none of them.
const (
	pictureHost = "psa.northwind.example"
	pictureSite = "www.northwind.example"
	pictureKey  = "xQ7vT2mK9bRw4LzN"
	wrongKey    = "hJ3sYd8Pf6Wc5GtV"
)

// setupShot is a picture of the setup: what leads to it from the one before, and
// what must be seen on it.
type setupShot struct {
	name  string
	keys  string // as in shot; ~word pastes it, !mend gives the role its row
	wants string // parted by |
}

// setupShots walk through the whole setup, with three wrong answers and a role
// that lacks a row.
func setupShots(o cwtest.Options) []setupShot {
	return []setupShot{
		{"01-welcome", "", "Welcome to daybrief|Set up daybrief|1 of 12"},
		{"02-server-wrong", "enter ~https://" + pictureSite + "/login tab ~" + o.Company, "Where is your ConnectWise?|this is a web site and not the API"},
		{"02-server", "shift+tab ctrl+u ~https://" + pictureHost + "/v4_6_release/ConnectWise.aspx?locale=en_US tab", "ConnectWise answers|2 of 12"},
		{"03-role", "enter", "A role that can only look|Inquire|3 of 12"},
		{"04-member", "enter", "An API member for daybrief|API Members|4 of 12"},
		{"05-keys", "enter ~" + o.PublicKey + " tab ~" + wrongKey, "The pair of keys|••••••••|5 of 12"},
		{"06-client-missing", "enter enter", "The client id|The client id is missing.|6 of 12"},
		{"05-keys-wrong", "~" + o.ClientID + " enter", "The pair of keys|look here|do not belong together"},
		{"06-client", "ctrl+u ~" + pictureKey + " enter", "The client id|" + o.ClientID},
		{"07-test-denied", "enter", "Works, with warnings.|Resource Scheduling|7 of 12"},
		{"07-test", "!mend r", "Everything works."},
		{"08-you", "enter ~@me", "Who are you?|open|8 of 12"},
		{"09-watch", "enter tab space", "What do you watch?|1 of 2 marked|9 of 12"},
		{"10-usage", "tab tab", "Do your clients use a product of yours?|go on without|10 of 12"},
		{"10-usage-wrong", "~" + strconv.Itoa(mixpaneltest.Project) + " tab ~" + mixpaneltest.Account + ":" + wrongKey + " enter", "refused the service account"},
		{"11-keep", "ctrl+u ~" + mixpaneltest.Secret + " enter", "Where is the private key kept?|11 of 12"},
		{"12-done", "enter", "daybrief is ready|~/.config/daybrief/config.toml|Product usage: counted in the Mixpanel project"},
	}
}

func setupSizes() [][2]int { return [][2]int{{80, 24}, {120, 40}} }

func (s setupShot) file(w, h int) string { return fmt.Sprintf("%s-%dx%d", s.name, w, h) }

// TestPicturesOfTheSetup walks through the setup on each size; with -update it
// draws it. See TestPictures.
func TestPicturesOfTheSetup(t *testing.T) {
	t.Parallel()
	skipRaced(t)
	if runtime.GOOS == "windows" {
		t.Skip("the pictures show the paths of Unix")
	}
	var names []string
	for _, size := range setupSizes() {
		for _, s := range setupShots(cwtest.New(cwtest.Options{Now: noon}).Options()) {
			names = append(names, s.file(size[0], size[1]))
		}
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { walkSetup(t, size[0], size[1]) })
		})
	}
	inFolder(t, "setup", names)
}

// twoSites are a ConnectWise and, beside it, a web site; and a Mixpanel.
type twoSites struct{ psa, mixpanel http.RoundTripper }

func (s twoSites) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Hostname() == "mixpanel.com" {
		return s.mixpanel.RoundTrip(r)
	}
	if r.URL.Hostname() == pictureHost {
		return s.psa.RoundTrip(r)
	}
	return (&cwtest.Transport{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<html><body>Welcome</body></html>"))
	})}).RoundTrip(r)
}

// mixpanelOf is a Mixpanel that knows two events.
func mixpanelOf(now func() time.Time) *mixpaneltest.Server {
	m := mixpaneltest.New(mixpaneltest.Options{Now: now})
	m.Use("Signed in", "Somebody", now().Format(time.DateOnly), 9)
	m.Use("Opened ticket", "Somebody", now().Format(time.DateOnly), 4)
	return m
}

func walkSetup(t *testing.T, w, h int) {
	now := uitest.Clock(pictureNoon())
	server := cwtest.New(cwtest.Options{Seed: 7, Now: now, Still: true, PrivateKey: pictureKey})
	server.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/schedule/entries"})
	home := tempdir.New(t)
	p := newProgram(homeAt(home, "LANG=C.UTF-8", "TZ=Europe/Dublin"), Streams{},
		Options{Example: "# example\n", Ring: &memRing{keys: map[string]string{}}, Now: now, Transport: twoSites{server.Transport(), mixpanelOf(now).Transport()}})
	t.Cleanup(p.close)
	o, err := wizard{p: p}.options(t.Context(), filepath.Join(home, ".config", "daybrief", "config.toml"), true)
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
	for _, s := range setupShots(server.Options()) {
		for _, k := range strings.Fields(s.keys) {
			press(x, server, k)
		}
		x.Pass(5 * time.Second)
		flat := strings.Join(strings.Fields(x.Text()), " ") // sentences go over several lines
		for want := range strings.SplitSeq(s.wants, "|") {
			if !strings.Contains(flat, want) {
				t.Errorf("%s does not show %q:\n%s", s.name, want, x.Text())
			}
		}
		keepsTheKey(t, s.name, x)
		draw(t, x, "setup", s.file(w, h), w, h)
	}
	x.Press("enter")
	if ended, err := x.Ended(); !ended || err != nil || wizard.Result() != setup.Finished {
		t.Errorf("the setup ends with %v (%v, %v)", wizard.Result(), ended, err)
	}
}

// press does what a word of a setupShot says.
func press(x *uitest.Term, server *cwtest.Server, k string) {
	text, pasted := strings.CutPrefix(k, "~")
	switch {
	case k == "!mend":
		server.Mend()
	case pasted:
		x.Send(tea.PasteMsg{Content: strings.ReplaceAll(text, "@me", server.Me())})
		x.Pass(3 * time.Second) // what it begins comes to its end
	case k == "enter":
		x.Press(k)
		x.Pass(3 * time.Second)
	default:
		x.Press(strings.TrimPrefix(k, "="))
	}
}

// keepsTheKey fails when four letters of a private key in a row, or of its
// base64 form, are on the screen.
func keepsTheKey(t *testing.T, name string, x *uitest.Term) {
	t.Helper()
	text := x.Text()
	for _, key := range []string{pictureKey, wrongKey, mixpaneltest.Secret, base64.StdEncoding.EncodeToString([]byte(pictureKey))} {
		for i := 0; i+4 <= len(key); i++ {
			if strings.Contains(text, key[i:i+4]) {
				t.Errorf("%s shows %q of a private key:\n%s", name, key[i:i+4], text)
			}
		}
	}
}
