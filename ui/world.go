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
	now time.Time
	verdict
	judging  bool // a verdict is being made in the background
	round    int  // of verdicts; one of an earlier round comes too late
	outdated bool // the verdict rests on what is no longer so, though the snapshot is the same
}

// verdict is what is judged and written about a snapshot. What is in it is only
// read, from any goroutine.
type verdict struct {
	snapshot *model.Snapshot
	lookup   *model.Lookup
	assessed *assess.Assessment
	crew     *model.Crew // who is in the scope
	briefing *briefing.Briefing
	minute   int64 // for which it was made
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
	a.notices.expire(now)
	judge := a.world.judge(a.opts.Feed.Snapshot(), a.opts.Rules, a.lastLook.before)
	asked := a.records.ask(&a.world)
	if asked != nil {
		a.deck.outdate()
	}
	return tea.Batch(judge, asked, a.timers.config.ask(a.opts.Changed, now), a.finder.recall(a.searching()), a.lastLook.back(&a.world))
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

// judge begins a verdict in the background when what is known or the minute is
// no longer that of the present one: with many tickets it takes longer than a key
// may wait.
func (w *world) judge(s *model.Snapshot, r briefing.Rules, before *model.Snapshot) tea.Cmd {
	same := s.Gen == w.snapshot.Gen
	if same {
		// Only the plans of the feed differ (what is under way, when it tries
		// next): nothing has to be worked out.
		w.snapshot = s
	}
	if w.judging || same && w.now.Unix()/60 == w.minute && !w.outdated {
		return nil
	}
	w.judging, w.outdated = true, false
	was, round, now := w.verdict, w.round, w.now
	return func() tea.Msg { return judged{was.next(s, r, before, now), round} }
}

// judged brings a verdict.
type judged struct {
	verdict verdict
	round   int
}

// reload makes a verdict at once: somebody has chosen other rules and waits.
func (a *App) reload() {
	w := &a.world
	w.round++
	w.outdated = false
	take(a, w.verdict.next(a.opts.Feed.Snapshot(), a.opts.Rules, a.lastLook.before, w.now))
}

// take makes a verdict the present one.
func take(a *App, v verdict) {
	a.world.verdict = v
	if a.opts.Judged != nil {
		a.opts.Judged(v.assessed, v.briefing)
	}
	a.deck.renew(a.frame())
	research(a)
}

// next judges what is known now and writes the briefing.
func (v verdict) next(s *model.Snapshot, r briefing.Rules, before *model.Snapshot, now time.Time) verdict {
	if v.lookup == nil {
		v.lookup, v.assessed = model.NewLookup(s, r.Policy), nil
	} else {
		v.lookup = v.lookup.Next(s) // ages may have moved, whatever Gen says
	}
	v.snapshot = s
	if v.assessed == nil {
		v.assessed = assess.Assess(s, v.lookup, r.Rules, now)
	} else {
		v.assessed = v.assessed.Next(s, v.lookup, r.Rules, now)
	}
	v.crew = model.NewCrew(r.Scope, r.Member, s, v.lookup)
	v.briefing = briefing.From(v.assessed, s, before, v.lookup, r, now)
	v.minute = now.Unix() / 60
	return v
}
