package setup

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
)

// saveTime is how long saving may take: a keyring may ask for a password.
const saveTime = 2 * time.Minute

// keeping is where the key can be kept, and the saving.
type keeping struct {
	gen     int
	asked   string
	busy    bool
	list    []Spot
	at      int
	saving  bool
	problem *model.Problem // of the last save
	saved   Saved
}

type (
	spotted struct {
		gen  int
		list []Spot
	}
	saved struct {
		saved Saved
		err   error
	}
)

// spotSubject is what the places depend on: a keyring names keys by site and
// company.
func (m *form) spotSubject() string {
	return m.value(FieldSite) + "\n" + m.value(FieldCompany) + "\n" + m.value(FieldBase) + "\n" + m.value(FieldInstance)
}

// find looks where the key can be kept.
func (s *keeping) find(o *outside, m *form) tea.Cmd {
	s.gen++
	s.asked, s.busy = m.spotSubject(), true
	gen, ctx, in, store := s.gen, o.ctx, m.answers(), o.opts.Store
	return func() tea.Msg { return spotted{gen, store.Spots(ctx, in)} }
}

// take takes the places and chooses the first that is open.
func (s *keeping) take(m spotted) {
	if m.gen != s.gen {
		return
	}
	s.busy, s.list = false, m.list
	s.at = max(0, slices.IndexFunc(m.list, func(one Spot) bool { return one.Closed.IsEmpty() }))
}

// place is the chosen one; "" while there is none.
func (s *keeping) place() Place {
	if s.at >= len(s.list) {
		return ""
	}
	return s.list[s.at].Place
}

// save is enter on the last question.
func (w *Wizard) save() tea.Cmd {
	s := &w.spots
	switch {
	case s.busy || len(s.list) == 0:
		w.notice = "One moment: checking where a key can be kept."
		return nil
	case !s.list[s.at].Closed.IsEmpty():
		w.notice = s.list[s.at].Closed.String() + " Choose another place."
		return nil
	case !w.test.passed(w.form):
		w.show(w.index(stepTest))
		w.notice = "Something has changed since the test: it runs once more."
		return nil
	case w.member == "":
		w.show(w.index(stepYou))
		return nil
	case w.usageFault() != FieldNone:
		w.aim(w.usageFault())
		return nil
	}
	s.saving, s.problem = true, nil
	return w.draft.after(w.write)
}

// write saves. The settings are either all written or not at all, so that this
// may be ended at any moment.
func (w *Wizard) write() tea.Cmd {
	keep := Keep{Place: w.spots.place()}
	if keep.Place == InCommand {
		keep.Command, _ = words(w.value(FieldCommand))
	}
	ctx, in, secret, store := w.ctx, w.answers(), w.keys(), w.opts.Store
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, saveTime)
		defer cancel()
		done, err := store.Save(ctx, in, secret, keep)
		if err != nil {
			return saved{err: err}
		}
		if err := store.DropDraft(); err != nil {
			done.Notes = append(slices.Clone(done.Notes), model.Clean("The draft of this setup could not be removed: "+err.Error()))
		}
		return saved{saved: done}
	}
}

// kept takes the outcome. The key leaves the wizard once it is in its place.
func (w *Wizard) kept(m saved) tea.Cmd {
	s := &w.spots
	s.saving = false
	if m.err != nil {
		s.problem = problemOf(m.err)
		w.draft.closed = false
		return nil
	}
	s.saved = m.saved
	w.each((*hidden).wipe)
	w.ask = nil
	w.show(w.index(stepDone))
	return nil
}
