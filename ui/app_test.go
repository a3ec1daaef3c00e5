package ui_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/internal/psa"
	"daybrief/model"
	"daybrief/ui"
	"daybrief/ui/screen"
	"daybrief/ui/uitest"
)

func TestBriefTabsAndQuit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(uitest.Tenant(uitest.Noon(), 90))
		x := uitest.Start(t, r.app(t), 120, 40)
		x.Wants("1 Brief", "2 Tickets 7", "Northwind IT", "SLA: about to be missed, and missed", "breached", "LIVE", "data under 1 min old", "15:00")
		x.Press("2")
		x.Wants("the stub called tickets")
		x.Press("tab")
		x.Wants("SLA: about to be missed, and missed")
		x.Press("shift+tab")
		x.Wants("the stub called tickets")
		x.Press("q")
		if ended, err := x.Ended(); !ended || err != nil {
			t.Errorf("after q: ended %v, %v", ended, err)
		}
	})
}

func TestBreachTurnsRedByItself(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		now := uitest.Noon()
		s := uitest.Tenant(now, 0)
		tick := uitest.Ticket(1, now) // due soon
		tick.SLA.Respond.Due = now.Add(90 * time.Second)
		s.ServiceTickets.Value = []*model.Ticket{tick}
		x := uitest.Start(t, newRig(s).app(t), 120, 40)
		x.Wants("▲ 1")
		x.Lacks("● 1", "breached under")
		x.Pass(2 * time.Minute)
		x.Wants("● 1", "breached", "15:02")
	})
}

// Nothing but the turn of the minute wakes an idle dashboard, and what changes
// on the screen is the clock and the ages.
func TestIdleSleeps(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(uitest.Tenant(uitest.Noon(), 90))
		var waits atomic.Int64
		r.opts.Sleep = func(ctx context.Context, d time.Duration) {
			waits.Add(1)
			select {
			case <-ctx.Done():
			case <-time.After(d):
			}
		}
		x := uitest.Start(t, r.app(t), 120, 40)
		x.Pass(5 * time.Minute)
		was, bytes := waits.Load(), x.Written()
		x.Pass(30 * time.Minute)
		if n := waits.Load() - was; n > 31 {
			t.Errorf("%d waits in 30 idle minutes, want one a minute", n)
		}
		if n := x.Written() - bytes; n > 30*1000 {
			t.Errorf("%d bytes written in 30 idle minutes", n)
		}
	})
}

func TestConversationOnlyWhereTheSelectionRests(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(uitest.Tenant(uitest.Noon(), 90))
		var asked atomic.Int64
		fail := false
		r.provider.TicketDetail = func(context.Context, *model.Ticket, bool) psa.TicketDetail {
			asked.Add(1)
			if fail {
				return psa.FailedTicket(errors.New("the notes are locked away"))
			}
			return psa.TicketDetail{Notes: psa.Got(uitest.Talk(uitest.Noon()), nil)}
		}
		a := r.app(t)
		x := uitest.Start(t, a, 140, 50)
		x.Pass(time.Second)
		x.Wants("Port 14 flaps")
		if asked.Load() != 1 {
			t.Fatalf("%d fetches for the first ticket, want 1", asked.Load())
		}
		for range 5 { // quick, but not at once: a fifth of a second each
			x.Press("j", "]")
		}
		if asked.Load() != 1 {
			t.Errorf("%d fetches while running down the list", asked.Load()-1)
		}
		x.Pass(3 * time.Second)
		if asked.Load() != 2 {
			t.Errorf("%d fetches after resting, want one more", asked.Load()-1)
		}
		x.Pass(10 * time.Minute)
		if asked.Load() != 2 {
			t.Errorf("asked %d times again for a ticket that has not changed", asked.Load()-2)
		}
		fail = true
		x.Press("]")
		x.Pass(time.Second)
		x.Wants("the notes are locked away")
		was := asked.Load()
		for range 12 { // reading one after the other, a second each
			x.Press("j")
			x.Pass(800 * time.Millisecond)
		}
		if n := asked.Load() - was; n > 5 {
			t.Errorf("%d fetches in 12 s", n)
		}
	})
}

func TestHelpIsDrawnFromTheBindings(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := uitest.Start(t, newRig(uitest.Tenant(uitest.Noon(), 90)).app(t), 100, 40)
		x.Press("?")
		x.Wants("Help", "why it is here", "state of every source", "ctrl+l", "esc closes")
		x.Lacks("back to the rows", "next screen") // not now; and tab belongs to the screen here
		x.Press("esc", "w", "?")
		x.Wants("back") // now there is something to leave
		x.Press("q")
		x.Lacks("Help")
		x.Resize(60, 14)
		x.Press("?")
		x.Lacks("quit, whatever is open")
		x.Press("G")
		x.Wants("quit, whatever is open", "scroll")
	})
}

func TestTooSmall(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := uitest.Start(t, newRig(uitest.Tenant(uitest.Noon(), 90)).app(t), 39, 12)
		x.Wants("daybrief needs 40 by 12")
		x.Resize(40, 12)
		x.Lacks("daybrief needs")
		x.Wants("LIVE", "15:00")
		x.Resize(200, 11)
		x.Wants("daybrief needs")
		x.Press("q")
		if ended, _ := x.Ended(); !ended {
			t.Error("q does not quit from too small a terminal")
		}
	})
}

func TestSilentScreenThatStumbles(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(uitest.Tenant(uitest.Noon(), 90))
		r.stub.draw = func(screen.Frame) { panic("a bug") }
		x := uitest.Start(t, r.app(t), 100, 30)
		x.Press("2")
		x.Wants("This screen had an internal error (a bug).", "LIVE")
		x.Press("1")
		x.Wants("SLA: about to be missed, and missed")
	})
}

func TestClockJumps(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(uitest.Tenant(uitest.Noon(), 9))
		var shift atomic.Int64
		clock := r.opts.Now
		r.opts.Now = func() time.Time { return clock().Add(time.Duration(shift.Load())) }
		x := uitest.Start(t, r.app(t), 100, 30)
		x.Pass(3 * time.Minute)
		if _, n := r.feed.Counts(); n != 0 {
			t.Errorf("Woke was called %d times without need", n)
		}
		shift.Store(int64(8 * time.Hour)) // the lid was closed overnight
		x.Press("j")
		if _, n := r.feed.Counts(); n != 1 {
			t.Errorf("Woke was called %d times after a sleep", n)
		}
		x.Wants("23:03")
		shift.Store(int64(-time.Hour)) // the clock was set back
		x.Press("j")
		if _, n := r.feed.Counts(); n != 2 {
			t.Errorf("Woke was called %d times after the clock was set back", n)
		}
		x.Wants("14:03")
	})
}

func TestNewNamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	ctx, screens := t.Context(), []screen.Screen{&stub{}}
	for _, o := range []ui.Options{{}, {Context: ctx}, {Context: ctx, Screens: screens}, {Context: ctx, Screens: screens, Feed: uitest.NewFeed(nil)}} {
		if _, err := ui.New(o); err == nil || !strings.HasPrefix(err.Error(), "ui: no ") {
			t.Errorf("New = %v", err)
		}
	}
}

func TestBackgroundChoosesTheTheme(t *testing.T) {
	t.Parallel()
	r := newRig(uitest.Tenant(uitest.Noon(), 9))
	r.opts.Theme = ui.Auto
	a := r.still(t, 100, 30)
	dark := a.View().Content
	a.Update(tea.BackgroundColorMsg{Color: white{}})
	if a.View().Content == dark {
		t.Error("a white background changes nothing")
	}
	r.opts.Theme = ui.Dark
	b := r.still(t, 100, 30)
	b.Update(tea.BackgroundColorMsg{Color: white{}})
	if b.View().Content != dark {
		t.Error("the theme that was asked for gives way to the terminal")
	}
}

type white struct{}

func (white) RGBA() (r, g, b, a uint32) { return 0xffff, 0xffff, 0xffff, 0xffff }
