//go:build !windows

package cli

import (
	"os"
	"strings"
	"time"
)

// systemZone is time.Local by its real name where that can be found out: people
// read it in the briefing, and "Local" tells them nothing.
func systemZone() *time.Location {
	link, err := os.Readlink("/etc/localtime")
	if _, name, ok := strings.Cut(link, "/zoneinfo/"); err == nil && ok {
		if z, err := time.LoadLocation(name); err == nil {
			return z
		}
	}
	return time.Local
}
