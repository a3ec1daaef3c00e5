package connectwise

import (
	"net/url"
	"strconv"
	"strings"
)

// params are the query of a list. Zero fields are left out.
type params struct {
	conditions string
	fields     []string
	orderBy    string
	pageSize   int
	page       int
	pageID     string
}

// encode writes the query with everything percent-encoded; the order of the
// keys is fixed.
func (p params) encode() string {
	var b strings.Builder
	add := func(key, value string) {
		if value == "" {
			return
		}
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		b.WriteString(key)
		b.WriteByte('=')
		// %20 instead of "+": a few gateways take "+" literally.
		b.WriteString(strings.ReplaceAll(url.QueryEscape(value), "+", "%20"))
	}
	add("conditions", p.conditions)
	add("fields", strings.Join(p.fields, ","))
	add("orderBy", p.orderBy)
	add("pageSize", positive(p.pageSize))
	add("page", positive(p.page))
	add("pageId", p.pageID)
	return b.String()
}

func positive(n int) string {
	if n <= 0 {
		return ""
	}
	return strconv.Itoa(n)
}
