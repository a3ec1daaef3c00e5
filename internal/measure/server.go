package main

import (
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"daybrief/connectwise/cwtest"
)

// server is a made-up tenant on a loopback socket, which lets nothing happen by
// itself.
type server struct {
	tenant *cwtest.Server
	http   *http.Server
	url    string

	latency atomic.Int64 // nanoseconds before each answer
	nth     atomic.Int64 // every so manyth request gets 429; 0 for none

	mu    sync.Mutex
	asked int
	until time.Time // the latest Retry-After
	early int       // requests within a Retry-After
}

func serve(open int) (*server, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &server{
		tenant: cwtest.New(cwtest.Options{Seed: 7, Size: cwtest.Large, Open: open, Still: true}),
		url:    "http://" + l.Addr().String(),
	}
	s.http = &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = s.http.Serve(l) }()
	return s, nil
}

func (s *server) close() { _ = s.http.Close() }

// behave sets how the server answers from now on, and counts anew.
func (s *server) behave(latency time.Duration, nth int) {
	s.latency.Store(int64(latency))
	s.nth.Store(int64(nth))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked, s.early, s.until = 0, 0, time.Time{}
}

func (s *server) counts() (asked, early int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked, s.early
}

// retryAfter is what a refused request is told, in seconds.
const retryAfter = 1

// ServeHTTP implements http.Handler.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.refuses(time.Now()) {
		w.Header().Set("Retry-After", cwtest.RetryAfterSeconds(retryAfter))
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = w.Write([]byte(`{"message":"Too many requests."}`))
		return
	}
	time.Sleep(time.Duration(s.latency.Load()))
	s.tenant.ServeHTTP(w, r)
}

func (s *server) refuses(now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	if now.Before(s.until) {
		s.early++
	}
	n := int(s.nth.Load())
	if n == 0 || s.asked%n != 0 {
		return false
	}
	s.until = now.Add(retryAfter * time.Second)
	return true
}
