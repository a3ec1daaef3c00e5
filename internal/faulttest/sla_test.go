package faulttest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/model"
)

// Tickets that come back from waiting have other goals than before, and the
// lists show the old ones: at no moment does the screen count more missed goals
// than there are.
func TestTicketsReturnFromWaiting(t *testing.T) {
	for _, every := range []string{"5s", "60s"} {
		t.Run(every, func(t *testing.T) {
			inside(t, func(t *testing.T) {
				r := begin(t, options{every: every, still: true, size: cwtest.Middle})
				r.becomes(model.StateLive, time.Minute)
				r.equals(2 * time.Minute)
				ids := r.parked(25)
				r.resume(ids)
				wait, _ := time.ParseDuration(every)
				for range int(2*wait/time.Second) + 60 {
					got, known := r.tiles()["breached"]
					if most := len(r.truth().Breached); r.word() == "LIVE" && known && got > most {
						t.Fatalf("%d missed goals on the screen, there are %d:\n%s", got, most, r.Text())
					}
					if n := r.clockless(ids); n > 0 {
						t.Fatalf("nobody knows the goals of %d of them", n)
					}
					r.Pass(time.Second)
				}
				r.equals(time.Second)
				if s := r.snapshot(); find(s, model.TicketID(ids[0])).Status.Name.String() != "In Progress" {
					t.Error("they have not come back")
				}
			})
		})
	}
}

// parked puts open service tickets on hold, and lets the screen know.
func (r *rig) parked(n int) (ids []int64) {
	r.t.Helper()
	for _, k := range r.snapshot().ServiceTickets.Value {
		if len(ids) < n && k.SLA.Resolve.Unmet() && k.SLA.Resolve.Due.After(r.now().Add(2*time.Hour)) {
			ids = append(ids, int64(k.ID))
		}
	}
	if len(ids) < n {
		r.t.Fatalf("only %d tickets fit", len(ids))
	}
	for _, id := range ids {
		r.server.Update(id, cwtest.Change{Status: "Waiting on Customer"})
	}
	r.Pass(2 * time.Minute)
	r.equals(10 * time.Second)
	return ids
}

// resume takes them up again. By the goals that lists show they are late, by
// those that the server works out they are not.
func (r *rig) resume(ids []int64) {
	for _, id := range ids {
		r.server.Update(id, cwtest.Change{Status: "In Progress"})
		cwtest.Drift(r.server, id, -200*time.Hour)
	}
}

// clockless counts tickets whose SLA clock is not known.
func (r *rig) clockless(ids []int64) (n int) {
	s := r.snapshot()
	l := model.NewLookup(s, model.Policy{})
	for _, id := range ids {
		if l.Clock(find(s, model.TicketID(id)), r.now()).State == model.SLAUnknown {
			n++
		}
	}
	return n
}

// A server that refuses to calculate leaves what has just changed unknown, and
// says so; the goals of the list are still not believed.
func TestTheSLAOfChangesIsRefused(t *testing.T) {
	inside(t, func(t *testing.T) {
		r := begin(t, options{still: true, size: cwtest.Middle})
		r.becomes(model.StateLive, time.Minute)
		r.equals(2 * time.Minute)
		r.spoils(func(w http.ResponseWriter, q *http.Request) bool {
			bad := strings.Contains(q.URL.Path, "/calculateSla") && strings.HasPrefix(q.URL.Query().Get("conditions"), "id in ")
			if bad {
				w.WriteHeader(http.StatusInternalServerError)
			}
			return bad
		})
		ids := r.parked(8)
		r.resume(ids)
		for range 90 {
			var claimed []int64
			l := model.NewLookup(r.snapshot(), model.Policy{})
			for _, id := range ids {
				if l.Clock(find(r.snapshot(), model.TicketID(id)), r.now()).Breached() && !slices.Contains(r.truth().Breached, id) {
					claimed = append(claimed, id)
				}
			}
			if len(claimed) > 0 {
				t.Fatalf("%s are said to be late", fmt.Sprint(claimed))
			}
			r.Pass(time.Second)
		}
		r.equals(2 * time.Minute) // they have been looked up
	})
}
