//go:build linux

package faulttest

import (
	"encoding/json"
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
	"daybrief/model"
)

// chatty is a server that, when it is told to, refuses everything with an answer
// that quotes the key in all its forms.
type chatty struct {
	http.Handler
	quotes atomic.Bool
	quoted atomic.Int64
}

func (s *chatty) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.quotes.Load() || strings.Contains(r.URL.Path, "/companyinfo/") {
		s.Handler.ServeHTTP(w, r)
		return
	}
	s.quoted.Add(1)
	said := strings.Join(forms(), " ")
	body, _ := json.Marshal(map[string]any{"code": "Security", "message": "You sent " + said, "errors": []map[string]string{{"code": said, "message": said, "field": said}}})
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Location", "http://192.0.2.1/"+forms()[0])
	w.WriteHeader(http.StatusForbidden)
	_, _ = w.Write(body)
}

// forms are those of the key, of what it is sent as, and of its halves.
func forms() (out []string) {
	for _, word := range []string{key, cwtest.DemoCompany + "+" + cwtest.DemoPublicKey + ":" + key} {
		out = append(out, model.SecretForms(word)...)
	}
	return out
}

// TestTheKeyGoesNowhere: no screen, output, log, file or process list of the
// program holds the key in any form, also when the server quotes it.
func TestTheKeyGoesNowhere(t *testing.T) {
	t.Parallel()
	s := &chatty{Handler: cwtest.New(cwtest.Options{PrivateKey: key})}
	h := httptest.NewServer(s)
	t.Cleanup(func() { h.CloseClientConnections(); h.Close() })
	args, _ := tenant(t, h)
	folder := filepath.Dir(args[1])
	text, err := os.ReadFile(args[1])
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, "the.key")
	write(t, file, key)
	write(t, args[1], strings.Replace(string(text), "[me]", "private_key_file = \""+file+"\"\n[me]", 1))
	args = append(args, "--log", filepath.Join(folder, "log"), "--debug")

	var screens []*console
	for _, command := range []string{"", "wall"} {
		c := open(t, setting{args: append(strings.Fields(command), args...)})
		c.sees("LIVE")
		screens = append(screens, c)
	}
	said := processes(t, screens)
	s.quotes.Store(true)
	for _, c := range screens {
		c.press("r!")
		c.until("it is refused", 20*time.Second, func() bool { return strings.Contains(c.text(), "DENIED") || strings.Contains(c.text(), "DEGRADED") })
		c.press("\x1b2:")
	}
	said += commands(t, folder, args)
	for _, c := range screens {
		_ = c.cmd.Process.Signal(syscall.SIGTERM)
		c.ends(5 * time.Second)
		said += c.transcript() + files(t, c.home, "")
	}
	if s.quoted.Load() < 5 {
		t.Errorf("the key was quoted %d times only", s.quoted.Load())
	}
	said = strings.ToLower(said + files(t, folder, file))
	for _, form := range forms() {
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

// files is everything in a folder but one file.
func files(t *testing.T, folder, but string) (said string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path == but {
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
