package wall_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/x/ansi"

	"daybrief/model"
	"daybrief/ui"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/uitest"
	"daybrief/ui/wall"
)

// rig is a running wall in virtual time.
type rig struct {
	*uitest.Term
	wall  *wall.Screen
	feed  *uitest.Feed
	now   func() time.Time
	rings atomic.Int32 // how often the one alarm has rung
}

func start(t *testing.T, s *model.Snapshot, o wall.Options, at time.Time, w, h int) *rig {
	t.Helper()
	r := &rig{wall: wall.New(o), feed: uitest.NewFeed(s), now: uitest.Clock(at)}
	wait := func(ctx context.Context, d time.Duration) {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case <-ctx.Done():
		case <-timer.C:
			r.rings.Add(1)
		}
	}
	app, err := ui.New(ui.Options{
		Context: t.Context(), Screens: []screen.Screen{r.wall}, Feed: r.feed,
		Provider: uitest.Provider{}, Rules: uitest.Rules(), Zone: time.UTC, Now: r.now, Sleep: wait, Theme: ui.Dark, Glyphs: theme.Unicode(), Bare: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	r.Term = uitest.Start(t, app, w, h)
	return r
}

// change gives the feed another snapshot, as an answer would.
func (r *rig) change(s *model.Snapshot) {
	c := *s
	c.Gen = r.feed.Snapshot().Gen + 1
	r.feed.Set(&c)
	r.Settle()
}

// fresh keeps the health of a snapshot fresh for a long time.
func fresh(s *model.Snapshot) *model.Snapshot {
	for i := range s.Health {
		s.Health[i].Every = 100 * time.Hour
	}
	return s
}

func TestPagesTurnByThemselves(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		now := uitest.Noon().Add(5 * time.Second)
		set := settings("numbers", "team", "companies")
		set.PageStay = map[string]time.Duration{"team": 7 * time.Second}
		r := start(t, fresh(peace(tenant(now, 40))), wall.Options{Settings: set}, now, 80, 24)
		r.Wants("Numbers", "No SLA is late or at risk.", "LIVE", "data as of 15:00")
		r.Pass(18 * time.Second)
		r.Wants("Numbers")
		r.Pass(2 * time.Second)
		r.Wants("Team", "open tickets by owner")
		r.Pass(7 * time.Second)
		r.Wants("Companies", "14 days")
		r.Pass(20 * time.Second)
		r.Wants("Numbers")
		r.Press("p")
		r.Wants("Companies")
		r.Press("right")
		r.Wants("Numbers")
		r.Press("space")
		r.Wants("paused")
		r.Pass(9 * time.Minute)
		r.Wants("paused", "Numbers")
		r.Pass(90 * time.Second) // nobody paused a wall for ever
		r.Lacks("paused")
		r.Press("?")
		r.Wants("next page", "pause for 10 minutes")
		r.Pass(2 * time.Minute) // and nobody left its help open
		r.Lacks("pause for 10 minutes")
	})
}

// A new breach jumps the queue and holds its page until it is calm, or until a
// key lets go. Breaches that were there at the start do neither.
func TestNewBreachHoldsThePage(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		now := uitest.Noon()
		s := fresh(tenant(now, 12)) // one is breached already
		set := settings("team", "attention", "companies")
		r := start(t, s, wall.Options{Settings: set}, now, 80, 24)
		r.Wants("Team", "1 breached")
		r.Lacks("held")
		r.Pass(22 * time.Second)
		r.Wants("Attention")
		r.Pass(20 * time.Second)
		r.Wants("Companies")
		late := *s
		late.ServiceTickets.Value = append([]*model.Ticket{}, s.ServiceTickets.Value...)
		one := *s.ServiceTickets.Value[7]
		one.SLA.Resolve.Due = now.Add(-time.Minute)
		late.ServiceTickets.Value[7] = &one
		r.change(&late)
		r.Wants("Attention", "2 breached", "held by a new breach", "#48259")
		r.Pass(9 * time.Minute)
		r.Wants("Attention", "held")
		r.change(s)
		r.Lacks("held")
		r.Pass(25 * time.Second)
		r.Wants("Companies")
		r.change(&late)
		r.Wants("Attention", "held")
		r.Press("esc")
		r.Lacks("held")
		r.Pass(25 * time.Second)
		r.Wants("Companies")
	})
}

// A goal that passes by itself, without any answer from the server, is a breach
// at the minute.
func TestBreachByTheClock(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		now := uitest.Noon()
		s := fresh(peace(tenant(now, 12)))
		s.ServiceTickets.Value[3].SLA.Resolve.Due = now.Add(90 * time.Second)
		r := start(t, s, wall.Options{Settings: settings("team", "attention")}, now, 80, 24)
		r.Wants("1 at risk, next in 1 min")
		r.Lacks("breached")
		r.Pass(2*time.Minute + time.Second)
		r.Wants("1 breached", "held")
		r.Pass(11 * time.Minute)
		r.Lacks("held")
	})
}

func TestLimitedCountsDown(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		now := uitest.Noon()
		s := uitest.Failing(tenant(now, 12), "", &model.Problem{Kind: model.RateLimited, What: model.Clean("Too many requests.")}, now, 90*time.Second)
		r := start(t, s, wall.Options{Settings: settings("numbers")}, now, 80, 24)
		r.Wants("LIMITED", "Next try in 1:30 min", "data of 15:00, under 1 min old")
		r.Pass(45 * time.Second)
		r.Wants("in 45 s")
		r.Pass(10 * time.Second)
		r.Wants("in 35 s")
	})
}

// A day without the server: yesterday's data stays, and says of when it is at
// every moment. Nothing is counted that nobody has counted.
func TestOutageOfADay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		now := uitest.Noon()
		s := tenant(now, 40)
		r := start(t, s, wall.Options{Settings: settings("numbers")}, now, 160, 45)
		r.Wants("LIVE", "data as of 15:00")
		down := &model.Problem{Kind: model.Offline, What: model.Clean("psa.example.com refuses the connection.")}
		r.change(uitest.Failing(s, "", down, now, time.Minute))
		r.Wants("Data of 15:00", "refuses the connection.", "Numbers: OFFLINE, under 1 min old")
		for hour := 1; hour <= 22; hour++ {
			r.Pass(time.Hour)
			r.Lacks("data as of", "updated", "LIVE", "Waiting for the first answer")
		}
		r.Wants("Data of Tue 15:00, 22 h old", "Numbers: OFFLINE, 22 h old", "data of Tue 15:00")
		again := r.now()
		r.change(fresh(tenant(again, 40)))
		r.Wants("LIVE", "data as of 13:00")
		r.Lacks("OFFLINE", "22 h old")
	})
}

func TestNightDrift(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		now := time.Date(2026, 3, 10, 19, 50, 0, 0, time.UTC)
		set := settings("numbers", "team")
		set.NightFrom, set.NightTo = 20*time.Hour, 6*time.Hour
		r := start(t, fresh(peace(tenant(now, 12))), wall.Options{Settings: set}, now, 80, 24)
		ink := func() any { return r.Cell(5, 2).Style.Fg }
		day := ink()
		seen := map[[2]bool]bool{}
		for range 40 {
			r.Pass(time.Minute)
			lines := r.Lines()
			seen[[2]bool{lines[0] == "", strings.HasPrefix(lines[5], " ")}] = true
		}
		if len(seen) != 4 {
			t.Errorf("the frame stood in %d of its four places in 40 minutes", len(seen))
		}
		r.Pass(4 * time.Hour)
		for lines := r.Lines(); lines[0] == "" || strings.HasPrefix(lines[5], " "); lines = r.Lines() {
			r.Pass(time.Minute)
		}
		if ink() == day {
			t.Error("the word is as bright by night as by day")
		}
	})
}

func TestChangedConfiguration(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		now := uitest.Noon()
		r := start(t, fresh(tenant(now, 24)), wall.Options{Settings: settings("numbers")}, now, 120, 40)
		r.Wants("Numbers", "2 breached")
		r.wall.Refuse(`config.toml:3:1: pages in [wall] has a fault in item 2.`)
		r.Pass(61 * time.Second)
		r.Wants("Numbers", "The old settings stay: config.toml:3:1")
		set := settings("attention", "team")
		set.Redact = true
		r.wall.Adopt(set)
		r.Pass(time.Minute)
		r.Wants("Attention", "redacted")
		r.Lacks("old settings", "Harbour", "VPN")
	})
}

// The only alarm rings at the minute and when a page is turned.
func TestWakesUpForMinuteAndPageOnly(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		now := uitest.Noon().Add(time.Second)
		r := start(t, fresh(peace(tenant(now, 12))), wall.Options{Settings: settings()}, now, 80, 24)
		r.Pass(time.Hour)
		if n := r.rings.Load(); n > 60+180 || n < 180 {
			t.Errorf("%d wake-ups in an hour of 60 minutes and 180 pages", n)
		}
		r.Press("space")
		was := r.rings.Load()
		r.Pass(5 * time.Minute)
		if n := r.rings.Load() - was; n != 5 {
			t.Errorf("%d wake-ups in five minutes of a paused wall", n)
		}
	})
}

// When only the clock moves, next to nothing is written, and nobody wakes up
// but for the minute.
func TestIdleWritesLittle(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {160, 45}, {200, 60}} {
		synctest.Test(t, func(t *testing.T) {
			now := uitest.Noon().Add(time.Second)
			r := start(t, fresh(peace(tenant(now, 12))), wall.Options{Settings: settings("numbers")}, now, size[0], size[1])
			r.Pass(time.Minute)
			const minutes = 40
			most, drift, all := 0, 0, 0
			for range minutes {
				was := r.Written()
				before := r.Lines()
				r.Pass(time.Minute)
				n, after := r.Written()-was, r.Lines()
				if all += n; after[0] == before[0] && after[5] == before[5] {
					most = max(most, n)
				} else {
					drift = max(drift, n)
				}
			}
			t.Logf("%dx%d: at most %d bytes a minute, %d when the frame drifts, %d on average", size[0], size[1], most, drift, all/minutes)
			if most >= 1024 || most == 0 {
				t.Errorf("%dx%d: %d bytes in a minute in which only the clock moved", size[0], size[1], most)
			}
		})
	}
}

// What a way in never offers is no fault: the wall is calm for ever, and says in plain
// ink what it does not see.
func TestNotOfferedIsCalm(t *testing.T) {
	t.Parallel()
	now := uitest.Noon()
	s := peace(tenant(now, 12))
	for i := range s.Health {
		if h := &s.Health[i]; h.Source == model.SourceSLA || h.Source == model.SourceBoards {
			h.Problem, h.At = &model.Problem{Kind: model.NotOffered, What: model.Clean("This gateway does not offer that.")}, time.Time{}
		}
	}
	f := frameOf(s, now, 160, 45)
	lines := draw(settings("numbers"), f)
	text := strings.Join(strings.Fields(ansi.Strip(strings.Join(lines, "\n"))), " ")
	if !strings.Contains(text, "Nothing that can be seen is late or at risk.") || !strings.Contains(text, "not offered: SLA clocks") || strings.Contains(text, "never loaded") {
		t.Errorf("%s", text)
	}
	warn, _, _ := strings.Cut(f.Theme.Warn.Paint("x"), "x")
	for _, line := range lines {
		if strings.Contains(line, "not offered") && strings.Contains(line, warn) {
			t.Errorf("a warning: %q", line)
		}
	}
}

// Nothing is calm that may be late.
func TestUnknownSLAIsNotCalm(t *testing.T) {
	t.Parallel()
	now := uitest.Noon()
	s := peace(tenant(now, 12))
	s.ServiceTickets.Value[0].SLA.Unread = true
	f := frameOf(s, now, 160, 45)
	text := ansi.Strip(strings.Join(draw(settings("numbers"), f), "\n"))
	if f.Briefing.Numbers.UnknownSLA == 0 || !strings.Contains(text, "with unknown SLA") {
		t.Fatalf("%d unknown\n%s", f.Briefing.Numbers.UnknownSLA, text)
	}
	want := f.Theme.Warn.Paint("x")
	if ink, _, _ := strings.Cut(want, "x"); !strings.Contains(draw(settings("numbers"), f)[1], ink) {
		t.Error("the frame is not that of WATCH")
	}
}
