package history

import (
	"context"
	"strings"
	"sync"
	"time"

	"daybrief/model"
)

// FillState is what a Filler is doing.
type FillState uint8

// The states.
const (
	FillWaiting   FillState = iota // for the file, or for polling to have begun
	Filling                        //
	FillElsewhere                  // another daybrief does it
	FillHeld                       // of a problem; it is tried again
	FillFull                       // max_rows is reached
	FillWhole                      // all that is wanted is there
	FillAbsent                     // this way in has no past
)

// Progress is how far the past has been fetched.
type Progress struct {
	State FillState
	// Wanted is from when on closed tickets are wanted, Since from when on all are
	// known without a gap, in both kinds that are read; zero: none yet.
	Wanted, Since time.Time
	// Done is the part of the wanted time that is known, from 0 to 1.
	Done float64
	// Left is about how long the rest takes; 0 when nobody knows.
	Left time.Duration
	// Problem is what holds one kind or both; nil: nothing.
	Problem *model.Problem
	// Gap is what these keys can't see of it, as a noun; empty: nothing.
	Gap string
	// Skipped counts records that could not be read.
	Skipped int
}

// progress is a Progress that several goroutines look at, and how fast it goes.
type progress struct {
	mu       sync.Mutex
	is       Progress
	began    time.Time
	atFirst  float64
	gapWords [2]string
}

func (p *progress) now() Progress {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.is
}

func (p *progress) set(is Progress) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.is = is
}

func (p *progress) gap(project bool, words string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.gapWords[kind(project)] = words
}

// tell sets what is known of the progress now.
func (f *Filler) tell(ctx context.Context, db *DB, state FillState, why *model.Problem) {
	is, err := reach(ctx, db, f.wanted(), f.o.Live())
	if err != nil {
		f.unwritten(ctx, err)
		return
	}
	is.State, is.Problem = state, why
	if state != FillElsewhere {
		_ = putMark(ctx, db, troubleMark, troubleOf(why)) // for who asks from outside; the next look says it again
	}
	p, now := &f.state, f.o.Now()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.began.IsZero() || state != Filling {
		p.began, p.atFirst = now, is.Done
	}
	if gone, got := now.Sub(p.began), is.Done-p.atFirst; state == Filling && got > 0 && gone > 0 {
		is.Left = time.Duration(float64(gone) / got * (1 - is.Done))
	}
	is.Gap = p.gapWords[0]
	if is.Gap == "" {
		is.Gap = p.gapWords[1]
	}
	p.is = is
}

// troubleMark keeps what held the filler when it last looked.
const troubleMark = "fill-trouble"

func troubleOf(p *model.Problem) string {
	if p == nil {
		return ""
	}
	return strings.TrimSpace(p.What.String() + " " + p.Cure.String())
}

// Reached is how far the past was fetched when a Filler last ran, in this daybrief
// or another one. The stretch that is looked at ends where the marks of both kinds
// end: polling marks them at different moments.
func (db *DB) Reached(ctx context.Context, wanted time.Time) (p Progress, until time.Time, err error) {
	var ends []time.Time
	for _, project := range []bool{false, true} {
		list, err := db.Spans(ctx, project)
		if err != nil {
			return p, until, err
		}
		if n := len(list); n > 0 {
			ends, until = append(ends, list[n-1].To), model.Later(until, list[n-1].To)
		}
	}
	for _, end := range ends {
		if until.Sub(end) <= edgeApart {
			until = model.Sooner(until, end)
		}
	}
	if p, err = reach(ctx, db, wanted, until); err != nil || until.IsZero() {
		p.Done = 0
		return p, until, err
	}
	if said, err := mark(ctx, db.read, troubleMark); err == nil && said != "" {
		p.State, p.Problem = FillHeld, &model.Problem{Kind: model.BadReply, Code: "fill", What: model.Clean(said)}
	}
	return p, until, nil
}

// reach is how far back both kinds are known, and how much of a stretch.
func reach(ctx context.Context, db *DB, from, to time.Time) (Progress, error) {
	out := Progress{Wanted: from}
	if !from.Before(to) {
		out.Done = 1
		return out, nil
	}
	whole, missing := float64(2*to.Sub(from)), 0.0
	for _, project := range []bool{false, true} {
		list, err := db.Spans(ctx, project)
		if err != nil {
			return out, err
		}
		open := gaps(list, from, to)
		for _, g := range open {
			missing += float64(g.To.Sub(g.From))
		}
		for _, s := range list {
			out.Skipped += s.Skipped
		}
		since := from
		if len(open) > 0 {
			since = open[0].To
		}
		out.Since = model.Later(out.Since, since)
	}
	out.Done = 1 - missing/whole
	if !out.Since.Before(to) {
		out.Since = time.Time{}
	}
	return out, nil
}
