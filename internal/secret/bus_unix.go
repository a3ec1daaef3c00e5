//go:build !windows && !darwin

package secret

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
)

// reachable refuses to look for a keyring where there is no desktop session.
// The library would start one (dbus-launch, and a keyring behind it) that stays
// behind when we end: on a server over SSH nobody would ever see it.
func reachable() error {
	if a := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); a != "" && a != "autolaunch:" {
		return nil
	}
	dir := filepath.Join("/run/user", strconv.Itoa(os.Getuid()))
	for _, name := range []string{"bus", "dbus-session"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return nil
		}
	}
	return errors.New("there is no session bus")
}
