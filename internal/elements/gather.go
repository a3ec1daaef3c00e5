package elements

import (
	"context"
	"encoding/json"
	"sync"
	"time"
)

// together is how many pages of a list are asked for at a time. The limiter may
// let fewer out.
const together = 4

// shortest is the span of time that is not divided any more.
const shortest = 12 * time.Hour

// gathering is a list under way, made of walks. What has come stays when a page
// fails, and the next gather goes on with what is missing. Rows come each once,
// by id. It is not for use by several goroutines.
type gathering struct {
	begun time.Time // when the first request was sent

	mu      sync.Mutex
	more    *sync.Cond
	walks   []*walk // to be gone on with
	asking  int     // requests that are under way
	rows    []json.RawMessage
	seen    map[int64]bool
	skipped int // rows without an id
	capped  bool
	pages   int
	date    time.Time
	failed  error
	most    int // give up beyond so many rows; 0: never
	over    bool
	// divide makes the question for a part of a walk's span of time; nil where
	// walks can't be divided.
	divide func(from, to time.Time) *walk
	// names are the fields that the gateway renames; nil where it renames none.
	names map[string]string
}

// gather walks everything there is to walk, several pages at a time. The error is
// that of the first page that failed: g then keeps everything else.
func (c *Client) gather(ctx context.Context, g *gathering) error {
	if g.begun.IsZero() {
		g.begun, g.seen = c.o.Now(), map[int64]bool{}
	}
	g.failed, g.more = nil, sync.NewCond(&g.mu)
	var workers sync.WaitGroup
	for range together {
		workers.Go(func() { g.work(ctx, c) })
	}
	workers.Wait()
	return g.failed
}

// work takes walks and goes a page on with each, until there are none.
func (g *gathering) work(ctx context.Context, c *Client) {
	for {
		w := g.take()
		if w == nil {
			return
		}
		f, err := c.fetch(ctx, w)
		g.put(w, f, err)
	}
}

func (g *gathering) take() *walk {
	g.mu.Lock()
	defer g.mu.Unlock()
	for {
		switch {
		case g.failed != nil || g.over || len(g.walks) == 0 && g.asking == 0:
			g.more.Broadcast()
			return nil
		case len(g.walks) > 0:
			w := g.walks[0]
			g.walks = g.walks[1:]
			g.asking++
			return w
		}
		g.more.Wait()
	}
}

func (g *gathering) put(w *walk, f fetched, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	defer g.more.Broadcast()
	g.asking--
	if err != nil {
		if g.failed == nil {
			g.failed = err
		}
		g.walks = append(g.walks, w)
		return
	}
	g.pages++
	if f.date.After(g.date) {
		g.date = f.date
	}
	g.add(f.rows)
	w.arrived(f)
	g.capped = g.capped || w.capped
	g.over = g.most > 0 && len(g.rows) > g.most
	if !w.done {
		g.walks = append(g.parts(w, f.rows), g.walks...)
	}
}

// parts are what to go on with after the first page of a walk: the walk itself,
// or its span of time in pieces, where it seems to be long or others have nothing
// to do. The rows of its first page come again then, which costs one page.
func (g *gathering) parts(w *walk, rows []json.RawMessage) []*walk {
	span, n := w.to.Sub(w.from), 1
	if g.divide != nil && w.pages == 1 && span >= shortest {
		if n = min(likely(w, rows)/2, 2*together); n < 2 && together-g.asking-len(g.walks) >= 2 {
			n = together
		}
	}
	if n < 2 {
		return []*walk{w}
	}
	var out []*walk
	for i := range n {
		from, to := w.from.Add(span/time.Duration(n)*time.Duration(i)), w.from.Add(span/time.Duration(n)*time.Duration(i+1))
		if i == n-1 {
			to = w.to
		}
		out = append(out, g.divide(from, to))
	}
	return out
}

// likely is how many pages a walk seems to have, by how much of its span the
// first page covers. It is a guess, good for planning only: a gateway keeps no
// promise about the order of rows.
func likely(w *walk, rows []json.RawMessage) int {
	covered := time.Duration(0)
	for _, row := range rows {
		var t struct {
			Info struct{ DateEntered time.Time } `json:"_info"`
		}
		if json.Unmarshal(row, &t) == nil {
			covered = max(covered, t.Info.DateEntered.Sub(w.from))
		}
	}
	if covered <= 0 {
		return 1
	}
	return int(min(w.to.Sub(w.from)/covered, 100))
}

// add keeps the rows that have not been seen yet.
func (g *gathering) add(rows []json.RawMessage) {
	for _, row := range rows {
		row = renamed(row, g.names)
		var w struct{ ID json.Number }
		_ = json.Unmarshal(row, &w) // a row without an id is counted
		id, err := w.ID.Int64()
		if err != nil || id == 0 {
			g.skipped++
			continue
		}
		if !g.seen[id] {
			g.seen[id] = true
			g.rows = append(g.rows, row)
		}
	}
}
