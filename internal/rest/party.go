package rest

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/netip"
	"strings"

	"daybrief/model"
)

// SaidLimit is how much of a refusal is read.
const SaidLimit = 64 << 10

// Party is who is asked, and how messages name it.
type Party struct {
	Host string
	Name string // "Mixpanel", "the gateway"
	API  string // what should have answered: "the gateway's API"
	// Setting holds its address: "connection.base".
	Setting string
}

// Problem is a failure at this party.
func (p Party) Problem(kind model.ProblemKind, code, what, cure string) *model.Problem {
	return &model.Problem{Kind: kind, Code: code, Host: p.Host, What: model.Clean(what), Cure: model.Clean(cure)}
}

// Bad is an answer that is none.
func (p Party) Bad(code, what string) *model.Problem {
	return p.Problem(model.BadReply, code, p.Host+" sent "+what+".", "It will be asked again; if it stays like this, check what stands between here and "+p.Name+".")
}

// Unanswered is a request that never came to an answer: the network's fault, or
// the word of whoever let it wait.
func (p Party) Unanswered(ctx context.Context, err error) *model.Problem {
	var known *model.Problem
	if errors.As(err, &known) {
		return known
	}
	fault := Fault(ctx, p.Host, err)
	// The site is the setting of ConnectWise's own address.
	fault.Cure = model.Clean(strings.ReplaceAll(fault.Cure.String(), "the site", "the address"))
	return &fault
}

// Read takes the body, of at most so many bytes after decompression. Of a refusal
// its beginning is enough.
func (p Party) Read(ctx context.Context, bodies *Bodies, resp *http.Response, limit int) ([]byte, error) {
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		body, _ := io.ReadAll(io.LimitReader(resp.Body, SaidLimit))
		return body, nil // the status says enough
	}
	body, whole, err := bodies.Read(ctx, resp.Body, limit)
	switch {
	case err != nil:
		fault := Broken(ctx, p.Host, err)
		return nil, &fault
	case !whole:
		return nil, p.Problem(model.BadReply, "too-large", p.Host+" sent a far bigger answer than expected; it was cut off.", "Check that "+p.Setting+" is the address of "+p.Name+".")
	}
	return body, nil
}

// Well reports whether an answer is a success that can be read.
func Well(resp *http.Response, page bool) bool {
	return resp.StatusCode >= 200 && resp.StatusCode < 300 && resp.StatusCode != http.StatusPartialContent && !page && Plain(resp.Header)
}

// Refusal classifies what every service refuses alike; nil for what each says in
// words of its own. page is set for a web page.
func (p Party) Refusal(resp *http.Response, page bool) *model.Problem {
	switch status := resp.StatusCode; {
	case status >= 300 && status < 400:
		fault := Redirected(p.Host, resp.Header)
		return &fault
	case status == http.StatusProxyAuthRequired:
		return p.Problem(model.Offline, "proxy-login", "The proxy on the way to "+p.Host+" wants a login.", "Put the proxy's user and password into HTTPS_PROXY, or ask who runs it.")
	case status >= 500:
		fault := ServerDown(p.Host, status)
		return &fault
	case status == http.StatusPartialContent:
		return p.Problem(model.BadReply, "partial-answer", p.Host+" sent only a part of its answer (HTTP 206).", "Check what stands between here and "+p.Name+".")
	case page:
		return p.Problem(model.BadReply, "web-site-not-api", p.Host+" answered with a web page; this is a web site and not "+p.API+".", "Check "+p.Setting+"; a proxy or a login page can also answer in its place.")
	case status < 300:
		return p.Problem(model.BadReply, "bad-encoding", p.Host+" compressed its answer in a way that was not asked for.", "Check what stands between here and "+p.Name+".")
	case status == http.StatusRequestTimeout:
		return p.Problem(model.TimedOut, "timed-out", p.Host+" gave up waiting.", "It will be asked again.")
	case status == http.StatusUnsupportedMediaType, status == http.StatusNotAcceptable:
		return p.Problem(model.BadReply, "no-json-here", p.Host+" does not answer in JSON (HTTP "+StatusName(status)+").", "Check "+p.Setting+", and what stands between here and "+p.Name+".")
	}
	return nil
}

// Quotation is the server's words as the end of a sentence; "" when it had none.
func Quotation(words string) string {
	if words == "" {
		return ""
	}
	return `: "` + strings.TrimRight(words, ".") + `"`
}

// NewClient makes a client that never follows a redirect: the secrets would go
// along. Without a transport it is a new one for real servers.
func NewClient(transport http.RoundTripper) *http.Client {
	if transport == nil {
		transport = NewTransport()
	}
	return &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// Loopback reports whether a host is the address of this computer.
func Loopback(host string) bool {
	a, err := netip.ParseAddr(host)
	return err == nil && a.IsLoopback()
}
