package hub

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"daybrief/internal/feed"
	"daybrief/model"
)

const (
	// leastWait is the shortest wait between two looks at the feed: whatever is
	// wrong, the hub never spins.
	leastWait = 20 * time.Millisecond
	// jump is how far the clock may be from where it is expected before we take
	// it that the machine has slept or the clock has been set.
	jump = 30 * time.Second
	// wokeOnce keeps two readers that notice the same sleep from telling twice.
	wokeOnce = 5 * time.Second
)

// Options are what a Hub needs.
type Options struct {
	// Feed is the poller. From New on it is the hub's alone.
	Feed *feed.Feed
	// Before is called at the beginning of Run, before anything is asked: there is
	// more to begin with, and it took time to get. nil for nothing.
	Before func(f *feed.Feed)
	// Source answers the feed's questions.
	Source feed.Source
	// Now is the clock (nil: the system's). Sleep waits on the same clock and
	// returns early when the context ends (nil: a timer).
	Now   func() time.Time
	Sleep func(ctx context.Context, d time.Duration)
	// Jumped brings a word when the machine has slept or its clock was set; nil:
	// nobody tells, and the hub notices with the next thing that is due. It is
	// called once, and ends with the context.
	Jumped func(ctx context.Context) <-chan struct{}
	// Awake is called when the clock has jumped, before anything is asked: what
	// was connected before a sleep no longer is. nil for nobody.
	Awake func()
	// Changed is called after each answer that has changed the snapshot, in the
	// hub's goroutine and before readers are told; nil for nobody. It may use the
	// feed, and must not block.
	Changed func(f *feed.Feed)
}

// Hub polls one tenant for any number of readers.
type Hub struct {
	opts   Options
	latest atomic.Pointer[model.Snapshot]
	asks   chan func(now time.Time) // what readers ask of the feed

	mu      sync.Mutex
	readers map[*Reader]bool
	woke    time.Time // when the feed was last told of a sleep; Run's alone
}

// New makes a hub. Nothing is asked before Run.
func New(o Options) *Hub {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	h := &Hub{opts: o, asks: make(chan func(time.Time), 8), readers: map[*Reader]bool{}}
	h.latest.Store(o.Feed.Snapshot())
	return h
}

// Run polls until the context ends. It may be called once; when it returns, all
// fetches have ended. A panic of the feed passes through it, one of a fetch is
// an answer.
func (h *Hub) Run(ctx context.Context) {
	inner, cancel := context.WithCancel(ctx)
	var jobs sync.WaitGroup
	defer jobs.Wait()
	defer cancel()
	f, back := h.opts.Feed, make(chan feed.Arrived)
	if h.opts.Before != nil {
		h.opts.Before(f)
		h.publish()
	}
	var jumps <-chan struct{}
	if h.opts.Jumped != nil {
		jumps = h.opts.Jumped(inner)
	}
	bring := func(a feed.Arrived) {
		select {
		case back <- a:
		case <-inner.Done():
		}
	}
	for inner.Err() == nil {
		for _, j := range f.Due(h.opts.Now()) {
			j.Part = bring
			jobs.Go(func() { bring(j.Do(inner, h.opts.Source, h.opts.Now)) })
		}
		h.publish()
		h.await(inner, back, jumps)
	}
}

// await takes in one answer or one wish, or waits until something is due.
func (h *Hub) await(ctx context.Context, back <-chan feed.Arrived, jumps <-chan struct{}) {
	f, began := h.opts.Feed, h.opts.Now()
	wait := max(f.Wake(began).Sub(began.Round(0)), leastWait)
	ring := make(chan struct{})
	waiting, stop := context.WithCancel(ctx)
	go func() {
		defer close(ring)
		h.opts.Sleep(waiting, wait)
	}()
	defer func() { stop(); <-ring }()
	select {
	case a := <-back:
		h.jumped(began, wait)
		if f.Apply(a, h.opts.Now()) && h.opts.Changed != nil {
			h.opts.Changed(f)
		}
	case ask := <-h.asks:
		ask(h.opts.Now())
	case <-ring:
		h.jumped(began, wait)
	case <-jumps:
		h.awake(h.opts.Now().Round(0))
	case <-ctx.Done():
	}
}

// jumped tells the feed when the clock is not where it should be after a wait:
// nothing that was planned holds then.
func (h *Hub) jumped(began time.Time, wait time.Duration) {
	now := h.opts.Now().Round(0)
	if passed := now.Sub(began.Round(0)); passed < -jump || passed > wait+jump {
		h.awake(now)
	}
}

func (h *Hub) awake(now time.Time) {
	if since := now.Sub(h.woke); h.woke.IsZero() || since < 0 || since > wokeOnce {
		if h.opts.Awake != nil {
			h.opts.Awake()
		}
		h.opts.Feed.Woke(now)
		h.woke = now
	}
}

// publish shows readers the feed's snapshot, when it is another one.
func (h *Hub) publish() {
	s := h.opts.Feed.Snapshot()
	if h.latest.Swap(s) == s {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for r := range h.readers {
		r.tell()
	}
}

// ask hands a wish to Run, which may have ended or not begun: then it is dropped
// when too many wait.
func (h *Hub) ask(wish func(now time.Time)) {
	select {
	case h.asks <- wish:
	default:
	}
}

// Again has Options.Changed called once more: what it gives the feed has changed.
func (h *Hub) Again() {
	h.ask(func(time.Time) {
		if h.opts.Changed != nil {
			h.opts.Changed(h.opts.Feed)
		}
	})
}

// Tune takes up other settings.
func (h *Hub) Tune(o feed.Options) {
	h.ask(func(now time.Time) { h.opts.Feed.Tune(o, now) })
}

// sleep waits for d or the end of the context.
func sleep(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}
