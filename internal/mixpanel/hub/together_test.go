package hub

import (
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/internal/elements"
	"daybrief/internal/elements/elementstest"
)

// distant answers after two seconds of virtual time.
type distant struct{ http.RoundTripper }

func (d distant) RoundTrip(r *http.Request) (*http.Response, error) {
	time.Sleep(2 * time.Second)
	return d.RoundTripper.RoundTrip(r)
}

// Programs that look at the same moment, and one that comes while they look, begin
// one job, and all of them have its answer.
func TestProgramsThatLookTogether(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(elementstest.Bulk{Takes: 2 * time.Second})
		r.mixpanel.Use("login", "Acme", "2026-03-09", 3)
		for range 2 { // the second time an hour later
			var all sync.WaitGroup
			for i := range 6 {
				s := r.source(t, Settings{}, func(o *elements.Options) { o.Transport = distant{o.Transport} })
				all.Go(func() {
					time.Sleep(time.Duration(i/5) * 3 * time.Second)
					if u, err := s.Usage(t.Context()); err != nil || len(u.Rows) != 1 {
						t.Errorf("%v %v", u.Rows, err)
					}
				})
			}
			all.Wait()
			time.Sleep(time.Hour)
		}
		if jobs := r.gateway.Jobs(); len(jobs) != 2 {
			t.Errorf("%d jobs: %v", len(jobs), jobs)
		}
		r.strictly(t)
	})
}
