package connectwise

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"daybrief/internal/rest"
	"daybrief/model"
)

// confirmFor is how long a code base that was just found to be right is not
// asked for again, so that looking up many deleted records doesn't double the
// requests.
const confirmFor = 30 * time.Second

// discoverOp is what discovery is called in messages.
const discoverOp = "discover the company"

// exchanger sends a request to an endpoint: discovery goes through the limiter
// of the client that needs it.
type exchanger func(context.Context, endpoint, request) (*reply, error)

// locator finds the API of a site and remembers where it is. It is safe for use
// by several goroutines at once.
type locator struct {
	site    Site
	company string
	version *version // discovery tells it too
	// finding is a semaphore of one: only one discovery runs at a time. It is a
	// channel so that waiting for it obeys the context.
	finding chan struct{}

	mu        sync.Mutex
	endpoint  endpoint
	confirmed time.Time // when a failing path was last found to be the right one
}

// likely is the endpoint, or the longest that it may turn out to be.
func (l *locator) likely() endpoint {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.endpoint != (endpoint{}) {
		return l.endpoint
	}
	return endpoint{scheme: "https", host: "api-" + l.site.host, codebase: "v4_6_release_00"}
}

// find returns an endpoint other than the failing one, or the same when the
// server confirms it. Only one goroutine asks; the others wait for its answer.
func (l *locator) find(ctx context.Context, exchange exchanger, failing endpoint, clock func() time.Time) (endpoint, error) {
	select {
	case l.finding <- struct{}{}:
		defer func() { <-l.finding }()
	case <-ctx.Done():
		return endpoint{}, transportError(ctx, request{op: discoverOp}, l.site.host, ctx.Err())
	}
	l.mu.Lock()
	now, known, confirmed := clock(), l.endpoint, l.confirmed
	l.mu.Unlock()
	if known != failing {
		return known, nil
	}
	if failing != (endpoint{}) && !confirmed.IsZero() && now.Sub(confirmed) < confirmFor && !now.Before(confirmed) {
		return known, nil
	}
	_, ep, err := l.discover(ctx, exchange)
	if err == nil && ep == failing {
		l.mu.Lock()
		l.confirmed = now
		l.mu.Unlock()
	}
	return ep, err
}

// discover asks the site; it needs no keys.
func (l *locator) discover(ctx context.Context, exchange exchanger) (Discovery, endpoint, error) {
	req := request{
		op:     discoverOp,
		method: http.MethodGet,
		path:   "/login/companyinfo/" + url.PathEscape(l.company),
		bare:   true,
	}
	rep, err := exchange(ctx, endpoint{scheme: l.site.scheme, host: l.site.host}, req)
	if err != nil {
		var e *Error
		if errors.As(err, &e) && e.Status == http.StatusNotFound && e.problem.Code != codeHTML {
			return Discovery{}, endpoint{}, l.noSuchCompany(e.Status)
		}
		return Discovery{}, endpoint{}, err
	}
	if isNull(rep.body) {
		return Discovery{}, endpoint{}, l.noSuchCompany(rep.status)
	}
	var info companyInfo
	if err := decode(rep, &info); err != nil {
		return Discovery{}, endpoint{}, err
	}
	ep, err := l.endpointFrom(info)
	if err != nil {
		return Discovery{}, endpoint{}, err
	}
	l.version.learn(string(info.VersionCode), false)
	l.mu.Lock()
	l.endpoint = ep
	l.mu.Unlock()
	return Discovery{
		CompanyName: model.Clean(string(info.CompanyName)), Version: model.Clean(string(info.VersionCode)),
		Codebase: ep.codebase, APIHost: ep.host, Cloud: info.IsCloud.on(),
	}, ep, nil
}

func (l *locator) noSuchCompany(status int) error {
	return newError(discoverOp, status, model.Problem{
		Kind: model.Misconfigured, Code: "no-such-company", Host: l.site.host,
		What: model.Clean(l.site.host + " knows no company " + quote(l.company) + "."),
		Cure: model.Clean("Type the company id exactly as on the ConnectWise login screen; capitals matter."),
	})
}

// endpointFrom decides which host gets the keys. The server's word is taken
// only when it stays with the site that the user named.
func (l *locator) endpointFrom(info companyInfo) (endpoint, error) {
	ep := endpoint{scheme: l.site.scheme, host: l.site.host, codebase: "v4_6_release"}
	if code := strings.Trim(strings.TrimSpace(string(info.Codebase)), "/"); code != "" {
		if !isSegment(code) {
			return endpoint{}, newError(discoverOp, http.StatusOK, model.Problem{
				Kind: model.BadReply, Code: "bad-codebase", Host: l.site.host,
				What: model.Clean(l.site.host + " names a code base that is not a path: " + quote(code) + "."),
				Cure: model.Clean("Check that the site is the address of your ConnectWise."),
			})
		}
		ep.codebase = code
	}
	if l.site.hosted() {
		ep.host = "api-" + l.site.host
	}
	said := rest.HostOf(string(info.SiteURL))
	switch {
	case said == "":
	case l.site.loopback():
		if loopbackHost(said) {
			ep.host = said
		}
	case said == l.site.host, said == "api-"+l.site.host:
		ep.host = said
	default:
		return endpoint{}, newError(discoverOp, http.StatusOK, model.Problem{
			Kind: model.Misconfigured, Code: "foreign-api-host", Host: l.site.host,
			What: model.Clean(l.site.host + " says that its API is at " + quote(said) + ", which is another site; the keys were not sent there."),
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
