package secret

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"daybrief/internal/ownfile"
)

// lockTime is how long a save waits for another daybrief's save.
const lockTime = 10 * time.Second

// errBusy means that somebody else holds the lock.
var errBusy = errors.New("another daybrief is saving a key at the moment")

// alone runs do while no other daybrief saves or removes a key of the same
// configuration. Saving touches two stores, the new one and the old: two saves
// at once, one for each store, could each remove what the other had just saved.
// Where there is nothing to lock it runs all the same.
func (k *KeyStore) alone(ctx context.Context, do func() error) error {
	if k.o.Store == "" {
		return do()
	}
	dir := filepath.Dir(k.o.Store)
	_ = os.MkdirAll(dir, 0o700) // when this fails the save says so
	limited, cancel := context.WithTimeout(ctx, lockTime)
	defer cancel()
	release, err := ownfile.Alone(limited, dir)
	switch {
	case err != nil && ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return errBusy
	}
	defer release()
	return do()
}
