package adapter

import (
	"context"

	"daybrief/connectwise"
	"daybrief/internal/psa"
	"daybrief/model"
)

var _ psa.Remembering = (*Provider)(nil)

// Past implements psa.Remembering. Slices of closedDate, and of the last change of
// closed tickets that have none, go by number, forwards:
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
	read := s.client.Tickets.Onward
	if q.Project {
		read = s.client.ProjectTickets.Onward
	}
	var next model.TicketID
	page, err := withUndated(ctx, &s.undated, func(undated bool) (page connectwise.Page[*model.Ticket], fresh bool, err error) {
		page, next, err = read(ctx, closedIn(q, undated), q.After)
		return page, true, err
	})
	if err != nil {
		return psa.PastPage{}, err
	}
	return psa.PastPage{
		Tickets: keep(page.Items, func(t *model.Ticket) bool { return t.Closed }),
		Next:    next, Skipped: page.Skipped, Gap: s.rights.gap(src),
	}, nil
}

// closedIn are the tickets that were closed in a stretch of time, and with undated
// those that were changed in it last and closed nobody says when.
func closedIn(q psa.PastQuery, undated bool) connectwise.TicketQuery {
	closed := connectwise.Field("closedDate")
	in := connectwise.And(closed.Since(q.From), closed.Before(q.To))
	if undated {
		in = connectwise.Or(in, connectwise.And(connectwise.Undated(q.From), connectwise.Field("lastUpdated").Before(q.To)))
	}
	return connectwise.TicketQuery{Where: in}
}
