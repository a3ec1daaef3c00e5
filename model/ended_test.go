package model

import (
	"testing"
	"time"
)

// A closing without a date lies between the entry and the last change: what follows
// from that is known, and nothing else.
func TestEndedIn(t *testing.T) {
	t.Parallel()
	day := func(n int) time.Time { return time.Date(2026, 3, n, 12, 0, 0, 0, time.UTC) }
	from, to := time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 12, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		entered, updated, closed time.Time
		yes, known               bool
	}{
		"said, inside":                     {day(1), day(20), day(10), true, true},
		"said, after":                      {day(1), day(20), day(12), false, true},
		"entered and last changed inside":  {day(10), day(11), time.Time{}, true, true},
		"last changed before":              {day(1), day(9), time.Time{}, false, true},
		"entered after":                    {day(12), day(20), time.Time{}, false, true},
		"may be inside":                    {day(1), day(11), time.Time{}, false, false},
		"changed again later":              {day(10), day(20), time.Time{}, false, false},
		"no entry, last changed before":    {time.Time{}, day(9), time.Time{}, false, true},
		"no entry, last changed inside":    {time.Time{}, day(10), time.Time{}, false, false},
		"no last change, entered inside":   {day(10), time.Time{}, time.Time{}, false, false},
		"no last change, entered after":    {day(12), time.Time{}, time.Time{}, false, true},
		"nothing said":                     {time.Time{}, time.Time{}, time.Time{}, false, false},
		"changed before it came":           {day(11), day(9), time.Time{}, false, false},
		"the end does not belong to it":    {day(1), day(20), to, false, true},
		"the beginning does belong to it":  {day(1), day(20), from, true, true},
		"last changed when it begins":      {day(1), from, time.Time{}, false, false},
		"entered when it ends, no changes": {to, time.Time{}, time.Time{}, false, true},
	} {
		ticket := Ticket{Entered: c.entered, Updated: c.updated, ClosedAt: c.closed, Closed: true}
		if yes, known := ticket.EndedIn(from, to); yes != c.yes || known != c.known {
			t.Errorf("%s: %v %v, want %v %v", name, yes, known, c.yes, c.known)
		}
	}
}
