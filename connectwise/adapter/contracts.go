package adapter

import (
	"context"

	"daybrief/connectwise"
	"daybrief/internal/psa"
	"daybrief/model"
)

// running are the agreements that may have run, with the additions of those that
// did: one request each. Where additions can't be read, they are not known.
func running(ctx context.Context, c *connectwise.Client, q psa.RecordQuery) (psa.Records, error) {
	quiet := q
	quiet.Progress = nil // what takes time comes afterwards
	out, err := walked(quiet, 0, c.Finance.Running(ctx, q.From, q.To), func(r *psa.Records, v []model.Contract) { r.Contracts = v })
	if err != nil {
		return psa.Records{}, err
	}
	var asked []func() error
	for i := range out.Contracts {
		a := &out.Contracts[i]
		a.Unread = true
		if _, _, ran, sure := a.Run(q.From, q.To); !ran || !sure || !wanted(q, a.Of, model.MemberRef{}) {
			continue
		}
		asked = append(asked, func() error {
			p, err := c.Finance.Additions(ctx, a.ID)
			if err == nil {
				a.Additions, a.Unread = p.Items, p.Skipped > 0 || p.Capped
			}
			return err
		})
	}
	out.Parts = each(q, asked)
	return out, nil
}

func setCycles(r *psa.Records, all []connectwise.BillingCycle) {
	r.Cycles = make(map[int64]int, len(all))
	for _, c := range all {
		r.Cycles[c.ID] = c.Months
	}
}

func setCosts(r *psa.Records, all []connectwise.MemberCost) {
	r.Costs = make(map[model.MemberID]float64, len(all))
	for _, c := range all {
		if c.Hour != nil {
			r.Costs[c.Member] = *c.Hour
		}
	}
}
