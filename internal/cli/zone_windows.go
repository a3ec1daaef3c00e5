package cli

import (
	"time"

	"golang.org/x/sys/windows/registry"
)

// systemZone is time.Local by its name in the time zone database: people read it
// in the briefing, and "Local" tells them nothing. Who has turned off daylight
// saving has a zone without such a name.
func systemZone() *time.Location {
	key, err := registry.OpenKey(registry.LOCAL_MACHINE, `SYSTEM\CurrentControlSet\Control\TimeZoneInformation`, registry.QUERY_VALUE)
	if err != nil {
		return time.Local
	}
	defer func() { _ = key.Close() }()
	if off, _, err := key.GetIntegerValue("DynamicDaylightTimeDisabled"); err == nil && off != 0 {
		return time.Local
	}
	name, _, err := key.GetStringValue("TimeZoneKeyName")
	if z := zoneOfWindows(name); err == nil && z != nil {
		return z
	}
	return time.Local
}
