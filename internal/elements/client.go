package elements

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"strconv"
	"sync"
	"time"

	"daybrief/internal/rest"
	"daybrief/model"
)

// Options make a Client. Zero fields are the defaults.
type Options struct {
	Base     Base
	Secrets  Secrets
	Instance int64   // the element instance; 0 when only its token is known
	Element  Element // that the instance must be of; zero: ConnectWise
	// Fields maps our names of a record's fields to the gateway's, dotted paths
	// on both sides, where a transformation renames them.
	Fields    map[string]string
	Transport http.RoundTripper
	Now       func() time.Time
	// Limiter is entered before each request and may wait; done is called once
	// the answer has been read.
	Limiter func(context.Context) (done func(), err error)
	// Refused is told of a 429 that says how long to wait, before the request counts
	// as ended; nil for nobody.
	Refused func(after time.Duration)
	Log     *slog.Logger
	Version string // of this program, for the User-Agent
	// Found is told of a token that the gateway gave, before it is used; nil for nobody.
	Found func(model.Secret)
}

// The limits of an exchange.
const (
	timeout   = 30 * time.Second
	bodyLimit = 16 << 20
	pageSize  = 200 // the platform's own most
	maxURL    = 2000
)

// Client talks to one element instance at one gateway. It neither waits nor
// tries again. It is safe for use by several goroutines.
type Client struct {
	o      Options
	http   *http.Client
	bodies *rest.Bodies

	mu       sync.Mutex
	secrets  Secrets
	instance Instance  // as it was last read
	asked    time.Time // when
	ready    chan struct{}
}

// New makes a client. Nothing is sent yet. The error is a *model.Problem.
func New(o Options) (*Client, error) {
	if o.Base.host == "" {
		return nil, badBase("base-host", "The gateway's address is missing.")
	}
	if err := o.Secrets.missing(); err != nil {
		return nil, err
	}
	if o.Secrets.Element.IsEmpty() && o.Instance <= 0 {
		return nil, &model.Problem{
			Kind: model.Misconfigured, Code: "missing-instance", What: model.Clean("Neither the element token nor the number of the instance is known."),
			Cure: model.Clean("Set " + o.Element.settings() + ".instance, or store the element token."),
		}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Limiter == nil {
		o.Limiter = func(context.Context) (func(), error) { return func() {}, nil }
	}
	if o.Refused == nil {
		o.Refused = func(time.Duration) {}
	}
	if o.Found == nil {
		o.Found = func(model.Secret) {}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Version == "" {
		o.Version = "dev"
	}
	if o.Element.Vendor == "" {
		o.Element = connectWise()
	}
	return &Client{o: o, secrets: o.Secrets, ready: make(chan struct{}, 1), http: rest.NewClient(o.Transport), bodies: rest.NewBodies()}, nil
}

// Host is who is asked.
func (c *Client) Host() string { return c.o.Base.host }

// Problem is a failure of what was asked of the gateway.
func (c *Client) Problem(kind model.ProblemKind, code, what, cure string) *model.Problem {
	return c.problem(kind, code, what, cure)
}

// Bad is an answer that is none.
func (c *Client) Bad(code, what string) *model.Problem { return c.party().Bad(code, what) }

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

func (c *Client) signing() Secrets {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.secrets
}

// rows takes a list apart. Something else than a list must never look like "no
// tickets", nor must a list that lost rows on the way.
func (c *Client) rows(a *answer) ([]json.RawMessage, error) {
	bad := c.party().Bad
	body := bytes.TrimLeft(a.body, " \t\r\n")
	var list []json.RawMessage
	switch err := json.Unmarshal(body, &list); {
	case len(body) == 0:
		return nil, bad("empty-body", "an empty answer")
	case body[0] != '[' && json.Valid(body):
		return nil, bad("unexpected-shape", "something other than a list")
	case err != nil && rest.Cut(body):
		return nil, bad("truncated", "an answer that breaks off in the middle")
	case err != nil:
		return nil, bad("bad-json", "an answer that is not JSON")
	}
	if n, err := strconv.Atoi(a.header.Get("Elements-Returned-Count")); err == nil && n != len(list) {
		return nil, bad("rows-missing", "a list of "+model.Counted(len(list), "record")+" and says that it has "+strconv.Itoa(n))
	}
	return list, nil
}
