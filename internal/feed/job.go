package feed

import (
	"context"
	"fmt"
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
)

// Job is a request that Feed.Due wants started now. Whoever starts it must
// bring back exactly one Arrived with the same Query and Gen, also when the
// fetch fails, panics or is cancelled; Do does all of that.
type Job struct {
	Query Query
	// Gen numbers jobs. A reply to a job that was given up is known by it.
	Gen uint64
	// Deadline is when the job must have ended, on the clock of Due's now.
	Deadline time.Time
	// Limit is the same as a duration from the start: what Context applies.
	Limit  time.Duration
	class  class
	budget *Budget
	// Part is brought the pages of a long list while they come, each as an Arrived;
	// nil: nobody wants them.
	Part func(Arrived)
}

// Context is the context to fetch with: it ends at the deadline, and tells the
// budget how urgent the requests are. Cancel it when the fetch has returned.
func (j Job) Context(parent context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(withClass(parent, j.class), j.Limit)
}

// Do fetches and brings the answer back, whatever happens: it never panics. A
// short pause that the server asks for is waited out.
func (j Job) Do(parent context.Context, src Source, now func() time.Time) (a Arrived) {
	ctx, cancel := j.Context(parent)
	defer cancel()
	a = Arrived{Query: j.Query, Gen: j.Gen}
	defer func() {
		if r := recover(); r != nil {
			a.Batch, a.Err = Batch{}, stumbled(j.Query.Source, r)
		}
		a.At = now()
	}()
	q := j.Query
	if j.Part != nil {
		q.Part = func(p psa.Partial) { j.Part(Arrived{Query: j.Query, Gen: j.Gen, At: now(), Part: &p}) }
	}
	for {
		a.Batch, a.Err = src.Fetch(ctx, q)
		if ctx.Err() != nil || !j.budget.waitsOut(a.Err) {
			return a
		}
	}
}

func stumbled(src model.Source, fault any) *model.Problem {
	return &model.Problem{
		Kind: model.BadReply, Code: "internal-fault",
		What: model.Clean(fmt.Sprintf("daybrief had an internal error with the answer for %s (%v).", src, fault)),
		Cure: model.Clean("It is tried again; please report this."),
	}
}
