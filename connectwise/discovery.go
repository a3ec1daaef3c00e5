package connectwise

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"daybrief/internal/rest"
	"daybrief/model"
)

// endpoint is where the API lives. Zero means: not found out yet.
type endpoint struct {
	scheme   string
	host     string
	codebase string // one path segment without slashes, for example "v4_6_release"
}

func (e endpoint) base() string {
	return e.scheme + "://" + e.host + "/" + e.codebase + "/apis/3.0"
}

// Discovery is what the server's companyinfo says (no keys needed for it).
type Discovery struct {
	CompanyName model.Text
	Version     model.Text // for example "v2026.4"
	Codebase    string     // for example "v2026_4"
	APIHost     string
	Cloud       bool
}

type companyInfo struct {
	CompanyName str
	Codebase    str
	VersionCode str
	IsCloud     flag
	SiteURL     str `json:"SiteUrl"`
}

// confirmFor is how long a code base that was just found to be right is not
// asked for again, so that looking up many deleted records doesn't double the
// requests.
const confirmFor = 30 * time.Second

// Discover asks the server which API host and code base the company has, and
// remembers them. It sends neither keys nor client id.
func (c *Client) Discover(ctx context.Context) (Discovery, error) {
	d, _, err := c.discover(ctx)
	return d, err
}

func (c *Client) discover(ctx context.Context) (Discovery, endpoint, error) {
	req := request{
		op:     "discover the company",
		method: http.MethodGet,
		path:   "/login/companyinfo/" + url.PathEscape(c.company),
		bare:   true,
	}
	rep, err := c.exchange(ctx, endpoint{scheme: c.site.scheme, host: c.site.host}, req)
	if err != nil {
		var e *Error
		if errors.As(err, &e) && e.Status == http.StatusNotFound && e.problem.Code != codeHTML {
			return Discovery{}, endpoint{}, c.noSuchCompany(e.Status)
		}
		return Discovery{}, endpoint{}, err
	}
	if isNull(rep.body) {
		return Discovery{}, endpoint{}, c.noSuchCompany(rep.status)
	}
	var info companyInfo
	if err := c.decode(req, rep, &info); err != nil {
		return Discovery{}, endpoint{}, err
	}
	ep, err := c.endpointFrom(info)
	if err != nil {
		return Discovery{}, endpoint{}, err
	}
	c.learn(string(info.VersionCode), false)
	c.shared.mu.Lock()
	c.shared.endpoint = ep
	c.shared.mu.Unlock()
	return Discovery{
		CompanyName: model.Clean(string(info.CompanyName)), Version: model.Clean(string(info.VersionCode)),
		Codebase: ep.codebase, APIHost: ep.host, Cloud: info.IsCloud.on(),
	}, ep, nil
}

func (c *Client) noSuchCompany(status int) error {
	return c.failure(request{op: "discover the company"}, status, model.Problem{
		Kind: model.Misconfigured, Code: "no-such-company", Host: c.site.host,
		What: model.Clean(c.site.host + " knows no company " + quote(c.company) + "."),
		Cure: model.Clean("Type the company id exactly as on the ConnectWise login screen; capitals matter."),
	})
}

// endpointFrom decides which host gets the keys. The server's word is taken
// only when it stays with the site that the user named.
func (c *Client) endpointFrom(info companyInfo) (endpoint, error) {
	ep := endpoint{scheme: c.site.scheme, host: c.site.host, codebase: "v4_6_release"}
	if code := strings.Trim(strings.TrimSpace(string(info.Codebase)), "/"); code != "" {
		if !isSegment(code) {
			return endpoint{}, c.failure(request{op: "discover the company"}, http.StatusOK, model.Problem{
				Kind: model.BadReply, Code: "bad-codebase", Host: c.site.host,
				What: model.Clean(c.site.host + " names a code base that is no path: " + quote(code) + "."),
				Cure: model.Clean("Check that the site is the address of your ConnectWise."),
			})
		}
		ep.codebase = code
	}
	if c.site.hosted() {
		ep.host = "api-" + c.site.host
	}
	said := rest.HostOf(string(info.SiteURL))
	switch {
	case said == "":
	case c.site.loopback():
		if loopbackHost(said) {
			ep.host = said
		}
	case said == c.site.host, said == "api-"+c.site.host:
		ep.host = said
	default:
		return endpoint{}, c.failure(request{op: "discover the company"}, http.StatusOK, model.Problem{
			Kind: model.Misconfigured, Code: "foreign-api-host", Host: c.site.host,
			What: model.Clean(c.site.host + " says that its API is at " + quote(said) + ", which is another site; the keys were not sent there."),
			Cure: model.Clean("If that address is yours, make it the site."),
		})
	}
	return ep, nil
}

func isSegment(s string) bool {
	for _, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '.' || r == '-') {
			return false
		}
	}
	return len(s) <= 64 && strings.Trim(s, ".") != ""
}

func isNull(b []byte) bool { return json.Valid(b) && strings.TrimSpace(string(b)) == "null" }

// where is the endpoint, discovered when it is not known yet.
func (c *Client) where(ctx context.Context) (endpoint, error) {
	return c.find(ctx, endpoint{})
}

// find returns an endpoint other than the failing one, or the same when the
// server confirms it. Only one goroutine asks; the others wait for its answer.
func (c *Client) find(ctx context.Context, failing endpoint) (endpoint, error) {
	select {
	case c.shared.finding <- struct{}{}:
		defer func() { <-c.shared.finding }()
	case <-ctx.Done():
		return endpoint{}, c.transportError(ctx, request{op: "discover the company"}, c.site.host, ctx.Err())
	}
	c.shared.mu.Lock()
	now, known, confirmed := c.config.now(), c.shared.endpoint, c.shared.confirmed
	c.shared.mu.Unlock()
	if known != failing {
		return known, nil
	}
	if failing != (endpoint{}) && !confirmed.IsZero() && now.Sub(confirmed) < confirmFor && !now.Before(confirmed) {
		return known, nil
	}
	_, ep, err := c.discover(ctx)
	if err == nil && ep == failing {
		c.shared.mu.Lock()
		c.shared.confirmed = now
		c.shared.mu.Unlock()
	}
	return ep, err
}
