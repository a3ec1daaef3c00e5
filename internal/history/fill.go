package history

import (
	"context"
	"crypto/rand"
	"sync/atomic"
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
)

const (
	// fillTime is how long one page may take, its wait for the budget included.
	fillTime = 75 * time.Second
	// leaseTime is how long a daybrief is taken to be filling after its last sign
	// of life, so that two do not ask for the same.
	leaseTime = 90 * time.Second
	// pageRows is how many tickets a page has at most.
	pageRows = 1000
	// soonAgain and lookAgain are waits for the file to open, and for something to
	// do.
	soonAgain = 2 * time.Second
	lookAgain = 10 * time.Minute
	// firstWide is how many days are asked for at once at first. A slice is a few
	// pages: more, and a restart repeats more; less, and pages are not full.
	firstWide, leastWide, mostWide = 14 * 24 * time.Hour, time.Hour, 400 * 24 * time.Hour
	fewPages, manyPages            = 4, 16
)

// FillerOptions make a Filler.
type FillerOptions struct {
	// Source lists the past; it says by itself how urgent that is. nil: this way in
	// can't, and Lacks says so.
	Source psa.Remembering
	Lacks  *model.Problem
	// DB is the open history; it answers nil until there is one.
	DB func() *DB
	// Back is for how many days closed tickets are wanted.
	Back int
	// Live is from when on polling lists closed tickets itself; zero when that is
	// not known yet.
	Live func() time.Time
	Zone *time.Location
	Now  func() time.Time
	// Sleep waits on the same clock and returns early when the context ends.
	Sleep func(ctx context.Context, d time.Duration)
}

// Filler fetches closed tickets of the past into a history, the latest days first,
// in slices of the time in which they were closed. What is fetched is marked
// (Span): after whatever end it goes on where it was, and a stretch during which no
// daybrief ran is fetched later. It waits for everybody else.
type Filler struct {
	o      FillerOptions
	zone   atomic.Pointer[time.Location]
	name   string // of the lease
	state  progress
	wide   [2]time.Duration // by kind
	held   [2]hold
	leased bool // as far as we know
}

// hold is why a kind of tickets waits.
type hold struct {
	until time.Time
	tries int
	why   *model.Problem // nil: nothing is wrong
}

// NewFiller makes a Filler; Run runs it.
func NewFiller(o FillerOptions) *Filler {
	f := &Filler{o: o, name: rand.Text(), wide: [2]time.Duration{firstWide, firstWide}}
	f.Adopt(o.Zone)
	if o.Source == nil {
		f.state.set(Progress{State: FillAbsent, Problem: o.Lacks})
	}
	return f
}

// Progress is how far it is. It may be called by any goroutine.
func (f *Filler) Progress() Progress { return f.state.now() }

// Run fills until the context ends. It never fails: what is wrong is said by
// Progress and tried again.
func (f *Filler) Run(ctx context.Context) {
	if f.o.Source == nil {
		return
	}
	for ctx.Err() == nil {
		if wait := f.step(ctx); wait > 0 {
			f.o.Sleep(ctx, wait)
		}
	}
	if db := f.o.DB(); db != nil {
		release(context.WithoutCancel(ctx), db, f.name)
	}
}

// step does one thing and says how long to wait for the next.
func (f *Filler) step(ctx context.Context) time.Duration {
	db, live := f.o.DB(), f.o.Live()
	if db == nil || live.IsZero() {
		return soonAgain
	}
	if now := f.o.Now(); live.After(now) { // a clock that was set back; a bound that moves with it would never be reached
		live = now.Truncate(24 * time.Hour)
	}
	s, state, why, wait, err := f.next(ctx, db, live)
	if err != nil {
		return f.unwritten(ctx, err)
	}
	if s == nil {
		if f.leased {
			release(ctx, db, f.name)
			f.leased = false
		}
		f.tell(ctx, db, state, why)
		return wait
	}
	if f.leased, err = lease(ctx, db, f.name); err != nil {
		return f.unwritten(ctx, err)
	}
	if !f.leased {
		f.tell(ctx, db, FillElsewhere, nil)
		return leaseTime / 3
	}
	f.tell(ctx, db, state, why)
	return f.fetch(ctx, db, s)
}

// wanted is from when on closed tickets are wanted.
func (f *Filler) wanted() time.Time {
	zone := f.zone.Load()
	y, m, d := f.o.Now().In(zone).AddDate(0, 0, 1-f.o.Back).Date()
	return model.StartOfDay(y, m, d, zone).UTC()
}

// Adopt goes on in another zone.
func (f *Filler) Adopt(zone *time.Location) { f.zone.Store(zone) }

// slice is a stretch of one kind that is being fetched.
type slice struct {
	project bool
	Span
	after model.TicketID
	pages int
}

// next is what to fetch next; nil when there is nothing to do for a while. state
// and why are what to say meanwhile.
func (f *Filler) next(ctx context.Context, db *DB, live time.Time) (best *slice, state FillState, why *model.Problem, wait time.Duration, err error) {
	if db.o.MaxRows > 0 && db.Rows()+pageRows > db.o.MaxRows {
		return nil, FillFull, nil, lookAgain, nil
	}
	from := f.wanted()
	state, wait = FillWhole, lookAgain
	for i, project := range []bool{false, true} {
		list, err := db.Spans(ctx, project)
		if err != nil {
			return nil, state, nil, 0, err
		}
		open := gaps(list, from, live)
		if len(open) == 0 {
			continue
		}
		if left, reason := f.held[i].left(f.o.Now()); left > 0 {
			wait = min(wait, left)
			if state = FillHeld; reason != nil {
				why = reason
			}
			continue
		}
		s, err := f.slice(ctx, db, project, open)
		if err != nil {
			return nil, state, nil, 0, err
		}
		if best == nil || s.To.After(best.To) {
			best = s
		}
	}
	if best != nil || state == FillHeld && why == nil { // held back by the budget alone: it goes on by itself
		state = Filling
	}
	return best, state, why, wait, nil
}

// left is how long a kind still waits, and of what.
func (h hold) left(now time.Time) (time.Duration, *model.Problem) {
	left := h.until.Sub(now)
	if left <= 0 || left > refuseHold { // a clock that was set back holds nobody
		return 0, nil
	}
	return left, h.why
}

// slice is the slice to fetch of a kind: the one that was begun, else the end of
// the latest gap.
func (f *Filler) slice(ctx context.Context, db *DB, project bool, open []Span) (*slice, error) {
	s, err := begun(ctx, db, project, open)
	if s != nil || err != nil {
		return s, err
	}
	g := open[0]
	return &slice{project: project, Span: Span{From: model.Later(g.From, g.To.Add(-f.wide[kind(project)])), To: g.To}}, nil
}
