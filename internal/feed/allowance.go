package feed

import (
	"time"

	"daybrief/model"
)

// Started ends the generous mode: from here on the hard limit holds. What was
// sent before counts only for the past, which nobody waits for: it begins when the
// start has been paid off.
func (b *Budget) Started() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.started {
		b.started = true
		for i := range b.sent {
			b.sent[i].class = starting
		}
		b.admit()
	}
}

const leeway = 100 * time.Millisecond

// pause turns everybody away until the time, with the reason.
func (b *Budget) pause(d time.Duration, why *model.Problem) {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	// The caller's clock was read a moment ago, and the first request after the
	// pause must not find the breaker still shut.
	b.turnAway(d, model.Later(b.refusals.pause, b.now().Add(d-leeway)), why)
}

// turnAway is pause with the lock held.
func (b *Budget) turnAway(d time.Duration, until time.Time, why *model.Problem) {
	b.until, b.why = until, why
	b.refusals.any = b.refusals.any || why.Kind == model.RateLimited
	for c := range b.queue {
		for _, w := range b.queue[c] {
			w.err = heldBack(why, d)
			close(w.out)
		}
		b.queue[c] = nil
	}
}

// resume ends a pause early.
func (b *Budget) resume() {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.why = nil
}

// keep sets how many live requests are expected a minute. Bulk requests leave
// room for those that have not been sent yet.
func (b *Budget) keep(n int) {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.reserve = n
}

// wait is how long a request of the class would have to wait for room when
// ahead other requests go first; 0 when it could go now.
func (b *Budget) wait(c class, ahead int) time.Duration {
	if b == nil {
		return 0
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	room := b.room(c, ahead)
	b.slowWaits = b.slowWaits || c == slow && room > 0
	return room
}

// room is wait with the lock held. Requests fall out of the window in the order
// in which they were sent, so it drops the oldest until there is room.
func (b *Budget) room(c class, ahead int) time.Duration {
	now := b.now()
	for len(b.sent) > 0 && now.Sub(b.sent[0].at) >= window {
		b.sent = b.sent[1:]
	}
	var n tally
	for _, s := range b.sent {
		n.add(s.class, 1)
	}
	n.add(c, ahead) // those that go first may be of the same class
	for i := 0; ; i++ {
		if b.fits(c, n) || i == len(b.sent) {
			if i == 0 {
				return 0
			}
			return b.sent[i-1].at.Add(window).Sub(now)
		}
		n.add(b.sent[i].class, -1)
	}
}

// tally counts the requests of a window; all is without those of the start.
type tally struct{ all, live, slow, starting int }

func (n *tally) add(c class, by int) {
	if c == starting {
		n.starting += by
		return
	}
	n.all += by
	switch c {
	case live:
		n.live += by
	case slow:
		n.slow += by
	}
}

// way is how many live requests a minute have the right of way over people's:
// who wanders through a list must not keep the list from being true.
func (b *Budget) way() int { return min(b.reserve+b.reserve/3, rightOfWay) }

// fits reports whether one more request fits beside those in the window.
func (b *Budget) fits(c class, n tally) bool {
	forLive, forSlow := max(0, b.way()-n.live), max(0, slowRight-n.slow)
	switch {
	case !b.started:
		return n.all < startLimit
	case c == interactive:
		if !b.slowWaits && len(b.queue[slow]) == 0 {
			forSlow = 0
		}
		return n.all+forLive+forSlow < hardLimit
	case c == live:
		return n.all < backgroundLimit || forLive > 0 && n.all < hardLimit
	case c == bulk:
		return n.all+max(0, b.reserve-n.live) < backgroundLimit
	case c == slow && forSlow > 0 && n.all+forLive < hardLimit:
		return true
	}
	if c == past {
		n.all += n.starting
	}
	// slow and past: half of what live requests leave
	spare := max(0, backgroundLimit-b.reserve) / 2
	return n.all+max(0, b.reserve-n.live)+spare < backgroundLimit
}
