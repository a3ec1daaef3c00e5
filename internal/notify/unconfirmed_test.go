package notify

import (
	"testing"
	"time"

	"daybrief/model"
)

// A list has brought a goal of hours ago; a moment later the server has
// calculated it anew and nothing is late.
func TestStaleGoalsOfAListCallNobody(t *testing.T) {
	t.Parallel()
	b := newBench(t, rules())
	b.look()
	late, near := b.due(1, -6*time.Hour), b.due(2, time.Minute)
	b.look()
	if at := b.d.Next(); !at.Equal(b.now.Add(confirmAfter)) {
		t.Errorf("looks again at %v", at)
	}
	b.now = b.now.Add(time.Second)
	late.SLA.Resolve.Due, near.SLA.Resolve.Due = b.now.Add(48*time.Hour), b.now.Add(48*time.Hour)
	b.look()
	if at := b.d.Next(); !at.IsZero() {
		t.Errorf("still waits for %v", at)
	}
	b.pass(10*time.Minute, true)
	b.said()
	if len(b.d.Last()) != 0 {
		t.Errorf("listed: %v", b.d.Last())
	}
}

// Goals that the server does not calculate are stale: nobody is called for them, but for
// what does not rest on them.
func TestGoalsThatAreNeverCalculatedCallNobody(t *testing.T) {
	t.Parallel()
	b := newBench(t, rules())
	h := &b.s.Health[2]
	h.At, h.Problem = time.Time{}, &model.Problem{Kind: model.Forbidden}
	b.look()
	b.due(1, -time.Minute)
	b.due(2, time.Minute)
	b.ticket(3).Owner = model.MemberRef{}
	b.pass(40*time.Minute, true)
	b.said("Unassigned for 20 min: #3")
	h.At, h.Problem, b.s.SLAAt = b.now, nil, b.now
	b.pass(2*time.Minute, true)
	b.said("Unassigned for 20 min: #3", "Breached: #1")
}

// What stays so is told, once, without waiting for the minute.
func TestSuddenBreachIsToldSoon(t *testing.T) {
	t.Parallel()
	b := newBench(t, rules())
	b.look()
	b.due(1, -6*time.Hour)
	b.look()
	b.said()
	b.now = b.d.Next()
	b.look()
	b.said("Breached: #1")
	b.pass(10*time.Minute, true)
	b.said("Breached: #1")
}

// What the clock brings about waits for nothing.
func TestClockNeedsNoProof(t *testing.T) {
	t.Parallel()
	b := newBench(t, rules())
	b.due(1, 0)
	b.look()
	b.now = b.now.Add(time.Minute)
	b.look()
	b.said("Breached: #1")
}
