package wake

import (
	"context"
	"time"
)

const (
	// every is how often the clock is looked at where nobody tells.
	every = 2 * time.Second
	// least is how far a clock has to jump to be worth a word: a busy machine is
	// late by less.
	least = 3 * time.Second
)

// Watch sends a word after each jump of the clock, until the context ends. A
// reader who has not taken the last word is not told again.
func Watch(ctx context.Context) <-chan struct{} {
	out := make(chan struct{}, 1)
	go watch(ctx, func() {
		select {
		case out <- struct{}{}:
		default:
		}
	})
	return out
}

// looks tells of jumps by looking at the clock every now and then.
func looks(ctx context.Context, tell func(), now func() time.Time) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	last := now()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		at := now()
		if jumped(last, at, every) {
			tell()
		}
		last = at
	}
}

// jumped reports whether a clock stands elsewhere than it should after a time.
func jumped(from, to time.Time, after time.Duration) bool {
	return (to.Round(0).Sub(from.Round(0)) - after).Abs() > least
}
