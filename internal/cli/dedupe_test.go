package cli

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"
)

// F68: a week of the same failure is a line a minute, which says how often; good
// requests and other failures are all there.
func TestLogIsFolded(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	h := newDedupe(slog.NewJSONHandler(&b, &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: harmless}))
	at := noon()
	say := func(path string, status int) {
		r := slog.NewRecord(at, slog.LevelDebug, "request", 0)
		r.AddAttrs(slog.String("path", path), slog.Int("status", status), slog.Duration("took", time.Duration(at.Nanosecond())))
		if err := h.Handle(context.Background(), r); err != nil {
			t.Fatal(err)
		}
		at = at.Add(time.Second)
	}
	for range 120 {
		say("/tickets", 503)
	}
	say("/tickets", 503)
	if n := strings.Count(b.String(), "\n"); n != 3 || strings.Count(b.String(), `"count":60`) != 2 {
		t.Errorf("%d lines:\n%s", n, b.String())
	}
	b.Reset()
	for range 10 {
		say("/tickets", 200)
	}
	say("/boards", 503)
	if n := strings.Count(b.String(), "\n"); n != 11 {
		t.Errorf("%d lines:\n%s", n, b.String())
	}
	for i := range 10 * mostRepeats {
		say("/"+strings.Repeat("x", i), 500)
	}
	if n := len(h.state.seen); n > mostRepeats {
		t.Errorf("%d lines remembered", n)
	}
}
