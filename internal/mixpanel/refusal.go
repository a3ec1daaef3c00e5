package mixpanel

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"daybrief/internal/rest"
	"daybrief/model"
)

func (c *Client) problem(kind model.ProblemKind, code, what, cure string) *model.Problem {
	return &model.Problem{Kind: kind, Code: code, Host: c.o.Base.host, What: model.Clean(what), Cure: model.Clean(cure)}
}

// bad is an answer that is none.
func (c *Client) bad(code, what string) *model.Problem {
	return c.problem(model.BadReply, code, c.o.Base.host+" sent "+what+".", "It will be asked again; if it stays like this, check what stands between here and Mixpanel.")
}

// refusal classifies an answer that is not a success; nil means that it is.
// 401, 403, 429 and 5xx are believed whatever the body is.
func (c *Client) refusal(q question, resp *http.Response, body []byte, secrets []string) error {
	status, host := resp.StatusCode, c.o.Base.host
	page := rest.IsPage(resp.Header, body)
	if status >= 200 && status < 300 && status != http.StatusPartialContent && !page && rest.Plain(resp.Header) {
		if words := saidNo(body, secrets); words != "" {
			return c.problem(model.BadReply, "error-as-answer", host+" answered with an error where numbers belong"+quotation(words)+".", "It will be asked again.")
		}
		return nil
	}
	p := c.classify(q, resp, said(body, secrets), page)
	p.Host = host
	switch status {
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		p.RetryAfter = rest.RetryAfter(resp.Header, c.o.Now())
	}
	return p
}

// said is the service's own sentence; "" when it has none.
func said(body []byte, secrets []string) string {
	var s struct {
		Error string `json:"error"`
	}
	_ = json.Unmarshal(body, &s) // a body that is no JSON says nothing
	return rest.Clip(model.Disarmed(model.Scrub(s.Error, secrets)), 200)
}

// saidNo is said for an answer that claims to be a success. Only a short one can
// be an error, so that a long one is not read twice.
func saidNo(body []byte, secrets []string) string {
	if len(body) > saidLimit || !bytes.Contains(body, []byte(`"error"`)) {
		return ""
	}
	return said(body, secrets)
}

func (c *Client) classify(q question, resp *http.Response, words string, page bool) *model.Problem {
	status, host := resp.StatusCode, c.o.Base.host
	switch {
	case status >= 300 && status < 400:
		p := rest.Redirected(host, resp.Header)
		return &p
	case status == http.StatusProxyAuthRequired:
		return c.problem(model.Offline, "proxy-login", "The proxy on the way to "+host+" wants a login.", "Put the proxy's user and password into HTTPS_PROXY, or ask who runs it.")
	case status == http.StatusTooManyRequests:
		return c.problem(model.RateLimited, "quota-used", host+" has answered all the queries of this hour that the project has ("+strconv.Itoa(MostAnHour)+").", "daybrief waits; whatever else asks about the same project counts too.")
	case status >= 500:
		p := rest.ServerDown(host, status)
		return &p
	case status == http.StatusUnauthorized || status == http.StatusForbidden || status == http.StatusPaymentRequired:
		return c.denied(status, words)
	case status == http.StatusPartialContent:
		return c.problem(model.BadReply, "partial-answer", host+" sent only a part of its answer (HTTP 206).", "Check what stands between here and Mixpanel.")
	case page:
		return c.problem(model.BadReply, "web-site-not-api", host+" answered with a web page; this is a web site and not the API.", "Check usage.base; a proxy or a login page can also answer in its place.")
	case status < 300:
		return c.problem(model.BadReply, "bad-encoding", host+" packed its answer in a way that nobody asked for.", "Check what stands between here and Mixpanel.")
	}
	return c.clientFault(q, status, words)
}

// denied is a service account, a project or a plan that can't be used.
func (c *Client) denied(status int, words string) *model.Problem {
	host, project := c.o.Base.host, strconv.FormatInt(c.o.Project, 10)
	low := strings.ToLower(words)
	switch {
	case strings.Contains(low, "secret") && (strings.Contains(low, "project") || strings.Contains(low, "retired") || strings.Contains(low, "deprecated")):
		return c.problem(model.Unauthorized, "project-secret-retired", host+" takes project secrets no more"+quotation(words)+".", accountCure)
	case status == http.StatusPaymentRequired:
		return c.problem(model.Forbidden, "plan-without-api", "The plan of project "+project+" has no queries by programs"+quotation(words)+".", "Ask whoever runs the Mixpanel organisation.")
	case status == http.StatusUnauthorized:
		return c.problem(model.Unauthorized, "account-refused", host+" refused the service account"+quotation(words)+".", "Check usage.account and its secret, and usage.region: a project in Europe or India is known there only.")
	}
	return c.problem(model.Forbidden, "project-denied", host+" does not let the service account into project "+project+quotation(words)+".", "Check usage.project, or have the account added to the project with the role Consumer.")
}

func (c *Client) clientFault(q question, status int, words string) *model.Problem {
	host, low := c.o.Base.host, strings.ToLower(words)
	switch {
	case status == http.StatusBadRequest && strings.Contains(low, "project"):
		return c.problem(model.Misconfigured, "no-such-project", host+" knows no project "+strconv.FormatInt(c.o.Project, 10)+quotation(words)+".", "Check usage.project and usage.region.")
	case status == http.StatusBadRequest:
		return c.problem(model.Misconfigured, "bad-query", host+" did not understand the question to "+q.op+quotation(words)+".", "Check the names in usage.events and usage.company.")
	case status == http.StatusNotFound, status == http.StatusMethodNotAllowed, status == http.StatusGone:
		return c.problem(model.Misconfigured, "no-queries-here", host+" has no queries at this address (HTTP "+rest.StatusName(status)+").", "Check usage.base.")
	case status == http.StatusRequestTimeout:
		return c.problem(model.TimedOut, "timed-out", host+" gave up waiting.", "It will be asked again.")
	case status == http.StatusUnsupportedMediaType, status == http.StatusNotAcceptable:
		return c.problem(model.BadReply, "no-json-here", host+" does not answer in JSON (HTTP "+rest.StatusName(status)+").", "Check usage.base, and what stands between here and Mixpanel.")
	}
	return c.problem(model.Misconfigured, "refused-"+rest.StatusName(status), host+" refused to "+q.op+" (HTTP "+rest.StatusName(status)+")"+quotation(words)+".", "This looks like a fault of daybrief; please report it.")
}

// quotation is the server's words as the end of a sentence; "" when it had none.
func quotation(words string) string {
	if words == "" {
		return ""
	}
	return `: "` + strings.TrimRight(words, ".") + `"`
}
