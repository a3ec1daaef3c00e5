//go:build linux

package faulttest

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/elements/elementstest"
	"daybrief/internal/mixpanel/mixpaneltest"
	"daybrief/model"
)

// chatty is a server that, when it is told to, refuses everything with an answer
// that quotes the key in all its forms.
type chatty struct {
	http.Handler
	words  []string // what is secret
	quotes atomic.Bool
	quoted atomic.Int64
}

func (s *chatty) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.quotes.Load() || strings.Contains(r.URL.Path, "/companyinfo/") || strings.Contains(r.URL.Path, "/instances/") {
		s.Handler.ServeHTTP(w, r)
		return
	}
	s.quoted.Add(1)
	said := strings.Join(forms(s.words), " ")
	body, _ := json.Marshal(map[string]any{
		"code": "Security", "message": "You sent " + said, "errors": []map[string]string{{"code": said, "message": said, "field": said}},
		"requestId": "r-1 " + said, "providerMessage": said, "error": said,
	})
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Location", "http://192.0.2.1/"+forms(s.words)[0])
	w.WriteHeader(http.StatusForbidden)
	_, _ = w.Write(body)
}

// forms are those of the secrets, of what they are sent as, and of their halves.
func forms(words []string) (out []string) {
	for _, word := range words {
		out = append(out, model.SecretForms(word)...)
	}
	return out
}

// TestSecretsGoNowhere: no screen, output, log, file or process list of the program
// holds a secret in any form, whatever is looked at, also when the server quotes it;
// directly, and through a gateway with product usage.
func TestSecretsGoNowhere(t *testing.T) {
	t.Parallel()
	cw := cwtest.New(cwtest.Options{PrivateKey: key})
	for name, s := range map[string]*chatty{
		"direct": {Handler: cw, words: []string{key, cwtest.DemoCompany + "+" + cwtest.DemoPublicKey + ":" + key}},
		"gateway": {Handler: elementstest.New(cw, elementstest.Options{Usage: mixpaneltest.New(mixpaneltest.Options{Now: time.Now})}),
			words: []string{elementstest.UserSecret, elementstest.OrganizationSecret, elementstest.ElementToken, elementstest.UsageToken}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := httptest.NewServer(s)
			t.Cleanup(func() { h.CloseClientConnections(); h.Close() })
			args, _ := tenant(t, h)
			goNowhere(t, s, h.URL, args, name == "gateway")
		})
	}
}

func goNowhere(t *testing.T, s *chatty, url string, args []string, through bool) {
	t.Helper()
	folder := filepath.Dir(args[1])
	text, err := os.ReadFile(args[1])
	if err != nil {
		t.Fatal(err)
	}
	own := map[string]string{filepath.Join(folder, "the.key"): key} // where secrets may stand
	config := strings.Replace(string(text), "[me]", fmt.Sprintf("private_key_file = %q\n[me]", filepath.Join(folder, "the.key")), 1)
	if through {
		own = map[string]string{filepath.Join(folder, "user.key"): elementstest.UserSecret, filepath.Join(folder, "organization.key"): elementstest.OrganizationSecret}
		config = fmt.Sprintf("[connection]\nprovider = \"cloud-elements\"\nbase = %q\ninstance = %d\nuser_secret_file = %q\norganization_secret_file = %q\n[usage]\nsource = \"cloud-elements\"\ninstance = %d\n[me]\nrole = \"manager\"\n[poll]\nevery = \"5s\"\n",
			url, elementstest.Instance, filepath.Join(folder, "user.key"), filepath.Join(folder, "organization.key"), elementstest.UsageInstance)
	}
	for file, word := range own {
		write(t, file, word)
	}
	write(t, args[1], config)
	args = append(args, "--log", filepath.Join(folder, "log"), "--debug")

	var screens []*console
	for _, command := range []string{"", "wall"} {
		c := open(t, setting{args: append(strings.Fields(command), args...)})
		c.sees("open")
		screens = append(screens, c)
	}
	said := processes(t, screens)
	s.quotes.Store(true)
	for _, c := range screens {
		c.press("r!")
		c.until("it is refused", 20*time.Second, func() bool { return strings.Contains(c.text(), "DENIED") || strings.Contains(c.text(), "DEGRADED") })
		c.press("\x1b")
		for _, keys := range []string{"1w", "2\r", "\x1b", "3", "4\r", "\x1b", "5\r", "\x1b", "\x06x", "\x1b", "?", "\x1b", "r!"} {
			c.press(keys)
			c.still() // it is drawn
		}
		c.press("\x1b2:")
	}
	said += commands(t, folder, args)
	for _, c := range screens {
		_ = c.cmd.Process.Signal(syscall.SIGTERM)
		c.ends(5 * time.Second)
		said += c.transcript() + files(t, c.home, nil)
	}
	if s.quoted.Load() < 5 {
		t.Errorf("secrets were quoted %d times only", s.quoted.Load())
	}
	said = strings.ToLower(said + files(t, folder, own))
	for _, form := range forms(s.words) {
		if strings.Contains(said, strings.ToLower(form)) {
			at := strings.Index(said, strings.ToLower(form))
			t.Errorf("%q got out: …%q", form, said[max(0, at-80):at])
		}
	}
}

// commands are what the other commands print, of a home of their own.
func commands(t *testing.T, folder string, args []string) (said string) {
	t.Helper()
	run := func(in string, words ...string) {
		cmd := exec.Command(binary(t), append(words, args...)...)
		cmd.Env = []string{"HOME=" + folder, "PATH=/usr/bin:/bin", "TZ=UTC", "LANG=C.UTF-8"}
		cmd.Stdin = strings.NewReader(in)
		out, _ := cmd.CombinedOutput()
		if len(out) == 0 {
			t.Errorf("%v prints nothing", words)
		}
		said += string(out)
	}
	run("", "check")
	run("", "check", "--format", "json")
	run("", "brief", "--format", "json")
	run("", "brief", "--section", "data-health")
	run("", "config", "show")
	run("", "report", "service")
	run(key+"\n", "setup", "--private-key-stdin", "--site", "http://127.0.0.1:1", "--company", cwtest.DemoCompany, "--public-key", cwtest.DemoPublicKey, "--client-id", cwtest.DemoClientID, "--store", "file")
	return said
}

// processes are the command lines of the programs and of what they have started,
// and the variables of the latter.
func processes(t *testing.T, screens []*console) (said string) {
	t.Helper()
	for _, c := range screens {
		child := childOf(t, c.cmd.Process.Pid)
		for _, name := range []string{itoa(c.cmd.Process.Pid) + "/cmdline", itoa(c.cmd.Process.Pid) + "/environ", itoa(child) + "/cmdline", itoa(child) + "/environ"} {
			text, err := os.ReadFile("/proc/" + name)
			if err != nil {
				t.Error(err)
			}
			said += string(text)
		}
	}
	return said
}

// files is everything in a folder but some files.
func files(t *testing.T, folder string, but map[string]string) (said string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if _, own := but[path]; err != nil || d.IsDir() || own {
			return err
		}
		text, err := os.ReadFile(path)
		said += path + string(text)
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return said
}
