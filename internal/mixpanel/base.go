package mixpanel

import (
	"net/url"
	"slices"
	"strings"

	"daybrief/internal/rest"
	"daybrief/model"
)

// apiPath is where the queries are, below the host or below a proxy's path.
const apiPath = "/api/query"

// Base is the address of the queries, without a slash at its end. The zero Base
// is none.
type Base struct{ scheme, host, path string }

// Regions are the places where Mixpanel keeps data, as settings name them.
func Regions() []string { return []string{"us", "eu", "in"} }

// ParseBase is the address of a region, or another one where it is given: a
// proxy's, pasted with or without the path of the queries. The error is a
// *model.Problem.
func ParseBase(region, other string) (Base, error) {
	word := strings.Trim(strings.TrimSpace(other), "\"'`<>“”")
	if word == "" {
		return regional(region)
	}
	if !strings.Contains(word, "://") {
		word = "https://" + word
	}
	u, err := url.Parse(word)
	if err != nil || u.Host == "" || strings.ContainsFunc(u.Host, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return Base{}, badBase("usage-base-host", "The address of the product usage "+rest.Quote(other)+" is not an address.")
	}
	if u.User != nil {
		return Base{}, badBase("usage-base-login", "The address of the product usage holds a login.")
	}
	b := Base{scheme: strings.ToLower(u.Scheme), host: strings.ToLower(u.Host)}
	switch {
	case b.scheme == "http" && rest.Loopback(u.Hostname()):
	case b.scheme == "http":
		return Base{}, badBase("usage-base-plain-http", "Plain http would send the secret of the service account in clear text.")
	case b.scheme != "https":
		return Base{}, badBase("usage-base-scheme", "The address of the product usage begins with "+rest.Quote(u.Scheme+":")+", which is not a web address.")
	}
	before, _, found := strings.Cut(u.EscapedPath(), apiPath)
	if !found {
		before = u.EscapedPath()
	}
	if b.host == "mixpanel.com" || strings.HasSuffix(b.host, ".mixpanel.com") {
		before = "" // a page for people was pasted
	}
	b.path = strings.TrimRight(before, "/") + apiPath
	return b, nil
}

func regional(region string) (Base, error) {
	if region == "" {
		region = "us"
	}
	if !slices.Contains(Regions(), region) {
		return Base{}, badBase("usage-region", "There is no region "+rest.Quote(region)+".")
	}
	host := "mixpanel.com"
	if region != "us" {
		host = region + "." + host
	}
	return Base{"https", host, apiPath}, nil
}

func badBase(code, what string) error {
	return &model.Problem{
		Kind: model.Misconfigured, Code: code, What: model.Clean(what),
		Cure: model.Clean(`Set usage.region to "us", "eu" or "in" and leave usage.base empty, or use the https address of a proxy.`),
	}
}

// String is the address.
func (b Base) String() string {
	if b.host == "" {
		return ""
	}
	return b.scheme + "://" + b.host + b.path
}

// Host is the host, with its port if it has one.
func (b Base) Host() string { return b.host }
