package hub

import (
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"daybrief/internal/elements"
	"daybrief/model"
)

// stream is a gateway whose events are made while they are read, as many bytes as
// are wanted; most is the most memory in use meanwhile.
type stream struct {
	left, events int
	line         strings.Reader
	most         uint64
}

func (s *stream) RoundTrip(r *http.Request) (*http.Response, error) {
	body := io.Reader(strings.NewReader(`{"id":1,"status":"COMPLETED"}`))
	switch {
	case strings.HasSuffix(r.URL.Path, "/activities"):
		body = s
	case strings.Contains(r.URL.Path, "/instances/"):
		body = strings.NewReader(`{"id":1,"token":"token","element":{"key":"mixpanel","hub":"general"}}`)
	}
	return &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(body), Request: r}, nil
}

func (s *stream) Read(b []byte) (int, error) {
	if s.line.Len() == 0 {
		if s.left <= 0 {
			return 0, io.EOF
		}
		i := s.events
		s.events++
		line := fmt.Sprintf(`{"event":"Event %d","properties":{"time":%d,"distinct_id":"user-%08d@example","$insert_id":"%016x","company":"Client %d","$browser":"Firefox","$city":"Bremen","$os":"Linux","mp_country_code":"DE","mp_lib":"web","plan":"gold","seats":25}}`+"\n",
			i%7, 1773133200-i%30*86400-i%3600, i*31%20000, i, i%2000)
		s.line.Reset(line)
		s.left -= len(line)
		if i%500 == 0 {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			s.most = max(s.most, m.HeapAlloc)
		}
	}
	return s.line.Read(b)
}

// 30 MB of events, 2,000 clients, 20,000 users: at most 40 MB above idle. It runs
// alone, so that nothing else is measured.
func TestMemoryOfABigBody(t *testing.T) {
	if raced {
		t.Skip("the race detector needs memory of its own")
	}
	s := &stream{left: 30 << 20}
	base, err := elements.ParseBase("")
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC) }
	src, err := New(elements.Options{Base: base, Instance: 1, Now: now, Transport: s, Secrets: elements.Secrets{User: model.NewSecret("user"), Organization: model.NewSecret("organization")}},
		Settings{Company: "company", Now: now})
	if err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	var idle runtime.MemStats
	runtime.ReadMemStats(&idle)
	began := time.Now()
	u, err := src.Usage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	above := int64(s.most-idle.HeapAlloc) >> 20
	t.Logf("%d events, %d rows, %d MB above idle, %v", s.events, len(u.Rows), above, time.Since(began))
	if len(u.Rows) != 2000 || len(u.Events) != 5 || s.events < 90_000 {
		t.Errorf("%d rows, %d events of %d", len(u.Rows), len(u.Events), s.events)
	}
	if above > 40 {
		t.Errorf("%d MB above idle", above)
	}
}
