package history

import (
	"context"
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
)

// kind is the place of a kind of tickets in what a Filler keeps by kind.
func kind(project bool) int {
	if project {
		return 1
	}
	return 0
}

// fetch brings one page of a slice into the history.
func (f *Filler) fetch(ctx context.Context, db *DB, s *slice) time.Duration {
	i := kind(s.project)
	inner, cancel := context.WithTimeout(ctx, fillTime)
	page, err := f.ask(inner, psa.PastQuery{Project: s.project, From: s.From, To: s.To, After: s.after})
	cancel()
	if err != nil {
		if ctx.Err() == nil {
			f.failed(s, psa.ProblemOf(err))
		}
		return 0
	}
	f.held[i] = hold{}
	if _, err := db.PutTickets(ctx, page.Tickets, f.o.Now(), f.zone.Load()); err != nil {
		return f.unwritten(ctx, err)
	}
	if err := db.unseen(ctx, page.Gap, "", s.To); err != nil {
		return f.unwritten(ctx, err)
	}
	s.after, s.pages, s.Skipped = page.Next, s.pages+1, s.Skipped+page.Skipped
	if s.after == 0 {
		f.widen(i, s, len(page.Tickets))
	}
	if err := advance(ctx, db, f.name, s); err != nil {
		return f.unwritten(ctx, err)
	}
	f.state.gap(s.project, page.Gap)
	return 0
}

// ask asks the source; a stumble of ours ends nothing but this page.
func (f *Filler) ask(ctx context.Context, q psa.PastQuery) (page psa.PastPage, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &model.Problem{Kind: model.BadReply, Code: "internal-fault", What: model.Clean("daybrief had an internal error with a page of the past; please report this.")}
		}
	}()
	return f.o.Source.Past(ctx, q)
}

// widen makes the next slice so wide that it takes a few pages.
func (f *Filler) widen(i int, s *slice, rows int) {
	switch {
	case s.pages > manyPages:
		f.wide[i] = max(f.wide[i]/2, leastWide)
	case s.pages <= fewPages || rows == 0:
		f.wide[i] = min(f.wide[i]*2, mostWide)
	}
}

// The waits after failures.
const (
	leastHold  = 30 * time.Second
	mostHold   = 15 * time.Minute
	refuseHold = time.Hour
)

// failed decides when a kind is tried again. Nothing that was fetched is lost.
func (f *Filler) failed(s *slice, p *model.Problem) {
	i := kind(s.project)
	h := &f.held[i]
	h.tries++
	wait := min(leastHold<<min(h.tries-1, 5), mostHold)
	switch p.Kind {
	case model.RateLimited:
		wait = min(max(p.RetryAfter, leastHold), mostHold)
	case model.Forbidden, model.NotFound, model.NotOffered, model.Misconfigured:
		wait = refuseHold
	case model.TimedOut, model.ServerDown:
		if p.Code != psa.CodeHeld && s.after == 0 { // too much for the server at once
			f.wide[i] = max(min(f.wide[i], s.To.Sub(s.From))/2, leastWide)
		}
	}
	h.why = p
	if p.Code == psa.CodeHeld {
		wait, h.why, h.tries = min(max(p.RetryAfter, time.Second), mostHold), nil, 0
	}
	h.until = f.o.Now().Add(wait)
}

// unwritten is a fault of the file: the recorder says what is wrong with it.
func (f *Filler) unwritten(ctx context.Context, err error) time.Duration {
	if ctx.Err() == nil {
		f.state.set(Progress{State: FillHeld, Problem: &model.Problem{
			Kind: model.Misconfigured, Code: "not-written", What: model.Clean("The history can't be written: " + err.Error() + "."), Cure: model.Clean("It is tried again."),
		}})
	}
	return leastHold
}
