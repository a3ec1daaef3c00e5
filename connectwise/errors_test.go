package connectwise

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/internal/rest"
	"daybrief/model"
)

func TestRefusals(t *testing.T) {
	t.Parallel()
	html, text := http.Header{"Content-Type": {"text/html"}}, http.Header{"Content-Type": {"text/plain"}}
	page := "<html><body>Maintenance</body></html>"
	for _, tt := range []struct {
		name   string
		status int
		head   http.Header
		body   string
		code   string
		kind   model.ProblemKind
	}{
		{"redirect", 301, http.Header{"Location": {"http://elsewhere.example.com/"}}, "", "redirected", model.BadReply},
		{"redirect to itself", 307, http.Header{"Location": {"/"}}, "", "redirected", model.BadReply},
		{"page", 200, html, page, "web-site-not-api", model.BadReply},
		{"page without a label", 200, nil, page, "web-site-not-api", model.BadReply},
		{"page 403", 403, html, page, "web-site-not-api", model.BadReply},
		{"page 404", 404, html, page, "web-site-not-api", model.BadReply},
		{"page 429", 429, html, page, "rate-limited", model.RateLimited},
		{"page 503", 503, html, page, "server-unavailable", model.ServerDown},
		{"page 401", 401, html, page, "keys-refused", model.Unauthorized},
		{"429", 429, nil, `{"error":"ConnectWiseAPI","message":"Too many requests."}`, "rate-limited", model.RateLimited},
		{"401", 401, nil, `{"code":"Unauthorized"}`, "keys-refused", model.Unauthorized},
		{"401 not authenticated", 401, nil, `{"code":"ConnectWiseApi","message":"UserNotAuthenticated"}`, "keys-refused", model.Unauthorized},
		{"400 wrong pair", 400, text, "Incorrect public/private key", "keys-refused", model.Unauthorized},
		{"401 client id", 401, nil, `{"message":"The clientId is invalid"}`, "client-id-refused", model.Misconfigured},
		{"400 client id", 400, text, "Missing or invalid clientId header", "client-id-refused", model.Misconfigured},
		{"403", 403, nil, `{"code":"Security","message":"You do not have security permission to perform this action."}`, "denied-system-info", model.Forbidden},
		{"security as 400", 400, nil, `{"code":"Security","message":"no"}`, "denied-system-info", model.Forbidden},
		{"ssl", 403, nil, `{"code":"Security","message":"SSL is required.","errors":null}`, "api-host-needed", model.Misconfigured},
		{"404", 404, nil, `{"code":"NotFound"}`, "not-found", model.NotFound},
		{"cannot route", 400, text, "Cannot route. Codebase/company is invalid", "cannot-route", model.Misconfigured},
		{"400", 400, nil, `{"code":"InvalidObject","message":"bad","errors":[{"message":"Expected a boolean value","field":"x"}]}`, "bad-query", model.Misconfigured},
		{"405", 405, nil, "", "refused-405", model.Misconfigured},
		{"415", 415, text, "nope", "refused-415", model.Misconfigured},
		{"408", 408, nil, "", "timed-out", model.TimedOut},
		{"407", 407, nil, "", "proxy-login", model.Offline},
		{"206", 206, nil, `{"version":"v2026.4"}`, "partial-answer", model.BadReply},
		{"500", 500, nil, `{"message":"boom"}`, "server-failed", model.ServerDown},
		{"502", 502, html, page, "gateway-failed", model.ServerDown},
		{"504", 504, nil, "", "gateway-failed", model.ServerDown},
		{"599", 599, nil, "", "server-failed", model.ServerDown},
		{"empty", 200, nil, "", "empty-body", model.BadReply},
		{"blank", 200, nil, " \r\n", "empty-body", model.BadReply},
		{"null", 200, nil, "null", "unexpected-shape", model.BadReply},
		{"list", 200, nil, "[]", "unexpected-shape", model.BadReply},
		{"text", 200, text, "OK", "bad-json", model.BadReply},
		{"truncated", 200, nil, `{"version":"v20`, "truncated", model.BadReply},
		{"garbage", 200, nil, `{"version":"v2026.4"} x`, "trailing-data", model.BadReply},
		{"two values", 200, nil, `{}{}`, "trailing-data", model.BadReply},
		{"BOM", 200, nil, "\ufeff{}", "bad-encoding", model.BadReply},
		{"UTF-16", 200, nil, "\xff\xfe{\x00}\x00", "bad-encoding", model.BadReply},
		{"deep", 200, nil, `{"a":` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + "}", "too-deep", model.BadReply},
		{"syntax", 200, nil, `{"a":}`, "bad-json", model.BadReply},
		{"packed", 200, http.Header{"Content-Encoding": {"br"}}, "\x1b\x03", "bad-encoding", model.BadReply},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, c := newServer(t, &stub{name: tt.name, path: api + "/system/info", status: tt.status, reply: tt.head, body: tt.body})
			_, err := c.System.Info(t.Context())
			if e := wantCode(t, err, tt.code, tt.kind); e.Status != tt.status {
				t.Errorf("status is %d", e.Status)
			}
			if tt.name == "400" && !strings.Contains(err.Error(), "Expected a boolean value") {
				t.Errorf("the server's words are missing: %v", err)
			}
			if strings.ContainsAny(err.Error(), "<\x1b\n") {
				t.Errorf("the sentence is not clean: %q", err)
			}
		})
	}
}

func TestForbiddenNamesTheRow(t *testing.T) {
	t.Parallel()
	for path, row := range map[string]string{
		"/service/tickets/calculateSla": "Service Tickets", "/project/tickets": "Project Tickets", "/schedule/entries": "Resource Scheduling",
		"/company/companies": "Company Maintenance", "/company/contacts": "Contacts", "/system/members": "Member Maintenance",
		"/service/boards/5/statuses": "Table Setup", "/service/priorities": "Table Setup", "/time/entries": "Time Entry",
	} {
		p := denied(request{op: "x", path: path}, "h")
		if !strings.Contains(p.Needs, row) || !strings.Contains(p.Cure.String(), row) || !strings.HasPrefix(p.Code, "denied-") {
			t.Errorf("%s: %+v", path, p)
		}
	}
}

func TestMessagesAreScrubbed(t *testing.T) {
	t.Parallel()
	pair := "acme+" + testPublic + ":" + testPrivate
	coded := base64.StdEncoding.EncodeToString([]byte(pair))
	body := "bad \x1b[31m keys: " + pair + " " + coded + " " + url.QueryEscape(pair) + " " + strings.ToUpper(testClientID) + " " + testPrivate + strings.Repeat(" long", 200)
	_, c := newServer(t, &stub{name: "echo", path: api + "/system/info", status: 400, body: body, reply: http.Header{"Content-Type": {"text/plain"}}})
	_, err := c.System.Info(t.Context())
	e := wantCode(t, err, "bad-query", model.Misconfigured)
	all := fmt.Sprintf("%v %q %+v %#v", err, e.Message, e, *e)
	for _, s := range []string{testPrivate, testPublic, testClientID, strings.ToUpper(testClientID), coded, "\x1b"} {
		if strings.Contains(all, s) {
			t.Errorf("%q is in %s", s, all)
		}
	}
	if n := len([]rune(e.Message)); n > maxSaid+1 || !strings.Contains(e.Message, "[redacted]") {
		t.Errorf("%d characters: %s", n, e.Message)
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	server := testNow().Add(2 * time.Hour) // its clock differs from ours
	date := func(d time.Duration) string { return server.Add(d).Format(http.TimeFormat) }
	for _, tt := range []struct {
		values []string
		want   time.Duration
	}{
		{nil, 0}, {[]string{"30"}, 30 * time.Second}, {[]string{" 1.5 "}, 1500 * time.Millisecond}, {[]string{"0"}, 0}, {[]string{"-5"}, 0},
		{[]string{"abc"}, 0}, {[]string{"NaN"}, 0}, {[]string{"86400"}, 24 * time.Hour}, {[]string{"9223372037"}, (1 << 31) * time.Second}, {[]string{"1e300"}, (1 << 31) * time.Second},
		{[]string{date(30 * time.Second)}, 30 * time.Second}, {[]string{date(-time.Hour)}, 0}, {[]string{"5", "30"}, 30 * time.Second},
	} {
		h := http.Header{"Retry-After": tt.values, "Date": {server.Format(http.TimeFormat)}}
		if got := rest.RetryAfter(h, testNow()); got != tt.want {
			t.Errorf("%q: got %v, want %v", tt.values, got, tt.want)
		}
		_, c := newServer(t, &stub{name: "limit", path: api + "/system/info", status: 429, reply: h})
		_, err := c.System.Info(t.Context())
		if e := wantCode(t, err, "rate-limited", model.RateLimited); e.RetryAfter != tt.want || e.Problem().RetryAfter != tt.want {
			t.Errorf("%q: the error says %v", tt.values, e.RetryAfter)
		}
	}
}

func TestBodyLimit(t *testing.T) {
	t.Parallel()
	endless := io.MultiReader(strings.NewReader(`{"version":"`), neverEnding('x'))
	_, c := newServer(t, &stub{name: "endless", path: api + "/system/info", raw: endless})
	_, err := c.System.Info(t.Context())
	wantCode(t, err, "too-large", model.BadReply)

	_, c = newServer(t, &stub{name: "endless refusal", path: api + "/system/info", status: 500, raw: neverEnding('x')})
	_, err = c.System.Info(t.Context())
	wantCode(t, err, "server-failed", model.ServerDown)

	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = io.CopyN(z, neverEnding(' '), 1<<20)
	_ = z.Close()
	zr, _ := gzip.NewReader(&packed)
	_, c = newServer(t, &stub{name: "bomb", path: api + "/system/info", raw: zr})
	small, err := c.With(WithBodyLimit(1 << 10))
	if err != nil {
		t.Fatal(err)
	}
	_, err = small.System.Info(t.Context())
	wantCode(t, err, "too-large", model.BadReply)
}

type neverEnding byte

func (n neverEnding) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(n)
	}
	return len(p), nil
}

// failing breaks off with an error.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestBrokenBodies(t *testing.T) {
	t.Parallel()
	for code, r := range map[string]io.Reader{
		"truncated": io.MultiReader(strings.NewReader(`{"ver`), failing{io.ErrUnexpectedEOF}),
		"reset":     io.MultiReader(strings.NewReader(`{"ver`), failing{syscall.ECONNRESET}),
		"timed-out": io.MultiReader(strings.NewReader(`{"ver`), failing{timeout{}}),
	} {
		_, c := newServer(t, &stub{name: code, path: api + "/system/info", raw: r})
		_, err := c.System.Info(t.Context())
		var p *model.Problem
		if !errors.As(err, &p) || p.Code != code {
			t.Errorf("%s: %v", code, err)
		}
	}
}

func TestTimeoutStartsAfterTheGate(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		hang := func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		}
		in, out := 0, 0
		limiter := func(ctx context.Context) (func(), error) {
			in++
			time.Sleep(time.Minute)
			return func() { out++ }, ctx.Err()
		}
		s := &server{t: t, stubs: []*stub{discoveryStub(), {name: "hang", path: api + "/system/info", handler: hang}}}
		c := newClient(t, "na.myconnectwise.net", s, WithLimiter(limiter), WithTimeout(10*time.Second))
		began := time.Now()
		_, err := c.System.Info(t.Context())
		wantCode(t, err, "timed-out", model.TimedOut)
		if took := time.Since(began); took != 2*time.Minute+10*time.Second || in != 2 || out != 2 {
			t.Errorf("took %v, the limiter was entered %d times and left %d times", took, in, out)
		}
	})
}

func TestGateRefuses(t *testing.T) {
	t.Parallel()
	held := &model.Problem{Kind: model.RateLimited, Code: "held-back", What: model.Clean("wait"), RetryAfter: time.Minute}
	for _, tt := range []struct {
		err  error
		code string
		kind model.ProblemKind
	}{{held, "held-back", model.RateLimited}, {context.Canceled, "cancelled", model.TimedOut}, {context.DeadlineExceeded, "timed-out", model.TimedOut}} {
		c := newClient(t, "na.myconnectwise.net", &server{t: t}, WithLimiter(func(context.Context) (func(), error) { return nil, tt.err }))
		_, err := c.System.Info(t.Context())
		wantCode(t, err, tt.code, tt.kind)
		if !errors.Is(err, tt.err) {
			t.Errorf("%v is not %v", err, tt.err)
		}
	}
}

func TestLogHoldsNothingSecret(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	log := slog.New(slog.NewTextHandler(&b, &slog.HandlerOptions{Level: slog.LevelDebug}))
	_, c := newServer(t, &stub{name: "info", path: api + "/system/info", body: `{"version":"v2026.4"}`, reply: http.Header{"Date": {testNow().Format(http.TimeFormat)}}})
	var seen []Exchange
	c, err := c.With(WithLog(log), WithObserver(func(e Exchange) { seen = append(seen, e) }))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.System.Info(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "path="+api+"/system/info status=200") {
		t.Error(b.String())
	}
	for _, s := range []string{testPrivate, testPublic, testClientID, "Basic", "fields"} {
		if strings.Contains(b.String(), s) {
			t.Errorf("the log holds %q", s)
		}
	}
	if len(seen) != 2 || seen[1].Bytes != 21 || !seen[1].Date.Equal(testNow()) || !c.ServerDate().Equal(testNow()) {
		t.Errorf("%+v", seen)
	}
}

func TestOptionsAreValidated(t *testing.T) {
	t.Parallel()
	site, _ := ParseSite("na.myconnectwise.net")
	auth, _ := NewBasic("a", "b", model.NewSecret("c"), "d")
	for name, o := range map[string]Option{
		"transport": WithTransport(nil), "now": WithNow(nil), "timeout": WithTimeout(0), "limiter": WithLimiter(nil), "limit": WithBodyLimit(0),
		"log": WithLog(nil), "observer": WithObserver(nil), "version": WithVersion("a b"), "pages": WithPages(1001, 1), "no pages": WithPages(1, 0),
	} {
		if _, err := New(site, "a", auth, o); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := New(Site{}, "a", auth); err == nil {
		t.Error("no site: accepted")
	}
	if _, err := New(site, " ", auth); err == nil {
		t.Error("no company: accepted")
	}
	if _, err := New(site, "a", nil); err == nil {
		t.Error("no auth: accepted")
	}
}
