package cli

import (
	"context"
	"errors"
	"time"

	"daybrief/internal/settings"
	"daybrief/internal/store"
	"daybrief/model"
	"daybrief/ui"
)

// lookStore is where the last look of somebody lies; nil where nothing is kept.
func (p *program) lookStore(t *tenant, who string) *store.Store {
	if t.made {
		return nil
	}
	tenant, host, err := whereabouts(t.set.Connection)
	if err != nil {
		return nil
	}
	folder, err := settings.StateFolder(p.env)
	if err != nil {
		return nil
	}
	return store.New(folder, tenant, host).Look(who)
}

// freshLook is how old a look must be to be compared with: a dashboard that is
// begun again sooner goes on with the look before.
const freshLook = 30 * time.Minute

// looks keep what the person at the dashboard saw: the last look, and the one
// before it, for a restart within minutes.
func (p *program) looks(ctx context.Context, t *tenant, m *memory) ui.Looks {
	last, before := p.lookStore(t, "dashboard "+t.set.Me.Member), p.lookStore(t, "dashboard before "+t.set.Me.Member)
	if last == nil {
		return ui.Looks{}
	}
	say := func(sentence string) { m.say(t.logger(), sentence) }
	return ui.Looks{
		Load: func() *model.Snapshot {
			m.front.wait(ctx)
			now := t.now()
			if s := lookOf(last, now, &model.Snapshot{}, say); s != nil && now.Sub(seenAt(s)) >= freshLook {
				if err := before.Save(s, now); err != nil {
					say("The last look is not kept: " + err.Error() + ".")
				}
				return s
			}
			return lookOf(before, now, &model.Snapshot{}, say)
		},
		Keep: func(s *model.Snapshot) {
			m.writing.Go(func() {
				if err := last.Save(s, t.now()); err != nil {
					say("What was seen is not kept for the next look: " + err.Error() + ".")
				}
			})
		},
	}
}

// seenAt is when the server last confirmed the tickets of a look.
func seenAt(s *model.Snapshot) time.Time {
	if s.ProjectTickets.At.After(s.ServiceTickets.At) {
		return s.ProjectTickets.At
	}
	return s.ServiceTickets.At
}

// lastLook is the picture of the last look; nil when there is none. What can't be
// used is said in a sentence and stops nothing.
func (p *program) lastLook(s *store.Store, now time.Time, present *model.Snapshot) *model.Snapshot {
	if s == nil {
		return nil
	}
	return lookOf(s, now, present, p.say)
}

func lookOf(s *store.Store, now time.Time, present *model.Snapshot, say func(string)) *model.Snapshot {
	snap, err := s.LoadBeside(now, present)
	var ignored *store.Ignored
	switch {
	case errors.As(err, &ignored) && ignored.Newer:
		say("What was seen at the last look was kept by a later daybrief and is left alone; changes since then are not listed.")
	case err != nil:
		say("What was seen at the last look can't be read, so changes since then are not listed; from now on they are again.")
	}
	return snap
}

// keepLook keeps what was seen now for the next look. A look that could not see
// the tickets is none.
func (p *program) keepLook(s *store.Store, snap *model.Snapshot, now time.Time) {
	if s == nil || !snap.ServiceTickets.Known() && !snap.ProjectTickets.Known() {
		return
	}
	if err := s.Save(snap, now); err != nil {
		p.say("What was seen is not kept for the next look: " + err.Error() + ".")
	}
}
