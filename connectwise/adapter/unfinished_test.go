package adapter

import (
	"errors"
	"net/http"
	"sync"
	"testing"
	"time"

	"daybrief/connectwise"
	"daybrief/connectwise/cwtest"
	"daybrief/internal/psa"
	"daybrief/model"
)

// refusing tells every so many requests to wait.
type refusing struct {
	http.RoundTripper
	mu       sync.Mutex // boards are asked for side by side
	every, n int
}

func (r *refusing) RoundTrip(q *http.Request) (*http.Response, error) {
	r.mu.Lock()
	r.n++
	refuse := r.n%r.every == 0
	r.mu.Unlock()
	if refuse {
		return &http.Response{StatusCode: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"1"}}, Body: http.NoBody, Request: q}, nil
	}
	return r.RoundTripper.RoundTrip(q)
}

// Boards take two requests each. When every fourth one is refused, a fetch that
// began anew each time would never come to its end.
func TestAFetchGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()
	server, plain := sourceOf(t, cwtest.Options{})
	want := fetch(t, plain, psa.Query{Source: model.SourceBoards})
	at := sourceNow()
	r := &refusing{RoundTripper: server.Transport(), every: 4}
	o := server.Options()
	site, _ := connectwise.ParseSite("https://demo.example")
	auth, _ := connectwise.NewBasic(o.Company, o.PublicKey, model.NewSecret(o.PrivateKey), o.ClientID)
	client, err := connectwise.New(site, o.Company, auth, connectwise.WithTransport(r), connectwise.WithNow(sourceNow))
	if err != nil {
		t.Fatal(err)
	}
	p := New(client, func() time.Time { return at })
	tries := 1
	var b psa.Batch
	for ; tries < 50; tries++ {
		if b, err = p.Fetch(t.Context(), psa.Query{Source: model.SourceBoards}); err == nil {
			break
		}
		var problem *model.Problem
		if !errors.As(err, &problem) || problem.Kind != model.RateLimited {
			t.Fatal(err)
		}
		at = at.Add(time.Second)
	}
	if err != nil || len(b.Boards) != len(want.Boards) || tries < 3 {
		t.Errorf("%d boards of %d after %d tries: %v", len(b.Boards), len(want.Boards), tries, err)
	}
	if b.Took != time.Duration(tries-1)*time.Second {
		t.Errorf("took %v in %d tries a second apart", b.Took, tries)
	}
	// What has come is not asked for again, but it grows old.
	sent := r.n
	r.every = sent + 2
	if _, err := p.Fetch(t.Context(), psa.Query{Source: model.SourceBoards}); err == nil {
		t.Fatal("the second request should have been refused")
	}
	at = at.Add(oldAnswers + time.Second)
	r.every, r.n = 1000, 0
	if _, err := p.Fetch(t.Context(), psa.Query{Source: model.SourceBoards}); err != nil || r.n < len(want.Boards) {
		t.Errorf("%d requests for %d boards, %v", r.n, len(want.Boards), err)
	}
}
