package feed

import (
	"time"

	"daybrief/model"
)

// Feed decides what is asked next and what an answer means. It is not safe for
// use by several goroutines, starts none, and reads no clock.
type Feed struct {
	opts Options
	snap *model.Snapshot
}

// New makes a feed that knows nothing yet.
func New(o Options) *Feed {
	return &Feed{opts: o.checked(), snap: &model.Snapshot{}}
}

// Snapshot is what is known now: a value that never changes.
func (f *Feed) Snapshot() *model.Snapshot { return f.snap }

// Due lists the jobs to start now. They count as started.
func (f *Feed) Due(now time.Time) []Job { return nil }

// Wake is when Due next has something to do.
func (f *Feed) Wake(now time.Time) time.Time { return now.Add(f.opts.Every) }

// Apply takes in an answer or a failure.
func (f *Feed) Apply(a Arrived, now time.Time) (changed bool) { return false }

// Refresh makes everything due now, as the key r does.
func (f *Feed) Refresh(now time.Time) {}

// Rekeyed says that the keys were changed: refused keys are tried again at once.
func (f *Feed) Rekeyed(now time.Time) {}

// Woke says that the machine has slept: everything is due.
func (f *Feed) Woke(now time.Time) {}
