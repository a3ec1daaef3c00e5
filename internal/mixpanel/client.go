package mixpanel

import (
	"context"
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

// Options make a Client. Zero fields are the defaults, where there is one.
type Options struct {
	Base    Base
	Project int64
	Account string // the service account's user name
	Secret  model.Secret
	// Company is the event property that names the client.
	Company   string
	Transport http.RoundTripper
	Now       func() time.Time
	Log       *slog.Logger
	Version   string // of this program, for the User-Agent
}

// The limits of an exchange.
const (
	timeout   = 60 * time.Second // a query over a month of a big project takes its time
	bodyLimit = 32 << 20         // 10,000 clients on 31 days are 6 MB
	maxURL    = 2000
)

// Client sends single queries about one project. It neither waits nor tries
// again, and counts no quota: Source does. It is safe for use by several
// goroutines.
type Client struct {
	o      Options
	http   *http.Client
	bodies *rest.Bodies

	mu     sync.Mutex
	secret model.Secret
}

// New makes a client. Nothing is sent yet. The error is a *model.Problem.
func New(o Options) (*Client, error) {
	if err := o.fault(); err != nil {
		return nil, err
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Version == "" {
		o.Version = "dev"
	}
	return &Client{o: o, secret: o.Secret, http: rest.NewClient(o.Transport), bodies: rest.NewBodies()}, nil
}

// fault is what is missing or can't be; nil for nothing.
func (o Options) fault() error {
	bad := func(code, what, cure string) error {
		return &model.Problem{Kind: model.Misconfigured, Code: code, What: model.Clean(what), Cure: model.Clean(cure)}
	}
	secret := o.Secret.Reveal()
	switch {
	case o.Base.host == "":
		return badBase("usage-base-host", "The address of the product usage is missing.")
	case o.Project <= 0:
		return bad("usage-project", "The number of the Mixpanel project is missing.", "Set usage.project: it stands in the project's settings, under Overview.")
	case ProjectSecret(o.Account):
		return bad("project-secret-retired", "usage.account holds a project's API secret; those are retired.", accountCure)
	case o.Account == "" || strings.ContainsAny(o.Account, ": \t\r\n"):
		return bad("usage-account", "The user name of the service account is missing, or none.", accountCure)
	case secret == "":
		return bad("usage-secret", "The secret of the service account is missing.", "Put it into the keyring, a file or the variable DAYBRIEF_MIXPANEL_SECRET.")
	case strings.ContainsFunc(secret, func(r rune) bool { return r <= ' ' || r > '~' }):
		return bad("usage-secret-malformed", "The secret of the service account holds something that is not part of it.", "Copy it again, without spaces, quotes and line breaks.")
	case strings.TrimSpace(o.Company) == "":
		return bad("usage-company", "The property that names the client is missing.", "Set usage.company.")
	}
	return nil
}

const accountCure = "Make a service account in Mixpanel's organisation settings, give it the role Consumer in the project, and set usage.account to its user name."

// ProjectSecret reports whether a user name is a project's API secret, the way
// in before there were service accounts: 32 hexadecimal digits.
func ProjectSecret(account string) bool {
	if len(account) != 32 {
		return false
	}
	return strings.Trim(strings.ToLower(account), "0123456789abcdef") == ""
}

// Close drops idle connections. The client stays usable.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Rekey makes the client sign with another secret from now on.
func (c *Client) Rekey(s model.Secret) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.secret = s
}

func (c *Client) signing() model.Secret {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.secret
}

// Host is who is asked.
func (c *Client) Host() string { return c.o.Base.host }

// question is one query.
type question struct {
	op    string // "list events", for messages
	path  string // below the base
	query url.Values
}

// ask sends a query within the time limit and gives its body. A refusal is a
// *model.Problem.
func (c *Client) ask(ctx context.Context, q question) ([]byte, error) {
	q.query.Set("project_id", strconv.FormatInt(c.o.Project, 10))
	target := c.o.Base.String() + q.path + "?" + strings.ReplaceAll(q.query.Encode(), "+", "%20")
	if len(target) > maxURL {
		return nil, c.problem(model.Misconfigured, "url-too-long", "The request to "+q.op+" is too long for one URL.", "Shorten the names in usage.events and usage.company.")
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, target, nil)
	if err != nil {
		return nil, c.problem(model.Misconfigured, "bad-request", "The request to "+q.op+" could not be made.", "")
	}
	secret := c.signing()
	r.SetBasicAuth(c.o.Account, secret.Reveal())
	r.Header.Set("Accept", "application/json")
	r.Header.Set("User-Agent", "daybrief/"+c.o.Version)
	began := c.o.Now()
	resp, err := c.http.Do(r)
	if err != nil {
		return nil, c.unanswered(ctx, err)
	}
	defer resp.Body.Close()
	body, err := c.party().Read(ctx, c.bodies, resp, bodyLimit)
	c.o.Log.DebugContext(ctx, "usage request", "path", q.path, "status", resp.StatusCode, "took", c.o.Now().Sub(began), "bytes", len(body))
	if err != nil {
		return nil, err
	}
	if p := c.refusal(q, resp, body, rest.Secrets(http.Header{}, http.Header{"Authorization": r.Header["Authorization"]})); p != nil {
		return nil, p
	}
	return body, nil
}

// unanswered is a request that never came to an answer.
func (c *Client) unanswered(ctx context.Context, err error) error {
	return c.party().Unanswered(ctx, err)
}
