package cli

import (
	"context"
	"sync"
	"time"

	"daybrief/briefing"
	"daybrief/internal/feed"
	"daybrief/internal/psa"
	"daybrief/model"
)

// quoteTime is how long a briefing waits for the customers' words: it is whole
// without them.
const quoteTime = 10 * time.Second

// quote reads what the customers of the tickets in Now have written last: at most
// seven tickets. The budget says how many at once. What can't be had in the time
// that is left is left out.
func (t *tenant) quote(ctx context.Context, b *briefing.Briefing, left time.Duration) {
	if left <= 0 || !psa.Asks(t.provider, psa.Notes) {
		return
	}
	ctx, cancel := context.WithTimeout(feed.Interactive(ctx), min(left, quoteTime))
	defer cancel()
	list := b.Quoted()
	notes := make([][]model.Note, len(list))
	var wg sync.WaitGroup
	for i, ticket := range list {
		wg.Go(func() {
			d := t.provider.Ticket(ctx, ticket, false)
			notes[i] = d.Notes.Value
		})
	}
	wg.Wait()
	for i, ticket := range list {
		b.Quote(ticket.ID, notes[i])
	}
}
