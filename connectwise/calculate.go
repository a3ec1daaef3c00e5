package connectwise

import (
	"context"
	"iter"
	"slices"
	"sync"

	"daybrief/model"
)

// CalculateSLA lists the SLA of open service tickets as the server calculates it
// now; in other lists it is stale (connectwise-api 5.3).
func (s TicketService) CalculateSLA(ctx context.Context, q TicketQuery) iter.Seq2[Page[model.TicketSLA], error] {
	l := s.calculation("calculate the SLA of " + s.noun)
	l.conds = s.batches(l.path, q, l.fields)
	return pages(ctx, s.c, l)
}

// CalculateSLAOf is CalculateSLA for some tickets, in one request as long as
// their ids fit into one URL.
func (s TicketService) CalculateSLAOf(ctx context.Context, ids []model.TicketID) iter.Seq2[Page[model.TicketSLA], error] {
	l := s.calculation("calculate the SLA of changed " + s.noun)
	plain := make([]int64, len(ids))
	for i, id := range ids {
		plain[i] = int64(id)
	}
	for _, part := range split(plain, s.room(l.path, Cond{}, l.fields)) {
		l.conds = append(l.conds, Field("id").In(part...))
	}
	return pages(ctx, s.c, l)
}

// Calculation is a calculation of many tickets under way. What has come stays
// when a part fails, and the next CalculateKnown goes on with what is missing.
// The zero value begins one; it is not for use by several goroutines.
type Calculation struct {
	mu     sync.Mutex
	conds  []Cond // still to be asked
	begun  bool
	failed error
	all    Page[model.TicketSLA]
}

// Begun reports whether a part has come.
func (k *Calculation) Begun() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(k.all.Items) > 0
}

// CalculateKnown is CalculateSLA where the tickets are known already: it asks for
// several parts of their ids at a time, each about a page.
func (s TicketService) CalculateKnown(ctx context.Context, q TicketQuery, known []*model.Ticket, k *Calculation) (Page[model.TicketSLA], error) {
	l := s.calculation("calculate the SLA of " + s.noun)
	if !k.begun {
		k.begun, k.conds = true, s.knownParts(l.path, q, known, l.fields)
	}
	k.failed = nil
	var workers sync.WaitGroup
	for range together {
		workers.Go(func() {
			var r room[calculatedWire]
			for cond, ok := k.take(); ok; cond, ok = k.take() {
				p, err := k.part(ctx, &calculatedWalk{c: s.c, l: &l, cond: cond, seen: map[int64]struct{}{}, page: 1}, &r)
				k.give(cond, p, err)
			}
		})
	}
	workers.Wait()
	if k.failed != nil {
		return Page[model.TicketSLA]{}, k.failed
	}
	return k.all, nil
}

func (k *Calculation) take() (c Cond, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.conds) == 0 || k.failed != nil {
		return c, false
	}
	c, k.conds = k.conds[0], k.conds[1:]
	return c, true
}

type calculatedWalk = walk[calculatedWire, model.TicketSLA]

// part walks a part to its end, but asks nothing more once another has failed.
func (k *Calculation) part(ctx context.Context, w *calculatedWalk, r *room[calculatedWire]) (all Page[model.TicketSLA], err error) {
	for !w.done {
		if err := k.stopped(); err != nil {
			return all, err
		}
		p, err := w.step(ctx, r)
		if err != nil {
			return all, err
		}
		all.Items, all.Skipped, all.Capped = append(all.Items, p.Items...), all.Skipped+p.Skipped, all.Capped || p.Capped
	}
	return all, nil
}

func (k *Calculation) stopped() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.failed
}

func (k *Calculation) give(c Cond, p Page[model.TicketSLA], err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err != nil {
		k.conds = append(k.conds, c)
		if k.failed == nil {
			k.failed = err
		}
		return
	}
	k.all.Items = append(k.all.Items, p.Items...)
	k.all.Skipped += p.Skipped
	k.all.Capped = k.all.Capped || p.Capped
}

// knownParts cuts each batch of statuses by the ids of the known tickets in it, a
// page each. The outer parts have no outer bound: a ticket that has come since
// belongs to one of them as well.
func (s TicketService) knownParts(path string, q TicketQuery, known []*model.Ticket, fields func() []string) []Cond {
	batches := s.batches(path, q, fields)
	if len(q.Statuses) == 0 {
		return batches
	}
	ids := make([]int64, len(q.Statuses))
	for i, id := range q.Statuses {
		ids[i] = int64(id)
	}
	var conds []Cond
	for i, statuses := range split(ids, s.room(path, q.rest(), fields)) {
		in := make(map[int64]bool, len(statuses))
		for _, id := range statuses {
			in[id] = true
		}
		var here []int64
		for _, t := range known {
			if in[int64(t.Status.ID)] {
				here = append(here, int64(t.ID))
			}
		}
		slices.Sort(here)
		// Not quite a page: some have come since, and closed ones may be among them.
		conds = append(conds, within(batches[i], here, shortOf(s.c.config.pageSize*9/10))...)
	}
	return conds
}

// shortOf is a number of rows that is not taken for a full page: after one as full as
// something between here and the server may hold pages to, another is asked for.
func shortOf(rows int) int {
	if rows > 1 && rows%clampedTo == 0 {
		rows--
	}
	return max(1, rows)
}

// within cuts a condition at every so manyth id.
func within(c Cond, ids []int64, size int) []Cond {
	var out []Cond
	from := int64(0)
	for at := size; at < len(ids); at += size {
		upTo := ids[at-1]
		out = append(out, bounded(c, from, upTo))
		from = upTo
	}
	return append(out, bounded(c, from, 0))
}

// bounded is a condition for the ids above one and up to another; 0 for no bound.
func bounded(c Cond, from, upTo int64) Cond {
	conds := []Cond{c}
	if from > 0 {
		conds = append(conds, Field("id").Above(from))
	}
	if upTo > 0 {
		conds = append(conds, Field("id").UpTo(upTo))
	}
	return And(conds...)
}

// calculatedWire is a row of calculateSla.
type calculatedWire struct {
	ID                 num
	ClosedFlag         flag
	MergedParentTicket reference
	Info               stamps `json:"_info"`
	slaWire
}

func (s TicketService) calculation(op string) listing[calculatedWire, model.TicketSLA] {
	fields := func() []string { return calculatedFields(s.c.shared.version.hasGoals()) }
	return listing[calculatedWire, model.TicketSLA]{
		op: op, path: s.path + "/calculateSla", paging: numbered, fields: fields,
		id: func(w *calculatedWire) int64 { return int64(w.ID) },
		record: func(w *calculatedWire) (model.TicketSLA, bool) {
			return model.TicketSLA{ID: model.TicketID(w.ID), Updated: w.Info.LastUpdated.utc(), SLA: s.mapper().sla(&w.slaWire, w.Info.DateEntered.utc())},
				!w.ClosedFlag.on() && w.MergedParentTicket.ID == 0
		},
		forgive: s.forgive,
	}
}
