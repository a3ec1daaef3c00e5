package cwtest

import (
	"net/url"
	"strconv"
	"strings"
)

// link writes the Link header. Navigable paging names first, prev, next and
// last, as far as they exist; forward-only paging always sends the header and
// leaves it empty at the end.
func (c *call) link(q *query, total int, more bool, last int64) {
	h := c.w.Header()
	if q.forward {
		h.Set("Link", "")
		if more {
			h.Set("Link", c.pageURL("pageId", last, "next"))
		}
		return
	}
	pages := (total + q.size - 1) / q.size
	if pages <= 1 && q.page == 1 {
		return
	}
	var parts []string
	if q.page > 1 {
		parts = append(parts, c.pageURL("page", 1, "first"), c.pageURL("page", int64(q.page-1), "prev"))
	}
	if q.page < pages {
		parts = append(parts, c.pageURL("page", int64(q.page+1), "next"), c.pageURL("page", int64(pages), "last"))
	}
	h.Set("Link", strings.Join(parts, ", "))
}

func (c *call) pageURL(name string, n int64, rel string) string {
	v := url.Values{}
	for k, all := range c.r.URL.Query() {
		if k != name {
			v[k] = all
		}
	}
	v.Set(name, strconv.FormatInt(n, 10))
	return "<" + c.origin() + c.r.URL.Path + "?" + v.Encode() + `>; rel="` + rel + `"`
}

// origin is the scheme and host that the request came in by.
func (c *call) origin() string {
	scheme := c.r.URL.Scheme
	switch {
	case scheme != "":
	case c.r.TLS != nil:
		scheme = "https"
	default:
		scheme = "http"
	}
	return scheme + "://" + c.r.Host
}
