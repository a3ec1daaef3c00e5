package elements

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"daybrief/internal/rest"
	"daybrief/model"
)

// question is one call of the gateway.
type question struct {
	op       string // "list tickets", for messages
	method   string // "": GET
	path     string // below the base, escaped
	query    url.Values
	platform bool // about the account and not about what stands behind the gateway
}

// answer is a successful one with its whole body.
type answer struct {
	header http.Header
	body   []byte
	date   time.Time // the gateway's clock; zero when not sent
}

// exchange is a question that was answered; end must be called.
type exchange struct {
	ctx   context.Context
	resp  *http.Response
	words []string // the secrets
	began time.Time
	end   func()
}

// send sends a question, after the limiter, within a time limit that holds for
// the body, too.
func (c *Client) send(ctx context.Context, q question, limit time.Duration) (*exchange, error) {
	target := c.o.Base.String() + q.path
	if len(q.query) > 0 {
		target += "?" + strings.ReplaceAll(q.query.Encode(), "+", "%20")
	}
	if len(target) > maxURL {
		return nil, c.problem(model.Misconfigured, "url-too-long", "The request to "+q.op+" is too long for one URL.", "This looks like a fault of daybrief; please report it.")
	}
	done, err := c.o.Limiter(ctx)
	if err != nil {
		return nil, c.party().Unanswered(ctx, err)
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	end := func() { cancel(); done() }
	method := q.method
	if method == "" {
		method = http.MethodGet
	}
	r, err := http.NewRequestWithContext(ctx, method, target, nil)
	if err != nil {
		end()
		return nil, c.problem(model.Misconfigured, "bad-request", "The request to "+q.op+" could not be made.", "")
	}
	secrets := c.signing()
	secrets.sign(r, q.platform)
	r.Header.Set("Accept", "application/json")
	r.Header.Set("User-Agent", "daybrief/"+c.o.Version)
	began := c.o.Now()
	resp, err := c.http.Do(r)
	if err != nil {
		defer end() // not before it is told why: what has ended seems to be called off
		return nil, c.party().Unanswered(ctx, err)
	}
	return &exchange{ctx, resp, secrets.words(), began, func() { resp.Body.Close(); end() }}, nil
}

// log notes what came.
func (c *Client) log(e *exchange, bytes int) {
	r := e.resp.Request
	c.o.Log.DebugContext(e.ctx, "request", "method", r.Method, "path", model.Clean(r.URL.Path).String(), "status", e.resp.StatusCode, "took", c.o.Now().Sub(e.began), "bytes", bytes)
}

// ask sends a question and gives its whole answer. A refusal is a *model.Problem.
func (c *Client) ask(ctx context.Context, q question) (*answer, error) {
	e, err := c.send(ctx, q, timeout)
	if err != nil {
		return nil, err
	}
	defer e.end()
	body, err := c.party().Read(e.ctx, c.bodies, e.resp, bodyLimit)
	c.log(e, len(body))
	if err != nil {
		return nil, err
	}
	if p := c.refusal(q, e.resp, body, e.words); p != nil {
		c.pause(p)
		return nil, p
	}
	return &answer{header: e.resp.Header, body: body, date: rest.Date(e.resp.Header)}, nil
}

// pause tells of a refusal that asks for one.
func (c *Client) pause(err error) {
	var p *model.Problem
	if errors.As(err, &p) && p.Kind == model.RateLimited && p.RetryAfter > 0 {
		c.o.Refused(p.RetryAfter)
	}
}

// Call is a question of another element's own.
type Call struct {
	Op     string // "list events", for messages
	Method string // "": GET
	Path   string // below the base, escaped: "/hubs/general/activities/top"
	Query  url.Values
}

func (k Call) question() question {
	return question{op: k.Op, method: k.Method, path: k.Path, query: k.Query}
}

// Ask sends a call with the element token, which is found where it is not known.
// A refusal is a *model.Problem.
func (c *Client) Ask(ctx context.Context, k Call) ([]byte, error) {
	if err := c.prepared(ctx); err != nil {
		return nil, err
	}
	a, err := c.ask(ctx, k.question())
	if err != nil {
		return nil, c.blame(ctx, err)
	}
	return a.body, nil
}

// streamTime is how long a big body may take.
const streamTime = 10 * time.Minute

// Stream is Ask for an answer that is too big to be held: read gets the body while
// it comes, and its error is given on. What breaks it off is a *model.Problem.
func (c *Client) Stream(ctx context.Context, k Call, read func(io.Reader) error) error {
	if err := c.prepared(ctx); err != nil {
		return err
	}
	e, err := c.send(ctx, k.question(), streamTime)
	if err != nil {
		return err
	}
	defer e.end()
	body := &counter{in: e.resp.Body}
	ahead := bufio.NewReader(body)
	begin, _ := ahead.Peek(512) // what is wrong shows when it is read
	if !rest.Well(e.resp, rest.IsPage(e.resp.Header, begin)) {
		said, _ := io.ReadAll(io.LimitReader(ahead, rest.SaidLimit)) // the status says enough
		c.log(e, len(said))
		refusal := c.refusal(k.question(), e.resp, said, e.words)
		c.pause(refusal)
		return c.blame(ctx, refusal)
	}
	err = read(ahead)
	c.log(e, body.bytes)
	if body.fault != nil {
		fault := rest.Broken(e.ctx, c.o.Base.host, body.fault)
		return &fault
	}
	return err
}

// counter counts what goes through, and keeps what broke it off.
type counter struct {
	in    io.Reader
	bytes int
	fault error
}

// Read implements io.Reader.
func (r *counter) Read(b []byte) (int, error) {
	n, err := r.in.Read(b)
	r.bytes += n
	if err != nil && err != io.EOF {
		r.fault = err
	}
	return n, err
}
