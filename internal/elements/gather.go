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
	w.arrived(f, g.add(f.rows))
	g.capped = g.capped || w.capped
	g.over = g.most > 0 && len(g.rows) > g.most
	if !w.done {
		g.walks = append(g.parts(w), g.walks...)
	}
}

// parts are what to go on with after the first page of a walk: the walk itself,
// or its span of time in pieces where others have nothing to do. The rows of its
// first page come again then, which costs one page.
func (g *gathering) parts(w *walk) []*walk {
	idle := together - g.asking - len(g.walks)
	span := w.to.Sub(w.from)
	if g.divide == nil || w.pages != 1 || idle < 2 || span < shortest {
		return []*walk{w}
	}
	var out []*walk
	for i := range together {
		from, to := w.from.Add(span/together*time.Duration(i)), w.from.Add(span/together*time.Duration(i+1))
		if i == together-1 {
			to = w.to
		}
		out = append(out, g.divide(from, to))
	}
	return out
}

// add keeps the rows that have not been seen yet and counts them.
func (g *gathering) add(rows []json.RawMessage) (fresh int) {
	for _, row := range rows {
		var w struct{ ID json.Number }
		_ = json.Unmarshal(row, &w) // a row without an id is counted
		id, err := w.ID.Int64()
		if err != nil || id == 0 {
			g.skipped++
			fresh++
			continue
		}
		if !g.seen[id] {
			g.seen[id] = true
			g.rows = append(g.rows, row)
			fresh++
		}
	}
	return fresh
}
