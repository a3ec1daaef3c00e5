package feed

import (
	"context"
	"time"

	"daybrief/model"
)

// Run drives the feed until every wanted source has answered once, good or bad,
// until says that it is enough (nil: never), or the context ends.
func Run(ctx context.Context, f *Feed, src Source, until func(*model.Snapshot) bool, now func() time.Time) error {
	return ctx.Err()
}
