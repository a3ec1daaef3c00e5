package ui_test

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/model"
	"daybrief/ui"
	"daybrief/ui/uitest"
)

// workshop answers about tickets, and counts how often devices are asked for.
type workshop struct {
	looks, devices atomic.Int64
	refuse         atomic.Int64 // 1: the role may not, 2: the server is down, 3: only names
}

func (w *workshop) ask(_ context.Context, t *model.Ticket, devices bool) ui.Conversation {
	w.looks.Add(1)
	c := ui.Conversation{Notes: uitest.Talk(uitest.Noon())}
	if !devices {
		return c
	}
	w.devices.Add(1)
	c.Configs = []model.Config{{ID: 1, Name: model.Clean("POE-DC01"), Type: model.Clean("Server")}, {ID: 2, Name: model.Clean("POE-WS07"), Contact: model.Clean("Ann Poe")}}
	denied := &model.Problem{Kind: model.Forbidden, What: model.Clean("The keys may not list devices."), Needs: "Inquire on Configurations (Companies), level All"}
	switch w.refuse.Load() {
	case 1:
		c.Configs, c.ConfigsErr = nil, denied
	case 2:
		c.Configs, c.ConfigsErr = nil, &model.Problem{Kind: model.ServerDown, What: model.Clean("The server is down.")}
	case 3:
		c.Configs, c.ConfigsErr = []model.Config{{ID: 1, Name: model.Clean("only a name")}}, denied
	}
	return c
}

// counts are the looks and the questions about devices since the last time.
func (w *workshop) counts() (looks, devices int64) { return w.looks.Swap(0), w.devices.Swap(0) }

func devicesApp(t *testing.T) (*workshop, *uitest.Term) {
	t.Helper()
	r, w := newRig(uitest.Tenant(uitest.Noon(), 90)), &workshop{}
	r.opts.Details = w.ask
	return w, uitest.Start(t, r.app(t), 160, 60)
}

func TestDevicesAreAskedForRarely(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w, x := devicesApp(t)
		x.Pass(time.Second)
		x.Wants("Devices · 2", "POE-DC01 · Server", "POE-WS07 · Ann Poe", "Port 14 flaps")
		away := func() (looks, devices int64) {
			x.Press("j")
			x.Pass(3 * time.Minute) // longer than a conversation is young
			w.counts()
			x.Press("k")
			x.Pass(3 * time.Minute)
			return w.counts()
		}
		if looks, devices := away(); looks != 1 || devices != 0 {
			t.Errorf("6 min later: %d looks, devices asked for %d times", looks, devices)
		}
		x.Wants("POE-DC01")
		away()
		if looks, devices := away(); looks != 1 || devices > 1 {
			t.Errorf("18 min later: %d looks, devices asked for %d times", looks, devices)
		}
	})
}

// A role that may not read devices is asked once and not again at each ticket;
// everything else is there.
func TestDevicesRefused(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w, x := devicesApp(t)
		w.refuse.Store(1)
		x.Pass(time.Second)
		w.counts()
		for range 4 {
			x.Press("j")
			x.Pass(10 * time.Second)
			x.Wants("Port 14 flaps", "Not allowed to read devices: the key's role needs", "Configurations (Companies)")
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
		w, x := devicesApp(t)
		w.refuse.Store(2)
		x.Pass(time.Second)
		x.Wants("The server is down.", "Port 14 flaps")
		w.refuse.Store(3)
		x.Press("j")
		x.Pass(3 * time.Minute)
		x.Wants("only a name", "Not allowed to read devices")
		w.refuse.Store(0)
		x.Pass(10 * time.Minute)
		x.Press("k")
		x.Pass(time.Second)
		x.Wants("POE-DC01")
		x.Lacks("The server is down.")
	})
}
