package connectwise

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"sync"

	"daybrief/model"
)

// together is how many pages of one list are asked for at a time. The limiter
// may let fewer out.
const together = 4

// Gathering is a list under way. What has come stays when a page fails, and the
// next Gather goes on with what is missing. The zero value begins a list; it is not
// for use by several goroutines.
type Gathering struct {
	// OneByOne has one page asked for at a time. That takes longer, and fewer
	// requests: where the ids of a list lie close together, parts of them are empty.
	OneByOne bool

	list interface{ come() int }
}

// Pages is how many pages have come so far.
func (g *Gathering) Pages() int {
	if g.list == nil {
		return 0
	}
	return g.list.come()
}

// gathered is a Gathering of rows W that become records M.
type gathered[W, M any] struct {
	mu     sync.Mutex
	more   *sync.Cond    // there may be something to do again
	walks  []*walk[W, M] // to be gone on with
	most   int           // requests at a time
	asking int           // requests that are under way
	seen   map[int64]struct{}
	all    Page[M]
	pages  int // that have come
	failed error
}

// Gather lists tickets like Pages, several pages at a time. A ticket that is moved
// from one status to another meanwhile may be missed or stand there as it was; it
// has then changed since the first request. The error is that of the first page
// that failed: g then keeps everything else.
func (s ticketReader) Gather(ctx context.Context, q TicketQuery, g *Gathering) (Page[*model.Ticket], error) {
	p, err := gather(ctx, s.c, s.listing("list "+s.noun, s.path, q, s.fields), g)
	s.c.shared.dates.Settle(p.Items, s.c.config.now())
	return p, err
}

// gather lists several pages at a time: once a first page was full, the rest of
// the ids is divided, and divided again where some are done before others. Within
// its part each walks forward by id, so that records that come and go shift
// nothing.
func gather[W, M any](ctx context.Context, c *Client, l listing[W, M], handle *Gathering) (Page[M], error) {
	g, ok := handle.list.(*gathered[W, M])
	if !ok {
		g = &gathered[W, M]{seen: map[int64]struct{}{}}
		handle.list = g
		for _, cond := range l.conds {
			g.walks = append(g.walks, &walk[W, M]{cond: cond, page: 1})
		}
	}
	for _, w := range g.walks {
		w.c, w.l, w.seen = c, &l, g.seen
	}
	g.failed, g.more, g.most = nil, sync.NewCond(&g.mu), together
	if handle.OneByOne {
		g.most = 1
	}
	var workers sync.WaitGroup
	for range g.most {
		workers.Go(func() { g.work(ctx) })
	}
	workers.Wait()
	if g.failed != nil {
		return Page[M]{}, g.failed
	}
	return g.all, nil
}

func (g *gathered[W, M]) come() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.pages
}

// work takes walks and goes a page on with each, until there are none.
func (g *gathered[W, M]) work(ctx context.Context) {
	var r room[W]
	for {
		w := g.take()
		if w == nil {
			return
		}
		p, err := g.next(ctx, w, &r)
		g.give(w, p, err)
	}
}

func (g *gathered[W, M]) take() *walk[W, M] {
	g.mu.Lock()
	defer g.mu.Unlock()
	for len(g.walks) == 0 && g.asking > 0 && g.failed == nil {
		g.more.Wait()
	}
	if len(g.walks) == 0 || g.failed != nil {
		return nil
	}
	w := g.walks[0]
	g.walks = g.walks[1:]
	g.asking++
	return w
}

// give puts down what a step has brought, and what is left of the walk.
func (g *gathered[W, M]) give(w *walk[W, M], p *Page[M], err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	defer g.more.Broadcast()
	g.asking--
	if err != nil {
		g.walks = append(g.walks, w)
		if g.failed == nil {
			g.failed = err
		}
		return
	}
	if p != nil {
		g.all.Items = append(g.all.Items, p.Items...)
		g.all.Skipped += p.Skipped
		g.all.Capped = g.all.Capped || p.Capped
		g.pages++
		if w.l.came != nil && (!w.done || g.asking > 0 || len(g.walks) > 0) {
			w.l.came(p.Items, g.pages)
		}
	}
	if !w.done {
		g.walks = append(g.walks, w.parts(g.most-g.asking-len(g.walks), g.pages)...)
	}
	if g.pages >= w.c.config.maxPages && len(g.walks) > 0 {
		g.all.Capped, g.walks = true, nil
	}
}

// next asks for a page, or where the ids of the walk end when that is needed to
// divide it.
func (g *gathered[W, M]) next(ctx context.Context, w *walk[W, M], r *room[W]) (*Page[M], error) {
	if g.most > 1 && w.pageID > 0 && w.upTo == 0 && !w.l.search && !w.l.unsorted {
		last, err := w.lastID(ctx)
		if err != nil {
			return nil, err
		}
		w.upTo, w.done = last, last <= w.pageID
		return nil, nil
	}
	f, err := w.fetch(ctx, r)
	if err != nil {
		return nil, err
	}
	g.mu.Lock() // what was seen is shared
	defer g.mu.Unlock()
	before := w.reached()
	p := w.arrived(f)
	if f.rows > 0 {
		w.spread = float64(w.reached()-before) / float64(f.rows)
	}
	return &p, nil
}

// lastID is the highest id of the walk's list; 0 when there is none.
func (w *walk[W, M]) lastID(ctx context.Context) (int64, error) {
	req := request{op: w.l.op, method: http.MethodGet, path: w.l.path}
	req.query = params{conditions: And(w.cond, Field("id").Above(w.pageID)).String(), fields: []string{"id"}, pageSize: 1, page: 1, orderBy: "id desc"}
	rep, err := w.c.call(ctx, req)
	if err != nil {
		return 0, err
	}
	rows, _, err := decodeList[digestWire](rep)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	return int64(rows[0].ID), nil
}

// parts divides what is left of a walk, as far as that is worth it, into at most
// so many. pages have come of the list so far.
func (w *walk[W, M]) parts(most, pages int) []*walk[W, M] {
	at, page := w.reached(), max(w.spread, 1)*float64(w.size()) // of ids
	n, step, open := most, int64(page)*int64(pages), w.upTo == 0
	switch {
	case open && (!w.l.unsorted || w.pageID == 0):
		n = 1
	case !open:
		n = min(most, int(float64(w.upTo-at)/page))
		step = (w.upTo - at) / int64(max(n, 1))
	}
	if n < 2 {
		return []*walk[W, M]{w}
	}
	out := make([]*walk[W, M], 0, n)
	for i := range n {
		part := *w
		part.page = 1
		if i > 0 {
			part.from, part.pageID = at+int64(i)*step, 0
		}
		if i < n-1 {
			part.upTo = at + int64(i+1)*step
		}
		out = append(out, &part)
	}
	return slices.Clip(out)
}

// reached is the id up to which the walk has come.
func (w *walk[W, M]) reached() int64 { return max(w.from, w.pageID) }

// within is the condition of a walk's own part of the ids.
func (w *walk[W, M]) within() Cond {
	conds := []Cond{w.cond}
	if w.from > 0 {
		conds = append(conds, Field("id").Above(w.from))
	}
	if w.upTo > 0 {
		conds = append(conds, Field("id").UpTo(w.upTo))
	}
	return And(conds...)
}

// Above is a condition on a number.
func (f Field) Above(n int64) Cond { return f.compare(">", strconv.FormatInt(n, 10), nil) }

// UpTo is a condition on a number.
func (f Field) UpTo(n int64) Cond { return f.compare("<=", strconv.FormatInt(n, 10), nil) }
