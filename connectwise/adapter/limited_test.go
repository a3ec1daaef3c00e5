package adapter

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/connectwise"
	"daybrief/connectwise/cwtest"
	"daybrief/internal/feed"
	"daybrief/model"
)

// limited is a server that refuses requests by a rule, 150 ms after they came.
type limited struct {
	next http.RoundTripper
	rule func(l *limited, now time.Time) (wait int, refuse bool)

	mu      sync.Mutex
	asked   int
	good    []time.Time // when requests were answered
	said    time.Time   // when the latest refusal was
	until   time.Time   // as it said
	early   int         // requests before that
	refused int
	twice   []string // long lists of which a page was answered twice
	seen    map[string]bool
}

func (l *limited) RoundTrip(r *http.Request) (*http.Response, error) {
	l.mu.Lock()
	if now := time.Now(); now.After(l.said) && now.Before(l.until) { // in the same moment nobody knows yet
		l.early++
	}
	l.mu.Unlock()
	time.Sleep(150 * time.Millisecond) // virtual
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	l.asked++
	if wait, refuse := l.rule(l, now); refuse {
		l.refused++
		l.said, l.until = now, now.Add(time.Duration(wait)*time.Second)
		return &http.Response{
			StatusCode: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {cwtest.RetryAfterSeconds(wait)}},
			Body: io.NopCloser(strings.NewReader(`{"message":"Too many requests."}`)), Request: r,
		}, nil
	}
	l.good = append(l.good, now)
	for _, long := range []string{"/service/tickets", "/project/tickets", "/service/tickets/calculateSla", "/company/companies"} {
		if strings.HasSuffix(r.URL.Path, long) && !strings.Contains(r.URL.RawQuery, "lastUpdated") && !strings.Contains(r.URL.RawQuery, "desc") { // but changes, and the last id

			if l.seen[r.URL.String()] {
				l.twice = append(l.twice, r.URL.String())
			}
			l.seen[r.URL.String()] = true
		}
	}
	return l.next.RoundTrip(r)
}

// within is how many were answered within the last minute.
func (l *limited) within(now time.Time) int {
	n := 0
	for _, at := range l.good {
		if now.Sub(at) < time.Minute {
			n++
		}
	}
	return n
}

// frees is in how many seconds there is room again.
func (l *limited) frees(now time.Time, n int) int {
	if n == 0 {
		return 0
	}
	return int((time.Minute-now.Sub(l.good[len(l.good)-n]))/time.Second) + 1
}

// A server that limits requests is read to the end, each page once, nothing is
// asked while it wants to be left alone, and it takes little longer than it
// allows.
func TestLimitedServers(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		rule  func(l *limited, now time.Time) (wait int, refuse bool)
		bound func(good int) time.Duration
	}{
		"every fifth": {
			func(l *limited, _ time.Time) (int, bool) { return 1, l.asked%5 == 0 },
			// Four answers, a refusal and the second that it wants.
			func(good int) time.Duration {
				return time.Duration(good/4) * (5*150*time.Millisecond + time.Second)
			},
		},
		"60 a minute": {
			func(l *limited, now time.Time) (int, bool) {
				n := l.within(now)
				return l.frees(now, n), n >= 60
			},
			func(good int) time.Duration { return time.Duration(good) * time.Second },
		},
		"60 a minute, says a second": {
			func(l *limited, now time.Time) (int, bool) { return 1, l.within(now) >= 60 },
			func(good int) time.Duration { return time.Duration(good) * time.Second },
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { readLimited(t, tt.rule, tt.bound) })
		})
	}
}

func readLimited(t *testing.T, rule func(*limited, time.Time) (int, bool), bound func(int) time.Duration) {
	const open = 500
	s := cwtest.New(cwtest.Options{Seed: 7, Size: cwtest.Large, Open: open, Still: true, Now: time.Now})
	l := &limited{next: s.Transport(), rule: rule, seen: map[string]bool{}}
	c, err := clientTo(s, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	budget := feed.NewBudget(nil)
	if c, err = c.With(connectwise.WithTransport(l), connectwise.WithLimiter(budget.Enter), connectwise.WithPages(100, 200), connectwise.WithObserver(func(e connectwise.Exchange) {
		if e.Status == http.StatusTooManyRequests {
			budget.Refused(e.RetryAfter)
		}
	})); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	f := feed.New(feed.Options{Budget: budget})
	began := time.Now()
	if err := feed.Run(ctx, f, New(c, time.Now), nil, time.Now); err != nil {
		t.Fatal(err)
	}
	took := time.Since(began)
	snap, most := f.Snapshot(), bound(len(l.good))*6/5
	if n := len(snap.ServiceTickets.Value) + len(snap.ProjectTickets.Value); n != open {
		t.Errorf("%d open tickets, want %d", n, open)
	}
	for _, h := range snap.Health {
		// The last answer may come while the server wants to be left alone after a poll.
		paused := h.Problem != nil && h.Problem.Kind == model.RateLimited
		if h.Problem != nil && !paused || h.At.IsZero() || h.Missing() != "" {
			t.Errorf("%s: %v %s", h.Source, h.Problem, h.Missing())
		}
	}
	if took > most || l.early > 0 || len(l.twice) > 0 {
		t.Errorf("it took %v, want at most %v; %d of %d within a pause; asked twice: %v", took, most, l.early, l.asked, l.twice)
	}
	t.Logf("%v of %v: %d answered, %d refused, %d within a pause", took, most, len(l.good), l.refused, l.early)
}
