package cwtest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// noon is the clock of most tests: a Tuesday, mid-afternoon in UTC.
func noon() time.Time { return time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC) }

func testServer(t *testing.T, o Options) *Server {
	t.Helper()
	if o.Now == nil {
		o.Now = noon
	}
	return New(o)
}

// ask sends a GET with good credentials and returns the response, body read.
func ask(t *testing.T, s *Server, path string, change ...func(*http.Request)) (*http.Response, string) {
	t.Helper()
	target := "https://api.example/" + s.site.base() + "apis/3.0" + path
	if strings.HasPrefix(path, "/login") {
		target = "https://api.example" + path
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, target, nil)
	if err != nil {
		t.Fatal(err)
	}
	o := s.Options()
	req.SetBasicAuth(o.Company+"+"+o.PublicKey, o.PrivateKey)
	req.Header.Set("clientId", o.ClientID)
	for _, f := range change {
		f(req)
	}
	resp, err := s.Transport().RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

func where(path, conditions string, rest ...string) string {
	return path + "?conditions=" + url.QueryEscape(conditions) + strings.Join(rest, "")
}

// rows decodes a list.
func rows(t *testing.T, body string) []map[string]any {
	t.Helper()
	var out []map[string]any
	if err := json.Unmarshal([]byte(body), &out); err != nil {
		t.Fatalf("%v in %.200s", err, body)
	}
	return out
}

func TestEveryListIsJSON(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{})
	for _, path := range []string{
		"/system/members", "/system/info/members", "/system/mySecurity", "/service/boards", "/service/boards/4/statuses",
		"/service/boards/4/teams", "/service/boards/4/types", "/service/info/boards", "/service/priorities", "/service/tickets",
		"/service/tickets/calculateSla", "/project/tickets", "/schedule/entries", "/schedule/types", "/schedule/statuses",
		"/company/companies", "/company/contacts", "/company/configurations", "/finance/agreements",
	} {
		resp, body := ask(t, s, path+"?pageSize=1000")
		if resp.StatusCode != http.StatusOK || len(rows(t, body)) == 0 {
			t.Errorf("%s: %d, %.200s", path, resp.StatusCode, body)
		}
	}
	for _, path := range []string{"/system/info", "/system/myMembers", "/service/boards/4", "/service/tickets/count", "/company/companies/count"} {
		resp, body := ask(t, s, path)
		var one map[string]any
		if err := json.Unmarshal([]byte(body), &one); err != nil || resp.StatusCode != http.StatusOK || len(one) == 0 {
			t.Errorf("%s: %d %v, %.200s", path, resp.StatusCode, err, body)
		}
	}
	if r := s.Refused(); len(r) != 0 {
		t.Errorf("refused: %v", r)
	}
}
