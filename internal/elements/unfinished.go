package elements

import (
	"sync"
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
)

// keptFor is how long what has come of an interrupted list is gone on with.
const keptFor = 15 * time.Minute

// unfinished keeps what has come of lists whose last Fetch failed, so that the
// next one asks for the rest only.
type unfinished struct {
	mu    sync.Mutex
	lists map[model.Source]partial
}

type partial struct {
	query psa.Query
	list  *gathering
}

// take gives the list to go on with, or a new one.
func (u *unfinished) take(q psa.Query, now time.Time, begin func() *gathering) *gathering {
	u.mu.Lock()
	defer u.mu.Unlock()
	p, ok := u.lists[q.Source]
	delete(u.lists, q.Source)
	if ok && now.Sub(p.list.begun) <= keptFor && p.query.Kind == q.Kind && p.query.Since.Equal(q.Since) &&
		p.query.From.Equal(q.From) && p.query.To.Equal(q.To) && p.query.AtMost == q.AtMost {
		return p.list
	}
	return begin()
}

// keep puts aside what has come, if anything has.
func (u *unfinished) keep(q psa.Query, g *gathering) {
	if g.pages == 0 {
		return
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.lists == nil {
		u.lists = map[model.Source]partial{}
	}
	u.lists[q.Source] = partial{q, g}
}
