package cli

import (
	"context"
	"crypto/x509"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"

	"daybrief/internal/elements/elementstest"
)

// gatewayFault is something that is wrong with a gateway, or with what is known of it.
type gatewayFault struct {
	code, step string
	exit       int
	env        []string // instead of the right secrets
	more       string   // settings instead of the right instance
	o          elementstest.Options
	fault      *elementstest.Fault
	network    error // instead of any answer
}

// deaf is a network on which nobody answers.
type deaf struct{ err error }

func (d deaf) RoundTrip(*http.Request) (*http.Response, error) { return nil, d.err }

func gatewayFaults() []gatewayFault {
	const user, org, token = "DAYBRIEF_USER_SECRET=", "DAYBRIEF_ORGANIZATION_SECRET=", "DAYBRIEF_ELEMENT_TOKEN="
	const right = elementstest.UserSecret
	hub := func(status int, body string) *elementstest.Fault {
		return &elementstest.Fault{Status: status, Body: body}
	}
	secret := func(code string, env ...string) gatewayFault {
		return gatewayFault{code: code, step: "instance", exit: exitAuth, env: env}
	}
	malformed := func(code string, env ...string) gatewayFault {
		return gatewayFault{code: code, step: "secrets", exit: exitUsage, env: env}
	}
	address := func(code, base string) gatewayFault {
		return gatewayFault{code: code, step: "gateway", exit: exitUsage, more: fmt.Sprintf("instance = 7\nbase = %q\n", base)}
	}
	answer := func(code string, exit int, f *elementstest.Fault) gatewayFault {
		return gatewayFault{code: code, step: "token", exit: exit, fault: f}
	}
	network := func(code string, err error) gatewayFault {
		return gatewayFault{code: code, step: "instance", exit: exitFailed, network: err}
	}
	return []gatewayFault{
		network("refused", &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}),
		network("no-such-host", &net.DNSError{Err: "no such host", Name: "api.cloud-elements.com", IsNotFound: true}),
		network("timed-out", context.DeadlineExceeded), network("tls-unknown-ca", x509.UnknownAuthorityError{}), network("offline", io.ErrClosedPipe),
		secret("account-secrets-refused", user+"wrong+secret/of=somebody"),
		secret("account-secrets-refused", org+"0123456789abcdef0123456789abcdef"),
		secret("account-secrets-refused", user+elementstest.OrganizationSecret, org+right),
		{code: "element-token-refused", step: "token", exit: exitAuth, env: []string{token + "wrong+token/x="}},
		malformed("missing-user-secret", user), malformed("missing-organization-secret", org),
		malformed("bad-user-secret", user+right[:9]+" "+right[9:]), malformed("bad-user-secret", user+right[:9]+"\n"+right[9:]),
		malformed("bad-organization-secret", org+"5f0e 3b7a"), malformed("bad-element-token", token+"kV9, Element x"),
		{code: "missing-instance", step: "instance", exit: exitUsage, more: "instance = 0\n"},
		{code: "no-such-instance", step: "instance", exit: exitUsage, more: "instance = 7\n"},
		{code: "other-element", step: "instance", exit: exitUsage, o: elementstest.Options{Element: "mixpanel"}},
		{code: "instance-disabled", step: "instance", exit: exitUsage, o: elementstest.Options{Disabled: true}},
		address("base-plain-http", "http://gateway.example"), address("base-scheme", "ftp://gateway.example"), address("base-login", "https://me:pass@gateway.example"),
		answer("provider-keys-refused", exitAuth, hub(401, `{"requestId":"r-1","message":"m","providerMessage":"Unauthorized"}`)),
		answer("provider-denied", exitPartial, hub(403, `{"requestId":"r-1","message":"m","providerMessage":"no permission"}`)),
		answer("gateway-denied", exitPartial, hub(403, `{"requestId":"r-1","message":"plan"}`)),
		answer("rate-limited", exitFailed, &elementstest.Fault{Status: 429, RetryAfter: "30"}),
		answer("server-failed", exitFailed, hub(500, "oops")), answer("provider-failed", exitFailed, hub(500, `{"providerMessage":"timeout"}`)),
		answer("no-json-here", exitFailed, hub(415, "")), answer("web-site-not-api", exitFailed, hub(200, "<html>Sign in</html>")),
		answer("truncated", exitFailed, hub(200, `[{"id":1},{"id`)), answer("bad-json", exitFailed, hub(200, `[{"id":1},]`)),
		answer("unexpected-shape", exitFailed, hub(200, `{"tickets":[]}`)), answer("empty-body", exitFailed, hub(200, "")),
		answer("redirected", exitFailed, hub(302, "")), answer("no-tickets-here", exitUsage, hub(404, `{"message":"No resource found"}`)),
		{code: "renamed-fields", step: "token", exit: exitFailed, o: elementstest.Options{Rename: map[string]string{
			"id": "number", "summary": "s", "status": "t", "board": "b", "company": "c", "priority": "p", "_info": "i"}}},
	}
}

// Every fault of a gateway has its code, a sentence and a cure in both formats, an
// exit code. What comes after it says that it waits.
func TestCheckNamesEveryFaultOfAGateway(t *testing.T) {
	t.Parallel()
	for i, f := range gatewayFaults() {
		t.Run(fmt.Sprintf("%02d %s", i, f.code), func(t *testing.T) {
			t.Parallel()
			d, _, g := atGateway(t, f.o)
			g.Break(f.fault)
			if f.network != nil {
				d.opts.Transport = deaf{f.network}
			}
			d.env = append(d.env, gatewayEnv(f.env...)...)
			if f.more == "" {
				f.more = fmt.Sprintf("instance = %d\n", elementstest.Instance)
			}
			d.throughGateway(f.more)
			code, doc := d.checkJSON()
			var what, cure string
			failed := 0
			for _, r := range doc.Checks {
				if r.State != "fail" {
					continue
				}
				if failed++; r.ID == f.step {
					what, cure = r.What, r.Cure
				}
			}
			if code != f.exit || doc.code(f.step) != f.code || failed != 1 || !strings.HasSuffix(what, ".") || !strings.HasSuffix(cure, ".") {
				t.Errorf("exit %d, want %d; %s: %s, want %s; %d failed: %q %q", code, f.exit, f.step, doc.code(f.step), f.code, failed, what, cure)
			}
			if v := g.Violations(); len(v) > 0 {
				t.Error(v)
			}
			again, text, errs := d.run("check")
			flat := strings.Join(strings.Fields(text), " ")
			if again != code || errs != "" || what == "" || !strings.Contains(flat, what) || !strings.Contains(flat, cure) {
				t.Errorf("in text: exit %d %s\n%s\nwants %q, %q", again, errs, text, what, cure)
			}
			var words []string
			for _, e := range d.env {
				if name, value, _ := strings.Cut(e, "="); strings.HasPrefix(name, "DAYBRIEF_") && len(value) > 5 {
					words = append(words, value)
				}
			}
			holdsNone(t, "the output", text+what+cure, words)
		})
	}
}
