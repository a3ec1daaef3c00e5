package hub

import (
	"daybrief/internal/mixpanel"
	"daybrief/model"
)

// wanted are the events that a job's events are counted for; none: all.
func (s *Source) wanted(job Job) []string {
	if len(s.o.Events) > 0 || job.Whole {
		return s.o.Events
	}
	return s.state.Events
}

// asChosen reports whether the numbers are about the events that count now.
func (s *Source) asChosen() bool {
	events := s.o.Events
	if len(events) == 0 {
		events = s.state.Events
	}
	if len(events) == 0 || len(events) != len(s.state.Usage.Events) {
		return false
	}
	for i, name := range events {
		if model.Clean(name).String() != s.state.Usage.Events[i].Name.String() {
			return false
		}
	}
	return true
}

// take makes the answer of what a job has gathered: of the whole window, or of the
// last days, which take the place of what was known of them.
func (s *Source) take(t *tally, job Job) error {
	now, totals := s.o.Now(), t.perDay()
	events := s.wanted(job)
	if len(events) == 0 {
		if events = top(totals); len(events) == 0 {
			return s.failed(s.c.Problem(model.Misconfigured, "no-events", s.c.Host()+" knows no event of the last 31 days in this project.", "Check usage.instance, and that the product reports to it."))
		}
		s.state.Events, s.state.NamesAt = events, now.UTC()
	}
	g, skipped := t.grid(events), t.skipped
	if !job.Whole {
		before := s.state.Usage
		g, skipped = joined(gridOf(before), g, mixpanel.Window), max(skipped, before.Skipped)
		totals = joinedTotals(s.state.Totals, mixpanel.DayNumber(before.From), before.Days, totals, t, g)
	}
	s.state.Usage, s.state.Totals = g.usage(events, job.Asked, skipped), totals
	if len(s.o.Events) == 0 && !within(s.state.NamesAt, now, namesEvery) {
		// Others that are done most now are counted from the next job on, of the whole
		// window: see asChosen.
		s.state.Events, s.state.NamesAt = top(totals), now.UTC()
	}
	return nil
}

// joinedTotals is joined for how often each event was done.
func joinedTotals(before map[string][]int, from, days int, now map[string][]int, t *tally, g *grid) map[string][]int {
	out := map[string][]int{}
	put := func(all map[string][]int, first, many, until int) {
		for name, list := range all {
			if out[name] == nil {
				if len(out) >= mostTotals {
					continue
				}
				out[name] = make([]int, g.days)
			}
			for day := max(first, g.from); day < min(until, first+many); day++ {
				out[name][day-g.from] = list[day-first]
			}
		}
	}
	put(before, from, days, t.from)
	put(now, t.from, t.days, t.from+t.days)
	return out
}
