package notify

import (
	"testing"
	"time"
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
