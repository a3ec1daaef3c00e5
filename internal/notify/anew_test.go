package notify

import (
	"testing"
	"time"

	"daybrief/model"
)

// renew changes the rules, and what is known in the same moment.
func (b *bench) renew(r Rules, change func()) {
	b.d = b.d.With(r, Channels{})
	s := *b.s // what was looked at stays as it was
	s.Health = append([]model.Health(nil), b.s.Health...)
	s.ServiceTickets.Value = nil
	for _, t := range b.s.ServiceTickets.Value {
		n := *t
		s.ServiceTickets.Value = append(s.ServiceTickets.Value, &n)
	}
	b.s = &s
	change()
}

// What holds by new rules only because they are new is no news; what comes in, or
// passes, in the same moment is.
func TestNewsThatComesWithNewRules(t *testing.T) {
	t.Parallel()
	b := newBench(t, rules())
	b.due(1, 50*time.Minute) // near by the new rules only
	b.due(2, 30*time.Minute) // passes
	x := b.ticket(3)         // its customer writes
	x.Owner.Identifier = model.Clean("you")
	y := b.ticket(4) // has been answered before
	y.Owner.Identifier, y.CustomerReplied = model.Clean("you"), true
	b.look()
	r := rules()
	r.Due, r.Member = time.Hour, "you"
	b.renew(r, func() {
		b.now = b.now.Add(30*time.Minute + time.Second)
		for i := range b.s.Health {
			b.s.Health[i].At = b.now
		}
		b.s.ServiceTickets.Value[2].CustomerReplied = true
	})
	b.look()
	b.said("Breached: #2")
	if got := b.d.Last(); len(got) != 2 || got[0].Kind != model.AlertReplied || got[0].Ticket != 3 {
		t.Errorf("listed: %v", got)
	}
	b.pass(5*time.Minute, true)
	b.said("Breached: #2")
}

// A breach that waits to be believed is not lost by a change of the rules.
func TestNewRulesForgetNothingUnconfirmed(t *testing.T) {
	t.Parallel()
	b := newBench(t, rules())
	b.look()
	b.due(1, -6*time.Hour)
	b.look()
	b.said()
	b.renew(rules(), func() { b.now = b.now.Add(5 * time.Second) })
	b.look()
	b.said()
	b.now = b.d.Next()
	b.look()
	b.said("Breached: #1")
}

// Who was told that the data is old is told that it is fresh; by rules for which it
// never was old, nobody is.
func TestRecoveryAfterNewRules(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		stale time.Duration
		want  []string
	}{
		{10 * time.Minute, []string{"The data is 10 min old", "The data is fresh again"}},
		{4 * time.Hour, []string{"The data is 10 min old"}},
	} {
		b := newBench(t, rules())
		b.look()
		b.pass(12*time.Minute, false)
		r := rules()
		r.Stale = c.stale
		b.renew(r, func() {})
		b.pass(5*time.Minute, true)
		b.said(c.want...)
	}
}
