package feed

import (
	"context"
	"time"
)

// Job is a request that Feed.Due wants started now. Whoever starts it must
// bring back exactly one Arrived with the same Query and Gen, also when the
// fetch fails, panics or is cancelled.
type Job struct {
	Query Query
	// Gen numbers jobs. A reply to a job that was given up is known by it.
	Gen uint64
	// Deadline is when the job must have ended, on the clock of Due's now.
	Deadline time.Time
	// Limit is the same as a duration from the start: what Context applies.
	Limit time.Duration
	class class
}

// Context is the context to fetch with: it ends at the deadline, and tells the
// budget how urgent the requests are. Cancel it when the fetch has returned.
func (j Job) Context(parent context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(withClass(parent, j.class), j.Limit)
}
