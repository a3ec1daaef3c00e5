package hub

import (
	"sync"
	"time"

	"daybrief/model"
	"daybrief/model/assess"
)

// Reader is one who looks at what the hub knows. Close it when nobody looks any
// more.
type Reader struct {
	hub     *Hub
	changed chan struct{} // holds one word: look again

	mu     sync.Mutex // guards what follows
	view   View
	judged bool
}

// View is a snapshot and the judgement of it, by the reader's rules. Both are
// only read, from any goroutine.
type View struct {
	Snapshot   *model.Snapshot
	Assessment *assess.Assessment
}

// Reader adds a reader.
func (h *Hub) Reader() *Reader {
	r := &Reader{hub: h, changed: make(chan struct{}, 1)}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.readers[r] = true
	return r
}

// Close ends being told.
func (r *Reader) Close() {
	r.hub.mu.Lock()
	defer r.hub.mu.Unlock()
	delete(r.hub.readers, r)
}

// tell says that there is another snapshot. A reader who has not looked since
// the last time knows already.
func (r *Reader) tell() {
	select {
	case r.changed <- struct{}{}:
	default:
	}
}

// Changed brings a word after the snapshot has become another one; several
// changes may be one word.
func (r *Reader) Changed() <-chan struct{} { return r.changed }

// Snapshot is what is known now.
func (r *Reader) Snapshot() *model.Snapshot { return r.hub.latest.Load() }

// View is what is known now, judged by rules as of now. While rules and tables
// stay the same, only tickets that have changed are judged anew; fresh says that
// the rules are others than the last time.
func (r *Reader) View(rules assess.Rules, now time.Time, fresh bool) View {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.Snapshot()
	switch {
	case !r.judged || fresh:
		r.view = View{s, assess.Assess(s, nil, rules, now)}
	case s != r.view.Snapshot || now.Unix()/60 != r.view.Assessment.Now.Unix()/60:
		r.view = View{s, r.view.Assessment.Next(s, nil, rules, now)}
	}
	r.judged = true
	return r.view
}

// Refresh has everything asked for now.
func (r *Reader) Refresh() { r.hub.ask(r.hub.opts.Feed.Refresh) }

// Want says which sources beside feed.AllSources are wanted from now on, by the
// sections of this reader. Of several readers the last one to say so decides.
func (r *Reader) Want(sources []model.Source) {
	r.hub.ask(func(now time.Time) { r.hub.opts.Feed.Want(sources, now) })
}

// Woke says that the machine has slept, or the clock was set: what keeps the
// screen right is due at once. The hub notices by itself too, but later.
func (r *Reader) Woke() { r.hub.ask(r.hub.awake) }
