package cwtest

import (
	"compress/gzip"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Size is how big a made-up tenant is.
type Size uint8

// The sizes: open tickets, technicians, boards, companies.
const (
	Small  Size = iota // 150, 5, 3, 100
	Middle             // 900, 25, 10, 400
	Large              // 6,000, 300, 40, 2,500
)

// Options make a Server. The zero value is the small demo tenant on the
// system's clock in UTC.
type Options struct {
	Seed uint64
	Size Size
	// Open is how many open tickets there are; 0 is as many as Size says.
	Open int
	// Now is the tenant's clock; nil is time.Now. The tenant begins at the
	// time that it gives in New, and goes on with it.
	Now func() time.Time
	// Zone is where the provider works (8 to 17 there); nil is UTC.
	Zone *time.Location
	// Still stops the tenant's own life: nothing changes but by the mutators
	// (and SLA clocks, which run by themselves).
	Still bool

	// Company, PublicKey, PrivateKey and ClientID are what a client has to
	// present. Empty ones are Company(), PublicKey(), … of the demo.
	Company, PublicKey, PrivateKey, ClientID string
	// Codebase is the path form of the release ("v2026_4/"), Version the
	// server's own ("v2026.4.12345").
	Codebase, Version string
	// Host is the API host that companyinfo names; "" is the host of each
	// request. When it starts with "api-", the same name without it answers
	// API calls with a web page, as the real one does.
	Host string
}

// The credentials of a server whose Options name none. They open nothing but
// this package's made-up tenant.
const (
	DemoCompany    = "northwind_demo"
	DemoPublicKey  = "DemoPublicKey01"
	DemoPrivateKey = "DemoPrivateKey01"
	DemoClientID   = "00000000-1111-4222-8333-444444444444"
)

// Server is a ConnectWise PSA in memory. It is safe for concurrent use.
type Server struct {
	opts   Options
	shapes *shapes

	mu      sync.Mutex // guards world
	world   *world
	future  *future
	records records
	routes  router
	site    site
	faults  faults
	role    role
	journal journal
	zippers sync.Pool
}

// records hands out the tenant's records as lists serve them.
type records struct{ *world }

// New makes a server and its tenant.
func New(o Options) *Server {
	setDefault(&o.Company, DemoCompany)
	setDefault(&o.PublicKey, DemoPublicKey)
	setDefault(&o.PrivateKey, DemoPrivateKey)
	setDefault(&o.ClientID, DemoClientID)
	setDefault(&o.Codebase, "v2026_4/")
	setDefault(&o.Version, "v2026.4.12345")
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	s := &Server{opts: o, site: site{opts: o, codebase: o.Codebase}, world: newWorld(o), shapes: newShapes(o.Version)}
	s.records, s.future = records{s.world}, newFuture(s.world)
	s.routes = newRouter(s)
	return s
}

func setDefault(s *string, v string) {
	if *s == "" {
		*s = v
	}
}

// Options are the server's options with the defaults filled in; they hold the
// credentials that a client needs.
func (s *Server) Options() Options { return s.opts }

// Me is the login of the demo's own technician, who has a full screen.
func (s *Server) Me() string { return s.world.members[s.world.me].login }

// Upgrade changes the codebase, as a release does on the hosted service: the
// old path answers 404 from now on.
func (s *Server) Upgrade(codebase string) { s.site.move(codebase) }

// call is one request on its way.
type call struct {
	s    *Server
	w    http.ResponseWriter
	r    *http.Request
	now  int64  // the tenant's clock, in seconds
	path string // below the API's root: "/service/tickets"
	zip  bool
}

// ServeHTTP answers one request. It never writes to the tenant: every verb but
// GET (and POST on a search) is refused.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	now := s.opts.Now()
	defer s.journal.enter(r, now)()
	h := w.Header()
	h.Set("Date", now.UTC().Format(http.TimeFormat))
	h.Set("api-current-version", release(s.opts.Version))
	c := &call{s: s, w: w, r: r, now: now.Unix(), zip: strings.Contains(r.Header.Get("Accept-Encoding"), "gzip")}
	root, path := s.site.split(r.URL.Path)
	c.path = path
	if f, ok := s.faults.next(path); ok && c.strike(f) {
		return
	}
	switch {
	case len(c.origin())+len(r.URL.RequestURI()) > maxURL:
		c.refuse(plainText(http.StatusRequestURITooLong, "The URL is too long."))
	case strings.HasPrefix(path, "/login/companyinfo/"):
		c.companyInfo(strings.TrimPrefix(path, "/login/companyinfo/"))
	case s.site.wrong(r.Host):
		h.Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(webPage))
	case root == rootDoubled:
		c.refuse(plainText(http.StatusBadRequest, "Cannot route. Codebase/company is invalid"))
	case root == rootUnknown:
		c.answer(plainText(http.StatusNotFound, "Not found"))
	default:
		if ref := s.site.admit(r); ref != nil {
			c.answer(ref)
			return
		}
		if pattern, _ := patternOf(path); s.role.sees(pattern) == "None" {
			c.answer(security())
			return
		}
		s.routes.route(c)
	}
}

// maxURL is the length up to which every proxy on the way can be trusted.
const maxURL = 2000

type root uint8

const (
	rootAPI root = iota
	rootLogin
	rootDoubled
	rootUnknown
)

// release is the version as the Accept header spells it: "2026.4".
func release(version string) string {
	parts := strings.SplitN(strings.TrimPrefix(version, "v"), ".", 3)
	if len(parts) < 2 {
		return version
	}
	return parts[0] + "." + parts[1]
}

// refuse answers and remembers what it would not do.
func (c *call) refuse(ref *refusal) {
	c.s.journal.remember(c, ref)
	c.answer(ref)
}

func (c *call) answer(ref *refusal) {
	kind := "application/json; charset=utf-8"
	switch {
	case strings.HasPrefix(ref.body, "<"):
		kind = "text/html; charset=utf-8"
	case ref.plain:
		kind = "text/plain; charset=utf-8"
	}
	c.w.Header().Set("Content-Type", kind)
	c.w.WriteHeader(ref.status)
	_, _ = c.w.Write([]byte(ref.body)) // a client that has gone is its own affair
}

// json sends a body, compressed when the client takes that.
func (c *call) json(body []byte, tail ...byte) {
	body = append(body, tail...)
	h := c.w.Header()
	h.Set("Content-Type", "application/vnd.connectwise.com+json; version="+release(c.s.opts.Version)+"; charset=utf-8")
	if !c.zip {
		h.Set("Content-Length", strconv.Itoa(len(body)))
		_, _ = c.w.Write(body)
		return
	}
	h.Set("Content-Encoding", "gzip")
	z, _ := c.s.zippers.Get().(*gzip.Writer)
	if z == nil {
		z, _ = gzip.NewWriterLevel(c.w, gzip.BestSpeed) // the level is valid
	} else {
		z.Reset(c.w)
	}
	_, _ = z.Write(body)
	_ = z.Close()
	c.s.zippers.Put(z)
}
