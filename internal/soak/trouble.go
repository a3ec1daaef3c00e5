package main

import (
	"context"
	"math/rand/v2"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"daybrief/connectwise/cwtest"
)

// server is the made-up ConnectWise on a loopback socket.
type server struct {
	tenant *cwtest.Server
	http   *http.Server
	url    string
	stormy atomic.Bool

	mu      sync.Mutex
	dice    *rand.Rand
	arrived []time.Time
	struck  int // single requests
	outages int
}

func serve(p plan) (*server, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &server{
		tenant: cwtest.New(cwtest.Options{Seed: p.seed, Size: sizes()[p.size]}),
		url:    "http://" + l.Addr().String(), dice: rand.New(rand.NewPCG(p.seed, 5)),
	}
	s.http = &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = s.http.Serve(l) }()
	return s, nil
}

func (s *server) close() { _ = s.http.Close() }

// ServeHTTP lets one request in a hundred go wrong.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.arrived = append(s.arrived, time.Now())
	unlucky := s.stormy.Load() && s.dice.IntN(100) == 0
	if unlucky {
		s.struck++
	}
	f := s.fault()
	s.mu.Unlock()
	if unlucky {
		f.Times = 1
		s.tenant.Break(f)
	}
	s.tenant.ServeHTTP(w, r)
}

// fault is a way to go wrong, by chance. The lock is held.
func (s *server) fault() cwtest.Fault {
	all := []cwtest.Fault{
		{Kind: cwtest.ServerError}, {Kind: cwtest.ServerError, Status: 500}, {Kind: cwtest.HTMLPage}, {Kind: cwtest.TruncatedJSON},
		{Kind: cwtest.TooMany}, {Kind: cwtest.TooMany, RetryAfter: "7"}, {Kind: cwtest.Unauthorized}, {Kind: cwtest.Hang},
		{Kind: cwtest.HangBody}, {Kind: cwtest.Reset}, {Kind: cwtest.Slow, Delay: 3 * time.Second}, {Kind: cwtest.EmptyBody},
		{Kind: cwtest.NullBody}, {Kind: cwtest.Redirect}, {Kind: cwtest.ForeignNext},
	}
	return all[s.dice.IntN(len(all))]
}

// trouble brings outages of everything, one after the other with good times
// between them, until the context ends.
func (s *server) trouble(ctx context.Context) {
	s.stormy.Store(true)
	defer func() {
		s.stormy.Store(false)
		s.tenant.Mend()
	}()
	for {
		s.mu.Lock()
		good := time.Duration(30+s.dice.IntN(90)) * time.Second
		bad := time.Duration(5+s.dice.IntN(40)) * time.Second
		f := s.fault()
		s.mu.Unlock()
		if !wait(ctx, good) {
			return
		}
		s.mu.Lock()
		s.outages++
		s.mu.Unlock()
		s.tenant.Break(f)
		ok := wait(ctx, bad)
		s.tenant.Mend()
		if !ok {
			return
		}
	}
}

func wait(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// most is the most requests in any minute after start-up.
func (s *server) most(after time.Time) (most, all int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	first := 0
	for i, at := range s.arrived {
		for first < i && (at.Sub(s.arrived[first]) > time.Minute || s.arrived[first].Before(after)) {
			first++
		}
		if at.After(after) {
			most = max(most, i-first+1)
		}
	}
	return most, len(s.arrived)
}
