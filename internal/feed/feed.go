package feed

import (
	"time"

	"daybrief/model"
)

// Feed decides what is asked next and what an answer means. It is not safe for
// use by several goroutines, starts none, and reads no clock: every now is an
// argument.
type Feed struct {
	opts              Options
	streams           []*stream // in the order of AllSources
	service, projects ticketBook
	aside             *aside
	breaker           breaker
	data              model.Snapshot // the working copy; its lists are never written to
	snap              *model.Snapshot
	gen               uint64 // of the latest job

	last     time.Time // the latest now
	planned  time.Time // when we asked to be called next
	day      day
	lookupAt time.Time // when tickets may be looked up one by one again
	farAt    time.Time // when a slice of the schedule was last asked for
	slice    int       // counts the slices
	near     int       // how many visits today and tomorrow hold

	accepted bool                    // the server has answered us as somebody it knows
	unbound  bool                    // tickets no longer wait for the boards
	firstOK  time.Time               // the first success of all
	started  bool                    // start-up is over
	failing  map[model.Source]bool   // transient failures since the last success
	clock    *model.Problem          // our clock is wrong
	strange  map[model.StatusID]bool // seen on tickets, unknown to the boards
	// seedClosed is since when the closed tickets of Options.Seed are known, until
	// the first day has trimmed them.
	seedClosed time.Time
}

// New makes a feed that knows nothing yet.
func New(o Options) *Feed {
	o = o.checked()
	f := &Feed{opts: o, failing: map[model.Source]bool{}, strange: map[model.StatusID]bool{}}
	wanted := map[model.Source]bool{}
	for _, src := range o.Wanted {
		wanted[src] = true
	}
	for _, src := range AllSources() {
		if wanted[src] {
			f.streams = append(f.streams, &stream{src: src})
		}
	}
	if o.UsageEvery > 0 {
		f.aside = &aside{stream{src: model.SourceUsage}, o.UsageEvery}
	}
	f.service = ticketBook{open: &f.data.ServiceTickets, closed: &f.data.ClosedService}
	f.projects = ticketBook{open: &f.data.ProjectTickets, closed: &f.data.ClosedProject, project: true}
	for _, s := range f.streams {
		if s.src == model.SourceTickets || s.src == model.SourceProjectTickets {
			s.book = f.bookOf(s.src)
		}
	}
	if o.Seed != nil {
		f.restore(o.Seed)
	}
	f.publish(o.Seed != nil)
	return f
}

// Snapshot is what is known now. It never changes; each change makes a new one.
// Snapshot.Gen grows whenever data, ages or problems change, and stays when
// only Health.Busy or Health.Next do.
func (f *Feed) Snapshot() *model.Snapshot { return f.snap }

// Due lists the jobs to start now, the most urgent first. They count as
// started: each must come back as an Arrived.
func (f *Feed) Due(now time.Time) []Job {
	now = f.tick(now)
	var jobs []Job
	for {
		s := f.pick(now)
		if s == nil {
			break
		}
		jobs = append(jobs, f.start(s, now))
	}
	if j, ok := f.aside.due(f, now); ok {
		jobs = append(jobs, j)
	}
	if len(jobs) > 0 {
		f.publish(false)
	}
	f.planned = f.wake(now)
	return jobs
}

// Wake is when Due next has something to do: a job, a hung job to give up, or a
// new day.
func (f *Feed) Wake(now time.Time) time.Time {
	now = now.Round(0)
	if at := f.wake(now); at.After(now) {
		return at
	}
	return now
}

// Apply takes in an answer or a failure. It reports whether the snapshot is
// another one than before; it is not when the reply is to a job given up.
func (f *Feed) Apply(a Arrived, now time.Time) (changed bool) {
	now = f.tick(now)
	if f.aside != nil && a.Query.Source == f.aside.src {
		if changed = f.aside.came(f, a, now); changed {
			f.publish(true)
			f.planned = f.wake(now)
		}
		return changed
	}
	s := f.stream(a.Query.Source)
	if s == nil || s.job == nil || s.job.gen != a.Gen {
		return false
	}
	j := f.land(s)
	if a.Err != nil {
		f.failed(s, j, problemOf(a.Err, s.src), now)
	} else {
		f.arrived(s, j, a.Batch, now)
	}
	f.endStartUp(now)
	f.publish(true)
	f.planned = f.wake(now)
	return true
}

// land ends a stream's job.
func (f *Feed) land(s *stream) *flight {
	j := s.job
	s.job = nil
	if j.probe = f.breaker.probe == j.gen; j.probe {
		f.breaker.probe = 0
	}
	return j
}

// Answered reports whether every wanted source has answered once, good or bad,
// or cannot answer now: the keys are refused, or nothing can be reached.
func (f *Feed) Answered() bool {
	if f.breaker.mode == refused || f.breaker.mode == outage && f.breaker.fails > 1 {
		return true
	}
	for _, s := range f.streams {
		if !s.answered && !f.hopeless(s) {
			return false
		}
	}
	return f.aside == nil || f.aside.answered
}

func (f *Feed) stream(src model.Source) *stream {
	for _, s := range f.streams {
		if s.src == src {
			return s
		}
	}
	return nil
}

// endStartUp ends start-up: once every source has succeeded or been refused for
// good, or three minutes after the first success, the hard limit holds.
func (f *Feed) endStartUp(now time.Time) {
	if f.started || f.firstOK.IsZero() {
		return
	}
	if now.Sub(f.firstOK) < startUpTime {
		for _, s := range f.streams {
			if !s.ok && !s.hard && !f.hopeless(s) {
				return
			}
		}
	}
	f.started = true
	if f.opts.Budget != nil {
		f.opts.Budget.Started()
	}
}
