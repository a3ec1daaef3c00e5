package cli

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"daybrief/internal/history"
	"daybrief/internal/psa"
	"daybrief/internal/settings"
	"daybrief/internal/store"
	"daybrief/model"
	"daybrief/ui"
)

// searched is a history as the dashboard's search asks it. db is nil without an
// error as long as the file is not open.
func searched(open func(context.Context) (*history.DB, error)) func(context.Context, string, int) (ui.PastFound, error) {
	return func(ctx context.Context, words string, limit int) (ui.PastFound, error) {
		db, err := open(ctx)
		if err != nil {
			return ui.PastFound{}, err
		}
		if db == nil {
			return ui.PastFound{}, errors.New("it is not open yet")
		}
		q := history.ParseQuery(words)
		found, err := db.Search(ctx, q, limit)
		if err != nil {
			return ui.PastFound{}, err
		}
		people, err := db.Contacts(ctx, words, limit)
		if err != nil {
			return ui.PastFound{}, err
		}
		out := ui.PastFound{More: found.More, Note: found.Said()}
		if len(q.Unread) > 0 {
			out.Note = q.Unread[0]
		}
		for _, h := range found.Hits {
			out.Tickets = append(out.Tickets, ui.PastTicket{ID: h.ID, Summary: h.Summary, Company: h.Company, Owner: h.Owner, State: h.State.String(), Closed: h.ClosedAt})
		}
		for _, c := range people {
			out.Contacts = append(out.Contacts, ui.PastContact{ID: c.ID, Name: c.Name, Company: c.CompanyName, Phone: c.Phone, Email: c.Email})
		}
		return out, nil
	}
}

// madeHistory is the demo's history: in memory, and made when somebody searches
// for the first time.
type madeHistory struct {
	tenant *tenant
	latest func() *model.Snapshot

	mu      sync.Mutex
	db      *history.DB
	written *model.Snapshot
	aged    bool // the days before what the server remembers are in it
}

// open brings the history up to what is on the screen.
func (m *madeHistory) open(ctx context.Context) (*history.DB, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.db == nil {
		db, err := history.Open(ctx, history.Options{Now: m.tenant.now})
		if err != nil {
			return nil, err
		}
		m.db = db
	}
	s := m.latest()
	if s == nil || s == m.written {
		return m.db, nil
	}
	whole := s.ServiceTickets.Known() && s.ClosedService.Known()
	if err := m.tenant.putMade(ctx, m.db, s, !m.aged && whole); err != nil {
		return nil, err
	}
	m.aged = m.aged || whole
	m.written = s
	return m.db, nil
}

func (m *madeHistory) close() {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.db != nil {
		_ = m.db.Close()
	}
}

// listClosed completes a snapshot that was gathered for its open tickets with as
// many days of closed ones as a dashboard has.
func (t *tenant) listClosed(ctx context.Context, s *model.Snapshot) error {
	since := t.now().AddDate(0, 0, -closedDays)
	for src, list := range map[model.Source]*model.Fresh[[]*model.Ticket]{model.SourceClosed: &s.ClosedService, model.SourceClosedProject: &s.ClosedProject} {
		b, err := t.provider.Fetch(ctx, psa.Query{Source: src, Since: since})
		if p := psa.ProblemOf(err); p != nil && p.Kind != model.NotOffered {
			return err
		} else if p == nil {
			list.Value = b.Tickets
		}
	}
	s.ClosedSince = since
	return nil
}

// putMade writes a snapshot of the made-up company into its history, and with aged
// also the days before what its server remembers: all of them are known.
func (t *tenant) putMade(ctx context.Context, db *history.DB, s *model.Snapshot, aged bool) error {
	now := t.now()
	if err := putLists(ctx, db, s, t.zone); err != nil {
		return err
	}
	rules := rulesOf(t.set, t.zone)
	today := history.CountDay(s, model.NewLookup(s, rules.Policy), now, t.zone, staleOf(rules.Rules)(s, now))
	if aged {
		if _, err := db.PutTickets(ctx, madeTickets(t.demo, s, now, t.zone), now, t.zone); err != nil {
			return err
		}
		if len(today) > 0 {
			today = append(today, madeCounts(t.demo.seed, today[0].Counts, now, t.zone)...)
		}
	}
	known := []history.Span{{From: now.AddDate(0, 0, -madeDays), To: madeBefore(now, t.zone)}, {From: s.ClosedSince, To: now}}
	for _, span := range known {
		for _, project := range []bool{false, true} {
			if err := db.AddSpan(ctx, project, span); err != nil {
				return err
			}
		}
	}
	return db.PutDays(ctx, today)
}

// putLists writes all tickets of a snapshot.
func putLists(ctx context.Context, db *history.DB, s *model.Snapshot, zone *time.Location) error {
	for _, list := range []model.Fresh[[]*model.Ticket]{s.ClosedService, s.ClosedProject, s.ServiceTickets, s.ProjectTickets} {
		if _, err := db.PutTickets(ctx, list.Value, list.At, zone); err != nil {
			return err
		}
	}
	return nil
}

// madePast is the history of the made-up company, in memory.
func (t *tenant) madePast(ctx context.Context) (*history.DB, error) {
	snap, err := t.gatherDays(ctx, time.Minute, closedDays)
	if err != nil {
		return nil, err
	}
	db, err := history.Open(ctx, history.Options{Now: t.now})
	if err != nil {
		return nil, err
	}
	whole := *snap // a snapshot is never written to
	if err = t.listClosed(ctx, &whole); err == nil {
		err = t.putMade(ctx, db, &whole, true)
	}
	if err != nil {
		_ = db.Close()
		return nil, err
	}
	return db, nil
}

// madePasts are histories of made-up companies by what they are made from. They
// are read only, and stay open as long as the process.
type madePasts struct {
	mu  sync.Mutex
	dbs map[string]*history.DB
}

// pastMade is how a command that ends soon opens the history of a made-up company.
func (p *program) pastMade(t *tenant) func(context.Context) (*history.DB, error) {
	shared := p.opts.pasts
	if shared == nil {
		return opened(p, t.madePast)
	}
	return func(ctx context.Context) (*history.DB, error) {
		shared.mu.Lock()
		defer shared.mu.Unlock()
		key := fmt.Sprint(t.demo.seed, t.demo.size, t.now().UnixNano(), t.zone, rulesOf(t.set, t.zone).Rules)
		if db := shared.dbs[key]; db != nil {
			return db, nil
		}
		db, err := t.madePast(ctx)
		if err == nil {
			shared.dbs[key] = db
		}
		return db, err
	}
}

// pastDays are what was kept of the past on this computer: since when customers wait,
// and the days that means are taken over. A dashboard has the same, so that both
// say the same. What can't be read is left out: the sections say what they lack.
type pastDays struct {
	days    model.History
	replied map[model.TicketID]model.Since
}

// readPast reads what was kept; nothing is kept of the made-up company.
func (p *program) readPast(ctx context.Context, t *tenant) (k pastDays) {
	if t.made {
		return k
	}
	if folder, err := settings.StateFolder(p.env); err == nil {
		if who, host, err := whereabouts(t.set.Connection); err == nil {
			k.days, _ = store.New(folder, who, host).LoadHistory()
		}
	}
	if !t.set.History.On {
		return k
	}
	path, err := p.historyPath()
	if err != nil {
		return k
	}
	db, err := history.Open(ctx, history.Options{Path: path, Existing: true, Now: t.now})
	if err != nil {
		return k
	}
	defer func() { _ = db.Close() }()
	if since, err := db.Replied(ctx); err == nil {
		k.replied = since
	}
	today := model.CalendarDay(t.now(), t.zone)
	if derived, err := history.Tallies(ctx, db, today.AddDate(0, 0, -model.HistoryDays), today, t.zone); err == nil {
		k.days = k.days.Over(derived)
	}
	return k
}

// closedFor is how many days of closed tickets a briefing asks for: where the past
// does not tell what is usual on this weekday, as many as it takes to tell. 0: as
// many as its sections need.
func (k pastDays) closedFor(t *tenant) int {
	today := model.CalendarDay(t.now(), t.zone)
	if t.made || k.days.Has(today.AddDate(0, 0, -7)) && k.days.Has(today.AddDate(0, 0, -14)) {
		return 0
	}
	return closedDays + 1
}

// with puts what was kept into a snapshot that was gathered just now.
func (k pastDays) with(ctx context.Context, t *tenant, s *model.Snapshot) *model.Snapshot {
	one := *s
	one.History = k.days
	if k.replied != nil {
		one.RepliedSince = k.replied
	}
	if t.made {
		full := *s
		if err := t.listClosed(ctx, &full); err == nil {
			one.History = madeTallies(t.demo, &full, t.now(), t.zone)
		}
	}
	return &one
}
