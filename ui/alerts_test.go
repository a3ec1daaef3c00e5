package ui_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/internal/feed"
	"daybrief/internal/feed/hub"
	"daybrief/internal/notify"
	"daybrief/model"
	"daybrief/ui/uitest"
)

// pager is the real desk with its ways out under a test's eyes.
type pager struct {
	*notify.Alerter
	mu   sync.Mutex
	sent []string
	rung int
	call func(ctx context.Context) error
}

func newPager(r notify.Rules) *pager {
	r.Kinds, r.Zone, r.Member = notify.Kinds(), time.UTC, "tech1"
	if r.Stale == 0 {
		r.Due, r.Unassigned, r.Stale = 10*time.Minute, time.Hour, 10*time.Minute
	}
	return &pager{Alerter: notify.New(r, notify.Channels{Use: []notify.Channel{notify.Bell, notify.OSC9}})}
}

func (p *pager) Terminal(a model.Alert) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rung++
	return p.Alerter.Terminal(a)
}

func (p *pager) Call(ctx context.Context, a model.Alert) error {
	p.mu.Lock()
	p.sent = append(p.sent, a.Sentence())
	call := p.call
	p.mu.Unlock()
	if call != nil {
		return call(ctx)
	}
	return nil
}

// said checks what somebody was called for, by how each call begins.
func (p *pager) said(t *testing.T, want ...string) {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	ok := len(p.sent) == len(want) && p.rung == len(want)
	for i := range min(len(want), len(p.sent)) {
		ok = ok && strings.HasPrefix(p.sent[i], want[i])
	}
	if !ok {
		t.Errorf("called for %q (bell %d times), want %q", p.sent, p.rung, want)
	}
}

// desk is a tenant of n tickets that are fine, each with a goal far away.
func fine(n int) *model.Snapshot {
	s := uitest.Tenant(uitest.Noon(), 0)
	for i := range n {
		t := uitest.Ticket(7+12*i, uitest.Noon())
		t.SLA.Resolve.Due = uitest.Noon().Add(48 * time.Hour)
		s.ServiceTickets.Value = append(s.ServiceTickets.Value, t)
	}
	return s
}

func TestABreachWhileRunningCallsOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := fine(5)
		s.ServiceTickets.Value[0].SLA.Resolve.Due = uitest.Noon().Add(-time.Hour) // so from the start
		late := s.ServiceTickets.Value[2]
		late.SLA.Resolve.Due = uitest.Noon().Add(20 * time.Minute)
		r, p := newRig(s), newPager(notify.Rules{})
		r.opts.Alerts = p
		x := uitest.Start(t, r.app(t), 100, 30)
		x.Press("A")
		x.Wants("There has been no alert yet.")
		x.Press("esc")
		x.Pass(9 * time.Minute)
		p.said(t)
		x.Pass(time.Hour)
		id := fmt.Sprintf(": #%d ", late.ID)
		p.said(t, "Due in 10 min"+id, "Breached"+id)
		x.Press("A")
		x.Wants("Alerts (last 20)", "Breached"+id, "Due in 10 min"+id, "15:10", "15:21")
	})
}

func TestQuietHoursOnlyList(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := fine(3)
		s.ServiceTickets.Value[1].SLA.Resolve.Due = uitest.Noon().Add(5 * time.Hour) // 20:00
		r, p := newRig(s), newPager(notify.Rules{Quiet: notify.Quiet{From: 19 * time.Hour, To: 7 * time.Hour}})
		r.opts.Alerts = p
		x := uitest.Start(t, r.app(t), 100, 30)
		x.Pass(6 * time.Hour)
		x.Press("A")
		x.Wants("Breached", "(quiet", "hours: nobody was called)")
		p.said(t, "The data is 10 min old") // this feed does not poll
	})
}

func TestABurstIsOneCall(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := fine(60)
		for _, one := range s.ServiceTickets.Value[:50] {
			one.SLA.Resolve.Due = uitest.Noon().Add(3*time.Minute + 30*time.Second)
		}
		r, p := newRig(s), newPager(notify.Rules{Due: time.Second, Unassigned: time.Hour, Stale: time.Hour})
		r.opts.Alerts = p
		x := uitest.Start(t, r.app(t), 120, 30)
		x.Pass(4 * time.Minute)
		x.Wants(", and 49 more")
		x.Pass(20 * time.Minute)
		p.said(t, "Breached: #")
	})
}

func TestStaleDataAndItsRecovery(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		v := &server{s: fine(20)}
		r, p := newRig(nil), newPager(notify.Rules{})
		v.clock = r.opts.Now
		r.opts.Feed, r.opts.Alerts = uitest.Poll(t, feed.New(feed.Options{Every: time.Minute}), v, r.opts.Now), p
		x := uitest.Start(t, r.app(t), 120, 40)
		x.Pass(5 * time.Minute)
		v.set(&model.Problem{Kind: model.Offline, What: model.Clean("psa.example.com refused the connection.")}, false)
		x.Pass(9 * time.Minute)
		p.said(t)
		x.Pass(30 * time.Minute)
		p.said(t, "The data is 10 min old: psa.example.com refused the connection.")
		v.set(nil, false)
		x.Pass(3 * time.Minute)
		x.Wants("LIVE")
		p.said(t, "The data is 10 min old", "The data is fresh again")
	})
}

// A program that hangs holds up neither keys nor polls, and what it comes to is
// said once it has been stopped.
func TestAHangingCommand(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := fine(5)
		s.ServiceTickets.Value[0].SLA.Resolve.Due = uitest.Noon().Add(90 * time.Second)
		r, p := newRig(s), newPager(notify.Rules{Due: time.Second, Unassigned: time.Hour, Stale: 48 * time.Hour})
		p.call = func(ctx context.Context) error {
			ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
			defer cancel()
			<-ctx.Done()
			return errors.New("the command program (page-me) did not end within 10s and was stopped")
		}
		r.opts.Alerts = p
		x := uitest.Start(t, r.app(t), 120, 40)
		x.Pass(2 * time.Minute)
		p.said(t, "Breached")
		x.Press("2")
		x.Wants("the stub called tickets")
		x.Pass(11 * time.Second)
		x.Wants("did not end within 10s")
		x.Press("q")
		if ended, err := x.Ended(); !ended || err != nil {
			t.Errorf("after q: %v %v", ended, err)
		}
	})
}

// Quitting does not wait for a program that is being called.
func TestQuitWhileCalling(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := fine(5)
		s.ServiceTickets.Value[0].SLA.Resolve.Due = uitest.Noon().Add(90 * time.Second)
		r, p := newRig(s), newPager(notify.Rules{})
		p.call = func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
		r.opts.Alerts = p
		x := uitest.Start(t, r.app(t), 120, 40)
		x.Pass(2 * time.Minute)
		x.Press("q")
		if ended, _ := x.Ended(); !ended {
			t.Error("still runs")
		}
	})
}

func TestSaidIsShown(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r, from := newRig(fine(5)), make(chan string, 4)
		r.opts.Said = from
		x := uitest.Start(t, r.app(t), 120, 40)
		from <- "The last picture is not kept on disk: \x1b[31mno space left."
		x.Settle()
		x.Wants("The last picture is not kept on disk: no space left.")
		x.Pass(20 * time.Second)
		x.Lacks("not kept on disk")
		from <- "Another one."
		x.Settle()
		x.Wants("Another one.")
	})
}

func TestAlertsThatAreOffSaySo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := uitest.Start(t, newRig(fine(5)).app(t), 80, 24)
		x.Press("A")
		x.Wants("Alerts are switched off.", "on = true in [notify]")
	})
}

// A start on yesterday's picture shows it in the first frame, as what it is, and
// the server's own word afterwards.
func TestStartOnAnOldPicture(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		old := uitest.Tenant(uitest.Noon().Add(-14*time.Hour), 60)
		v := &server{s: uitest.Tenant(uitest.Noon(), 40)}
		v.set(&model.Problem{Kind: model.Offline, Code: "refused", What: model.Clean("psa.example.com refused the connection.")}, false)
		r := newRig(nil)
		v.clock = r.opts.Now
		r.opts.Feed = uitest.Poll(t, feed.New(feed.Options{Every: time.Minute, Seed: old}), v, r.opts.Now)
		frozen := newRig(nil)
		frozen.opts.Feed = hub.New(hub.Options{Feed: feed.New(feed.Options{Seed: old})}).Reader()
		first := strings.Join(frameOf(frozen.still(t, 120, 40)), "\n")
		for _, want := range []string{"STALE", "data 14 h old", "kept from the last run", "Printer on the second"} {
			if !strings.Contains(first, want) {
				t.Errorf("the first frame does not show %q:\n%s", want, first)
			}
		}
		x := uitest.Start(t, r.app(t), 120, 40)
		x.Pass(30 * time.Second)
		x.Wants("OFFLINE", "data 14 h old", "Printer on the second", "refused the connection")
		x.Lacks("LIVE")
		x.Press("!")
		x.Wants("Kept from the last run")
		x.Press("esc")
		v.set(nil, false)
		x.Pass(70 * time.Second)
		x.Wants("LIVE", "data under 1 min old")
		x.Lacks("14 h")
	})
}
