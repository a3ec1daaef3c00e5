package faulttest

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/model"
)

// longPast answers for a server that has closed a page of service tickets every
// two days; the rest is the server's own.
type longPast struct {
	mu    sync.Mutex
	asked []time.Time
	polls []time.Time
}

func (l *longPast) answer(w http.ResponseWriter, q *http.Request) bool {
	cond := q.URL.Query().Get("conditions")
	l.mu.Lock()
	defer l.mu.Unlock()
	if strings.HasPrefix(cond, "lastUpdated") && strings.HasSuffix(q.URL.Path, "/service/tickets") {
		l.polls = append(l.polls, time.Now())
	}
	var from, to string
	if n, _ := fmt.Sscanf(strings.NewReplacer("[", "", "]", "").Replace(cond), "closedDate>=%s and closedDate<%s", &from, &to); n != 2 {
		return false
	}
	l.asked = append(l.asked, time.Now())
	if !strings.HasSuffix(q.URL.Path, "/service/tickets") {
		return false
	}
	since, _ := time.Parse(time.RFC3339, from)
	until, _ := time.Parse(time.RFC3339, to)
	id, _ := strconv.Atoi(q.URL.Query().Get("pageId"))
	id = max(id, 10_000_000) + 1
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Link", "")
	if time.Duration(id-10_000_000)*48*time.Hour < until.Sub(since) {
		w.Header().Set("Link", fmt.Sprintf(`<https://%s%s?pageId=%d>; rel="next"`, q.Host, q.URL.Path, id))
	}
	fmt.Fprintf(w, `[{"id":%d,"summary":"Long ago","closedFlag":true,"closedDate":%q,"_info":{"lastUpdated":%q}}]`, id, from, from)
	return true
}

// The past is fetched in the background: never more than 30 requests a minute in
// all, no poll late, and a page of the dashboard says how far it is.
func TestThePastIsFetchedWithoutHaste(t *testing.T) {
	inside(t, func(t *testing.T) {
		l := &longPast{}
		r := begin(t, options{every: "30s", seed: 3, size: cwtest.Middle})
		r.becomes(model.StateLive, time.Minute)
		r.spoils(l.answer)
		r.Press("!")
		r.Wants("History: ")
		ready := time.Now()
		for !strings.Contains(r.Text(), "as far back as is wanted") {
			if r.Pass(time.Second); time.Since(ready) > 3*time.Hour {
				t.Fatalf("after %v:\n%s", time.Since(ready), r.Text())
			}
		}
		took := time.Since(ready)
		l.mu.Lock()
		defer l.mu.Unlock()
		for i := 1; i < len(l.polls); i++ {
			if gap := l.polls[i].Sub(l.polls[i-1]); gap > 40*time.Second {
				t.Errorf("%v without a list of changes", gap)
			}
		}
		rate := float64(len(l.asked)) / took.Minutes()
		t.Logf("%d pages in %v: %.1f a minute; at most %d requests in one", len(l.asked), took, rate, r.busiest(ready))
		if n := r.busiest(ready); n > 30 || rate < 6 || len(l.polls) < int(took/(40*time.Second)) {
			t.Errorf("%d requests in a minute, %.1f pages, %d polls in %v", n, rate, len(l.polls), took)
		}
		r.mends()
		r.clean(ready)
	})
}
