//go:build windows

package ownfile

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lock takes the folder for ourselves by creating a named event: whoever finds
// that it exists already is second. It ends with the process.
func lock(dir string) (release func(), err error) {
	if _, err := os.Stat(dir); err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(dir))
	name, err := windows.UTF16PtrFromString(`Local\daybrief-` + hex.EncodeToString(sum[:16]))
	if err != nil {
		return nil, err
	}
	h, err := windows.CreateEvent(nil, 1, 0, name)
	if errors.Is(err, windows.ERROR_ALREADY_EXISTS) {
		_ = windows.CloseHandle(h)
		return nil, errLocked
	}
	if err != nil {
		return nil, err
	}
	return func() { _ = windows.CloseHandle(h) }, nil
}
