package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
)

// rang says that an alarm went off.
type rang struct{ serial uint64 }

// timers are when something has to happen by itself.
type timers struct {
	alarm  alarm
	tick   time.Time // when the active screen wants to be called again
	close  time.Time // when an open page is closed; zero for never
	config configWatch
}

// alarm is the App's only timer. It is set anew when the earliest deadline
// changes, and left alone otherwise, so that a key press costs no goroutine.
type alarm struct {
	at     time.Time
	serial uint64
	cancel context.CancelFunc
}

// set makes the alarm ring at a time; nil when it is set to that already.
func (a *alarm) set(ctx context.Context, at, now time.Time, wait func(context.Context, time.Duration)) tea.Cmd {
	if at.Equal(a.at) && a.cancel != nil {
		return nil
	}
	a.stop()
	if at.IsZero() {
		return nil
	}
	ctx, cancel := context.WithCancel(ctx)
	a.at, a.cancel = at, cancel
	a.serial++
	serial, d := a.serial, max(0, at.Sub(now))
	return func() tea.Msg {
		defer cancel()
		wait(ctx, d)
		if ctx.Err() != nil {
			return nil
		}
		return rang{serial}
	}
}

// heard reports whether the ring is that of the alarm as it is set now.
func (a *alarm) heard(r rang) bool {
	if r.serial != a.serial {
		return false
	}
	a.stop()
	return true
}

func (a *alarm) stop() {
	if a.cancel != nil {
		a.cancel()
	}
	a.cancel, a.at = nil, time.Time{}
}

// earliest is the first of the deadlines; zero ones are none.
func earliest(list ...time.Time) time.Time {
	var first time.Time
	for _, t := range list {
		if !t.IsZero() && (first.IsZero() || t.Before(first)) {
			first = t
		}
	}
	return first
}
