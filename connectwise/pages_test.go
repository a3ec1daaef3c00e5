package connectwise

import (
	"fmt"
	"iter"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

func link(target string) http.Header {
	if target == "" {
		return http.Header{"Link": {""}}
	}
	return http.Header{"Link": {"<" + target + `>; rel="next", <https://api-na.myconnectwise.net/x?page=1>; rel="first"`}}
}

func rows(ids ...int) string {
	parts := make([]string, len(ids))
	for i, id := range ids {
		parts[i] = fmt.Sprintf(`{"id":%d,"summary":"t%d"}`, id, id)
	}
	return "[" + strings.Join(parts, ",") + "]"
}

func changed() TicketQuery { return TicketQuery{UpdatedAfter: testNow()} }

// forwardStub is a page of service tickets in forward-only paging.
func forwardStub(pageID string, body string, next http.Header) *stub {
	q := map[string]string{"conditions": "lastUpdated>[2026-03-10T15:00:00Z]", "fields": strings.Join(serviceTicketFields(true), ","), "pageSize": "2"}
	if pageID != "" {
		q["pageId"] = pageID
	}
	return &stub{name: "page after " + pageID, path: api + "/service/tickets", query: q, header: map[string]string{"pagination-type": "forward-only"}, body: body, reply: next}
}

func small(t *testing.T, c *Client, max int) *Client {
	t.Helper()
	c, err := c.With(WithPages(2, max))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func ids(ts []*model.Ticket) string {
	var out []string
	for _, tk := range ts {
		out = append(out, strconv.FormatInt(int64(tk.ID), 10))
	}
	return strings.Join(out, " ")
}

func TestForwardPages(t *testing.T) {
	t.Parallel()
	base := "https://api-na.myconnectwise.net/v2026_4/apis/3.0/service/tickets"
	for _, tt := range []struct {
		name   string
		max    int
		stubs  []*stub
		want   string
		capped bool
		skip   int
	}{
		{"one page, empty link", 9, []*stub{forwardStub("", rows(1, 2), link(""))}, "1 2", false, 0},
		{"an empty list", 9, []*stub{forwardStub("", "[]", link(""))}, "", false, 0},
		{"three pages", 9, []*stub{
			forwardStub("", rows(1, 2), link(base+"?pageSize=2&pageId=2")),
			forwardStub("2", rows(3, 5), link(base+"?pageid=5")),
			forwardStub("5", rows(8), link("")),
		}, "1 2 3 5 8", false, 0},
		{"no link header at all", 9, []*stub{forwardStub("", rows(1, 2), nil), forwardStub("2", rows(3), nil)}, "1 2 3", false, 0},
		{"no link header, full last page", 9, []*stub{forwardStub("", rows(1, 2), nil), forwardStub("2", "[]", nil)}, "1 2", false, 0},
		{"a relative link", 9, []*stub{forwardStub("", rows(1, 2), link("/v2026_4/apis/3.0/service/tickets?pageId=2")), forwardStub("2", rows(3), link(""))}, "1 2 3", false, 0},
		{"a link with the port", 9, []*stub{forwardStub("", rows(1, 2), link("https://API-NA.myconnectwise.net:443/x?pageId=2")), forwardStub("2", rows(3), link(""))}, "1 2 3", false, 0},
		{"overlapping pages", 9, []*stub{forwardStub("", rows(1, 2), link(base+"?pageId=2")), forwardStub("2", rows(2, 3), link(""))}, "1 2 3", false, 0},
		{"the same page twice", 9, []*stub{forwardStub("", rows(1, 2), link(base+"?pageId=2")), forwardStub("2", rows(1, 2), link(base+"?pageId=3"))}, "1 2", true, 0},
		{"a loop", 9, []*stub{forwardStub("", rows(1, 2), link(base+"?pageId=2")), forwardStub("2", rows(3, 4), link(base+"?pageId=2"))}, "1 2 3 4", true, 0},
		{"never ending", 2, []*stub{forwardStub("", rows(1, 2), link(base+"?pageId=2")), forwardStub("2", rows(3, 4), link(base+"?pageId=4"))}, "1 2 3 4", true, 0},
		{"exactly the cap", 2, []*stub{forwardStub("", rows(1, 2), link(base+"?pageId=2")), forwardStub("2", rows(3), link(""))}, "1 2 3", false, 0},
		{"one malformed record", 9, []*stub{forwardStub("", `[{"id":1,"board":"x"},{"id":2},null,{"summary":"no id"},7]`, link(""))}, "2", false, 4},
		{"numbers as strings", 9, []*stub{forwardStub("", `[{"id":"9007199254740993","closedFlag":"True"}]`, link(""))}, "9007199254740993", false, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, c := newServer(t, tt.stubs...)
			p, err := Collect(small(t, c, tt.max).Tickets.Pages(t.Context(), changed()))
			if err != nil {
				t.Fatal(err)
			}
			if ids(p.Items) != tt.want || p.Capped != tt.capped || p.Skipped != tt.skip {
				t.Errorf("got %q capped=%v skipped=%d", ids(p.Items), p.Capped, p.Skipped)
			}
		})
	}
}

// A proxy that drops the Link header and holds pages to a size of its own cuts no list.
func TestClampedPagesWithoutLinks(t *testing.T) {
	t.Parallel()
	var all []int
	for i := range 60 {
		all = append(all, i+1)
	}
	var stubs []*stub
	for _, p := range []struct {
		after string
		rows  []int
	}{{"", all[:25]}, {"25", all[25:50]}, {"50", all[50:]}} {
		s := forwardStub(p.after, rows(p.rows...), nil)
		s.query["pageSize"] = "1000"
		stubs = append(stubs, s)
	}
	_, c := newServer(t, stubs...)
	p, err := Collect(c.Tickets.Pages(t.Context(), changed()))
	if err != nil || len(p.Items) != 60 || p.Capped {
		t.Errorf("%d tickets, capped %v, %v", len(p.Items), p.Capped, err)
	}
}

func TestForeignNextPage(t *testing.T) {
	t.Parallel()
	for _, target := range []string{
		"https://evil.example.com/x?pageId=2", "https://na.myconnectwise.net/x?pageId=2", "//evil.example.com/?pageId=2",
		"https://api-na.myconnectwise.net:8443/x?pageId=2", "https://api-na.myconnectwise.net.evil.example.com/?pageId=2", "http://[::1",
	} {
		_, c := newServer(t, forwardStub("", rows(1, 2), link(target)))
		_, err := Collect(small(t, c, 9).Tickets.Pages(t.Context(), changed()))
		wantCode(t, err, "foreign-next-page", model.BadReply)
	}
}

func TestSameHost(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"a.example.com", "A.example.com:443", true}, {"a.example.com", "b.example.com", false}, {"a.example.com:8443", "a.example.com", false},
		{"localhost:8080", "127.0.0.1:8080", true}, {"127.0.0.1:8080", "127.0.0.1:8080", true}, {"[::1]:8080", "127.0.0.1:8080", true},
		{"127.0.0.1:8081", "127.0.0.1:8080", false}, {"localhost:8080", "a.example.com:8080", false}, {"evil.example.com:8080", "127.0.0.1:8080", false},
	} {
		if sameHost(tt.a, tt.b) != tt.want {
			t.Errorf("%s and %s", tt.a, tt.b)
		}
	}
}

func TestNumberedPages(t *testing.T) {
	t.Parallel()
	page := func(n string, body string, next http.Header) *stub {
		return &stub{name: "page " + n, path: api + "/service/priorities", query: map[string]string{
			"fields": "id,name,sortOrder,level", "orderBy": "id asc", "page": n, "pageSize": "2"}, body: body, reply: next}
	}
	at := func(n string) http.Header { return link("https://api-na.myconnectwise.net/x?pageSize=2&page=" + n) }
	for _, tt := range []struct {
		name   string
		stubs  []*stub
		want   int
		capped bool
	}{
		{"two pages", []*stub{page("1", rows(1, 2), at("2")), page("2", rows(3), nil)}, 3, false},
		{"a link back", []*stub{page("1", rows(1, 2), at("2")), page("2", rows(3, 4), at("1"))}, 4, true},
		{"a link to itself", []*stub{page("1", rows(1, 2), at("1"))}, 2, true},
		{"an empty page with a link", []*stub{page("1", rows(1, 2), at("2")), page("2", "[]", at("3"))}, 2, false},
	} {
		_, c := newServer(t, tt.stubs...)
		p, err := small(t, c, 9).Boards.Priorities(t.Context())
		if err != nil || len(p.Items) != tt.want || p.Capped != tt.capped {
			t.Errorf("%s: %+v, %v", tt.name, p, err)
		}
	}
}

func TestHalfAListIsNone(t *testing.T) {
	t.Parallel()
	_, c := newServer(t, forwardStub("", rows(1, 2), link("/x?pageId=2")),
		func() *stub { s := forwardStub("2", "", nil); s.status = 500; return s }())
	p, err := Collect(small(t, c, 9).Tickets.Pages(t.Context(), changed()))
	wantCode(t, err, "server-failed", model.ServerDown)
	if p.Items != nil {
		t.Error("half a list was given out")
	}
}

func TestListsThatAreNone(t *testing.T) {
	t.Parallel()
	for body, code := range map[string]string{"null": "unexpected-shape", "{}": "unexpected-shape", `{"items":[]}`: "unexpected-shape", "": "empty-body", `[{"id":1},{"id"`: "truncated", `[{"id":1}] x`: "trailing-data", "[1,2": "truncated"} {
		_, c := newServer(t, forwardStub("", body, nil))
		_, err := Collect(small(t, c, 9).Tickets.Pages(t.Context(), changed()))
		wantCode(t, err, code, model.BadReply)
	}
}

func TestStoppingEarlyAsksNoMore(t *testing.T) {
	t.Parallel()
	_, c := newServer(t, forwardStub("", rows(1, 2), link("/x?pageId=2")))
	next, stop := iter.Pull2(small(t, c, 9).Tickets.All(t.Context(), changed()))
	defer stop()
	for want := model.TicketID(1); want <= 2; want++ {
		if tk, err, ok := next(); !ok || err != nil || tk.ID != want {
			t.Fatal(tk, err, ok)
		}
	}
}

func TestGoalFieldsAreDroppedOnce(t *testing.T) {
	t.Parallel()
	refuse := forwardStub("", `{"code":"InvalidObject","message":"The query is invalid","errors":[{"message":"field 'respondByGoalUTC' does not exist on ticket","field":"fields"}]}`, nil)
	refuse.status = 400
	plain := func() *stub {
		s := forwardStub("", rows(1), link(""))
		s.query["fields"] = strings.Join(serviceTicketFields(false), ",")
		return s
	}
	_, c := newServer(t, refuse, plain(), plain())
	for range 2 {
		if p, err := Collect(small(t, c, 9).Tickets.Pages(t.Context(), changed())); err != nil || len(p.Items) != 1 {
			t.Fatal(p, err)
		}
	}
}

func TestOtherRefusalsAreNotForgiven(t *testing.T) {
	t.Parallel()
	refuse := forwardStub("", `{"code":"InvalidObject","message":"Expected a boolean value"}`, nil)
	refuse.status = 400
	_, c := newServer(t, refuse)
	_, err := Collect(small(t, c, 9).Tickets.Pages(t.Context(), changed()))
	wantCode(t, err, "bad-query", model.Misconfigured)
}

func TestRelNext(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                                     "",
		"<a>; rel=\"next\"":                    "a",
		"<a>; rel=next":                        "a",
		"<a>;rel='next'":                       "a",
		"<b>; rel=\"prev\", <a>; rel=\"next\"": "a",
		"<b>; rel=\"prev\",<a>; rel=\"NEXT\"":  "a",
		"<a,b>; rel=\"next\"":                  "a,b",
		"<a>; title=\"x\"; rel=\"next\"":       "a",
		"<a":                                   "",
		"a; rel=next":                          "",
		"<b>; rel=last":                        "",
	} {
		if got := relNext([]string{in}); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func FuzzRelNext(f *testing.F) {
	f.Add(`<https://a/x?page=2>; rel="next", <b>; rel="last"`)
	f.Fuzz(func(t *testing.T, in string) { relNext([]string{in}) })
}

func TestMomentsOfConditions(t *testing.T) {
	t.Parallel()
	q := TicketQuery{ClosedSince: testNow(), OpenSince: testNow().Add(-time.Hour)}
	if got := q.rest().String(); got != "closedDate>=[2026-03-10T15:00:00Z] and closedFlag=false and lastUpdated>[2026-03-10T14:00:00Z]" {
		t.Error(got)
	}
}

// A budget of pages that ends with the last page of one list leaves the next
// list out, and says so.
func TestBudgetThatEndsBetweenTwoLists(t *testing.T) {
	t.Parallel()
	first := &stub{name: "the first list", path: api + "/x", query: map[string]string{
		"conditions": "a in (1)", "fields": "id", "orderBy": "id asc", "page": "1", "pageSize": "2"}, body: rows(1)}
	_, c := newServer(t, first)
	type wire struct{ ID num }
	p, err := Collect(pages(t.Context(), small(t, c, 1), listing[wire, int64]{
		op: "list x", path: "/x", paging: numbered, fields: func() []string { return []string{"id"} },
		conds: []Cond{Field("a").In(1), Field("a").In(2)},
		id:    func(w *wire) int64 { return int64(w.ID) }, record: func(w *wire) (int64, bool) { return int64(w.ID), true },
	}))
	if err != nil || len(p.Items) != 1 || !p.Capped {
		t.Errorf("%+v, %v", p, err)
	}
}
