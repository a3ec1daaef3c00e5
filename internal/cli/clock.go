package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// clock is a clock that began somewhere else and may run faster: the demo's
// day.
type clock struct {
	start time.Time // what it showed …
	begun time.Time // … at this moment of the real clock
	speed float64   // 0: it stands still
	real  func() time.Time
}

func (c *clock) now() time.Time {
	if c.speed == 0 {
		return c.start
	}
	return c.start.Add(time.Duration(float64(c.real().Sub(c.begun)) * c.speed))
}

// sleep waits until d has passed on this clock, or the context ends.
func (c *clock) sleep(ctx context.Context, d time.Duration) {
	if c.speed > 0 {
		d = time.Duration(float64(d) / c.speed)
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}

// zone is a time zone by name; "" is the system's, which TZ may name.
func (m *machine) zone(name string) *time.Location {
	for _, name := range []string{name, strings.TrimPrefix(m.env("TZ"), ":")} {
		if name == "" {
			continue
		}
		if z, err := time.LoadLocation(name); err == nil {
			return z
		}
		if z := zoneFile(name); z != nil {
			return z
		}
	}
	return systemZone()
}

// zoneFile is the zone in a file that TZ names by its whole path, by its real
// name where that can be told; nil when there is none.
func zoneFile(path string) *time.Location {
	if info, err := os.Stat(path); !filepath.IsAbs(path) || err != nil || !info.Mode().IsRegular() || info.Size() > 1<<20 {
		return nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	name := filepath.Base(path)
	if _, known, ok := strings.Cut(filepath.ToSlash(path), "/zoneinfo/"); ok {
		name = known
	}
	z, err := time.LoadLocationFromTZData(name, data)
	if err != nil {
		return nil
	}
	return z
}
