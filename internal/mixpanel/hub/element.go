package hub

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"

	"daybrief/internal/elements"
	"daybrief/internal/mixpanel"
	"daybrief/internal/rest"
	"daybrief/model"
)

// element is Mixpanel's at the gateway (gateways d).
func element() elements.Element {
	return elements.Element{Vendor: "Mixpanel", Title: "Mixpanel", Prefix: "mixpanel", Hub: "general", Settings: "usage", Refused: refused}
}

// The calls. All of them are below the hub.
const (
	hubPath  = "/hubs/general"
	bulkPath = hubPath + "/bulk"
)

// refused is what a refusal of Mixpanel's means, which the gateway has handed on.
func refused(at rest.Party, status int, words string) *model.Problem {
	said := rest.Quotation(words)
	switch {
	case mixpanel.Retired(words) && (status == http.StatusUnauthorized || status == http.StatusForbidden):
		return at.Problem(model.Unauthorized, "project-secret-retired", "Mixpanel no longer takes the project secret that the gateway has stored"+said+".",
			`Set usage.source to "mixpanel" and use a service account: Mixpanel has retired the way in that the gateway uses.`)
	case status == http.StatusUnauthorized:
		return at.Problem(model.Unauthorized, "provider-keys-refused", "Mixpanel refused the project secret that the gateway has stored"+said+".", "Whoever runs the gateway has to renew the secret of the Mixpanel instance.")
	case status == http.StatusPaymentRequired:
		return at.Problem(model.Forbidden, "plan-without-api", "The plan of the Mixpanel project has no queries by programs"+said+".", "Ask whoever runs the Mixpanel organisation.")
	case status == http.StatusForbidden:
		return at.Problem(model.Forbidden, "project-denied", "Mixpanel does not let the gateway into the project"+said+".", "Whoever runs the gateway has to check the secret of the Mixpanel instance.")
	case status == http.StatusTooManyRequests:
		return at.Problem(model.RateLimited, "quota-used", "The queries that the Mixpanel project has in an hour are used up"+said+".", "daybrief waits; whatever else asks about the same project counts too.")
	}
	return nil
}

// client asks single questions. It neither waits nor tries again, and counts no
// quota: Source does.
type client struct{ *elements.Client }

// absent says in words that the gateway lacks what was asked for.
func (c client) absent(err error, code, what string) error {
	p := problemOf(err)
	if p == nil || p.Kind != model.NotFound {
		return err
	}
	return &model.Problem{Kind: model.Misconfigured, Code: code, Host: p.Host, Request: p.Request, What: model.Clean(what), Cure: model.Clean("Ask whoever runs the gateway for the element Mixpanel with bulk download, or set usage.source to \"mixpanel\".")}
}

// top are the events of today, the most frequent first. There may be none so far.
func (c client) top(ctx context.Context) ([]string, error) {
	body, err := c.Ask(ctx, elements.Call{Op: "list events", Path: hubPath + "/activities/top", Query: url.Values{"where": {"type='general'"}}})
	if err != nil {
		return nil, c.absent(err, "no-activities", "This gateway does not offer the activities of Mixpanel.")
	}
	type event struct {
		Event *string `json:"event"`
	}
	var list []event
	var whole struct{ Events []event } // as Mixpanel itself answers
	if json.Unmarshal(body, &list) != nil {
		if err := json.Unmarshal(body, &whole); err != nil || whole.Events == nil {
			return nil, c.shape(body, "a list of events")
		}
		list = whole.Events
	}
	var names []string
	for _, e := range list {
		if e.Event != nil && strings.TrimSpace(*e.Event) != "" && len(names) < mixpanel.MostEvents {
			names = append(names, *e.Event)
		}
	}
	if len(names) == 0 && len(list) > 0 {
		return nil, c.shape(body, "a list of events")
	}
	return names, nil
}

// shape is an answer that is not what it must be.
func (c client) shape(body []byte, want string) *model.Problem {
	switch {
	case len(body) == 0:
		return c.Bad("empty-body", "an empty answer")
	case !json.Valid(body):
		return c.Bad("bad-json", "an answer that is not JSON")
	}
	return c.Bad("unexpected-shape", "something other than "+want)
}

// activities reads the events of a job that is done.
func (c client) activities(ctx context.Context, job string, read func(io.Reader) error) error {
	return c.Stream(ctx, elements.Call{Op: "read the events", Path: bulkPath + "/" + job + "/activities"}, read)
}
