package cwtest

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// site is what callers have to know and present: the codebase, the host and the
// keys.
type site struct {
	opts Options

	mu       sync.Mutex
	codebase string
}

func (s *site) base() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.codebase
}

func (s *site) move(codebase string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.codebase = codebase
}

// split takes the codebase off a path.
func (s *site) split(p string) (root, string) {
	if strings.HasPrefix(p, "/login/") {
		return rootLogin, p
	}
	if strings.Count(p, "apis/3.0") > 1 {
		return rootDoubled, p
	}
	if rest, ok := strings.CutPrefix(p, "/"+s.base()+"apis/3.0/"); ok {
		return rootAPI, "/" + strings.TrimSuffix(rest, "/")
	}
	if _, rest, ok := strings.Cut(p, "apis/3.0/"); ok {
		return rootUnknown, "/" + rest
	}
	return rootUnknown, p
}

// wrong reports whether a request came to the web site's host name.
func (s *site) wrong(host string) bool {
	web, ok := strings.CutPrefix(s.opts.Host, "api-")
	return ok && strings.EqualFold(host, web)
}

// companyInfo is discovery, which asks for no keys. An unknown company is 200
// with null.
func (c *call) companyInfo(raw string) {
	s := &c.s.site
	if c.r.Method != http.MethodGet {
		c.refuse(plainText(http.StatusMethodNotAllowed, "Method not allowed"))
		return
	}
	id, err := url.PathUnescape(raw)
	if err != nil || !strings.EqualFold(id, s.opts.Company) {
		c.json([]byte("null"))
		return
	}
	host := s.opts.Host
	if host == "" {
		host = c.r.Host
	}
	b := append([]byte(`{"CompanyName":`), appendText(nil, "Northwind Managed IT")...)
	b = append(append(b, `,"Codebase":`...), appendText(nil, s.base())...)
	b = append(append(b, `,"VersionCode":`...), appendText(nil, "v"+release(s.opts.Version))...)
	b = append(append(b, `,"VersionNumber":`...), appendText(nil, s.opts.Version)...)
	// CompanyID differs from the login id on purpose: using it for Basic
	// authentication is a mistake that this server lets nobody get away with.
	b = append(b, `,"CompanyID":"NW1","IsCloud":"True","SiteUrl":`...)
	b = append(appendText(b, host), `,"AllowedOrigins":["*.example"]}`...)
	c.json(b)
}

// admit checks the three things that a caller has to present, in the order of
// the real edge.
func (s *site) admit(r *http.Request) *refusal {
	if id := r.Header.Get("clientId"); id == "" {
		return plainText(http.StatusBadRequest, "The clientId header is missing from the request.")
	} else if !strings.EqualFold(id, s.opts.ClientID) {
		return plainText(http.StatusBadRequest, "The clientId sent is not registered for this integration.")
	}
	scheme, enc, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	raw, err := base64.StdEncoding.DecodeString(enc)
	user, private, found := strings.Cut(string(raw), ":")
	company, public, plus := strings.Cut(user, "+")
	switch {
	case !strings.EqualFold(scheme, "Basic") || err != nil || !found || !plus || company != s.opts.Company:
		return fault(http.StatusUnauthorized, "Unauthorized", "The credentials were not accepted.")
	case public != s.opts.PublicKey:
		return fault(http.StatusUnauthorized, "ConnectWiseApi", "UserNotAuthenticated")
	case private != s.opts.PrivateKey:
		return fault(http.StatusUnauthorized, "Unauthorized", "Incorrect public/private key")
	}
	return s.acceptable(r.Header.Get("Accept"))
}

// acceptable checks the Accept header. What a server does with a version
// newer than its own is not known; this one refuses it, so that no client
// comes to depend on the kinder guess.
func (s *site) acceptable(accept string) *refusal {
	if accept == "" {
		return nil
	}
	for _, part := range strings.Split(accept, ",") {
		media, params, _ := strings.Cut(part, ";")
		switch strings.TrimSpace(media) {
		case "*/*", "application/*", "application/json":
			return nil
		case "application/vnd.connectwise.com+json":
			version, named := strings.CutPrefix(strings.TrimSpace(params), "version=")
			if !named || !newer(version, release(s.opts.Version)) {
				return nil
			}
			return badQuery("Accept", "version "+version+" is newer than this server")
		}
	}
	return plainText(http.StatusNotAcceptable, "Not acceptable")
}

// newer compares two releases such as "2025.8" and "2026.4".
func newer(a, b string) bool {
	ay, am := releaseNumbers(a)
	by, bm := releaseNumbers(b)
	return ay > by || ay == by && am > bm
}

func releaseNumbers(v string) (year, minor int) {
	y, m, _ := strings.Cut(v, ".")
	return leadingInt(y), leadingInt(m)
}

func leadingInt(s string) int {
	n := 0
	for i := 0; i < len(s) && s[i] >= '0' && s[i] <= '9' && n < 1e6; i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
