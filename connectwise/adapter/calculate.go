package adapter

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"daybrief/connectwise"
	"daybrief/internal/psa"
	"daybrief/model"
)

// mostCalculated is how many changed tickets have their SLA calculated at once;
// of more the next calculation of all takes care.
const mostCalculated = 300

// calculateTime is how long the changes wait for it, the wait for the budget
// included.
const calculateTime = 6 * time.Second

// calculated asks for the SLA of some tickets, or of all that are open.
func (s *Provider) calculated(ctx context.Context, r connectwise.TicketService, q psa.Query, begun *connectwise.Calculation) (psa.Batch, error) {
	into := fill(func(b *psa.Batch, v []model.TicketSLA) { b.SLA = v })
	if len(q.Tickets) > 0 {
		return into(connectwise.Collect(r.CalculateSLAOf(ctx, q.Tickets)))
	}
	open, cut := s.open(q)
	b, err := into(r.CalculateKnown(ctx, open, q.Known, begun))
	b.Capped = b.Capped || cut
	if ids := strayed(q); err == nil && len(ids) > 0 {
		var more psa.Batch
		more, err = into(connectwise.Collect(r.CalculateSLAOf(ctx, ids)))
		b.SLA, b.Skipped = append(b.SLA, more.SLA...), b.Skipped+more.Skipped
	}
	return b, err
}

// strayed are the known tickets in statuses that are not asked for, because these
// could not be read.
func strayed(q psa.Query) (ids []model.TicketID) {
	if !q.Unread {
		return nil
	}
	asked := make(map[model.StatusID]bool, len(q.Statuses))
	for _, id := range q.Statuses {
		asked[id] = true
	}
	for _, t := range q.Known {
		if !asked[t.Status.ID] {
			ids = append(ids, t.ID)
		}
	}
	return ids
}

// calculate replaces the stale SLA of a list of changes by the one that the
// server works out now. Where it can't, the tickets are not among
// Batch.Calculated: what changed is worth more than what is due. Only what is
// about the whole connection fails the list too.
func calculate(ctx context.Context, s connectwise.TicketService, q psa.Query, b *psa.Batch) error {
	var ids []model.TicketID
	for _, t := range b.Tickets {
		if t.Open() && t.MovesSLA(known(q.Known, t.ID)) {
			ids = append(ids, t.ID)
		}
	}
	if len(ids) == 0 || len(ids) > mostCalculated {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, calculateTime)
	defer cancel()
	p, err := connectwise.Collect(s.CalculateSLAOf(ctx, ids))
	if err != nil {
		var problem *model.Problem
		if errors.As(err, &problem) && (problem.Kind == model.RateLimited || problem.Kind == model.Unauthorized) {
			return err
		}
		return nil
	}
	rows := make(map[model.TicketID]model.TicketSLA, len(p.Items))
	for _, r := range p.Items {
		rows[r.ID] = r
	}
	for _, t := range b.Tickets {
		if r, ok := rows[t.ID]; ok && !r.Updated.Before(t.Updated) {
			t.SLA = r.SLA
			b.Calculated = append(b.Calculated, t.ID)
		}
	}
	return nil
}

func known(list []*model.Ticket, id model.TicketID) *model.Ticket {
	i, ok := slices.BinarySearchFunc(list, id, func(t *model.Ticket, id model.TicketID) int { return cmp.Compare(t.ID, id) })
	if !ok {
		return nil
	}
	return list[i]
}
