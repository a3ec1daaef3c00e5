package adapter

import (
	"context"
	"iter"
	"slices"
	"sync"
	"sync/atomic"

	"daybrief/connectwise"
	"daybrief/internal/psa"
	"daybrief/model"
)

// ticketReader is what the services for both kinds of tickets can do.
type ticketReader interface {
	Gather(context.Context, connectwise.TicketQuery, *connectwise.Gathering) (connectwise.Page[*model.Ticket], error)
	Pages(context.Context, connectwise.TicketQuery) iter.Seq2[connectwise.Page[*model.Ticket], error]
	Digests(context.Context, connectwise.TicketQuery, *connectwise.Gathering) (connectwise.Page[model.TicketDigest], error)
	Count(context.Context, connectwise.TicketQuery) (int, error)
	One(context.Context, model.TicketID) (*model.Ticket, error)
}

func (s *Provider) tickets(ctx context.Context, r ticketReader, q psa.Query, list *connectwise.Gathering) (psa.Batch, error) {
	switch q.Kind {
	case psa.Full:
		open, cut := s.open(q)
		var seen watch
		open.Came = seen.of(ctx, r, q, open)
		b, err := openOnly(cut)(r.Gather(ctx, open, list))
		seen.end()
		if b.Capped && !cut {
			// "showing 200 of 1,432"; when even the count fails it stays unknown.
			b.Total, _ = r.Count(ctx, open)
		}
		if err == nil && q.Unread && !cut {
			err = s.unread(ctx, r, q, &b)
		}
		return b, err
	case psa.Delta:
		// Without a filter for open ones: else closures would never be seen.
		b, err := fill(func(b *psa.Batch, v []*model.Ticket) { b.Tickets = v })(
			connectwise.Collect(r.Pages(ctx, connectwise.TicketQuery{UpdatedAfter: q.Since})))
		if service, ok := r.(connectwise.TicketService); ok && err == nil && q.Known != nil {
			err = calculate(ctx, service, q, &b)
		}
		return b, err
	case psa.Digests:
		open, cut := s.open(q)
		b, err := digests(r.Digests(ctx, open, list))
		b.Reaches = open.OpenSince
		if err == nil && q.Unread && !cut {
			err = s.unreadDigests(ctx, r, q, &b)
		}
		return b, err
	case psa.Lookup:
		return lookup(ctx, r, q.Tickets)
	}
	return psa.Batch{}, unknownQuery(q)
}

func digests(p connectwise.Page[model.TicketDigest], err error) (psa.Batch, error) {
	return fill(func(b *psa.Batch, v []model.TicketDigest) { b.Digests = v })(p, err)
}

// watch tells of the pages of a list while they come.
type watch struct {
	total atomic.Int64 // tickets in all; 0 while that is not known
	count sync.WaitGroup
	stop  context.CancelFunc // ends the count
}

// of is what a gathering is to tell; nil when nobody wants to know. Once a page has
// come that is not the last, the tickets are counted.
func (w *watch) of(ctx context.Context, r ticketReader, q psa.Query, open connectwise.TicketQuery) func([]*model.Ticket, int) {
	if q.Part == nil {
		return nil
	}
	size := 0 // of a page
	return func(page []*model.Ticket, pages int) {
		if size = max(size, len(page)); w.stop == nil {
			ctx, w.stop = context.WithCancel(ctx)
			w.count.Go(func() {
				n, _ := r.Count(ctx, open) // how long a list is only says how long it takes
				w.total.Store(int64(n))
			})
		}
		of := 0
		if n := int(w.total.Load()); n > 0 {
			of = max(pages, (n+size-1)/max(size, 1))
		}
		q.Part(psa.Partial{Tickets: keep(slices.Clone(page), (*model.Ticket).Open), Pages: pages, Of: of})
	}
}

// end waits for the count.
func (w *watch) end() {
	if w.stop != nil {
		w.stop()
		w.count.Wait()
	}
}

// lookup reads tickets one by one. A ticket that does not exist is an answer, and
// one that can't be read is counted; any other failure ends the fetch, since what is
// left is unknown.
func lookup(ctx context.Context, r ticketReader, ids []model.TicketID) (psa.Batch, error) {
	var b psa.Batch
	for _, id := range ids {
		t, err := r.One(ctx, id)
		switch {
		case err == nil:
			b.Tickets = append(b.Tickets, t)
		case isGone(err):
			b.Gone = append(b.Gone, id)
		case isUnreadable(err):
			b.Skipped++
		default:
			return psa.Batch{}, err
		}
	}
	return b, nil
}
