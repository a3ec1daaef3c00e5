package assess

import (
	"cmp"
	"reflect"
	"slices"
	"time"

	"daybrief/model"
	"daybrief/model/usage"
)

// Assessment is the judgement of all open tickets at one moment. It is made
// once for a snapshot and a minute and then only read, from any goroutine.
type Assessment struct {
	Now   time.Time
	Rules Rules
	Days  model.Days
	// Tickets are in the order of Snapshot.Open: service tickets by id, then
	// project tickets by id.
	Tickets   []*Ticket
	Incidents []*Incident
	// Usage is how clients use our products; nil where nobody counts it.
	Usage *usage.Report

	snapshot *model.Snapshot
	lookup   *model.Lookup
	scales
	worktime *model.Worktime     // used while judging only
	out      map[string]*Absence // by login: who is away today
	source   []*model.Ticket     // what Tickets judge, so that comparing reads one list only
	fresh    []*Ticket           // those that may be part of an incident
	service  int                 // how many of Tickets are service tickets
	judged   int                 // how many tickets were judged anew
}

// scales are what tickets are measured with.
type scales struct {
	levels []int // distinct sort values of the priorities, the most urgent first
	points []pointRule
}

// Assess judges the open tickets of a snapshot. l may be nil and is then made
// from s and r.Policy. Neither is changed.
func Assess(s *model.Snapshot, l *model.Lookup, r Rules, now time.Time) *Assessment {
	return assessed(s, l, r, now, nil)
}

// assessed is Assess; what was may have judged already need not be judged again.
func assessed(s *model.Snapshot, l *model.Lookup, r Rules, now time.Time, was *Assessment) *Assessment {
	a := prepare(s, l, r, now)
	a.judgeUsage(was)
	a.take(s.ServiceTickets.Value, nil, nil)
	a.service = len(a.Tickets)
	a.take(s.ProjectTickets.Value, nil, nil)
	a.Incidents = a.incidents()
	for _, i := range a.Incidents {
		for _, t := range i.Tickets {
			t.Incident = i
			t.Points = a.score(t)
		}
	}
	return a
}

func prepare(s *model.Snapshot, l *model.Lookup, r Rules, now time.Time) *Assessment {
	if r.Zone == nil {
		r.Zone = time.UTC
	}
	if r.Hours.Empty() {
		r.Stale.Clock, r.Waiting.Clock = model.WallClock, model.WallClock
	}
	if l == nil {
		l = model.NewLookup(s, r.Policy)
	}
	size := len(s.ServiceTickets.Value) + len(s.ProjectTickets.Value)
	a := &Assessment{Now: now, Rules: r, Days: model.DaysAt(now, r.Zone), snapshot: s, lookup: l, scales: scales{levels(s), ruled(r)},
		worktime: model.NewWorktime(r.Hours, r.Zone, now), Tickets: make([]*Ticket, 0, size), source: make([]*model.Ticket, 0, size)}
	a.out = absences(a)
	return a
}

// Next judges a later snapshot by the same rules. Within a minute, and while
// what tickets refer to has not changed, only tickets that have changed are
// judged anew, besides those that join or leave an incident; a is not changed.
func (a *Assessment) Next(s *model.Snapshot, l *model.Lookup, r Rules, now time.Time) *Assessment {
	if l == nil {
		l = a.lookup.Next(s)
	}
	same := now.Unix()/60 == a.Now.Unix()/60 && l.SameTables(a.lookup)
	if !same || !sameMap(s.RepliedSince, a.snapshot.RepliedSince) {
		return assessed(s, l, r, now, a)
	}
	n := prepare(s, l, r, now)
	if !slices.Equal(n.levels, a.levels) {
		return assessed(s, l, r, now, a)
	}
	n.judgeUsage(a)
	n.take(s.ServiceTickets.Value, a.Tickets[:a.service], a.source[:a.service])
	n.service = len(n.Tickets)
	n.take(s.ProjectTickets.Value, a.Tickets[a.service:], a.source[a.service:])
	n.follow(a)
	n.reconcile(a)
	return n
}

// sameMap reports whether both are one map, which nobody writes to once it is
// in a snapshot.
func sameMap(x, y map[model.TicketID]model.Since) bool {
	return reflect.ValueOf(x).UnsafePointer() == reflect.ValueOf(y).UnsafePointer()
}

// take judges the open tickets of a list, which is sorted by id. Those that are
// the same as in an earlier list keep their verdicts.
func (a *Assessment) take(list []*model.Ticket, earlier []*Ticket, source []*model.Ticket) {
	for len(list) > 0 {
		n := same(list, source)
		a.Tickets, a.source = append(a.Tickets, earlier[:n]...), append(a.source, list[:n]...)
		list, source, earlier = list[n:], source[n:], earlier[n:]
		if len(list) == 0 {
			return
		}
		for len(source) > 0 && source[0].ID < list[0].ID {
			source, earlier = source[1:], earlier[1:]
		}
		if len(source) > 0 && source[0] == list[0] {
			continue
		}
		if list[0].Open() {
			a.add(a.judge(list[0]))
		}
		list = list[1:]
	}
}

// same is how many tickets both lists begin with. It reads no ticket.
func same(x, y []*model.Ticket) int {
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n
}

func (a *Assessment) add(v *Ticket) {
	v.Points = a.score(v)
	a.Tickets, a.source = append(a.Tickets, v), append(a.source, v.Ticket)
	a.judged++
	if a.lately(v.Ticket) {
		a.fresh = append(a.fresh, v)
	}
}

// follow lists what the assessment before listed and is still so.
func (a *Assessment) follow(was *Assessment) {
	for _, t := range was.fresh {
		if v := a.Ticket(t.ID); v == t {
			a.fresh = append(a.fresh, v)
		}
	}
}

// reconcile finds the incidents and gives every ticket that joins, leaves or
// stays in one a verdict of its own: the earlier ones are not written to.
func (a *Assessment) reconcile(was *Assessment) {
	a.Incidents = a.incidents()
	in := map[model.TicketID]bool{}
	for _, i := range a.Incidents {
		for k, t := range i.Tickets {
			in[t.ID] = true
			i.Tickets[k] = a.renew(t, i)
		}
	}
	for _, i := range was.Incidents {
		for _, t := range i.Tickets {
			if v := a.Ticket(t.ID); v != nil && !in[t.ID] && v.Incident != nil {
				a.renew(v, nil)
			}
		}
	}
}

func (a *Assessment) renew(t *Ticket, i *Incident) *Ticket {
	v := *t
	v.Incident = i
	v.Points = a.score(&v)
	k, _ := a.place(t.ID)
	a.Tickets[k] = &v
	if i := slices.Index(a.fresh, t); i >= 0 {
		a.fresh[i] = &v
	}
	return &v
}

// Ticket finds the verdict on an open ticket; nil when there is none.
func (a *Assessment) Ticket(id model.TicketID) *Ticket {
	if i, ok := a.place(id); ok {
		return a.Tickets[i]
	}
	return nil
}

func (a *Assessment) place(id model.TicketID) (int, bool) {
	by := func(t *model.Ticket, id model.TicketID) int { return cmp.Compare(t.ID, id) }
	if i, ok := slices.BinarySearchFunc(a.source[:a.service], id, by); ok {
		return i, true
	}
	i, ok := slices.BinarySearchFunc(a.source[a.service:], id, by)
	return a.service + i, ok
}

// ByPoints orders the more urgent ticket first, ties by id.
func ByPoints(x, y *Ticket) int {
	return cmp.Or(cmp.Compare(y.Points, x.Points), cmp.Compare(x.ID, y.ID))
}

// Known reports whether there is anything to judge: an answer about service
// tickets or about project tickets.
func (a *Assessment) Known() bool {
	return a.snapshot.ServiceTickets.Known() || a.snapshot.ProjectTickets.Known()
}
