package connectwise

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"daybrief/model"
)

// stub is one expected request with its answer.
type stub struct {
	name    string // shown when it was never asked for
	method  string // GET when empty
	path    string
	query   map[string]string // exact and complete
	any     bool              // the query doesn't matter
	header  map[string]string // must be among the request's
	want    string            // body of the request
	status  int               // 200 when 0
	reply   http.Header
	body    string
	raw     io.Reader // instead of body
	err     error     // instead of an answer
	many    bool      // may be asked for any number of times
	handler func(*http.Request) (*http.Response, error)
	used    int
}

// server answers from stubs, in memory. It fails the test on a request that no
// stub expects, and by name on stubs that were never asked for.
type server struct {
	t     *testing.T
	mu    sync.Mutex
	stubs []*stub
	log   []string
}

func (s *server) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.log = append(s.log, r.Method+" "+r.URL.Path)
	if len(r.URL.String()) > maxURL {
		s.t.Errorf("a URL of %d characters was sent", len(r.URL.String()))
	}
	for _, st := range s.stubs {
		if (st.used > 0 && !st.many) || !st.matches(r) {
			continue
		}
		st.used++
		s.check(st, r)
		return st.answer(r)
	}
	s.t.Errorf("nobody expected %s %s", r.Method, r.URL)
	return nil, errors.New("unexpected request")
}

func (st *stub) matches(r *http.Request) bool {
	method := st.method
	if method == "" {
		method = http.MethodGet
	}
	return r.Method == method && r.URL.Path == st.path && (st.any || sameQuery(r.URL.Query(), st.query))
}

func (s *server) check(st *stub, r *http.Request) {
	for k, v := range st.header {
		if got := r.Header.Get(k); got != v {
			s.t.Errorf("%s: header %s is %q, not %q", st.name, k, got, v)
		}
	}
	if st.want != "" {
		b, _ := io.ReadAll(r.Body)
		if string(b) != st.want {
			s.t.Errorf("%s: body is %s, not %s", st.name, b, st.want)
		}
	}
	if strings.Contains(r.URL.Path, "/apis/3.0") {
		if r.Header.Get("Authorization") == "" || r.Header.Get("clientId") != testClientID {
			s.t.Errorf("%s: the request is not signed", st.name)
		}
	} else if r.Header.Get("Authorization") != "" || r.Header.Get("clientId") != "" {
		s.t.Errorf("%s: keys were sent to a page that needs none", st.name)
	}
}

func (st *stub) answer(r *http.Request) (*http.Response, error) {
	if st.handler != nil {
		return st.handler(r)
	}
	if st.err != nil {
		return nil, st.err
	}
	status := st.status
	if status == 0 {
		status = http.StatusOK
	}
	h := st.reply.Clone()
	if h == nil {
		h = http.Header{}
	}
	if h.Get("Content-Type") == "" {
		h.Set("Content-Type", "application/json; charset=utf-8")
	}
	body := st.raw
	if body == nil {
		body = strings.NewReader(st.body)
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(body), ContentLength: -1, Request: r}, nil
}

func sameQuery(got url.Values, want map[string]string) bool {
	if len(got) != len(want) {
		return false
	}
	for k, v := range want {
		if got.Get(k) != v {
			return false
		}
	}
	return true
}

const (
	testClientID = "0f3c2b7a-1111-4222-8333-444455556666"
	testPublic   = "PubKeyExample01"
	testPrivate  = "PrivKeyExample9"
)

// testNow is the clock of the tests: a Tuesday.
func testNow() time.Time { return time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC) }

func discoveryStub() *stub {
	return &stub{name: "discovery", path: "/login/companyinfo/acme", many: true, used: 1,
		body: `{"CompanyName":"Acme IT","Codebase":"v2026_4/","VersionCode":"v2026.4","CompanyID":"AC","IsCloud":"True","SiteUrl":"api-na.myconnectwise.net"}`}
}

// newServer starts a server on which discovery works.
func newServer(t *testing.T, stubs ...*stub) (*server, *Client) {
	t.Helper()
	return newServerAt(t, "na.myconnectwise.net", append([]*stub{discoveryStub()}, stubs...)...)
}

func newServerAt(t *testing.T, site string, stubs ...*stub) (*server, *Client) {
	t.Helper()
	s := &server{t: t, stubs: stubs}
	t.Cleanup(func() {
		for _, st := range s.stubs {
			if st.used == 0 {
				t.Errorf("stub %q was never asked for", st.name)
			}
		}
	})
	return s, newClient(t, site, s)
}

func newClient(t testing.TB, site string, rt http.RoundTripper, opts ...Option) *Client {
	t.Helper()
	at, err := ParseSite(site)
	if err != nil {
		t.Fatal(err)
	}
	auth, err := NewBasic("acme", testPublic, model.NewSecret(testPrivate), testClientID)
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(at, "acme", auth, append([]Option{WithTransport(rt), WithNow(testNow), WithVersion("1.2.3")}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const api = "/v2026_4/apis/3.0"

func wantCode(t *testing.T, err error, code string, kind model.ProblemKind) *Error {
	t.Helper()
	var e *Error
	var p *model.Problem
	if !errors.As(err, &e) || !errors.As(err, &p) {
		t.Fatalf("want an *Error with code %s, got %v", code, err)
	}
	if p.Code != code || p.Kind != kind {
		t.Fatalf("want code %s (%v), got %s (%v): %v", code, kind, p.Code, p.Kind, err)
	}
	if p.What.IsEmpty() {
		t.Errorf("%s says nothing", code)
	}
	for _, s := range []string{testPrivate, testPublic, testClientID} {
		if strings.Contains(fmt.Sprintf("%v %+v %#v", err, e, *e), s) {
			t.Errorf("%s holds a secret", code)
		}
	}
	return e
}
