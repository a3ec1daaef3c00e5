package cli

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"daybrief/internal/elements/elementstest"
	"daybrief/internal/mixpanel/mixpaneltest"
	"daybrief/internal/terminal"
	"daybrief/model"
)

// eavesdropper sees every request, and answers some with an error that quotes what came, in
// every form of the secrets.
type eavesdropper struct {
	rest  http.RoundTripper
	words []string

	mu     sync.Mutex
	quotes bool
	went   map[string][]string // to hosts: the secrets that went there, by place
	hosts  map[string]int
}

func (w *eavesdropper) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	w.hosts[r.URL.Host]++
	for i, word := range w.words {
		for _, form := range []string{word, model.SecretForms(word)[0]} {
			for name, values := range r.Header {
				if strings.Contains(strings.Join(values, " "), form) {
					w.went[r.URL.Host] = append(w.went[r.URL.Host], fmt.Sprintf("%d in %s", i, name))
				}
			}
		}
		if user, pass, ok := r.BasicAuth(); ok && (strings.Contains(user, word) || strings.Contains(pass, word)) {
			w.went[r.URL.Host] = append(w.went[r.URL.Host], fmt.Sprintf("%d as a password", i))
		}
		if strings.Contains(r.URL.String(), word) {
			w.went[r.URL.Host] = append(w.went[r.URL.Host], fmt.Sprintf("%d in the address", i))
		}
	}
	quotes := w.quotes
	w.mu.Unlock()
	if !quotes || strings.Contains(r.URL.Path, "/instances/") {
		return w.rest.RoundTrip(r)
	}
	told := w.words[:3] // that this host was told
	switch {
	case strings.Contains(r.URL.Path, "/hubs/general/"):
		told = []string{w.words[0], w.words[1], w.words[3]}
	case r.URL.Host == "mixpanel.com":
		told = w.words[4:]
	}
	var said []string
	for _, word := range told {
		said = append(said, model.SecretForms(word)...)
	}
	body := `{"requestId":"r-1 ` + said[0] + `","message":` + quoted(strings.Join(said, " ")) + `,"providerMessage":` + quoted("you sent "+strings.Join(said, ", ")) + `,"error":` + quoted(strings.Join(said, " ")) + `}`
	return &http.Response{
		StatusCode: http.StatusForbidden, Header: http.Header{"Content-Type": {"application/json"}, "Elements-Request-Id": {said[0]}, "Location": {"https://evil.example/" + said[0]}},
		Body: io.NopCloser(strings.NewReader(body)), Request: r,
	}, nil
}

// The secrets of the gateway and of product usage, in any form, are in no output, no
// log, no file of the state, no report of a crash, and go to their own host only.
func TestSecretsGoNowhere(t *testing.T) {
	t.Parallel()
	words := []string{elementstest.UserSecret, elementstest.OrganizationSecret, elementstest.ElementToken, elementstest.UsageToken, mixpaneltest.Secret}
	usages := map[string]string{
		"the gateway's": fmt.Sprintf("[usage]\nsource = \"cloud-elements\"\ninstance = %d\n", elementstest.UsageInstance),
		"Mixpanel's":    fmt.Sprintf("[usage]\nsource = \"mixpanel\"\nproject = %d\naccount = %q\n", mixpaneltest.Project, mixpaneltest.Account),
	}
	for name, usage := range usages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, _, _ := countsThrough(t, elementstest.Options{})
			w := &eavesdropper{rest: d.opts.Transport, words: words, went: map[string][]string{}, hosts: map[string]int{}}
			d.opts.Transport = w
			d.throughGateway(fmt.Sprintf("instance = %d\n%s", elementstest.Instance, usage))
			text := filepath.Join(d.home, "log")
			var said strings.Builder
			for _, quotes := range []bool{false, true} {
				w.quotes = quotes
				for _, args := range [][]string{
					{"check"}, {"check", "--format", "json"}, {"brief", "--role", "manager"}, {"brief", "--role", "manager", "--format", "json"}, {"brief", "--section", "data-health"},
					{"report", "service"}, {"config", "show"}, {"search", "x"},
				} {
					_, out, errs := d.run(append(args, "--log", text, "--debug")...)
					said.WriteString(out + errs)
				}
			}
			if log := fileText(text); !strings.Contains(log, "request") || !strings.Contains(log, "403") {
				t.Errorf("the log holds no requests: %.300s", log)
			}
			holdsNone(t, "the output", said.String(), words)
			for _, word := range words {
				d.noneOf(t, word)
			}
			gateway := w.went["api.cloud-elements.com"]
			for host, went := range w.went {
				if host != "api.cloud-elements.com" && host != "mixpanel.com" {
					t.Errorf("%s got %v", host, went)
				}
				for _, one := range went {
					if strings.Contains(one, "address") || strings.HasPrefix(one, "4") && host != "mixpanel.com" || !strings.HasPrefix(one, "4") && host == "mixpanel.com" || !strings.Contains(one, "Authorization") && !strings.Contains(one, "password") {
						t.Errorf("%s got %s", host, one)
					}
				}
			}
			if len(gateway) == 0 || (len(w.went["mixpanel.com"]) == 0) != (name == "the gateway's") || w.hosts["evil.example"] > 0 {
				t.Errorf("the gateway got %d, Mixpanel %d; hosts %v", len(gateway), len(w.went["mixpanel.com"]), w.hosts)
			}
			crashes(t, d, words)
		})
	}
}

// holdsNone looks for every form of the secrets in a text.
func holdsNone(t *testing.T, where, text string, words []string) {
	t.Helper()
	low := strings.ToLower(text)
	for i, word := range words {
		for _, form := range model.SecretForms(word) {
			if strings.Contains(low, strings.ToLower(form)) {
				t.Errorf("secret %d is in %s as %q", i, where, form)
			}
		}
	}
}

// crashes lets the program of a desk stumble over a text that holds everything that
// is secret, after it has asked for all that it asks for.
func crashes(t *testing.T, d *desk, words []string) {
	t.Helper()
	p := newProgram(d.env, Streams{Out: io.Discard, Err: io.Discard}, d.opts)
	defer p.close()
	log, err := p.logger(false)
	if err != nil {
		t.Fatal(err)
	}
	tenant, err := p.connect(t.Context(), log)
	if err != nil {
		t.Fatal(err)
	}
	used, err := tenant.provider.(*counted).way.ready(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, _ = used.Try(t.Context()) // refused, and the token of its instance is known now
	_, _ = tenant.gather(t.Context(), scriptWait)
	text := "boom"
	known := map[string]bool{}
	for _, word := range p.known.list() {
		known[word] = true
	}
	if len(known) < 4 {
		t.Errorf("only %d secrets are known", len(known))
	}
	for word := range known {
		text += " " + strings.Join(model.SecretForms(word), " ")
	}
	err = p.report(&terminal.Crash{Value: text, Stack: "goroutine 1\n" + text}, tenant)
	dir := filepath.Join(d.home, ".local", "state", "daybrief")
	files, _ := filepath.Glob(filepath.Join(dir, "report-*.txt"))
	if len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	report, _ := os.ReadFile(files[0])
	holdsNone(t, "the report of a crash", string(report)+err.Error(), words)
}
