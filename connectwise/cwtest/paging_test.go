package cwtest

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

func readCloser(s string) io.ReadCloser { return io.NopCloser(strings.NewReader(s)) }

func idsOf(t *testing.T, body string) []int64 {
	t.Helper()
	var list []struct{ ID int64 }
	if err := json.Unmarshal([]byte(body), &list); err != nil {
		t.Fatal(err)
	}
	ids := make([]int64, len(list))
	for i := range list {
		ids[i] = list[i].ID
	}
	return ids
}

// nextLink finds a relation in a Link header.
func nextLink(h http.Header, rel string) string {
	for _, part := range strings.Split(h.Get("Link"), ", ") {
		if target, ok := strings.CutSuffix(part, `>; rel="`+rel+`"`); ok {
			u, _ := url.Parse(strings.TrimPrefix(target, "<"))
			return u.RawQuery
		}
	}
	return ""
}

func TestNavigablePaging(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{})
	query, all, pages := "fields=id&orderBy=id+asc&pageSize=40", []int64(nil), 0
	for query != "" {
		resp, body := ask(t, s, "/service/tickets?"+query)
		all = append(all, idsOf(t, body)...)
		pages++
		if (pages == 1) == (nextLink(resp.Header, "prev") != "") {
			t.Errorf("page %d: Link %s", pages, resp.Header.Get("Link"))
		}
		query = nextLink(resp.Header, "next")
	}
	var n struct{ Count int }
	_, body := ask(t, s, "/service/tickets/count")
	if err := json.Unmarshal([]byte(body), &n); err != nil || n.Count != len(all) || !slices.IsSorted(all) || pages != (n.Count+39)/40 {
		t.Errorf("%d ids on %d pages, count %d, %v", len(all), pages, n.Count, err)
	}
	if _, body := ask(t, s, "/service/tickets"); len(idsOf(t, body)) != 25 {
		t.Error("the default page is not 25")
	}
	if _, body := ask(t, s, "/service/tickets?page=9999&orderBy=id"); body != "[]" {
		t.Errorf("past the end: %.80s", body)
	}
}

func TestWithoutOrderPagesShift(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{})
	seen := map[int64]int{}
	total := 0
	for page := 1; ; page++ {
		_, body := ask(t, s, fmt.Sprintf("/service/tickets?fields=id&pageSize=40&page=%d", page))
		ids := idsOf(t, body)
		if len(ids) == 0 {
			break
		}
		for _, id := range ids {
			seen[id]++
			total++
		}
	}
	if len(seen) == total {
		t.Error("a walk without orderBy skipped and repeated nothing")
	}
	_, body := ask(t, s, "/service/tickets?fields=id&pageSize=1000")
	if slices.IsSorted(idsOf(t, body)) {
		t.Error("a list without orderBy came sorted")
	}
}

func TestForwardOnlyPaging(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{})
	forward := func(r *http.Request) { r.Header.Set("pagination-type", "forward-only") }
	query, all := "fields=id&pageSize=60", []int64(nil)
	for {
		resp, body := ask(t, s, "/company/companies?"+query, forward)
		all = append(all, idsOf(t, body)...)
		if _, sent := resp.Header["Link"]; !sent {
			t.Fatal("no Link header")
		}
		if query = nextLink(resp.Header, "next"); query == "" {
			break
		}
	}
	if len(all) != 100 || !slices.IsSorted(all) {
		t.Errorf("%d companies, sorted: %v", len(all), slices.IsSorted(all))
	}
	if resp, _ := ask(t, s, "/company/companies?orderBy=id", forward); resp.StatusCode != 400 {
		t.Errorf("with orderBy: %d", resp.StatusCode)
	}
}

func TestOrder(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{})
	_, body := ask(t, s, "/service/tickets?orderBy=board/name+desc,id+asc&pageSize=1000&fields=id,board/name")
	board, id := "~", 0.0
	for _, r := range rows(t, body) {
		b, i := r["board"].(map[string]any)["name"].(string), r["id"].(float64)
		if b > board || b == board && i < id {
			t.Fatalf("%s %v after %s %v", b, i, board, id)
		}
		board, id = b, i
	}
	_, down := ask(t, s, "/service/tickets?orderBy=lastUpdated+desc&pageSize=1000&fields=_info/lastUpdated")
	times := []string{}
	for _, r := range rows(t, down) {
		times = append(times, r["_info"].(map[string]any)["lastUpdated"].(string))
	}
	slices.Reverse(times)
	if !slices.IsSorted(times) {
		t.Error("lastUpdated desc is not")
	}
}

func TestGzip(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{})
	_, plain := ask(t, s, "/service/tickets?orderBy=id&pageSize=500")
	for range 2 { // the second one uses a recycled compressor
		resp, packed := ask(t, s, "/service/tickets?orderBy=id&pageSize=500", func(r *http.Request) { r.Header.Set("Accept-Encoding", "gzip") })
		z, err := gzip.NewReader(strings.NewReader(packed))
		if err != nil || resp.Header.Get("Content-Encoding") != "gzip" {
			t.Fatal(err, resp.Header)
		}
		if got, err := io.ReadAll(z); err != nil || string(got) != plain || len(packed)*3 > len(plain) {
			t.Errorf("%v, %d of %d bytes", err, len(packed), len(plain))
		}
	}
}
