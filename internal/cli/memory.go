package cli

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"daybrief/internal/feed"
	"daybrief/internal/feed/hub"
	"daybrief/internal/history"
	"daybrief/internal/settings"
	"daybrief/internal/store"
	"daybrief/model"
	"daybrief/ui"
)

// memory is what a dashboard keeps on disk between two runs.
type memory struct {
	saver     *store.Saver      // nil when nothing can be kept
	past      *history.Recorder // nil when nothing is recorded
	filler    *history.Filler   // nil when no past is fetched
	history   model.History
	made      *madeHistory // the demo's; nil elsewhere
	sentences chan string
	habits    ui.Habits
	keep      func(ui.Habits) // nil when nothing can be kept
	writing   sync.WaitGroup
	front     *front
	hub       *hub.Hub
	polling   sync.WaitGroup
	stop      func() // ends polling; nil before poll
}

// remember loads what the run before has kept of a tenant: its feed begins with
// that. Whatever is wrong
// with it, the dashboard starts. The demo keeps nothing. head says that the first
// frame may be drawn from the head of the picture alone.
func (p *program) remember(t *tenant, head bool) *memory {
	m := &memory{sentences: make(chan string, 8), front: newFront()}
	if t.made {
		m.front.show() // its answers are there at once
		return m
	}
	who, host, err := whereabouts(t.set.Connection)
	if err != nil {
		return m // connect has refused it before
	}
	folder, err := settings.StateFolder(p.env)
	if err != nil {
		m.say(t.logger(), "The last picture is not kept on disk: "+err.Error()+".")
		return m
	}
	s := store.New(folder, who, host)
	if err := s.Sweep(); err != nil {
		t.logger().Warn("a temporary file is left", "what", err.Error())
	}
	m.front.begin(t, s, head)
	if m.history, err = s.LoadHistory(); err != nil {
		t.logger().Warn("the daily history is not used", "what", err.Error())
	}
	if err := s.LoadHabits(&m.habits); err != nil {
		m.say(t.logger(), lostHabits(err))
	}
	m.keep = m.habitsKeeper(s, t.logger())
	if t.set.History.On {
		m.past = p.recorder(t, history.Path(folder, who, host), func(sentence string) { m.say(t.logger(), sentence) }, func() { m.hub.Again() })
	}
	m.saver = store.NewSaver(store.SaverOptions{
		Store: s, Front: m.front.tickets, Policy: rulesOf(t.set, t.zone).Policy, Zone: t.zone, Now: t.now, History: m.history,
		Say: func(sentence string) { m.say(t.logger(), sentence) },
	})
	return m
}

// habitsKeeper writes choices off the screen's way, one after the other, the
// latest last.
func (m *memory) habitsKeeper(s *store.Store, log *slog.Logger) func(ui.Habits) {
	var mu sync.Mutex
	var latest ui.Habits
	return func(h ui.Habits) {
		mu.Lock()
		latest = h
		mu.Unlock()
		m.writing.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			if err := s.SaveHabits(latest); err != nil {
				log.Warn("choices", "what", err.Error())
			}
		})
	}
}

// say tells both the log and the person, once. Nobody waits for either.
func (m *memory) say(log *slog.Logger, sentence string) {
	log.Warn("nothing is kept", "what", sentence)
	select {
	case m.sentences <- sentence:
	default:
	}
}

// equip gives a dashboard what it remembers, and who is called.
func (p *program) equip(o *ui.Options, t *tenant, m *memory) {
	o.Alerts, o.Said = p.alerts(nil, t, false), m.sentences
	if !o.Bare { // nobody chooses anything on a wall
		o.Habits, o.KeepHabits = m.habits, m.keep
		o.Looks = p.looks(o.Context, t, m)
	}
	o.Judged = m.front.judged
	f := t.feed()
	f.Remember(m.history)
	k := &keeping{saver: m.saver, had: m.history, past: m.past, now: t.now}
	if t.made && t.set.History.On {
		k.made = func(s *model.Snapshot) model.History { return madeTallies(t.demo, s, t.now(), t.zone) }
	}
	m.hub = hub.New(hub.Options{Feed: f, Before: m.front.rest, Source: t.provider, Now: t.now, Sleep: t.sleep, Jumped: p.opts.Jumped, Awake: t.awake, Changed: k.changed})
	o.Feed = m.hub.Reader()
	switch {
	case m.past != nil:
		o.Provider = &recorded{o.Provider, m.past}
		t.past = m.pastNow
		o.Past = searched(t.past)
		m.filler = t.filler(m.past, o.Feed.Snapshot)
		o.Kept = m.kept(t)
	case t.made && t.set.History.On:
		m.made = &madeHistory{tenant: t, latest: o.Feed.Snapshot}
		t.past = m.made.open
		o.Past = searched(t.past)
	}
}

// poll begins to ask the server, until close. caught is deferred around it.
func (m *memory) poll(ctx context.Context, caught func()) {
	ctx, m.stop = context.WithCancel(ctx)
	m.polling.Go(func() {
		defer caught()
		m.front.wait(ctx)
		m.hub.Run(ctx)
	})
	if m.filler != nil {
		m.polling.Go(func() {
			defer caught()
			m.filler.Run(ctx)
		})
	}
}

// spare gives back the memory of what was recorded last.
func (m *memory) spare() {
	if m.past == nil {
		return
	}
	if db := m.past.DB(); db != nil {
		db.Spare()
	}
}

// close ends polling and keeps the last picture; soon, whatever the server and
// the disk do.
func (m *memory) close() {
	if m.stop != nil {
		m.stop()
	}
	ended := make(chan struct{})
	go func() { m.polling.Wait(); m.writing.Wait(); close(ended) }()
	patience := time.NewTimer(500 * time.Millisecond)
	defer patience.Stop()
	select {
	case <-ended:
	case <-patience.C:
	}
	if m.saver != nil {
		m.saver.Close()
	}
	if m.past != nil {
		m.past.Close()
	}
	m.made.close()
}

// logger is the tenant's log; the demo has none.
func (t *tenant) logger() *slog.Logger {
	if t.log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return t.log
}

// keeping keeps what a hub learns, off its way, and tells the feed what was
// counted meanwhile.
type keeping struct {
	saver *store.Saver // nil when nothing can be kept
	had   model.History
	past  *history.Recorder // nil when nothing is recorded
	// derived is what follows from the tickets of the history.
	derived model.History
	// made are the days of the made-up company, worked out once a day; nil for a
	// real one.
	made func(*model.Snapshot) model.History
	day  time.Time
	now  func() time.Time
}

// remake gives the feed of a made-up company its days.
func (k *keeping) remake(f *feed.Feed) {
	today := k.now().Truncate(24 * time.Hour)
	// They are made like the tickets of all lists: of some of them, others would be made.
	if today.Equal(k.day) || !f.Answered() || f.Snapshot().ClosedSince.After(k.now().AddDate(0, 0, -serverDays)) {
		return
	}
	if h := k.made(f.Snapshot()); h != nil {
		k.day = today
		f.Remember(h)
	}
}

// changed is called by the hub after each change.
func (k *keeping) changed(f *feed.Feed) {
	if f.Snapshot().Reading() != "" {
		return // a part of the tickets: the rest would look as if it had gone
	}
	if k.made != nil {
		k.remake(f)
		return
	}
	if k.past != nil {
		k.past.Keep(f.Snapshot())
		if since := k.past.Replied(); since != nil {
			f.RememberReplied(since)
		}
	}
	h := k.had
	if k.saver != nil {
		k.saver.Keep(f.Snapshot())
		h = k.saver.History()
	}
	var derived model.History
	if k.past != nil {
		derived = k.past.Derived()
	}
	if !samePlace(h, k.had) || !samePlace(derived, k.derived) {
		k.had, k.derived = h, derived
		f.Remember(h.Over(derived))
	}
}

// samePlace reports whether two histories are the same one: they are never written to.
func samePlace(a, b model.History) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}
