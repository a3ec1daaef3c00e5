package model

import (
	"testing"
	"time"
)

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestSLAClock(t *testing.T) {
	t.Parallel()
	now := at("2026-03-10T15:00:00Z")
	past, soon, later := now.Add(-2*time.Hour), now.Add(20*time.Minute), now.Add(5*time.Hour)
	for _, c := range []struct {
		name              string
		t                 Ticket
		waiting, resolved bool
		state             SLAState
		stage             SLAStage
		left              time.Duration
	}{
		{name: "no SLA", state: SLANone},
		{name: "running towards the response", t: Ticket{SLA: SLA{Respond: Goal{Due: soon}, Resolve: Goal{Due: later}}},
			state: SLARunning, stage: StageRespond, left: 20 * time.Minute},
		{name: "breached", t: Ticket{SLA: SLA{Respond: Goal{Due: past}, Resolve: Goal{Due: later}}},
			state: SLABreached, stage: StageRespond, left: -2 * time.Hour},
		{name: "a met goal no longer counts", t: Ticket{SLA: SLA{Respond: Goal{Due: past, Met: past}, Plan: Goal{Due: later}}},
			state: SLARunning, stage: StagePlan, left: 5 * time.Hour},
		{name: "the earliest unmet goal, not the first stage", t: Ticket{SLA: SLA{Respond: Goal{Due: later}, Resolve: Goal{Due: past}}},
			state: SLABreached, stage: StageResolve, left: -2 * time.Hour},
		{name: "all met", t: Ticket{SLA: SLA{Respond: Goal{Due: past, Met: past}}}, state: SLANone},
		{name: "due exactly now has not passed", t: Ticket{SLA: SLA{Resolve: Goal{Due: now}}}, state: SLARunning, stage: StageResolve},
		{name: "waiting pauses", t: Ticket{SLA: SLA{Respond: Goal{Due: past}}}, waiting: true,
			state: SLAPaused, stage: StageRespond, left: -2 * time.Hour},
		{name: "resolved ends", t: Ticket{SLA: SLA{Respond: Goal{Due: past}}}, resolved: true, state: SLADone},
		{name: "closed ends", t: Ticket{Closed: true, SLA: SLA{Respond: Goal{Due: past}}}, state: SLADone},
		{name: "merged ends", t: Ticket{MergedInto: 9, SLA: SLA{Respond: Goal{Due: past}}}, state: SLADone},
		{name: "unreadable is unknown, not fine", t: Ticket{SLA: SLA{Unread: true}}, state: SLAUnknown},
		{name: "unreadable and waiting is paused", t: Ticket{SLA: SLA{Unread: true}}, waiting: true, state: SLAPaused},
	} {
		got := c.t.Clock(now, c.waiting, c.resolved)
		if got.State != c.state || got.Stage != c.stage || got.Left != c.left {
			t.Errorf("%s: %+v, want state %d stage %d left %s", c.name, got, c.state, c.stage, c.left)
		}
	}
}

// TestSLANeverGetsBetterByWaiting: with nothing done, a later now is never
// less late.
func TestSLANeverGetsBetterByWaiting(t *testing.T) {
	t.Parallel()
	start := at("2026-03-10T00:00:00Z")
	tk := Ticket{SLA: SLA{Respond: Goal{Due: start.Add(time.Hour)}, Plan: Goal{Due: start.Add(30 * time.Minute)}, Resolve: Goal{Due: start.Add(9 * time.Hour)}}}
	last := tk.Clock(start, false, false)
	for m := 1; m < 24*60; m++ {
		c := tk.Clock(start.Add(time.Duration(m)*time.Minute), false, false)
		if c.Left >= last.Left || last.Breached() && !c.Breached() {
			t.Fatalf("minute %d: %+v after %+v", m, c, last)
		}
		last = c
	}
}

func TestAtRisk(t *testing.T) {
	t.Parallel()
	for left, want := range map[time.Duration]bool{time.Hour: true, time.Hour + time.Second: false, 0: true} {
		if got := (SLAClock{State: SLARunning, Left: left}).AtRisk(time.Hour); got != want {
			t.Errorf("%s left: at risk %v", left, got)
		}
	}
	if (SLAClock{State: SLAPaused, Left: time.Minute}).AtRisk(time.Hour) {
		t.Error("a paused clock is not at risk")
	}
}

func TestDueDate(t *testing.T) {
	t.Parallel()
	west, east := time.FixedZone("", -8*3600), time.FixedZone("", 13*3600+45*60)
	for _, c := range []struct {
		required string
		zone     *time.Location
		want     string
	}{
		{"2026-03-09T00:00:00Z", west, "2026-03-09"}, // a calendar date keeps its day
		{"2026-03-09T00:00:00Z", east, "2026-03-09"},
		{"2026-03-09T02:30:00Z", west, "2026-03-08"}, // a moment moves with the zone
		{"2026-03-09T12:00:00Z", east, "2026-03-10"},
	} {
		got, ok := (&Ticket{Required: at(c.required)}).DueDate(c.zone)
		if !ok || got.Format(time.DateOnly) != c.want || got.Hour() != 0 {
			t.Errorf("%s in %s: %v %v, want %s", c.required, c.zone, got, ok, c.want)
		}
	}
	if _, ok := (&Ticket{}).DueDate(west); ok {
		t.Error("no date is no date")
	}
}

func TestScheduleEntryOn(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("", -8*3600)
	from := time.Date(2026, 3, 10, 0, 0, 0, 0, zone)
	to := from.AddDate(0, 0, 1)
	for _, c := range []struct {
		name string
		v    ScheduleEntry
		want bool
	}{
		{"inside", ScheduleEntry{Start: from.Add(9 * time.Hour), End: from.Add(10 * time.Hour)}, true},
		{"from yesterday into today", ScheduleEntry{Start: from.Add(-time.Hour), End: from.Add(time.Hour)}, true},
		{"ends as the day begins", ScheduleEntry{Start: from.Add(-time.Hour), End: from}, false},
		{"begins as the day ends", ScheduleEntry{Start: to, End: to.Add(time.Hour)}, false},
		{"no length", ScheduleEntry{Start: from.Add(time.Hour)}, true},
		{"date only is the local day", ScheduleEntry{DateOnly: true, Start: at("2026-03-10T00:00:00Z")}, true},
		{"date only of yesterday", ScheduleEntry{DateOnly: true, Start: at("2026-03-09T00:00:00Z")}, false},
		{"ghost", ScheduleEntry{Ghost: true, Start: from.Add(time.Hour), End: from.Add(time.Hour)}, false},
		{"no start", ScheduleEntry{}, false},
	} {
		if got := c.v.On(from, to, zone); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// A date-only entry of several days is on each of them. An end at midnight is the
// last day, unless the hours say that it is the one after.
func TestDateOnlyDays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		end   string
		hours float64
		want  int
	}{
		{"", 0, 1}, {"2026-03-10T00:00:00Z", 0, 1}, {"2026-03-10T08:00:00Z", 8, 1}, {"2026-03-11T00:00:00Z", 24, 1}, {"2026-03-11T00:00:00Z", 8, 1},
		{"2026-03-11T00:00:00Z", 0, 2}, {"2026-03-11T00:00:00Z", 16, 2}, {"2026-03-14T00:00:00Z", 40, 5}, {"2026-03-14T00:00:00Z", 32, 4},
		{"2026-03-14T00:00:00Z", 96, 4}, {"2026-03-14T16:00:00Z", 40, 5}, {"2026-03-01T00:00:00Z", 0, 1},
	} {
		v := ScheduleEntry{DateOnly: true, Start: at("2026-03-10T00:00:00Z"), Hours: c.hours}
		if c.end != "" {
			v.End = at(c.end)
		}
		if from, to := v.Span(time.UTC); int(to.Sub(from)/(24*time.Hour)) != c.want {
			t.Errorf("to %q, %v hours: %s to %s, want %d days", c.end, c.hours, from, to, c.want)
		}
	}
}

func TestDateOnlySpanOnClockChange(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Skip("no zone data on this machine")
	}
	v := ScheduleEntry{DateOnly: true, Start: at("2026-03-08T00:00:00Z")} // clocks go forward
	if s, e := v.Span(zone); e.Sub(s) != 23*time.Hour {
		t.Errorf("%s to %s", s, e)
	}
}
