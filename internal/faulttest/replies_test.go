package faulttest

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/model"
)

// answer is a way to answer every request.
type answer func(w http.ResponseWriter, r *http.Request) bool

func fixed(kind string, body string) answer {
	return func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Type", kind)
		_, _ = io.WriteString(w, body)
		return true
	}
}

// loris sends one byte each 200 ms, for ever.
func loris(w http.ResponseWriter, r *http.Request) bool {
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-r.Context().Done():
			return true
		}
		if _, err := w.Write([]byte("[")); err != nil {
			return true
		}
	}
}

// status answers with a code and headers in pairs.
func status(code int, headers ...string) answer {
	return func(w http.ResponseWriter, _ *http.Request) bool {
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Add(headers[i], headers[i+1])
		}
		w.WriteHeader(code)
		return true
	}
}

func bomb() answer {
	var packed bytes.Buffer
	z, _ := gzip.NewWriterLevel(&packed, gzip.BestSpeed)
	_, _ = z.Write(bytes.Repeat([]byte(" "), 64<<20))
	_ = z.Close()
	return func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Type", "application/json")
		g, err := gzip.NewReader(bytes.NewReader(packed.Bytes()))
		if err == nil {
			_, _ = io.Copy(w, g) // what net/http makes of a compressed body
		}
		return true
	}
}

// TestStrangeReplies: whatever comes back, the rows stay with their age, the
// state is named, keys answer, and all is well an interval after it has ended.
func TestStrangeReplies(t *testing.T) {
	long(t)
	t.Parallel()
	const json = "application/json"
	down := []model.State{model.StateOffline, model.StateDegraded, model.StateStale}
	bad := []model.State{model.StateBadReply}
	for name, c := range map[string]struct {
		do    answer
		fault cwtest.Fault
		words []model.State
	}{
		"F10 a byte each 200 ms":   {do: loris, words: down},
		"F15 captive portal":       {do: status(302, "Location", "http://login.example.com/"), words: bad},
		"F16 to another host":      {do: status(307, "Location", "https://elsewhere.example/"), words: bad},
		"F16 to http":              {fault: cwtest.Fault{Kind: cwtest.Redirect}, words: bad},
		"F19 cut":                  {fault: cwtest.Fault{Kind: cwtest.TruncatedJSON}, words: bad},
		"F20 maintenance":          {fault: cwtest.Fault{Kind: cwtest.HTMLPage}, words: bad},
		"F21 nothing":              {fault: cwtest.Fault{Kind: cwtest.EmptyBody}, words: bad},
		"F21 null":                 {fault: cwtest.Fault{Kind: cwtest.NullBody}, words: bad},
		"F21 an object":            {do: fixed(json, `{}`), words: bad},
		"F25 trailing garbage":     {do: fixed(json, `[] []`), words: bad},
		"F25 UTF-16":               {do: fixed(json, "\xff\xfe[\x00]\x00"), words: bad},
		"F25 nested":               {do: fixed(json, strings.Repeat("[", 20_000)), words: bad},
		"F26 endless":              {fault: cwtest.Fault{Kind: cwtest.Huge, Size: 64 << 20}, words: bad},
		"F26 inflated":             {do: bomb(), words: bad},
		"F28 a foreign next page":  {fault: cwtest.Fault{Kind: cwtest.ForeignNext}, words: []model.State{model.StateBadReply, model.StateDegraded}},
		"F44 500":                  {do: status(500), words: []model.State{model.StateDegraded}},
		"F44 504":                  {do: status(504), words: down},
		"F41 429":                  {do: status(429), words: []model.State{model.StateLimited}},
		"F43 Retry-After nonsense": {do: status(429, "Retry-After", "abc"), words: []model.State{model.StateLimited}},
		"F43 Retry-After huge":     {do: status(429, "Retry-After", "9223372037"), words: []model.State{model.StateLimited}},
		"F43 Retry-After -5":       {do: status(503, "Retry-After", "-5"), words: down},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := begin(t, options{seed: 1})
				r.becomes(model.StateLive, 30*time.Second)
				r.Pass(time.Minute)
				if c.do != nil {
					r.spoils(c.do)
				} else {
					r.breaks(c.fault)
				}
				broke, seen := time.Now(), model.State("")
				for time.Since(broke) < 75*time.Second {
					r.Pass(time.Second)
					r.honest(name)
					if w := model.State(r.word()); slices.Contains(c.words, w) {
						seen = w
					}
				}
				if seen == "" {
					t.Errorf("%s on the screen, want one of %v:\n%s", r.word(), c.words, r.Text())
				}
				if n := r.sent(broke); n > 45 {
					t.Errorf("%d requests in 75 s", n)
				}
				r.Press("2", "1")
				r.mends()
				most := 20 * time.Second
				if strings.Contains(name, "huge") {
					most = 16 * time.Minute // it was asked for, and is kept to 15 minutes
				}
				r.becomes(model.StateLive, most)
				r.equals(6 * time.Minute)
			})
		})
	}
}

// TestSlowServer (F09, F47): every answer takes 20 s. Polls do not pile up, and
// the age is honest.
func TestSlowServer(t *testing.T) {
	long(t)
	inside(t, func(t *testing.T) {
		r := begin(t, options{seed: 1})
		r.becomes(model.StateLive, 30*time.Second)
		r.Pass(time.Minute)
		r.server.Break(cwtest.Fault{Kind: cwtest.Slow, Delay: 20 * time.Second})
		from := time.Now()
		r.Pass(10 * time.Minute)
		if n := r.server.MaxInFlight(); n > 4 {
			t.Errorf("%d requests at once", n)
		}
		if n := r.sent(from); n > 130 || n < 20 {
			t.Errorf("%d requests in ten minutes at 20 s each", n)
		}
		r.Wants("old")
		r.mends()
		r.becomes(model.StateLive, 40*time.Second)
	})
}

// TestOneDenied (F38): one permission is missing. Its own state is named, the
// others are live, and it is asked for every quarter of an hour at most.
func TestOneDenied(t *testing.T) {
	long(t)
	inside(t, func(t *testing.T) {
		r := begin(t, options{seed: 1})
		r.server.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/schedule/"})
		r.becomes(model.StateDenied, 90*time.Second)
		r.Pass(30 * time.Minute)
		r.Wants("DENIED", "schedule")
		r.Lacks("data 3")
		n := 0
		for _, e := range r.server.Journal() {
			if strings.Contains(e.Path, "/schedule/entries") {
				n++
			}
		}
		if n > 13 { // once more soon, each minute for five, then every five
			t.Errorf("%d tries in half an hour", n)
		}
		r.Press("!")
		r.Wants("DENIED")
	})
}

// TestOwnRecordsOnly: keys that see only their own tickets show no calm day.
func TestOwnRecordsOnly(t *testing.T) {
	long(t)
	inside(t, func(t *testing.T) {
		r := begin(t, options{seed: 1, prepare: func(s *cwtest.Server) { s.Limit("Service Tickets", "My") }})
		r.becomes(model.StateDenied, 90*time.Second)
		r.Pass(2 * time.Minute)
		r.Wants("DENIED", "own records")
		r.Lacks("Nothing needs you", " 0 of 0 ")
		r.Press("2")
		r.Wants("– open tickets", "own records")
	})
}
