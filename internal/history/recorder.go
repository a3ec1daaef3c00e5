package history

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"daybrief/model"
)

// RecorderOptions make a Recorder.
type RecorderOptions struct {
	Options
	Counting
	// Say is told, in a sentence and once a fault, that nothing is kept. It is
	// called from the Recorder's goroutine and must not block.
	Say func(sentence string)
	// Learnt is told that Replied or Derived say something else than before, likewise.
	Learnt func()
}

// Counting is what days are counted by.
type Counting struct {
	// Policy and Zone say what a breach and a day are.
	Policy model.Policy
	Zone   *time.Location
	// Stale judges the tickets of a snapshot: which have gone quiet. nil leaves that
	// unknown. It is called by one goroutine.
	Stale func(s *model.Snapshot, now time.Time) func(*model.Ticket) bool
}

// notesQueue is how many conversations wait to be kept; more are dropped: they
// are kept when somebody reads them again.
const notesQueue = 64

type conversation struct {
	id   model.TicketID
	text string
}

// Recorder writes snapshots into a history off its callers' way: of those that
// come faster than it writes, only the latest counts, and of that only what has
// changed. It opens the file at the first snapshot, so that a start waits for
// nothing. Whatever is wrong with the file is said and hurts nobody else.
type Recorder struct {
	o       RecorderOptions
	latest  atomic.Pointer[model.Snapshot]
	db      atomic.Pointer[DB]
	by      atomic.Pointer[Counting]
	replied atomic.Pointer[map[model.TicketID]model.Since]
	trouble atomic.Pointer[error] // nil: what there is to keep is kept
	more    chan struct{}         // a token: there is a new one
	quit    chan struct{}
	notes   chan conversation
	ctx     context.Context
	cancel  context.CancelFunc
	done    chan struct{}
	close   sync.Once

	written written
	derived derivation
}

// written is what the Recorder's goroutine knows of the file; nobody else reads it.
type written struct {
	was    *model.Snapshot // what has been written
	ended  bool            // the file can't be used in this run
	day    time.Time       // of the last expiry
	at     time.Time       // when the day was counted last
	days   map[scoped]Counts
	marked [2]Span // by kind, what was marked of what polling lists
}

// NewRecorder starts a Recorder; Close ends it.
func NewRecorder(o RecorderOptions) *Recorder {
	if o.Say == nil {
		o.Say = func(string) {}
	}
	if o.Learnt == nil {
		o.Learnt = func() {}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	r := &Recorder{o: o, more: make(chan struct{}, 1), quit: make(chan struct{}), notes: make(chan conversation, notesQueue), done: make(chan struct{})}
	r.Adopt(o.Counting)
	r.ctx, r.cancel = context.WithCancel(context.Background())
	go r.run()
	return r
}

// Keep has a snapshot written. It never blocks.
func (r *Recorder) Keep(s *model.Snapshot) {
	r.latest.Store(s)
	select {
	case r.more <- struct{}{}:
	default:
	}
}

// Trouble is why nothing is kept; nil: it is.
func (r *Recorder) Trouble() error {
	if err := r.trouble.Load(); err != nil {
		return *err
	}
	return nil
}

// NotKept is a Trouble in a sentence.
func NotKept(err error) string { return "The history is not kept: " + err.Error() + "." }

// Adopt counts by other rules from now on.
func (r *Recorder) Adopt(c Counting) { r.by.Store(&c) }

// KeepNotes has the text of a ticket's conversation written. It never blocks.
func (r *Recorder) KeepNotes(id model.TicketID, text string) {
	if text == "" {
		return
	}
	select {
	case r.notes <- conversation{id, text}:
	default:
	}
}

// DB is the open history; nil before it is open and when it can't be used.
func (r *Recorder) DB() *DB { return r.db.Load() }

// Replied is since when customers wait; nil before the file has been read. It
// must not be written to.
func (r *Recorder) Replied() map[model.TicketID]model.Since {
	if m := r.replied.Load(); m != nil {
		return *m
	}
	return nil
}

// closeTime bounds the end: a disk that hangs must not hold it up. What is not
// written by then is written at the next start, from the server's own answer.
const closeTime = 500 * time.Millisecond

// Close writes what is left and ends the Recorder, within half a second.
func (r *Recorder) Close() { r.end(closeTime) }

// end is Close with another patience: after it what is being written is broken off,
// and after twice of it nobody waits any more.
func (r *Recorder) end(patience time.Duration) {
	r.close.Do(func() {
		close(r.quit)
		enough := time.AfterFunc(patience, r.cancel)
		defer enough.Stop()
		giveUp := time.NewTimer(2 * patience)
		defer giveUp.Stop()
		select {
		case <-r.done:
		case <-giveUp.C:
		}
		r.cancel()
	})
}

func (r *Recorder) run() {
	defer close(r.done)
	defer func() {
		if db := r.db.Load(); db != nil {
			_ = db.Close()
		}
	}()
	for {
		select {
		case <-r.more:
			replied, derived := r.replied.Load(), r.derived.is.Load()
			r.try(func() error { return r.snapshot(false) })
			if replied != r.replied.Load() || derived != r.derived.is.Load() {
				r.o.Learnt()
			}
		case <-r.quit:
			r.try(func() error { return r.snapshot(true) })
			return
		case c := <-r.notes:
			r.try(func() error { return r.conversation(c) })
		}
	}
}

// try does one thing. A fault, even a stumble of ours, is said once and ends
// nothing but this write.
func (r *Recorder) try(do func() error) {
	if r.written.ended {
		return
	}
	err := func() (err error) {
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("daybrief had an internal error (%v); please report this", p)
			}
		}()
		return do()
	}()
	switch {
	case err == nil:
		r.trouble.Store(nil)
	case r.ctx.Err() != nil: // the end has cut it short
	default:
		r.written.ended = r.written.ended || errors.Is(err, ErrLater) || errors.Is(err, errForeign)
		if damaged(err) {
			r.written.ended = true // the next start sets it aside
		}
		if was := r.trouble.Swap(&err); was == nil || (*was).Error() != err.Error() {
			r.o.Say(NotKept(err))
		}
	}
}

// open opens the file once.
func (r *Recorder) open() (*DB, error) {
	if db := r.db.Load(); db != nil {
		return db, nil
	}
	db, err := Open(r.ctx, r.o.Options)
	if err != nil {
		return nil, err
	}
	had, err := db.Replied(r.ctx)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if at := db.Aside(); at != "" {
		r.o.Say("The history was damaged and begins anew; the old file is " + at + ".")
	}
	r.replied.Store(&had)
	r.db.Store(db)
	return db, nil
}

func (r *Recorder) conversation(c conversation) error {
	db, err := r.open()
	if err != nil {
		return err
	}
	return db.PutNotes(r.ctx, c.id, c.text, r.by.Load().Zone)
}
