package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/internal/feed"
	"daybrief/internal/psa"
	"daybrief/model"
)

const (
	ticketFresh = 2 * time.Minute // asked again when looked at later than this
	// A ticket is 2 to 4 requests, of which there are 30 a minute, and polling
	// needs its share.
	ticketBurst  = 5
	ticketWindow = 35 * time.Second
)

// ticketDetails are the details of tickets.
type ticketDetails struct {
	details[model.TicketID, ticketKnown]
	denied denial // of devices
}

// ticketKnown is what is known of one ticket.
type ticketKnown struct {
	psa.TicketDetail
	// listed is when its devices were last asked for, listedAs when the ticket
	// had last changed then.
	listed, listedAs time.Time
}

// ticketAnswer brings a detail back.
type ticketAnswer struct {
	id      model.TicketID
	at      time.Time
	devices bool // were asked for too
	psa.TicketDetail
}

func newTicketDetails() *ticketDetails {
	return &ticketDetails{details: details[model.TicketID, ticketKnown]{
		burst: ticketBurst, window: ticketWindow, known: map[model.TicketID]*detail[ticketKnown]{},
		fresh: func(*ticketKnown) time.Duration { return ticketFresh },
		final: func(k *ticketKnown) bool { return k.Problem() == nil },
	}}
}

// ticket is what a screen may know about a ticket.
func (r *records) ticket(id model.TicketID) psa.TicketDetail {
	k, busy := r.tickets.get(id)
	k.Busy = busy
	return k.Of(r.provider)
}

// askTicket asks for the wanted ticket when it is due.
func (r *records) askTicket(w *world) tea.Cmd {
	t, now := r.tickets, w.now
	ticket := w.lookup.Ticket(t.take(now))
	if ticket == nil {
		return nil
	}
	devices := t.wantsDevices(t.begin(ticket.ID, ticket.Updated, now), ticket, now)
	ctx, clock, ask := feed.Interactive(r.ctx), r.clock, r.provider.Ticket
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, detailTime)
		defer cancel()
		out, err := guarded(func() (psa.TicketDetail, error) { return ask(ctx, ticket, devices), nil })
		if err != nil {
			out = psa.FailedTicket(err)
		}
		return ticketAnswer{ticket.ID, clock(), devices, out}
	}
}

// keepTicket takes an answer. A failure keeps the old part and says so.
func (r *records) keepTicket(msg ticketAnswer) {
	k := r.tickets.end(msg.id)
	if k == nil {
		return
	}
	k.Notes.Keep(msg.Notes, msg.at)
	k.Time.Keep(msg.Time, msg.at)
	if msg.devices {
		r.tickets.keepDevices(k, msg)
	}
}
