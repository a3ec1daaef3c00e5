package faulttest

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/model"
	"daybrief/ui/uitest"
)

// TestTruthAtRandomMoments (F115) looks at the screen at 200 moments of five random lives: things
// happen to tickets, the server fails in every way, clocks are set, the machine
// sleeps, pages are turned. What the screen says is what the server knows (ids,
// counts, order and SLA clocks) within the interval of the list that tells of it,
// or the screen says why not: another word than LIVE, a plus, a dash.
func TestTruthAtRandomMoments(t *testing.T) {
	long(t)
	t.Parallel()
	for seed := range uint64(5) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { newLife(t, 100+seed).live(40) })
		})
	}
}

// clocks are ours and the server's, which may be set.
type clocks struct {
	mu           sync.Mutex
	base         func() time.Time
	ours, theirs time.Duration
}

func (c *clocks) our() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.base().Add(c.ours)
}

func (c *clocks) their() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.base().Add(c.theirs)
}

func (c *clocks) set(ours, theirs time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ours, c.theirs = c.ours+ours, c.theirs+theirs
}

// life is one random life of the program.
type life struct {
	*rig
	t      *testing.T
	dice   *rand.Rand
	clocks *clocks
	seed   uint64
	moment int
	log    []string
	// settled is when what has happened must be on the screen.
	settled time.Time
	over    time.Time     // when the fault ends; zero: there is none
	mending time.Duration // how long it is felt after its end
	skewed  time.Duration
	set     time.Time // when our clock was set wrong
	whole   int       // moments at which everything was compared
}

func newLife(t *testing.T, seed uint64) *life {
	t.Helper()
	l := &life{t: t, dice: rand.New(rand.NewPCG(seed, 6)), clocks: &clocks{base: uitest.Clock(uitest.Noon())}, seed: seed}
	l.rig = begin(t, options{seed: seed, still: true, every: "30s", w: 160, h: 45, wall: l.clocks.our, server: l.clocks.their})
	return l
}

func (l *life) fail(format string, a ...any) {
	l.t.Helper()
	log := l.log[max(0, len(l.log)-12):]
	l.t.Fatalf("seed %d, moment %d: %s\nwhat happened last: %q\n%s", l.seed, l.moment, fmt.Sprintf(format, a...), log, l.Text())
}

func (l *life) note(what string) {
	l.log = append(l.log, fmt.Sprintf("%s %s", l.now().Format("15:04:05"), what))
}

// within says that what happens now must be on the screen after a while.
func (l *life) within(d time.Duration) {
	if at := time.Now().Add(d); at.After(l.settled) {
		l.settled = at
	}
}

// The intervals of the lists: of changes, the comparison of all open tickets with
// what it has looked up, and the calculation of every SLA.
const (
	changes    = 36 * time.Second
	comparison = 3 * time.Minute // four tickets a minute are looked up
	retried    = 2 * time.Minute // what was refused is asked again each minute
	awake      = 4 * time.Minute // what is asked once an hour comes last
)

// live goes through so many moments.
func (l *life) live(moments int) {
	l.becomes(model.StateLive, 30*time.Second)
	for l.moment = range moments {
		for range 1 + l.dice.IntN(2) {
			l.something()
		}
		switch {
		case l.dice.IntN(3) > 0: // in the middle of it
			l.Pass(time.Duration(1+l.dice.IntN(30)) * time.Second)
		default: // when it has settled
			l.recover()
			l.Pass(time.Until(l.settled))
		}
		if !l.over.IsZero() && time.Now().After(l.over) {
			l.recover()
		}
		l.look()
	}
	l.recover()
	l.Pass(time.Until(l.settled))
	l.look()
	l.t.Logf("%d of %d moments were compared row by row", l.whole, moments)
	if l.whole < moments/5 {
		l.fail("only %d moments were compared", l.whole)
	}
}

// recover ends faults and sets the clock right.
func (l *life) recover() {
	if !l.over.IsZero() {
		l.note("mended")
		l.mends()
		l.over = time.Time{}
		l.within(l.mending)
	}
	if l.skewed != 0 {
		l.note("clock set right")
		l.clocks.set(-l.skewed, 0)
		l.skewed = 0
		l.within(awake)
	}
}

// something happens.
func (l *life) something() {
	switch n := l.dice.IntN(20); {
	case n < 13:
		l.changes()
	case n < 15:
		l.breaksDown()
	case n < 16:
		l.clock()
	default:
		keys := []string{"1", "2", "3", "4", "j", "k", "G", "g", "enter", "esc", "tab", "m", "m", "m"}
		k := keys[l.dice.IntN(len(keys)-3)]
		l.note("key " + k)
		l.Press(k)
	}
}

// changes changes a ticket on the server.
func (l *life) changes() {
	ids := l.server.OpenIDs()
	id := ids[l.dice.IntN(len(ids))]
	other := ids[l.dice.IntN(len(ids))]
	members := l.server.Members()
	who := members[l.dice.IntN(len(members))]
	statuses := []string{"Waiting on Customer", "In Progress", "New", "Assigned", "Completed"}
	status := statuses[l.dice.IntN(len(statuses))]
	soon := l.server.Options().Now().Add(time.Duration(l.dice.IntN(180)-60) * time.Minute)
	all := []struct {
		what   string
		within time.Duration
		do     func()
	}{
		{"new", changes, func() { l.server.AddTicket(cwtest.Draft{Summary: "New", Goal: soon, Priority: 1 + l.dice.IntN(5)}) }},
		{"new", changes, func() { l.server.AddTicket(cwtest.Draft{Summary: "New, somebody's", Owner: who}) }},
		{"closed", changes, func() { l.server.Close(id) }},
		{"reply", changes, func() { l.server.Reply(id, "Any news?") }},
		{"assigned", changes, func() { l.server.Assign(id, who) }},
		{"nobody's", changes, func() { l.server.Assign(id, "") }},
		{"status " + status, changes, func() { l.server.Update(id, cwtest.Change{Status: status}) }},
		{"priority", changes, func() { l.server.Update(id, cwtest.Change{Priority: 1 + l.dice.IntN(5)}) }},
		{"merged", changes, func() { l.server.Merge(id, other) }},
		{"deleted", comparison, func() { l.server.Delete(id) }},
		{"silent reply", comparison, func() { cwtest.ReplySilently(l.server, id, "Hello?") }},
	}
	c := all[l.dice.IntN(len(all))]
	c.do()
	l.note(fmt.Sprintf("%s #%d", c.what, id))
	l.within(c.within)
}

// breaksDown lets the server fail for a while.
func (l *life) breaksDown() {
	if !l.over.IsZero() {
		return
	}
	kinds := []cwtest.FaultKind{cwtest.ServerError, cwtest.HTMLPage, cwtest.TruncatedJSON, cwtest.TooMany, cwtest.Unauthorized, cwtest.Denied, cwtest.Hang,
		cwtest.HangBody, cwtest.Reset, cwtest.EmptyBody, cwtest.NullBody, cwtest.WrongTypes}
	paths := []string{"", "/service/tickets", "/service/tickets/calculateSla", "/project/tickets", "/schedule", "/service/boards", "/company"}
	f := cwtest.Fault{Kind: kinds[l.dice.IntN(len(kinds))], Path: paths[l.dice.IntN(len(paths))], RetryAfter: "7"}
	l.breaks(f)
	l.note(fmt.Sprintf("fault %d on %q", f.Kind, f.Path))
	l.over, l.mending = time.Now().Add(time.Duration(5+l.dice.IntN(50))*time.Second), retried
	if f.Path == "" || f.Path == "/service/boards" || f.Path == "/company" {
		l.mending = awake
	}
}

// clock sets our clock, or lets the machine sleep.
func (l *life) clock() {
	switch d := time.Duration(1+l.dice.IntN(170)) * time.Minute; {
	case l.dice.IntN(2) == 0:
		l.clocks.set(d, d)
		l.note("slept " + d.String())
		l.within(awake)
	case l.skewed == 0:
		if l.dice.IntN(2) == 0 {
			d = -d
		}
		l.skewed, l.set = d, time.Now()
		l.clocks.set(d, 0)
		l.note("clock off by " + d.String())
	}
}
