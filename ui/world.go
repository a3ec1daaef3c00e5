package ui

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/model/assess"
)

// world is what is known, at one moment.
type world struct {
	now      time.Time
	snapshot *model.Snapshot
	lookup   *model.Lookup
	assessed *assess.Assessment
	crew     *model.Crew // who is in the scope
	briefing *briefing.Briefing
	minute   int64 // the minute that the briefing was built for
}

// jump is how far the clock may be from where it is expected before we take
// it that the machine has slept or the clock has been set.
const jump = 30 * time.Second

// leastWait is the shortest wait between two alarms.
const leastWait = 20 * time.Millisecond

// tellTime reads the clock. After a jump, backwards or past an alarm that
// should long have rung, nothing that was planned holds: ask anew.
func (a *App) tellTime() {
	was := a.world.now
	now := a.opts.clock()
	a.world.now = now
	overslept := !a.timers.alarm.at.IsZero() && now.Sub(a.timers.alarm.at) > jump
	if overslept || was.Sub(now) > jump {
		a.opts.Feed.Woke()
		a.records.forgetTimes(now)
	}
}

// onTime does what the clock asks for: the minute has turned, a source is due,
// a notice has been read, a ticket has been looked at for long enough.
func (a *App) onTime() tea.Cmd {
	now := a.world.now
	if due := a.chosen.due; !due.IsZero() && (!now.Before(due) || due.Sub(now) > settleTime) { // or the clock was set back
		a.chosen.handOut(&a.deck, a.opts.Rules, a.display.prefers)
	}
	if now.Unix()/60 != a.world.minute {
		a.reload()
	}
	a.notices.expire(now)
	// A snapshot in which only the plans of the feed differ (what is under way,
	// when it tries next) needs nothing worked out.
	if s := a.opts.Feed.Snapshot(); s.Gen == a.world.snapshot.Gen {
		a.world.snapshot = s
	} else {
		a.reload()
	}
	asked := a.records.ask(&a.world)
	if asked != nil {
		a.deck.outdate()
	}
	return tea.Batch(asked, a.timers.config.ask(a.opts.Changed, now), a.finder.recall(a.searching()), a.lastLook.back(&a.world))
}

// arm sets the alarm for the next thing that happens by itself.
func (a *App) arm() tea.Cmd {
	now := a.world.now
	at := earliest(
		now.Truncate(time.Minute).Add(time.Minute),
		a.notices.ends(),
		a.records.next(),
		a.timers.tick,
		a.timers.close,
		a.chosen.due,
		a.status().turns(),
		model.TurnsStale(a.world.snapshot.Health, now),
		a.alerter.due(),
	)
	if soonest := now.Add(leastWait); at.Before(soonest) {
		at = soonest // whatever is wrong, never spin
	}
	return a.timers.alarm.set(a.ctx, at, now, a.opts.Sleep)
}

// guarded turns a panic into an error: one bad answer must not end the day.
func guarded[T any](f func() (T, error)) (out T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = stumbled(r)
		}
	}()
	return f()
}

func stumbled(r any) *model.Problem {
	return &model.Problem{
		Kind: model.BadReply, Code: "internal-fault",
		What: model.Clean(fmt.Sprintf("daybrief had an internal error with an answer (%v).", r)),
		Cure: model.Clean("It tries again; please report this."),
	}
}

// news says that the feed knows something other than before.
type news struct{}

// listen waits for the next change of what is known.
func listen(ctx context.Context, f Feed) tea.Cmd {
	changed := f.Changed()
	return func() tea.Msg {
		select {
		case <-changed:
			return news{}
		case <-ctx.Done():
			return nil
		}
	}
}

// reload takes the feed's snapshot and writes the briefing anew.
func (a *App) reload() {
	a.world.take(a.opts.Feed.Snapshot(), a.opts.Rules, a.lastLook.before)
	if a.opts.Judged != nil {
		a.opts.Judged(a.world.assessed, a.world.briefing)
	}
	a.deck.renew(a.frame())
	a.research()
}

// take judges what is known now and writes the briefing.
func (w *world) take(s *model.Snapshot, r briefing.Rules, before *model.Snapshot) {
	if w.lookup == nil {
		w.lookup, w.assessed = model.NewLookup(s, r.Policy), nil
	} else {
		w.lookup = w.lookup.Next(s) // ages may have moved, whatever Gen says
	}
	w.snapshot = s
	if w.assessed == nil {
		w.assessed = assess.Assess(s, w.lookup, r.Rules, w.now)
	} else {
		w.assessed = w.assessed.Next(s, w.lookup, r.Rules, w.now)
	}
	w.crew = model.NewCrew(r.Scope, r.Member, s, w.lookup)
	w.briefing = briefing.From(w.assessed, s, before, w.lookup, r, w.now)
	w.minute = w.now.Unix() / 60
}
