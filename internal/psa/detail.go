package psa

import (
	"errors"
	"time"

	"daybrief/model"
)

// Part is one part of a detail, which fails by itself. A Provider fills Value or
// Problem; At is set by whoever keeps it (Keep).
type Part[T any] struct {
	model.Fresh[T]
	// Problem is why the latest try failed; nil after a success. Value may still
	// hold what an earlier try brought, or the little that a failure left.
	Problem *model.Problem
}

// Got is a part as a request has brought it.
func Got[T any](value T, err error) Part[T] {
	return Part[T]{Fresh: model.Fresh[T]{Value: value}, Problem: ProblemOf(err)}
}

// Keep takes an answer that came at a moment. A failure keeps what was there,
// and says why.
func (p *Part[T]) Keep(answer Part[T], at time.Time) {
	p.Problem = answer.Problem
	if p.Problem == nil {
		p.Fresh = model.Fresh[T]{Value: answer.Value, At: at}
	}
}

// TicketDetail is what belongs to one ticket beyond the lists.
type TicketDetail struct {
	Notes Part[[]model.Note]
	Time  Part[[]model.TimeEntry]
	// Devices may come along with their Problem: what the ticket calls them.
	Devices Part[[]model.Configuration]
	Busy    bool // a request for it is under way
}

// CompanyDetail is what belongs to one company beyond the list.
type CompanyDetail struct {
	Contacts   Part[[]model.Contact]
	Agreements Part[[]model.Agreement]
	Busy       bool // a request for it is under way
}

// Problem is why the conversation is not all there; nil when it is. Time that
// the role may not read, or that is not offered, is told about where it would
// stand: the words are whole without it.
func (d *TicketDetail) Problem() *model.Problem {
	if p := d.Time.Problem; d.Notes.Problem == nil && p != nil && p.Kind != model.Forbidden && p.Kind != model.NotOffered {
		return p
	}
	return d.Notes.Problem
}

// lack puts what a provider says of a feature where nothing else is known.
func (p *Part[T]) lack(of Provider, f Feature) {
	if p.Problem == nil && !p.Known() {
		p.Problem = of.Lacks(f)
	}
}

// Of is the detail with what the provider is known not to offer, so that it is
// said before anything is asked.
func (d TicketDetail) Of(p Provider) TicketDetail {
	d.Notes.lack(p, Notes)
	d.Time.lack(p, Time)
	d.Devices.lack(p, Devices)
	return d
}

// Of is the same for a company.
func (d CompanyDetail) Of(p Provider) CompanyDetail {
	d.Contacts.lack(p, Contacts)
	d.Agreements.lack(p, Agreements)
	return d
}

// Asks reports whether a provider offers anything that belongs to a ticket, or
// to a company: where it does not, nobody need ask.
func Asks(p Provider, features ...Feature) bool {
	for _, f := range features {
		if p.Lacks(f) == nil {
			return true
		}
	}
	return false
}

// FailedTicket is the detail of which nothing could be had.
func FailedTicket(err error) TicketDetail {
	return TicketDetail{Notes: Got[[]model.Note](nil, err), Time: Got[[]model.TimeEntry](nil, err), Devices: Got[[]model.Configuration](nil, err)}
}

// FailedCompany is the detail of which nothing could be had.
func FailedCompany(err error) CompanyDetail {
	return CompanyDetail{Contacts: Got[[]model.Contact](nil, err), Agreements: Got[[]model.Agreement](nil, err)}
}

// ProblemOf finds the Problem in an error, or makes one of its words; nil for
// none.
func ProblemOf(err error) *model.Problem {
	var p *model.Problem
	if err == nil || errors.As(err, &p) {
		return p
	}
	return &model.Problem{Kind: model.BadReply, Code: "failed", What: model.Clean(err.Error())}
}
