package adapter

import (
	"context"
	"fmt"
	"sync"

	"daybrief/internal/psa"
	"daybrief/model"
)

// Ticket implements psa.Provider. The devices are asked for beside the
// conversation, so that they don't keep the words waiting. That is two requests,
// one more for a ticket without devices and two for one with.
func (s *Provider) Ticket(ctx context.Context, t *model.Ticket, devices bool) psa.TicketDetail {
	var list psa.Part[[]model.Configuration]
	var beside sync.WaitGroup
	if devices && t.Kind == model.ServiceTicket {
		beside.Go(func() { list = psa.Got(s.devices(ctx, t.ID)) })
	}
	out := s.conversation(ctx, t)
	beside.Wait()
	out.Devices = list
	return out
}

// conversation is the notes and the logged time of a ticket.
func (s *Provider) conversation(ctx context.Context, t *model.Ticket) psa.TicketDetail {
	read := s.client.Tickets.Notes
	if t.Kind != model.ServiceTicket {
		read = s.client.ProjectTickets.Notes
	}
	notes, err := read(ctx, t.ID)
	if err != nil {
		return psa.FailedTicket(err) // one fault: the time is not asked for
	}
	entries, err := s.client.Time.ByTicket(ctx, t.ID)
	return psa.TicketDetail{Notes: psa.Got(notes.Items, nil), Time: psa.Got(entries.Items, err)}
}

// devices turns a panic into an error: whoever asks for a detail does that for
// what it calls itself, and this runs beside it.
func (s *Provider) devices(ctx context.Context, id model.TicketID) (list []model.Configuration, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("daybrief had an internal error with the devices of a ticket (%v)", r)
		}
	}()
	page, err := s.client.Configs.OfTicket(ctx, id)
	return page.Items, err
}
