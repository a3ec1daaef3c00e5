package ownfile

import (
	"context"
	"errors"
	"time"
)

// errLocked means that somebody else holds the lock.
var errLocked = errors.New("another daybrief holds the lock")

// Alone takes a folder for ourselves as soon as no other daybrief has it, and until
// release is called. Where there is nothing to lock (no folder, a file system that
// knows no locks) it is ours at once. The error is the context's.
func Alone(ctx context.Context, dir string) (release func(), err error) {
	const first, most = 10 * time.Millisecond, 250 * time.Millisecond
	for pause := first; ; pause = min(2*pause, most) {
		release, err := lock(dir)
		switch {
		case err == nil:
			return release, nil
		case !errors.Is(err, errLocked):
			return func() {}, nil
		}
		again := time.NewTimer(pause)
		select {
		case <-again.C:
		case <-ctx.Done():
			again.Stop()
			return nil, ctx.Err()
		}
	}
}
