package history

import (
	"context"
	"strings"
	"time"
)

// zoneMark names the zone whose days are counted, and since which of them.
const zoneMark = "zone"

// countingIn keeps in which zone a day was counted.
func countingIn(ctx context.Context, db *DB, zone *time.Location, day time.Time) error {
	had, _, err := CountedIn(ctx, db)
	if err != nil || had == zone.String() {
		return err
	}
	if had == "" { // what was counted so far is taken to be of the same zone
		day = time.Unix(0, 0).UTC()
	}
	return putMark(ctx, db, zoneMark, zone.String()+" "+day.Format(time.DateOnly))
}

// CountedIn is in which zone days are counted (DayCounts), and since which day: what
// was counted before is of days of another zone. An empty zone is not known.
func CountedIn(ctx context.Context, db *DB) (zone string, since time.Time, err error) {
	had, err := mark(ctx, db.read, zoneMark)
	zone, day, _ := strings.Cut(had, " ")
	if since, _ = time.Parse(time.DateOnly, day); since.IsZero() {
		zone = ""
	}
	return zone, since, err
}
