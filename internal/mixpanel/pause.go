package mixpanel

import (
	"time"

	"daybrief/model"
)

// Pause is until when nothing may be asked, since the quota was used up elsewhere,
// and how often in a row it was. The zero Pause is none.
type Pause struct {
	NotBefore time.Time
	Refusals  int
}

// Left is how much of it is left; 0 when it is over.
func (p Pause) Left(now time.Time) time.Duration {
	return min(max(p.NotBefore.Sub(now), 0), quotaMost)
}

// Begin draws the conclusions from a refusal: as long as was said, else a quarter
// of an hour, doubling to an hour. It gives the refusal with its pause.
func (p *Pause) Begin(refusal model.Problem, now time.Time) *model.Problem {
	if refusal.RetryAfter <= 0 {
		refusal.RetryAfter = min(quotaPause<<min(p.Refusals, 4), quotaMost)
	}
	refusal.RetryAfter = min(max(refusal.RetryAfter, time.Second), quotaMost)
	p.Refusals++
	p.NotBefore = now.Add(refusal.RetryAfter).UTC()
	return &refusal
}
