package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/briefing"
	"daybrief/model"
)

// lookPause is how long nobody must have pressed a key for the next key to begin
// a new look.
const lookPause = 30 * time.Minute

// Looks keep what somebody saw, over restarts. Neither may block the screen.
type Looks struct {
	// Load is what the look before this one saw; nil when there was none. It is
	// called once, in the background, when somebody wants to know what changed.
	Load func() *model.Snapshot
	// Keep is given what was seen at the last key press before a pause or the end.
	Keep func(s *model.Snapshot)
}

// look is what the person saw before, and what they see now.
type look struct {
	asked  bool            // Load has been called
	before *model.Snapshot // what the present look is compared with
	seen   *model.Snapshot // at the last key press
	keyAt  time.Time       // when that was
	kept   bool            // seen is on disk
}

// recollected brings back what the look before this one saw.
type recollected struct{ before *model.Snapshot }

// watched notes that somebody is here. After a pause, what they saw before it is
// what the present is compared with.
func (a *App) watched() {
	l, now := &a.lastLook, a.world.now
	if l.seen != nil && now.Sub(l.keyAt) >= lookPause {
		a.keepLook()
		l.before = l.seen
		defer a.reload()
	}
	l.seen, l.keyAt, l.kept = a.world.snapshot, now, false
}

// lookBack loads the look before this one when its section is shown, and keeps
// this one once a pause has begun.
func (a *App) lookBack() tea.Cmd {
	l := &a.lastLook
	if l.seen != nil && a.world.now.Sub(l.keyAt) >= lookPause {
		a.keepLook()
	}
	load := a.opts.Looks.Load
	if l.asked || load == nil || !a.showsChanges() {
		return nil
	}
	l.asked = true
	return func() tea.Msg {
		before, err := guarded(func() (*model.Snapshot, error) { return load(), nil })
		if err != nil {
			before = nil
		}
		return recollected{before}
	}
}

// recollect takes what was loaded, unless there is a later look by now.
func (a *App) recollect(msg recollected) {
	if a.lastLook.before == nil && msg.before != nil {
		a.lastLook.before = msg.before
		a.reload()
	}
}

// keepLook hands out what was seen, once, where anybody will compare with it.
func (a *App) keepLook() {
	l := &a.lastLook
	if l.kept || l.seen == nil || a.opts.Looks.Keep == nil || !a.showsChanges() || !l.seen.ServiceTickets.Known() && !l.seen.ProjectTickets.Known() {
		return
	}
	l.kept = true
	a.opts.Looks.Keep(l.seen)
}

func (a *App) showsChanges() bool {
	for _, s := range a.world.briefing.Sections {
		if s.ID == briefing.SectionChanged {
			return true
		}
	}
	return false
}
