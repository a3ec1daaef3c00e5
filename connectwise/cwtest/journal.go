package cwtest

import (
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"
)

// Entry is one request in the journal. It holds the names of the headers and
// never their values: the keys are among them.
type Entry struct {
	At       time.Time // the tenant's clock
	Method   string
	Path     string
	Query    string   // raw, as it came
	Headers  []string // names, sorted
	InFlight int      // requests under way when it came, itself included
}

// Refusal is something that the server would not do.
type Refusal struct {
	At     time.Time
	Method string
	Path   string
	Query  string
	Status int
	Why    string // the body of the answer
}

// journalCap bounds the journal: the demo may run for weeks.
const journalCap = 8000

type journal struct {
	mu       sync.Mutex
	entries  []Entry
	refused  []Refusal
	inFlight int
	most     int
}

// enter notes a request and returns what notes its end.
func (j *journal) enter(r *http.Request, at time.Time) (leave func()) {
	names := make([]string, 0, len(r.Header))
	for name := range r.Header {
		names = append(names, name)
	}
	slices.Sort(names)
	j.mu.Lock()
	defer j.mu.Unlock()
	j.inFlight++
	j.most = max(j.most, j.inFlight)
	if len(j.entries) >= journalCap {
		j.entries = append(j.entries[:0], j.entries[journalCap/2:]...)
	}
	j.entries = append(j.entries, Entry{At: at, Method: r.Method, Path: r.URL.Path, Query: r.URL.RawQuery,
		Headers: names, InFlight: j.inFlight})
	return func() {
		j.mu.Lock()
		defer j.mu.Unlock()
		j.inFlight--
	}
}

// remember notes what the server would not do.
func (j *journal) remember(c *call, ref *refusal) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.refused) >= journalCap/10 {
		return
	}
	j.refused = append(j.refused, Refusal{At: time.Unix(c.now, 0).UTC(), Method: c.r.Method,
		Path: c.r.URL.Path, Query: c.r.URL.RawQuery, Status: ref.status, Why: ref.body})
}

// Journal lists the requests so far, oldest first (the latest 4,000 to
// 8,000 of them).
func (s *Server) Journal() []Entry {
	s.journal.mu.Lock()
	defer s.journal.mu.Unlock()
	return slices.Clone(s.journal.entries)
}

// Refused lists every query, field, order, verb or URL that the server would
// not take, and every closedFlag filter that ran into the time limit. It is
// empty for a client that keeps to the contract. Wrong keys are not in it.
func (s *Server) Refused() []Refusal {
	s.journal.mu.Lock()
	defer s.journal.mu.Unlock()
	return slices.Clone(s.journal.refused)
}

// MaxInFlight is the most requests that were ever under way at once.
func (s *Server) MaxInFlight() int {
	s.journal.mu.Lock()
	defer s.journal.mu.Unlock()
	return s.journal.most
}

// ForgetJournal empties the journal and the list of refusals.
func (s *Server) ForgetJournal() {
	s.journal.mu.Lock()
	defer s.journal.mu.Unlock()
	s.journal.entries, s.journal.refused, s.journal.most = nil, nil, s.journal.inFlight
}

// String is the refusal in one line.
func (r Refusal) String() string {
	return r.Method + " " + r.Path + "?" + r.Query + " → " + strconv.Itoa(r.Status) + " " + r.Why
}
