//go:build !windows

package terminal

import (
	"encoding/json"
	"os"

	"golang.org/x/sys/unix"
)

// modesOf is how a terminal is set, for another process to restore it by.
func modesOf(f *os.File) ([]byte, error) {
	t, err := unix.IoctlGetTermios(int(f.Fd()), getModes)
	if err != nil {
		return nil, err
	}
	return json.Marshal(t)
}

// restoreModes sets a terminal as it was. Nobody is left to tell when that fails.
func restoreModes(f *os.File, modes []byte) {
	var t unix.Termios
	if json.Unmarshal(modes, &t) == nil {
		_ = unix.IoctlSetTermios(int(f.Fd()), setModes, &t)
	}
}
