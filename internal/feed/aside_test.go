package feed

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/model"
)

func used(at time.Time) model.Usage {
	return model.Usage{Asked: at, Days: 31, Events: []model.UsageEvent{{Name: model.Clean("login")}}, Skipped: 2}
}

// usage answers the job for usage that is out.
func (s *sim) usage(u model.Usage, err error) {
	s.t.Helper()
	for i, j := range s.out {
		if j.Query.Source == model.SourceUsage {
			s.out = append(s.out[:i], s.out[i+1:]...)
			s.f.Apply(Arrived{Query: j.Query, Gen: j.Gen, At: s.at, Batch: Batch{Usage: u}, Err: err}, s.at)
			return
		}
	}
	s.t.Fatalf("usage is not asked for; out are %v", s.out)
}

func asksUsage(jobs []model.Source) bool {
	for _, src := range jobs {
		if src == model.SourceUsage {
			return true
		}
	}
	return false
}

// next is how long until usage is asked for again.
func (s *sim) nextUsage() time.Duration { return s.f.aside.next.Sub(s.at) }

func TestUsageIsAskedForBesideTheRest(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{UsageEvery: 15 * time.Minute})
	if first := s.due(); len(first) != 2 || !asksUsage(first) {
		t.Fatalf("first are %v", first)
	}
	if s.f.Answered() {
		t.Error("answered at once")
	}
	s.usage(used(s.at), nil)
	s.settle()
	snap := s.f.Snapshot()
	h := snap.HealthOf(model.SourceUsage)
	if !s.f.Answered() || snap.Usage.Value.Days != 31 || !snap.Usage.At.Equal(s.at) || h.State(s.at) != model.StateLive || h.Skipped != 2 || h.Every != 15*time.Minute {
		t.Errorf("%+v, %+v", snap.Usage, h)
	}
	if len(snap.Health) != len(AllSources())+1 || snap.Health[len(snap.Health)-1].Source != model.SourceUsage {
		t.Error("usage is not the last source")
	}
	// What was remembered is asked for again when it is old enough.
	s.at = s.at.Add(s.nextUsage())
	if !asksUsage(s.due()) {
		t.Fatal("not asked again")
	}
	s.usage(used(s.at.Add(-10*time.Minute)), nil)
	if d := s.nextUsage(); d != 5*time.Minute {
		t.Errorf("asked again in %v", d)
	}
	if newSim(t, 3, Options{}).f.aside != nil {
		t.Error("usage is asked for though nobody wants it")
	}
}

// Whatever happens to usage, nothing happens to the rest, and the other way
// round.
func TestUsageStandsAside(t *testing.T) {
	t.Parallel()
	for _, kind := range []model.ProblemKind{model.Unauthorized, model.RateLimited, model.Offline, model.ServerDown, model.BadReply, model.Forbidden, model.Misconfigured, model.TimedOut} {
		s := newSim(t, 3, Options{UsageEvery: 15 * time.Minute})
		s.due()
		s.usage(model.Usage{}, problem(kind))
		s.settle()
		if s.f.breaker.mode != open || len(s.f.failing) > 0 {
			t.Errorf("%s shut the breaker", kind)
		}
		snap := s.f.Snapshot()
		for _, h := range snap.Health {
			if (h.Problem != nil) != (h.Source == model.SourceUsage) {
				t.Errorf("%s: %s has %v", kind, h.Source, h.Problem)
			}
		}
		if !s.f.Answered() {
			t.Errorf("%s is no answer", kind)
		}
	}
	// All else is refused.
	s := newSim(t, 3, Options{UsageEvery: 15 * time.Minute})
	s.due()
	s.reply(model.SourceSystem, problem(model.Offline))
	s.usage(used(s.at), nil)
	if s.f.breaker.mode != outage {
		t.Fatal("no outage")
	}
	h := s.f.Snapshot().HealthOf(model.SourceUsage)
	if h.Problem != nil || h.State(s.at) != model.StateLive {
		t.Errorf("usage has %v", h.Problem)
	}
	s.at = s.at.Add(s.nextUsage())
	if !asksUsage(s.due()) {
		t.Error("usage waits for the others")
	}
}

func TestUsageTriesAgain(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{UsageEvery: 15 * time.Minute})
	fail := func(kind model.ProblemKind, after, want time.Duration) {
		t.Helper()
		s.due()
		p := problem(kind)
		p.RetryAfter = after
		s.usage(model.Usage{}, p)
		if d := s.nextUsage(); d != want {
			t.Errorf("after %s: again in %v, want %v", kind, d, want)
		}
		s.at = s.at.Add(want)
	}
	fail(model.RateLimited, 0, 15*time.Minute)
	fail(model.RateLimited, 7*time.Minute, 7*time.Minute)
	fail(model.RateLimited, 5*time.Hour, time.Hour)
	fail(model.Unauthorized, 0, 15*time.Minute)
	fail(model.Forbidden, 0, 15*time.Minute)
	s.f.aside.fails = 0
	for _, want := range []time.Duration{30 * time.Second, time.Minute, 2 * time.Minute, 4 * time.Minute, 8 * time.Minute, 15 * time.Minute, 15 * time.Minute} {
		fail(model.Offline, 0, want)
	}
	s.due()
	s.usage(used(s.at), nil)
	s.at = s.at.Add(15 * time.Minute)
	s.due()
	s.usage(model.Usage{}, problem(model.TimedOut))
	if h := s.f.Snapshot().HealthOf(model.SourceUsage); h.Problem != nil || h.At.IsZero() {
		t.Error("a hiccup is told")
	}
	s.at = s.at.Add(s.nextUsage())
	s.due()
	s.usage(model.Usage{}, problem(model.TimedOut))
	if h := s.f.Snapshot().HealthOf(model.SourceUsage); h.Problem == nil || s.f.Snapshot().Usage.Value.Days != 31 {
		t.Error("a failure is not told, or what was known is gone")
	}
}

// Somebody who presses a key does not shorten a pause; a job that hangs is given
// up; a sleep and a clock that is set leave nothing planned too far ahead.
func TestUsageAndTheClock(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{UsageEvery: 15 * time.Minute})
	s.due()
	p := problem(model.RateLimited)
	p.RetryAfter = 30 * time.Minute
	s.usage(model.Usage{}, p)
	s.settle()
	s.f.Refresh(s.at)
	if s.nextUsage() != 30*time.Minute {
		t.Error("a key shortened the pause")
	}
	s.at = s.at.Add(30 * time.Minute)
	if !asksUsage(s.due()) {
		t.Fatal("not asked")
	}
	s.at = s.at.Add(time.Minute)
	s.due()
	if h := s.f.Snapshot().HealthOf(model.SourceUsage); h.Busy || h.Problem == nil || h.Problem.Kind != model.TimedOut {
		t.Errorf("a job that hangs: %+v", h)
	}
	s.f.Refresh(s.at)
	if s.nextUsage() > 0 {
		t.Error("a key does not ask again after a failure")
	}
	s.due()
	s.usage(used(s.at), nil)
	s.at = s.at.Add(-time.Hour)
	s.due()
	if d := s.nextUsage(); d > 16*time.Minute {
		t.Errorf("after the clock was set back: %v", d)
	}
	s.f.Woke(s.at)
	if s.nextUsage() > 0 {
		t.Error("a sleep does not ask again")
	}
}

// late is a tenant whose usage never comes.
type late struct{ *tenant }

func (l late) Fetch(ctx context.Context, q Query) (Batch, error) {
	if q.Source == model.SourceUsage {
		<-ctx.Done()
		return Batch{}, ctx.Err()
	}
	return l.answer(q), nil
}

// What prints and exits says of usage that there was no time left, and of nothing
// else.
func TestNoTimeForUsage(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		v := newTenant(time.Now, 3)
		f := New(Options{UsageEvery: 15 * time.Minute})
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		defer cancel()
		if err := Run(ctx, f, late{v}, nil, time.Now); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatal(err)
		}
		for _, h := range f.Snapshot().Health {
			if want := h.Source == model.SourceUsage; (h.Problem != nil) != want {
				t.Errorf("%s has %v", h.Source, h.Problem)
			}
		}
	})
}
