package connectwise

import (
	"context"

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

// Discover asks the server which API host and code base the company has, and
// remembers them. It sends neither keys nor client id.
func (c *Client) Discover(ctx context.Context) (Discovery, error) {
	d, _, err := c.shared.locator.discover(ctx, c.exchange)
	return d, err
}

// where is the endpoint, discovered when it is not known yet.
func (c *Client) where(ctx context.Context) (endpoint, error) {
	return c.shared.locator.find(ctx, c.exchange, endpoint{}, c.config.now)
}
