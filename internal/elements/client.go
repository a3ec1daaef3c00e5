package elements

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"daybrief/internal/rest"
	"daybrief/model"
)

// Options make a Client. Zero fields are the defaults.
type Options struct {
	Base     Base
	Secrets  Secrets
	Instance int64 // the element instance; 0 when only its token is known
	// Fields maps our names of a record's fields to the gateway's, dotted paths
	// on both sides, where a transformation renames them.
	Fields    map[string]string
	Transport http.RoundTripper
	Now       func() time.Time
	// Limiter is entered before each request and may wait; done is called once
	// the answer has been read.
	Limiter func(context.Context) (done func(), err error)
	Log     *slog.Logger
	Version string // of this program, for the User-Agent
}

// The limits of an exchange.
const (
	timeout   = 30 * time.Second
	bodyLimit = 16 << 20
	saidLimit = 64 << 10
	pageSize  = 200 // the platform's own most
	maxURL    = 2000
)

// Client talks to one element instance at one gateway. It neither waits nor
// tries again. It is safe for use by several goroutines.
type Client struct {
	o    Options
	http *http.Client

	mu       sync.Mutex
	secrets  Secrets
	instance Instance  // as it was last read
	asked    time.Time // when
	ready    chan struct{}
}

// New makes a client. Nothing is sent yet. The error is a *model.Problem.
func New(o Options) (*Client, error) {
	if o.Base.host == "" {
		return nil, badBase("base-host", "There is no address of the gateway.")
	}
	if err := o.Secrets.missing(); err != nil {
		return nil, err
	}
	if o.Secrets.Element.IsEmpty() && o.Instance <= 0 {
		return nil, &model.Problem{
			Kind: model.Misconfigured, Code: "missing-instance", What: model.Clean("Neither the element token nor the number of the instance is known."),
			Cure: model.Clean("Set connection.instance, or store the element token."),
		}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Limiter == nil {
		o.Limiter = func(context.Context) (func(), error) { return func() {}, nil }
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Transport == nil {
		o.Transport = rest.NewTransport()
	}
	if o.Version == "" {
		o.Version = "dev"
	}
	c := &Client{o: o, secrets: o.Secrets, ready: make(chan struct{}, 1)}
	c.http = &http.Client{Transport: o.Transport, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse // the secrets would go along
	}}
	return c, nil
}

// Close drops idle connections. The client stays usable.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Rekey makes the client sign with other secrets from now on.
func (c *Client) Rekey(s Secrets) error {
	if err := s.missing(); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.secrets, c.asked = s, time.Time{}
	return nil
}

// Secrets are those in use, to be kept out of reports: the token may have come
// from the gateway.
func (c *Client) Secrets() []model.Secret {
	s := c.signing()
	return []model.Secret{s.User, s.Organization, s.Element}
}

func (c *Client) signing() Secrets {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.secrets
}

// question is one call of the gateway.
type question struct {
	op       string // "list tickets", for messages
	path     string // below the base, escaped
	query    url.Values
	platform bool // about the account and not about ConnectWise
}

// answer is a successful one with its whole body.
type answer struct {
	header http.Header
	body   []byte
	date   time.Time // the gateway's clock; zero when not sent
}

// ask sends a question, after the limiter, within the time limit. A refusal is a
// *model.Problem.
func (c *Client) ask(ctx context.Context, q question) (*answer, error) {
	target := c.o.Base.String() + q.path
	if len(q.query) > 0 {
		target += "?" + strings.ReplaceAll(q.query.Encode(), "+", "%20")
	}
	if len(target) > maxURL {
		return nil, c.problem(model.Misconfigured, "url-too-long", "The question to "+q.op+" is too long for one address.", "This looks like a fault of daybrief; please report it.")
	}
	done, err := c.o.Limiter(ctx)
	if err != nil {
		return nil, c.unanswered(ctx, err)
	}
	defer done()
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, target, nil)
	if err != nil {
		return nil, c.problem(model.Misconfigured, "bad-request", "The question to "+q.op+" could not be made.", "")
	}
	secrets := c.signing()
	secrets.sign(r, q.platform)
	r.Header.Set("Accept", "application/json")
	r.Header.Set("User-Agent", "daybrief/"+c.o.Version)
	began := c.o.Now()
	resp, err := c.http.Do(r)
	if err != nil {
		return nil, c.unanswered(ctx, err)
	}
	defer resp.Body.Close()
	body, err := c.read(ctx, resp)
	c.o.Log.DebugContext(ctx, "request", "method", r.Method, "path", model.Clean(r.URL.Path).String(), "status", resp.StatusCode, "took", c.o.Now().Sub(began), "bytes", len(body))
	if err != nil {
		return nil, err
	}
	if p := c.refusal(q, resp, body, secrets.words()); p != nil {
		return nil, p
	}
	return &answer{header: resp.Header, body: body, date: rest.Date(resp.Header)}, nil
}

// unanswered is a request that never came to an answer: the network's fault, or
// the limiter's word.
func (c *Client) unanswered(ctx context.Context, err error) error {
	var p *model.Problem
	if errors.As(err, &p) {
		return p
	}
	fault := rest.Fault(ctx, c.o.Base.host, err)
	return &fault
}

// read takes the body, capped after decompression.
func (c *Client) read(ctx context.Context, resp *http.Response) ([]byte, error) {
	limit := bodyLimit
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		limit = saidLimit
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, int64(limit)+1))
	switch {
	case limit == saidLimit:
		return body[:min(len(body), limit)], nil // the status says enough
	case err != nil:
		p := rest.Broken(ctx, c.o.Base.host, err)
		return nil, &p
	case len(body) > limit:
		return nil, c.problem(model.BadReply, "too-large", c.o.Base.host+" sent a far bigger answer than expected; it was cut off.", "Check that the base is your gateway's.")
	}
	return body, nil
}

// rows takes a list apart. Something else than a list must never look like "no
// tickets", nor must a list that lost rows on the way.
func (c *Client) rows(a *answer) ([]json.RawMessage, error) {
	bad := func(code, what string) error {
		return c.problem(model.BadReply, code, c.o.Base.host+" sent "+what+".", "It will be asked again; if it stays like this, check what stands between here and the gateway.")
	}
	body := bytes.TrimLeft(a.body, " \t\r\n")
	var list []json.RawMessage
	switch err := json.Unmarshal(body, &list); {
	case len(body) == 0:
		return nil, bad("empty-body", "an empty answer")
	case body[0] != '[' && json.Valid(body):
		return nil, bad("unexpected-shape", "something else than a list")
	case err != nil && strings.Contains(err.Error(), "unexpected end"):
		return nil, bad("truncated", "an answer that breaks off in the middle")
	case err != nil:
		return nil, bad("bad-json", "an answer that is not JSON")
	}
	if n, err := strconv.Atoi(a.header.Get("Elements-Returned-Count")); err == nil && n != len(list) {
		return nil, bad("rows-missing", "a list of "+model.Counted(len(list), "record")+" and says that it has "+strconv.Itoa(n))
	}
	return list, nil
}
