package feed

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/model"
)

// flood enters the budget n times at once and records when each was let out.
type flood struct {
	mu  sync.Mutex
	at  []time.Duration
	now int
	top int
}

func (fl *flood) run(ctx context.Context, t *testing.T, b *Budget, n int, lasts time.Duration) *sync.WaitGroup {
	var wg sync.WaitGroup
	began := time.Now()
	for range n {
		wg.Go(func() {
			leave, err := b.Enter(ctx)
			if err != nil {
				if !errors.Is(err, context.Canceled) {
					t.Error(err)
				}
				return
			}
			fl.mu.Lock()
			fl.at = append(fl.at, time.Since(began))
			fl.now++
			fl.top = max(fl.top, fl.now)
			fl.mu.Unlock()
			time.Sleep(lasts)
			fl.mu.Lock()
			fl.now--
			fl.mu.Unlock()
			leave()
			leave() // twice is harmless
		})
	}
	return &wg
}

// out is how many were let out by now.
func (fl *flood) out() int {
	fl.mu.Lock()
	defer fl.mu.Unlock()
	return len(fl.at)
}

// most is the largest number within any minute.
func most(at []time.Duration) int {
	slices.Sort(at)
	top, from := 0, 0
	for i := range at {
		for at[i]-at[from] > time.Minute {
			from++
		}
		top = max(top, i-from+1)
	}
	return top
}

func TestBudgetOfBackgroundRequests(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := NewBudget(nil)
		b.Started()
		var fl flood
		fl.run(t.Context(), t, b, 120, time.Second).Wait()
		want(t, "in any minute", most(fl.at), backgroundLimit)
		want(t, "at once", fl.top, maxBackground)
		if last := fl.at[len(fl.at)-1]; last > 5*time.Minute {
			t.Errorf("120 requests took %v: room is wasted", last)
		}
	})
}

func TestBudgetOfPeople(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := NewBudget(nil)
		b.Started()
		var fl, me flood
		wg := fl.run(t.Context(), t, b, 60, time.Second)
		time.Sleep(40 * time.Second) // polling has used up its share
		mine := me.run(Interactive(t.Context()), t, b, 4, time.Second)
		mine.Wait()
		if last := me.at[3]; last > time.Second { // two at once
			t.Errorf("a person waited %v", last)
		}
		me.run(Interactive(t.Context()), t, b, 1, time.Second).Wait()
		if at := me.at[4]; at == 0 {
			t.Error("the hard limit does not hold for people")
		}
		wg.Wait()
	})
}

func TestBudgetWhileStarting(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := NewBudget(nil)
		var fl flood
		fl.run(t.Context(), t, b, 700, 100*time.Millisecond).Wait()
		want(t, "in any minute", most(fl.at), startLimit)
		want(t, "at once", fl.top, maxInFlight)
		b.Started()
		want(t, "a fresh start", b.wait(live, 0), 0)
	})
}

func TestBudgetKeepsRoomForLiveRequests(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := NewBudget(nil)
		b.keep(10)
		b.Started()
		ctx, cancel := context.WithCancel(t.Context())
		var long, urgent flood
		wg := long.run(withClass(ctx, bulk), t, b, 60, time.Second)
		time.Sleep(30 * time.Second)
		urgent.run(t.Context(), t, b, 10, time.Second).Wait()
		if last := urgent.at[9]; last > 5*time.Second {
			t.Errorf("a live request waited %v behind a long list", last)
		}
		want(t, "bulk so far", len(long.at), backgroundLimit-10)
		cancel()
		wg.Wait()
	})
}

func TestBudgetPause(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := NewBudget(nil)
		b.Started()
		why := problem(model.RateLimited)
		var waiting error
		var wg sync.WaitGroup
		var fl flood
		out := fl.run(t.Context(), t, b, 3, 10*time.Second) // all places are taken
		time.Sleep(time.Second)
		wg.Go(func() { _, waiting = b.Enter(t.Context()) })
		synctest.Wait()
		b.pause(30*time.Second, why)
		wg.Wait()
		if !errors.Is(waiting, why) || problemOf(waiting, "x").Code != codeHeld {
			t.Errorf("who waited got %v", waiting)
		}
		if _, err := b.Enter(Interactive(t.Context())); !errors.Is(err, why) {
			t.Errorf("who came got %v", err)
		}
		out.Wait()
		time.Sleep(21 * time.Second)
		leave, err := b.Enter(t.Context())
		if err != nil {
			t.Fatalf("after the pause: %v", err)
		}
		leave()
	})
}

func TestBudgetObeysTheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := NewBudget(nil)
		b.Started()
		var fl flood
		wg := fl.run(t.Context(), t, b, 26, time.Millisecond)
		wg.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		began := time.Now()
		_, err := b.Enter(ctx)
		want(t, "waited", time.Since(began), 10*time.Second)
		if p := problemOf(err, "x"); p.Kind != model.TimedOut || p.Code != codeHeld {
			t.Errorf("got %v", err)
		}
		want(t, "queue", len(b.queue[live]), 0)
		want(t, "places", b.inFlight, 0)
	})
}

// Who wanders through a list asks for more than there is. Polling gets what it
// needs all the same, and people what is left.
func TestPollingHasTheRightOfWay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := NewBudget(nil)
		b.keep(16)
		b.Started()
		ctx, cancel := context.WithCancel(t.Context())
		var people, polls flood
		wg := people.run(Interactive(ctx), t, b, 200, time.Second)
		time.Sleep(2 * time.Minute)
		for range 40 { // two a time, each seven seconds
			polls.run(t.Context(), t, b, 2, time.Second).Wait()
			time.Sleep(6 * time.Second)
		}
		for _, waited := range polls.at {
			if waited > 2*time.Second {
				t.Errorf("a poll waited %v", waited)
			}
		}
		if n := len(people.at); n < 30 {
			t.Errorf("people came through %d times", n)
		}
		cancel()
		wg.Wait()
	})
}

// Requests of people that hang leave one place for polling.
func TestPeopleLeaveAPlaceForPolling(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := NewBudget(nil)
		b.Started()
		var people, polls flood
		wg := people.run(Interactive(t.Context()), t, b, 8, 20*time.Second)
		time.Sleep(time.Second)
		polls.run(t.Context(), t, b, 1, time.Second).Wait()
		if polls.at[0] > 2*time.Second {
			t.Errorf("a poll waited %v", polls.at[0])
		}
		wg.Wait()
	})
}

// TestSlowListsKeepTheirRight: polling that wants all it can have and people who
// go through a list for an hour leave three requests a minute to the lists that
// hardly change, and polling its own.
func TestSlowListsKeepTheirRight(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := NewBudget(nil)
		b.Started()
		b.keep(12)
		ctx, stop := context.WithTimeout(t.Context(), 10*time.Minute)
		defer stop()
		sent := map[class]*flood{}
		var all []*sync.WaitGroup
		for _, c := range []class{live, slow, interactive} {
			sent[c] = &flood{}
			all = append(all, sent[c].loop(withClass(ctx, c), b, 3))
		}
		for _, wg := range all {
			wg.Wait()
		}
		if n := len(sent[slow].at); n < 25 {
			t.Errorf("%d requests for slow lists in ten minutes, want three a minute", n)
		}
		if n := len(sent[live].at); n < 10*15 {
			t.Errorf("%d live requests in ten minutes, want the right of way of 16 a minute", n)
		}
		every := slices.Concat(sent[live].at, sent[slow].at, sent[interactive].at)
		if n := most(every); n > hardLimit {
			t.Errorf("%d requests in a minute", n)
		}
	})
}

// loop enters again and again, n at a time, until the context ends.
func (fl *flood) loop(ctx context.Context, b *Budget, n int) *sync.WaitGroup {
	var wg sync.WaitGroup
	began := time.Now()
	for range n {
		wg.Go(func() {
			for {
				leave, err := b.Enter(ctx)
				if err != nil {
					return
				}
				fl.mu.Lock()
				fl.at = append(fl.at, time.Since(began))
				fl.mu.Unlock()
				time.Sleep(100 * time.Millisecond)
				leave()
			}
		})
	}
	return &wg
}
