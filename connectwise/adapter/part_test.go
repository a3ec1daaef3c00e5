package adapter

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/connectwise"
	"daybrief/connectwise/cwtest"
	"daybrief/internal/feed"
	"daybrief/internal/feed/hub"
	"daybrief/model"
)

// slow answers each request after a second of virtual time.
type slow struct{ next http.RoundTripper }

func (s slow) RoundTrip(r *http.Request) (*http.Response, error) {
	time.Sleep(time.Second)
	return s.next.RoundTrip(r)
}

// The first page of the first list is shown while the others are read, with how
// far they have come, and claims nothing; the whole list then replaces it.
func TestFirstRowsAfterTheFirstPage(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := cwtest.New(cwtest.Options{Seed: 7, Open: 3000, Still: true, Now: time.Now})
		c, err := clientTo(s, time.Now)
		if err == nil {
			c, err = c.With(connectwise.WithTransport(slow{s.Transport()}), connectwise.WithPages(100, 200))
		}
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		h := hub.New(hub.Options{Feed: feed.New(feed.Options{Budget: feed.NewBudget(nil)}), Source: New(c, time.Now)})
		ended := make(chan struct{})
		go func() { defer close(ended); h.Run(ctx) }()
		defer func() { cancel(); <-ended }()
		r := h.Reader()
		first, words := 0, []string(nil)
		for began := time.Now(); time.Since(began) < time.Minute; {
			<-r.Changed()
			snap := r.Snapshot()
			n, reading := len(snap.ServiceTickets.Value), snap.HealthOf(model.SourceTickets).Reading
			if n > 0 && reading == "" {
				if n < 2000 {
					t.Errorf("the whole list has %d tickets", n)
				}
				break
			}
			if reading != "" && !slices.Contains(words, reading) {
				words = append(words, reading)
			}
			if first = max(first, n); n != first {
				t.Errorf("%d rows at %s, %d at first", n, reading, first)
			}
		}
		if len(words) == 0 || first == 0 || first > 100 || words[0] != "page 1" || !slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(w, " of 25") }) {
			t.Errorf("%d rows at first; %v", first, words)
		}
	})
}
