package adapter

import (
	"context"

	"daybrief/connectwise"
	"daybrief/internal/psa"
	"daybrief/model"
)

var _ psa.Remembering = (*Provider)(nil)

// Past implements psa.Remembering. Slices of closedDate go by number, forwards:
// nothing that happens meanwhile shifts a page.
func (s *Provider) Past(ctx context.Context, q psa.PastQuery) (psa.PastPage, error) {
	src := model.SourceClosed
	if q.Project {
		src = model.SourceClosedProject
	}
	// What the keys see is what polling has learnt: it must not wait for us to ask.
	if p := s.rights.blind(src); p != nil {
		return psa.PastPage{}, p
	}
	closed := connectwise.Field("closedDate")
	ask := connectwise.TicketQuery{Where: connectwise.And(closed.Since(q.From), closed.Before(q.To))}
	read := s.client.Tickets.Onward
	if q.Project {
		read = s.client.ProjectTickets.Onward
	}
	page, next, err := read(ctx, ask, q.After)
	if err != nil {
		return psa.PastPage{}, err
	}
	return psa.PastPage{
		Tickets: keep(page.Items, func(t *model.Ticket) bool { return t.Closed }),
		Next:    next, Skipped: page.Skipped, Gap: s.rights.gap(src),
	}, nil
}
