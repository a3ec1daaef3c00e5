package elementstest

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/mixpanel/mixpaneltest"
)

// The secrets and the instance of every Gateway; invented, with the characters
// that real ones have.
const (
	UserSecret         = "q7Jw/Tn2+9aKd0mVx5ZbR1sLcE8uYhGf3PiNoWtQkM4="
	OrganizationSecret = "5f0e3b7a91c24d68a0b1c2d3e4f50617"
	ElementToken       = "kV9+rXo2/LmP7sTqW4uYbN1cDzE6hJg8aFi3RtKxQw0="
	Instance           = 48151
)

// Options make a Gateway. The zero value is a gateway as the documents describe
// it.
type Options struct {
	// Generic are objects that are offered beside the documented ones:
	// "schedule-entries", "members", "boards", "priorities", "agreements", "activities".
	Generic []string
	// Clamp is the most rows a page that the gateway gives; 0 is 200. Said tells
	// whether it says so.
	Clamp int
	Said  bool
	// LastToken sends a token with the last page, too, which leads to an empty
	// one.
	LastToken bool
	// NoHeaders leaves every header of the gateway's out, as some proxies do.
	NoHeaders bool
	// SameToken gives the same token for ever.
	SameToken bool
	// Rename maps ConnectWise's top-level fields to others, as a transformation
	// does.
	Rename map[string]string
	// Element is the key of the instance's element; "" is ConnectWise's.
	Element string
	// Disabled switches the instance off.
	Disabled bool
	// Usage is the Mixpanel behind an instance of its own (UsageInstance); nil for
	// none. Bulk says how its events are gathered.
	Usage *mixpaneltest.Server
	Bulk  Bulk
	Now   func() time.Time // nil: time.Now
}

// Fault is what happens to hub calls instead of an answer.
type Fault struct {
	Status     int
	Body       string
	RetryAfter string
	Every      int    // only every so many-th call; 0: each
	Hub        string // "general" for Mixpanel's; "": ConnectWise's
	Path       string // only calls below it: "bulk/query"
}

// Gateway is an http.Handler. It is safe for use by several goroutines.
type Gateway struct {
	o    Options
	cw   *cwtest.Server
	send *cwtest.Transport
	bulk bulk

	mu         sync.Mutex
	fault      *Fault
	calls      int
	paths      map[string]int
	absent     map[string]time.Time
	until      time.Time // nothing may be asked before
	inFlight   int
	most       int
	violations []string
}

// New makes a gateway in front of a ConnectWise.
func New(cw *cwtest.Server, o Options) *Gateway {
	if o.Clamp == 0 {
		o.Clamp = 200
	}
	if o.Element == "" {
		o.Element = "connectwisecrmrest"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Gateway{o: o, cw: cw, send: cw.Transport(), paths: map[string]int{}, absent: map[string]time.Time{}}
}

// Transport is a RoundTripper to this gateway.
func (g *Gateway) Transport() *cwtest.Transport { return &cwtest.Transport{Handler: g} }

// Break makes hub calls fail; nil mends it.
func (g *Gateway) Break(f *Fault) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.fault = f
}

// Violations are what callers did wrong so far.
func (g *Gateway) Violations() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.violations)
}

// Calls is how often hub objects were asked for, by the first part of the path;
// "" is all of them.
func (g *Gateway) Calls(object string) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.paths[object]
}

// MaxInFlight is how many requests were under way at once.
func (g *Gateway) MaxInFlight() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.most
}

func (g *Gateway) blame(format string, args ...any) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.violations = append(g.violations, fmt.Sprintf(format, args...))
}

// ServeHTTP implements http.Handler.
func (g *Gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	g.inFlight++
	g.most = max(g.most, g.inFlight)
	early := g.o.Now().Before(g.until)
	g.mu.Unlock()
	defer func() {
		g.mu.Lock()
		g.inFlight--
		g.mu.Unlock()
	}()
	if early {
		g.blame("%s asked inside Retry-After", r.URL.Path)
	}
	if r.Method != http.MethodGet && !(r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/bulk/query")) {
		g.blame("%s %s", r.Method, r.URL.Path)
		g.refuse(w, http.StatusMethodNotAllowed, "Method not allowed", "")
		return
	}
	if !strings.Contains(r.Header.Get("Accept"), "application/json") {
		g.blame("%s: no Accept of JSON", r.URL.Path)
		g.refuse(w, http.StatusNotAcceptable, "Not acceptable", "")
		return
	}
	p, ok := strings.CutPrefix(r.URL.Path, "/elements/api-v2")
	switch {
	case !ok:
		g.refuse(w, http.StatusNotFound, "Not found", "")
	case strings.HasPrefix(p, "/instances/"):
		g.serveInstance(w, r, strings.TrimPrefix(p, "/instances/"))
	case strings.HasPrefix(p, "/hubs/general/") && g.o.Usage != nil:
		g.serveUsage(w, r, strings.TrimPrefix(p, "/hubs/general/"))
	case strings.HasPrefix(p, "/hubs/crm/"):
		g.serveHub(w, r, strings.TrimPrefix(p, "/hubs/crm/"))
	default:
		g.refuse(w, http.StatusNotFound, "No such resource", "")
	}
}

// refuse answers with an error as the gateway words it.
func (g *Gateway) refuse(w http.ResponseWriter, status int, message, provider string) {
	body := map[string]string{"requestId": "5a26fc42e4b03d3a6a701f00", "message": message}
	if provider != "" {
		body["providerMessage"] = provider
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // a caller that is gone needs no answer
}

// admit checks the header: its parts, in this order, split at ", ".
func (g *Gateway) admit(w http.ResponseWriter, r *http.Request, parts ...string) bool {
	if r.Header.Get("Authorization") == strings.Join(parts, ", ") {
		return true
	}
	g.refuse(w, http.StatusUnauthorized, "Invalid Organization or User secret, or invalid Element token provided.", "")
	return false
}

func (g *Gateway) serveInstance(w http.ResponseWriter, r *http.Request, id string) {
	if !g.admit(w, r, "User "+UserSecret, "Organization "+OrganizationSecret) {
		return
	}
	doc := map[string]any{"id": Instance, "name": "ConnectWise_Instance", "token": ElementToken, "element": map[string]any{"id": 3012, "key": g.o.Element, "hub": "crm"}}
	switch {
	case id == strconv.Itoa(UsageInstance) && g.o.Usage != nil:
		doc = map[string]any{"id": UsageInstance, "name": "Mixpanel_Instance", "token": UsageToken, "element": map[string]any{"id": 13973, "key": g.o.Bulk.element(), "hub": "general"}}
	case id != strconv.Itoa(Instance):
		g.refuse(w, http.StatusNotFound, "No element instance found", "")
		return
	}
	doc["valid"], doc["disabled"] = true, g.o.Disabled || id == strconv.Itoa(UsageInstance) && g.o.Bulk.Disabled
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(doc) // a caller that is gone needs no answer
}

func (g *Gateway) serveHub(w http.ResponseWriter, r *http.Request, object string) {
	if !g.admit(w, r, "User "+UserSecret, "Organization "+OrganizationSecret, "Element "+ElementToken) {
		return
	}
	name, _, _ := strings.Cut(object, "/")
	g.mu.Lock()
	g.calls++
	g.paths[name]++
	g.paths[""]++
	f, n := g.fault, g.calls
	g.mu.Unlock()
	if f != nil && f.Hub == "" && (f.Every == 0 || n%f.Every == 0) {
		g.fail(w, f)
		return
	}
	path, known := g.vendorPath(object)
	if !known {
		g.missing(w, name)
		return
	}
	for key := range r.URL.Query() {
		if !slices.Contains([]string{"where", "page", "pageSize", "nextPage"}, key) {
			g.blame("%s: parameter %s", object, key)
			g.refuse(w, http.StatusBadRequest, "Unsupported parameter "+key, "")
			return
		}
	}
	g.list(w, r, object, path)
}

func (g *Gateway) fail(w http.ResponseWriter, f *Fault) {
	if f.RetryAfter != "" {
		w.Header().Set("Retry-After", f.RetryAfter)
		if s, err := strconv.Atoi(f.RetryAfter); err == nil {
			g.mu.Lock()
			g.until = g.o.Now().Add(time.Duration(s) * time.Second)
			g.mu.Unlock()
		}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(f.Status)
	_, _ = w.Write([]byte(f.Body)) // a caller that is gone needs no answer
}

// missing answers for an object that is not offered. Asking again within a day
// is a violation.
func (g *Gateway) missing(w http.ResponseWriter, name string) {
	now := g.o.Now()
	g.mu.Lock()
	at, before := g.absent[name]
	g.absent[name] = now
	g.mu.Unlock()
	if before && now.Sub(at) < 24*time.Hour {
		g.blame("%s: asked again after %v", name, now.Sub(at))
	}
	g.refuse(w, http.StatusNotFound, "No resource found for "+name, "")
}

// token is the next page as the platform writes it: unpadded base64 of JSON.
func token(page, size int) string {
	return base64.RawStdEncoding.EncodeToString(fmt.Appendf(nil, `{"pageSize":%d,"page":%d}`, size, page))
}

func readToken(t string) (page int, ok bool) {
	raw, err := base64.RawStdEncoding.DecodeString(t)
	if err != nil {
		return 0, false
	}
	var w struct{ Page int }
	err = json.Unmarshal(raw, &w)
	return w.Page, err == nil && w.Page > 0
}
