package mixpaneltest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"daybrief/connectwise/cwtest"
)

// The service account and the project of every Server; invented.
const (
	Account = "daybrief.7f3a1c.mp-service-account"
	Secret  = "Xq4Lr8TzvB2nYk6WsHd0JmPe9cGuRfA1"
	Project = 2718281
)

// Options make a Server. The zero value is the service as its documents describe
// it.
type Options struct {
	Property string         // that names the client; "": "company"
	Zone     *time.Location // the project's; nil: UTC
	Now      func() time.Time
	// Quota is how many queries there are in an hour; 0 is 60. Said tells whether a
	// refusal says how long to wait.
	Quota int
	Said  bool
	// Most is the most values that are listed, whatever the limit says; 0: 10,000.
	Most int
	// Full writes days without use as 0 instead of leaving them out.
	Full bool
	// Late leaves the days after this one out, as if they had not begun.
	Late time.Time
}

// Fault is what happens to every query instead of an answer.
type Fault struct {
	Status int
	Body   string
	Header map[string]string
	// After lets so many queries through first.
	After int
}

// Server is an http.Handler. It is safe for use by several goroutines.
type Server struct {
	o Options

	mu         sync.Mutex
	events     map[string]*event
	tracked    []Event
	fault      *Fault
	sent       []time.Time
	asked      map[string]int
	until      time.Time // nothing may be asked before
	inFlight   int
	violations []string
}

// event is what people did: by value of the property and day, how many, and who.
type event struct {
	counts map[string]map[string]int
	people map[string]map[string]map[string]bool
	total  int
}

// New makes a server that knows of no use.
func New(o Options) *Server {
	if o.Property == "" {
		o.Property = "company"
	}
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Quota == 0 {
		o.Quota = 60
	}
	if o.Most == 0 {
		o.Most = 10_000
	}
	return &Server{o: o, events: map[string]*event{}, asked: map[string]int{}}
}

// Transport is a RoundTripper to this server.
func (s *Server) Transport() *cwtest.Transport { return &cwtest.Transport{Handler: s} }

// Use sets how many people of a client did an event on a day ("2026-03-10").
func (s *Server) Use(name, client, day string, people int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.event(name)
	if e.counts[client] == nil {
		e.counts[client] = map[string]int{}
	}
	e.counts[client][day] = people
	e.total += people
}

// Track is one event of one person at a moment. The project's zone says which day
// that is.
func (s *Server) Track(name, client, person string, at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, day := s.event(name), at.In(s.o.Zone).Format(time.DateOnly)
	if e.people[client] == nil {
		e.people[client] = map[string]map[string]bool{}
	}
	if e.people[client][day] == nil {
		e.people[client][day] = map[string]bool{}
	}
	e.people[client][day][person] = true
	s.tracked = append(s.tracked, Event{Name: name, Client: client, Person: person, At: at})
	e.total++
}

func (s *Server) event(name string) *event {
	if s.events[name] == nil {
		s.events[name] = &event{counts: map[string]map[string]int{}, people: map[string]map[string]map[string]bool{}}
	}
	return s.events[name]
}

// Break makes queries fail; nil mends it.
func (s *Server) Break(f *Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fault = f
}

// Violations are what callers did wrong so far.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

// Asked is how often a query was asked, by its last word ("segmentation",
// "names"); "" is all of them.
func (s *Server) Asked(query string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[query]
}

func (s *Server) blame(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.violations = append(s.violations, fmt.Sprintf(format, args...))
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, ok := strings.CutPrefix(r.URL.Path, "/api/query/")
	if r.Method != http.MethodGet {
		s.blame("%s %s", r.Method, r.URL.Path)
		s.refuse(w, http.StatusMethodNotAllowed, "method not allowed")
		return
	}
	if !strings.Contains(r.Header.Get("Accept"), "application/json") || !strings.HasPrefix(r.Header.Get("User-Agent"), "daybrief/") {
		s.blame("%s: headers %q, %q", r.URL.Path, r.Header.Get("Accept"), r.Header.Get("User-Agent"))
	}
	if !ok || name != "segmentation" && name != "events/names" {
		s.blame("%s: no such query", r.URL.Path)
		s.refuse(w, http.StatusNotFound, "not found")
		return
	}
	if !s.enter(w, name[strings.LastIndexByte(name, '/')+1:]) {
		return
	}
	defer s.leave()
	if !s.admit(w, r) {
		return
	}
	if name == "segmentation" {
		s.segmentation(w, r)
	} else {
		s.names(w, r)
	}
}

// enter counts a query against the quota, and lets a fault happen.
func (s *Server) enter(w http.ResponseWriter, name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.o.Now()
	s.inFlight++
	s.asked[name]++
	s.asked[""]++
	if now.Before(s.until) {
		s.violations = append(s.violations, name+" asked inside Retry-After")
	}
	if f := s.fault; f != nil {
		if f.After--; f.After < 0 {
			s.inFlight--
			s.fail(w, f, now)
			return false
		}
	}
	s.sent = slices.DeleteFunc(s.sent, func(t time.Time) bool { return now.Sub(t) >= time.Hour })
	if len(s.sent) < s.o.Quota && s.inFlight <= 5 {
		s.sent = append(s.sent, now)
		return true
	}
	words := fmt.Sprintf("Query rate limit exceeded for project_id: %d. %d/5 queries running concurrently and %d/%d queries running in the last hour.", Project, s.inFlight, len(s.sent)+1, s.o.Quota)
	s.inFlight--
	if s.o.Said && len(s.sent) > 0 {
		s.until = s.sent[0].Add(time.Hour)
		w.Header().Set("Retry-After", strconv.Itoa(int(s.until.Sub(now)/time.Second)+1))
	}
	s.refuse(w, http.StatusTooManyRequests, words)
	return false
}

func (s *Server) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.inFlight--
}

func (s *Server) fail(w http.ResponseWriter, f *Fault, now time.Time) {
	for k, v := range f.Header {
		w.Header().Set(k, v)
		if n, err := strconv.Atoi(v); k == "Retry-After" && err == nil {
			s.until = now.Add(time.Duration(n) * time.Second)
		}
	}
	w.WriteHeader(f.Status)
	_, _ = w.Write([]byte(f.Body)) // a caller that is gone needs no answer
}

// refuse answers with an error as the service words it.
func (s *Server) refuse(w http.ResponseWriter, status int, words string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": words, "status": "error"})
}

// admit checks who asks, and about what.
func (s *Server) admit(w http.ResponseWriter, r *http.Request) bool {
	user, secret, ok := r.BasicAuth()
	switch {
	case ok && len(user) == 32 && secret == "":
		s.refuse(w, http.StatusUnauthorized, "Project secret authentication has been retired; use a service account.")
	case !ok || user != Account || secret != Secret:
		s.refuse(w, http.StatusUnauthorized, "Invalid service account credentials")
	case r.URL.Query().Get("project_id") == "":
		s.blame("%s: no project", r.URL.Path)
		s.refuse(w, http.StatusBadRequest, "project_id is a required parameter")
	case r.URL.Query().Get("project_id") != strconv.Itoa(Project):
		s.refuse(w, http.StatusForbidden, "User does not have access to the project")
	default:
		return true
	}
	return false
}
