package model

import (
	"testing"
	"time"
)

func day(n int) time.Time { return time.Date(2026, 3, 10+n, 0, 0, 0, 0, time.UTC) }

func tickets(at time.Time, list ...*Ticket) Fresh[[]*Ticket] {
	return Fresh[[]*Ticket]{Value: list, At: at}
}

func counted(id TicketID, company CompanyID, entered time.Time) *Ticket {
	return &Ticket{ID: id, Company: CompanyRef{ID: company}, Entered: entered}
}

func TestCountDay(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no time zones here:", err)
	}
	now := time.Date(2026, 3, 10, 22, 30, 0, 0, time.UTC) // 23:30 in Berlin
	late := counted(3, 8, now.Add(-48*time.Hour))
	late.SLA.Resolve.Due, late.SLA.StatusText = now.Add(-time.Minute), Clean("Resolve by Tue 03/10 10:29 PM UTC+00")
	done := counted(4, 7, now.Add(-time.Hour))
	done.Closed, done.ClosedAt = true, now.Add(-10*time.Minute)
	gone := counted(5, 7, now.Add(-time.Hour))
	gone.MergedInto = 1
	s := &Snapshot{
		ServiceTickets: tickets(now, counted(1, 7, now.Add(-23*time.Hour)), counted(2, 7, now.Add(-24*time.Hour)), late, gone),
		ClosedService:  tickets(now, done),
	}
	l := NewLookup(s, Policy{})
	d, ok := CountDay(s, l, now, berlin)
	if !ok || !d.Day.Equal(day(0)) || d.All != (Tally{Open: 3, Opened: 2, Closed: 1, Breached: 1}) || d.NoClosed {
		t.Errorf("%v %+v", ok, d)
	}
	if d.Of(7) != (Tally{Open: 2, Opened: 2, Closed: 1}) || d.Of(8) != (Tally{Open: 1, Breached: 1}) || d.Of(9) != (Tally{}) || d.Of(0) != d.All {
		t.Errorf("by company: %+v", d.Companies)
	}
	if _, ok := CountDay(s, l, now.Add(time.Hour), berlin); ok {
		t.Error("yesterday's picture was counted as today's")
	}
	s.ClosedService.At = time.Time{}
	if d, ok := CountDay(s, l, now, berlin); !ok || !d.NoClosed {
		t.Error("without the closed tickets nothing is said about it")
	}
	if _, ok := CountDay(&Snapshot{}, l, now, berlin); ok {
		t.Error("nothing was counted as a day")
	}
}

func TestRecountYesterday(t *testing.T) {
	t.Parallel()
	evening := day(1).Add(-2 * time.Hour)
	done := counted(2, 7, evening)
	done.Closed, done.ClosedAt = true, evening.Add(time.Hour)
	s := &Snapshot{
		ServiceTickets: tickets(day(1), counted(1, 7, evening)), ClosedService: tickets(day(1), done), ClosedSince: day(0),
	}
	was := DayTally{Day: day(0), All: Tally{Open: 9, Breached: 2}, Companies: []CompanyTally{{7, Tally{Open: 4}}}}
	d, ok := Recount(was, s, time.UTC)
	if !ok || d.All != (Tally{Open: 9, Opened: 2, Closed: 1, Breached: 2}) || d.Of(7) != (Tally{Open: 4, Opened: 2, Closed: 1}) {
		t.Errorf("%v %+v", ok, d)
	}
	s.ClosedSince = day(0).Add(time.Hour)
	if d, ok := Recount(was, s, time.UTC); ok || d.All != was.All {
		t.Error("counted anew without all closed tickets")
	}
}

func TestHistory(t *testing.T) {
	t.Parallel()
	var h History
	for _, n := range []int{3, 1, 2, 100, -5} { // in any order
		h = h.With(DayTally{Day: day(n), All: Tally{Open: n, Opened: 2 * n}})
	}
	before := h
	h = h.With(DayTally{Day: day(2), All: Tally{Open: 7, Breached: 1}, Companies: []CompanyTally{{5, Tally{Breached: 3}}}})
	h = h.With(DayTally{Day: day(2), All: Tally{Open: 8}, Companies: []CompanyTally{{6, Tally{Open: 1}}}})
	if len(h) != 5 || h[2].All != (Tally{Open: 8, Breached: 1}) || h[2].Of(5).Breached != 3 || h[2].Of(6).Open != 1 {
		t.Errorf("%+v", h)
	}
	if before[2].All.Open != 2 {
		t.Error("an older history was written to")
	}
	mean, of := h.Mean(0, day(4), 30)
	if of != 4 || mean.Open != (3+1+8-5)/4.0 {
		t.Errorf("mean %+v of %d days", mean, of)
	}
	if _, of := h.Mean(0, day(-5), 30); of != 0 {
		t.Errorf("a mean of %d days before the first", of)
	}
	for n := range 200 {
		h = h.With(DayTally{Day: day(200 + n)})
	}
	if len(h) != HistoryDays || !h[0].Day.Equal(day(400-HistoryDays)) {
		t.Errorf("%d days, from %v", len(h), h[0].Day)
	}
}

// What follows from the tickets counts for what was opened and closed, what was
// seen for the rest.
func TestHistoryOver(t *testing.T) {
	t.Parallel()
	seen := History{
		{Day: day(1), All: Tally{Open: 9, Opened: 1, Breached: 4}, Companies: []CompanyTally{{5, Tally{Open: 3, Opened: 1}}, {8, Tally{Open: 6, Breached: 4}}}, NoClosed: true},
		{Day: day(3), All: Tally{Open: 2, Opened: 2}},
	}
	derived := History{
		{Day: day(0), All: Tally{Open: 7, Opened: 5, Closed: 4}, NoBreached: true},
		{Day: day(1), All: Tally{Open: 10, Opened: 6, Closed: 3}, Companies: []CompanyTally{{5, Tally{Open: 4, Opened: 6, Closed: 3}}}, NoBreached: true},
	}
	h := seen.Over(derived)
	if len(h) != 3 || h[0].All.Opened != 5 || !h[0].NoBreached || h[2].All.Opened != 2 {
		t.Fatalf("%+v", h)
	}
	if d := h[1]; d.All != (Tally{Open: 9, Opened: 6, Closed: 3, Breached: 4}) || d.NoClosed || d.NoBreached ||
		d.Of(5) != (Tally{Open: 3, Opened: 6, Closed: 3}) || d.Of(8) != (Tally{Open: 6, Breached: 4}) {
		t.Errorf("%+v", d)
	}
	if !seen[0].NoClosed || len(derived[1].Companies) != 1 {
		t.Error("what was given was written to")
	}
}
