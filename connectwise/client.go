package connectwise

import (
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"daybrief/internal/rest"
)

// Client talks to one company on one ConnectWise server. It is safe for use by
// several goroutines at once.
type Client struct {
	System         SystemService
	Boards         BoardService
	Tickets        TicketService
	ProjectTickets ProjectTicketService
	Schedule       ScheduleService
	Companies      CompanyService
	Finance        FinanceService
	Configs        ConfigService
	Time           TimeService

	site    Site
	company string
	auth    Auth
	config  config
	http    *http.Client
	shared  *shared
}

// shared is what clients made by With have in common: what has been learnt of
// the server.
type shared struct {
	dates   DateOrder
	locator locator
	version version
	clock   serverClock
	bodies  *rest.Bodies
	words   *words
	endless atomic.Int32 // untried, taken or withoutNull, of schedule entries without an end
}

func newShared(site Site, company string) *shared {
	s := &shared{bodies: rest.NewBodies(), words: newWords()}
	s.locator = locator{site: site, company: company, version: &s.version, finding: make(chan struct{}, 1)}
	return s
}

// serverClock is the server's clock as of its latest answer.
type serverClock struct {
	mu   sync.Mutex
	date time.Time
}

func (k *serverClock) set(date time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.date = date
}

func (k *serverClock) read() time.Time {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.date
}

// New makes a client for the login company id on a site. Nothing is sent yet.
func New(site Site, company string, auth Auth, opts ...Option) (*Client, error) {
	if site.IsZero() {
		return nil, misconfigured("site-empty", "There is no site.", "Type the address that you use in the browser.")
	}
	company = tidyKey(company)
	if company == "" {
		return nil, misconfigured("missing-company", "The company id is missing.", "Type the company id of the ConnectWise login screen.")
	}
	if auth == nil {
		return nil, errors.New("connectwise: auth is nil")
	}
	c := &Client{site: site, company: company, auth: auth, config: defaults(), shared: newShared(site, company)}
	return c.finish(opts)
}

// With makes a second client with other options, for example another limiter. It
// shares the connections and what is known of the server.
func (c *Client) With(opts ...Option) (*Client, error) {
	d := &Client{site: c.site, company: c.company, auth: c.auth, config: c.config, shared: c.shared}
	return d.finish(opts)
}

func (c *Client) finish(opts []Option) (*Client, error) {
	for _, o := range opts {
		if err := o(&c.config); err != nil {
			return nil, err
		}
	}
	if c.config.transport == nil {
		c.config.transport = NewTransport(Route{Proxy: c.config.proxy})
	}
	c.http = &http.Client{
		Transport: c.config.transport,
		// A redirect would carry the clientId, and on the same host name the
		// keys, to wherever it points. It is an answer, not a way.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	c.System = SystemService{c}
	c.Boards = BoardService{c}
	c.Tickets = TicketService{ticketReader{c: c, path: "/service/tickets", noun: "service tickets"}}
	c.ProjectTickets = ProjectTicketService{ticketReader{c: c, path: "/project/tickets", noun: "project tickets", project: true}}
	c.Schedule = ScheduleService{c}
	c.Companies = CompanyService{c}
	c.Finance = FinanceService{c}
	c.Configs = ConfigService{c}
	c.Time = TimeService{c}
	return c, nil
}

// Site is the site the client was made for.
func (c *Client) Site() Site { return c.site }

// Company is the login company id.
func (c *Client) Company() string { return c.company }

// ServerDate is the server's clock as of its latest answer, UTC; zero when it
// never sent one.
func (c *Client) ServerDate() time.Time {
	return c.shared.clock.read()
}

// TicketLink opens a ticket in the browser; "{id}" stands for its id. Project
// tickets open with the same form.
func (c *Client) TicketLink() string { return c.site.TicketLink(c.company) }

// CompanyLink opens a company in the browser; "{id}" stands for its id.
func (c *Client) CompanyLink() string { return c.site.CompanyLink(c.company) }

// Close drops idle connections. The client stays usable.
func (c *Client) Close() { c.http.CloseIdleConnections() }
