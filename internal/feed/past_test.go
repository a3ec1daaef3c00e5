package feed

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// Filling the history takes half of what polling leaves, waits for start-up to
// end, and neither a poll nor a person waits for it.
func TestThePastWaitsForEverybody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := NewBudget(nil)
		b.keep(6)
		var fill, polls, lists, people flood
		ctx, cancel := Past(t.Context())
		defer cancel()
		wg := fill.run(ctx, t, b, 120, time.Second)
		time.Sleep(30 * time.Second)
		if len(fill.at) > 0 {
			t.Error("the history was filled before start-up was over")
		}
		b.Started()
		began := time.Now()
		for range 60 { // six a minute, and what hardly changes
			polls.run(t.Context(), t, b, 1, 5*time.Second).Wait()
			lists.run(withClass(t.Context(), slow), t, b, 1, time.Second).Wait()
			time.Sleep(4 * time.Second)
		}
		people.run(Interactive(t.Context()), t, b, 1, time.Second).Wait()
		for name, waited := range map[string][]time.Duration{"poll": polls.at, "person": people.at} {
			for _, w := range waited {
				if w > 0 {
					t.Errorf("a %s waited %v", name, w)
				}
			}
		}
		for _, w := range lists.at {
			if w > window {
				t.Errorf("a list waited %v", w)
			}
		}
		wg.Wait()
		took, share := time.Since(began), (backgroundLimit-6)/2
		if n := most(fill.at); n > share || fill.top > 1 {
			t.Errorf("%d requests in a minute, %d at once", n, fill.top)
		}
		// Ten minutes beside lists that take six a minute of the same share.
		if full := time.Duration(120/share) * time.Minute; took > full+10*time.Minute {
			t.Errorf("120 requests took %v: room is wasted", took)
		}
	})
}

// The past begins when the start has been paid off: both together stay within the
// minute, and polling, which may go at once, does not wait.
func TestThePastWaitsUntilTheStartIsPaidOff(t *testing.T) {
	t.Parallel()
	for _, start := range []int{20, 120} {
		synctest.Test(t, func(t *testing.T) {
			b := NewBudget(nil)
			b.keep(6)
			var first, fill, polls flood
			origin := time.Now()
			first.run(t.Context(), t, b, start, time.Second).Wait()
			b.Started()
			began := time.Since(origin)
			ctx, cancel := Past(t.Context())
			defer cancel()
			wg := fill.run(ctx, t, b, 40, time.Second)
			polls.run(t.Context(), t, b, 6, time.Second).Wait()
			if last := slices.Max(polls.at); last > 2*time.Second {
				t.Errorf("after a start of %d requests polling waited %v", start, last)
			}
			wg.Wait()
			all := slices.Clone(first.at)
			for _, at := range append(fill.at, polls.at...) {
				all = append(all, began+at)
			}
			if n := most(all); n > max(hardLimit, start+6) {
				t.Errorf("%d requests in a minute after a start of %d", n, start)
			}
		})
	}
}

// A page of the past that hangs keeps neither a poll nor a person waiting.
func TestThePastMakesWay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := NewBudget(nil)
		b.Started()
		ctx, cancel := Past(t.Context())
		defer cancel()
		leave, err := b.Enter(ctx)
		if err != nil {
			t.Fatal(err)
		}
		context.AfterFunc(ctx, leave)
		var polls, people flood
		wg := polls.run(t.Context(), t, b, 4, 20*time.Second)
		time.Sleep(time.Second)
		if Yielded(ctx) || polls.out() != maxBackground {
			t.Errorf("%d polls went, the past gave way: %v", polls.out(), Yielded(ctx))
		}
		more := people.run(Interactive(t.Context()), t, b, 1, time.Second)
		time.Sleep(time.Second)
		if !Yielded(ctx) || people.out() != 1 {
			t.Errorf("a person waited: %d went", people.out())
		}
		more.Wait()
		wg.Wait()
	})
}
