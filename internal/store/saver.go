package store

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"daybrief/model"
)

// The times of a Saver.
const (
	defaultEvery = 3 * time.Minute
	pictures     = 3                      // times as long from one picture to the next
	confirmed    = 5                      // times as long while the server only confirms what is on disk
	firstAfter   = 20 * time.Second       // the first picture is whole by then
	closeTime    = 500 * time.Millisecond // a disk that hangs must not hold up the end
)

// SaverOptions make a Saver.
type SaverOptions struct {
	Store *Store
	// Every is how often at most the day is counted and something is saved (default 3 min).
	Every time.Duration
	// Policy and Zone say what a breach and a day are, for the history.
	Policy model.Policy
	Zone   *time.Location
	Now    func() time.Time
	// Front lists the tickets that the screens show first, the most telling first,
	// for the head of the picture. It is called from the Saver's goroutine. nil: no
	// head is kept.
	Front func() []model.TicketID
	// Say is told once, in a sentence, that saving fails, and again only after it
	// has worked. It is called from the Saver's goroutine and must not block.
	Say func(sentence string)
	// History is what was loaded.
	History model.History
}

// Saver saves snapshots off its callers' way: of those that come faster than
// it saves, only the latest counts.
type Saver struct {
	o       SaverOptions
	latest  atomic.Pointer[model.Snapshot]
	history atomic.Pointer[model.History]
	rules   atomic.Pointer[counting]
	more    chan struct{} // a token: there is a new one
	quit    chan struct{}
	done    chan struct{}
	close   sync.Once

	// Of the goroutine.
	counted [5]int64  // the ages in what was counted last
	kept    [5]int64  // those in the picture
	gen     uint64    // its Snapshot.Gen
	at      time.Time // when it was kept
	next    time.Time // when it may save again
	mute    bool      // the fault has been told
}

// NewSaver starts a Saver; Close ends it.
func NewSaver(o SaverOptions) *Saver {
	if o.Every <= 0 {
		o.Every = defaultEvery
	}
	if o.Say == nil {
		o.Say = func(string) {}
	}
	k := &Saver{o: o, more: make(chan struct{}, 1), quit: make(chan struct{}), done: make(chan struct{})}
	k.history.Store(&o.History)
	k.Adopt(o.Policy, o.Zone)
	k.next = o.Now().Add(min(firstAfter, o.Every))
	go k.run()
	return k
}

// counting is what days are counted by.
type counting struct {
	policy model.Policy
	zone   *time.Location
}

// Adopt counts by another policy and zone from now on.
func (k *Saver) Adopt(p model.Policy, zone *time.Location) { k.rules.Store(&counting{p, zone}) }

// Keep has the snapshot saved when it is time. It never blocks.
func (k *Saver) Keep(s *model.Snapshot) {
	k.latest.Store(s)
	select {
	case k.more <- struct{}{}:
	default:
	}
}

// History is the daily history as it is now.
func (k *Saver) History() model.History { return *k.history.Load() }

// Close saves what has not been saved and ends the Saver, within half a second: what
// a hanging disk does not take until then stays as it was.
func (k *Saver) Close() {
	k.close.Do(func() { close(k.quit) })
	patience := time.NewTimer(closeTime)
	defer patience.Stop()
	select {
	case <-k.done:
	case <-patience.C:
	}
}

func (k *Saver) run() {
	defer close(k.done)
	for {
		select {
		case <-k.more:
		case <-k.quit:
			k.save(true)
			return
		}
		if !k.rest() {
			k.save(true)
			return
		}
		k.save(false)
	}
}

// rest waits until it may save again; false when it is over.
func (k *Saver) rest() bool {
	wait := time.NewTimer(min(max(0, k.next.Sub(k.o.Now())), k.o.Every)) // the clock may have been set
	defer wait.Stop()
	select {
	case <-wait.C:
		return true
	case <-k.quit:
		return false
	}
}

// save writes the day's count, and less often the latest snapshot, which is as big as
// the tenant, when the server has confirmed anything since the last time. While it has
// only confirmed what is on disk, that need not be written each time; at the end it is.
func (k *Saver) save(end bool) {
	s, now := k.latest.Load(), k.o.Now()
	if s == nil {
		return
	}
	at := ages(s)
	if at == k.kept || at == k.counted && !end || at[0] == 0 && at[1] == 0 {
		return
	}
	age := now.Sub(k.at)
	if !end && s.Gen == k.gen && age >= 0 && age < confirmed*k.o.Every {
		return
	}
	k.next = now.Add(k.o.Every)
	whole := end || age < 0 || age >= pictures*k.o.Every
	err := k.write(s, now, whole)
	switch {
	case err == nil:
		k.counted, k.mute = at, false
		if whole {
			k.kept, k.gen, k.at = at, s.Gen, now
		}
	case !k.mute:
		k.mute = true
		k.o.Say("The last picture is not kept on disk: " + err.Error() + ".")
	}
}

// write saves the count, and with it the picture where that is due. A stumble of ours
// is a failure like another: it must not take the dashboard with it.
func (k *Saver) write(s *model.Snapshot, now time.Time, whole bool) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("daybrief had an internal error (%v); please report this", r)
		}
	}()
	if whole {
		if err := k.picture(s, now); err != nil {
			return err
		}
	}
	if h, news := k.count(s, now); news {
		return k.o.Store.SaveHistory(h)
	}
	return nil
}

// picture saves the picture and its head.
func (k *Saver) picture(s *model.Snapshot, now time.Time) error {
	if err := k.o.Store.Save(s, now); err != nil || k.o.Front == nil {
		return err
	}
	ids := k.o.Front()
	if len(ids) == 0 {
		return nil
	}
	return k.o.Store.SaveHead(s, ids, k.rules.Load().zone, now)
}

// count puts today into the history, and corrects yesterday.
func (k *Saver) count(s *model.Snapshot, now time.Time) (h model.History, news bool) {
	h = k.History()
	by := k.rules.Load()
	d, ok := model.CountDay(s, model.NewLookup(s, by.policy), now, by.zone)
	if !ok {
		return h, false
	}
	h = h.With(d)
	if i := len(h) - 2; i >= 0 && h[i].Day.Equal(d.Day.AddDate(0, 0, -1)) {
		if again, ok := model.Recount(h[i], s, by.zone); ok {
			h = h.With(again)
		}
	}
	k.history.Store(&h)
	return h, true
}

// ages are when the server last confirmed what a picture is kept for: when none
// of them has moved, there is nothing to save.
func ages(s *model.Snapshot) [5]int64 {
	var out [5]int64
	for i, at := range []time.Time{s.ServiceTickets.At, s.ProjectTickets.At, s.SLAAt, s.ScheduleEntries.At, s.ClosedService.At} {
		if !at.IsZero() {
			out[i] = at.UnixNano()
		}
	}
	return out
}
