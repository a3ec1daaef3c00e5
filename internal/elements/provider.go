package elements

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"time"

	"daybrief/connectwise"
	"daybrief/internal/psa"
	"daybrief/model"
)

// The objects of the gateway that are documented, and those that are asked for
// by their generic names.
const (
	objectTickets    = "incidents"
	objectCompanies  = "organizations"
	objectContacts   = "contacts"
	objectDevices    = "configurations"
	objectSchedule   = "schedule-entries"
	objectMembers    = "members"
	objectBoards     = "boards"
	objectPriorities = "priorities"
	objectAgreements = "agreements"
	objectActivities = "activities"
	objectTime       = "time-entries"
)

func path(object string) string { return "/hubs/crm/" + object }

// Provider is the gateway as a way in.
type Provider struct {
	client *Client
	offers *Offers
	system model.System
	begun  unfinished

	mu       sync.Mutex
	learned  learned
	goals    bool // the server is known to send SLA goals as times
	dates    connectwise.DateOrder
	lastList time.Time
}

var _ psa.Provider = (*Provider)(nil)

// NewProvider makes the provider. system says where ConnectWise's own pages are,
// as far as that is known.
func NewProvider(c *Client, offers *Offers, system model.System) *Provider {
	return &Provider{client: c, offers: offers, system: system, learned: newLearned()}
}

// Names implements psa.Provider.
func (*Provider) Names() psa.Names { return psa.Names{System: "ConnectWise", Way: "This gateway"} }

// objects are what features rest on.
func objects() map[psa.Feature]string {
	return map[psa.Feature]string{
		psa.Offered(model.SourceBoards): objectBoards, psa.Offered(model.SourcePriorities): objectPriorities,
		psa.Offered(model.SourceMembers): objectMembers, psa.Offered(model.SourceSchedule): objectSchedule,
		psa.Offered(model.SourceCompanies): objectCompanies, psa.Agreements: objectAgreements, psa.Contacts: objectContacts,
		psa.Offered(model.SourceTime): objectTime, psa.Offered(model.SourceEnding): objectAgreements, psa.Offered(model.SourceActivities): objectActivities,
	}
}

// Lacks implements psa.Provider.
func (p *Provider) Lacks(f psa.Feature) *model.Problem {
	switch f {
	case psa.Offered(model.SourceSLA), psa.Offered(model.SourceProjectTickets), psa.Offered(model.SourceClosedProject), psa.Past:
		return psa.NotOffered(p.Names(), f)
	case psa.Links:
		if p.system.TicketLink == "" {
			return psa.NotOffered(p.Names(), f)
		}
	}
	if o, generic := objects()[f]; generic && p.offers.lacks(o, p.client.o.Now()) {
		return psa.NotOffered(p.Names(), f)
	}
	return nil
}

// Fetch implements psa.Provider.
func (p *Provider) Fetch(ctx context.Context, q psa.Query) (psa.Batch, error) {
	if lack := p.Lacks(psa.Offered(q.Source)); lack != nil {
		return psa.Batch{}, lack
	}
	switch q.Source {
	case model.SourceSystem:
		return psa.Batch{System: p.system}, p.client.prepared(ctx)
	case model.SourceTickets:
		return p.tickets(ctx, q)
	case model.SourceClosed:
		return p.closed(ctx, q)
	case model.SourceCompanies:
		b, l, err := p.list(ctx, q, objectCompanies, Where{}.IsTrue("deletedFlag", false))
		for _, row := range l {
			c, deleted, ok := connectwise.Record{}.Company(row)
			if !ok {
				b.Skipped++
			} else if !deleted {
				b.Companies = append(b.Companies, c)
			}
		}
		return b, err
	case model.SourceSchedule:
		return p.schedule(ctx, q)
	case model.SourceTime:
		return p.logged(ctx, q)
	case model.SourceActivities:
		return p.activities(ctx, q)
	case model.SourceEnding:
		return p.ending(ctx, q)
	case model.SourceMembers:
		b, l, err := p.list(ctx, q, objectMembers, Where{}.IsTrue("inactiveFlag", false))
		b.Members = read(&b, l, connectwise.Record{}.Member)
		return b, err
	case model.SourceBoards:
		b, l, err := p.list(ctx, q, objectBoards, Where{})
		b.Boards = p.withStatuses(read(&b, l, connectwise.Record{}.Board))
		return b, err
	case model.SourcePriorities:
		b, l, err := p.list(ctx, q, objectPriorities, Where{})
		b.Priorities = read(&b, l, connectwise.Record{}.Priority)
		return b, err
	}
	return psa.Batch{}, psa.NotOffered(p.Names(), psa.Offered(q.Source))
}

// read reads rows; those that can't be read are counted.
func read[T any](b *psa.Batch, rows []json.RawMessage, one func([]byte) (T, bool)) (out []T) {
	for _, row := range rows {
		if v, ok := one(row); ok {
			out = append(out, v)
		} else {
			b.Skipped++
		}
	}
	return out
}

// list walks an object. One that the gateway does not have is remembered.
func (p *Provider) list(ctx context.Context, q psa.Query, object string, where Where) (psa.Batch, []json.RawMessage, error) {
	g := p.begun.take(q, p.client.o.Now(), func() *gathering { return single(object, where) })
	if err := p.finish(ctx, q, g, object); err != nil {
		return psa.Batch{}, nil, err
	}
	return psa.Batch{Skipped: g.skipped, Capped: g.capped, ServerTime: g.date}, g.rows, nil
}

func single(object string, where Where) *gathering {
	return &gathering{walks: []*walk{{op: "list " + object, path: path(object), where: where}}}
}

// finish gathers, and keeps what has come when the gateway had enough or was
// gone.
func (p *Provider) finish(ctx context.Context, q psa.Query, g *gathering, object string) error {
	err := p.client.gather(ctx, g)
	if err == nil {
		p.offers.note(object, false, p.client.o.Now())
		if g.skipped > 0 && len(g.rows) == 0 {
			return p.client.renames("No number (id) of any record is") // an empty list would look like "there are none"
		}
		return nil
	}
	var problem *model.Problem
	if !errors.As(err, &problem) {
		return err
	}
	switch problem.Kind {
	case model.RateLimited, model.ServerDown, model.TimedOut, model.Offline:
		p.begun.keep(q, g)
	case model.NotFound:
		if object != objectTickets {
			p.offers.note(object, true, p.client.o.Now())
			return psa.NotOffered(p.Names(), psa.Offered(q.Source))
		}
		return p.client.noTickets()
	}
	return err
}

// schedule lists the entries that overlap the days in question. Date-only ones
// come at midnight UTC whatever their zone, so that the question is a day wider.
func (p *Provider) schedule(ctx context.Context, q psa.Query) (psa.Batch, error) {
	const day = 24 * time.Hour
	b, l, err := p.list(ctx, q, objectSchedule, Where{}.Before("dateStart", q.To.Add(day)).From("dateEnd", q.From.Add(-day)))
	for _, row := range l {
		if e, ok := (connectwise.Record{}).Entry(row); ok && connectwise.Near(e, q.From, q.To) {
			b.ScheduleEntries = append(b.ScheduleEntries, e)
		}
	}
	slices.SortFunc(b.ScheduleEntries, func(a, b *model.ScheduleEntry) int { return a.Start.Compare(b.Start) })
	return b, err
}

// one reads a single record.
func (p *Provider) one(ctx context.Context, op, object string) (json.RawMessage, error) {
	if err := p.client.prepared(ctx); err != nil {
		return nil, err
	}
	a, err := p.client.ask(ctx, question{op: op, path: path(object), query: url.Values{}})
	if err != nil {
		return nil, p.client.blame(ctx, err)
	}
	return a.body, nil
}

func ticketPath(id model.TicketID, part string) string {
	return objectTickets + "/" + strconv.FormatInt(int64(id), 10) + part
}
