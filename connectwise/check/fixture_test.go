package check

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/model"
)

func noon() time.Time { return time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC) }

// good is what somebody typed who made no mistake.
func good(s *cwtest.Server) Input {
	o := s.Options()
	return Input{
		Site: "https://psa.example", Company: o.Company, PublicKey: o.PublicKey, ClientID: o.ClientID,
		PrivateKey: model.NewSecret(o.PrivateKey), Member: s.Me(), Transport: s.Transport(), Now: noon,
	}
}

func tenant(o cwtest.Options) *cwtest.Server {
	o.Now, o.Still = noon, true
	return cwtest.New(o)
}

func byID(results []Result) map[string]Result {
	out := map[string]Result{}
	for _, r := range results {
		out[r.ID] = r
	}
	return out
}

// table prints results for a failing test.
func table(results []Result) string {
	var b strings.Builder
	for _, r := range results {
		fmt.Fprintf(&b, "%-16s %-4s %-20s %s | %s | %s | %s\n", r.ID, r.State, r.Code, r.What, r.Cure, r.Needs, r.Said)
	}
	return b.String()
}

// sound checks what holds of every run.
func sound(t *testing.T, in Input, results []Result) {
	t.Helper()
	for _, r := range results {
		if r.Code != "" && r.Code != CodeSkipped && r.Code != CodeNotNeeded {
			f, known := catalogue(Codes()).lookup(r.Code)
			switch {
			case !known:
				t.Errorf("%s: the code %q is not in the catalogue", r.ID, r.Code)
			case !f.own && !like(r.What, f.What), !f.own && !like(r.Cure, f.Cure):
				t.Errorf("%s: %q / %q is not like %q / %q", r.ID, r.What, r.Cure, f.What, f.Cure)
			case f.State != r.State:
				t.Errorf("%s: %s is %s, the catalogue says %s", r.ID, r.Code, r.State, f.State)
			}
		}
		if (r.State == Fail || r.State == Warn) && (r.Code == "" || r.What == "" || r.Cure == "") {
			t.Errorf("%s: a fault without code, sentence or cure: %+v", r.ID, r)
		}
		all := fmt.Sprintf("%+v", r)
		for _, bad := range []string{in.PrivateKey.Reveal(), in.PublicKey, in.ClientID, "{", "\x1b"} {
			if bad != "" && strings.Contains(strings.TrimPrefix(all, "{"), bad) {
				t.Errorf("%s holds %q: %s", r.ID, bad, all)
			}
		}
	}
}

// like compares a sentence with its pattern.
func like(text, pattern string) bool {
	for {
		before, rest, placeholder := strings.Cut(pattern, "{")
		if !placeholder {
			return strings.HasSuffix(text, before)
		}
		i := strings.Index(text, before)
		if i < 0 {
			return false
		}
		text = text[i+len(before):]
		_, pattern, _ = strings.Cut(rest, "}")
	}
}

// answering gives every request the same answer.
func answering(body string) http.RoundTripper { return status(200, body) }

// status answers discovery as it should be, and everything else with a status.
func status(code int, body string) http.RoundTripper {
	return (&cwtest.Transport{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if strings.HasPrefix(r.URL.Path, "/login/") && code != 200 {
			_, _ = w.Write([]byte(`{"CompanyName":"Acme","Codebase":"v2026_4/"}`))
			return
		}
		w.WriteHeader(code)
		_, _ = w.Write([]byte(body))
	})})
}

// at replaces the answer of one path.
func at(s *cwtest.Server, path, body string) http.RoundTripper {
	return (&cwtest.Transport{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, path) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write([]byte(body))
			return
		}
		s.ServeHTTP(w, r)
	})})
}
