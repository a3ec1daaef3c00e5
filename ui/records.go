package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/internal/psa"
	"daybrief/model"
)

// records are what is known beyond the lists about the tickets and companies
// that somebody looks at.
type records struct {
	ctx       context.Context
	provider  psa.Provider
	clock     func() time.Time // when an answer came
	tickets   *ticketDetails
	companies *companyDetails
}

func newRecords(ctx context.Context, p psa.Provider, clock func() time.Time) records {
	return records{ctx, p, clock, newTicketDetails(), newCompanyDetails()}
}

// look notes which ticket is looked at; 0 for none.
func (r *records) look(id model.TicketID, w *world) {
	t := w.lookup.Ticket(id)
	if id != 0 && t != nil && psa.Asks(r.provider, psa.Notes, psa.Time, psa.Devices) {
		r.tickets.look(t.ID, t.Updated, w.now)
	}
}

// lookAtCompany notes which company is looked at; 0 for none.
func (r *records) lookAtCompany(id model.CompanyID, now time.Time) {
	if psa.Asks(r.provider, psa.Contacts, psa.Agreements) {
		r.companies.look(id, time.Time{}, now)
	}
}

// ask asks for what is due; nil when nothing is.
func (r *records) ask(w *world) tea.Cmd {
	return tea.Batch(r.askTicket(w), r.askCompany(w.now))
}

// next is when ask has something to do; zero for never.
func (r *records) next() time.Time { return earliest(r.tickets.next(), r.companies.next()) }

// forgetTimes makes everything askable again: the clock was set.
func (r *records) forgetTimes(now time.Time) {
	r.tickets.forgetTimes(now)
	r.companies.forgetTimes(now)
}
