package feed

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"daybrief/model"
)

func TestBackoffGrowsAndKeepsTheData(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{Wanted: []model.Source{"tickets"}})
	s.settle()
	s.at = s.at.Add(time.Minute)
	for n, wait := range []time.Duration{2, 4, 8, 16, 32, 60, 60, 60} {
		want(t, "due", s.due(), []model.Source{"tickets"})
		s.reply("tickets", problem(model.ServerDown))
		h := s.f.Snapshot().HealthOf("tickets")
		want(t, fmt.Sprint("next after failure ", n+1), h.Next.Sub(s.at), wait*time.Second)
		want(t, "since", h.Since, noon().Add(time.Minute))
		want(t, "at", h.At, noon())
		want(t, "rows", len(s.f.Snapshot().ServiceTickets.Value), 3)
		want(t, "row age", s.f.Snapshot().ServiceTickets.At, noon())
		s.at = h.Next.Add(-time.Millisecond)
		want(t, "early", s.due(), nil)
		s.at = h.Next
	}
	s.settle()
	h := s.f.Snapshot().HealthOf("tickets")
	if h.Problem != nil || !h.At.Equal(s.at) || !h.Since.IsZero() {
		t.Errorf("after recovery: %+v", h)
	}
}

func TestAHungTryIsFollowedSoon(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{Wanted: []model.Source{"tickets"}, Every: 10 * time.Second})
	s.settle()
	s.at = s.at.Add(10 * time.Second)
	jobs := s.f.Due(s.at)
	want(t, "limit", jobs[0].Limit, 10*time.Second)
	s.at = s.at.Add(11 * time.Second)
	s.f.Apply(Arrived{Query: jobs[0].Query, Gen: jobs[0].Gen, Err: errors.New("x")}, s.at)
	want(t, "next", s.f.Snapshot().HealthOf("tickets").Next.Sub(s.at), 2*time.Second)
}

func TestAJobThatNeverComesBack(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{Wanted: []model.Source{"tickets"}})
	s.settle()
	s.at = s.at.Add(time.Minute)
	s.due()
	hung := s.out[0]
	s.out = nil
	want(t, "deadline", hung.Deadline, s.at.Add(30*time.Second))
	want(t, "wake", s.f.Wake(s.at), s.at.Add(35*time.Second))
	s.at = s.at.Add(35 * time.Second)
	s.due()
	want(t, "problem", s.f.Snapshot().HealthOf("tickets").Problem.Kind, model.TimedOut)
	s.v.remove(1000)
	late := Arrived{Query: hung.Query, Gen: hung.Gen, Batch: Batch{Tickets: nil}}
	if s.f.Apply(late, s.at) {
		t.Error("a late answer to a job given up was taken")
	}
}

func TestOneSourceDoesNotHurtAnother(t *testing.T) {
	t.Parallel()
	for _, kind := range []model.ProblemKind{model.Forbidden, model.NotFound, model.Misconfigured} {
		s := newSim(t, 3, Options{})
		s.settle()
		s.at = s.at.Add(time.Minute)
		s.due()
		s.reply("project-tickets", problem(kind))
		s.settle()
		// It is confirmed within the interval. A stray refusal costs no more.
		want(t, "second try", s.f.Snapshot().HealthOf("project-tickets").Next, s.at.Add(15*time.Second))
		s.run(16 * time.Second)
		if h := s.f.Snapshot().HealthOf("project-tickets"); h.Problem != nil {
			t.Errorf("%v: a stray refusal: %+v", kind, h)
		}
		// One that is meant: each minute for five minutes, then every five.
		s.refuse = map[model.Source]model.ProblemKind{"project-tickets": kind}
		began, tries := s.at, 0
		for _, q := range s.run(30 * time.Minute) {
			if q.Source == "project-tickets" {
				tries++
			}
		}
		if tries < 9 || tries > 14 {
			t.Errorf("%v: %d tries in half an hour", kind, tries)
		}
		want(t, "tickets", s.f.Snapshot().HealthOf("tickets").State(s.at), model.StateLive)
		want(t, "rows", len(s.f.Snapshot().ProjectTickets.Value), 1)
		s.refuse = nil
		s.run(5*time.Minute + time.Second)
		if h := s.f.Snapshot().HealthOf("project-tickets"); h.Problem != nil || h.At.Sub(began) > 36*time.Minute {
			t.Errorf("%v: not mended after five minutes: %+v", kind, h)
		}
		s.refuse = map[model.Source]model.ProblemKind{"project-tickets": kind}
		s.run(10 * time.Minute)
		s.refuse = nil
		s.f.Refresh(s.at)
		s.run(time.Second)
		if h := s.f.Snapshot().HealthOf("project-tickets"); h.Problem != nil {
			t.Errorf("%v: refresh does not ask: %+v", kind, h)
		}
	}
}

// A stray "no such company" that others contradict is asked about once more,
// soon; when it was meant, each minute for a while.
func TestAVerdictThatOthersContradict(t *testing.T) {
	t.Parallel()
	verdict := func() *model.Problem {
		return &model.Problem{Kind: model.Misconfigured, Code: "no-such-company", What: model.Clean("Nobody knows the company.")}
	}
	s := newSim(t, 3, Options{})
	s.settle()
	s.at = s.at.Add(time.Minute)
	s.due()
	s.reply("project-tickets", verdict())
	s.settle()
	s.run(2 * time.Second)
	want(t, "the second try", s.f.Snapshot().HealthOf("project-tickets").State(s.at), model.StateLive)
	s.at = s.at.Add(time.Minute)
	s.due()
	s.reply("project-tickets", verdict())
	s.settle()
	s.at = s.at.Add(2 * time.Second)
	s.due()
	s.reply("project-tickets", verdict())
	s.settle()
	for _, q := range s.run(50 * time.Second) {
		if q.Source == "project-tickets" {
			t.Fatal("asked a third time within a minute")
		}
	}
}

func TestOneSickSourceLeavesTheOthersLive(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{})
	s.settle()
	for range 60 {
		s.at = s.f.Wake(s.at)
		s.due()
		for len(s.out) > 0 {
			if s.out[0].Query.Source == "schedule" {
				s.reply("schedule", problem(model.ServerDown))
			} else {
				s.reply(s.out[0].Query.Source, nil)
			}
		}
	}
	if s.f.breaker.mode != open {
		t.Error("one sick source shut the breaker")
	}
	want(t, "tickets", s.f.Snapshot().HealthOf("tickets").State(s.at), model.StateLive)
	want(t, "schedule", s.f.Snapshot().HealthOf("schedule").State(s.at), model.StateDegraded)
}

// Open and closed tickets are one list to the server: both fail of it, and all others
// stay live at every moment.
func TestTwoSourcesOfOneListAreNoOutage(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{ClosedDays: 14})
	for range 40 {
		for s.due(); len(s.out) > 0; s.due() {
			switch src := s.out[0].Query.Source; src {
			case model.SourceTickets, model.SourceClosed, model.SourceSLA:
				s.reply(src, problem(model.ServerDown))
			default:
				s.reply(src, nil)
			}
			if s.f.breaker.mode != open {
				t.Fatalf("a fault of one list is that list's: %v", s.f.failing)
			}
		}
		s.at = s.f.Wake(s.at)
	}
	for _, h := range s.f.Snapshot().Health {
		switch h.Source {
		case model.SourceTickets, model.SourceClosed:
			want(t, string(h.Source), h.Problem != nil, true)
		case model.SourceSLA: // waits for tickets
		default:
			want(t, string(h.Source), h.Problem, (*model.Problem)(nil))
		}
	}
}

func TestOutageSendsOneProbeAtATime(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{})
	s.settle()
	s.at = s.at.Add(time.Minute)
	s.due()
	s.reply("tickets", problem(model.ServerDown))
	want(t, "after one", s.f.breaker.mode, open)
	s.reply("project-tickets", problem(model.ServerDown))
	want(t, "after two", s.f.breaker.mode, outage)
	s.reply("schedule", problem(model.ServerDown))
	word, _ := model.Overall(s.f.Snapshot().Health, s.at)
	want(t, "state", word, model.StateDegraded)
	asked := 0
	for end := s.at.Add(10 * time.Minute); s.at.Before(end); {
		s.at = s.f.Wake(s.at)
		if n := len(s.due()); n > 1 || len(s.out) > 1 {
			t.Fatalf("%d jobs at once in an outage", len(s.out))
		}
		for len(s.out) > 0 {
			asked++
			s.reply(s.out[0].Query.Source, problem(model.ServerDown))
		}
	}
	if asked > 16 {
		t.Errorf("%d tries in ten minutes of outage", asked)
	}
	s.run(70 * time.Second)
	word, names := model.Overall(s.f.Snapshot().Health, s.at)
	if word != model.StateLive {
		t.Errorf("70 s after the outage: %s %v", word, names)
	}
}

func TestOfflineIsEverybodysAtOnce(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{})
	s.due()
	s.reply("system", problem(model.Offline))
	want(t, "at once", s.due(), nil)
	for _, h := range s.f.Snapshot().Health {
		if h.State(s.at) != model.StateOffline {
			t.Errorf("%s is %s", h.Source, h.State(s.at))
		}
	}
	want(t, "wake", s.f.Wake(s.at), s.at.Add(2*time.Second))
}

func TestRateLimited(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ every, after, pause time.Duration }{
		{time.Minute, 30 * time.Second, 30 * time.Second},
		{time.Minute, 0, 30 * time.Second},
		{10 * time.Second, 0, 18 * time.Second},
		{time.Minute, -5 * time.Second, time.Second},
		{time.Minute, time.Millisecond, time.Second},
		{time.Minute, 1 << 62, 15 * time.Minute},
	} {
		s := newSim(t, 3, Options{Every: c.every})
		s.settle()
		s.at = s.at.Add(time.Minute)
		s.due()
		s.reply("tickets", &model.Problem{Kind: model.RateLimited, RetryAfter: c.after})
		s.settle() // those that were out already
		began := s.at
		for _, h := range s.f.Snapshot().Health {
			if h.State(s.at) != model.StateLimited || !h.Next.Equal(began.Add(c.pause)) {
				t.Errorf("%v: %s is %s until %v", c, h.Source, h.State(s.at), h.Next.Sub(began))
			}
		}
		s.f.Refresh(s.at.Add(time.Millisecond))
		s.at = began.Add(c.pause - time.Millisecond)
		want(t, "during the pause", s.due(), nil)
		s.at = began.Add(c.pause)
		want(t, "one probe", s.due(), []model.Source{"system"})
		want(t, "and no more", s.due(), nil)
		s.reply("system", nil)
		if n := len(s.due()); n < 3 {
			t.Errorf("%v: only %d jobs after the probe", c, n)
		}
	}
}

func TestALimitThatRepeatsIsWaitedForLonger(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{Wanted: []model.Source{"tickets"}})
	s.settle()
	s.at = s.at.Add(time.Minute)
	for _, pause := range []time.Duration{30, 60, 68, 68} {
		want(t, "due", s.due(), []model.Source{"tickets"})
		s.reply("tickets", problem(model.RateLimited))
		want(t, "pause", s.f.Wake(s.at).Sub(s.at), pause*time.Second)
		s.at = s.f.Wake(s.at)
	}
}

func TestKeysRefusedAtFirstStart(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{})
	want(t, "first", s.due(), []model.Source{"system"})
	s.reply("system", problem(model.Unauthorized))
	want(t, "not shown yet", s.f.Snapshot().HealthOf("system").State(s.at), model.StateStarting)
	s.at = s.at.Add(2 * time.Second)
	want(t, "one confirmation", s.due(), []model.Source{"system"})
	s.reply("system", problem(model.Unauthorized))
	for _, h := range s.f.Snapshot().Health {
		want(t, string(h.Source), h.State(s.at), model.StateAuth)
	}
	if !s.f.Answered() {
		t.Error("brief would wait for ever")
	}
	want(t, "then each minute", s.f.Wake(s.at), s.at.Add(time.Minute))
	s.f.Rekeyed(s.at)
	want(t, "new keys", s.due(), []model.Source{"system"})
	s.reply("system", nil)
	want(t, "all is well", s.due(), []model.Source{"boards", "priorities", "members"})
}

func TestKeysRefusedOnceOnly(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{})
	s.settle()
	s.at = s.at.Add(time.Minute)
	s.due()
	for _, src := range []model.Source{"tickets", "project-tickets", "schedule"} {
		s.reply(src, problem(model.Unauthorized))
	}
	want(t, "alone", s.due(), nil)
	s.at = s.at.Add(2 * time.Second)
	want(t, "confirmation", s.due(), []model.Source{"tickets"})
	s.reply("tickets", nil)
	for _, h := range s.f.Snapshot().Health {
		want(t, string(h.Source), h.State(s.at), model.StateLive)
	}
	want(t, "the others follow", s.due(), []model.Source{"project-tickets", "schedule"})
}

func TestKeysRefusedMidRun(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{})
	s.settle()
	s.at = s.at.Add(time.Minute)
	s.due()
	for len(s.out) > 0 {
		s.reply(s.out[0].Query.Source, problem(model.Unauthorized))
	}
	var gaps []time.Duration
	refusedAt := s.at
	for len(gaps) < 20 {
		was := s.at
		s.at = s.f.Wake(s.at)
		if got := s.due(); len(got) != 1 {
			t.Fatalf("probe: %v", got)
		}
		s.reply(s.out[0].Query.Source, problem(model.Unauthorized))
		gaps = append(gaps, s.at.Sub(was))
	}
	want(t, "confirmation", gaps[0], 2*time.Second)
	want(t, "each minute", gaps[1:5], slicesOf(4, time.Minute))
	want(t, "later", gaps[7:], slicesOf(13, 15*time.Minute))
	want(t, "rows", len(s.f.Snapshot().ServiceTickets.Value), 3)
	want(t, "since", s.f.Snapshot().HealthOf("companies").Since, refusedAt.Add(2*time.Second))
	s.f.Refresh(s.at)
	want(t, "refresh probes", s.due(), []model.Source{"system"})
	s.settle()
	word, _ := model.Overall(s.f.Snapshot().Health, s.at)
	want(t, "revived", word, model.StateLive)
}

func slicesOf(n int, d time.Duration) []time.Duration {
	out := make([]time.Duration, n)
	for i := range out {
		out[i] = d
	}
	return out
}

// The demo's day may pass 3,600 times faster; its server answers at the
// machine's speed.
func TestAJobOnAFasterClock(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{Wanted: []model.Source{"tickets"}, Speed: 60})
	s.settle()
	s.at = s.at.Add(time.Minute)
	s.due()
	slow := s.out[0]
	want(t, "limit", slow.Limit, 30*time.Second)
	want(t, "deadline", slow.Deadline, s.at.Add(30*time.Minute))
	s.at = s.at.Add(10 * time.Minute)
	s.due()
	want(t, "still waited for", s.f.Snapshot().HealthOf("tickets").Problem, nil)
}

// Nothing else is asked while one job probes alone: the boards, which may take
// half an hour when all is well, are not waited for so long then.
func TestAProbeOfTheBoardsIsNotWaitedForLong(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{})
	s.due()
	s.reply(model.SourceSystem, nil)
	s.due()
	for _, src := range []model.Source{model.SourcePriorities, model.SourceMembers} {
		s.reply(src, nil)
	}
	s.reply(model.SourceBoards, problem(model.Unauthorized))
	s.f.started = true
	for s.f.breaker.probe == 0 {
		s.at = s.f.Wake(s.at)
		s.due()
	}
	if took := s.f.stream(s.f.breaker.who).job.giveUp.Sub(s.at); took > fullTime+grace {
		t.Errorf("the probe may take %v", took)
	}
}

// Where the list of tickets is refused, nothing is ever calculated: that is no start.
func TestGoalsOfARefusedListAreNotUnderWay(t *testing.T) {
	t.Parallel()
	s := newSim(t, 3, Options{})
	for range 6 {
		for s.due(); len(s.out) > 0; s.due() {
			if src := s.out[0].Query.Source; src == model.SourceTickets {
				s.reply(src, problem(model.Forbidden))
			} else {
				s.reply(src, nil)
			}
		}
		s.at = s.f.Wake(s.at)
	}
	want(t, "sla", s.f.Snapshot().HealthOf(model.SourceSLA).State(s.at), model.StateDenied)
}
