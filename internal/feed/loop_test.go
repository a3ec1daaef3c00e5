package feed

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/model"
)

func TestRunEndsWhenAllHaveAnswered(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		v := newTenant(time.Now, 5)
		v.setFault(func(_ context.Context, q Query) (bool, error) {
			switch q.Source {
			case "schedule":
				return true, problem(model.Forbidden)
			case "companies":
				panic("boom\x1b[31m")
			case "members":
				return true, errors.New("Authorization: Basic c2VjcmV0")
			}
			return false, nil
		})
		f := New(Options{})
		began := time.Now()
		if err := Run(t.Context(), f, v, nil, time.Now); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took > time.Second {
			t.Errorf("took %v", took)
		}
		s := f.Snapshot()
		want(t, "rows", len(s.ServiceTickets.Value), 5)
		want(t, "schedule", s.HealthOf("schedule").State(time.Now()), model.StateDenied)
		p := s.HealthOf("companies").Problem
		if p == nil || p.Code != "internal-fault" || strings.Contains(p.Error(), "\x1b") {
			t.Errorf("companies: %v", p)
		}
		if p := s.HealthOf("members").Problem; p == nil || strings.Contains(p.Error(), "c2Vj") {
			t.Errorf("members: %v", p)
		}
	})
}

func TestRunWithKeysRefused(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		v := newTenant(time.Now, 5)
		v.down(model.Unauthorized, 0)
		f := New(Options{})
		if err := Run(t.Context(), f, v, nil, time.Now); err != nil {
			t.Fatal(err)
		}
		want(t, "requests", len(v.log), 2)
		want(t, "state", f.Snapshot().HealthOf("tickets").State(time.Now()), model.StateAuth)
	})
}

func TestRunOffline(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		v := newTenant(time.Now, 5)
		v.down(model.Offline, 0)
		f := New(Options{})
		began := time.Now()
		if err := Run(t.Context(), f, v, nil, time.Now); err != nil {
			t.Fatal(err)
		}
		want(t, "gives up after a second try", time.Since(began), 2*time.Second)
	})
}

func TestRunOutOfTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		v := newTenant(time.Now, 5)
		v.setFault(func(ctx context.Context, q Query) (bool, error) {
			if q.Source != "boards" {
				return false, nil
			}
			<-ctx.Done()
			return true, ctx.Err()
		})
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		f := New(Options{})
		if err := Run(ctx, f, v, nil, time.Now); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("got %v", err)
		}
		h := f.Snapshot().HealthOf("tickets")
		if h.Problem == nil || h.Problem.Code != "no-time-left" {
			t.Errorf("tickets: %+v", h)
		}
		if p := f.Snapshot().HealthOf("members").Problem; p != nil {
			t.Errorf("members answered, but: %v", p)
		}
	})
}

func TestRunUntil(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		v := newTenant(time.Now, 5)
		f := New(Options{})
		err := Run(t.Context(), f, v, func(s *model.Snapshot) bool { return s.ServiceTickets.Known() }, time.Now)
		if err != nil || f.Answered() {
			t.Errorf("err %v, answered %v", err, f.Answered())
		}
	})
}

// A server that wants to be left alone for longer than there is time is not
// waited for.
func TestRunToldToWaitForTooLong(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		v := newTenant(time.Now, 5)
		v.down(model.RateLimited, 10*time.Minute)
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		f := New(Options{})
		began := time.Now()
		if err := Run(ctx, f, v, nil, time.Now); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("got %v", err)
		}
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("waited %v", took)
		}
		want(t, "why", f.Snapshot().HealthOf("system").State(time.Now()), model.StateLimited)
	})
}
