package hub

import (
	"context"
	"io"
	"sync"

	"daybrief/model"
)

// reading is the body of a job that is being counted. It goes on when whoever waits
// for it has to go: a month of events may take longer to come than a briefing waits.
type reading struct {
	job   string
	tally *tally
	done  chan error // gets one
	stop  context.CancelFunc
}

// readings holds the one that is under way, if one is.
type readings struct {
	mu  sync.Mutex
	now *reading
}

// end drops it.
func (r *readings) end() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.now != nil {
		r.now.stop()
		r.now = nil
	}
}

// of is the reading of a job, begun where it is not under way.
func (r *readings) of(ctx context.Context, s *Source, records int) *reading {
	r.mu.Lock()
	defer r.mu.Unlock()
	job := s.state.Job
	if r.now != nil && r.now.job == job.ID {
		return r.now
	}
	on, stop := context.WithCancel(context.WithoutCancel(ctx))
	n := &reading{job.ID, newTally(s.o, job, s.wanted(job)), make(chan error, 1), stop}
	r.now = n
	go func() {
		n.done <- s.c.activities(on, n.job, func(body io.Reader) error { return s.c.read(body, n.tally, records) })
	}()
	return n
}

// collect counts the events of the job that is done.
func (s *Source) collect(ctx context.Context, records int) error {
	job := s.state.Job
	n := s.readings.of(ctx, s, records)
	var err error
	select {
	case err = <-n.done:
		s.readings.end()
	case <-ctx.Done():
		return s.underWay()
	}
	if p := problemOf(err); p != nil && p.Kind == model.NotFound {
		return s.failed(s.lost())
	}
	if err != nil {
		return err
	}
	s.state.Job = Job{}
	return s.take(n.tally, job)
}

// underWay is the answer while the gateway gathers the events, or while they come.
func (s *Source) underWay() *model.Problem {
	return s.c.Problem(model.TimedOut, codeUnderWay, "The gateway is still gathering the events.", "It will be asked again; the job goes on there.")
}

// lost is a job that is not there any more.
func (s *Source) lost() *model.Problem {
	return s.c.Problem(model.BadReply, "bulk-lost", "The gateway no longer knows its own job.", "A new one is begun in an hour.")
}
