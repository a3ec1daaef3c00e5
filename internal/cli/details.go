package cli

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"daybrief/internal/feed"
	"daybrief/model"
	"daybrief/ui"
)

// details fetches the conversation of the ticket that somebody looks at, and its
// devices beside it, so that these don't keep the words waiting. That is two
// requests, one more for a ticket without devices and two for one with. Each
// part fails by itself.
func (t *tenant) details(ctx context.Context, ticket *model.Ticket, devices bool) ui.Conversation {
	ctx = feed.Interactive(ctx)
	var list []model.Configuration
	var listErr error
	var beside sync.WaitGroup
	if devices && ticket.Kind == model.ServiceTicket {
		beside.Go(func() { list, listErr = t.devices(ctx, ticket.ID) })
	}
	out := t.conversation(ctx, ticket)
	beside.Wait()
	out.Configs, out.ConfigsErr = list, listErr
	return out
}

// conversation is the notes and the logged time of a ticket.
func (t *tenant) conversation(ctx context.Context, ticket *model.Ticket) (out ui.Conversation) {
	read := t.client.Tickets.Notes
	if ticket.Kind != model.ServiceTicket {
		read = t.client.ProjectTickets.Notes
	}
	notes, err := read(ctx, ticket.ID)
	if err != nil {
		out.NotesErr = err
		return out
	}
	entries, err := t.client.Time.ByTicket(ctx, ticket.ID)
	if isForbidden(err) {
		err = nil // a role without time sheets still has the conversation
	}
	out.Notes, out.Time, out.TimeErr = notes.Items, entries.Items, err
	return out
}

// devices turns a panic into an error: the screen does that for what it calls
// itself, and this runs beside it.
func (t *tenant) devices(ctx context.Context, id model.TicketID) (list []model.Configuration, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("daybrief stumbled over the devices of a ticket (%v)", r)
		}
	}()
	page, err := t.client.Configs.OfTicket(ctx, id)
	return page.Items, err
}

func isForbidden(err error) bool {
	var p *model.Problem
	return errors.As(err, &p) && p.Kind == model.Forbidden
}
