package secret

import (
	"context"
	"errors"
	"strings"

	"daybrief/model"
)

// RingFault is why a keyring can't be used.
type RingFault uint8

// The faults.
const (
	RingBroken RingFault = iota // it answers with something else
	RingAbsent                  // there is none on this computer, or no desktop session to reach it
	RingLocked                  // it is there, and nobody unlocked it
	RingSilent                  // it does not answer
)

// Unavailable means that there is no keyring that answers: none is installed,
// it is locked, or it hangs. Its reason is cleaned.
type Unavailable struct {
	Why string // the keyring's own words, or ours
	How RingFault
}

// Error implements error.
func (u *Unavailable) Error() string {
	switch u.How {
	case RingAbsent:
		return "the system's keyring can't be used: there is none that can be reached from here"
	case RingLocked:
		return "the system's keyring can't be used: it is locked, or was never set up"
	}
	return "the system's keyring can't be used: " + u.Why
}

// unavailable sorts a keyring's error. The library has no types for them, so
// their words have to do; they were read off gnome-keyring, a session bus
// without any keyring and a computer without a session bus.
func unavailable(err error) *Unavailable {
	u := &Unavailable{Why: model.Disarmed(err.Error())}
	text := strings.ToLower(u.Why)
	for _, word := range []string{
		"not provided by any .service", "serviceunknown", "dbus-launch", "session bus", "dbus_session_bus_address",
		"unsupported platform", "executable file not found", "no such file or directory", "connection refused",
	} {
		if strings.Contains(text, word) {
			u.How = RingAbsent
		}
	}
	for _, word := range []string{"failed to unlock", "is locked", "prompt", "dismissed", "exit status 36", "interaction is not allowed"} {
		if strings.Contains(text, word) {
			u.How = RingLocked
		}
	}
	return u
}

// Ring asks whether the keyring works, and stores nothing: nil means that it
// does, *Unavailable says why not.
func (k *KeyStore) Ring(ctx context.Context) error {
	account := k.o.Account
	if account == "" {
		account = "daybrief"
	}
	err := k.ring.call(ctx, func() error {
		_, err := k.o.Ring.Lookup(service, account)
		return err
	})
	if errors.Is(err, ErrNotStored) {
		return nil
	}
	return err
}
