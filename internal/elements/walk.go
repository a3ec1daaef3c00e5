package elements

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"
	"strconv"
	"time"

	"daybrief/model"
)

// maxPages bounds a walk: 200,000 records.
const maxPages = 1000

// clamps are divided by this: a gateway that gives fewer rows a page than it was
// asked for gives 25, 50, 100 or so.
const clampStep = 25

// walk is a list under way: of an object, below a condition.
type walk struct {
	op, path string
	where    Where
	token    string          // of the next page; opaque
	page     int             // of the next page, where the gateway's headers got lost; 0 else
	tokens   map[string]bool // that were given
	pages    int
	first    json.RawMessage // row of the page before
	done     bool
	capped   bool

	// A walk over a span of time may be divided before its second page.
	from, to time.Time
}

// fetched is a page as it came.
type fetched struct {
	rows []json.RawMessage
	date time.Time
	next string
	page int
	end  bool
}

// fetch asks for the next page. It changes nothing: after a failure the same
// page can be asked for again.
func (c *Client) fetch(ctx context.Context, w *walk) (f fetched, err error) {
	q := question{op: w.op, path: w.path, query: url.Values{"pageSize": {strconv.Itoa(pageSize)}}}
	if text := w.where.String(); text != "" {
		q.query.Set("where", text)
	}
	if w.token != "" {
		q.query.Set("nextPage", w.token)
	}
	if w.page > 0 {
		q.query.Set("page", strconv.Itoa(w.page))
	}
	if err := c.prepared(ctx); err != nil {
		return f, err
	}
	a, err := c.ask(ctx, q)
	if err != nil {
		return f, c.blame(ctx, err)
	}
	if f.rows, err = c.rows(a); err != nil {
		return f, err
	}
	f.date, f.next = a.date, a.header.Get("Elements-Next-Page-Token")
	if f.next != "" && w.tokens[f.next] {
		return f, c.problem(model.BadReply, "token-loop", c.o.Base.host+" names a page again that it has given already.", "It will be asked again; if it stays like this, tell the gateway's support.")
	}
	f.end = over(a, len(f.rows), f.next)
	if f.end && f.next == "" && len(f.rows) >= pageSize && bare(a) {
		f.page, f.end = max(w.page, 1)+1, false
	}
	return f, nil
}

// over reports whether a page was the last: no token, no row, or fewer rows than
// asked for. A gateway that clamps the size of pages gives fewer rows, too: it
// says so (Elements-Error), or their number is a round one.
func over(a *answer, rows int, next string) bool {
	if next == "" || rows == 0 {
		return true
	}
	clamped := a.header.Get("Elements-Error") != "" || rows%clampStep == 0
	return rows < pageSize && !clamped
}

// bare reports whether the headers of a list got lost on the way: then a full page
// may be followed by others, which are asked for by number. The name of the request
// alone, which every answer has, does not tell.
func bare(a *answer) bool {
	for _, name := range []string{"Elements-Returned-Count", "Elements-Total-Count", "Elements-Next-Page-Token"} {
		if a.header.Get(name) != "" {
			return false
		}
	}
	return true
}

// arrived moves the walk on.
func (w *walk) arrived(f fetched) {
	w.pages++
	again := len(f.rows) > 0 && bytes.Equal(f.rows[0], w.first)
	if len(f.rows) > 0 {
		w.first = f.rows[0]
	}
	if w.tokens == nil {
		w.tokens = map[string]bool{}
	}
	w.token, w.page, w.done = f.next, f.page, f.end
	w.tokens[f.next] = true
	if !w.done && (w.pages >= maxPages || again) {
		w.done, w.capped = true, true // pages without end, or the same page again
	}
}

// first asks for the first record of an object.
func (c *Client) first(ctx context.Context, object string) (json.RawMessage, error) {
	if err := c.prepared(ctx); err != nil {
		return nil, err
	}
	query := url.Values{"pageSize": {"1"}}
	switch object { // never without a bound: hosted servers time out
	case objectTickets:
		query.Set("where", Where{}.From("lastUpdated", c.o.Now().Add(-7*24*time.Hour)).String())
	case objectActivities:
		query.Set("where", c.followUps().String())
	}
	a, err := c.ask(ctx, question{op: "list " + object, path: path(object), query: query})
	if err != nil {
		return nil, c.blame(ctx, err)
	}
	rows, err := c.rows(a)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows[0], nil
}
