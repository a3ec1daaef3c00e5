package connectwise

import (
	"bytes"
	"net/http"
	"strings"

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
	page := isPage(resp.Header, body)
	if status >= 200 && status < 300 && status != http.StatusPartialContent && !page && plainBody(resp.Header) {
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
		return fail(redirected(host, resp.Header))
	case status == http.StatusProxyAuthRequired:
		return fail(problem(model.Offline, "proxy-login", "The proxy on the way to "+host+" wants a login.", "Put the proxy's user and password into HTTPS_PROXY, or ask who runs it."))
	case status == http.StatusTooManyRequests:
		p := problem(model.RateLimited, "rate-limited", host+" asks for fewer requests.", "daybrief waits as long as it was told; other programs with the same keys count too.")
		p.RetryAfter = retryAfter(resp.Header, c.config.now())
		return fail(p)
	case status == http.StatusPartialContent && !page:
		// No range was asked for: a piece taken for the whole would make numbers small.
		return fail(problem(model.BadReply, "partial-answer", host+" sent only a part of its answer (HTTP 206).", "Check what stands between here and the server."))
	case status >= 500:
		p := serverDown(host, status)
		p.RetryAfter = retryAfter(resp.Header, c.config.now())
		return fail(p)
	case status >= 200 && status < 300 && !page:
		return c.unpacked(fail, host, resp)
	case page && status != http.StatusUnauthorized:
		return fail(c.webPage(host))
	}
	return fail(c.clientFault(req, host, status, said))
}

// plainBody reports whether the body is not encoded any more.
func plainBody(h http.Header) bool {
	e := h.Get("Content-Encoding")
	return e == "" || strings.EqualFold(e, "identity")
}

// unpacked refuses bodies that are still encoded: their bytes are not what was
// asked for, and their size is not known.
func (c *Client) unpacked(fail func(model.Problem) error, host string, resp *http.Response) error {
	if !plainBody(resp.Header) {
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
	return problem(model.Misconfigured, "refused-"+statusName(status), host+" refused to "+req.op+" (HTTP "+statusName(status)+")"+said.quoted()+".", "This looks like a fault of daybrief; please report it.")
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

func serverDown(host string, status int) model.Problem {
	switch status {
	case http.StatusServiceUnavailable:
		return problem(model.ServerDown, "server-unavailable", host+" is not available just now (HTTP 503).", "It will be asked again; it may be under maintenance.")
	case http.StatusBadGateway, http.StatusGatewayTimeout:
		return problem(model.ServerDown, "gateway-failed", "The gateway before "+host+" got no answer from it (HTTP "+statusName(status)+").", "It will be asked again.")
	}
	return problem(model.ServerDown, "server-failed", host+" had an internal error (HTTP "+statusName(status)+").", "It will be asked again; if it stays like this, tell your ConnectWise administrator.")
}

// redirected names where a redirect points, but never goes there.
func redirected(host string, h http.Header) model.Problem {
	what := host + " sends requests somewhere else"
	if to := hostOf(h.Get("Location")); to != "" && to != host {
		what += ", to " + quote(to)
	}
	return problem(model.BadReply, "redirected", what+"; that was not followed, because the keys would go along.", "If that is your ConnectWise, make it the site; else look for a login page of the network in between.")
}

func problem(kind model.ProblemKind, code, what, cure string) model.Problem {
	return model.Problem{Kind: kind, Code: code, What: model.Clean(what), Cure: model.Clean(cure)}
}

// isPage reports whether the answer is a web page: by its label or by its
// first character, since nothing of this API begins with "<".
func isPage(h http.Header, body []byte) bool {
	kind := strings.ToLower(h.Get("Content-Type"))
	if strings.Contains(kind, "html") {
		return true
	}
	b := bytes.TrimLeft(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")), " \t\r\n")
	return len(b) > 0 && b[0] == '<'
}

func statusName(status int) string {
	const digits = "0123456789"
	if status < 100 || status > 999 {
		return "?"
	}
	return string([]byte{digits[status/100], digits[status/10%10], digits[status%10]})
}
