package elements

import (
	"cmp"
	"encoding/json"
	"net/http"

	"daybrief/internal/rest"
	"daybrief/model"
)

// codeBadSecrets is a 401 of the gateway's own, which does not say which of the
// secrets is wrong.
const codeBadSecrets = "gateway-secrets-refused"

func (c *Client) party() rest.Party {
	return rest.Party{Host: c.o.Base.host, Name: "the gateway", API: "the gateway's API", Setting: c.o.Element.settings() + ".base"}
}

func (c *Client) problem(kind model.ProblemKind, code, what, cure string) *model.Problem {
	return c.party().Problem(kind, code, what, cure)
}

// said is the body of a refusal. ProviderMessage is there only when the vendor
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
	if rest.Well(resp, page) {
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
	status, host, vendor := resp.StatusCode, c.o.Base.host, c.o.Element.Vendor
	if own := c.o.Element.Refused; own != nil && s.ProviderMessage != "" {
		if p := own(c.party(), status, s.ProviderMessage); p != nil {
			return p
		}
	}
	switch {
	case status == http.StatusTooManyRequests:
		return c.problem(model.RateLimited, "rate-limited", host+" asks for fewer requests.", "daybrief waits as long as it was told; other programs at the same gateway count too.")
	case status >= 500 && s.ProviderMessage != "":
		return c.problem(model.ServerDown, "provider-failed", vendor+" failed behind the gateway"+rest.Quotation(s.ProviderMessage)+".", "It will be asked again.")
	case status == http.StatusUnauthorized && s.ProviderMessage != "":
		return c.problem(model.Unauthorized, "provider-keys-refused", vendor+" refused the keys stored in the gateway"+rest.Quotation(s.ProviderMessage)+".", "Whoever runs the gateway has to renew the keys of the element instance.")
	case status == http.StatusUnauthorized:
		return c.problem(model.Unauthorized, codeBadSecrets, host+" refused the secrets.", "Check the user secret, the organization secret and the element token.")
	}
	if p := c.party().Refusal(resp, page); p != nil {
		return p
	}
	return c.clientFault(q, status, s)
}

func (c *Client) clientFault(q question, status int, s said) *model.Problem {
	host, vendor := c.o.Base.host, c.o.Element.Vendor
	switch {
	case status == http.StatusForbidden && s.ProviderMessage != "":
		return c.problem(model.Forbidden, "provider-denied", vendor+" does not let the keys stored in the gateway "+q.op+rest.Quotation(s.ProviderMessage)+".", "Give the API member behind the gateway a security role that may read it.")
	case status == http.StatusForbidden:
		return c.problem(model.Forbidden, "gateway-denied", host+" does not let this account "+q.op+rest.Quotation(s.Message)+".", "Ask whoever runs the gateway's account.")
	case status == http.StatusNotFound && q.platform:
		return c.problem(model.Misconfigured, "no-such-instance", host+" has no such instance.", "Its number stands on the page of the instance, and in the address of that page (setting "+c.o.Element.settings()+".instance).")
	case status == http.StatusNotFound, status == http.StatusMethodNotAllowed:
		return c.problem(model.NotFound, "not-found", host+" found nothing when asked to "+q.op+".", "It may have been deleted, or this gateway does not offer it.")
	case status == http.StatusBadRequest:
		return c.problem(model.Misconfigured, "bad-query", host+" did not understand the request to "+q.op+rest.Quotation(cmp.Or(s.ProviderMessage, s.Message))+".", "This looks like a fault of daybrief; please report it with these words.")
	}
	return c.problem(model.Misconfigured, "refused-"+rest.StatusName(status), host+" refused to "+q.op+" (HTTP "+rest.StatusName(status)+")"+rest.Quotation(s.Message)+".", "This looks like a fault of daybrief; please report it.")
}
