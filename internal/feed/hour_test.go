package feed

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"daybrief/model"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// watch drives the feed as a dashboard does until the context ends, and hands
// over the feed between two steps.
func watch(ctx context.Context, f *Feed, src Source, see func(*Feed)) {
	var jobs sync.WaitGroup
	defer jobs.Wait()
	back := make(chan Arrived)
	for ctx.Err() == nil {
		for _, j := range f.Due(time.Now()) {
			jobs.Go(func() {
				select {
				case back <- j.Do(ctx, src, time.Now):
				case <-ctx.Done():
				}
			})
		}
		see(f)
		if f.await(ctx, back, time.Now) != nil {
			return
		}
	}
}

// hour is a dashboard that runs for an hour of virtual time.
type hour struct {
	t     *testing.T
	v     *tenant
	mu    sync.Mutex
	snap  *model.Snapshot
	ready time.Time // when start-up ended
}

func startHour(t *testing.T, open int, every time.Duration, change ...func(*tenant)) *hour {
	b := NewBudget(nil)
	h := &hour{t: t, v: newTenant(time.Now, open)}
	for _, c := range change {
		c(h.v)
	}
	h.v.budget = b
	h.v.pages = func(q Query) int {
		switch q.Source {
		case "boards":
			return 81
		case "schedule": // 1,000 visits a day, and a day more on both sides
			if h.v.planned > 0 {
				return int(q.To.Sub(q.From)/(24*time.Hour)) + 2
			}
		case "tickets", "sla":
			if q.Kind != Delta {
				return 1 + open/1000
			}
		}
		return 1 + len(q.Tickets)/2
	}
	f := New(Options{Every: every, ClosedDays: 14, Budget: b, Jitter: func(d time.Duration) time.Duration { return d * 9 / 10 }})
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() {
		watch(ctx, f, h.v, func(f *Feed) {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.snap = f.Snapshot()
			if f.started && h.ready.IsZero() {
				h.ready = time.Now()
			}
		})
	})
	t.Cleanup(func() { cancel(); wg.Wait() })
	return h
}

func (h *hour) state() (model.State, []model.Source) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return model.Overall(h.snap.Health, time.Now())
}

func (h *hour) rows() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.snap.ServiceTickets.Value)
}

// becomes waits until the state word is there and returns how long it took.
func (h *hour) becomes(word model.State, within time.Duration) time.Duration {
	h.t.Helper()
	began := time.Now()
	for {
		synctest.Wait()
		got, names := h.state()
		if got == word {
			return time.Since(began)
		}
		if time.Since(began) > within {
			h.t.Fatalf("%s %v after %v, want %s", got, names, time.Since(began), word)
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// check looks at the server's log: the hard limit, one fetch a source.
func (h *hour) check() {
	h.t.Helper()
	h.v.mu.Lock()
	defer h.v.mu.Unlock()
	var at []time.Duration
	for _, s := range h.v.log {
		if s.at.After(h.ready) {
			at = append(at, s.at.Sub(h.ready))
		}
	}
	if n := most(at); n > hardLimit {
		h.t.Errorf("%d requests in a minute", n)
	}
	if h.v.twice {
		h.t.Error("a source had two fetches at once")
	}
}

// since counts the requests after a moment.
func (h *hour) since(t time.Time) int {
	h.v.mu.Lock()
	defer h.v.mu.Unlock()
	n := 0
	for _, s := range h.v.log {
		if s.at.After(t) {
			n++
		}
	}
	return n
}

func TestAnHourOfTrouble(t *testing.T) {
	t.Parallel()
	for _, every := range []time.Duration{time.Second, 5 * time.Second, 10 * time.Second, time.Minute} {
		for _, open := range []int{150, 6000} {
			t.Run(fmt.Sprintf("%v/%d", every, open), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) { troubles(t, every, open) })
			})
		}
	}
}

// TestRecoveryFromAnyMoment ends faults at moments that fit none of our plans.
func TestRecoveryFromAnyMoment(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		synctest.Test(t, func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 1))
			every := []time.Duration{5, 10, 30, 60, 180}[r.IntN(5)] * time.Second
			h := startHour(t, []int{150, 6000}[r.IntN(2)], every)
			h.becomes(model.StateLive, time.Minute)
			for range 8 {
				time.Sleep(time.Duration(r.Int64N(int64(4 * time.Minute))))
				var name string
				switch r.IntN(5) {
				case 0:
					name = "hang"
					h.v.hang()
				case 1:
					name = "429"
					h.v.down(model.RateLimited, 0)
				case 2:
					name = "401"
					h.v.down(model.Unauthorized, 0)
				case 3:
					name = "503"
					h.v.down(model.ServerDown, 0)
				default:
					name = "offline"
					h.v.down(model.Offline, 0)
				}
				lasts := time.Duration(r.Int64N(int64(7 * time.Minute)))
				time.Sleep(lasts)
				h.v.up()
				synctest.Wait()
				took := h.becomes(model.StateLive, noticed(name, every, lasts)+10*time.Second)
				if testing.Verbose() {
					t.Logf("%v %s for %v: live after %v", every, name, lasts.Round(time.Second), took)
				}
			}
			h.check()
		})
	}
}

// noticed is how long after its end a fault is noticed: within an interval, but
// refused keys are probed once a minute for five minutes, and then every 15.
func noticed(fault string, every, lasted time.Duration) time.Duration {
	switch {
	case fault != "401":
		return every
	case lasted > 4*time.Minute:
		return hardEvery
	}
	return max(every, eagerEvery)
}

func troubles(t *testing.T, every time.Duration, open int) {
	h := startHour(t, open, every)
	h.becomes(model.StateLive, time.Minute)
	time.Sleep(5 * time.Minute)
	h.mu.Lock()
	pace := h.snap.HealthOf("tickets").Every
	h.mu.Unlock()
	faults := []struct {
		name  string
		word  model.State
		begin func()
		lasts time.Duration
	}{
		{"503", model.StateDegraded, func() { h.v.down(model.ServerDown, 0) }, 5 * time.Minute},
		{"html", model.StateBadReply, func() { h.v.down(model.BadReply, 0) }, 4 * time.Minute},
		{"reset", model.StateOffline, func() { h.v.down(model.Offline, 0) }, 10 * time.Minute},
		{"429", model.StateLimited, func() { h.v.down(model.RateLimited, 0) }, 3 * time.Minute},
		{"429 with Retry-After", model.StateLimited, func() { h.v.down(model.RateLimited, 7*time.Second) }, 3 * time.Minute},
		{"401", model.StateAuth, func() { h.v.down(model.Unauthorized, 0) }, 4 * time.Minute},
		{"hang", model.StateOffline, h.v.hang, 4 * time.Minute},
	}
	for _, c := range faults {
		began := time.Now()
		c.begin()
		h.becomes(c.word, 2*pace+40*time.Second)
		time.Sleep(c.lasts)
		if n := h.since(began); n > 40+int(c.lasts/pace)*2 {
			t.Errorf("%s: %d requests in %v", c.name, n, c.lasts)
		}
		if n := h.rows(); n != open {
			t.Errorf("%s: %d rows", c.name, n)
		}
		h.v.up()
		took := h.becomes(model.StateLive, noticed(c.name, pace, c.lasts)+10*time.Second)
		t.Logf("%s: live again after %v (interval %v)", c.name, took, pace)
		time.Sleep(pace * 2)
	}
	h.v.put(ticket(70000, time.Now()))
	time.Sleep(pace + time.Second)
	if n := h.rows(); n != open+1 {
		t.Errorf("a new ticket is not there after %v", pace)
	}
	h.v.remove(1000)
	time.Sleep(10*time.Minute + 2*pace)
	if n := h.rows(); n != open {
		t.Errorf("a deleted ticket is still there after a reconcile")
	}
	began := time.Now()
	time.Sleep(10 * time.Minute)
	t.Logf("%d requests in ten quiet minutes", h.since(began))
	h.check()
}
