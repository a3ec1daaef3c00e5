package connectwise

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"

	"daybrief/internal/rest"
	"daybrief/model"
)

// maxURL is the longest URL that is sent (connectwise-api 3.2).
const maxURL = 2000

// errorBodyLimit caps what is read of a refusal.
const errorBodyLimit = 64 << 10

// request is one call of the API.
type request struct {
	op     string // "list service tickets", for messages
	method string
	path   string // below /apis/3.0, escaped; for bare requests below the host
	query  params
	body   []byte
	// forward asks for forward-only paging.
	forward bool
	// bare requests go to the site itself without keys (discovery).
	bare bool
}

// reply is a successful answer with its whole body.
type reply struct {
	op     string // that of the request
	status int
	header http.Header
	body   []byte
	host   string
	words  *words // texts that repeat; nil for none
}

// ask sends a request to the API. When the path is not there, it re-reads the
// code base once, which changes with each release of the hosted service, and
// goes on only when it did change.
func (c *Client) ask(ctx context.Context, req request) (*reply, error) {
	ep, err := c.where(ctx)
	if err != nil {
		return nil, err
	}
	rep, err := c.exchange(ctx, ep, req)
	if err == nil || !movedAway(err) {
		return rep, err
	}
	fresh, findErr := c.shared.locator.find(unmarked{ctx}, c.exchange, ep, c.config.now)
	if findErr != nil || fresh == ep {
		return nil, err
	}
	return c.exchange(ctx, fresh, req)
}

// unmarked is a context without its values, for what is asked because a request was
// refused: it follows at once, however long that request had to wait for its turn.
type unmarked struct{ context.Context }

func (unmarked) Value(any) any { return nil }

// movedAway reports whether a failure may mean an outdated code base.
func movedAway(err error) bool {
	var e *Error
	return errors.As(err, &e) && (e.Status == http.StatusNotFound || e.problem.Code == codeCannotRoute)
}

func (ep endpoint) url(req request) string {
	u := ep.scheme + "://" + ep.host + req.path
	if !req.bare {
		u = ep.base() + req.path
	}
	if q := req.query.encode(); q != "" {
		u += "?" + q
	}
	return u
}

// exchange sends one request, after the limiter, within the time limit.
func (c *Client) exchange(ctx context.Context, ep endpoint, req request) (*reply, error) {
	target := ep.url(req)
	if len(target) > maxURL {
		return nil, c.failure(req, 0, model.Problem{
			Kind: model.Misconfigured, Code: "url-too-long", Host: ep.host,
			What: model.Clean("The request to " + req.op + " is too long for one URL."),
			Cure: model.Clean("Ask for less at once."),
		})
	}
	done, err := c.config.limiter(ctx)
	if err != nil {
		return nil, c.limiterError(ctx, req, ep.host, err)
	}
	defer done()
	// Only now does the clock start: waiting for the budget is not the
	// server's fault.
	ctx, cancel := context.WithTimeout(ctx, c.config.timeout)
	defer cancel()
	hr, secrets, err := c.build(ctx, target, req)
	if err != nil {
		return nil, err
	}
	began := c.config.now()
	ex := Exchange{Method: req.method, Path: hr.URL.Path}
	defer func() {
		ex.Took = max(0, c.config.now().Sub(began))
		c.note(ctx, ex)
	}()
	resp, err := c.http.Do(hr)
	if err != nil {
		return nil, transportError(ctx, req, ep.host, err)
	}
	defer resp.Body.Close()
	ex.Status, ex.Date = resp.StatusCode, rest.Date(resp.Header)
	if resp.StatusCode == http.StatusTooManyRequests {
		ex.RetryAfter = rest.RetryAfter(resp.Header, c.config.now())
	}
	body, err := c.read(ctx, req, ep.host, resp)
	ex.Bytes = len(body)
	if err != nil {
		return nil, err
	}
	if p := c.classifier(req, ep.host).refusal(resp, body, secrets); p != nil {
		return nil, p
	}
	return &reply{op: req.op, status: resp.StatusCode, header: resp.Header, body: body, host: ep.host, words: c.shared.words}, nil
}

// build makes the HTTP request and collects what has to be scrubbed from
// messages.
func (c *Client) build(ctx context.Context, target string, req request) (*http.Request, []string, error) {
	var body io.Reader
	if req.body != nil {
		body = bytes.NewReader(req.body)
	}
	hr, err := http.NewRequestWithContext(ctx, req.method, target, body)
	if err != nil {
		return nil, nil, c.failure(req, 0, model.Problem{Kind: model.Misconfigured, Code: "bad-request", What: model.Clean("The request to " + req.op + " could not be made.")})
	}
	hr.Header.Set("User-Agent", c.config.agent)
	if req.bare {
		hr.Header.Set("Accept", "application/json")
		return hr, nil, nil
	}
	before := hr.Header.Clone()
	if err := c.auth.Apply(hr); err != nil {
		return nil, nil, c.failure(req, 0, asProblem(err, model.Problem{Kind: model.Misconfigured, Code: "auth-failed", What: model.Clean("The request could not be signed.")}))
	}
	secrets := rest.Secrets(before, hr.Header)
	hr.Header.Set("Accept", c.shared.version.accept())
	if req.forward {
		hr.Header.Set("pagination-type", "forward-only")
	}
	if req.body != nil {
		hr.Header.Set("Content-Type", "application/json")
	}
	return hr, secrets, nil
}

// read takes the body, capped after decompression.
func (c *Client) read(ctx context.Context, req request, host string, resp *http.Response) ([]byte, error) {
	limit := c.config.bodyLimit
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		body, err := io.ReadAll(io.LimitReader(resp.Body, errorBodyLimit))
		if err != nil {
			body = nil // the status says enough
		}
		return body, nil
	}
	tooLarge := func() error {
		return c.failure(req, resp.StatusCode, model.Problem{
			Kind: model.BadReply, Code: "too-large", Host: host,
			What: model.Clean(host + " sent a far bigger answer than expected while asked to " + req.op + "; it was cut off."),
			Cure: model.Clean("Check that the site is your ConnectWise and that nothing in between changes its answers."),
		})
	}
	if resp.ContentLength > int64(limit) {
		return nil, tooLarge()
	}
	body, whole, err := c.shared.bodies.Read(ctx, resp.Body, limit)
	switch {
	case err != nil:
		return body, bodyError(ctx, req, host, resp.StatusCode, err)
	case !whole:
		return nil, tooLarge()
	}
	return body, nil
}

// note remembers the server's clock and tells the log and the observer.
func (c *Client) note(ctx context.Context, ex Exchange) {
	if !ex.Date.IsZero() {
		c.shared.clock.set(ex.Date)
	}
	c.config.log.DebugContext(ctx, "request", "method", ex.Method, "path", model.Clean(ex.Path).String(), "status", ex.Status, "took", ex.Took, "bytes", ex.Bytes)
	c.config.observe(ex)
}
