package cli

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"
)

// repeatTime is for how long a line that says the same again is only counted; at
// most so many different lines are remembered.
const (
	repeatTime  = time.Minute
	mostRepeats = 200
)

// dedupeHandler is a log handler that writes what repeats itself once a minute, with a
// count: an outage of a week must not push everything else out of a log of
// bounded size. Requests that went well are never folded: who logs each of them
// wants to see each of them.
type dedupeHandler struct {
	slog.Handler
	state *repeats
}

type repeats struct {
	mu   sync.Mutex
	seen map[string]*repeat
}

type repeat struct {
	since time.Time
	more  int
}

func newDedupe(h slog.Handler) *dedupeHandler {
	return &dedupeHandler{h, &repeats{seen: map[string]*repeat{}}}
}

// Handle implements slog.Handler.
func (f *dedupeHandler) Handle(ctx context.Context, r slog.Record) error {
	key, worth := gist(r)
	if !worth {
		return f.Handler.Handle(ctx, r)
	}
	more, write := f.state.note(key, r.Time)
	if !write {
		return nil
	}
	if more > 0 {
		r = r.Clone()
		r.AddAttrs(slog.Int("count", more+1))
	}
	return f.Handler.Handle(ctx, r)
}

// WithAttrs implements slog.Handler.
func (f *dedupeHandler) WithAttrs(a []slog.Attr) slog.Handler {
	return &dedupeHandler{f.Handler.WithAttrs(a), f.state}
}

// WithGroup implements slog.Handler.
func (f *dedupeHandler) WithGroup(name string) slog.Handler {
	return &dedupeHandler{f.Handler.WithGroup(name), f.state}
}

// note counts a line, and says whether it is to be written and how many of its
// kind were not since the last one.
func (s *repeats) note(key string, now time.Time) (more int, write bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k := s.seen[key]
	if k != nil && now.Sub(k.since).Abs() < repeatTime {
		k.more++
		return 0, false
	}
	if k == nil {
		if len(s.seen) >= mostRepeats {
			clear(s.seen)
		}
		k = &repeat{}
		s.seen[key] = k
	}
	more = k.more
	k.since, k.more = now, 0
	return more, true
}

// gist is a line without what differs each time, and whether it may be folded.
func gist(r slog.Record) (key string, worth bool) {
	var b strings.Builder
	fmt.Fprint(&b, r.Level, r.Message)
	worth = true
	r.Attrs(func(a slog.Attr) bool {
		switch a.Key {
		case "took", "bytes", slog.TimeKey:
			return true
		case "status":
			if n := a.Value.Resolve(); n.Kind() == slog.KindInt64 && n.Int64() >= 200 && n.Int64() < 300 {
				worth = false
			}
		}
		fmt.Fprintf(&b, " %s=%v", a.Key, a.Value)
		return true
	})
	return b.String(), worth
}
