package ui

import (
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
	now := a.clock()
	a.world.now = now
	overslept := !a.alarm.at.IsZero() && now.Sub(a.alarm.at) > jump
	if overslept || was.Sub(now) > jump {
		a.opts.Feed.Woke()
		a.tickets.forgetTimes(now)
		a.companies.forgetTimes(now)
	}
}

// onTime does what the clock asks for: the minute has turned, a source is due,
// a notice has been read, a ticket has been looked at for long enough.
func (a *App) onTime() tea.Cmd {
	now := a.world.now
	if now.Unix()/60 != a.world.minute {
		a.keepHabits()
		a.reload()
	}
	a.notices.expire(now)
	a.peek()
	return tea.Batch(a.askTicket(), a.askCompany(), a.recall(), a.lookBack())
}

// arm sets the alarm for the next thing that happens by itself.
func (a *App) arm() tea.Cmd {
	now := a.world.now
	at := earliest(
		now.Truncate(time.Minute).Add(time.Minute),
		a.notices.ends(),
		a.tickets.next(),
		a.companies.next(),
		a.nextTick,
		a.closeAt,
		a.statusTurns(),
		model.TurnsStale(a.world.snapshot.Health, now),
		a.alertDue(),
	)
	if soonest := now.Add(leastWait); at.Before(soonest) {
		at = soonest // whatever is wrong, never spin
	}
	return a.alarm.set(a.ctx, at, now, a.opts.Sleep)
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
		What: model.Clean(fmt.Sprintf("daybrief stumbled over an answer (%v).", r)),
		Cure: model.Clean("It tries again; please report this."),
	}
}

// news says that the feed knows something else than before.
type news struct{}

// listenToFeed waits for the next change of what is known.
func (a *App) listenToFeed() tea.Cmd {
	ctx, changed := a.ctx, a.opts.Feed.Changed()
	return func() tea.Msg {
		select {
		case <-changed:
			return news{}
		case <-ctx.Done():
			return nil
		}
	}
}

// peek takes a snapshot in which only the plans of the feed differ (what is
// under way, when it tries next): nothing has to be worked out for it.
func (a *App) peek() {
	if s := a.opts.Feed.Snapshot(); s.Gen == a.world.snapshot.Gen {
		a.world.snapshot = s
	} else {
		a.reload()
	}
}

// reload takes the feed's snapshot and writes the briefing anew.
func (a *App) reload() {
	w := &a.world
	s := a.opts.Feed.Snapshot()
	switch {
	case w.lookup == nil:
		w.lookup, w.assessed = model.NewLookup(s, a.opts.Rules.Policy), nil
	case s.Gen != w.snapshot.Gen:
		w.lookup = w.lookup.Next(s)
	}
	w.snapshot = s
	if w.assessed == nil {
		w.assessed = assess.Assess(s, w.lookup, a.opts.Rules.Rules, w.now)
	} else {
		w.assessed = w.assessed.Next(s, w.lookup, a.opts.Rules.Rules, w.now)
	}
	w.crew = model.NewCrew(a.opts.Rules.Scope, a.opts.Rules.Member, s, w.lookup)
	w.briefing = briefing.From(w.assessed, s, a.lastLook.before, w.lookup, a.opts.Rules, w.now)
	w.minute = w.now.Unix() / 60
	f := a.frame()
	for i := range a.tabs {
		a.tabs[i].stale = true
		a.tabs[i].count = a.tabs[i].counted(f)
	}
	a.research()
}
