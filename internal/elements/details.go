package elements

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"

	"daybrief/connectwise"
	"daybrief/internal/psa"
	"daybrief/model"
)

// mostDevices is how many devices of a ticket are looked up: as many as fit into
// one address.
const mostDevices = 50

// Ticket implements psa.Provider: two requests, and one or two more for devices.
func (p *Provider) Ticket(ctx context.Context, t *model.Ticket, devices bool) psa.TicketDetail {
	d := psa.TicketDetail{Notes: part(ctx, p, psa.Notes, ticketPath(t.ID, "/comments"), Where{}, connectwise.Record{}.Note)}
	slices.SortStableFunc(d.Notes.Value, func(a, b model.Note) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
	})
	if d.Notes.Problem != nil && d.Notes.Problem.Kind != model.NotOffered {
		return psa.FailedTicket(d.Notes.Problem) // one fault: nothing else is asked for
	}
	d.Time = part(ctx, p, psa.Time, ticketPath(t.ID, "/time-entries"), Where{}, connectwise.Record{}.Time)
	if devices {
		d.Devices = p.devices(ctx, t.ID)
	}
	return d
}

// devices are those that a ticket names, with what else is known of them.
func (p *Provider) devices(ctx context.Context, id model.TicketID) psa.Part[[]model.Configuration] {
	named := part(ctx, p, psa.Devices, ticketPath(id, "/configurations"), Where{}, connectwise.Record{}.Device)
	if named.Problem != nil || len(named.Value) == 0 {
		return named
	}
	var ids []int64
	for _, d := range named.Value[:min(len(named.Value), mostDevices)] {
		ids = append(ids, int64(d.ID))
	}
	full := part(ctx, p, psa.Devices, objectDevices, Where{}.In("id", ids), connectwise.Record{}.Device)
	named.Problem = full.Problem // what the ticket calls them is known all the same
	for i, d := range named.Value {
		for _, f := range full.Value {
			if f.ID == d.ID {
				f.Name = cmp.Or(f.Name, d.Name)
				named.Value[i] = f
			}
		}
	}
	return named
}

// Company implements psa.Provider.
func (p *Provider) Company(ctx context.Context, id model.CompanyID) psa.CompanyDetail {
	company := Where{}.IsID("company.id", int64(id))
	d := psa.CompanyDetail{Contacts: part(ctx, p, psa.Contacts, objectContacts, company, connectwise.Record{}.Contact)}
	d.Contacts.Value = slices.DeleteFunc(d.Contacts.Value, func(c model.Contact) bool { return c.Inactive })
	d.Agreements = part(ctx, p, psa.Agreements, objectAgreements, company, func(row []byte) (model.Agreement, bool) {
		a, cancelled, ok := connectwise.Record{}.Agreement(row)
		return a, ok && !cancelled
	})
	return d
}

// part lists what belongs to a ticket or a company.
func part[T any](ctx context.Context, p *Provider, f psa.Feature, object string, where Where, one func([]byte) (T, bool)) psa.Part[[]T] {
	if lack := p.Lacks(f); lack != nil {
		return psa.Part[[]T]{Problem: lack}
	}
	g := single(object, where)
	err := p.client.gather(ctx, g)
	var problem *model.Problem
	if errors.As(err, &problem) && problem.Kind == model.NotFound {
		if object != objectAgreements {
			return psa.Part[[]T]{Problem: problem} // the ticket or the company is gone
		}
		p.offers.note(object, true, p.client.o.Now())
		return psa.Part[[]T]{Problem: psa.NotOffered(p.Names(), f)}
	}
	var out []T
	for _, row := range rowsOf(g, err) {
		if v, ok := one(row); ok {
			out = append(out, v)
		}
	}
	return psa.Got(out, err)
}

func rowsOf(g *gathering, err error) []json.RawMessage {
	if err != nil {
		return nil // half a list would look like a whole one
	}
	return g.rows
}
