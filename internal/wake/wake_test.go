package wake

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestLooksSeesJumps(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var offset, told atomic.Int64
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			looks(ctx, func() { told.Add(1) }, func() time.Time { return time.Now().Add(time.Duration(offset.Load())) })
		}()
		pass := func(d time.Duration) { time.Sleep(d); synctest.Wait() }
		pass(10 * time.Minute)
		for i, c := range []struct {
			jump time.Duration
			want int64
		}{{0, 0}, {time.Second, 0}, {8 * time.Hour, 1}, {-time.Minute, 2}, {10 * time.Second, 3}, {0, 3}} {
			offset.Add(int64(c.jump))
			pass(every)
			if got := told.Load(); got != c.want {
				t.Errorf("%d: told %d times, want %d", i, got, c.want)
			}
		}
		cancel()
		<-ended
	})
}

func TestWatchEnds(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	ended, began := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		close(began)
		watch(ctx, func() { t.Error("nobody has set the clock") })
	}()
	<-began
	cancel()
	select {
	case <-ended:
	case <-time.After(10 * time.Second):
		t.Fatal("it goes on")
	}
	select {
	case <-Watch(ctx):
		t.Error("told after the end")
	default:
	}
}
