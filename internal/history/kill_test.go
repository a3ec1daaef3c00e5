package history_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"daybrief/internal/history"
	"daybrief/internal/psa"
	"daybrief/internal/tempdir"
	"daybrief/model"
)

const (
	killPath = "DAYBRIEF_TEST_KILL" // the file that a process of its own fills
	killAll  = 40_000
	killPage = 500
)

// closing is when a ticket of the past was closed: every 216 seconds one.
func closing(id int) time.Time {
	return noon().Add(-time.Duration(id) * (100 * 24 * time.Hour / killAll))
}

// endless is a past of so many tickets in a hundred days, as fast as it is asked.
type endless struct{ asked int }

func (e *endless) Past(_ context.Context, q psa.PastQuery) (page psa.PastPage, err error) {
	e.asked++
	if q.Project {
		return page, nil
	}
	for id := q.After + 1; id <= killAll; id++ {
		closed := closing(int(id))
		if closed.Before(q.From) || !closed.Before(q.To) {
			continue
		}
		if len(page.Tickets) == killPage {
			page.Next = id - 1
			break
		}
		page.Tickets = append(page.Tickets, done(ticket(int64(id), fmt.Sprintf("word%d of a ticket", id%97), "Acme"), closed))
	}
	return page, nil
}

func fillerOf(db *history.DB, source psa.Remembering) *history.Filler {
	return history.NewFiller(history.FillerOptions{
		Source: source, DB: func() *history.DB { return db }, Back: 90, Live: noon, Zone: time.UTC, Now: noon, Sleep: wait,
	})
}

// TestFillUntilKilled is the process that is killed; by itself it does nothing.
func TestFillUntilKilled(t *testing.T) {
	path := os.Getenv(killPath)
	if path == "" {
		t.Skip("only as a process of its own")
	}
	db, err := history.Open(t.Context(), history.Options{Path: path, Check: true, Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	if db.Aside() != "" {
		t.Fatal("the file was damaged")
	}
	fillerOf(db, &endless{}).Run(t.Context())
}

// Killed at fifty random moments the file is whole each time, says no more than it
// has, can be searched meanwhile, and ends up with everything. Time stands still: whoever
// comes next takes over at once from a process that is dead.
func TestKilledAtAnyMoment(t *testing.T) {
	if testing.Short() {
		t.Skip("starts fifty processes")
	}
	t.Parallel()
	path := filepath.Join(tempdir.New(t), "h.db")
	dice := rand.New(rand.NewPCG(50, 50))
	reader := open(t, history.Options{Path: path})
	before := 0
	for range 50 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestFillUntilKilled$")
		cmd.Env = append(os.Environ(), killPath+"="+path)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.NewTimer(time.Duration(20+dice.IntN(160)) * time.Millisecond)
		if _, err := reader.Search(t.Context(), history.ParseQuery("word5"), 20); err != nil {
			t.Errorf("a search beside it: %v", err)
		}
		<-timer.C
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		before = claimed(t, path, before)
	}
	t.Logf("%d tickets after fifty kills", before)
	db := open(t, history.Options{Path: path, Check: true, Now: noon})
	source := &endless{}
	ctx, cancel := context.WithCancel(t.Context())
	f := fillerOf(db, source)
	ended := make(chan struct{})
	go func() { defer close(ended); f.Run(ctx) }()
	for f.Progress().State != history.FillWhole && t.Context().Err() == nil {
		wait(ctx, 10*time.Millisecond)
	}
	cancel()
	<-ended
	claimed(t, path, before)
	if p := f.Progress(); p.Done != 1 || source.asked > killAll/killPage {
		t.Errorf("%+v after %d requests of the last life", p, source.asked)
	}
}

// claimed checks a file that its writer was killed over: what it says to know it
// has, all of it. It returns how many tickets there are: never fewer than before.
func claimed(t *testing.T, path string, before int) int {
	t.Helper()
	db, err := history.Open(t.Context(), history.Options{Path: path, Check: true})
	if err != nil || db.Aside() != "" {
		t.Fatalf("after a kill: %v, aside %q", err, db.Aside())
	}
	defer func() { _ = db.Close() }()
	spans, err := db.Spans(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range spans {
		list, err := db.Tickets(t.Context(), s.From, s.To)
		if err != nil {
			t.Fatal(err)
		}
		closed, want := 0, 0
		for _, x := range list {
			if model.Within(x.ClosedAt, s.From, s.To) {
				closed++
			}
		}
		for id := 1; id <= killAll; id++ {
			if model.Within(closing(id), s.From, s.To) {
				want++
			}
		}
		if closed != want {
			t.Errorf("of %v to %v it says to know all and has %d of %d", s.From, s.To, closed, want)
		}
	}
	if db.Rows() < before {
		t.Errorf("%d tickets, there were %d", db.Rows(), before)
	}
	return db.Rows()
}
