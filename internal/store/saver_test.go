package store

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybrief/internal/tempdir"
	"daybrief/model"
)

func someDays(n int) (h model.History) {
	for i := range n {
		h = h.With(model.DayTally{
			Day: model.CalendarDay(noon(), time.UTC).AddDate(0, 0, i-n), All: model.Tally{Open: 100 + i, Opened: i, Closed: 3, Breached: 2},
			Companies: []model.CompanyTally{{Company: 7, Tally: model.Tally{Open: i}}, {Company: 9, Tally: model.Tally{Breached: 1}}},
		})
	}
	return h
}

func TestHistoryComesBack(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	was := someDays(40)
	was[3].NoClosed = true
	if err := s.SaveHistory(was); err != nil {
		t.Fatal(err)
	}
	got, err := s.LoadHistory()
	if d := cmp.Diff(was, got); d != "" || err != nil {
		t.Errorf("%v %s", err, d)
	}
	if err := s.SaveHistory(someDays(120)); err != nil {
		t.Fatal(err)
	}
	if got, err = s.LoadHistory(); len(got) != model.HistoryDays || err != nil {
		t.Errorf("%d days kept, %v", len(got), err)
	}
}

func TestDamagedLineCostsOneDay(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	if err := s.SaveHistory(someDays(10)); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(s.history)
	if err != nil {
		t.Fatal(err)
	}
	bad := strings.Replace(string(data), `"all":[104,`, `"all":[904,`, 1)
	if err := os.WriteFile(s.history, []byte(bad[:len(bad)-20]), 0o600); err != nil { // and the last one is cut
		t.Fatal(err)
	}
	got, err := s.LoadHistory()
	if len(got) != 8 || err != nil {
		t.Errorf("%d days are left, %v", len(got), err)
	}
}

func FuzzLoadHistory(f *testing.F) {
	good, err := appendDay(nil, someDays(1)[0])
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Fuzz(func(t *testing.T, line []byte) {
		if d, ok := readDay(line); ok {
			if _, err := appendDay(nil, d); err != nil {
				t.Error(err)
			}
		}
	})
}

// said collects what a Saver says.
type said struct {
	mu    sync.Mutex
	lines []string
}

func (s *said) say(line string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lines = append(s.lines, line)
}

func (s *said) all() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.lines
}

func keeper(s *Store, say func(string)) *Saver {
	return NewSaver(SaverOptions{Store: s, Zone: time.UTC, Now: time.Now, Say: say})
}

func TestKeeperCoalesces(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newStore(t)
		k := keeper(s, nil)
		written := func() time.Time {
			snap, err := s.Load(time.Now())
			if err != nil || snap == nil {
				return time.Time{}
			}
			return snap.ServiceTickets.At
		}
		saves := func(minutes int, news uint64) (n int) {
			last := written()
			for i := range uint64(6 * minutes) { // a snapshot every ten seconds
				c := crowd(5, time.Now())
				c.Gen = 7 + i*news
				k.Keep(c)
				time.Sleep(10 * time.Second)
				synctest.Wait()
				if at := written(); !at.Equal(last) {
					n, last = n+1, at
				}
			}
			return n
		}
		if n := saves(30, 1); n < 3 || n > 5 {
			t.Errorf("%d saves in half an hour, want the first soon and one in nine minutes", n)
		}
		if n := saves(60, 0); n < 3 || n > 5 {
			t.Errorf("%d saves in an hour in which nothing changed, want one in a quarter of an hour", n)
		}
		k.Keep(crowd(5, time.Now()))
		want := time.Now().UTC()
		k.Close()
		if at := written(); !at.Equal(want) {
			t.Errorf("after the end it is from %v, want %v", at, want)
		}
		k.Close() // twice does no harm
	})
}

func TestKeeperSaysAFaultOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		file := filepath.Join(tempdir.New(t), "file")
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		var x said
		k := keeper(New(filepath.Join(file, "state"), "acme", "psa.example.com"), x.say)
		for range 20 {
			k.Keep(crowd(5, time.Now()))
			time.Sleep(time.Minute)
		}
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		k.Keep(crowd(5, time.Now()))
		time.Sleep(4 * time.Minute)
		k.Close()
		if got := x.all(); len(got) != 1 || !strings.Contains(got[0], "not kept on disk") {
			t.Errorf("said %q", got)
		}
		if snap, err := k.o.Store.Load(time.Now()); snap == nil || err != nil {
			t.Errorf("not saved after the fault had gone: %v", err)
		}
	})
}

// A program that gets no answers has nothing new to write, however long.
func TestNothingNewIsNotWritten(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newStore(t)
		k := keeper(s, nil)
		old := crowd(5, time.Now())
		k.Keep(old)
		time.Sleep(time.Minute)
		synctest.Wait()
		if err := os.Remove(s.picture); err != nil {
			t.Fatal(err)
		}
		for range 10 {
			again := *old
			again.Gen++
			k.Keep(&again)
			time.Sleep(5 * time.Minute)
		}
		k.Close()
		if _, err := os.Stat(s.picture); err == nil {
			t.Error("written again without news")
		}
	})
}

func TestKeeperCountsTheDays(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newStore(t)
		k := keeper(s, nil)
		for range 3 {
			k.Keep(crowd(50, time.Now()))
			time.Sleep(24 * time.Hour)
		}
		k.Close()
		h, err := s.LoadHistory()
		if err != nil || len(h) != 3 || h[2].All.Open != 50 || h[2].All.Breached == 0 || h[2].All.Opened == 0 || len(h[2].Companies) != 50 {
			t.Errorf("%v %+v", err, h)
		}
		if len(k.History()) != 3 {
			t.Error("the history in memory is another one")
		}
	})
}

// Two programs save the same tenant 200 times: both files stay whole.
func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	dir := tempdir.New(t)
	var jobs sync.WaitGroup
	for range 2 {
		s := New(dir, "acme", "psa.example.com")
		jobs.Go(func() {
			for i := range 100 {
				if err := s.Save(crowd(3, noon()), noon()); err != nil {
					t.Error(err)
				}
				if err := s.SaveHistory(someDays(1 + i%5)); err != nil {
					t.Error(err)
				}
				if snap, err := s.Load(noon()); snap == nil || err != nil {
					t.Error(err)
				}
			}
		})
	}
	jobs.Wait()
	s := New(dir, "acme", "psa.example.com")
	if h, err := s.LoadHistory(); len(h) != 5 || err != nil {
		t.Errorf("%d days, %v", len(h), err)
	}
}
