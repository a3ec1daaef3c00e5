package cwtest

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// query is what a request asks of a list.
type query struct {
	conditions, children, custom string
	orderBy, fields              string
	page, size                   int
	forward                      bool  // forward-only paging
	after                        int64 // pageId
}

const (
	defaultPage = 25
	maxPage     = 1000
)

// readQuery checks every parameter; what it does not know is refused, where
// the real server may shrug.
func readQuery(r *http.Request) (*query, *refusal) {
	vals, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, badQuery("query", "the query string can not be decoded")
	}
	q := &query{page: 1, size: defaultPage, forward: strings.EqualFold(r.Header.Get("pagination-type"), "forward-only")}
	for name, all := range vals {
		if len(all) > 1 {
			return nil, badQuery(name, "'"+name+"' was given more than once")
		}
		if ref := q.set(name, all[0]); ref != nil {
			return nil, ref
		}
	}
	if q.forward && q.orderBy != "" {
		return nil, badQuery("orderBy", "orderBy is not allowed with forward-only paging")
	}
	return q, nil
}

func (q *query) set(name, v string) *refusal {
	switch name {
	case "conditions":
		q.conditions = v
	case "childConditions":
		q.children = v
	case "customFieldConditions":
		q.custom = v
	case "orderBy":
		q.orderBy = v
	case "fields":
		q.fields = v
	case "page", "pageSize", "pageId":
		n, err := strconv.ParseInt(v, 10, 32)
		if err != nil || n < 0 || n == 0 && name != "pageId" {
			return badQuery(name, "'"+name+"' must be a positive number")
		}
		return q.number(name, n)
	default:
		return badQuery(name, "'"+name+"' is not a parameter of this request")
	}
	return nil
}

func (q *query) number(name string, n int64) *refusal {
	switch name {
	case "page":
		q.page = int(n)
	case "pageId":
		q.after = n
	case "pageSize":
		if n > maxPage {
			return badQuery(name, "pageSize is at most 1000")
		}
		q.size = int(n)
	}
	return nil
}

// sorter is one key of an orderBy.
type sorter[T any] struct {
	get  func(*T) value
	down bool
	id   bool // the records are kept in this order
}

// sorters compiles an orderBy; nil without one.
func (r *resource[T]) sorters(orderBy string) ([]sorter[T], *refusal) {
	if orderBy == "" {
		return nil, nil
	}
	if r.noOrder {
		return nil, badQuery("orderBy", "orderBy is not supported on "+r.name)
	}
	var out []sorter[T]
	for _, part := range strings.Split(orderBy, ",") {
		words := strings.Fields(part)
		if len(words) == 0 || len(words) > 2 {
			return nil, badQuery("orderBy", "'"+part+"' is not a field and a direction")
		}
		s := sorter[T]{}
		if len(words) == 2 {
			switch strings.ToLower(words[1]) {
			case "asc":
			case "desc":
				s.down = true
			default:
				return nil, badQuery("orderBy", "'"+words[1]+"' is not a direction")
			}
		}
		f, err := r.filterable(words[0])
		if err != nil {
			return nil, badQuery("orderBy", err.Error())
		}
		s.get, s.id = f.get, words[0] == "id"
		out = append(out, s)
	}
	return out, nil
}

// overrun reports whether a filter would run into the hosted server's time
// limit: closedFlag with nothing that narrows the search beside it.
func overrun(c *condition) bool {
	closed, narrow := false, false
	c.leaves(func(l *condition) {
		switch l.path {
		case "closedFlag":
			closed = true
		case "status/id", "id":
			narrow = true
		}
		if l.args[0].k == kTime {
			narrow = true
		}
	})
	return closed && !narrow
}

// unbounded reports whether a list that grows for ever was asked for as a
// whole. fields are what narrows it beside dates and ids.
func unbounded(q *query, fields string) bool {
	c, err := parseCondition(q.conditions)
	if err != nil {
		return false // refused for that
	}
	narrow := false
	if c != nil {
		c.leaves(func(l *condition) {
			narrow = narrow || l.path == "id" || inList(fields, l.path) || l.args[0].k == kTime
		})
	}
	return !narrow
}
