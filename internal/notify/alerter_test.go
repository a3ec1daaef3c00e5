package notify

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"daybrief/model"
	"daybrief/model/assess"
)

func noon() time.Time { return time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC) }

func rules() Rules {
	return Rules{Kinds: Kinds(), Due: 15 * time.Minute, Unassigned: 20 * time.Minute, Stale: 10 * time.Minute, Zone: time.UTC, Member: "me"}
}

// bench is a alerter with a world that a test changes.
type bench struct {
	t    *testing.T
	d    *Alerter
	s    *model.Snapshot
	now  time.Time
	sent []model.Alert
}

func newBench(t *testing.T, r Rules) *bench {
	b := &bench{t: t, d: New(r, Channels{}), s: &model.Snapshot{}, now: noon()}
	for _, src := range []model.Source{model.SourceTickets, model.SourceProjectTickets, model.SourceSLA} {
		b.s.Health = append(b.s.Health, model.Health{Source: src, At: b.now, Every: time.Minute})
	}
	return b
}

func (b *bench) ticket(id model.TicketID) *model.Ticket {
	t := &model.Ticket{
		ID: id, SLA: model.SLA{StatusText: model.Clean("Resolve by …")}, Summary: model.Clean(fmt.Sprintf("Printer %d on fire", id)), Entered: b.now.Add(-time.Hour),
		Owner: model.MemberRef{ID: 9, Identifier: model.Clean("other")}, Company: model.CompanyRef{ID: 1, Name: model.Clean("Kestrel Logistics")},
	}
	b.s.ServiceTickets.Value = append(b.s.ServiceTickets.Value, t)
	return t
}

func (b *bench) due(id model.TicketID, in time.Duration) *model.Ticket {
	t := b.ticket(id)
	t.SLA.Resolve.Due = b.now.Add(in)
	return t
}

func (b *bench) look() {
	rules := assess.DefaultRules()
	rules.Policy.WaitingNames = []string{"Waiting*"}
	a, ok := b.d.Look(b.s, assess.Assess(b.s, nil, rules, b.now), b.now)
	if ok {
		b.sent = append(b.sent, a)
	}
}

// pass lets time go by with a look each half minute and an answer of the server
// at each.
func (b *bench) pass(d time.Duration, answers bool) {
	for end := b.now.Add(d); b.now.Before(end); {
		b.now = b.now.Add(30 * time.Second)
		for i := range b.s.Health {
			if answers {
				b.s.Health[i].At = b.now
			}
		}
		b.look()
	}
}

// said checks the calls so far, as their beginnings.
func (b *bench) said(want ...string) {
	b.t.Helper()
	ok := len(want) == len(b.sent)
	var got []string
	for i, a := range b.sent {
		got = append(got, a.Sentence())
		ok = ok && strings.HasPrefix(got[i], want[i])
	}
	if !ok {
		b.t.Errorf("called for\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestWhatWasSoAtTheStartIsNoNews(t *testing.T) {
	t.Parallel()
	b := newBench(t, rules())
	b.due(1, -time.Hour)
	b.due(2, 5*time.Minute)
	b.ticket(3).Owner = model.MemberRef{}
	x := b.ticket(4)
	x.CustomerReplied, x.Owner.Identifier = true, model.Clean("me")
	b.pass(3*time.Minute, true)
	b.said()
	if len(b.d.Last()) != 0 {
		t.Errorf("listed: %v", b.d.Last())
	}
}

func TestDueThenBreachedOnceEach(t *testing.T) {
	t.Parallel()
	b := newBench(t, rules())
	b.due(1, 20*time.Minute)
	b.pass(2*time.Hour, true)
	b.said("Due in 15 min: #1 Printer 1 on fire (Kestrel Logistics)", "Breached: #1 Printer 1 on fire (Kestrel Logistics)")
}

// A condition calls again only after it has been gone.
func TestGoneAndBack(t *testing.T) {
	t.Parallel()
	b := newBench(t, rules())
	x := b.due(1, time.Minute)
	b.pass(10*time.Minute, true)
	x.Status.Name = model.Clean("Waiting on customer")
	b.pass(10*time.Minute, true)
	x.Status.Name = model.Clean("In progress")
	b.pass(10*time.Minute, true)
	b.said("Breached: #1", "Breached: #1")
}

func TestUnassigned(t *testing.T) {
	t.Parallel()
	b := newBench(t, rules())
	b.look()
	fresh := b.ticket(1)
	fresh.Owner, fresh.Entered = model.MemberRef{}, b.now
	old := b.ticket(2) // was somebody's, and is let go
	b.ticket(3)
	b.pass(5*time.Minute, true)
	old.Owner = model.MemberRef{}
	b.pass(14*time.Minute, true)
	b.said()
	b.pass(2*time.Minute, true)
	b.said("Unassigned for 20 min: #1")
	b.pass(5*time.Minute, true)
	b.said("Unassigned for 20 min: #1", "Unassigned for 20 min: #2")
}

func TestReplyOnMineOnly(t *testing.T) {
	t.Parallel()
	b := newBench(t, rules())
	mine, other := b.ticket(1), b.ticket(2)
	mine.Resources = []model.Text{model.Clean("ME")}
	b.look()
	mine.CustomerReplied, other.CustomerReplied = true, true
	b.pass(time.Minute, true)
	b.said("The customer has answered: #1")
}

func TestMineOnly(t *testing.T) {
	t.Parallel()
	r := rules()
	r.Mine = true
	b := newBench(t, r)
	b.due(1, time.Hour)
	b.due(2, time.Hour).Owner.Identifier = model.Clean("me")
	b.pass(61*time.Minute, true)
	b.said("Due in 15 min: #2", "Breached: #2")
}

func TestStaleAndRecovery(t *testing.T) {
	t.Parallel()
	b := newBench(t, rules())
	b.look()
	b.pass(5*time.Minute, false)
	b.s.Health[0].Problem = &model.Problem{Kind: model.Offline, What: model.Clean("psa.example.com refused the connection.")}
	b.pass(4*time.Minute, false)
	b.said()
	b.pass(30*time.Minute, false)
	b.said("The data is 10 min old: psa.example.com refused")
	b.s.Health[0].Problem = nil
	b.pass(5*time.Minute, true)
	b.said("The data is 10 min old", "The data is fresh again")
}

// Data of an earlier run is old from the start, which is no news; and what has
// happened overnight is not told as if it happened now.
func TestRestoredData(t *testing.T) {
	t.Parallel()
	b := newBench(t, rules())
	for i := range b.s.Health {
		b.s.Health[i].At, b.s.Health[i].Restored = b.now.Add(-14*time.Hour), true
	}
	b.due(1, time.Minute)
	b.pass(5*time.Minute, false)
	for i := range b.s.Health {
		b.s.Health[i].Restored = false
	}
	b.due(2, -time.Hour)
	b.pass(5*time.Minute, true)
	b.said()
	b.due(3, -time.Minute)
	b.pass(time.Minute, true)
	b.said("Breached: #3")
}

// Tickets come before their SLA has been calculated: what that brings is no news
// either.
func TestWaitsForTheSLA(t *testing.T) {
	t.Parallel()
	b := newBench(t, rules())
	b.s.Health[2].At = time.Time{}
	x := b.due(1, time.Hour)
	b.look()
	x.SLA.Resolve.Due = b.now.Add(-time.Hour)
	b.s.Health[2].At = b.now
	b.pass(time.Minute, true)
	b.said()
}

func TestBurstIsOneCall(t *testing.T) {
	t.Parallel()
	b := newBench(t, rules())
	for id := range model.TicketID(50) {
		b.due(id+1, 16*time.Minute)
	}
	b.look()
	b.pass(10*time.Minute, true)
	b.said("Due in 15 min: #1 Printer 1 on fire (Kestrel Logistics), and 49 more")
	if n := len(b.d.Last()); n != kept {
		t.Errorf("%d are listed", n)
	}
}

func TestAtMostOneAMinute(t *testing.T) {
	t.Parallel()
	b := newBench(t, rules())
	b.look()
	for i := range 30 { // one breach in each five seconds
		b.due(model.TicketID(100+i), 0).SLA.Resolve.Due = b.now.Add(-time.Second)
		b.now = b.now.Add(5 * time.Second)
		if at := b.d.Next(); !at.IsZero() && at.Before(b.now.Add(-5*time.Second)) {
			t.Errorf("an alert waits since %v", at)
		}
		b.look()
	}
	if n := len(b.sent); n != 3 {
		t.Errorf("%d calls in two and a half minutes", n)
	}
	total := 0
	for i, a := range b.sent {
		total += 1 + a.More
		if i > 0 && a.At.Sub(b.sent[i-1].At) < 0 {
			t.Error("out of order")
		}
	}
	if total != 25 { // five wait for the next minute
		t.Errorf("the calls stand for %d breaches", total)
	}
}

func TestOverBeforeItsMinute(t *testing.T) {
	t.Parallel()
	b := newBench(t, rules())
	b.look()
	b.due(1, -time.Second)
	b.look()
	x := b.due(2, -time.Second)
	b.look()
	x.Closed = true
	b.pass(3*time.Minute, true)
	b.said("Breached: #1")
}

func TestQuietHours(t *testing.T) {
	t.Parallel()
	r := rules()
	r.Quiet = Quiet{From: 19 * time.Hour, To: 7 * time.Hour}
	b := newBench(t, r)
	b.look()
	b.due(1, 8*time.Hour)  // 20:00
	b.due(2, 20*time.Hour) // 08:00
	b.pass(21*time.Hour, true)
	b.said("Due in 15 min: #2", "Breached: #2")
	list := b.d.Last()
	if len(list) != 4 || !list[3].Quiet || !list[2].Quiet || list[0].Quiet {
		t.Errorf("listed: %+v", list)
	}
}

func TestQuietEdges(t *testing.T) {
	t.Parallel()
	at := func(h, m int) time.Time { return time.Date(2026, 3, 10, h, m, 0, 0, time.UTC) }
	night, day := Quiet{19 * time.Hour, 7 * time.Hour}, Quiet{12 * time.Hour, 13 * time.Hour}
	for _, c := range []struct {
		q    Quiet
		at   time.Time
		want bool
	}{
		{night, at(18, 59), false}, {night, at(19, 0), true}, {night, at(0, 0), true}, {night, at(6, 59), true}, {night, at(7, 0), false},
		{day, at(11, 59), false}, {day, at(12, 0), true}, {day, at(13, 0), false}, {Quiet{}, at(0, 0), false},
	} {
		if got := c.q.At(c.at, time.UTC); got != c.want {
			t.Errorf("%v at %v: %v", c.q, c.at, got)
		}
	}
}

func TestKindsThatAreNotWanted(t *testing.T) {
	t.Parallel()
	r := rules()
	r.Kinds = []model.AlertKind{model.AlertBreach}
	b := newBench(t, r)
	b.due(1, 20*time.Minute)
	b.pass(2*time.Hour, true)
	b.pass(time.Hour, false)
	b.pass(5*time.Minute, true)
	b.said("Breached: #1")
}

func TestRedact(t *testing.T) {
	t.Parallel()
	r := rules()
	r.Redact = true
	b := newBench(t, r)
	b.due(1, time.Minute)
	b.pass(5*time.Minute, true)
	b.said("Breached: ticket 1")
	if a := b.sent[0]; !a.Company.IsEmpty() || strings.Contains(a.Text.String(), "Printer") {
		t.Errorf("%+v", a)
	}
}

func TestClockSetBack(t *testing.T) {
	t.Parallel()
	b := newBench(t, rules())
	b.due(1, time.Minute)
	b.pass(5*time.Minute, true)
	b.now = b.now.Add(-48 * time.Hour)
	b.pass(2*time.Minute, true)
	b.due(3, -time.Minute)
	b.pass(2*time.Minute, true)
	b.said("Breached: #1", "Breached: #3")
}
