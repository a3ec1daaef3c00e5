package uitest

import (
	"context"

	"daybrief/internal/psa"
	"daybrief/model"
)

// Provider is a way in made of functions, called Northstar. What has no function
// is not offered.
type Provider struct {
	Source        Source
	TicketDetail  func(ctx context.Context, t *model.Ticket, devices bool) psa.TicketDetail
	CompanyDetail func(ctx context.Context, id model.CompanyID) psa.CompanyDetail
}

var _ psa.Provider = Provider{}

// Names implements psa.Provider.
func (Provider) Names() psa.Names { return psa.Names{System: "Northstar", Way: "Northstar"} }

// Lacks implements psa.Provider.
func (p Provider) Lacks(f psa.Feature) *model.Problem {
	missing := false
	switch f {
	case psa.Notes, psa.Time, psa.Devices:
		missing = p.TicketDetail == nil
	case psa.Contacts, psa.Agreements:
		missing = p.CompanyDetail == nil
	}
	if missing {
		return psa.NotOffered(p.Names(), f)
	}
	return nil
}

// Fetch implements psa.Provider.
func (p Provider) Fetch(ctx context.Context, q psa.Query) (psa.Batch, error) {
	return p.Source.Fetch(ctx, q)
}

// Ticket implements psa.Provider.
func (p Provider) Ticket(ctx context.Context, t *model.Ticket, devices bool) psa.TicketDetail {
	if p.TicketDetail != nil {
		return p.TicketDetail(ctx, t, devices)
	}
	return psa.TicketDetail{Notes: without[[]model.Note](p, psa.Notes), Time: without[[]model.TimeEntry](p, psa.Time), Devices: without[[]model.Configuration](p, psa.Devices)}
}

// Company implements psa.Provider.
func (p Provider) Company(ctx context.Context, id model.CompanyID) psa.CompanyDetail {
	if p.CompanyDetail != nil {
		return p.CompanyDetail(ctx, id)
	}
	return psa.CompanyDetail{Contacts: without[[]model.Contact](p, psa.Contacts), Agreements: without[[]model.Agreement](p, psa.Agreements)}
}

func without[T any](p Provider, f psa.Feature) psa.Part[T] { return psa.Part[T]{Problem: p.Lacks(f)} }
