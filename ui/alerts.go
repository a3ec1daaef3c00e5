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

// alerted is the world that the Alerts have seen.
type alerted struct {
	gen    uint64
	minute int64
	begun  bool
}

// alert lets the Alerts look at a world that has changed, and calls somebody
// when they say so. The programs run off this goroutine; only what they have to
// complain about comes back.
func (a *App) alert() tea.Cmd {
	d, now := a.opts.Alerts, a.world.now
	if d == nil {
		return nil
	}
	seen, next := alerted{a.world.snapshot.Gen, a.world.minute, true}, d.Next()
	if seen == a.alerted && (next.IsZero() || now.Before(next)) {
		return nil
	}
	a.alerted = seen
	alert, ok := d.Look(a.world.snapshot, a.world.assessed, now)
	if !ok {
		return nil
	}
	a.remark(alert.Sentence())
	var ring tea.Cmd
	if raw := d.Terminal(alert); raw != "" {
		ring = tea.Raw(raw)
	}
	ctx := a.ctx
	return tea.Batch(ring, func() tea.Msg {
		_, err := guarded(func() (struct{}, error) { return struct{}{}, d.Call(ctx, alert) })
		if err != nil {
			return done{notice{text: model.Disarmed(err.Error()), remark: true}}
		}
		return nil
	})
}

// alertDue is when the Alerts want to look again.
func (a *App) alertDue() time.Time {
	if a.opts.Alerts == nil {
		return time.Time{}
	}
	return a.opts.Alerts.Next()
}

// told brings a sentence from Options.Said.
type told struct{ text string }

// hear waits for the next sentence.
func (a *App) hear() tea.Cmd {
	from, ctx := a.opts.Said, a.ctx
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

// heard shows a sentence and waits for the next one.
func (a *App) heard(s told) tea.Cmd {
	a.remark(s.text)
	return a.hear()
}
