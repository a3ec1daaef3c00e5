package cli

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"daybrief/briefing"
	"daybrief/internal/feed"
	"daybrief/internal/store"
	"daybrief/model"
	"daybrief/model/assess"
)

// front is the first frame: it is drawn from the head of the last picture, and
// whatever else a start has to read waits until it is on the screen.
type front struct {
	drawn chan struct{} // closed when it is
	once  sync.Once
	load  func() *model.Snapshot // the whole picture; nil when the feed has it
	shows atomic.Pointer[shown]
}

// shown is what the screens are drawn from.
type shown struct {
	assessed *assess.Assessment
	briefing *briefing.Briefing
}

func newFront() *front { return &front{drawn: make(chan struct{})} }

// begin gives the tenant the picture of the run before: its head, when it may be
// that and there is one, else the whole.
func (b *front) begin(t *tenant, s *store.Store, head bool) {
	load := func() *model.Snapshot {
		snap, err := s.Load(t.now())
		if err != nil {
			t.logger().Warn("the last picture is not used", "what", err.Error())
		}
		return snap
	}
	if head {
		var err error
		if t.seed, err = s.LoadHead(t.now()); err != nil {
			t.logger().Warn("the head of the last picture is not used", "what", err.Error())
		}
	}
	if t.seed == nil {
		if t.seed = load(); t.seed == nil {
			b.show() // there is nothing to show before the first answers
		}
		return
	}
	b.load = load
}

// show says that the first frame is on the screen.
func (b *front) show() { b.once.Do(func() { close(b.drawn) }) }

// patience is how long everything else waits for a terminal that takes no frame.
const patience = time.Second

// wait returns when the first frame is on the screen.
func (b *front) wait(ctx context.Context) {
	t := time.NewTimer(patience)
	defer t.Stop()
	select {
	case <-b.drawn:
	case <-t.C:
	case <-ctx.Done():
	}
}

// rest gives the feed the whole picture, when it has the head only.
func (b *front) rest(f *feed.Feed) {
	if b.load == nil {
		return
	}
	whole := b.load()
	if whole == nil {
		whole = &model.Snapshot{} // the head of nothing
	}
	b.load = nil
	f.Restore(whole)
}

func (b *front) judged(a *assess.Assessment, is *briefing.Briefing) { b.shows.Store(&shown{a, is}) }

// How much of each screen is at the front.
const (
	frontRows   = 24 // of each section of the briefing
	frontUrgent = 100
)

// tickets are those that the screens show first: what the briefing lists, and the
// most urgent of all.
func (b *front) tickets() []model.TicketID {
	is := b.shows.Load()
	if is == nil {
		return nil
	}
	var out []model.TicketID
	add := func(t *model.Ticket) {
		if t != nil && !slices.Contains(out, t.ID) {
			out = append(out, t.ID)
		}
	}
	for i := range is.briefing.Sections {
		items := is.briefing.Sections[i].Items
		for k := range items[:min(len(items), frontRows)] {
			add(items[k].Ticket)
			for _, t := range items[k].Tickets[:min(len(items[k].Tickets), frontRows)] {
				add(t)
			}
		}
	}
	urgent := slices.Clone(is.assessed.Tickets)
	slices.SortFunc(urgent, assess.ByPoints)
	for _, t := range urgent[:min(len(urgent), frontUrgent)] {
		add(t.Ticket)
	}
	return out
}
