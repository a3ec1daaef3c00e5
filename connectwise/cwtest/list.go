package cwtest

import (
	"net/http"
	"slices"
	"strconv"
)

// each hands the records of an endpoint to yield, by ascending id. It runs
// under the server's lock; yield must not keep the pointer.
type each[T any] func(yield func(*T))

// filterOf compiles everything in a query that decides about a record.
func filterOf[T any](res *resource[T], q *query) (test[T], *refusal) {
	c, err := parseCondition(q.conditions)
	if err != nil {
		return nil, badQuery("conditions", err.Error())
	}
	where, err := bind(res, c)
	if err != nil {
		return nil, badQuery("conditions", err.Error())
	}
	if res.byClosed && overrun(c) {
		return nil, &refusal{status: http.StatusGatewayTimeout, plain: true, body: gatewayPage}
	}
	if q.custom != "" {
		return nil, badQuery("customFieldConditions", "this tenant has no custom fields")
	}
	if q.children == "" {
		return where, nil
	}
	if res.children == nil {
		return nil, badQuery("childConditions", res.name+" has no children to filter by")
	}
	if _, err := childCondition(q.children); err != nil {
		return nil, badQuery("childConditions", err.Error())
	}
	return func(r *T) bool { return where(r) && res.children(r, q) }, nil
}

// list answers a list request.
func list[T any](c *call, res *resource[T], rows each[T]) {
	q, ref := readQuery(c.r)
	if ref != nil {
		c.refuse(ref)
		return
	}
	listWith(c, res, rows, q)
}

func listWith[T any](c *call, res *resource[T], rows each[T], q *query) {
	rows = visible(c, rows)
	where, ref := filterOf(res, q)
	if ref == nil && res.dated != "" && unbounded(q, res.dated) {
		ref = &refusal{status: http.StatusGatewayTimeout, plain: true, body: gatewayPage}
	}
	var order []sorter[T]
	if ref == nil {
		order, ref = res.sorters(q.orderBy)
	}
	if ref != nil {
		c.refuse(ref)
		return
	}
	plan, err := res.plan(q.fields)
	if err != nil {
		c.refuse(badQuery("fields", err.Error()))
		return
	}
	c.s.mu.Lock()
	c.s.future.advance(c.now)
	page, total, more := arrange(res, rows, where, order, q)
	size := 2
	if len(page) > 0 {
		size = len(page) * 1200
	}
	body := append(make([]byte, 0, min(size, 1<<21)), '[')
	for i := range page {
		if i > 0 {
			body = append(body, ',')
		}
		body = appendRecord(body, page[i], plan)
	}
	c.s.mu.Unlock()
	last := int64(0)
	if len(page) > 0 {
		last = res.id(page[len(page)-1])
	}
	c.link(q, total, more, last)
	c.json(append(body, ']'))
}

// arrange finds the records, puts them into order and cuts the page out of
// them; more says whether any follow.
func arrange[T any](res *resource[T], rows each[T], where test[T], order []sorter[T], q *query) (page []*T, total int, more bool) {
	if byID := len(order) == 1 && order[0].id && !order[0].down; byID || q.forward {
		return window(res, rows, where, q)
	}
	var found []*T
	rows(func(r *T) {
		if where(r) {
			c := *r
			found = append(found, &c)
		}
	})
	if order == nil {
		shuffle(found, q.page)
	} else {
		slices.SortStableFunc(found, func(a, b *T) int {
			for _, k := range order {
				if c := compareValues(k.get(a), k.get(b)); c != 0 {
					if k.down {
						return -c
					}
					return c
				}
			}
			return 0
		})
	}
	from := min((q.page-1)*q.size, len(found))
	end := min(from+q.size, len(found))
	return found[from:end], len(found), end < len(found)
}

// window is arrange for the order that the records are kept in, by id: only
// the page itself is held.
func window[T any](res *resource[T], rows each[T], where test[T], q *query) (page []*T, total int, more bool) {
	skip := (q.page - 1) * q.size
	if q.forward {
		skip = 0
	}
	kept := make([]T, 0, min(q.size, 64))
	rows(func(r *T) {
		if !where(r) {
			return
		}
		if total++; q.forward && res.id(r) <= q.after || skip > 0 {
			skip = max(skip-1, 0)
			return
		}
		if len(kept) < q.size {
			kept = append(kept, *r)
		} else {
			more = true
		}
	})
	for i := range kept {
		page = append(page, &kept[i])
	}
	return page, total, more
}

// compareValues puts null first, as the database does.
func compareValues(a, b value) int {
	if a.k == kNull || b.k == kNull {
		return int(min(a.k, 1)) - int(min(b.k, 1))
	}
	return order(a, b)
}

// shuffle is what a list without orderBy gets: an order that differs from page
// to page, so that a careless walk skips and repeats records.
func shuffle[T any](found []T, page int) {
	d := newDice(uint64(page), 0x5eed)
	for i := len(found) - 1; i > 0; i-- {
		j := d.n(i + 1)
		found[i], found[j] = found[j], found[i]
	}
}

// count answers a /count request.
func count[T any](c *call, res *resource[T], rows each[T]) {
	rows = visible(c, rows)
	q, ref := readQuery(c.r)
	if ref == nil && q.fields != "" {
		ref = badQuery("fields", "'fields' is not a parameter of a count")
	}
	var where test[T]
	if ref == nil {
		where, ref = filterOf(res, q)
	}
	if ref != nil {
		c.refuse(ref)
		return
	}
	n := 0
	c.s.mu.Lock()
	c.s.future.advance(c.now)
	rows(func(r *T) {
		if where(r) {
			n++
		}
	})
	c.s.mu.Unlock()
	c.json(strconv.AppendInt([]byte(`{"count":`), int64(n), 10), '}')
}

// one answers a request for a single record by id.
func one[T any](c *call, res *resource[T], rows each[T], id int64) {
	rows = visible(c, rows)
	q, ref := readQuery(c.r)
	if ref != nil {
		c.refuse(ref)
		return
	}
	plan, err := res.plan(q.fields)
	if err != nil {
		c.refuse(badQuery("fields", err.Error()))
		return
	}
	var body []byte
	c.s.mu.Lock()
	c.s.future.advance(c.now)
	rows(func(r *T) {
		if body == nil && res.id(r) == id {
			body = appendRecord(make([]byte, 0, 4096), r, plan)
		}
	})
	c.s.mu.Unlock()
	if body == nil {
		c.answer(notFound(res.name, id))
		return
	}
	c.json(body)
}

// childCondition reads a filter on array children, where "in" is not allowed.
func childCondition(src string) (*condition, error) {
	c, err := parseCondition(src)
	if err != nil {
		return nil, err
	}
	if c == nil {
		return nil, errChild
	}
	c.leaves(func(l *condition) {
		if l.op == "in" {
			err = errChild
		}
	})
	return c, err
}

type childError string

func (e childError) Error() string { return string(e) }

const errChild = childError("childConditions take comparisons of children only, without 'in'")
