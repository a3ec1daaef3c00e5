package history

import (
	"context"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// unseenMark names what the keys could not see of what is kept, and until when.
const unseenMark = "unseen"

// Unseen is what keys could not see, or may not have seen, of the tickets that were
// closed before a moment: a sentence. The zero Unseen is nothing.
type Unseen struct {
	Until time.Time
	Why   string
}

// Of is what is missing from a stretch that begins at a moment; "" for nothing.
func (u Unseen) Of(from time.Time) string {
	if from.Before(u.Until) {
		return u.Why
	}
	return ""
}

// unseen keeps what the keys can't see of what was closed before a moment. Other keys
// may see it later; what is kept lacks it all the same.
func (db *DB) unseen(ctx context.Context, gap, doubt string, until time.Time) error {
	why := doubt
	if gap != "" {
		why = "Without " + gap + "."
	}
	if why == "" {
		return nil
	}
	had, err := db.Unseen(ctx)
	if err != nil || had.Why == why && until.Sub(had.Until) < spanStep {
		return err
	}
	return putMark(ctx, db, unseenMark, strconv.FormatInt(model.Later(had.Until, until).Unix(), 10)+" "+why)
}

// Unseen is what the keys could not see of what is kept.
func (db *DB) Unseen(ctx context.Context) (Unseen, error) {
	had, err := mark(ctx, db.read, unseenMark)
	until, why, _ := strings.Cut(had, " ")
	n, bad := strconv.ParseInt(until, 10, 64)
	if err != nil || bad != nil {
		return Unseen{}, err
	}
	return Unseen{time.Unix(n, 0).UTC(), model.Disarmed(why)}, nil
}
