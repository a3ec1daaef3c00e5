package connectwise

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Limiter is called before each request and may wait, obeying its context. done
// is called once the answer has been read. It is where a request budget plugs
// in.
type Limiter func(context.Context) (done func(), err error)

// Exchange tells about one finished request; it holds nothing secret.
type Exchange struct {
	Method string
	Path   string // without the query
	Status int    // 0 when there was no answer
	Bytes  int    // decoded bytes of the body that were read
	Took   time.Duration
	Date   time.Time // the server's clock (Date header), UTC; zero when not sent
	// RetryAfter is how long a server that refuses requests for now asks to be left
	// alone; 0 when it does not say.
	RetryAfter time.Duration
}

// Option sets something of a Client; New and With refuse values that make no
// sense.
type Option func(*config) error

type config struct {
	transport http.RoundTripper
	proxy     func(*http.Request) (*url.URL, error)
	now       func() time.Time
	timeout   time.Duration
	limiter   Limiter
	bodyLimit int
	log       *slog.Logger
	observe   func(Exchange)
	agent     string
	maxPages  int
	pageSize  int
	kept      *Kept
}

func defaults() config {
	return config{
		now:       time.Now,
		timeout:   30 * time.Second,
		limiter:   func(context.Context) (func(), error) { return func() {}, nil },
		bodyLimit: 16 << 20,
		log:       slog.New(slog.DiscardHandler),
		observe:   func(Exchange) {},
		agent:     "daybrief/dev",
		maxPages:  200, // 200,000 records
		pageSize:  1000,
	}
}

// WithTransport sets what sends the requests; the default is a transport of
// the client's own with tight limits.
func WithTransport(rt http.RoundTripper) Option {
	return func(c *config) error {
		if rt == nil {
			return errors.New("connectwise: the transport is nil")
		}
		c.transport = rt
		return nil
	}
}

// WithProxy sets how the client's own transport finds the proxy of a request;
// the default is http.ProxyFromEnvironment.
func WithProxy(of func(*http.Request) (*url.URL, error)) Option {
	return func(c *config) error {
		if of == nil {
			return errors.New("connectwise: the proxy is nil")
		}
		c.proxy = of
		return nil
	}
}

// WithNow sets the clock, which dates Retry-After and places years in SLA
// texts; the default is time.Now.
func WithNow(now func() time.Time) Option {
	return func(c *config) error {
		if now == nil {
			return errors.New("connectwise: the clock is nil")
		}
		c.now = now
		return nil
	}
}

// WithTimeout limits a whole request, from the limiter's go to the last byte of
// the body; the default is 30 s.
func WithTimeout(d time.Duration) Option {
	return func(c *config) error {
		if d <= 0 {
			return errors.New("connectwise: the timeout is not positive")
		}
		c.timeout = d
		return nil
	}
}

// WithLimiter sets the limiter; the default lets everything pass at once.
func WithLimiter(g Limiter) Option {
	return func(c *config) error {
		if g == nil {
			return errors.New("connectwise: the limiter is nil")
		}
		c.limiter = g
		return nil
	}
}

// WithBodyLimit caps the decoded bytes of one answer. The default of 16 MiB
// holds a page of 1,000 tickets ten times over.
func WithBodyLimit(bytes int) Option {
	return func(c *config) error {
		if bytes <= 0 {
			return errors.New("connectwise: the body limit is not positive")
		}
		c.bodyLimit = bytes
		return nil
	}
}

// WithLog sets a logger. One debug line a request is written: method, path,
// status, duration and bytes, never a header or a query.
func WithLog(l *slog.Logger) Option {
	return func(c *config) error {
		if l == nil {
			return errors.New("connectwise: the logger is nil")
		}
		c.log = l
		return nil
	}
}

// WithObserver calls f after each request, from the goroutine that made it and
// before the limiter hears of its end. Observers that are set already stay.
func WithObserver(f func(Exchange)) Option {
	return func(c *config) error {
		if f == nil {
			return errors.New("connectwise: the observer is nil")
		}
		before := c.observe
		c.observe = func(e Exchange) { before(e); f(e) }
		return nil
	}
}

// WithVersion sets the version in the User-Agent, "daybrief/VERSION".
func WithVersion(version string) Option {
	return func(c *config) error {
		if version == "" || strings.ContainsFunc(version, func(r rune) bool { return r <= ' ' || r > '~' }) {
			return errors.New("connectwise: the version is not a printable word")
		}
		c.agent = "daybrief/" + version
		return nil
	}
}

// WithPages bounds lists: size is how many records are asked for at once
// (1 to 1,000, the API's own limit), max is how many pages a list may have
// before it is cut. The defaults are 1,000 and 40.
func WithPages(size, max int) Option {
	return func(c *config) error {
		if size < 1 || size > 1000 || max < 1 {
			return errors.New("connectwise: a page holds 1 to 1000 records, and a list at least one page")
		}
		c.pageSize, c.maxPages = size, max
		return nil
	}
}
