package connectwise

import (
	"net/http"
	"strings"
	"time"

	"daybrief/internal/rest"
	"daybrief/model"
)

// classifier tells what kind of failure an answer is.
type classifier struct {
	site    Site
	company string
	now     func() time.Time
	req     request
	host    string // that was asked
}

func (c *Client) classifier(req request, host string) classifier {
	return classifier{site: c.site, company: c.company, now: c.config.now, req: req, host: host}
}

// refusal classifies an answer that is not a success; nil means that it is.
//
// The order is that of connectwise-api 4, with one refinement: 401, 429 and 5xx
// are believed whatever the body is, because gateways dress them as web pages,
// and taking them for a web site would hide Retry-After or keep knocking with
// refused keys.
func (c classifier) refusal(resp *http.Response, body []byte, secrets []string) error {
	status := resp.StatusCode
	page := rest.IsPage(resp.Header, body)
	if status >= 200 && status < 300 && status != http.StatusPartialContent && !page && rest.Plain(resp.Header) {
		return nil // the words of a refusal are looked for in refusals only: it costs more than decoding
	}
	said := readRefusal(body, secrets)
	fail := func(p model.Problem) error {
		p.Host = c.host
		e := newError(c.req.op, status, p)
		e.Code, e.Message = said.code, said.message
		return e
	}
	switch {
	case status >= 300 && status < 400:
		return fail(rest.Redirected(c.host, resp.Header))
	case status == http.StatusProxyAuthRequired:
		return fail(problem(model.Offline, "proxy-login", "The proxy on the way to "+c.host+" wants a login.", "Put the proxy's user and password into HTTPS_PROXY, or ask who runs it."))
	case status == http.StatusTooManyRequests:
		p := problem(model.RateLimited, "rate-limited", c.host+" asks for fewer requests.", "daybrief waits as long as it was told; other programs with the same keys count too.")
		p.RetryAfter = rest.RetryAfter(resp.Header, c.now())
		return fail(p)
	case status == http.StatusPartialContent && !page:
		// No range was asked for: a piece taken for the whole would make numbers small.
		return fail(problem(model.BadReply, "partial-answer", c.host+" sent only a part of its answer (HTTP 206).", "Check what stands between here and the server."))
	case status >= 500:
		p := rest.ServerDown(c.host, status)
		p.RetryAfter = rest.RetryAfter(resp.Header, c.now())
		return fail(p)
	case status >= 200 && status < 300 && !page:
		return c.unpacked(fail, resp)
	case page && status != http.StatusUnauthorized:
		return fail(c.webPage())
	}
	return fail(c.clientFault(status, said))
}

// unpacked refuses bodies that are still encoded: their bytes are not what was
// asked for, and their size is not known.
func (c classifier) unpacked(fail func(model.Problem) error, resp *http.Response) error {
	if !rest.Plain(resp.Header) {
		return fail(problem(model.BadReply, "bad-encoding", c.host+" compressed its answer in a way that was not asked for.", "Check what stands between here and the server."))
	}
	return nil
}

// clientFault classifies what is left of the 4xx.
func (c classifier) clientFault(status int, said said) model.Problem {
	text := strings.ToLower(said.message)
	switch {
	case strings.Contains(text, "ssl is required"):
		return problem(model.Misconfigured, "api-host-needed", c.host+" does not answer API requests; ConnectWise has a host of its own for them.", "Make the site the address that you use in the browser; daybrief finds the API host itself.")
	case status == http.StatusUnauthorized && strings.Contains(text, "clientid"):
		return c.clientIDFault()
	case status == http.StatusUnauthorized, strings.Contains(text, "incorrect public/private key"):
		return problem(model.Unauthorized, "keys-refused", c.host+" refused the keys.", "Check the company id (capitals matter), the public key and the private key, and that the API member is active.")
	case status == http.StatusForbidden, strings.EqualFold(said.code, "security"):
		return denied(c.req, c.host)
	case status == http.StatusNotFound:
		return problem(model.NotFound, "not-found", c.host+" found nothing when asked to "+c.req.op+".", "It may have been deleted, or the role may not see it.")
	case status == http.StatusBadRequest && strings.HasPrefix(strings.TrimSpace(text), "cannot route"):
		return problem(model.Misconfigured, codeCannotRoute, c.host+" does not know the company "+quote(c.company)+" or its code base.", "Check the company id and the site.")
	case strings.Contains(text, "clientid"):
		return c.clientIDFault()
	case status == http.StatusRequestTimeout:
		return problem(model.TimedOut, "timed-out", c.host+" gave up waiting.", "It will be asked again.")
	case status == http.StatusBadRequest:
		return problem(model.Misconfigured, "bad-query", c.host+" did not understand the request to "+c.req.op+said.quoted()+".", "This looks like a fault of daybrief; please report it with these words.")
	}
	return problem(model.Misconfigured, "refused-"+rest.StatusName(status), c.host+" refused to "+c.req.op+" (HTTP "+rest.StatusName(status)+")"+said.quoted()+".", "This looks like a fault of daybrief; please report it.")
}

func (c classifier) clientIDFault() model.Problem {
	return problem(model.Misconfigured, "client-id-refused", c.host+" did not accept the client id.", "Register one at developer.connectwise.com; a private one works only for the company that registered it.")
}

func (c classifier) webPage() model.Problem {
	cure := "Check the site; a proxy, a login page or maintenance can also answer in its place."
	if c.site.hosted() && c.host == c.site.host {
		cure = "The API host would be api-" + c.site.host + "; make the site the address that you use in the browser."
	}
	return problem(model.BadReply, codeHTML, c.host+" answered with a web page; this is a web site and not the API.", cure)
}

func problem(kind model.ProblemKind, code, what, cure string) model.Problem {
	return model.Problem{Kind: kind, Code: code, What: model.Clean(what), Cure: model.Clean(cure)}
}
