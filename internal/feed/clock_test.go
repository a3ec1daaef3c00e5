package feed

import (
	"testing"
	"time"
	_ "time/tzdata"

	"daybrief/model"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestScheduleBounds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		zone     string
		now      string
		days     int
		from, to string
	}{
		// From Monday on. West of Greenwich the day's date-only entries lie before local midnight.
		{"America/Los_Angeles", "2026-03-07T20:00:00Z", 2, "2026-03-01T23:59:59Z", "2026-03-09T07:00:00Z"}, // DST starts on the 8th
		{"Europe/Berlin", "2026-10-25T12:00:00Z", 1, "2026-10-18T21:59:59Z", "2026-10-25T23:00:00Z"},       // 25 hours
		{"Pacific/Chatham", "2026-07-01T00:00:00Z", 1, "2026-06-28T11:14:59Z", "2026-07-01T11:15:00Z"},
		{"UTC", "2026-03-09T12:00:00Z", 1, "2026-03-07T23:59:59Z", "2026-03-10T00:00:00Z"}, // a Monday: from yesterday
		{"UTC", "2026-12-31T23:59:59Z", 1, "2026-12-27T23:59:59Z", "2027-01-01T00:00:00Z"},
		// Midnight does not exist on this day in Chile: the day begins at 01:00.
		{"America/Santiago", "2026-09-06T15:00:00Z", 1, "2026-08-30T23:59:59Z", "2026-09-07T03:00:00Z"},
	} {
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		f := New(Options{Zone: zone(t, c.zone), Days: c.days, Wanted: []model.Source{"schedule"}})
		q := f.Due(now)[0].Query
		want(t, c.zone+" from", q.From.Format(time.RFC3339), c.from)
		want(t, c.zone+" to", q.To.Format(time.RFC3339), c.to)
	}
}

func TestStartOfDayWithoutMidnight(t *testing.T) {
	t.Parallel()
	z := zone(t, "America/Santiago")
	at := startOfDay(time.Date(2026, 9, 6, 15, 0, 0, 0, z), 0)
	want(t, "start", at.Format("2006-01-02T15:04"), "2026-09-06T01:00")
	if d := at.Add(-time.Nanosecond).Day(); d != 5 {
		t.Errorf("the moment before is on day %d", d)
	}
}

func TestMidnight(t *testing.T) {
	t.Parallel()
	s := newSim(t, 6, Options{Zone: zone(t, "Europe/Berlin")})
	s.at = time.Date(2026, 3, 11, 22, 59, 40, 0, time.UTC) // Wednesday 23:59:40 in Berlin
	monday := time.Date(2026, 3, 8, 23, 0, 0, 0, time.UTC)
	s.v.change(1000, closeIt(monday))
	s.v.change(1001, closeIt(monday.Add(-time.Second)))
	s.settle()
	want(t, "since Monday", s.f.Snapshot().ClosedSince, monday)
	want(t, "closed", ids(s.f.Snapshot().ClosedService.Value), []model.TicketID{1000})
	want(t, "wake", s.f.Wake(s.at), time.Date(2026, 3, 11, 23, 0, 0, 0, time.UTC))
	s.at = s.f.Wake(s.at)
	want(t, "new day", s.due(), []model.Source{"schedule"})
	q := s.reply("schedule", nil)
	want(t, "from", q.From, time.Date(2026, 3, 8, 22, 59, 59, 0, time.UTC))

	// On the next Monday the bound is the start of Sunday, and the old ones go.
	s.at = time.Date(2026, 3, 15, 23, 0, 0, 0, time.UTC)
	s.settle()
	want(t, "since Sunday", s.f.Snapshot().ClosedSince, time.Date(2026, 3, 14, 23, 0, 0, 0, time.UTC))
	want(t, "closed", ids(s.f.Snapshot().ClosedService.Value), []model.TicketID{})
}

func TestALargeScheduleIsNotAskedForWhole(t *testing.T) {
	t.Parallel()
	s := newSim(t, 1, Options{Wanted: []model.Source{"schedule"}})
	for i := range 1500 { // Tuesday is today: from Monday on
		at := noon().Add(time.Duration(i%15-1) * 24 * time.Hour)
		s.v.visits = append(s.v.visits, &model.ScheduleEntry{ID: model.ScheduleEntryID(i + 1), Start: at, End: at.Add(time.Hour)})
	}
	s.settle()
	whole := s.v.visits
	s.v.visits = nil
	for i, v := range whole { // one of today's is deleted; the server answers for two days
		if i != 1 && v.Start.After(noon().Add(-12*time.Hour)) && v.Start.Before(noon().Add(36*time.Hour)) {
			s.v.visits = append(s.v.visits, v)
		}
	}
	qs := s.run(time.Minute)
	want(t, "two days", qs[0].To, time.Date(2026, 3, 12, 0, 0, 0, 0, time.UTC))
	got := s.f.Snapshot().ScheduleEntries.Value
	want(t, "visits", len(got), 1499)
	want(t, "yesterday's stay", got[0].Start, noon().Add(-24*time.Hour))
	for i := 1; i < len(got); i++ {
		if got[i].Start.Before(got[i-1].Start) {
			t.Fatal("visits are not sorted")
		}
	}
	s.v.visits = whole
	asked := map[string]int{}
	for _, q := range s.run(12*time.Minute - time.Second) {
		asked[q.From.Add(time.Second).Format("01-02")+" "+q.To.Format("01-02")]++
	}
	want(t, "each slice once", asked, map[string]int{"03-10 03-12": 5, "03-09 03-10": 1, "03-12 03-16": 1, "03-16 03-20": 1, "03-20 03-24": 1})
	snap := s.f.Snapshot()
	want(t, "from", snap.ScheduleFrom, time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC))
	want(t, "to", snap.ScheduleTo, time.Date(2026, 3, 24, 0, 0, 0, 0, time.UTC))

	// A slice that fails does not keep today from being asked for, and a day that
	// has just come into sight is not called empty before it was asked for.
	s.run(2 * time.Minute)
	s.at = time.Date(2026, 3, 11, 0, 0, 0, 0, time.UTC)
	s.due()
	q := s.reply("schedule", problem(model.BadReply))
	want(t, "the farthest first", q.To, time.Date(2026, 3, 25, 0, 0, 0, 0, time.UTC))
	want(t, "not known yet", s.f.Snapshot().ScheduleTo, time.Date(2026, 3, 24, 0, 0, 0, 0, time.UTC))
	s.at = s.at.Add(10 * time.Second)
	s.due()
	want(t, "then today", s.reply("schedule", nil).To, time.Date(2026, 3, 13, 0, 0, 0, 0, time.UTC))
	s.run(13 * time.Minute)
	want(t, "known later", s.f.Snapshot().ScheduleTo, time.Date(2026, 3, 25, 0, 0, 0, 0, time.UTC))
}

func TestClockSkew(t *testing.T) {
	t.Parallel()
	s := newSim(t, 2, Options{})
	s.v.skew = -2 * time.Hour
	s.settle()
	h := s.f.Snapshot().HealthOf("system")
	want(t, "state", h.State(s.at), model.StateClock)
	want(t, "words", h.Problem.What.String(), "This computer's clock is 2 hours ahead of the server's.")
	want(t, "data is used", len(s.f.Snapshot().ServiceTickets.Value), 2)
	s.v.skew = 4 * time.Minute
	s.run(time.Minute)
	want(t, "state", s.f.Snapshot().HealthOf("system").State(s.at), model.StateLive)
	s.v.skew = 3 * 24 * time.Hour
	s.run(time.Minute)
	want(t, "words", s.f.Snapshot().HealthOf("system").Problem.What.String(), "This computer's clock is 3 days behind the server's.")
}

func TestAfterSuspend(t *testing.T) {
	t.Parallel()
	s := newSim(t, 2, Options{})
	s.settle()
	s.at = s.at.Add(time.Minute)
	s.due()
	s.reply("project-tickets", nil)
	s.reply("schedule", nil)
	s.out = nil                    // the answer for tickets is lost with the connection
	s.at = s.at.Add(8 * time.Hour) // asleep
	want(t, "at once", s.due(), []model.Source{"system", "tickets", "project-tickets", "schedule"})
	for len(s.out) > 0 {
		s.reply(s.out[0].Query.Source, nil)
		s.due()
	}
	h := s.f.Snapshot().HealthOf("tickets")
	if h.Problem != nil || !h.At.Equal(s.at) {
		t.Errorf("tickets after waking: %+v", h)
	}
}

func TestAfterAShortSleep(t *testing.T) {
	t.Parallel()
	s := newSim(t, 2, Options{})
	s.settle()
	s.at = s.at.Add(time.Minute)
	s.due()
	s.out = nil // three answers are lost with the connection
	s.at = s.at.Add(3 * time.Second)
	s.f.Woke(s.at)
	want(t, "at once", s.due(), []model.Source{"sla"})
	s.settle()
	s.at = s.at.Add(wakeTime)
	want(t, "given up without a word", s.due(), []model.Source{"tickets", "project-tickets", "schedule"})
	if p := s.f.Snapshot().HealthOf("tickets").Problem; p != nil {
		t.Errorf("sleeping is called a failure: %v", p)
	}
}

func TestWokeAndAClockThatWasSetBack(t *testing.T) {
	t.Parallel()
	s := newSim(t, 2, Options{})
	s.settle()
	s.at = s.at.Add(10 * time.Second)
	s.f.Woke(s.at)
	want(t, "woke", s.due(), []model.Source{"tickets", "project-tickets", "schedule", "sla"})
	s.settle()
	s.at = s.at.Add(-time.Hour) // set back
	want(t, "nothing at once", s.due(), nil)
	want(t, "but within the interval", s.f.Wake(s.at), s.at.Add(time.Minute))
	s.run(time.Minute)
	want(t, "fresh", s.f.Snapshot().ServiceTickets.At, s.at)
}

func TestRefresh(t *testing.T) {
	t.Parallel()
	s := newSim(t, 2, Options{})
	s.settle()
	s.at = s.at.Add(2 * time.Second)
	s.f.Refresh(s.at)
	want(t, "a moment after", s.due(), nil)
	s.at = s.at.Add(8 * time.Second)
	s.f.Refresh(s.at)
	var light []model.Source
	for _, q := range s.settle() {
		light = append(light, q.Source)
	}
	want(t, "soon after", light, []model.Source{"tickets", "project-tickets", "schedule", "sla", "tickets", "project-tickets"})
	s.at = s.at.Add(50 * time.Second)
	s.f.Refresh(s.at)
	want(t, "everything", len(s.settle()), len(AllSources())+2)
}
