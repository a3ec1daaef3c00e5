package adapter

import (
	"context"
	"errors"
	"sync"
	"time"

	"daybrief/connectwise"
	"daybrief/internal/psa"
	"daybrief/model"
)

// besideTime is how long the rest of a list waits for what is on boards whose
// statuses can't be read.
const besideTime = 40 * time.Second

// hidden remembers of which lists of tickets the part on boards whose statuses
// can't be read could not be had either: changes come without it and do not tell.
type hidden struct {
	mu    sync.Mutex
	lists map[model.Source]bool
}

func (h *hidden) set(src model.Source, is bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.lists == nil {
		h.lists = map[model.Source]bool{}
	}
	h.lists[src] = is
}

// gap is what the answer to a query lacks because statuses can't be read.
func (h *hidden) gap(q psa.Query) string {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case q.Source != model.SourceTickets && q.Source != model.SourceProjectTickets, q.Kind == psa.Lookup:
		return ""
	case len(q.Statuses) == 0:
		return "what nobody has touched for a year, since the statuses can't be read"
	case !q.Unread:
		return ""
	case h.lists[q.Source]:
		return "the tickets of boards and statuses that could not be read"
	}
	return "what nobody has touched for a year on boards whose statuses can't be read"
}

// beside is the question for the open tickets on boards whose statuses can't all
// be read. Without ids to ask by it needs another bound, or it takes a hosted server
// too long (connectwise-api 3.3).
func (s *Provider) beside(q psa.Query) connectwise.TicketQuery {
	ask := connectwise.TicketQuery{OpenSince: s.now().Add(-openHorizon)}
	ids := make([]int64, len(q.Boards))
	for i, id := range q.Boards {
		ids[i] = int64(id)
	}
	if len(ids) > 0 {
		ask.Where = connectwise.Field("board/id").NotIn(ids...)
	}
	return ask
}

// unread adds the open tickets on boards whose statuses can't all be read. A
// server that refuses the question leaves the rest of the list as good as it is.
func (s *Provider) unread(ctx context.Context, r ticketReader, q psa.Query, b *psa.Batch) error {
	within, cancel := context.WithTimeout(ctx, besideTime)
	defer cancel()
	more, err := openOnly(false)(connectwise.Collect(r.Pages(within, s.beside(q))))
	if lasting(ctx, err) {
		return err
	}
	s.hidden.set(q.Source, err != nil)
	have := make(map[model.TicketID]bool, len(b.Tickets))
	for _, t := range b.Tickets {
		have[t.ID] = true
	}
	b.Tickets = append(b.Tickets, keep(more.Tickets, func(t *model.Ticket) bool { return !have[t.ID] })...)
	b.Skipped, b.Capped = b.Skipped+more.Skipped, b.Capped || more.Capped
	return nil
}

// unreadDigests is the same for a comparison. Where it is refused, nothing on these
// boards is taken for gone.
func (s *Provider) unreadDigests(ctx context.Context, r ticketReader, q psa.Query, b *psa.Batch) error {
	ask := s.beside(q)
	within, cancel := context.WithTimeout(ctx, besideTime)
	defer cancel()
	more, err := digests(r.Digests(within, ask, &connectwise.Gathering{}))
	if lasting(ctx, err) {
		return err
	}
	if b.Reaches = ask.OpenSince; err != nil {
		b.Reaches = s.now()
	}
	s.hidden.set(q.Source, err != nil)
	b.Digests, b.Skipped, b.Capped = append(b.Digests, more.Digests...), b.Skipped+more.Skipped, b.Capped || more.Capped
	return nil
}

// lasting reports whether a failure is about more than one question: the server
// may be too slow for this one, and good for the others.
func lasting(ctx context.Context, err error) bool {
	var p *model.Problem
	if errors.As(err, &p) && p.Kind == model.TimedOut && ctx.Err() == nil {
		return false
	}
	return passing(err)
}
