package adapter

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"daybrief/connectwise"
	"daybrief/internal/psa"
	"daybrief/model"
)

// openHorizon bounds the list of open tickets when no status is known (the
// boards are closed to the keys): tickets untouched for longer are missing
// then, and the batch says that it was cut.
const openHorizon = 365 * 24 * time.Hour

// Provider is the ConnectWise client as a way in. It neither waits nor tries
// again; the limiter of the client is entered once a request.
type Provider struct {
	client *connectwise.Client
	now    func() time.Time
	rights rights
	begun  unfinished
	hidden hidden
	pieces pieces
}

var _ psa.Provider = (*Provider)(nil)

// New makes the provider. The client should have the feed's budget as its
// limiter (connectwise.WithLimiter).
func New(client *connectwise.Client, now func() time.Time) *Provider {
	return &Provider{client: client, now: now, rights: rights{asking: make(chan struct{}, 1)}}
}

// Names implements psa.Provider.
func (*Provider) Names() psa.Names { return psa.Names{System: "ConnectWise", Way: "ConnectWise"} }

// Lacks implements psa.Provider: the API itself offers everything. What the role
// may not read is another matter.
func (*Provider) Lacks(psa.Feature) *model.Problem { return nil }

// Fetch implements psa.Provider.
func (s *Provider) Fetch(ctx context.Context, q psa.Query) (psa.Batch, error) {
	var clock serverClock
	p := s.begun.take(q, s.now())
	options := []connectwise.Option{connectwise.WithObserver(clock.note)}
	if !gathered(q) {
		options = append(options, connectwise.WithKept(p.answers))
	}
	c, err := s.client.With(options...)
	if err != nil {
		return psa.Batch{}, err
	}
	b, err := s.see(ctx, c, q, p)
	if err != nil {
		if interrupted(err) {
			s.begun.keep(p)
		}
		return psa.Batch{}, err
	}
	b.Took = s.now().Sub(p.begun)
	b.ServerTime = clock.latest()
	return b, nil
}

// gathered reports whether a query is for a list that keeps its own pages.
func gathered(q psa.Query) bool {
	return q.Source == model.SourceSchedule || q.Kind == psa.Digests || patient(q)
}

// patient reports whether what has come of a list may be a while old: changes
// follow it, or it is asked for once an hour.
func patient(q psa.Query) bool {
	switch q.Source {
	case model.SourceTickets, model.SourceProjectTickets, model.SourceSLA, model.SourceClosed, model.SourceClosedProject, model.SourceCompanies:
		return q.Kind == psa.Full
	}
	return false
}

func (s *Provider) fetch(ctx context.Context, c *connectwise.Client, q psa.Query, p partial) (psa.Batch, error) {
	switch q.Source {
	case model.SourceSystem:
		system, err := c.System.Info(ctx)
		return psa.Batch{System: system}, err
	case model.SourceBoards:
		return fill(func(b *psa.Batch, v []model.Board) { b.Boards = v })(c.Boards.List(ctx))
	case model.SourcePriorities:
		return fill(func(b *psa.Batch, v []model.Priority) { b.Priorities = v })(c.Boards.Priorities(ctx))
	case model.SourceMembers:
		return members(c.System.Members(ctx))
	case model.SourceSchedule:
		p.list.OneByOne = q.Steady
		return fill(func(b *psa.Batch, v []*model.ScheduleEntry) { b.ScheduleEntries = v })(c.Schedule.Gather(ctx, q.From, q.To, p.list))
	case model.SourceCompanies:
		return fill(func(b *psa.Batch, v []model.Company) { b.Companies = v })(c.Companies.Gather(ctx, p.list))
	case model.SourceTime:
		return fill(func(b *psa.Batch, v []model.TimeEntry) { b.Time = v })(c.Time.ByMember(ctx, q.Member, q.From, q.To))
	case model.SourceActivities:
		r, err := activities(ctx, c.Sales(), psa.RecordQuery{List: psa.ListActivities, AtMost: mostRecords})
		return psa.Batch{Activities: r.Activities, Skipped: r.Skipped, Capped: r.Cut}, err
	case model.SourceEnding:
		return fill(func(b *psa.Batch, v []model.Agreement) { b.Agreements = v })(connectwise.Collect(c.Finance.Ending(ctx, q.From, q.To)))
	case model.SourceTickets:
		return s.tickets(ctx, c.Tickets, q, p.list)
	case model.SourceProjectTickets:
		return s.tickets(ctx, c.ProjectTickets, q, p.list)
	case model.SourceSLA:
		return s.calculated(ctx, c.Tickets, q, p.sla)
	case model.SourceClosed:
		return listClosed(ctx, c.Tickets, q, p.list)
	case model.SourceClosedProject:
		return listClosed(ctx, c.ProjectTickets, q, p.list)
	}
	return psa.Batch{}, unknownQuery(q)
}

// fill makes a Batch out of a page; set puts the records into their field.
func fill[T any](set func(*psa.Batch, []T)) func(connectwise.Page[T], error) (psa.Batch, error) {
	return func(p connectwise.Page[T], err error) (psa.Batch, error) {
		if err != nil {
			return psa.Batch{}, err
		}
		b := psa.Batch{Skipped: p.Skipped, Capped: p.Capped}
		set(&b, p.Items)
		return b, nil
	}
}

// members fills a Batch with members. Whoever is not in the short list may be there
// all the same.
func members(l connectwise.MemberList, err error) (psa.Batch, error) {
	b, err := fill(func(b *psa.Batch, v []model.Member) { b.Members = v })(l.Page, err)
	if err == nil && l.Short {
		b.Doubt = "Who is not in the short list of members, which is all that these keys may read, can't be told by name, nor who has left: " +
			"the full one needs " + connectwise.Needs("system/members") + "."
	}
	return b, err
}

// openOnly keeps the tickets that count as open: a status may hold closed and
// merged ones as well.
func openOnly(cut bool) func(connectwise.Page[*model.Ticket], error) (psa.Batch, error) {
	return fill(func(b *psa.Batch, all []*model.Ticket) {
		b.Capped = b.Capped || cut
		b.Tickets = keep(all, (*model.Ticket).Open)
	})
}

func keep(all []*model.Ticket, want func(*model.Ticket) bool) []*model.Ticket {
	out := all[:0]
	for _, t := range all {
		if want(t) {
			out = append(out, t)
		}
	}
	clear(all[len(out):])
	return out
}

// open is the question for the open tickets, and whether it can't reach all of
// them.
func (s *Provider) open(q psa.Query) (open connectwise.TicketQuery, cut bool) {
	if len(q.Statuses) > 0 {
		return connectwise.TicketQuery{Statuses: q.Statuses}, false
	}
	return connectwise.TicketQuery{OpenSince: s.now().Add(-openHorizon)}, true
}

func unknownQuery(q psa.Query) error {
	return &model.Problem{
		Kind: model.Misconfigured, Code: "unknown-query",
		What: model.Clean(fmt.Sprintf("daybrief has no way to ask for %q.", q.Source)),
		Cure: model.Clean("This is a fault of daybrief; please report it."),
	}
}

// serverClock keeps the latest Date header of one fetch.
type serverClock struct {
	mu   sync.Mutex
	date time.Time
}

func (c *serverClock) note(e connectwise.Exchange) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e.Date.After(c.date) {
		c.date = e.Date
	}
}

func (c *serverClock) latest() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.date
}

// isUnreadable reports whether the server has the record, and says what can't be
// understood.
func isUnreadable(err error) bool {
	var p *model.Problem
	return errors.As(err, &p) && p.Code == connectwise.CodeUnreadable
}

// isGone reports whether the server says that a record does not exist.
func isGone(err error) bool {
	var p *model.Problem
	return errors.As(err, &p) && p.Kind == model.NotFound
}
