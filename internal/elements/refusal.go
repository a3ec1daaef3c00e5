package elements

import (
	"encoding/json"
	"net/http"
	"strings"

	"daybrief/internal/rest"
	"daybrief/model"
)

// codeBadSecrets is a 401 of the gateway's own, which does not say which of the
// secrets is wrong.
const codeBadSecrets = "gateway-secrets-refused"

func (c *Client) problem(kind model.ProblemKind, code, what, cure string) *model.Problem {
	return &model.Problem{Kind: kind, Code: code, Host: c.o.Base.host, What: model.Clean(what), Cure: model.Clean(cure)}
}

// said is the body of a refusal. ProviderMessage is there only when ConnectWise
// itself refused; some texts spell it with a capital, which JSON does not mind.
type said struct {
	RequestID       string `json:"requestId"`
	Message         string `json:"message"`
	ProviderMessage string `json:"providerMessage"`
}

func readSaid(body []byte, h http.Header, secrets []string) said {
	var s said
	_ = json.Unmarshal(body, &s) // a body that is no JSON says nothing
	tidy := func(t string) string { return rest.Clip(model.Disarmed(model.Scrub(t, secrets)), 200) }
	if s.RequestID == "" {
		s.RequestID = h.Get("Elements-Request-Id")
	}
	return said{rest.Clip(tidy(s.RequestID), 60), tidy(s.Message), tidy(s.ProviderMessage)}
}

// refusal classifies an answer that is not a success; nil means that it is.
// 401, 429 and 5xx are believed whatever the body is.
func (c *Client) refusal(q question, resp *http.Response, body []byte, secrets []string) error {
	status, host := resp.StatusCode, c.o.Base.host
	page := rest.IsPage(resp.Header, body)
	if status >= 200 && status < 300 && status != http.StatusPartialContent && !page && rest.Plain(resp.Header) {
		return nil
	}
	s := readSaid(body, resp.Header, secrets)
	p := c.classify(q, resp, s, page)
	p.Host, p.Request = host, s.RequestID
	switch status {
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		p.RetryAfter = rest.RetryAfter(resp.Header, c.o.Now())
	}
	return p
}

func (c *Client) classify(q question, resp *http.Response, s said, page bool) *model.Problem {
	status, host := resp.StatusCode, c.o.Base.host
	switch {
	case status >= 300 && status < 400:
		p := rest.Redirected(host, resp.Header)
		return &p
	case status == http.StatusProxyAuthRequired:
		return c.problem(model.Offline, "proxy-login", "The proxy on the way to "+host+" wants a login.", "Put the proxy's user and password into HTTPS_PROXY, or ask who runs it.")
	case status == http.StatusTooManyRequests:
		return c.problem(model.RateLimited, "rate-limited", host+" asks for fewer requests.", "daybrief waits as long as it was told; other programs at the same gateway count too.")
	case status >= 500 && s.ProviderMessage != "":
		return c.problem(model.ServerDown, "provider-failed", "ConnectWise failed behind the gateway"+quotation(s.ProviderMessage)+".", "It will be asked again.")
	case status >= 500:
		p := rest.ServerDown(host, status)
		return &p
	case status == http.StatusPartialContent:
		return c.problem(model.BadReply, "partial-answer", host+" sent only a part of its answer (HTTP 206).", "Check what stands between here and the gateway.")
	case page && status != http.StatusUnauthorized:
		return c.problem(model.BadReply, "web-site-not-api", host+" answered with a web page; this is a web site and not the gateway's API.", "Check connection.base; a proxy or a login page can also answer in its place.")
	case status < 300:
		return c.problem(model.BadReply, "bad-encoding", host+" packed its answer in a way that nobody asked for.", "Check what stands between here and the gateway.")
	}
	return c.clientFault(q, status, s)
}

func (c *Client) clientFault(q question, status int, s said) *model.Problem {
	host := c.o.Base.host
	switch {
	case status == http.StatusUnauthorized && s.ProviderMessage != "":
		return c.problem(model.Unauthorized, "provider-keys-refused", "ConnectWise refused the keys stored in the gateway"+quotation(s.ProviderMessage)+".", "Whoever runs the gateway has to renew the keys of the element instance.")
	case status == http.StatusForbidden && s.ProviderMessage != "":
		return c.problem(model.Forbidden, "provider-denied", "ConnectWise lets the keys stored in the gateway not "+q.op+quotation(s.ProviderMessage)+".", "Give the API member behind the gateway a security role that may read it.")
	case status == http.StatusUnauthorized:
		return c.problem(model.Unauthorized, codeBadSecrets, host+" refused the secrets.", "Check the user secret, the organization secret and the element token.")
	case status == http.StatusForbidden:
		return c.problem(model.Forbidden, "gateway-denied", host+" does not let this account "+q.op+quotation(s.Message)+".", "Ask whoever runs the gateway's account.")
	case status == http.StatusNotFound && q.platform:
		return c.problem(model.Misconfigured, "no-such-instance", host+" has no such instance.", "Check connection.instance on the page of the instance.")
	case status == http.StatusNotFound, status == http.StatusMethodNotAllowed:
		return c.problem(model.NotFound, "not-found", host+" found nothing when asked to "+q.op+".", "It may have been deleted, or this gateway does not offer it.")
	case status == http.StatusRequestTimeout:
		return c.problem(model.TimedOut, "timed-out", host+" gave up waiting.", "It will be asked again.")
	case status == http.StatusUnsupportedMediaType, status == http.StatusNotAcceptable:
		return c.problem(model.BadReply, "no-json-here", host+" does not answer in JSON (HTTP "+rest.StatusName(status)+").", "Check connection.base, and what stands between here and the gateway.")
	case status == http.StatusBadRequest:
		return c.problem(model.Misconfigured, "bad-query", host+" did not understand the question to "+q.op+quotation(s.ProviderMessage+s.Message)+".", "This looks like a fault of daybrief; please report it with these words.")
	}
	return c.problem(model.Misconfigured, "refused-"+rest.StatusName(status), host+" refused to "+q.op+" (HTTP "+rest.StatusName(status)+")"+quotation(s.Message)+".", "This looks like a fault of daybrief; please report it.")
}

// quotation is the server's words as the end of a sentence; "" when it had none.
func quotation(words string) string {
	if words == "" {
		return ""
	}
	return `: "` + strings.TrimRight(words, ".") + `"`
}
