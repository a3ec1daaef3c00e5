package history_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"daybrief/internal/history"
	"daybrief/internal/tempdir"
	"daybrief/model"
)

func snapshot(at time.Time, list ...*model.Ticket) *model.Snapshot {
	return &model.Snapshot{ServiceTickets: model.Fresh[[]*model.Ticket]{Value: list, At: at}}
}

// recorded runs a Recorder over snapshots, each written before the next comes.
func recorded(t *testing.T, o history.RecorderOptions, list ...*model.Snapshot) (said []string) {
	t.Helper()
	var mu sync.Mutex
	o.Now, o.Zone = noon, time.UTC
	o.Say = func(s string) { mu.Lock(); defer mu.Unlock(); said = append(said, s) }
	for _, s := range list {
		r := history.NewRecorder(o)
		r.Keep(s)
		history.Finish(r)
	}
	return said
}

func TestRecorder(t *testing.T) {
	t.Parallel()
	o := history.RecorderOptions{Options: history.Options{Path: filepath.Join(tempdir.New(t), "h.db"), Check: true}}
	waits := *ticket(2, "second", "Acme")
	waits.CustomerReplied = true
	later := waits
	later.Updated = noon().Add(time.Hour)
	closed := snapshot(noon().Add(2*time.Minute), &later)
	closed.ClosedService = model.Fresh[[]*model.Ticket]{Value: []*model.Ticket{done(ticket(1, "first", "Acme"), noon())}, At: noon()}
	said := recorded(t, o, snapshot(noon(), ticket(1, "first", "Acme"), &waits, ticket(3, "third", "Kestrel")), closed)
	if len(said) > 0 {
		t.Fatal(said)
	}
	db := open(t, o.Options)
	for id, want := range map[model.TicketID]history.State{1: history.StateClosed, 2: history.StateOpen, 3: history.StateGone} {
		if h, _, err := db.Ticket(t.Context(), id); err != nil || h.State != want {
			t.Errorf("%d: %v, %v; want %v", id, h.State, err, want)
		}
	}
	since, err := db.Replied(t.Context())
	if want := (model.Since{At: noon(), OrEarlier: true}); err != nil || len(since) != 1 || since[2] != want {
		t.Errorf("a restart forgot since when the customer waits: %+v, %v", since, err)
	}
	days, err := db.Days(t.Context(), history.ScopeOwner, "moduya", noon().AddDate(0, 0, -1), noon())
	if err != nil || len(days) != 1 || *days[0].Open != 1 || *days[0].Replied != 1 || *days[0].Closed != 1 || days[0].Stale != nil {
		t.Errorf("%+v, %v", days, err)
	}
}

// The flag that comes while one looks is dated; one that was there is "or earlier".
func TestNextReplied(t *testing.T) {
	t.Parallel()
	a, b := *ticket(1, "a", "Acme"), *ticket(2, "b", "Acme")
	a.CustomerReplied, b.CustomerReplied = true, true
	had, changed := history.NextReplied(nil, snapshot(noon(), &a), &model.Snapshot{})
	if !changed || !had[1].OrEarlier {
		t.Fatal(had)
	}
	next, changed := history.NextReplied(had, snapshot(noon(), &a, &b), snapshot(noon().Add(-time.Minute), &a))
	if !changed || next[2].OrEarlier || !next[1].OrEarlier {
		t.Error(next)
	}
	if late, _ := history.NextReplied(had, snapshot(noon(), &a, &b), snapshot(noon().Add(-time.Hour), &a)); !late[2].OrEarlier {
		t.Error("an hour without a look is no date")
	}
	if _, changed = history.NextReplied(next, snapshot(noon(), &a, &b), snapshot(noon(), &a, &b)); changed {
		t.Error("nothing has changed")
	}
	if next, _ = history.NextReplied(next, snapshot(noon(), &b), snapshot(noon())); len(next) != 2 {
		t.Error("what can't be seen for now was forgotten: project tickets are not known here")
	}
	answered := *ticket(2, "b", "Acme")
	if next, changed = history.NextReplied(next, snapshot(noon(), &a, &answered), snapshot(noon())); !changed || len(next) != 1 {
		t.Error(next)
	}
}

// Nothing that is wrong with the disk stops anything else; it is said once.
func TestRecorderWithoutADisk(t *testing.T) {
	t.Parallel()
	file := filepath.Join(tempdir.New(t), "a file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var said []string
	r := history.NewRecorder(history.RecorderOptions{
		Options: history.Options{Path: filepath.Join(file, "h.db"), Now: noon}, Counting: history.Counting{Zone: time.UTC}, Say: func(s string) { said = append(said, s) },
	})
	for i := range int64(5) {
		r.Keep(snapshot(noon(), ticket(i+1, "x", "Acme")))
		r.KeepNotes(1, "notes")
	}
	history.Finish(r)
	r.Keep(snapshot(noon())) // a late caller
	if len(said) != 1 || !strings.HasPrefix(said[0], "The history is not kept: ") || r.DB() != nil || r.Replied() != nil || r.Trouble() == nil || history.NotKept(r.Trouble()) != said[0] {
		t.Errorf("%q", said)
	}
}

// A full disk: the write is refused as a whole, what was there stays, and it goes
// on when there is room again.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	path := filepath.Join(tempdir.New(t), "h.db")
	db := open(t, history.Options{Path: path})
	put(t, db, ticket(1, "kept", "Acme"))
	free := history.FillDisk(t, db)
	var list []*model.Ticket
	for i := range int64(300) {
		list = append(list, ticket(i+10, "words of a ticket that needs room", "Acme"))
	}
	_, err := db.PutTickets(t.Context(), list, noon(), time.UTC)
	if err == nil || !strings.Contains(err.Error(), "full") || found(t, db, "kept") != "1" || found(t, db, "words") != "" {
		t.Errorf("%v", err)
	}
	free()
	if n := put(t, db, list...); n != 300 || found(t, db, `words "12"`) != "12" {
		t.Errorf("it does not go on: %d", n)
	}
	if err := errors.Join(db.Close()); err != nil {
		t.Error(err)
	}
}

// A desk on which nothing happens costs no write but the marks of how far polling
// knows everything, one an hour; a ticket that changes costs a few pages.
func TestAnIdleDeskTouchesNoDisk(t *testing.T) {
	t.Parallel()
	path := filepath.Join(tempdir.New(t), "h.db")
	clock := noon()
	r := history.Still(t, history.RecorderOptions{Options: history.Options{Path: path, Now: func() time.Time { return clock }}, Counting: history.Counting{Zone: time.UTC}})
	list := many(0, 2000)
	poll := func(minutes int) {
		clock = noon().Add(time.Duration(minutes) * time.Minute)
		s := snapshot(clock, list...)
		s.ClosedService, s.ClosedSince = model.Fresh[[]*model.Ticket]{At: clock}, noon().AddDate(0, 0, -2)
		if err := history.Step(r, s, false); err != nil {
			t.Fatal(err)
		}
	}
	poll(0)
	wrote := history.Commits(t, r.DB(), func(look func()) {
		for minute := range 60 {
			poll(minute + 1)
			look()
		}
	})
	if wrote > 2 {
		t.Errorf("%d of 60 polls wrote something", wrote)
	}
	before, err := history.Size(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := *list[77]
	changed.Summary, changed.Updated = model.Clean("changed"), clock
	list = slices.Clone(list)
	list[77] = &changed
	poll(61)
	if after, err := history.Size(path); err != nil || found(t, r.DB(), "changed") == "" || after-before > 200<<10 {
		t.Errorf("one ticket cost %d KB, %v", (after-before)>>10, err)
	}
}

// Counting a day reads all tickets: it is done seldom, and at the end.
func TestDaysAreCountedSeldom(t *testing.T) {
	t.Parallel()
	clock := noon()
	counted := 0
	r := history.Still(t, history.RecorderOptions{Options: history.Options{Path: filepath.Join(tempdir.New(t), "h.db"), Now: func() time.Time { return clock }}, Counting: history.Counting{
		Zone: time.UTC,
		Stale: func(*model.Snapshot, time.Time) func(*model.Ticket) bool {
			counted++
			return func(*model.Ticket) bool { return false }
		},
	}})
	var list []*model.Ticket
	open := func() int {
		d, err := r.DB().Days(t.Context(), history.ScopeAll, "", noon().AddDate(0, 0, -1), noon().AddDate(0, 0, 1))
		if err != nil || len(d) == 0 {
			t.Fatalf("%v, %v", d, err)
		}
		return *d[len(d)-1].Open
	}
	for i := range int64(30) {
		list = append(slices.Clone(list), ticket(i+1, "x", "Acme"))
		if err := history.Step(r, snapshot(clock, list...), i == 29); err != nil {
			t.Fatal(err)
		}
		clock = clock.Add(time.Minute)
	}
	if counted < 5 || counted > 8 || open() != 30 {
		t.Errorf("counted %d times in half an hour, %d open in the end", counted, open())
	}
	clock = clock.Add(12 * time.Hour)
	if err := history.Step(r, snapshot(clock, list[:3]...), false); err != nil || open() != 3 {
		t.Errorf("another day is not counted at once: %v, %d", err, open())
	}
}

// Whoever shows since when customers wait is told when the file has been read: the
// next answer of the server may be minutes away.
func TestLearntIsTold(t *testing.T) {
	t.Parallel()
	learnt := make(chan struct{}, 10)
	r := history.NewRecorder(history.RecorderOptions{
		Options: history.Options{Path: filepath.Join(tempdir.New(t), "h.db"), Now: noon}, Counting: history.Counting{Zone: time.UTC},
		Learnt: func() { learnt <- struct{}{} },
	})
	defer history.Finish(r)
	s := snapshot(noon(), ticket(1, "x", "Acme"))
	r.Keep(s)
	<-learnt
	if r.Replied() == nil {
		t.Error("told before anything was read")
	}
	again := *s
	r.Keep(&again)
	r.KeepNotes(1, "notes")
	history.Finish(r)
	if len(learnt) != 0 {
		t.Error("told of nothing new")
	}
}
