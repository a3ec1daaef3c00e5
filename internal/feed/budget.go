package feed

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
)

// The limits of a Budget, in requests.
const (
	hardLimit       = 30  // in any minute after start-up, for everything
	backgroundLimit = 26  // of which polling may use so many, when people want the rest
	rightOfWay      = 24  // of which polling gets so many, whatever people want
	slowRight       = 3   // and lists that hardly change: a desk that is busy all day must still see its new boards and companies
	startLimit      = 600 // in any minute during start-up: a desk of 100,000 takes some 300, and servers allow 1,000
	maxInFlight     = 4
	maxBackground   = 3 // of which polling may have so many after start-up
	maxPeople       = 2 // and people: what they ask for may hang, and polling goes on
	// window is a little more than the minute that is promised: requests that
	// were sent evenly may arrive less so.
	window = 61 * time.Second
)

// codeHeld marks a request that the budget did not let out: nobody's failure.
const codeHeld = psa.CodeHeld

// Budget is the one limit on requests that everything shares. An adapter
// enters it before each single request. It is safe for use by several
// goroutines.
type Budget struct {
	now func() time.Time

	mu       sync.Mutex
	started  bool
	sent     []sending // within the window, oldest first
	inFlight int
	people   int                     // of those in flight
	yield    context.CancelCauseFunc // gives up the past request in flight; nil when there is none
	reserve  int
	// slowWaits says that a list that hardly changes is due and found no room.
	slowWaits bool
	until     time.Time // paused until
	why       *model.Problem
	refusals  refusals
	queue     [5][]*waiter // by class
	alarm     *time.Timer  // set while somebody waits for room
}

type sending struct {
	at    time.Time
	class class
}

type waiter struct {
	out  chan struct{} // closed when admitted or turned away
	err  error
	stop context.CancelCauseFunc // of past requests
}

// NewBudget makes a budget in its generous start-up mode. now is the clock that
// requests are counted with; nil is the system's. It should keep its monotonic
// part: a clock that is set must not let a burst through.
func NewBudget(now func() time.Time) *Budget {
	if now == nil {
		now = time.Now
	}
	return &Budget{now: now}
}

// Enter waits until one request may be sent and returns what to call when it
// has ended. It fails when the context ends first, and at once while the server
// has asked everybody to wait or has refused the keys. A *model.Problem it
// returns is nobody's failure: nothing was sent.
func (b *Budget) Enter(ctx context.Context) (leave func(), err error) {
	c := classOf(ctx)
	w := &waiter{out: make(chan struct{})}
	if c == past {
		w.stop, _ = ctx.Value(stopKey{}).(context.CancelCauseFunc)
	}
	b.mu.Lock()
	if err := b.turnedAway(ctx); err != nil {
		b.mu.Unlock()
		return nil, err
	}
	b.queue[c] = append(b.queue[c], w)
	b.admit()
	b.mu.Unlock()
	select {
	case <-w.out:
	case <-ctx.Done():
		if b.forget(c, w) {
			return nil, ended(ctx)
		}
	}
	if w.err != nil {
		return nil, w.err
	}
	return b.leave(c), nil // also when the context ended in the same moment
}

// turnedAway is why a request may not even wait; nil when it may.
func (b *Budget) turnedAway(ctx context.Context) error {
	if ctx.Err() != nil {
		return ended(ctx)
	}
	if left := b.until.Sub(b.now()); b.why != nil && left > 0 {
		return heldBack(b.why, left)
	}
	b.why = nil
	return nil
}

func heldBack(why *model.Problem, left time.Duration) *model.Problem {
	p := *why
	p.Code, p.RetryAfter = codeHeld, left
	return &p
}

// ended tells a deadline that passed while waiting here from a server that did
// not answer.
func ended(ctx context.Context) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return &model.Problem{
			Kind: model.TimedOut, Code: codeHeld,
			What: model.Clean("This request was held back to stay within 30 requests a minute."),
			Cure: model.Clean("It follows by itself."),
		}
	}
	return ctx.Err()
}

// forget takes a waiter out of its queue; false when it has had its turn.
func (b *Budget) forget(c class, w *waiter) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	i := slices.Index(b.queue[c], w)
	if i < 0 {
		return false
	}
	b.queue[c] = slices.Delete(b.queue[c], i, i+1)
	return true
}

// leave makes the function that gives one place back, once.
func (b *Budget) leave(c class) func() {
	var once sync.Once
	return func() {
		once.Do(func() {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.inFlight--
			switch c {
			case interactive:
				b.people--
			case past:
				b.yield = nil
			}
			b.admit()
		})
	}
}

// admit lets out as many as may go, the most urgent first and each class in the
// order of arrival. Whoever has to wait for room in the window is let out by the
// alarm, and whoever waits for a place by the next that leaves. The lock is held.
func (b *Budget) admit() {
	soonest := max(0, b.refusals.until.Sub(b.now()))
	if soonest > 0 {
		b.ring(soonest)
		return
	}
	for _, c := range [...]class{interactive, live, bulk, slow, past} {
		for len(b.queue[c]) > 0 && b.place(c) {
			if room := b.room(c, 0); room > 0 {
				if soonest == 0 || room < soonest {
					soonest = room
				}
				break
			}
			w := b.queue[c][0]
			b.queue[c] = b.queue[c][1:]
			b.inFlight++
			switch c {
			case interactive:
				b.people++
			case past:
				b.yield = w.stop
			}
			b.refusals.since++
			b.slowWaits = b.slowWaits && c != slow
			b.sent = append(b.sent, sending{b.now(), c})
			close(w.out)
		}
		b.makeWay(c)
	}
	b.ring(soonest)
}

// ring sets the alarm for who waits; 0 is nobody.
func (b *Budget) ring(in time.Duration) {
	if b.alarm != nil {
		b.alarm.Stop()
		b.alarm = nil
	}
	if in > 0 {
		b.alarm = time.AfterFunc(in, func() {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.admit()
		})
	}
}
