package cwtest

import (
	"strings"
	"time"
)

// Opportunities is the report "opportunities" by member, stage or company, as of
// a moment in a zone, with the forecasts of the first ones, at most so many.
func (b Books) Opportunities(now time.Time, zone *time.Location, by string, most int) TruthFigures {
	out := TruthFigures{}
	today := dateOnly(now.In(zone))
	b.s.change(func(w *world, _ int64) {
		sales{w}.opportunities(func(o *opportunity) {
			if opportunityStatuses()[o.status].closed {
				return
			}
			g := map[string]string{"member": loginOf(o.rep), "stage": stages()[o.stage].name, "company": digits(int(o.company.id), 1)}[by]
			out.add(g, "count", 1)
			if o.close != 0 {
				out.add(g, "past_close", 0)
			}
			if o.close != 0 && o.close < today {
				out.add(g, "past_close", 1)
			}
			if most--; most < 0 {
				return
			}
			cents := int64(0)
			for _, f := range o.forecasts(w) {
				for i, n := range f.items {
					if f.total < 0 && !f.leftOut[i] {
						cents += n
					}
				}
				cents += max(f.total, 0)
			}
			out.add(g, "revenue", float64(cents)/100)
			if out.add(g, "no_revenue", 0); cents == 0 {
				out.add(g, "no_revenue", 1)
			}
		})
	})
	return out
}

func loginOf(p *person) string {
	if p == nil {
		return ""
	}
	return strings.ToLower(p.login)
}
