package ui_test

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
	"daybrief/ui/uitest"
)

// workshop answers about tickets, and counts how often devices are asked for.
type workshop struct {
	looks, devices atomic.Int64
	refuse         atomic.Int64 // 1: the role may not, 2: the server is down, 3: only names
}

func (w *workshop) ask(_ context.Context, t *model.Ticket, devices bool) psa.TicketDetail {
	w.looks.Add(1)
	c := psa.TicketDetail{Notes: psa.Got(uitest.Talk(uitest.Noon()), nil)}
	if !devices {
		return c
	}
	w.devices.Add(1)
	c.Devices.Value = []model.Configuration{{ID: 1, Name: model.Clean("POE-DC01"), Type: model.Clean("Server")}, {ID: 2, Name: model.Clean("POE-WS07"), Contact: model.Clean("Ann Poe")}}
	denied := &model.Problem{Kind: model.Forbidden, What: model.Clean("The keys may not list devices."), Needs: "Inquire on Configurations (Companies), level All"}
	switch w.refuse.Load() {
	case 1:
		c.Devices.Value, c.Devices.Problem = nil, denied
	case 2:
		c.Devices.Value, c.Devices.Problem = nil, &model.Problem{Kind: model.ServerDown, What: model.Clean("The server is down.")}
	case 3:
		c.Devices.Value, c.Devices.Problem = []model.Configuration{{ID: 1, Name: model.Clean("only a name")}}, denied
	}
	return c
}

// counts are the looks and the questions about devices since the last time.
func (w *workshop) counts() (looks, devices int64) { return w.looks.Swap(0), w.devices.Swap(0) }

func devicesApp(t *testing.T) (*workshop, *rig, *uitest.Term) {
	t.Helper()
	r, w := newRig(uitest.Tenant(uitest.Noon(), 90)), &workshop{}
	r.provider.TicketDetail = w.ask
	r.opts.Rules.Sections = []string{"waiting", "overdue", "unplanned", "hygiene", "customer-replied"} // the order of the first stays while time passes
	return w, r, uitest.Start(t, r.app(t), 160, 60)
}

// leave looks at the next ticket for a while, longer than a conversation stays
// young, and comes back to the first; what that cost there is still in counts.
func (w *workshop) leave(x *uitest.Term) {
	x.Press("j")
	x.Pass(3 * time.Minute)
	w.counts()
	x.Press("k")
	x.Pass(time.Second)
}

func TestDevicesAreAskedForRarely(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w, r, x := devicesApp(t)
		x.Pass(time.Second)
		x.Wants("Devices · 2", "POE-DC01 · Server", "POE-WS07 · Ann Poe", "Port 14 flaps")
		for visit, want := range []int64{0, 0, 0, 1, 0} { // after 3, 6, 9, 12 and 15 min
			w.leave(x)
			if looks, devices := w.counts(); looks != 1 || devices != want {
				t.Errorf("visit %d: %d looks, devices asked for %d times, want %d", visit, looks, devices, want)
			}
			x.Wants("POE-DC01")
		}
		next := *r.feed.Snapshot() // somebody works on every ticket
		next.Gen++
		next.ServiceTickets.Value = nil
		for _, tk := range r.feed.Snapshot().ServiceTickets.Value {
			changed := *tk
			changed.Updated = changed.Updated.Add(time.Minute)
			next.ServiceTickets.Value = append(next.ServiceTickets.Value, &changed)
		}
		r.feed.Set(&next)
		x.Pass(3 * time.Minute)
		if _, devices := w.counts(); devices != 1 {
			t.Errorf("the ticket has changed: devices asked for %d times, want once", devices)
		}
	})
}

// A role that may not read devices is asked once and not again at each ticket;
// everything else is there.
func TestDevicesRefused(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w, _, x := devicesApp(t)
		w.refuse.Store(1)
		x.Pass(time.Second)
		w.counts()
		for range 4 {
			x.Press("]")
			x.Pass(10 * time.Second)
			x.Wants("Port 14 flaps", "Not allowed to read devices: the keys' role needs", "Configurations (Companies)")
		}
		if looks, devices := w.counts(); looks != 4 || devices > 1 {
			t.Errorf("%d looks, devices asked for %d times in spite of the refusal", looks, devices)
		}
		w.refuse.Store(0)
		x.Pass(10 * time.Minute)
		x.Press("j")
		x.Pass(10 * time.Second)
		x.Wants("POE-DC01")
		x.Lacks("Not allowed to read devices")
	})
}

func TestDevicesThatFailAreTriedAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w, _, x := devicesApp(t)
		w.refuse.Store(2)
		x.Pass(time.Second)
		x.Wants("The server is down.", "Port 14 flaps")
		w.leave(x)
		if _, devices := w.counts(); devices != 1 {
			t.Errorf("3 min after a failure: devices asked for %d times", devices)
		}
		w.refuse.Store(0)
		w.leave(x)
		x.Wants("POE-DC01")
		x.Lacks("The server is down.")
		x.Pass(10 * time.Minute)
		w.refuse.Store(2)
		w.leave(x)
		x.Wants("POE-DC01", "The server is down.") // what is known stays
	})
}

// Of a refusal that names the devices the names are shown, unless more is known.
func TestDevicesOfWhichOnlyNamesMayBeRead(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w, _, x := devicesApp(t)
		w.refuse.Store(3)
		x.Pass(time.Second)
		x.Wants("only a name", "Not allowed to read devices")
		w.refuse.Store(0)
		x.Pass(10 * time.Minute)
		w.leave(x)
		x.Wants("POE-DC01")
		w.refuse.Store(3)
		x.Pass(10 * time.Minute)
		w.leave(x)
		x.Wants("POE-DC01", "Not allowed to read devices")
		x.Lacks("only a name")
	})
}

// What is known of the logged time survives a failure of either part, and the
// notes survive one of the time.
func TestPartsOfAConversation(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(uitest.Tenant(uitest.Noon(), 90))
		r.opts.Rules.Sections = []string{"waiting", "overdue", "unplanned", "hygiene", "customer-replied"} // the order of the first stays while time passes
		down := &model.Problem{Kind: model.ServerDown, What: model.Clean("The server is down.")}
		answer := psa.TicketDetail{Notes: psa.Got(uitest.Talk(uitest.Noon()), nil), Time: psa.Got([]model.TimeEntry{{ID: 1, Start: uitest.Noon(), Hours: 7}}, nil)}
		var now atomic.Pointer[psa.TicketDetail]
		now.Store(&answer)
		r.provider.TicketDetail = func(context.Context, *model.Ticket, bool) psa.TicketDetail { return *now.Load() }
		x := uitest.Start(t, r.app(t), 160, 60)
		x.Pass(time.Second)
		x.Wants("Port 14 flaps", "Time · 7 h")
		for _, next := range []psa.TicketDetail{{Notes: psa.Got(uitest.Talk(uitest.Noon())[2:], nil), Time: psa.Part[[]model.TimeEntry]{Problem: down}}, psa.FailedTicket(down)} {
			now.Store(&next)
			x.Pass(3 * time.Minute)
			x.Press("j")
			x.Pass(3 * time.Minute)
			x.Press("k")
			x.Pass(time.Second)
			x.Wants("Port 14 flaps", "Time · 7 h", "The server is down.")
			x.Lacks("Three people can't work")
		}
	})
}
