package elements

import (
	"context"
	"slices"

	"daybrief/connectwise"
	"daybrief/internal/psa"
	"daybrief/model"
)

// activityDays is how far back the beginning of an activity may lie. The list grows
// for ever, and the gateway does not tell which statuses close one.
const activityDays = 90

func (c *Client) followUps() Where {
	return Where{}.From("dateStart", c.o.Now().AddDate(0, 0, -activityDays))
}

// activities lists the sales activities that have somebody to do them and are not
// said to be closed, where the gateway has activities.
func (p *Provider) activities(ctx context.Context, q psa.Query) (psa.Batch, error) {
	b, l, err := p.list(ctx, q, objectActivities, p.client.followUps())
	if err != nil {
		return b, err
	}
	b.Activities = slices.DeleteFunc(read(&b, l, connectwise.Record{}.Activity), func(a model.Activity) bool {
		return a.Assigned.IsZero() || a.Closed != nil && *a.Closed
	})
	b.Gap = "those that began more than 90 days ago or do not say when they begin"
	return b, nil
}
