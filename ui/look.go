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
	port   Looks
	asked  bool            // Load has been called
	before *model.Snapshot // what the present look is compared with
	seen   *model.Snapshot // at the last key press
	keyAt  time.Time       // when that was
	kept   bool            // seen is on disk
}

// recollected brings back what the look before this one saw.
type recollected struct{ before *model.Snapshot }

// watched notes that somebody is here. After a pause, what they saw before it is
// what the present is compared with: then it reports true.
func (l *look) watched(w *world) (anew bool) {
	if l.seen != nil && w.now.Sub(l.keyAt) >= lookPause {
		l.keep(w)
		l.before, anew = l.seen, true
	}
	if w.snapshot.Reading() == "" { // a part of the tickets is nothing to compare with
		l.seen, l.keyAt, l.kept = w.snapshot, w.now, false
	}
	return anew
}

// back loads the look before this one when its section is shown, and keeps this
// one once a pause has begun.
func (l *look) back(w *world) tea.Cmd {
	if l.seen != nil && w.now.Sub(l.keyAt) >= lookPause {
		l.keep(w)
	}
	load := l.port.Load
	if l.asked || load == nil || !w.showsChanges() {
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
func (l *look) recollect(msg recollected) (anew bool) {
	if l.before != nil || msg.before == nil {
		return false
	}
	l.before = msg.before
	return true
}

// keep hands out what was seen, once, where anybody will compare with it.
func (l *look) keep(w *world) {
	if l.kept || l.seen == nil || l.port.Keep == nil || !w.showsChanges() || !l.seen.ServiceTickets.Known() && !l.seen.ProjectTickets.Known() {
		return
	}
	l.kept = true
	l.port.Keep(l.seen)
}

func (w *world) showsChanges() bool {
	for _, s := range w.briefing.Sections {
		if s.ID == briefing.SectionChanged {
			return true
		}
	}
	return false
}
