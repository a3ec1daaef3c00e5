package uitest

import (
	"context"
	"sync"
	"testing"
	"time"

	"daybrief/internal/feed"
	"daybrief/internal/feed/hub"
	"daybrief/model"
)

// Feed is a feed that knows what a test has put into it.
type Feed struct {
	mu        sync.Mutex
	snap      *model.Snapshot
	changed   chan struct{}
	refreshed int
	slept     int
	wanted    []model.Source
}

// NewFeed makes a feed with a snapshot; nil stands for nothing known yet.
func NewFeed(s *model.Snapshot) *Feed {
	if s == nil {
		s = &model.Snapshot{}
	}
	return &Feed{snap: s, changed: make(chan struct{}, 1)}
}

// Set replaces what is known, as an answer would. It may be called while the
// program runs.
func (f *Feed) Set(s *model.Snapshot) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.snap = s
	select {
	case f.changed <- struct{}{}:
	default:
	}
}

// Snapshot is what was set.
func (f *Feed) Snapshot() *model.Snapshot {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.snap
}

// Changed brings a word after Set.
func (f *Feed) Changed() <-chan struct{} { return f.changed }

// Refresh counts.
func (f *Feed) Refresh() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.refreshed++
}

// Woke counts.
func (f *Feed) Woke() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.slept++
}

// Want keeps what is wanted.
func (f *Feed) Want(sources []model.Source) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.wanted = sources
}

// Wanted is what was last wanted.
func (f *Feed) Wanted() []model.Source {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.wanted
}

// Counts are how often Refresh and Woke were called.
func (f *Feed) Counts() (refreshed, slept int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.refreshed, f.slept
}

// Poll keeps a real feed fresh from a source until the test ends, and gives a
// reader of it.
func Poll(t testing.TB, f *feed.Feed, src feed.Source, now func() time.Time) *hub.Reader {
	t.Helper()
	h := hub.New(hub.Options{Feed: f, Source: src, Now: now})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		h.Run(ctx)
	}()
	t.Cleanup(func() { cancel(); <-ended })
	return h.Reader()
}

// Source is a source made of a function.
type Source func(ctx context.Context, q feed.Query) (feed.Batch, error)

// Fetch calls the function.
func (s Source) Fetch(ctx context.Context, q feed.Query) (feed.Batch, error) {
	if s == nil {
		return feed.Batch{}, nil
	}
	return s(ctx, q)
}
