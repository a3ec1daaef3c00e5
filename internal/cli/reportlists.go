package cli

import (
	"context"
	"slices"
	"sync"
	"time"

	"daybrief/internal/feed"
	"daybrief/internal/psa"
	"daybrief/internal/report"
	"daybrief/model"
	"daybrief/ui/reports"
)

// lists fetches what a report needs, one list after the other, within the
// tenant's budget. A list that fails carries its Problem. told hears how far each
// list is; nil: nobody does.
func (t *tenant) lists(ctx context.Context, kind report.Report, ask report.Ask, told func(reports.Progress)) report.Input {
	in := report.Input{Ask: ask, Lists: map[psa.List]report.Got{}}
	if told == nil {
		told = func(reports.Progress) {}
	}
	ctx = feed.Interactive(ctx) // polling keeps its right of way
	needs := kind.Needs(ask)
	recalls := kind.Recalls(ask)
	var past *recall
	var why *model.Problem
	if len(recalls) > 0 || slices.ContainsFunc(needs, func(q psa.RecordQuery) bool { return q.List == psa.ListTickets }) {
		past, why = t.recalling(ctx, ask)
	}
	for _, q := range recalls {
		switch {
		case past == nil && q.List == psa.ListDays: // it has no other source
			in.Lists[q.List] = report.Got{Problem: why}
		case past != nil:
			past.into(ctx, in, q)
		}
	}
	settled := t.keptLists(ctx, kind, ask)
	for i, q := range needs {
		at := reports.Progress{List: string(q.List), Nth: i + 1, Of: len(needs)}
		told(at)
		if past != nil && t.over(ask) && !ask.Fresh && past.into(ctx, in, q) {
			continue
		}
		r, kept := settled.get(ctx, q)
		var err error
		if !kept {
			if r, err = t.patiently(ctx, q, at, told); err == nil {
				if bad := settled.put(ctx, q, r); bad != nil {
					t.logger().Warn("a list of a settled period is not kept", "what", bad.Error())
				}
			}
		}
		in.Lists[q.List] = report.Got{Records: r, Problem: psa.ProblemOf(err)}
	}
	return in
}

// over reports whether a period has ended, so that the history may stand for the
// server. The made-up server is asked all the same: its history is another one.
func (t *tenant) over(ask report.Ask) bool {
	return !t.made && ask.To.Before(model.CalendarDay(ask.Now, ask.Zone))
}

// The rests after a request that failed in the middle of a report, when the server
// has not asked for one.
func rests() []time.Duration {
	return []time.Duration{5 * time.Second, 15 * time.Second, time.Minute}
}

// pause is how long to rest after the nth failure of a request; false: the list
// has failed. A server that is not there at the beginning is not waited for.
func pause(p *model.Problem, nth int, middle bool) (time.Duration, bool) {
	if nth > len(rests()) {
		return 0, false
	}
	switch p.Kind {
	case model.RateLimited:
		return min(max(p.RetryAfter, time.Second), 15*time.Minute), true
	case model.ServerDown, model.TimedOut, model.Offline:
		return min(max(p.RetryAfter, rests()[nth-1]), 15*time.Minute), middle
	case model.BadReply: // one that breaks off says nothing against the server
		return rests()[nth-1], p.Code == "truncated"
	}
	return 0, false
}

// patiently fetches a list. A request that fails is sent again after a rest, a few
// times: what has come is not asked for again.
func (t *tenant) patiently(ctx context.Context, q psa.RecordQuery, at reports.Progress, told func(reports.Progress)) (psa.Records, error) {
	source, ok := t.records, t.records != nil
	if !ok {
		return psa.Records{}, psa.NotOffered(t.provider.Names(), psa.Feature(q.List))
	}
	var mu sync.Mutex // of at
	middle := at.Nth > 1
	q.Progress = func(had, total int) {
		mu.Lock()
		defer mu.Unlock()
		at.Had, at.Total, at.Pages, middle = had, total, at.Pages+1, true
		told(at)
	}
	q.Patience = func(ctx context.Context, p *model.Problem, nth int) bool {
		mu.Lock()
		wait := at
		d, again := pause(p, nth, middle)
		mu.Unlock()
		if !again {
			return false
		}
		wait.Waits, wait.Why = d, p
		told(wait)
		t.rest(ctx, d)
		return ctx.Err() == nil
	}
	return source.Records(ctx, q)
}

// rest waits, or until the context ends.
func (t *tenant) rest(ctx context.Context, d time.Duration) {
	if t.sleep != nil {
		t.sleep(ctx, d)
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
