package feed

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/model"
)

// longSim is a tenant in which a ticket was closed on each of the last days.
func longSim(t *testing.T, days int) *sim {
	s := newSim(t, 30, Options{ClosedDays: 14})
	for i := range days {
		s.v.change(model.TicketID(1000+i), closeIt(noon().AddDate(0, 0, -i)))
	}
	return s
}

func closedQueries(qs []Query) (out []string) {
	for _, q := range qs {
		if q.Source == model.SourceClosed {
			out = append(out, fmt.Sprintf("%s<=%d", q.Since.Format("01-02"), q.AtMost))
		}
	}
	return out
}

func TestClosedTicketsOfTwoWeeks(t *testing.T) {
	t.Parallel()
	s := longSim(t, 20)
	qs := s.settle()
	// First what the numbers need, then what comparisons do: Tuesday the 10th.
	want(t, "asked", closedQueries(qs), []string{"03-09<=0", "02-25<=4000"})
	snap := s.f.Snapshot()
	want(t, "closed", len(snap.ClosedService.Value), 14)
	want(t, "since", snap.ClosedSince, time.Date(2026, 2, 25, 0, 0, 0, 0, time.UTC))
	want(t, "an hour later", closedQueries(s.run(70*time.Minute)), []string{"02-25<=4000"})
	s.run(24 * time.Hour)
	snap = s.f.Snapshot()
	want(t, "the next day, since", snap.ClosedSince, time.Date(2026, 2, 26, 0, 0, 0, 0, time.UTC))
	want(t, "closed then", len(snap.ClosedService.Value), 13)
}

// A run that ends by itself has the long list too, or knows that it can't be had.
func TestRunWaitsForTheLongList(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		v := newTenant(time.Now, 5)
		v.change(1000, closeIt(time.Now().AddDate(0, 0, -9)))
		f := New(Options{ClosedDays: 14})
		if err := Run(t.Context(), f, v, nil, time.Now); err != nil {
			t.Fatal(err)
		}
		want(t, "closed", len(f.Snapshot().ClosedService.Value), 1)
		v.setFault(func(_ context.Context, q Query) (bool, error) { return q.AtMost > 0, problem(model.TimedOut) })
		f = New(Options{ClosedDays: 14})
		if err := Run(t.Context(), f, v, nil, time.Now); err != nil {
			t.Fatal(err)
		}
		want(t, "closed without it", len(f.Snapshot().ClosedService.Value), 0)
	})
}

// Through a gateway the long list has dozens of pages: they are still part of the
// start, so that a run that ends by itself does not wait for minutes to pass.
func TestTheLongListIsPartOfTheStart(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := NewBudget(time.Now)
		v := paged{newTenant(time.Now, 5), b}
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		if err := Run(ctx, New(Options{ClosedDays: 14, Budget: b}), v, nil, time.Now); err != nil {
			t.Errorf("two lists of 80 pages: %v", err)
		}
	})
}

// paged is a tenant whose long lists have 80 pages.
type paged struct {
	*tenant
	budget *Budget
}

func (p paged) Fetch(ctx context.Context, q Query) (Batch, error) {
	for range 80 * min(q.AtMost, 1) {
		leave, err := p.budget.Enter(ctx)
		if err != nil {
			return Batch{}, err
		}
		time.Sleep(50 * time.Millisecond)
		leave()
	}
	return p.tenant.Fetch(ctx, q)
}

func TestUntilBothKindsAreLongTheShorterCounts(t *testing.T) {
	t.Parallel()
	s := longSim(t, 20)
	for s.due(); len(s.out) > 0; s.due() {
		src := s.out[0].Query.Source
		if src == model.SourceClosedProject && s.out[0].Query.AtMost > 0 {
			break
		}
		s.reply(src, nil)
	}
	want(t, "since", s.f.Snapshot().ClosedSince, time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC))
	want(t, "closed", len(s.f.Snapshot().ClosedService.Value), 14)
}

func TestTooManyClosedTickets(t *testing.T) {
	t.Parallel()
	s := longSim(t, 20)
	s.v.tooMany = true
	qs := s.settle()
	want(t, "asked", closedQueries(qs), []string{"03-09<=0", "02-25<=4000"}) // the short list is here
	snap := s.f.Snapshot()
	want(t, "closed", len(snap.ClosedService.Value), 2)
	want(t, "since", snap.ClosedSince, time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC))
	want(t, "never again", closedQueries(s.run(3*time.Hour)), []string{"03-09<=0", "03-09<=0", "03-09<=0"})
	if h := s.f.Snapshot().HealthOf(model.SourceClosed); h.Problem != nil {
		t.Errorf("a list given up is called a failure: %+v", h.Problem)
	}
}

// A server that can't cope with two weeks still gives one.
func TestTheLongListMayFail(t *testing.T) {
	t.Parallel()
	for _, k := range []model.ProblemKind{model.TimedOut, model.ServerDown, model.BadReply, model.NotFound} {
		s := longSim(t, 20)
		for s.due(); len(s.out) > 0; s.due() {
			var p *model.Problem
			if s.out[0].Query.AtMost > 0 {
				p = problem(k)
			}
			s.reply(s.out[0].Query.Source, p)
		}
		snap := s.f.Snapshot()
		want(t, "closed", len(snap.ClosedService.Value), 2)
		for _, h := range snap.Health {
			if h.Problem != nil {
				t.Errorf("%v: %s: %+v", k, h.Source, h.Problem)
			}
		}
	}
}

// Unless the failure is everybody's.
func TestTheLongListFailsOfAnOutage(t *testing.T) {
	t.Parallel()
	s := longSim(t, 20)
	for s.due(); len(s.out) > 0; s.due() {
		if s.out[0].Query.AtMost > 0 {
			s.reply(s.out[0].Query.Source, problem(model.Offline))
			break
		}
		s.reply(s.out[0].Query.Source, nil)
	}
	if h := s.f.Snapshot().HealthOf(model.SourceClosed); h.Problem == nil {
		t.Error("the failure is not told")
	}
	want(t, "what was had stays", len(s.f.Snapshot().ClosedService.Value), 2)
	s.run(3 * time.Minute)
	want(t, "and the long list follows", len(s.f.Snapshot().ClosedService.Value), 14)
}

func TestClosingWhileTheListIsLong(t *testing.T) {
	t.Parallel()
	s := longSim(t, 20)
	s.settle()
	s.v.change(1025, closeIt(s.at.Add(10*time.Second)))
	s.run(2 * time.Minute)
	want(t, "closed", len(s.f.Snapshot().ClosedService.Value), 15)
	if find(s.f.Snapshot().ServiceTickets.Value, 1025) != nil {
		t.Error("still among the open ones")
	}
}
