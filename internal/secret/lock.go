package secret

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"
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
	limit := time.NewTimer(lockTime)
	defer limit.Stop()
	for {
		release, err := lock(dir)
		switch {
		case err == nil:
			defer release()
			return do()
		case !errors.Is(err, errBusy):
			return do() // a file system that knows no locks, or no folder
		}
		again := time.NewTimer(10 * time.Millisecond)
		select {
		case <-again.C:
		case <-limit.C:
			return errBusy
		case <-ctx.Done():
			again.Stop()
			return ctx.Err()
		}
	}
}
