package feed

import (
	"errors"
	"time"

	"daybrief/model"
)

// A short pause that the server asks for is waited out where the requests are:
// nobody is let out, and what was refused is asked for again, with everything
// that has come kept. To call everything off, to probe and to begin again costs
// more than the pause. A long one, or one that does not end, is the breaker's.
const (
	shortPause   = 5 * time.Second
	mostRefusals = 3  // in a row, with nothing good in between
	carefulFor   = 20 // requests go one at a time after a refusal
)

// refusals are what the server has refused for now, and what they ask of a Budget.
type refusals struct {
	until time.Time // nobody is let out before
	pause time.Time // the same of a long one, which is the breaker's
	told  bool      // by the client, when it happens
	any   bool
	inRow int // refusals since the last good answer
	since int // requests let out since the last refusal
}

// Refused says that the server has refused a request for now and asks to be left
// alone for a while. Whoever says so does it before the request counts as ended,
// so that no other goes out in between.
func (b *Budget) Refused(after time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.refusals.told = true
	b.refused(after)
}

func (b *Budget) refused(after time.Duration) {
	c, now := &b.refusals, b.now()
	after = min(after, pauseMost) // nobody means a year
	until := now.Add(min(after, shortPause))
	if now.Before(c.until) { // it was on its way already
		c.until = model.Later(c.until, until)
		if b.why != nil {
			c.pause = model.Later(c.pause, now.Add(after))
			b.until = model.Later(b.until, c.pause)
		}
		return
	}
	if c.inRow++; c.since > 1 {
		c.inRow = 1
	}
	c.any, c.since, c.until = true, 0, until
	if after > shortPause {
		c.pause = now.Add(after)
		b.turnAway(after, c.pause, &model.Problem{
			Kind: model.RateLimited, Code: codeHeld,
			What: model.Clean("The server has had more requests than it allows."),
			Cure: model.Clean("It goes on by itself."),
		})
	}
	b.admit()
}

// waitsOut reports whether a failed fetch is to be gone on with after a short
// pause.
func (b *Budget) waitsOut(err error) bool {
	var p *model.Problem
	if b == nil || !errors.As(err, &p) || p.Kind != model.RateLimited || p.Code == codeHeld || p.RetryAfter <= 0 || p.RetryAfter > shortPause {
		return false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.refusals.told {
		b.refused(p.RetryAfter)
	}
	return b.refusals.inRow <= mostRefusals
}

// limited reports whether the server has refused anything as too much.
func (b *Budget) limited() bool {
	if b == nil {
		return false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.refusals.any
}

// careful reports whether requests go one at a time: two that are sent at once
// can't both heed the refusal of one.
func (b *Budget) careful() bool {
	return b.refusals.any && b.refusals.since < carefulFor && b.now().Sub(b.refusals.until) < window
}
