package connectwise

import (
	"net/http"
	"strings"
	"testing"

	"daybrief/model"
)

func TestStatusBatches(t *testing.T) {
	t.Parallel()
	var statuses []model.StatusID
	for i := range 400 {
		statuses = append(statuses, model.StatusID(10000+i))
	}
	asked := map[string]bool{}
	longest, requests := 0, 0
	answer := func(r *http.Request) (*http.Response, error) {
		requests++
		longest = max(longest, len(r.URL.String()))
		cond := r.URL.Query().Get("conditions")
		list, ok := strings.CutPrefix(cond, "status/id in (")
		if !ok || strings.Contains(cond, "closedFlag") {
			t.Errorf("asked for %s", cond)
		}
		for id := range strings.SplitSeq(strings.TrimSuffix(list, ")"), ",") {
			if asked[id] {
				t.Errorf("%s was asked for twice", id)
			}
			asked[id] = true
		}
		return (&stub{body: rows(requests), reply: link("")}).answer(r)
	}
	_, c := newServer(t, &stub{name: "batch", path: api + "/service/tickets", any: true, many: true, handler: answer})
	p, err := Collect(c.Tickets.Pages(t.Context(), TicketQuery{Statuses: statuses}))
	if err != nil || len(asked) != 400 || len(p.Items) != requests {
		t.Fatalf("%v; %d of 400 asked for, %d requests", err, len(asked), requests)
	}
	if longest > maxURL || longest < 1500 {
		t.Errorf("the longest URL has %d characters", longest)
	}
}

func TestSearch(t *testing.T) {
	t.Parallel()
	_, c := newServer(t, &stub{name: "search", method: http.MethodPost, path: api + "/service/tickets/search",
		query:  map[string]string{"fields": strings.Join(serviceTicketFields(true), ","), "page": "1", "pageSize": "1000"},
		header: map[string]string{"Content-Type": "application/json"},
		want:   `{"conditions":"status/id in (1,2)","orderBy":"id asc"}`, body: rows(4)})
	p, err := Collect(c.Tickets.Pages(t.Context(), TicketQuery{Statuses: []model.StatusID{1, 2}, Search: true}))
	if err != nil || ids(p.Items) != "4" {
		t.Fatal(p, err)
	}
}

func TestSearchWhenNothingFits(t *testing.T) {
	t.Parallel()
	var many []int64
	for i := range 300 {
		many = append(many, int64(100000+i))
	}
	_, c := newServer(t, &stub{name: "search", method: http.MethodPost, path: api + "/service/tickets/search", any: true, body: rows(4)})
	p, err := Collect(c.Tickets.Pages(t.Context(), TicketQuery{Statuses: []model.StatusID{1, 2}, Where: Field("company/id").In(many...)}))
	if err != nil || ids(p.Items) != "4" {
		t.Fatal(p, err)
	}
}

func TestUnboundedQueriesAreRefused(t *testing.T) {
	t.Parallel()
	c := newClient(t, "na.myconnectwise.net", &server{t: t})
	_, err := Collect(c.Tickets.Pages(t.Context(), TicketQuery{}))
	wantCode(t, err, "unbounded-query", model.Misconfigured)
	_, err = c.Tickets.Count(t.Context(), TicketQuery{})
	wantCode(t, err, "unbounded-query", model.Misconfigured)
	_, err = Collect(c.Tickets.Pages(t.Context(), TicketQuery{Where: Field("summary").Contains(`"`)}))
	wantCode(t, err, "unsafe-text", model.Misconfigured)
}
