package connectwise

import (
	"net/http"
	"strings"

	"daybrief/internal/rest"
	"daybrief/model"
)

// refusal classifies an answer that is not a success; nil means that it is.
//
// The order is that of connectwise-api 4, with one refinement: 401, 429 and 5xx
// are believed whatever the body is, because gateways dress them as web pages,
// and taking them for a web site would hide Retry-After or keep knocking with
// refused keys.
func (c *Client) refusal(req request, host string, resp *http.Response, body []byte, secrets []string) error {
	status := resp.StatusCode
	page := rest.IsPage(resp.Header, body)
	if status >= 200 && status < 300 && status != http.StatusPartialContent && !page && rest.Plain(resp.Header) {
		return nil // the words of a refusal are looked for in refusals only: it costs more than decoding
	}
	said := readRefusal(body, secrets)
	fail := func(p model.Problem) error {
		p.Host = host
		e := c.failure(req, status, p)
		e.Code, e.Message = said.code, said.message
		return e
	}
	switch {
	case status >= 300 && status < 400:
		return fail(rest.Redirected(host, resp.Header))
	case status == http.StatusProxyAuthRequired:
		return fail(problem(model.Offline, "proxy-login", "The proxy on the way to "+host+" wants a login.", "Put the proxy's user and password into HTTPS_PROXY, or ask who runs it."))
	case status == http.StatusTooManyRequests:
		p := problem(model.RateLimited, "rate-limited", host+" asks for fewer requests.", "daybrief waits as long as it was told; other programs with the same keys count too.")
		p.RetryAfter = rest.RetryAfter(resp.Header, c.config.now())
		return fail(p)
	case status == http.StatusPartialContent && !page:
		// No range was asked for: a piece taken for the whole would make numbers small.
		return fail(problem(model.BadReply, "partial-answer", host+" sent only a part of its answer (HTTP 206).", "Check what stands between here and the server."))
	case status >= 500:
		p := rest.ServerDown(host, status)
		p.RetryAfter = rest.RetryAfter(resp.Header, c.config.now())
		return fail(p)
	case status >= 200 && status < 300 && !page:
		return c.unpacked(fail, host, resp)
	case page && status != http.StatusUnauthorized:
		return fail(c.webPage(host))
	}
	return fail(c.clientFault(req, host, status, said))
}

// unpacked refuses bodies that are still encoded: their bytes are not what was
// asked for, and their size is not known.
func (c *Client) unpacked(fail func(model.Problem) error, host string, resp *http.Response) error {
	if !rest.Plain(resp.Header) {
		return fail(problem(model.BadReply, "bad-encoding", host+" packed its answer in a way that nobody asked for.", "Check what stands between here and the server."))
	}
	return nil
}

// clientFault classifies what is left of the 4xx.
func (c *Client) clientFault(req request, host string, status int, said said) model.Problem {
	text := strings.ToLower(said.message)
	switch {
	case strings.Contains(text, "ssl is required"):
		return problem(model.Misconfigured, "api-host-needed", host+" does not answer API requests; ConnectWise has a host of its own for them.", "Make the site the address that you use in the browser; daybrief finds the API host itself.")
	case status == http.StatusUnauthorized && strings.Contains(text, "clientid"):
		return c.clientIDFault(host)
	case status == http.StatusUnauthorized, strings.Contains(text, "incorrect public/private key"):
		return problem(model.Unauthorized, "keys-refused", host+" refused the keys.", "Check the company id (capitals matter), the public key and the private key, and that the API member is active.")
	case status == http.StatusForbidden, strings.EqualFold(said.code, "security"):
		return denied(req, host)
	case status == http.StatusNotFound:
		return problem(model.NotFound, "not-found", host+" found nothing when asked to "+req.op+".", "It may have been deleted, or the role may not see it.")
	case status == http.StatusBadRequest && strings.HasPrefix(strings.TrimSpace(text), "cannot route"):
		return problem(model.Misconfigured, codeCannotRoute, host+" does not know the company "+quote(c.company)+" or its code base.", "Check the company id and the site.")
	case strings.Contains(text, "clientid"):
		return c.clientIDFault(host)
	case status == http.StatusRequestTimeout:
		return problem(model.TimedOut, "timed-out", host+" gave up waiting.", "It will be asked again.")
	case status == http.StatusBadRequest:
		return problem(model.Misconfigured, "bad-query", host+" did not understand the question to "+req.op+said.quoted()+".", "This looks like a fault of daybrief; please report it with these words.")
	}
	return problem(model.Misconfigured, "refused-"+rest.StatusName(status), host+" refused to "+req.op+" (HTTP "+rest.StatusName(status)+")"+said.quoted()+".", "This looks like a fault of daybrief; please report it.")
}

func (c *Client) clientIDFault(host string) model.Problem {
	return problem(model.Misconfigured, "client-id-refused", host+" did not accept the client id.", "Register one at developer.connectwise.com; a private one works only for the company that registered it.")
}

func (c *Client) webPage(host string) model.Problem {
	cure := "Check the site; a proxy, a login page or maintenance can also answer in its place."
	if c.site.hosted() && host == c.site.host {
		cure = "The API host would be api-" + c.site.host + "; make the site the address that you use in the browser."
	}
	return problem(model.BadReply, codeHTML, host+" answered with a web page; this is a web site and not the API.", cure)
}

func problem(kind model.ProblemKind, code, what, cure string) model.Problem {
	return model.Problem{Kind: kind, Code: code, What: model.Clean(what), Cure: model.Clean(cure)}
}
