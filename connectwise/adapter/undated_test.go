package adapter

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"daybrief/connectwise"
	"daybrief/connectwise/cwtest"
	"daybrief/internal/psa"
	"daybrief/model"
)

// A ticket that was closed without a date is found by its flag: as long as it was
// changed after the beginning of what is asked for, it may have been closed in it.
func TestClosedWithoutADate(t *testing.T) {
	t.Parallel()
	server, src := sourceOf(t, cwtest.Options{Size: cwtest.Small})
	for _, project := range []bool{false, true} {
		kind, open := model.SourceClosed, model.SourceTickets
		if project {
			kind, open = model.SourceClosedProject, model.SourceProjectTickets
		}
		id := fetch(t, src, psa.Query{Source: open}).Tickets[0].ID
		if !cwtest.CloseUndated(server, int64(id)) {
			t.Fatalf("there is no ticket %d", id)
		}
		has := func(list []*model.Ticket) bool {
			for _, tk := range list {
				if tk.ID == id {
					if !tk.Closed || !tk.ClosedAt.IsZero() {
						t.Errorf("%s: %+v", kind, tk)
					}
					return true
				}
			}
			return false
		}
		now := sourceNow()
		before, after := now.Add(-time.Hour), now.Add(time.Hour)
		if !has(fetch(t, src, psa.Query{Source: kind, Since: before}).Tickets) || has(fetch(t, src, psa.Query{Source: kind, Since: after}).Tickets) {
			t.Errorf("%s: polling misses it, or finds it where it can't be", kind)
		}
		for at, want := range map[time.Time]bool{before: true, after: false, now.AddDate(0, 0, -30): false} {
			page, err := src.Past(t.Context(), psa.PastQuery{Project: project, From: at, To: at.Add(2 * time.Hour)})
			if err != nil || has(page.Tickets) != want {
				t.Errorf("%s: the past of two hours from %v: %v, %v", kind, at, has(page.Tickets), err)
			}
		}
		for from, want := range map[time.Time]bool{before: true, after: false, now.AddDate(0, 0, -30): true} {
			r, err := src.Records(t.Context(), psa.RecordQuery{List: psa.ListTickets, From: from, To: from.Add(24 * time.Hour)})
			if err != nil || has(r.Tickets) != want {
				t.Errorf("%s: the tickets of a day from %v: %v, %v", kind, from, has(r.Tickets), err)
			}
		}
	}
	if bad := server.Refused(); len(bad) > 0 {
		t.Errorf("the server refused: %v", bad)
	}
}

// particular is a server that refuses a word in conditions, or never answers it.
type particular struct {
	http.RoundTripper
	word   string
	hangs  bool
	denied atomic.Int32
}

func (p *particular) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.Contains(r.URL.Query().Get("conditions"), p.word) {
		return p.RoundTripper.RoundTrip(r)
	}
	p.denied.Add(1)
	if p.hangs {
		return nil, context.DeadlineExceeded
	}
	return &http.Response{StatusCode: http.StatusBadRequest, Header: http.Header{"Content-Type": {"application/json"}}, Request: r,
		Body: io.NopCloser(strings.NewReader(`{"code":"ConditionsError","message":"closedDate can not be compared with null."}`))}, nil
}

// A server that does not take the question for tickets without a date, or takes too
// long for it, is asked without from then on: the others are not lost.
func TestTheQuestionForClosedWithoutADateIsRefused(t *testing.T) {
	t.Parallel()
	for _, hangs := range []bool{false, true} {
		server := cwtest.New(cwtest.Options{Size: cwtest.Small, Seed: 7, Now: sourceNow})
		to := &particular{RoundTripper: server.Transport(), word: "closedDate=null", hangs: hangs}
		c, err := clientTo(server, sourceNow, connectwise.WithTransport(to))
		if err != nil {
			t.Fatal(err)
		}
		src := New(c, sourceNow)
		month := sourceNow().AddDate(0, 0, -30)
		b := fetch(t, src, psa.Query{Source: model.SourceClosed, Since: month, AtMost: 5000})
		page, err := src.Past(t.Context(), psa.PastQuery{From: month, To: sourceNow()})
		r, bad := src.Records(t.Context(), psa.RecordQuery{List: psa.ListTickets, From: month, To: sourceNow()})
		if err != nil || bad != nil || b.TooMany || len(b.Tickets) == 0 || len(page.Tickets) == 0 || len(r.Tickets) < len(page.Tickets) {
			t.Errorf("hangs %v: %d closed (too many: %v), %d of the past, %d of the period; %v, %v", hangs, len(b.Tickets), b.TooMany, len(page.Tickets), len(r.Tickets), err, bad)
		}
		if n := to.denied.Load(); n != 1 {
			t.Errorf("hangs %v: asked %d times", hangs, n)
		}
	}
}
