package psa

import (
	"context"

	"daybrief/model"
)

// Provider is one way to the data of a tenant. It is safe for use by several
// goroutines. It obeys the context, never sleeps and never tries again by
// itself; every failure unwraps to a *model.Problem. It only reads.
//
// Addresses of a ticket's and a company's page in the browser travel in
// model.System (TicketLink, CompanyLink), which is fetched like any source: what
// prints, and a picture of the run before, need them without a provider.
type Provider interface {
	// Names are the names that texts use.
	Names() Names
	// Lacks says that a feature is not offered, as a Problem of the kind
	// NotOffered; nil when it is, as far as is known by now. It asks nobody.
	Lacks(Feature) *model.Problem
	// Fetch answers a question of the feed. It may take several requests.
	Fetch(ctx context.Context, q Query) (Batch, error)
	// Ticket fetches what belongs to one ticket beyond the lists, and with
	// devices also the devices that it is about. Each part fails by itself; one
	// that is not offered comes back at once with that Problem.
	Ticket(ctx context.Context, t *model.Ticket, devices bool) TicketDetail
	// Company fetches what belongs to one company beyond the list.
	Company(ctx context.Context, id model.CompanyID) CompanyDetail
}

// Names are the names that texts on screen use.
type Names struct {
	// System is the PSA system whose tickets and pages these are: "ConnectWise".
	System string
	// Way is who answers, at the beginning of a sentence: "ConnectWise", "This
	// gateway".
	Way string
}
