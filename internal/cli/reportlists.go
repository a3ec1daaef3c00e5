package cli

import (
	"context"
	"time"

	"daybrief/internal/psa"
	"daybrief/internal/report"
	"daybrief/model"
)

// lists fetches what a report needs, one list after the other, within the
// tenant's budget. A list that fails carries its Problem. told hears how far each
// list is; nil: nobody does.
func (t *tenant) lists(ctx context.Context, kind report.Report, ask report.Ask, told func(list psa.List, had, total int)) report.Input {
	in := report.Input{Ask: ask, Lists: map[psa.List]report.Got{}}
	for _, q := range kind.Needs(ask) {
		if told != nil {
			q.Progress = func(had, total int) { told(q.List, had, total) }
		}
		r, err := t.patiently(ctx, q)
		in.Lists[q.List] = report.Got{Records: r, Problem: psa.ProblemOf(err)}
	}
	return in
}

// patiently asks again after the server has asked for patience, a few times.
func (t *tenant) patiently(ctx context.Context, q psa.RecordQuery) (psa.Records, error) {
	source, ok := t.records, t.records != nil
	if !ok {
		return psa.Records{}, psa.NotOffered(t.provider.Names(), psa.Feature(q.List))
	}
	for try := 1; ; try++ {
		r, err := source.Records(ctx, q)
		p := psa.ProblemOf(err)
		if p == nil || p.Kind != model.RateLimited || try == 4 {
			return r, err
		}
		t.rest(ctx, min(max(p.RetryAfter, time.Second), 15*time.Minute))
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
