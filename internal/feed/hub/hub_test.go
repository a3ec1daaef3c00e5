package hub

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/internal/feed"
	"daybrief/model"
	"daybrief/model/assess"
)

// server has n open tickets; how it answers can be changed.
type server struct {
	mu    sync.Mutex
	n     int
	asked int
	how   func(ctx context.Context) // nil: at once
}

func (v *server) set(n int, how func(context.Context)) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.n, v.how = n, how
}

func (v *server) count() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.asked
}

func (v *server) Fetch(ctx context.Context, q feed.Query) (feed.Batch, error) {
	v.mu.Lock()
	v.asked++
	n, how := v.n, v.how
	v.mu.Unlock()
	if how != nil {
		how(ctx)
	}
	if err := ctx.Err(); err != nil {
		return feed.Batch{}, err
	}
	var b feed.Batch
	if q.Source == model.SourceTickets && (q.Kind == feed.Full || q.Kind == feed.Delta) {
		for i := range n {
			b.Tickets = append(b.Tickets, &model.Ticket{
				ID: model.TicketID(i + 1), Summary: model.Clean("x"), Updated: time.Now(), Entered: time.Now().Add(-time.Hour),
			})
		}
	}
	return b, nil
}

// start runs a hub until the test ends.
func start(t *testing.T, v *server, o Options) *Hub {
	t.Helper()
	o.Feed, o.Source = feed.New(feed.Options{Every: time.Minute}), v
	h := New(o)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); h.Run(ctx) }()
	t.Cleanup(func() { cancel(); <-ended })
	return h
}

func pass(d time.Duration) {
	time.Sleep(d) // virtual
	synctest.Wait()
}

func open(r *Reader) int { return len(r.Snapshot().ServiceTickets.Value) }

func told(r *Reader) bool {
	select {
	case <-r.Changed():
		return true
	default:
		return false
	}
}

// However many look, the server is asked once.
func TestOnePollerManyReaders(t *testing.T) {
	t.Parallel()
	var asked [2]int
	for i, readers := range []int{1, 20} {
		synctest.Test(t, func(t *testing.T) {
			v := &server{n: 5}
			h := start(t, v, Options{})
			var all []*Reader
			for range readers {
				all = append(all, h.Reader())
			}
			pass(10 * time.Minute)
			for _, r := range all {
				if open(r) != 5 || !told(r) || told(r) {
					t.Fatalf("%d open tickets, or told wrongly", open(r))
				}
			}
			asked[i] = v.count()
			all[0].Close()
			v.set(7, nil)
			pass(2 * time.Minute)
			if told(all[0]) {
				t.Error("a reader who has left was told")
			}
			if readers > 1 && (!told(all[1]) || open(all[1]) != 7) {
				t.Errorf("%d open tickets, want 7", open(all[1]))
			}
		})
	}
	if asked[0] != asked[1] || asked[0] == 0 {
		t.Errorf("the server was asked %d times for one reader and %d for twenty", asked[0], asked[1])
	}
}

// Each reader judges by its own rules, at the same time as others.
func TestReadersJudgeByThemselves(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		v := &server{n: 50}
		h := start(t, v, Options{})
		var all sync.WaitGroup
		for range 6 {
			r := h.Reader()
			all.Go(func() {
				defer r.Close()
				for i := range 40 {
					v := r.View(assess.DefaultRules(), time.Now(), i%10 == 0)
					if v.Assessment == nil || len(v.Assessment.Tickets) != len(v.Snapshot.ServiceTickets.Value) {
						t.Errorf("%d judged of %d", len(v.Assessment.Tickets), len(v.Snapshot.ServiceTickets.Value))
						return
					}
					time.Sleep(7 * time.Second) // virtual
				}
			})
		}
		v.set(60, nil)
		all.Wait()
		r := h.Reader()
		rules := assess.DefaultRules()
		one := r.View(rules, time.Now(), false)
		if again := r.View(rules, time.Now(), false); again.Assessment != one.Assessment || len(one.Assessment.Tickets) != 60 {
			t.Error("the same was judged twice")
		}
	})
}

// A fetch that panics or hangs is an answer, and the next one follows.
func TestBadFetches(t *testing.T) {
	t.Parallel()
	for name, how := range map[string]func(context.Context){
		"panics": func(context.Context) { panic("a bug in the adapter") },
		"hangs":  func(ctx context.Context) { <-ctx.Done() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				v := &server{n: 3, how: how}
				h := start(t, v, Options{})
				r := h.Reader()
				pass(10 * time.Minute)
				if word, _ := model.Overall(r.Snapshot().Health, time.Now()); word == model.StateLive || word == model.StateStarting {
					t.Errorf("the word is %s", word)
				}
				v.set(3, nil)
				pass(5 * time.Minute)
				if open(r) != 3 {
					t.Errorf("%d open tickets after it was mended", open(r))
				}
			})
		})
	}
}

// A lid that was closed overnight, or a clock that was set, is noticed and told
// once, whoever notices.
func TestClockJumps(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var shift atomic.Int64
		v := &server{n: 3}
		h := start(t, v, Options{Now: func() time.Time { return time.Now().Add(time.Duration(shift.Load())) }})
		r := h.Reader()
		pass(5*time.Minute + 20*time.Second)
		was := v.count()
		shift.Store(int64(8 * time.Hour))
		r.Woke()
		r.Woke()
		pass(5 * time.Second)
		if v.count() == was {
			t.Error("nothing was asked within 5 s after a sleep")
		}
		shift.Store(int64(6 * time.Hour))
		was = v.count()
		pass(70 * time.Second)
		if v.count() == was {
			t.Error("nothing was asked after the clock was set back")
		}
	})
}

// Timers stand still in a sleep: who is told of its end asks at once, although
// nothing is due for a minute by them.
func TestASleepIsToldOf(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var shift atomic.Int64
		jumps, v := make(chan struct{}, 1), &server{n: 3}
		var stuck atomic.Bool
		h := start(t, v, Options{
			Now:    func() time.Time { return time.Now().Add(time.Duration(shift.Load())) },
			Jumped: func(context.Context) <-chan struct{} { return jumps },
		})
		r := h.Reader()
		pass(5*time.Minute + 20*time.Second)
		for _, asleep := range []time.Duration{time.Minute, 8 * time.Hour} {
			was := v.count()
			shift.Add(int64(asleep))
			jumps <- struct{}{}
			pass(100 * time.Millisecond)
			at := r.Snapshot().HealthOf(model.SourceTickets).At
			if v.count() == was || time.Now().Add(time.Duration(shift.Load())).Sub(at) > time.Second {
				t.Errorf("after %v: asked %d times, tickets are of %v", asleep, v.count()-was, at)
			}
			pass(25 * time.Second)
		}
		// What was on its way when it fell asleep never comes.
		v.set(3, func(ctx context.Context) {
			if stuck.CompareAndSwap(false, true) {
				<-ctx.Done()
			}
		})
		r.Refresh()
		pass(time.Second)
		shift.Add(int64(8 * time.Hour))
		jumps <- struct{}{}
		pass(5 * time.Second)
		if at := r.Snapshot().HealthOf(model.SourceTickets).At; time.Now().Add(time.Duration(shift.Load())).Sub(at) > 5*time.Second {
			t.Errorf("tickets are of %v", at)
		}
	})
}

// Refresh asks at once; what a reader wants after the end blocks nobody.
func TestRefreshAndTheEnd(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		v := &server{n: 3}
		var kept []int
		h := New(Options{Feed: feed.New(feed.Options{}), Source: v, Changed: func(f *feed.Feed) {
			kept = append(kept, len(f.Snapshot().ServiceTickets.Value))
		}})
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { defer close(ended); h.Run(ctx) }()
		r := h.Reader()
		pass(90 * time.Second)
		was := v.count()
		r.Refresh()
		pass(time.Second)
		if v.count() == was {
			t.Error("Refresh asked for nothing")
		}
		cancel()
		<-ended
		was = v.count()
		for range 100 {
			r.Refresh()
		}
		pass(time.Hour)
		if v.count() != was || !slices.Contains(kept, 3) {
			t.Errorf("asked %d times after the end; kept %v", v.count()-was, kept)
		}
	})
}
