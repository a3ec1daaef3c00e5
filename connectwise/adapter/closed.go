package adapter

import (
	"context"
	"errors"
	"net/http"
	"sync/atomic"

	"daybrief/connectwise"
	"daybrief/internal/psa"
	"daybrief/model"
)

// ticketLister is what the services of both kinds of tickets can do.
type ticketLister interface {
	Count(context.Context, connectwise.TicketQuery) (int, error)
	Gather(context.Context, connectwise.TicketQuery, *connectwise.Gathering) (connectwise.Page[*model.Ticket], error)
}

// closed lists closed tickets.
func (s *Provider) closed(ctx context.Context, r ticketLister, q psa.Query, list *connectwise.Gathering) (psa.Batch, error) {
	return withUndated(ctx, &s.undated, func(undated bool) (psa.Batch, bool, error) {
		b, err := listClosed(ctx, r, q, undated, list)
		return b, list.Pages() == 0, err
	})
}

// undated remembers whether the server takes the question for closed tickets without
// a date beside those with one: a rare find must not cost the list.
type undated struct{ refused atomic.Bool }

// withUndated asks with that question, and without it where it is refused, or takes
// the server too long, before anything has come: fresh says that nothing has.
func withUndated[T any](ctx context.Context, u *undated, ask func(undated bool) (out T, fresh bool, err error)) (T, error) {
	out, fresh, err := ask(!u.refused.Load())
	if u.refused.Load() || !fresh || !refusal(err) {
		return out, err
	}
	u.refused.Store(true)
	if ctx.Err() == nil { // else it took so long that there is no time left
		out, _, err = ask(false)
	}
	return out, err
}

// refusal reports whether a failure may be about the question.
func refusal(err error) bool {
	var e *connectwise.Error
	return errors.As(err, &e) && (e.Status == http.StatusBadRequest || psa.ProblemOf(err).Code == "timed-out")
}

// listClosed lists closed tickets. A list with a bound is counted first: one
// request may save ten.
func listClosed(ctx context.Context, s ticketLister, q psa.Query, undated bool, list *connectwise.Gathering) (psa.Batch, error) {
	ask := connectwise.TicketQuery{ClosedSince: q.Since, Undated: undated}
	if q.AtMost > 0 {
		n, err := s.Count(ctx, ask)
		if err != nil && (undated && refusal(err) || !uncountable(err)) {
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
