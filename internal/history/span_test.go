package history_test

import (
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"daybrief/internal/history"
	"daybrief/internal/tempdir"
	"daybrief/model"
)

// Whatever is said in whatever order, each hour is known as it was said last, and
// spans stay in order and apart.
func TestSpansAreWhatWasSaidLast(t *testing.T) {
	t.Parallel()
	db := open(t, history.Options{Now: func() time.Time { return noon().AddDate(0, 0, 3) }})
	r := rand.New(rand.NewPCG(7, 7))
	base := noon()
	known, skipped := [48]bool{}, [48]int{}
	for range 300 {
		from := r.IntN(48)
		to := min(48, from+1+r.IntN(9))
		s := history.Span{From: base.Add(time.Duration(from) * time.Hour), To: base.Add(time.Duration(to) * time.Hour), Skipped: r.IntN(3) / 2}
		if err := db.AddSpan(t.Context(), true, s); err != nil {
			t.Fatal(err)
		}
		for i := from; i < to; i++ {
			known[i], skipped[i] = true, s.Skipped
		}
		if r.IntN(40) == 0 {
			n := r.IntN(24)
			if err := db.ForgetBefore(t.Context(), base.Add(time.Duration(n)*time.Hour)); err != nil {
				t.Fatal(err)
			}
			clear(known[:n])
		}
		list, err := db.Spans(t.Context(), true)
		if err != nil {
			t.Fatal(err)
		}
		is, lost := [48]bool{}, [48]int{}
		for i, s := range list {
			if i > 0 && s.From.Before(list[i-1].To) || !s.From.Before(s.To) {
				t.Fatalf("%v", list)
			}
			for at := s.From; at.Before(s.To); at = at.Add(time.Hour) {
				is[int(at.Sub(base)/time.Hour)], lost[int(at.Sub(base)/time.Hour)] = true, s.Skipped
			}
		}
		for i := range known {
			if is[i] != known[i] || is[i] && lost[i] != skipped[i] {
				t.Fatalf("hour %d: %v %d, want %v %d in %v", i, is[i], lost[i], known[i], skipped[i], list)
			}
		}
	}
	if other, err := db.Spans(t.Context(), false); err != nil || len(other) > 0 {
		t.Errorf("of the other kind: %v, %v", other, err)
	}
}

// What goes because there is no room, or because it is old, is not known any more.
func TestWhatIsRemovedIsNotKnown(t *testing.T) {
	t.Parallel()
	db := open(t, history.Options{MaxRows: 1000, KeepDays: 200})
	if err := db.AddSpan(t.Context(), false, history.Span{From: noon().AddDate(0, 0, -400), To: noon()}); err != nil {
		t.Fatal(err)
	}
	var list []*model.Ticket
	for i := range 1100 {
		list = append(list, done(ticket(int64(i+1), "x", "Acme"), noon().Add(-time.Duration(1100-i)*time.Hour)))
	}
	put(t, db, list...)
	spans, err := db.Spans(t.Context(), false)
	// 110 went: the latest of them was closed 991 hours ago.
	if want := noon().Add(-991*time.Hour + time.Second); err != nil || len(spans) != 1 || !spans[0].From.Equal(want) || db.Rows() != 990 {
		t.Errorf("%v, %v: want it from %v; %d tickets", spans, err, want, db.Rows())
	}
	put(t, db, done(ticket(5000, "x", "Acme"), noon().AddDate(0, 0, -300)))
	if err := db.AddSpan(t.Context(), false, history.Span{From: noon().AddDate(0, 0, -400), To: noon()}); err != nil {
		t.Fatal(err)
	}
	if err := db.Expire(t.Context()); err != nil {
		t.Fatal(err)
	}
	if spans, _ := db.Spans(t.Context(), false); len(spans) != 1 || spans[0].From.Before(noon().AddDate(0, 0, -301)) {
		t.Errorf("%v", spans)
	}
}

// What polling lists is known as well, and marked again only when it has grown.
func TestPollingMarksWhatItKnows(t *testing.T) {
	t.Parallel()
	path := filepath.Join(tempdir.New(t), "h.db")
	o := history.RecorderOptions{Options: history.Options{Path: path}}
	s := snapshot(noon(), ticket(1, "x", "Acme"))
	s.ClosedService, s.ClosedSince = model.Fresh[[]*model.Ticket]{At: noon()}, noon().AddDate(0, 0, -13)
	s.Health = []model.Health{{Source: model.SourceClosed, Skipped: 2}}
	cut := *s
	cut.Health = []model.Health{{Source: model.SourceClosed, Shown: 10, Total: 20}}
	cut.ClosedSince = noon().AddDate(0, 0, -90)
	if said := recorded(t, o, s, &cut); len(said) > 0 {
		t.Fatal(said)
	}
	db := open(t, o.Options)
	spans, err := db.Spans(t.Context(), false)
	if want := (history.Span{From: s.ClosedSince, To: noon().Add(-time.Minute), Skipped: 2}); err != nil || len(spans) != 1 || spans[0] != want {
		t.Errorf("%v, %v; want %v", spans, err, want)
	}
	if spans, _ := db.Spans(t.Context(), true); len(spans) > 0 {
		t.Errorf("of project tickets nothing was read: %v", spans)
	}
}

// Polling marks both kinds at different moments: how far the past reaches does not
// hang on the seconds between.
func TestReachedWithMarksThatEndApart(t *testing.T) {
	t.Parallel()
	db := open(t, history.Options{})
	wanted, end := noon().AddDate(0, 0, -30), noon()
	for project, until := range map[bool]time.Time{false: end, true: end.Add(-90 * time.Second)} {
		if err := db.AddSpan(t.Context(), project, history.Span{From: wanted, To: until}); err != nil {
			t.Fatal(err)
		}
	}
	p, until, err := db.Reached(t.Context(), wanted)
	if err != nil || !p.Since.Equal(wanted) || p.Done != 1 || !until.Equal(end.Add(-90*time.Second)) {
		t.Errorf("%+v until %v, %v", p, until, err)
	}
}
