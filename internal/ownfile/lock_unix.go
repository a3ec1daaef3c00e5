//go:build !windows

package ownfile

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// lock takes the folder for ourselves. The folder itself is locked, so that no
// file is left behind; the lock ends with the process, however that ends.
func lock(dir string) (release func(), err error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		_ = f.Close()
		if errors.Is(err, unix.EWOULDBLOCK) {
			return nil, errLocked
		}
		return nil, err
	}
	return func() { _ = f.Close() }, nil
}
