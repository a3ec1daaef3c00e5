package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/internal/feed"
	"daybrief/internal/psa"
	"daybrief/model"
	"daybrief/ui/screen"
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

// companyDetail is what a screen may know about a company.
func (a *App) companyDetail(id model.CompanyID) psa.CompanyDetail {
	d, busy := a.companies.get(id)
	d.Busy = busy
	return d.Of(a.opts.Provider)
}

// lookedAt asks the active screen which company it shows.
func (a *App) lookedAt() {
	l, ok := a.tabs[a.active].screen.(screen.CompanyLooker)
	if !psa.Asks(a.opts.Provider, psa.Contacts, psa.Agreements) {
		return
	}
	var id model.CompanyID // nobody looks: nothing is asked again
	if ok && a.page == nil {
		id = l.LookingAt()
	}
	a.companies.look(id, time.Time{}, a.world.now)
}

// askCompany asks for the wanted company when it is due.
func (a *App) askCompany() tea.Cmd {
	d, now := a.companies, a.world.now
	id := d.take(now)
	if id <= 0 {
		return nil
	}
	d.begin(id, time.Time{}, now)
	a.outdate()
	ctx, clock, ask := feed.Interactive(a.ctx), a.clock, a.opts.Provider.Company
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
func (a *App) keepCompany(msg companyAnswer) {
	d := a.companies.end(msg.id)
	if d == nil {
		return
	}
	d.Contacts.Keep(msg.Contacts, msg.at)
	d.Agreements.Keep(msg.Agreements, msg.at)
	a.outdate()
}
