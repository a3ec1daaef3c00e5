package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/model/assess"
)

// Alerts decides when somebody has to be called, and knows how.
type Alerts interface {
	// Look takes in what is known now, after every change and when the minute
	// turns. It returns what to call somebody for, when there is something.
	Look(s *model.Snapshot, a *assess.Assessment, now time.Time) (model.Alert, bool)
	// Next is when Look wants to be called though nothing has changed; zero for
	// never.
	Next() time.Time
	// Last lists the latest alerts, the newest first.
	Last() []model.Alert
	// Terminal is what the terminal has to be sent for an alert; may be "".
	Terminal(a model.Alert) string
	// Call runs the programs that call somebody. It must obey the context and
	// come back soon; it may be called from any goroutine.
	Call(ctx context.Context, a model.Alert) error
}

// alerter calls somebody when the Alerts say so.
type alerter struct {
	alerts Alerts // nil calls nobody
	seen   seen
}

// seen is the world that the Alerts have looked at.
type seen struct {
	gen    uint64
	minute int64
	begun  bool
}

// look lets the Alerts look at a world that has changed.
func (l *alerter) look(w *world) (alert model.Alert, calls bool) {
	if l.alerts == nil {
		return alert, false
	}
	now, next := seen{w.snapshot.Gen, w.minute, true}, l.alerts.Next()
	if now == l.seen && (next.IsZero() || w.now.Before(next)) {
		return alert, false
	}
	l.seen = now
	return l.alerts.Look(w.snapshot, w.assessed, w.now)
}

// call runs the programs that call somebody, off this goroutine; only what they
// have to complain about comes back.
func (l *alerter) call(ctx context.Context, alert model.Alert) tea.Cmd {
	alerts := l.alerts
	var ring tea.Cmd
	if raw := alerts.Terminal(alert); raw != "" {
		ring = tea.Raw(raw)
	}
	return tea.Batch(ring, func() tea.Msg {
		_, err := guarded(func() (struct{}, error) { return struct{}{}, alerts.Call(ctx, alert) })
		if err != nil {
			return done{notice{text: model.Disarmed(err.Error()), remark: true}}
		}
		return nil
	})
}

// due is when the Alerts want to look again; zero for never.
func (l *alerter) due() time.Time {
	if l.alerts == nil {
		return time.Time{}
	}
	return l.alerts.Next()
}

// alert calls somebody when it is time, and says so on screen.
func (a *App) alert() tea.Cmd {
	alert, calls := a.alerter.look(&a.world)
	if !calls {
		return nil
	}
	a.remark(alert.Sentence())
	return a.alerter.call(a.ctx, alert)
}

// told brings a sentence from Options.Said.
type told struct{ text string }

// hear waits for the next sentence.
func hear(ctx context.Context, from <-chan string) tea.Cmd {
	if from == nil {
		return nil
	}
	return func() tea.Msg {
		select {
		case text, ok := <-from:
			if ok {
				return told{model.Disarmed(text)}
			}
		case <-ctx.Done():
		}
		return nil
	}
}
