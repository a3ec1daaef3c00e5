package feed

import (
	"time"

	"daybrief/model"
)

// Feed decides what is asked next and what an answer means. It is not safe for
// use by several goroutines, starts none, and reads no clock: every now is an
// argument.
//
// It is made in layers, each of which knows those below it: the lineup of the
// sources, the stock of what is known, the pacer that says how often, the
// scheduler that says what goes out next, the policy for what fails. In all of
// them f is the feed, as far as the layer knows it.
type Feed struct {
	*policy
	aside   *aside
	snap    *model.Snapshot
	planned time.Time      // when we asked to be called next
	clock   *model.Problem // our clock is wrong
	// seedClosed is since when the closed tickets of Options.Seed are known, until
	// the first day has trimmed them.
	seedClosed time.Time
}

// stock is what is known, and of which day.
type stock struct {
	*lineup
	opts              Options
	data              model.Snapshot // the working copy; its lists are never written to
	service, projects ticketBook
	day               day
	strange           map[model.StatusID]bool // seen on tickets, unknown to the boards
}

// scheduler says what goes out next.
type scheduler struct {
	*pacer
	breaker  breaker
	gen      uint64    // of the latest job
	last     time.Time // the latest now
	lookupAt time.Time // when tickets may be looked up one by one again
	accepted bool      // the server has answered us as somebody it knows
	started  bool      // start-up is over
}

// New makes a feed that knows nothing yet.
func New(o Options) *Feed { return newFeed(o, sources()) }

func newFeed(o Options, rows []source) *Feed {
	o = o.checked()
	k := &stock{lineup: &lineup{}, opts: o, strange: map[model.StatusID]bool{}}
	f := &Feed{policy: &policy{scheduler: &scheduler{pacer: &pacer{stock: k}}, failing: map[model.Source]bool{}}}
	wanted := map[model.Source]bool{}
	for _, src := range o.Wanted {
		wanted[src] = true
	}
	for _, r := range rows {
		if wanted[r.name] {
			f.streams = append(f.streams, &stream{src: r.name, row: r})
		}
	}
	f.extras = o.Extras
	for _, r := range extraSources() {
		f.streams = append(f.streams, &stream{src: r.name, row: r, off: !o.Extras.Wants(r.name)})
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
// Snapshot.Gen grows whenever data, states or problems change, and stays when
// only ages, Health.Busy or Health.Next do.
func (f *Feed) Snapshot() *model.Snapshot { return f.snap }

// Due lists the jobs to start now, the most urgent first. They count as
// started: each must come back as an Arrived.
func (f *Feed) Due(now time.Time) []Job {
	now = f.tick(now)
	var jobs []Job
	skipped := f.planGoals(now)
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
	if len(jobs) > 0 || skipped {
		f.publish(skipped)
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
	if a.Part != nil {
		return f.part(s, *a.Part, now)
	}
	j := f.land(s)
	if a.Err != nil {
		f.failed(s, j, problemOf(a.Err, s.src), now)
	} else {
		f.arrived(s, j, a.Batch, now)
	}
	f.endStartUp(now)
	f.publish(f.news(f.snap, f.health(), now))
	f.planned = f.wake(now)
	return true
}

// land ends a stream's job.
func (f *scheduler) land(s *stream) *flight {
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
		if !s.off && !s.answered && !f.hopeless(s) {
			return false
		}
	}
	return f.aside == nil || f.aside.answered
}

// endStartUp ends start-up: once every source has succeeded or been refused for
// good, or three minutes after the first success, the hard limit holds. A server
// that refuses what is too much sets the pace by itself, and gets longer.
func (f *Feed) endStartUp(now time.Time) {
	if f.started || f.firstOK.IsZero() {
		return
	}
	most := startUpTime
	if f.opts.Budget.limited() {
		most = limitedTime
	}
	if now.Sub(f.firstOK) < most {
		for _, s := range f.streams {
			if !s.off && !s.ok && !s.hard && !f.hopeless(s) {
				return
			}
		}
		if f.lengthening() { // through a gateway it has pages enough to wait a minute for
			return
		}
	}
	f.started = true
	if f.opts.Budget != nil {
		f.opts.Budget.Started()
	}
}
