package connectwise

import (
	"context"
	"encoding/json"
	"iter"
	"net/http"
	"strconv"
	"strings"
)

// Page is a page of records, or with Collect a whole list.
type Page[T any] struct {
	Items []T
	// Skipped counts records that could not be read.
	Skipped int
	// Capped is true when the list went on but was cut: at the page limit, or
	// because the server's pages went round in circles.
	Capped bool
}

// Collect gathers all pages into one. After an error nothing is returned: half
// a list would look like records that vanished.
func Collect[T any](pages iter.Seq2[Page[T], error]) (Page[T], error) {
	var all Page[T]
	for p, err := range pages {
		if err != nil {
			return Page[T]{}, err
		}
		if all.Items == nil {
			all.Items = p.Items
		} else {
			all.Items = append(all.Items, p.Items...)
		}
		all.Skipped += p.Skipped
		all.Capped = all.Capped || p.Capped
	}
	return all, nil
}

// each flattens pages into records; an error comes once and ends it.
func each[T any](pages iter.Seq2[Page[T], error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for p, err := range pages {
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, item := range p.Items {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

// paging is how a list is walked (connectwise-api 3.3).
type paging uint8

const (
	// forward asks for what follows an id. Nothing can shift between pages; it
	// allows no order.
	forward paging = iota
	// numbered counts pages, in the order of ids so that rows keep their page.
	numbered
)

// listing describes a list: wire rows W become records M.
type listing[W, M any] struct {
	op     string
	path   string
	paging paging
	size   int // records a page; 0 is the client's own
	// fields are asked for on every page; they are a function because what a
	// server knows may turn out on the way.
	fields func() []string
	conds  []Cond // one list each, walked one after the other
	// search sends the conditions in a POST, for those too long for a URL.
	search bool
	// unsorted lists can't be asked for their last id, by which they would be divided:
	// what is left is divided where ids should be, as far as they have been so far,
	// the last part being open.
	unsorted bool
	id       func(*W) int64
	// record maps a row; false leaves it out without counting it as unreadable.
	record func(*W) (M, bool)
	// lacks reports whether a row lacks what the list asks about: it is counted as
	// unreadable. nil: none does.
	lacks func(*W) bool
	// forgive may change what fields returns after a refusal; true means that
	// the page is worth asking for again.
	forgive func(error) bool
	// came is told of each page that is gathered; nil for nobody.
	came func(items []M, pages int)
}

// pages walks the list. Records are never given twice.
func pages[W, M any](ctx context.Context, c *Client, l listing[W, M]) iter.Seq2[Page[M], error] {
	return func(yield func(Page[M], error) bool) {
		seen, room := map[int64]struct{}{}, &room[W]{}
		left := c.config.maxPages
		for i, cond := range l.conds {
			w := walk[W, M]{c: c, l: &l, cond: cond, seen: seen, page: 1}
			for !w.done {
				p, err := w.step(ctx, room)
				if err != nil {
					yield(Page[M]{}, err)
					return
				}
				if left--; left == 0 && (!w.done || i+1 < len(l.conds)) {
					p.Capped, w.done = true, true // pages of this list, or whole lists, are left out
				}
				if !yield(p, nil) {
					return
				}
			}
			if left <= 0 {
				return
			}
		}
	}
}

// walk is the state of one list of pages.
type walk[W, M any] struct {
	c      *Client
	l      *listing[W, M]
	cond   Cond
	seen   map[int64]struct{}
	page   int
	pageID int64
	done   bool

	// A walk may be a part of the ids: above from, up to upTo; 0 for no bound.
	from, upTo int64
	spread     float64 // how far apart the ids of the last page were, on average
}

func (w *walk[W, M]) step(ctx context.Context, r *room[W]) (Page[M], error) {
	f, err := w.fetch(ctx, r)
	if err != nil {
		return Page[M]{}, err
	}
	return w.arrived(f), nil
}

// fetched is a page as it came.
type fetched[W any] struct {
	list    []W
	skipped int
	rows    int
	link    nextLink
}

// fetch asks for the next page. It changes nothing but the room: after a failure it
// can be asked for again.
func (w *walk[W, M]) fetch(ctx context.Context, r *room[W]) (f fetched[W], err error) {
	req, err := w.request()
	if err != nil {
		return f, err
	}
	rep, err := w.c.call(ctx, req)
	if err != nil && w.l.forgive != nil && w.l.forgive(err) {
		if req, err = w.request(); err == nil {
			rep, err = w.c.call(ctx, req)
		}
	}
	if err != nil {
		return f, err
	}
	if f.list, f.skipped, err = decodeRows(rep, r); err != nil {
		return f, err
	}
	f.rows = len(f.list) + f.skipped
	f.link, err = rep.next()
	return f, err
}

// arrived takes a page in and moves on to the next.
func (w *walk[W, M]) arrived(f fetched[W]) Page[M] {
	p, fresh, last := w.take(f.list)
	p.Skipped += f.skipped
	w.advance(&p, f.link, f.rows, fresh, last)
	return p
}

// take maps the rows that have not been seen yet.
func (w *walk[W, M]) take(rows []W) (p Page[M], fresh int, last int64) {
	p.Items = make([]M, 0, len(rows))
	for i := range rows {
		id := w.l.id(&rows[i])
		if id == 0 || w.l.lacks != nil && w.l.lacks(&rows[i]) {
			p.Skipped++
			continue
		}
		last = max(last, id)
		if _, dup := w.seen[id]; dup {
			continue
		}
		w.seen[id] = struct{}{}
		fresh++
		if m, ok := w.l.record(&rows[i]); ok {
			p.Items = append(p.Items, m)
		}
	}
	return p, fresh, last
}

// clampedTo divides the sizes that something between here and the server may hold pages
// to, whatever was asked for; 25 is the API's own default (connectwise-api 3).
const clampedTo = 25

// advance decides whether there is another page, and which. Where no Link header comes
// at all, another page is asked for after a full one, and after one that may be as full
// as it can get.
func (w *walk[W, M]) advance(p *Page[M], link nextLink, rows, fresh int, last int64) {
	full := rows > 0 && (rows >= w.size() || rows%clampedTo == 0)
	if !link.exists && (link.sent || !full) {
		w.done = true
		return
	}
	if fresh == 0 && rows > 0 {
		w.done, p.Capped = true, true // the same page again
		return
	}
	if rows == 0 {
		w.done = true // a next page after an empty one leads nowhere
		return
	}
	if w.l.paging == forward && !w.l.search {
		id := last
		if n, err := strconv.ParseInt(link.pageID, 10, 64); err == nil {
			id = n
		}
		if id <= w.pageID {
			w.done, p.Capped = true, true
			return
		}
		w.pageID = id
		return
	}
	n := w.page + 1
	if said, err := strconv.Atoi(link.page); err == nil && said != n {
		w.done, p.Capped = true, true // back, in place, or past what was asked for
		return
	}
	w.page = n
}

func (w *walk[W, M]) size() int {
	if w.l.size > 0 {
		return min(w.l.size, w.c.config.pageSize)
	}
	return w.c.config.pageSize
}

func (w *walk[W, M]) request() (request, error) {
	if err := w.cond.Err(); err != nil {
		return request{}, w.c.failure(request{op: w.l.op}, 0, asProblem(err, problem(0, "bad-condition", err.Error(), "")))
	}
	req := request{op: w.l.op, method: http.MethodGet, path: w.l.path}
	req.query = params{conditions: w.within().String(), fields: w.l.fields(), pageSize: w.size()}
	if w.l.paging == forward && !w.l.search {
		req.forward = true
		if w.pageID > 0 {
			req.query.pageID = strconv.FormatInt(w.pageID, 10)
		}
		return req, nil
	}
	req.query.page = w.page
	req.query.orderBy = "id asc"
	if w.l.search {
		return w.searchFor(req)
	}
	return req, nil
}

// searchFor moves the conditions into a POST; fields and pages stay in the
// query (connectwise-api 3.2).
func (w *walk[W, M]) searchFor(req request) (request, error) {
	body, err := json.Marshal(struct {
		Conditions string `json:"conditions"`
		OrderBy    string `json:"orderBy"`
	}{req.query.conditions, req.query.orderBy})
	if err != nil {
		return request{}, err
	}
	req.method, req.body = http.MethodPost, body
	req.path = strings.TrimSuffix(req.path, "/") + "/search"
	req.query.conditions, req.query.orderBy = "", ""
	return req, nil
}
