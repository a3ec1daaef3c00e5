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

// How contacts and agreements are fetched: one company at a time, and only one
// that the selection rests on. They hardly change, so they are kept for long.
const (
	dossierFresh  = 10 * time.Minute // asked again when looked at later than this
	dossierRetry  = time.Minute      // the same after a failure that may pass
	dossierBurst  = 3                // so many may begin within dossierWindow
	dossierWindow = 20 * time.Second
	dossiersKept  = 200
)

// dossier is what is known of one company.
type dossier struct {
	psa.CompanyDetail
	asked time.Time // when it was last asked for
	seen  uint64    // counts fetches, to forget the least recent
}

// dossiers are those of all companies, and the one that is wanted.
type dossiers struct {
	known  map[model.CompanyID]*dossier
	wanted model.CompanyID
	due    time.Time // when wanted is to be fetched; zero for nothing to do
	busy   bool
	began  [dossierBurst]time.Time // when the latest fetches began, the oldest first
	count  uint64
}

// compiled brings a dossier back.
type compiled struct {
	company model.CompanyID
	at      time.Time
	psa.CompanyDetail
}

func newDossiers() *dossiers { return &dossiers{known: map[model.CompanyID]*dossier{}} }

// companyDetail is what a screen may know about a company.
func (a *App) companyDetail(id model.CompanyID) psa.CompanyDetail {
	return a.dossiers.detail(id).Of(a.opts.Provider)
}

func (d *dossiers) detail(id model.CompanyID) psa.CompanyDetail {
	if k := d.known[id]; k != nil {
		return k.CompanyDetail
	}
	return psa.CompanyDetail{}
}

// look notes that a company is looked at.
func (d *dossiers) look(id model.CompanyID, now time.Time) {
	if id != d.wanted {
		d.wanted, d.due = id, time.Time{}
	}
	if id <= 0 || !d.due.IsZero() || d.fresh(id, now) {
		return
	}
	d.due = later(now.Add(restTime), d.began[0].Add(dossierWindow))
}

// fresh reports whether a company need not be asked for now. What the role
// denies is not asked for more often than what it grants.
func (d *dossiers) fresh(id model.CompanyID, now time.Time) bool {
	k := d.known[id]
	if k == nil {
		return false
	}
	keep := dossierFresh
	if passes(k.Contacts.Problem) || passes(k.Agreements.Problem) {
		keep = dossierRetry
	}
	return k.Busy || now.Sub(k.asked) < keep
}

func passes(p *model.Problem) bool {
	return p != nil && p.Kind != model.Forbidden && p.Kind != model.NotOffered
}

// next is when compile wants to be called; zero while a fetch is under way.
func (d *dossiers) next() time.Time {
	if d.busy {
		return time.Time{}
	}
	return d.due
}

// forgetTimes makes everything askable again after the clock was set back.
func (d *dossiers) forgetTimes() {
	for _, k := range d.known {
		k.asked = time.Time{}
	}
	d.began, d.due = [dossierBurst]time.Time{}, time.Time{}
}

// compile fetches the wanted company when it is due.
func (a *App) compile() tea.Cmd {
	d, now, ask := a.dossiers, a.world.now, a.opts.Provider.Company
	if d.busy || d.due.IsZero() || now.Before(d.due) {
		return nil
	}
	d.due = time.Time{}
	if d.wanted <= 0 {
		return nil
	}
	d.begin(now)
	a.outdate()
	ctx, clock, id := feed.Interactive(a.ctx), a.clock, d.wanted
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, detailTime)
		defer cancel()
		out, err := guarded(func() (psa.CompanyDetail, error) { return ask(ctx, id), nil })
		if err != nil {
			out = psa.FailedCompany(err)
		}
		return compiled{id, clock(), out}
	}
}

// begin marks the wanted company as asked for.
func (d *dossiers) begin(now time.Time) {
	k := d.known[d.wanted]
	if k == nil {
		d.forget()
		k = &dossier{}
		d.known[d.wanted] = k
	}
	copy(d.began[:], d.began[1:])
	d.began[dossierBurst-1] = now
	d.count++
	d.busy, k.Busy, k.asked, k.seen = true, true, now, d.count
}

// forget makes room for one more: memory must stay flat for weeks.
func (d *dossiers) forget() {
	if len(d.known) < dossiersKept {
		return
	}
	var oldest model.CompanyID
	for id, k := range d.known {
		if oldest == 0 || k.seen < d.known[oldest].seen {
			oldest = id
		}
	}
	delete(d.known, oldest)
}

// filed keeps a dossier. A failure keeps the old part and says so.
func (a *App) filed(msg compiled) {
	a.dossiers.busy = false
	k := a.dossiers.known[msg.company]
	if k == nil {
		return
	}
	k.Busy = false
	k.Contacts.Keep(msg.Contacts, msg.at)
	k.Agreements.Keep(msg.Agreements, msg.at)
	a.outdate()
}

// lookedAt asks the active screen which company it shows.
func (a *App) lookedAt() {
	l, ok := a.tabs[a.active].screen.(screen.CompanyLooker)
	if !psa.Asks(a.opts.Provider, psa.Contacts, psa.Agreements) {
		return
	}
	if !ok || a.page != nil {
		a.dossiers.look(0, a.world.now) // nobody looks: nothing is asked again
		return
	}
	a.dossiers.look(l.LookingAt(), a.world.now)
}
