package cwtest

import (
	"slices"
	"time"
)

// TicketTruth is the report "service" by day or board of [from, to). same_day is
// a part of those closed; medians are of hours. open_end is the number of open
// tickets now, by board only.
func (s *Server) TicketTruth(from, to time.Time, zone *time.Location, by string) TruthFigures {
	out, took := TruthFigures{}, map[string][2][]float64{}
	s.change(func(w *world, _ int64) {
		for _, t := range w.tickets {
			group := func(at int64) string {
				if by == "day" {
					return time.Unix(at, 0).In(zone).Format(time.DateOnly)
				}
				return w.boards[t.board].name
			}
			inside := func(at int64) bool { return at >= from.Unix() && at < to.Unix() }
			if inside(t.entered) {
				out.add(group(t.entered), "opened", 1)
				out.add(group(t.entered), "closed", 0)
			}
			if !t.closed && by == "board" {
				out.add(group(0), "open_end", 1)
				out.add(group(0), "opened", 0)
				out.add(group(0), "closed", 0)
			}
			if !t.closed || !inside(t.closedAt) {
				continue
			}
			g := group(t.closedAt)
			out.add(g, "opened", 0)
			out.add(g, "closed", 1)
			out.add(g, "same_day", 0)
			if time.Unix(t.entered, 0).In(zone).Format(time.DateOnly) == time.Unix(t.closedAt, 0).In(zone).Format(time.DateOnly) {
				out.add(g, "same_day", 1)
			}
			if t.project >= 0 || !t.sla {
				continue
			}
			hours := took[g]
			for i, stage := range [2]int{0, 2} {
				if met := t.goals[stage].met; met != 0 {
					hours[i] = append(hours[i], float64(met-t.entered)/3600)
				}
			}
			took[g] = hours
		}
	})
	out.middles(took)
	return out
}

// middles makes a part of what was closed on its day, and medians of hours.
func (f TruthFigures) middles(took map[string][2][]float64) {
	for g, f := range f {
		if f["closed"] > 0 {
			f["same_day"] /= f["closed"]
		}
		for i, column := range [2]string{"response_hours", "resolution_hours"} {
			if h := took[g][i]; len(h) > 0 {
				slices.Sort(h)
				f[column] = (h[(len(h)-1)/2] + h[len(h)/2]) / 2
			}
		}
	}
}
