package cli

import (
	"strings"
	"testing"
	_ "time/tzdata" // zones also where Go is not installed
)

// Every zone of Windows is one of the database, and has its name once.
func TestZonesOfWindows(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for line := range strings.Lines(windowsZones) {
		key, zone, _ := strings.Cut(strings.TrimSpace(line), "=")
		if z := zoneOfWindows(key); z == nil || z.String() != zone || seen[key] {
			t.Errorf("%q: %v", line, z)
		}
		seen[key] = true
	}
	for key, want := range map[string]string{"GMT Standard Time": "Europe/London", "Eastern Standard Time": "America/New_York", "W. Europe Standard Time": "Europe/Berlin", "UTC": "Etc/UTC"} {
		if z := zoneOfWindows(key); z == nil || z.String() != want {
			t.Errorf("%s: %v, want %s", key, z, want)
		}
	}
	if z := zoneOfWindows(""); z != nil || zoneOfWindows("Middle-earth Standard Time") != nil {
		t.Errorf("a zone of no name: %v", z)
	}
}
