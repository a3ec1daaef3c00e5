package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/internal/feed"
	"daybrief/internal/psa"
	"daybrief/model"
)

// Contacts and agreements hardly change.
const (
	companyFresh  = 10 * time.Minute // asked again when looked at later than this
	companyRetry  = time.Minute      // the same after a failure that may pass
	companyBurst  = 3
	companyWindow = 20 * time.Second
)

type companyDetails = details[model.CompanyID, psa.CompanyDetail]

// companyAnswer brings a detail back.
type companyAnswer struct {
	id model.CompanyID
	at time.Time
	psa.CompanyDetail
}

func newCompanyDetails() *companyDetails {
	return &companyDetails{
		burst: companyBurst, window: companyWindow, known: map[model.CompanyID]*detail[psa.CompanyDetail]{},
		fresh: func(d *psa.CompanyDetail) time.Duration {
			if passes(d.Contacts.Problem) || passes(d.Agreements.Problem) {
				return companyRetry
			}
			return companyFresh
		},
		final: func(*psa.CompanyDetail) bool { return false },
	}
}

// passes reports whether a failure may be over soon. What the role denies is
// not asked for more often than what it grants.
func passes(p *model.Problem) bool {
	return p != nil && p.Kind != model.Forbidden && p.Kind != model.NotOffered
}

// company is what a screen may know about a company.
func (r *records) company(id model.CompanyID) psa.CompanyDetail {
	d, busy := r.companies.get(id)
	d.Busy = busy
	return d.Of(r.provider)
}

// askCompany asks for the wanted company when it is due.
func (r *records) askCompany(now time.Time) tea.Cmd {
	d := r.companies
	id := d.take(now)
	if id <= 0 {
		return nil
	}
	d.begin(id, time.Time{}, now)
	ctx, clock, ask := feed.Interactive(r.ctx), r.clock, r.provider.Company
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, detailTime)
		defer cancel()
		out, err := guarded(func() (psa.CompanyDetail, error) { return ask(ctx, id), nil })
		if err != nil {
			out = psa.FailedCompany(err)
		}
		return companyAnswer{id, clock(), out}
	}
}

// keepCompany takes an answer. A failure keeps the old part and says so.
func (r *records) keepCompany(msg companyAnswer) {
	d := r.companies.end(msg.id)
	if d == nil {
		return
	}
	d.Contacts.Keep(msg.Contacts, msg.at)
	d.Agreements.Keep(msg.Agreements, msg.at)
}
