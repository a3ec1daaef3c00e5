package adapter

import (
	"context"
	"errors"

	"daybrief/connectwise"
	"daybrief/internal/psa"
	"daybrief/model"
)

// ticketLister is what the services of both kinds of tickets can do.
type ticketLister interface {
	Count(context.Context, connectwise.TicketQuery) (int, error)
	Gather(context.Context, connectwise.TicketQuery, *connectwise.Gathering) (connectwise.Page[*model.Ticket], error)
}

// listClosed lists closed tickets. A list with a bound is counted first: one
// request may save ten.
func listClosed(ctx context.Context, s ticketLister, q psa.Query, list *connectwise.Gathering) (psa.Batch, error) {
	ask := connectwise.TicketQuery{ClosedSince: q.Since}
	if q.AtMost > 0 {
		n, err := s.Count(ctx, ask)
		if err != nil && !uncountable(err) {
			return psa.Batch{}, err
		}
		if err != nil || n > q.AtMost {
			return psa.Batch{TooMany: true, Total: n}, nil
		}
	}
	// One that was opened again may still carry its date. Of one that does not say,
	// its status may tell.
	return fill(func(b *psa.Batch, all []*model.Ticket) {
		b.Tickets = keep(all, func(t *model.Ticket) bool { return t.Closed || t.Unknown(model.FactClosed) })
	})(s.Gather(ctx, ask, list))
}

// uncountable reports whether a failure is about counting, and not about the
// server or the keys.
func uncountable(err error) bool {
	var p *model.Problem
	if !errors.As(err, &p) {
		return false
	}
	switch p.Kind {
	case model.Forbidden, model.NotFound, model.BadReply, model.Misconfigured:
		return true
	}
	return false
}
