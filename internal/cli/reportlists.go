package cli

import (
	"context"
	"slices"
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
	for i, q := range needs {
		at := reports.Progress{List: string(q.List), Nth: i + 1, Of: len(needs)}
		told(at)
		if past != nil && t.over(ask) && past.into(ctx, in, q) {
			continue
		}
		r, err := t.patiently(ctx, q, at, told)
		in.Lists[q.List] = report.Got{Records: r, Problem: psa.ProblemOf(err)}
	}
	return in
}

// over reports whether a period has ended, so that the history may stand for the
// server. The made-up server is asked all the same: its history is another one.
func (t *tenant) over(ask report.Ask) bool {
	return !t.made && ask.To.Before(model.CalendarDay(ask.Now, ask.Zone))
}

// patiently asks again after the server has asked for patience, a few times.
func (t *tenant) patiently(ctx context.Context, q psa.RecordQuery, at reports.Progress, told func(reports.Progress)) (psa.Records, error) {
	source, ok := t.records, t.records != nil
	if !ok {
		return psa.Records{}, psa.NotOffered(t.provider.Names(), psa.Feature(q.List))
	}
	for try := 1; ; try++ {
		q.Progress = func(had, total int) {
			at.Had, at.Total, at.Pages = had, total, at.Pages+1
			told(at)
		}
		r, err := source.Records(ctx, q)
		p := psa.ProblemOf(err)
		if p == nil || p.Kind != model.RateLimited || try == 4 {
			return r, err
		}
		wait := at
		wait.Waits = min(max(p.RetryAfter, time.Second), 15*time.Minute)
		told(wait)
		t.rest(ctx, wait.Waits)
		at.Pages = 0
	}
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
