package faulttest

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/model"
)

// Changes that leave lastUpdated alone are in no list of changes: a customer's
// note on some servers, a company that was merged into another one. Comparing the
// open tickets finds them, on the screen within a reconcile (1 min here).
func TestChangesThatDoNotMove(t *testing.T) {
	inside(t, func(t *testing.T) {
		r := begin(t, options{still: true})
		r.becomes(model.StateLive, 30*time.Second)
		r.equals(10 * time.Second)
		s := r.snapshot()
		calm, other := silentPair(t, s)
		cwtest.ReplySilently(r.server, int64(calm.ID), "Any news? We are still waiting.")
		moved := cwtest.MergeCompany(r.server, int64(calm.ID), other.Name.String())
		r.Pass(3 * time.Minute) // a reconcile, and four tickets a minute are looked up
		r.equals(0)
		for _, id := range moved {
			got := find(r.snapshot(), model.TicketID(id))
			if got == nil || got.Company.Name != other.Name {
				t.Errorf("#%d is still of %v, the server says %s", id, got.Company.Name, other.Name)
			}
		}
		if got := find(r.snapshot(), calm.ID); len(moved) == 0 || !got.CustomerReplied {
			t.Errorf("%d tickets moved; %+v", len(moved), got)
		}
		r.Press("!")
		r.Lacks("leave some out") // once is no habit
		r.clean(time.Now())
	})
}

// silentPair is an open service ticket that no customer waits for, of a company
// with few of them, and the name of another company.
func silentPair(t *testing.T, s *model.Snapshot) (calm *model.Ticket, other model.CompanyRef) {
	t.Helper()
	count := map[model.CompanyID]int{}
	for _, k := range s.ServiceTickets.Value {
		count[k.Company.ID]++
	}
	for _, k := range s.ServiceTickets.Value {
		if calm == nil && !k.CustomerReplied && count[k.Company.ID] < 8 {
			calm = k
		} else if calm != nil && k.Company.ID != calm.Company.ID {
			return calm, k.Company
		}
	}
	t.Fatal("no two tickets that fit")
	return nil, other
}

func find(s *model.Snapshot, id model.TicketID) (got *model.Ticket) {
	s.Open(func(k *model.Ticket) bool {
		if k.ID == id {
			got = k
		}
		return got == nil
	})
	return got
}

// A server that takes the bound of a list of changes for a time in its own zone
// never tells of any. What comparing finds is on the screen all the same, and
// once that has happened twice the page about the sources says so.
func TestAServerThatTellsOfNoChange(t *testing.T) {
	inside(t, func(t *testing.T) {
		r := begin(t, options{still: true})
		r.becomes(model.StateLive, 30*time.Second)
		r.spoils(func(w http.ResponseWriter, q *http.Request) bool {
			deaf := strings.HasSuffix(q.URL.Path, "/tickets") && strings.HasPrefix(q.URL.Query().Get("conditions"), "lastUpdated")
			if deaf {
				w.Header().Set("Content-Type", "application/json")
				w.Header().Set("Date", r.now().UTC().Format(http.TimeFormat))
				_, _ = w.Write([]byte("[]"))
			}
			return deaf
		})
		for range 3 {
			calm, _ := silentPair(t, r.snapshot())
			r.server.Reply(int64(calm.ID), "Any news? We are still waiting.")
			r.Pass(2 * time.Minute)
			r.equals(20 * time.Second)
		}
		r.Press("!")
		r.Wants("leave some out", "compared every 2 minutes")
		r.clean(time.Now())
	})
}
