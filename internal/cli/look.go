package cli

import (
	"errors"
	"time"

	"daybrief/connectwise"
	"daybrief/internal/settings"
	"daybrief/internal/store"
	"daybrief/model"
)

// lookStore is where the last look of somebody lies; nil where nothing is kept.
func (p *program) lookStore(t *tenant, who string) *store.Store {
	if t.made {
		return nil
	}
	site, err := connectwise.ParseSite(t.set.Connection.Site)
	if err != nil {
		return nil
	}
	folder, err := settings.StateFolder(p.env)
	if err != nil {
		return nil
	}
	return store.New(folder, t.set.Connection.Company, site.Host()).Look(who)
}

// lastLook is the picture of the last look; nil when there is none. What can't be
// used is said in a sentence and stops nothing.
func (p *program) lastLook(s *store.Store, now time.Time) *model.Snapshot {
	if s == nil {
		return nil
	}
	snap, err := s.Load(now)
	var ignored *store.Ignored
	switch {
	case errors.As(err, &ignored) && ignored.Newer:
		p.say("What was seen at the last look was kept by a later daybrief and is left alone; changes since then are not listed.")
	case err != nil:
		p.say("What was seen at the last look can't be read, so changes since then are not listed; from now on they are again.")
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
