package connectwise

import (
	"net/url"
	"strings"

	"daybrief/model"
)

// nextLink is where the server says the next page is.
type nextLink struct {
	sent   bool // there was a Link header at all, be it empty
	exists bool
	page   string
	pageID string
}

// next reads the Link header. Its address is never requested: only the page
// number or page id is taken from it. An address on another host is an error
// all the same, since it shows that the answers can't be trusted.
func (rep *reply) next() (nextLink, error) {
	values := rep.header.Values("Link")
	n := nextLink{sent: len(values) > 0}
	target := relNext(values)
	if target == "" {
		return n, nil
	}
	u, err := url.Parse(target)
	if err != nil || (u.Host != "" && !sameHost(u.Host, rep.host)) {
		where := "another place"
		if err == nil {
			where = quote(u.Host)
		}
		return n, newError(rep.op, rep.status, model.Problem{
			Kind: model.BadReply, Code: "foreign-next-page", Host: rep.host,
			What: model.Clean(rep.host + " says that the next page is at " + where + ", another host; that was not followed."),
			Cure: model.Clean("Check what stands between here and the server; the keys were not sent anywhere else."),
		})
	}
	q := u.Query()
	n.page, n.pageID = foldGet(q, "page"), foldGet(q, "pageId")
	n.exists = n.page != "" || n.pageID != ""
	return n, nil
}

// relNext finds the target of rel="next" in RFC 8288 links.
func relNext(values []string) string {
	for _, v := range values {
		for v != "" {
			open := strings.IndexByte(v, '<')
			if open < 0 {
				break
			}
			end := strings.IndexByte(v[open:], '>')
			if end < 0 {
				break
			}
			target, rest := v[open+1:open+end], v[open+end+1:]
			attrs, more := rest, ""
			if i := strings.Index(rest, ",<"); i >= 0 {
				attrs, more = rest[:i], rest[i+1:]
			} else if i := strings.Index(rest, ", <"); i >= 0 {
				attrs, more = rest[:i], rest[i+2:]
			}
			if isRelNext(attrs) {
				return strings.TrimSpace(target)
			}
			v = more
		}
	}
	return ""
}

func isRelNext(attrs string) bool {
	for _, a := range strings.Split(attrs, ";") {
		key, value, _ := strings.Cut(strings.TrimSpace(a), "=")
		if strings.EqualFold(key, "rel") && strings.EqualFold(strings.Trim(strings.TrimSpace(value), `"'`), "next") {
			return true
		}
	}
	return false
}

// sameHost compares hosts. A server on this machine may call itself localhost
// while it was asked by its address.
func sameHost(a, b string) bool {
	a, b = bareHost(a), bareHost(b)
	if loopbackHost(b) {
		name, port := splitPort(a)
		_, asked := splitPort(b)
		return a == b || (port == asked && (name == "localhost" || loopbackHost(a)))
	}
	return a == b
}

func bareHost(h string) string {
	h = strings.ToLower(h)
	return strings.TrimSuffix(strings.TrimSuffix(h, ":443"), ":80")
}

func foldGet(q url.Values, key string) string {
	for k, v := range q {
		if strings.EqualFold(k, key) && len(v) > 0 {
			return v[0]
		}
	}
	return ""
}
