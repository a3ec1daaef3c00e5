package cli

import (
	"context"
	"errors"
	"sync"
	"time"

	"daybrief/internal/history"
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
		out := ui.PastFound{More: found.More}
		if len(q.Unread) > 0 {
			out.Unread = q.Unread[0]
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
	if err := putLists(ctx, m.db, s, m.tenant.zone); err != nil {
		return nil, err
	}
	if !m.aged && s.ServiceTickets.Known() {
		if _, err := m.db.PutTickets(ctx, madeTickets(m.tenant.demo.seed, s, m.tenant.now(), m.tenant.zone), m.tenant.now(), m.tenant.zone); err != nil {
			return nil, err
		}
		m.aged = true
	}
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
	err = putLists(ctx, db, snap, t.zone)
	if err == nil {
		_, err = db.PutTickets(ctx, madeTickets(t.demo.seed, snap, t.now(), t.zone), t.now(), t.zone)
	}
	if err != nil {
		_ = db.Close()
		return nil, err
	}
	return db, nil
}

// withSince puts since when customers wait, as the dashboard has kept it, into
// what brief has gathered: both must say the same. Without a history nothing is
// known, which is no fault.
func (p *program) withSince(ctx context.Context, t *tenant, s *model.Snapshot) *model.Snapshot {
	if t.made || !t.set.History.On {
		return s
	}
	path, err := p.historyPath()
	if err != nil {
		return s
	}
	db, err := history.Open(ctx, history.Options{Path: path, Existing: true, Now: t.now})
	if err != nil {
		return s
	}
	defer func() { _ = db.Close() }()
	since, err := db.Replied(ctx)
	if err != nil {
		return s
	}
	with := *s
	with.RepliedSince = since
	return &with
}
