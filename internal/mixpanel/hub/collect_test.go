package hub

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/internal/elements"
	"daybrief/internal/elements/elementstest"
)

// slowly gives bodies of events half a minute for each line.
type slowly struct {
	rest  http.RoundTripper
	reads *atomic.Int64
}

func (s slowly) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := s.rest.RoundTrip(r)
	if err != nil || !strings.HasSuffix(r.URL.Path, "/activities") {
		return resp, err
	}
	s.reads.Add(1)
	out, in := io.Pipe()
	body := resp.Body
	resp.Body = out
	go func() {
		text, _ := io.ReadAll(body)
		for line := range strings.Lines(string(text)) {
			select {
			case <-time.After(30 * time.Second):
			case <-r.Context().Done():
				in.CloseWithError(r.Context().Err())
				return
			}
			if _, err := io.WriteString(in, line); err != nil {
				return
			}
		}
		in.Close()
	}()
	return resp, nil
}

// A body that takes longer than whoever asks can wait goes on coming, and the next
// one who asks gets what it holds: it is read once.
func TestASlowBodyGoesOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(elementstest.Bulk{Lines: true})
		r.mixpanel.Use("login", "Acme", "2026-03-09", 6)
		reads := &atomic.Int64{}
		s := r.source(t, Settings{}, func(o *elements.Options) { o.Transport = slowly{o.Transport, reads} })
		tries := 0
		for ; tries < 10; tries++ {
			ctx, cancel := context.WithTimeout(t.Context(), 45*time.Second)
			u, err := s.Usage(ctx)
			cancel()
			if err == nil {
				if users(t, u, "Acme")[29] != 6 {
					t.Errorf("%+v", u)
				}
				break
			}
			if problem(t, err).Code != codeUnderWay {
				t.Fatal(err)
			}
			time.Sleep(15 * time.Second)
		}
		if tries < 2 || tries == 10 || reads.Load() != 1 || len(r.gateway.Jobs()) != 1 {
			t.Errorf("%d tries, %d reads, jobs %v", tries, reads.Load(), r.gateway.Jobs())
		}
		r.strictly(t)
		// One that nobody waits for any more ends with the source.
		time.Sleep(time.Hour)
		ctx, cancel := context.WithTimeout(t.Context(), 45*time.Second)
		defer cancel()
		if _, err := s.Usage(ctx); err != nil {
			t.Errorf("what is known stands in: %v", err)
		}
		s.Close()
	})
}
