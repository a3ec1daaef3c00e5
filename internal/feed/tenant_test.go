package feed

import (
	"context"
	"sync"
	"time"

	"daybrief/model"
)

// noon is when most tests begin: a Tuesday.
func noon() time.Time { return time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC) }

// tenant is a small server in memory, behind the Source port. Its clock is the
// test's, unless skew says otherwise.
type tenant struct {
	mu      sync.Mutex
	now     func() time.Time
	skew    time.Duration
	service map[model.TicketID]*model.Ticket
	project map[model.TicketID]*model.Ticket
	visits  []*model.ScheduleEntry
	planned int  // visits a day, instead of visits
	stale   bool // changed tickets come with the SLA of the list
	tooMany bool // closed tickets are more than anybody would list
	garbled bool // what changed can't be read
	// fault, when set, may answer in the server's place.
	fault  func(ctx context.Context, q Query) (done bool, err error)
	budget *Budget
	pages  func(q Query) int // requests a query takes; nil = 1

	log   []sent
	busy  map[model.Source]int
	twice bool // a source had two fetches at once
}

type sent struct {
	at time.Time
	q  Query
}

func newTenant(now func() time.Time, open int) *tenant {
	v := &tenant{now: now, service: map[model.TicketID]*model.Ticket{}, project: map[model.TicketID]*model.Ticket{}, busy: map[model.Source]int{}}
	for i := range open {
		v.put(ticket(model.TicketID(1000+i), now().Add(-time.Duration(i+1)*time.Minute)))
	}
	p := ticket(90000, now().Add(-time.Hour))
	p.Kind = model.ProjectTicket
	v.project[p.ID] = p
	return v
}

// ticket is an open service ticket in status 11.
func ticket(id model.TicketID, updated time.Time) *model.Ticket {
	return &model.Ticket{
		ID: id, Summary: model.Clean("Printer on fire"), Updated: updated.Truncate(time.Second), Entered: updated.Add(-time.Hour),
		Status: model.Ref[model.StatusID]{ID: 11, Name: model.Clean("New")}, Board: model.Ref[model.BoardID]{ID: 1},
	}
}

func (v *tenant) put(t *model.Ticket) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.service[t.ID] = t
}

// change makes a new version of a ticket, as updated now.
func (v *tenant) change(id model.TicketID, do func(*model.Ticket)) {
	v.mu.Lock()
	defer v.mu.Unlock()
	n := *v.service[id]
	n.Updated = v.now().Add(v.skew).Truncate(time.Second)
	do(&n)
	v.service[id] = &n
}

func (v *tenant) remove(id model.TicketID) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.service, id)
}

func (v *tenant) setFault(f func(ctx context.Context, q Query) (bool, error)) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.fault = f
}

// down makes every request fail with a kind of problem.
func (v *tenant) down(kind model.ProblemKind, after time.Duration) {
	v.setFault(func(context.Context, Query) (bool, error) {
		return true, &model.Problem{Kind: kind, Code: "test", RetryAfter: after, What: model.Clean("It fails.")}
	})
}

// hang makes every request hang until its context ends, or for the 30 s that a
// client waits.
func (v *tenant) hang() {
	v.setFault(func(ctx context.Context, _ Query) (bool, error) {
		ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
		defer cancel()
		<-ctx.Done()
		return true, ctx.Err()
	})
}

func (v *tenant) up() { v.setFault(nil) }

func (v *tenant) Fetch(ctx context.Context, q Query) (Batch, error) {
	v.mu.Lock()
	v.busy[q.Source]++
	v.twice = v.twice || v.busy[q.Source] > 1
	v.mu.Unlock()
	defer func() { v.mu.Lock(); v.busy[q.Source]--; v.mu.Unlock() }()
	n := 1
	if v.pages != nil {
		n = v.pages(q)
	}
	for range n {
		if err := v.request(ctx, q); err != nil {
			return Batch{}, err
		}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.answer(q), nil
}

// request is one request through the breaker, answered after 100 ms.
func (v *tenant) request(ctx context.Context, q Query) error {
	if v.budget != nil {
		leave, err := v.budget.Enter(ctx)
		if err != nil {
			return err
		}
		defer leave()
	}
	v.mu.Lock()
	v.log = append(v.log, sent{v.now(), q})
	fault := v.fault
	v.mu.Unlock()
	if fault != nil {
		if done, err := fault(ctx, q); done {
			return err
		}
	}
	t := time.NewTimer(100 * time.Millisecond)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// answer is the server's truth; the lock is held.
func (v *tenant) answer(q Query) Batch {
	b := Batch{ServerTime: v.now().Add(v.skew).Truncate(time.Second)}
	all := v.service
	if q.Source == model.SourceProjectTickets || q.Source == model.SourceClosedProject {
		all = v.project
	}
	switch q.Source {
	case model.SourceSystem:
		b.System.Version = model.Clean("v2026.1")
	case model.SourceBoards:
		b.Boards = []model.Board{{ID: 1, Statuses: []model.Status{{ID: 11}, {ID: 12}, {ID: 19, Closed: true}}}}
	case model.SourceSchedule:
		b.ScheduleEntries = v.visits
		if v.planned > 0 {
			b.ScheduleEntries = v.plan(q)
		}
	case model.SourceSLA:
		for _, t := range all {
			if t.Open() {
				b.SLA = append(b.SLA, model.TicketSLA{ID: t.ID, Updated: t.Updated, SLA: calculated(t).SLA})
			}
		}
	case model.SourceTickets, model.SourceProjectTickets, model.SourceClosed, model.SourceClosedProject:
		if q.AtMost > 0 && v.tooMany {
			b.TooMany = true
			return b
		}
		for _, t := range all {
			v.list(&b, q, t)
		}
		for _, id := range q.Tickets {
			if t := all[id]; t != nil {
				b.Tickets = append(b.Tickets, calculated(t))
			} else {
				b.Gone = append(b.Gone, id)
			}
		}
	}
	return b
}

// plan makes the visits of the days asked for.
func (v *tenant) plan(q Query) (list []*model.ScheduleEntry) {
	for at := q.From.Truncate(24 * time.Hour); at.Before(q.To); at = at.Add(24 * time.Hour) {
		for i := range v.planned {
			start := at.Add(9 * time.Hour)
			list = append(list, &model.ScheduleEntry{ID: model.ScheduleEntryID(start.Unix()/86400*10000 + int64(i)), Start: start, End: start.Add(time.Hour)})
		}
	}
	return list
}

func (v *tenant) list(b *Batch, q Query, t *model.Ticket) {
	closed := q.Source == model.SourceClosed || q.Source == model.SourceClosedProject
	switch {
	case closed:
		if t.Closed && !t.ClosedAt.Before(q.Since) {
			b.Tickets = append(b.Tickets, t)
		}
	case q.Kind == Delta && t.Updated.After(q.Since) && v.garbled:
		b.Skipped++
	case q.Kind == Delta && t.Updated.After(q.Since) && t.Open() && q.Known != nil && t.MovesSLA(find(q.Known, t.ID)) && !v.stale:
		b.Tickets, b.Calculated = append(b.Tickets, calculated(t)), append(b.Calculated, t.ID)
	case q.Kind == Full && t.Open(), q.Kind == Delta && t.Updated.After(q.Since):
		b.Tickets = append(b.Tickets, t)
	case q.Kind == Digests && t.Open():
		b.Digests = append(b.Digests, t.Digest())
	}
}

// calculated is the ticket as calculateSla shows it: due four hours after it
// was last put into its status, which the test keeps in Required.
func calculated(t *model.Ticket) *model.Ticket {
	n := *t
	n.SLA.Respond.Due = t.Entered.Add(4 * time.Hour)
	return &n
}
