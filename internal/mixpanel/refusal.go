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

func (c *Client) party() rest.Party {
	return rest.Party{Host: c.o.Base.host, Name: "Mixpanel", API: "the API", Setting: "usage.base"}
}

func (c *Client) problem(kind model.ProblemKind, code, what, cure string) *model.Problem {
	return c.party().Problem(kind, code, what, cure)
}

// bad is an answer that is none.
func (c *Client) bad(code, what string) *model.Problem { return c.party().Bad(code, what) }

// refusal classifies an answer that is not a success; nil means that it is.
// 401, 403, 429 and 5xx are believed whatever the body is.
func (c *Client) refusal(q question, resp *http.Response, body []byte, secrets []string) error {
	status, host := resp.StatusCode, c.o.Base.host
	page := rest.IsPage(resp.Header, body)
	if rest.Well(resp, page) {
		if words := saidNo(body, secrets); words != "" {
			return c.problem(model.BadReply, "error-as-answer", host+" answered with an error where numbers belong"+rest.Quotation(words)+".", "It will be asked again.")
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
	if len(body) > rest.SaidLimit || !bytes.Contains(body, []byte(`"error"`)) {
		return ""
	}
	return said(body, secrets)
}

func (c *Client) classify(q question, resp *http.Response, words string, page bool) *model.Problem {
	status, host := resp.StatusCode, c.o.Base.host
	switch {
	case status == http.StatusTooManyRequests:
		return c.problem(model.RateLimited, "quota-used", host+" has answered all the queries of this hour that the project has ("+strconv.Itoa(MostAnHour)+").", "daybrief waits; whatever else asks about the same project counts too.")
	case status == http.StatusUnauthorized || status == http.StatusForbidden || status == http.StatusPaymentRequired:
		return c.denied(status, words)
	}
	if p := c.party().Refusal(resp, page); p != nil {
		return p
	}
	return c.clientFault(q, status, words)
}

// Retired reports whether Mixpanel's words say that project secrets, the older way
// in, are taken no more.
func Retired(words string) bool {
	low := strings.ToLower(words)
	return strings.Contains(low, "secret") && (strings.Contains(low, "project") || strings.Contains(low, "retired") || strings.Contains(low, "deprecated"))
}

// denied is a service account, a project or a plan that can't be used.
func (c *Client) denied(status int, words string) *model.Problem {
	host, project := c.o.Base.host, strconv.FormatInt(c.o.Project, 10)
	switch {
	case Retired(words):
		return c.problem(model.Unauthorized, "project-secret-retired", host+" no longer takes project secrets"+rest.Quotation(words)+".", accountCure)
	case status == http.StatusPaymentRequired:
		return c.problem(model.Forbidden, "plan-without-api", "The plan of project "+project+" has no queries by programs"+rest.Quotation(words)+".", "Ask whoever runs the Mixpanel organisation.")
	case status == http.StatusUnauthorized:
		return c.problem(model.Unauthorized, "account-refused", host+" refused the service account"+rest.Quotation(words)+".", "Check usage.account and its secret, and usage.region: a project in Europe or India is known there only.")
	}
	return c.problem(model.Forbidden, "project-denied", host+" does not let the service account into project "+project+rest.Quotation(words)+".", "Check usage.project, or have the account added to the project with the role Consumer.")
}

func (c *Client) clientFault(q question, status int, words string) *model.Problem {
	host, low := c.o.Base.host, strings.ToLower(words)
	switch {
	case status == http.StatusBadRequest && strings.Contains(low, "project"):
		return c.problem(model.Misconfigured, "no-such-project", host+" knows no project "+strconv.FormatInt(c.o.Project, 10)+rest.Quotation(words)+".", "Check usage.project and usage.region.")
	case status == http.StatusBadRequest:
		return c.problem(model.Misconfigured, "bad-query", host+" did not understand the request to "+q.op+rest.Quotation(words)+".", "Check the names in usage.events and usage.company.")
	case status == http.StatusNotFound, status == http.StatusMethodNotAllowed, status == http.StatusGone:
		return c.problem(model.Misconfigured, "no-queries-here", host+" has no queries at this address (HTTP "+rest.StatusName(status)+").", "Check usage.base.")
	}
	return c.problem(model.Misconfigured, "refused-"+rest.StatusName(status), host+" refused to "+q.op+" (HTTP "+rest.StatusName(status)+")"+rest.Quotation(words)+".", "This looks like a fault of daybrief; please report it.")
}
