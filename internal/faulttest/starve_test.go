package faulttest

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/model"
)

// A cursor that wanders over changing tickets asks for a preview with every
// step. The list of changes has the right of way all the same: at the shortest
// interval it is never asked for later than 15 s after the one before.
func TestPreviewsDoNotStarveThePoll(t *testing.T) {
	inside(t, func(t *testing.T) {
		r := begin(t, options{every: "5s", seed: 3})
		r.becomes(model.StateLive, 30*time.Second)
		r.Pass(time.Minute)
		var last time.Time
		var longest time.Duration
		r.spoils(func(_ http.ResponseWriter, q *http.Request) bool {
			if strings.HasSuffix(q.URL.Path, "/service/tickets") && strings.HasPrefix(q.URL.Query().Get("conditions"), "lastUpdated") {
				if !last.IsZero() {
					longest = max(longest, time.Since(last))
				}
				last = time.Now()
			}
			return false
		})
		r.Press("2", "g")
		ready, ids := time.Now(), r.server.OpenIDs()
		for i := range 240 {
			r.server.Update(ids[i%len(ids)], cwtest.Change{Summary: "Changed again"})
			if i%5 == 0 {
				r.server.Update(ids[(i+1)%len(ids)], cwtest.Change{Priority: 1 + i%4})
			}
			r.Press("j")
			r.Pass(time.Second)
			if i%40 == 39 {
				r.Press("g")
			}
		}
		if longest > 15*time.Second || last.IsZero() {
			t.Errorf("%v without a list of changes", longest)
		}
		t.Logf("the longest wait was %v; %d requests in 4 min, at most %d in one", longest, r.sent(ready), r.busiest(ready))
		r.clean(ready)
	})
}
