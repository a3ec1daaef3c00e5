package uitest

import (
	"context"
	"sync"
	"time"

	"daybrief/internal/feed"
	"daybrief/model"
)

// Feed is a feed that knows what a test has put into it. Set may be called
// while the program runs; the change is seen at the next arrival, which Poll
// asks for.
type Feed struct {
	mu        sync.Mutex
	snap      *model.Snapshot
	polls     int
	last      feed.Arrived
	jobs      []feed.Job
	next      time.Time
	Refreshed int // how often Refresh was called
	Slept     int // how often Woke was called
}

// NewFeed makes a feed with a snapshot; nil stands for nothing known yet.
func NewFeed(s *model.Snapshot) *Feed {
	if s == nil {
		s = &model.Snapshot{}
	}
	return &Feed{snap: s}
}

// Set replaces what is known.
func (f *Feed) Set(s *model.Snapshot) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.snap = s
}

// Ask makes a job due at a time.
func (f *Feed) Ask(at time.Time, job feed.Job) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.jobs, f.next = append(f.jobs, job), at
}

// Snapshot is what was set.
func (f *Feed) Snapshot() *model.Snapshot {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.snap
}

// Due gives out the jobs that were asked for, once.
func (f *Feed) Due(now time.Time) []feed.Job {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.next.IsZero() || now.Before(f.next) {
		return nil
	}
	out := f.jobs
	f.jobs, f.next = nil, time.Time{}
	return out
}

// Wake is when the next job is due; zero for never.
func (f *Feed) Wake(time.Time) time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.next
}

// Apply counts arrivals.
func (f *Feed) Apply(a feed.Arrived, _ time.Time) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.polls++
	f.last = a
	return true
}

// Refresh counts.
func (f *Feed) Refresh(time.Time) { f.Refreshed++ }

// Woke counts.
func (f *Feed) Woke(time.Time) { f.Slept++ }

// Arrivals is how often an answer was applied.
func (f *Feed) Arrivals() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.polls
}

// Last is the latest answer.
func (f *Feed) Last() feed.Arrived {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.last
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
