package cli

import (
	"log/slog"
	"sync"
	"time"

	"daybrief/internal/elements"
	"daybrief/internal/settings"
	"daybrief/internal/store"
)

// offersOf is what a gateway was found to lack, kept in the state folder so that
// a command in a script does not ask each time.
func offersOf(p *program, c settings.Connection, log *slog.Logger) *elements.Offers {
	who, host, err := whereabouts(c)
	folder, folderErr := settings.StateFolder(p.env)
	if err != nil || folderErr != nil {
		return elements.NewOffers(nil, nil)
	}
	s := store.New(folder, who, host)
	known, err := s.LoadAbsent()
	if err != nil {
		log.Warn("what the gateway lacks is asked again", "what", err.Error())
	}
	return elements.NewOffers(known, func(absent map[string]time.Time) {
		if err := s.SaveAbsent(absent); err != nil {
			log.Warn("what the gateway lacks is not kept", "what", err.Error())
		}
	})
}

// unsaved is what gateways were found to lack while they are being set up. Nothing is
// written before the setup is; then the first poll need not ask again.
type unsaved struct {
	mu     sync.Mutex
	absent map[string]map[string]time.Time // by tenant
}

func (u *unsaved) offers(c settings.Connection) *elements.Offers {
	who, host, err := whereabouts(c)
	if err != nil {
		return elements.NewOffers(nil, nil)
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	return elements.NewOffers(u.absent[who+"@"+host], func(absent map[string]time.Time) {
		u.mu.Lock()
		defer u.mu.Unlock()
		if u.absent == nil {
			u.absent = map[string]map[string]time.Time{}
		}
		u.absent[who+"@"+host] = absent
	})
}

// keep moves what is known of a tenant into the state folder. Where that fails, it is
// asked again.
func (u *unsaved) keep(p *program, c settings.Connection) {
	who, host, err := whereabouts(c)
	folder, folderErr := settings.StateFolder(p.env)
	u.mu.Lock()
	absent := u.absent[who+"@"+host]
	u.mu.Unlock()
	if err == nil && folderErr == nil && len(absent) > 0 {
		_ = store.New(folder, who, host).SaveAbsent(absent)
	}
}
