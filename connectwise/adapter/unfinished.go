package adapter

import (
	"errors"
	"slices"
	"sync"
	"time"

	"daybrief/connectwise"
	"daybrief/internal/psa"
	"daybrief/model"
)

// What has come of a fetch is given up after a while: of lists that changes
// follow, because those, which are asked for next, would be a list of their own; of
// anything else because it would be old and look new.
const (
	oldLists   = 30 * time.Minute
	oldAnswers = 5 * time.Minute
	oldLookups = 10 * time.Second // a lookup asks how things are now
)

// unfinished keeps what has come of long lists whose last Fetch failed, so that
// the next one asks for the rest only. A server that answers every fifth request
// with 429 would otherwise never be read to the end.
type unfinished struct {
	mu      sync.Mutex
	fetches map[model.Source]partial
}

// partial is a fetch that failed on the way: of a list of tickets its pages, of
// anything else the answers as they were.
type partial struct {
	query   psa.Query
	begun   time.Time
	list    *connectwise.Gathering
	sla     *connectwise.Calculation
	answers *connectwise.Kept
}

// take gives the fetch to go on with, or a new one.
func (u *unfinished) take(q psa.Query, now time.Time) partial {
	u.mu.Lock()
	defer u.mu.Unlock()
	p, ok := u.fetches[q.Source]
	delete(u.fetches, q.Source)
	most := oldAnswers
	switch {
	case patient(q):
		most = oldLists
	case q.Kind == psa.Lookup:
		most = oldLookups
	}
	if age := now.Sub(p.begun); ok && age >= 0 && age <= most && p.asks(q) {
		return p
	}
	q.Known, q.Part = nil, nil // not to be kept alive
	return partial{query: q, begun: now, list: &connectwise.Gathering{}, sla: &connectwise.Calculation{}, answers: &connectwise.Kept{}}
}

// asks reports whether the fetch is about a query. Bounds that move with the
// clock are part of it: other bounds are another list.
func (p partial) asks(q psa.Query) bool {
	return p.query.Kind == q.Kind && p.query.Since.Equal(q.Since) && p.query.From.Equal(q.From) && p.query.To.Equal(q.To) &&
		slices.Equal(p.query.Statuses, q.Statuses) && slices.Equal(p.query.Tickets, q.Tickets)
}

// interrupted reports whether a failure says nothing against what has come: the
// server had enough, or was gone. After an answer that makes no sense, all of
// them are asked for again.
func interrupted(err error) bool {
	var p *model.Problem
	if !errors.As(err, &p) {
		return false
	}
	switch p.Kind {
	case model.RateLimited, model.ServerDown, model.TimedOut, model.Offline:
		return true
	}
	return false
}

// keep puts aside what has come, if anything has.
func (u *unfinished) keep(p partial) {
	if p.list.Pages() == 0 && p.answers.Len() == 0 && !p.sla.Begun() {
		return
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.fetches == nil {
		u.fetches = map[model.Source]partial{}
	}
	u.fetches[p.query.Source] = p
}
