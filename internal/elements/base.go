package elements

import (
	"net/url"
	"strings"

	"daybrief/internal/rest"
	"daybrief/model"
)

// DefaultBase is Cloud Elements' own address in the United States.
const DefaultBase = "https://api.cloud-elements.com/elements/api-v2"

// apiPath is where every gateway of this family has its API.
const apiPath = "/elements/api-v2"

// Base is the address of a gateway's API, without a slash at its end. The zero
// Base is none.
type Base struct{ scheme, host, path string }

// ParseBase reads an address as people paste it: with or without the scheme, of
// the console for people, or of any call below the API. "" is DefaultBase. The
// error is a *model.Problem.
func ParseBase(text string) (Base, error) {
	word := strings.Trim(strings.TrimSpace(text), "\"'`<>“”")
	if word == "" {
		word = DefaultBase
	}
	if !strings.Contains(word, "://") {
		word = "https://" + word
	}
	u, err := url.Parse(word)
	if err != nil || u.Host == "" || strings.ContainsFunc(u.Host, notOfHosts) {
		return Base{}, badBase("base-host", "The gateway's address "+rest.Quote(text)+" is not an address.")
	}
	if u.User != nil {
		return Base{}, badBase("base-login", "The gateway's address holds a login.")
	}
	b := Base{scheme: strings.ToLower(u.Scheme), host: apiHost(strings.ToLower(u.Host))}
	switch {
	case b.scheme == "http" && rest.Loopback(u.Hostname()):
	case b.scheme == "http":
		return Base{}, badBase("base-plain-http", "Plain http would send the gateway's secrets in clear text.")
	case b.scheme != "https":
		return Base{}, badBase("base-scheme", "The gateway's address begins with "+rest.Quote(u.Scheme+":")+", which is not a web address.")
	}
	before, _, found := strings.Cut(u.EscapedPath(), apiPath)
	if b.path = strings.TrimRight(before, "/") + apiPath; !found {
		b.path = apiPath // the path of a console for people, or none
	}
	return b, nil
}

// notOfHosts reports whether a character stands in no host's name or address.
func notOfHosts(r rune) bool {
	return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("-._:[]", r)
}

// apiHost is the API's host where the console for people was pasted.
func apiHost(host string) string {
	for _, c := range []struct{ console, api string }{
		{"console.cloud-elements.com", "api.cloud-elements.com"}, {"my.openconnectors.", "api.openconnectors."},
		{"my-staging.cloud-elements.com", "staging.cloud-elements.com"}, {"my.cloud-elements.com", "api.cloud-elements.com"},
	} {
		if after, ok := strings.CutPrefix(host, c.console); ok {
			return c.api + after
		}
	}
	return host
}

func badBase(code, what string) error {
	return &model.Problem{
		Kind: model.Misconfigured, Code: code, What: model.Clean(what),
		Cure: model.Clean("Use the gateway's own https address, for example " + DefaultBase + "."),
	}
}

// String is the address.
func (b Base) String() string {
	if b.host == "" {
		return ""
	}
	return b.scheme + "://" + b.host + b.path
}

// Host is the gateway's host, with its port if it has one.
func (b Base) Host() string { return b.host }
