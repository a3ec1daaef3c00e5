package elements

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"daybrief/connectwise"
	"daybrief/internal/psa"
	"daybrief/model"
)

// overlap covers clocks that differ when changes are asked for again.
const overlap = 5 * time.Minute

func (p *Provider) tickets(ctx context.Context, q psa.Query) (psa.Batch, error) {
	switch q.Kind {
	case psa.Full, psa.Digests:
		full := q
		full.Kind, full.Statuses = psa.Full, nil
		g := p.begun.take(full, p.client.o.Now(), p.open)
		b, err := p.gathered(ctx, full, g)
		if err != nil {
			return b, err
		}
		b.Tickets = onlyOpen(b.Tickets)
		b.Took = p.client.o.Now().Sub(g.begun)
		p.listed(b.Tickets, g.begun)
		if q.Kind == psa.Digests {
			for _, t := range b.Tickets {
				b.Digests = append(b.Digests, t.Digest())
			}
			b.Tickets = nil
		}
		return b, nil
	case psa.Delta:
		// The element knows "at or after" only; without a filter for open ones,
		// else closures would never be seen.
		g := p.begun.take(q, p.client.o.Now(), func() *gathering {
			return single(objectTickets, Where{}.From(p.field("lastUpdated"), q.Since))
		})
		b, err := p.gathered(ctx, q, g)
		if err == nil {
			p.learn(b.Tickets)
		}
		return b, err
	case psa.Lookup:
		return p.lookup(ctx, q.Tickets)
	}
	return psa.Batch{}, psa.NotOffered(p.Names(), psa.Offered(q.Source))
}

// field is how the gateway calls a field of ours, itself or what it is a part of.
func (p *Provider) field(ours string) string {
	for whole := ours; ; {
		if theirs := p.client.o.Fields[whole]; theirs != "" {
			return theirs + ours[len(whole):]
		}
		dot := strings.LastIndexByte(whole, '.')
		if dot < 0 {
			return ours
		}
		whole = whole[:dot]
	}
}

// spans are how far back the open tickets are asked for, in days, newest first:
// most are young. Hosted servers time out on closedFlag alone
// (connectwise-api 3), so the oldest span has a beginning, too.
func spans() []int { return []int{0, 3, 7, 14, 30, 60, 120, 240, 480, 1200, 3000, 9000} }

// open is the question for the open tickets: by the statuses that tickets have
// had, and whatever changed since the last list; by spans of time when none is
// known.
func (p *Provider) open() *gathering {
	p.mu.Lock()
	statuses, since := p.learned.groups(2*together), p.lastList
	p.mu.Unlock()
	g := &gathering{}
	ask := func(w Where) *walk {
		return &walk{op: "list tickets", path: path(objectTickets), where: w}
	}
	if len(statuses) > 0 {
		for _, ids := range statuses {
			g.walks = append(g.walks, ask(Where{}.In(p.field("status.id"), ids)))
		}
		// A status that nobody has had so far shows in what changed since.
		g.walks = append(g.walks, ask(Where{}.From(p.field("lastUpdated"), since.Add(-overlap))))
		return g
	}
	now := p.client.o.Now()
	g.divide = func(from, to time.Time) *walk {
		w := Where{}.IsTrue(p.field("closedFlag"), false).From(p.field("dateEntered"), from)
		if to.Before(now) {
			w = w.Before(p.field("dateEntered"), to)
		}
		walk := ask(w)
		walk.from, walk.to = from, to
		return walk
	}
	days := spans()
	for i := 1; i < len(days); i++ {
		g.walks = append(g.walks, g.divide(now.AddDate(0, 0, -days[i]), now.AddDate(0, 0, -days[i-1])))
	}
	return g
}

// gathered is a list of tickets, read.
func (p *Provider) gathered(ctx context.Context, q psa.Query, g *gathering) (psa.Batch, error) {
	g.names = p.client.o.Fields
	if err := p.finish(ctx, q, g, objectTickets); err != nil {
		return psa.Batch{}, err
	}
	b := psa.Batch{Skipped: g.skipped, Capped: g.capped, ServerTime: g.date}
	rows := g.rows
	if missing := lost(rows); len(missing) == len(essential()) && len(rows) > 0 {
		return psa.Batch{}, p.client.renames("None of the fields of a ticket is")
	} else if len(missing) > 0 && len(rows) >= 5 {
		b.Gap = "of every ticket the field " + strings.Join(missing, ", ")
	}
	record := p.record(rows)
	b.Tickets = read(&b, rows, record.Ticket)
	record.Dates.Settle(b.Tickets, record.Now)
	return b, nil
}

// record reads tickets, as those rows and what came before tell of the instance.
func (p *Provider) record(rows []json.RawMessage) connectwise.Record {
	return connectwise.Record{Now: p.client.o.Now(), Goals: p.sendsGoals(rows), Dates: &p.dates}
}

// sendsGoals reports whether the server has ever sent SLA goals as times.
func (p *Provider) sendsGoals(rows []json.RawMessage) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, row := range rows {
		if p.goals {
			break
		}
		p.goals = strings.Contains(string(row), `GoalUTC"`)
	}
	return p.goals
}

func onlyOpen(all []*model.Ticket) []*model.Ticket {
	out := all[:0]
	for _, t := range all {
		if t.Open() {
			out = append(out, t)
		}
	}
	clear(all[len(out):])
	return out
}

// closed lists closed tickets. The gateway can't count: a list with a bound is
// given up once it is longer.
func (p *Provider) closed(ctx context.Context, q psa.Query) (psa.Batch, error) {
	g := p.begun.take(q, p.client.o.Now(), func() *gathering {
		g := single(objectTickets, Where{}.IsTrue(p.field("closedFlag"), true).From(p.field("closedDate"), q.Since))
		g.most = q.AtMost
		return g
	})
	b, err := p.gathered(ctx, q, g)
	if err != nil {
		return b, err
	}
	if g.over {
		return psa.Batch{TooMany: true, ServerTime: g.date}, nil
	}
	closed := b.Tickets[:0]
	for _, t := range b.Tickets {
		if t.Closed { // one that was opened again may still carry its date
			closed = append(closed, t)
		}
	}
	b.Tickets = closed
	return b, nil
}

// lookup reads tickets one by one. A ticket that does not exist is an answer; any
// other failure ends the fetch, since what is left is unknown.
func (p *Provider) lookup(ctx context.Context, ids []model.TicketID) (b psa.Batch, err error) {
	for _, id := range ids {
		row, err := p.one(ctx, "read a ticket", ticketPath(id, ""))
		var problem *model.Problem
		switch {
		case errors.As(err, &problem) && problem.Kind == model.NotFound:
			b.Gone = append(b.Gone, id)
			continue
		case err != nil:
			return psa.Batch{}, err
		}
		t, ok := p.record(nil).Ticket(renamed(row, p.client.o.Fields))
		if !ok || t.ID != id {
			return psa.Batch{}, p.client.problem(model.BadReply, "wrong-record", p.client.o.Base.host+" sent another record than ticket "+strconv.FormatInt(int64(id), 10)+".", "It will be asked again.")
		}
		b.Tickets = append(b.Tickets, t)
	}
	return b, nil
}
