package elements

import (
	"net/http"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/elements/elementstest"
	"daybrief/internal/psa"
	"daybrief/model"
)

// A long list takes little longer than its pages would, four at a time: nine tenths
// of the raw speed of the requests that are made, and few more of them than pages.
func TestLongListsComeTogether(t *testing.T) {
	if raced {
		t.Skip("it counts rounds of virtual time, which the race detector does not change")
	}
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const latency = 150 * time.Millisecond
		cw := cwtest.New(cwtest.Options{Seed: 7, Size: cwtest.Large, Still: true})
		g := elementstest.New(cw, elementstest.Options{})
		var asked atomic.Int64
		base, err := ParseBase("")
		if err != nil {
			t.Fatal(err)
		}
		c, err := New(Options{
			Base: base, Secrets: Secrets{User: model.NewSecret(elementstest.UserSecret), Organization: model.NewSecret(elementstest.OrganizationSecret), Element: model.NewSecret(elementstest.ElementToken)},
			Transport: transport(func(r *http.Request) (*http.Response, error) {
				asked.Add(1)
				time.Sleep(latency)
				return g.Transport().RoundTrip(r)
			}),
		})
		if err != nil {
			t.Fatal(err)
		}
		p := NewProvider(c, &Offers{}, model.System{})
		whole := len(serviceIDs(t, cw))
		for _, again := range []string{"by time", "by status"} {
			asked.Store(0)
			began := time.Now()
			b := fetch(t, p, psa.Query{Source: model.SourceTickets})
			took, n := time.Since(began), len(b.Tickets)
			pages := (n + pageSize - 1) / pageSize
			ideal := time.Duration((pages+together-1)/together) * latency
			t.Logf("%s: %d tickets, %d requests (%d pages), %v; four at a time %v", again, n, asked.Load(), pages, took, ideal)
			if n != whole || b.Capped {
				t.Errorf("%s: %d of %d tickets, cut %v", again, n, whole, b.Capped)
			}
			raw := time.Duration((int(asked.Load())+together-1)/together) * latency
			if took*9 > raw*10 {
				t.Errorf("%s: %v, and %v at raw speed", again, took, raw)
			}
			if took > 3*ideal/2 {
				t.Errorf("%s: %v for what takes %v", again, took, ideal)
			}
		}
	})
}
