package adapter

import (
	"context"

	"daybrief/connectwise"
	"daybrief/internal/psa"
	"daybrief/model"
)

// opportunities are those in a status that does not close them, or of which that
// is not said, with the forecasts of the first ones, as far as those can be read.
func opportunities(ctx context.Context, c connectwise.SalesService, q psa.RecordQuery) (psa.Records, error) {
	statuses, err := c.OpportunityStatuses(ctx)
	if err != nil {
		return psa.Records{}, err
	}
	closed, closing := byStatus(statuses.Items, true)
	quiet := q
	quiet.Progress = nil // what takes time comes afterwards
	out, err := walked(quiet, 0, c.Opportunities(ctx, closing), func(r *psa.Records, v []model.Opportunity) { r.Opportunities = v })
	if err != nil {
		return psa.Records{}, err
	}
	out.Skipped += statuses.Skipped
	var asked []func() error
	for i := range out.Opportunities {
		o := &out.Opportunities[i]
		o.Closed = closed[o.Status]
		if len(asked) == psa.MostForecasts || !wanted(q, o.Company, o.Rep) {
			continue
		}
		asked = append(asked, func() (err error) {
			o.Revenue, err = c.Forecast(ctx, o.ID)
			return err
		})
	}
	out.Parts = each(q, asked)
	return out, nil
}

// activities are those of a list. Whether one is closed its status says where the
// record itself does not.
func activities(ctx context.Context, c connectwise.SalesService, q psa.RecordQuery) (psa.Records, error) {
	statuses, err := c.ActivityStatuses(ctx)
	unsaid := psa.ProblemOf(err)
	if err != nil && (q.List != psa.ListFollowing || unsaid.Kind != model.Forbidden) {
		return psa.Records{}, err
	}
	held := q.List == psa.ListHeld
	closed, others := byStatus(statuses.Items, !held)
	ask := connectwise.ActivityQuery{But: others, Campaigns: q.List == psa.ListFollowing}
	if ask.Since = q.From; held {
		ask.From, ask.To = q.From, q.To
	}
	out, err := walked(q, 0, c.Activities(ctx, ask), func(r *psa.Records, v []model.Activity) { r.Activities = v })
	for i := range out.Activities {
		if a := &out.Activities[i]; a.Closed == nil {
			a.Closed = closed[a.Status]
		}
	}
	out.Skipped, out.Parts = out.Skipped+statuses.Skipped, unsaid
	if len(others) == 0 && q.List == psa.ListActivities && err == nil {
		out.Said = append(out.Said, "No status is said to close an activity: those that were not changed in this week are not in it, unless they say themselves that they are open.")
		out.Cut = true
	}
	return out, err
}

func setPoints(r *psa.Records, all []connectwise.ActivityType) {
	r.Points = make(map[int64]float64, len(all))
	for _, t := range all {
		if t.Points != nil {
			r.Points[t.ID] = *t.Points
		}
	}
}

// byStatus says of each status whether it closes, and which ones are said to, or not
// to.
func byStatus(all []connectwise.SalesStatus, closed bool) (is map[int64]*bool, those []int64) {
	is = make(map[int64]*bool, len(all))
	for _, st := range all {
		is[st.ID] = st.Closed
		if st.Closed != nil && *st.Closed == closed {
			those = append(those, st.ID)
		}
	}
	return is, those
}
