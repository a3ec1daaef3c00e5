package adapter

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"daybrief/connectwise"
	"daybrief/connectwise/cwtest"
	"daybrief/internal/psa"
	"daybrief/model"
)

// besides are the questions of a tenant of which one board's statuses are refused.
func besides(t *testing.T) (*cwtest.Server, *Provider, psa.Query) {
	t.Helper()
	server, src := sourceOf(t, cwtest.Options{Size: cwtest.Small, Still: true})
	service, _ := server.BoardIDs()
	server.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/service/boards/" + strconv.FormatInt(service[0], 10) + "/statuses"})
	boards := fetch(t, src, psa.Query{Source: model.SourceBoards})
	q := psa.Query{Statuses: openStatuses(boards), Unread: boards.Skipped > 0}
	for _, b := range boards.Boards {
		if !b.StatusesUnread {
			q.Boards = append(q.Boards, b.ID)
		}
	}
	if !q.Unread || slices.Contains(q.Boards, model.BoardID(service[0])) || len(q.Boards) == 0 {
		t.Fatalf("%+v", q)
	}
	return server, src, q
}

// The open tickets of a board whose statuses are refused are listed by that they are
// not closed, compared, and have their SLA calculated.
func TestTicketsOnABoardWithoutStatuses(t *testing.T) {
	t.Parallel()
	server, src, q := besides(t)
	ask := func(source model.Source, kind psa.Kind) psa.Query {
		q.Source, q.Kind = source, kind
		return q
	}
	service := fetch(t, src, ask(model.SourceTickets, psa.Full))
	project := fetch(t, src, ask(model.SourceProjectTickets, psa.Full))
	ids := sortedIDs(ticketIDs(service.Tickets), ticketIDs(project.Tickets))
	if want := sortedIDs(server.OpenIDs()); !slices.Equal(ids, want) {
		t.Errorf("%d open tickets, the server has %d", len(ids), len(want))
	}
	const gap = "what nobody has touched for a year on boards whose statuses can't be read"
	if !strings.Contains(service.Gap, gap) {
		t.Errorf("the gap is %q", service.Gap)
	}
	q.Since = sourceNow().Add(-time.Hour)
	if b := fetch(t, src, ask(model.SourceTickets, psa.Delta)); !strings.Contains(b.Gap, gap) {
		t.Errorf("of changes the gap is %q", b.Gap)
	}
	b := fetch(t, src, ask(model.SourceTickets, psa.Digests))
	if len(b.Digests) != len(service.Tickets) || b.Reaches.IsZero() {
		t.Errorf("%d digests of %d tickets, reaching to %v", len(b.Digests), len(service.Tickets), b.Reaches)
	}
	slices.SortFunc(service.Tickets, func(x, y *model.Ticket) int { return int(x.ID - y.ID) })
	q.Known = service.Tickets
	if sla := fetch(t, src, ask(model.SourceSLA, psa.Full)); len(sla.SLA) != len(service.Tickets) {
		t.Errorf("the SLA of %d tickets of %d", len(sla.SLA), len(service.Tickets))
	}
	for _, r := range server.Refused() {
		if !strings.HasSuffix(r.Path, "/statuses") {
			t.Errorf("refused: %+v", r)
		}
	}
}

// failing is a server that has an error inside when the conditions hold a word.
type failing struct {
	next http.RoundTripper
	word string
}

func (f failing) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.Contains(r.URL.Query().Get("conditions"), f.word) {
		return &http.Response{StatusCode: http.StatusInternalServerError, Header: http.Header{}, Body: http.NoBody, Request: r}, nil
	}
	return f.next.RoundTrip(r)
}

// A server that does not answer that question leaves the rest as good as it is:
// nothing there is then taken for gone.
func TestTicketsOnABoardThatCannotBeAsked(t *testing.T) {
	t.Parallel()
	server, src, q := besides(t)
	slow, err := src.client.With(connectwise.WithTransport(failing{server.Transport(), " not in "}))
	if err != nil {
		t.Fatal(err)
	}
	src = New(slow, sourceNow)
	q.Source = model.SourceTickets
	b := fetch(t, src, q)
	if !strings.Contains(b.Gap, "the tickets of boards and statuses that could not be read") || len(b.Tickets) == 0 {
		t.Errorf("%d tickets, the gap is %q", len(b.Tickets), b.Gap)
	}
	for _, tk := range b.Tickets {
		if !slices.Contains(q.Boards, tk.Board.ID) {
			t.Errorf("#%d is on board %d", tk.ID, tk.Board.ID)
		}
	}
	q.Kind = psa.Digests
	if d := fetch(t, src, q); !d.Reaches.Equal(sourceNow()) {
		t.Errorf("a comparison reaches to %v", d.Reaches)
	}
}
