package history_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/internal/feed"
	"daybrief/internal/history"
	"daybrief/internal/psa"
	"daybrief/internal/tempdir"
	"daybrief/model"
)

// desk is a way in with a past, by kind sorted by number, within a budget.
type desk struct {
	budget *feed.Budget
	size   int // of a page
	list   [2][]*model.Ticket
	// fail may refuse the nth request.
	fail func(nth int, q psa.PastQuery) error

	mu    sync.Mutex
	asked []psa.PastQuery
	rows  int // that were sent, each time anew
}

// closedOver makes a desk that closed so many service tickets evenly over some
// days before an end, and a tenth as many project tickets.
func closedOver(n, days int, end time.Time) *desk {
	d := &desk{budget: feed.NewBudget(nil), size: 1000}
	d.budget.Started()
	span := time.Duration(days) * 24 * time.Hour
	for i := range n {
		when := end.Add(-time.Duration(float64(span) * (1 - float64(i)/float64(n))))
		// Numbers and closings do not go together: every third was long open.
		id, entered := int64(i+1), when.Add(-time.Hour)
		if i%3 == 0 {
			id, entered = int64(i+n+1), when.Add(-40*24*time.Hour)
		}
		t := done(ticket(id, "x", "Acme"), when)
		t.Entered = entered
		d.list[0] = append(d.list[0], t)
		if i%10 == 0 {
			p := *t
			p.ID, p.Kind = t.ID+model.TicketID(10*n), model.ProjectTicket
			d.list[1] = append(d.list[1], &p)
		}
	}
	for _, list := range d.list {
		slices.SortFunc(list, func(a, b *model.Ticket) int { return int(a.ID - b.ID) })
	}
	return d
}

func (d *desk) Past(ctx context.Context, q psa.PastQuery) (psa.PastPage, error) {
	ctx, cancel := feed.Past(ctx)
	defer cancel()
	leave, err := d.budget.Enter(ctx)
	if err != nil {
		return psa.PastPage{}, err
	}
	defer leave()
	time.Sleep(300 * time.Millisecond)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked = append(d.asked, q)
	if d.fail != nil {
		if err := d.fail(len(d.asked), q); err != nil {
			return psa.PastPage{}, err
		}
	}
	k := 0
	if q.Project {
		k = 1
	}
	var page psa.PastPage
	for _, t := range d.list[k] {
		if t.ID <= q.After || t.ClosedAt.Before(q.From) || !t.ClosedAt.Before(q.To) {
			continue
		}
		if len(page.Tickets) == d.size {
			page.Next = page.Tickets[d.size-1].ID
			break
		}
		page.Tickets = append(page.Tickets, t)
	}
	d.rows += len(page.Tickets)
	return page, nil
}

// pages is how many pages all of it is at least.
func (d *desk) pages() int { return (len(d.list[0])+999)/1000 + (len(d.list[1])+999)/1000 }

func wait(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// filling runs a filler over an open history until the context of what it returns
// has ended.
func filling(t *testing.T, db *history.DB, source psa.Remembering, back int, live time.Time) (f *history.Filler, stop func()) {
	t.Helper()
	f = history.NewFiller(history.FillerOptions{
		Source: source, DB: func() *history.DB { return db }, Back: back, Live: func() time.Time { return live },
		Zone: time.UTC, Now: time.Now, Sleep: wait,
	})
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() { f.Run(ctx) })
	return f, func() { cancel(); wg.Wait() }
}

// until lets virtual time pass until a state comes, and says how much.
func until(t *testing.T, f *history.Filler, state history.FillState, most time.Duration) time.Duration {
	t.Helper()
	began := time.Now()
	for f.Progress().State != state {
		if time.Since(began) > most {
			t.Fatalf("after %v: %+v", most, f.Progress())
		}
		time.Sleep(time.Second)
	}
	return time.Since(began)
}

// A hundred thousand tickets of 400 days come in little more than the time that
// their pages take at the rate that is allowed, each of them once.
func TestFillAHundredThousand(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 100,000 tickets")
	}
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		db, err := history.Open(t.Context(), history.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		live := time.Now()
		d := closedOver(91_000, 400, live)
		f, stop := filling(t, db, d, 400, live)
		const allowed = 12 // a minute: half of the 26 of the background, less the edge of the window
		took := until(t, f, history.FillWhole, 2*time.Hour)
		stop()
		if most := time.Duration(float64(d.pages()) * 1.2 / allowed * float64(time.Minute)); took > most {
			t.Errorf("%d pages in %d requests took %v, more than %v", d.pages(), len(d.asked), took, most)
		}
		t.Logf("%d pages in %d requests, %v", d.pages(), len(d.asked), took)
		// The first of the 400 days is a calendar day; what was closed before it is not wanted.
		if n := len(d.list[0]) + len(d.list[1]); d.rows != db.Rows() || db.Rows() < n-n/300 {
			t.Errorf("%d tickets of %d, %d were sent", db.Rows(), n, d.rows)
		}
		if p := f.Progress(); p.Done != 1 || !p.Since.Equal(p.Wanted) {
			t.Errorf("%+v", p)
		}
	})
}

// After an end at any moment it goes on where it was; a second daybrief does not
// fetch the same; a stretch without a daybrief is fetched later.
func TestFillGoesOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(tempdir.New(t), "h.db")
		live := time.Now()
		d := closedOver(9_000, 100, live)
		d.size = 100
		for range 4 { // four short lives
			db, err := history.Open(t.Context(), history.Options{Path: path})
			if err != nil {
				t.Fatal(err)
			}
			_, stop := filling(t, db, d, 90, live)
			time.Sleep(21 * time.Second)
			stop()
			_ = db.Close()
		}
		one, err := history.Open(t.Context(), history.Options{Path: path})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = one.Close() }()
		two, err := history.Open(t.Context(), history.Options{Path: path})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = two.Close() }()
		a, stopA := filling(t, one, d, 90, live)
		time.Sleep(time.Second)
		b, stopB := filling(t, two, d, 90, live)
		until(t, b, history.FillElsewhere, time.Minute)
		until(t, a, history.FillWhole, time.Hour)
		until(t, b, history.FillWhole, time.Hour)
		stopB()
		stopA()
		seen := map[psa.PastQuery]int{}
		for _, q := range d.asked {
			seen[q]++
		}
		if again := len(d.asked) - len(seen); again > 4 {
			t.Errorf("%d of %d requests were sent again; an end costs one at most", again, len(d.asked))
		}
		before := len(d.asked)
		time.Sleep(12 * 24 * time.Hour)
		c, stopC := filling(t, one, d, 90, live.AddDate(0, 0, 12))
		until(t, c, history.FillWhole, time.Hour)
		stopC()
		for _, q := range d.asked[before:] {
			if q.From.Before(live.Truncate(time.Second)) {
				t.Errorf("what was known was fetched again: %+v", q)
			}
		}
		if len(d.asked) == before {
			t.Error("twelve days without a daybrief were not fetched")
		}
	})
}

// A list that is refused, a server that wants a pause and an answer that is torn
// are said, cost nothing that is there, and are tried again.
func TestFillIsRefused(t *testing.T) {
	t.Parallel()
	refused := &model.Problem{Kind: model.Forbidden, Code: "forbidden", What: model.Clean("No right to read project tickets.")}
	for _, c := range []struct {
		name   string
		why    *model.Problem
		passes int // after so many failures; 0: never
		within time.Duration
	}{
		{"403", refused, 0, 0},
		{"403 for a while", refused, 2, 3 * time.Hour},
		{"429", &model.Problem{Kind: model.RateLimited, Code: "rate", RetryAfter: time.Minute}, 3, 20 * time.Minute},
		{"torn", &model.Problem{Kind: model.BadReply, Code: "not-json"}, 3, 20 * time.Minute},
		{"slow", &model.Problem{Kind: model.TimedOut, Code: "timeout"}, 3, 20 * time.Minute},
		{"held", &model.Problem{Kind: model.RateLimited, Code: psa.CodeHeld, RetryAfter: time.Second}, 3, 5 * time.Minute},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				db, err := history.Open(t.Context(), history.Options{})
				if err != nil {
					t.Fatal(err)
				}
				defer func() { _ = db.Close() }()
				d := closedOver(300, 30, time.Now())
				failed := 0
				d.fail = func(_ int, q psa.PastQuery) error {
					if q.Project && (c.passes == 0 || failed < c.passes) {
						failed++
						return c.why
					}
					return nil
				}
				f, stop := filling(t, db, d, 30, time.Now())
				defer stop()
				if c.why.Code != psa.CodeHeld {
					until(t, f, history.FillHeld, 10*time.Minute)
					if p := f.Progress(); p.Problem != c.why || p.Done < 0.5 || !p.Since.IsZero() {
						t.Errorf("%+v", p)
					}
				}
				if c.passes == 0 {
					time.Sleep(10 * time.Hour)
					if p := f.Progress(); p.Problem != c.why || failed < 9 || failed > 11 {
						t.Errorf("asked %d times in ten hours; %+v", failed, p)
					}
					return
				}
				until(t, f, history.FillWhole, c.within)
				if p := f.Progress(); p.Problem != nil || p.Done != 1 {
					t.Errorf("%+v", p)
				}
			})
		})
	}
}

// What a way in can't, what is full and what is broken is said.
func TestFillSaysWhatItCannot(t *testing.T) {
	t.Parallel()
	lacks := &model.Problem{Kind: model.NotOffered, Code: "not-offered"}
	f := history.NewFiller(history.FillerOptions{Lacks: lacks})
	f.Run(t.Context())
	if p := f.Progress(); p.State != history.FillAbsent || p.Problem != lacks {
		t.Errorf("%+v", p)
	}
	synctest.Test(t, func(t *testing.T) {
		db, err := history.Open(t.Context(), history.Options{MaxRows: 3000})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		d := closedOver(9_000, 100, time.Now())
		f, stop := filling(t, db, d, 90, time.Now())
		until(t, f, history.FillFull, time.Hour)
		stop()
		if n := db.Rows(); n > 3000 || n < 1900 {
			t.Errorf("%d tickets", n)
		}
		d.fail = func(int, psa.PastQuery) error { return errors.New("unexpected") }
		_ = db.Close()
		f, stop = filling(t, db, d, 90, time.Now())
		until(t, f, history.FillHeld, time.Minute)
		stop()
		if p := f.Progress(); p.Problem == nil || p.Problem.Code != "not-written" {
			t.Errorf("%+v", p)
		}
	})
}
