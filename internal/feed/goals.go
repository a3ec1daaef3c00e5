package feed

import (
	"slices"
	"time"

	"daybrief/model"
)

// The server's goals stay right while time passes: what moves them is a change,
// which comes with its own calculation. So only clocks that are about to cross a
// border are calculated again, those whose change did not show what it moved, and
// all of them now and then.
const (
	// touchedEvery is how long such a change waits at most for its calculation, and
	// how often there is one for them.
	touchedEvery = time.Minute
	// wholeSLAEvery is how often the SLA of all tickets is calculated.
	wholeSLAEvery = 30 * time.Minute
	// idsPerPage is how many ids fit into one request for some tickets.
	idsPerPage = 150
	// mostNear is how many tickets are calculated at once; the rest follows.
	mostNear = 10 * idsPerPage
)

// goals says of which tickets the SLA is to be calculated next.
type goals struct {
	whole time.Time        // when all are due
	upTo  time.Time        // borders up to here are checked
	ids   []model.TicketID // what to ask for; nil: all
	ends  time.Time        // upTo, once ids are here
}

// planGoals decides what to ask for once the SLA is due. Where no clock can
// cross a border, nothing is asked: what is known stays right.
func (f *scheduler) planGoals(now time.Time) (skipped bool) {
	s, g := f.stream(model.SourceSLA), &f.goals
	if s == nil || s.job != nil || s.next.After(now) {
		return false
	}
	g.ids, g.ends = nil, now.Add(f.every(s.src)*5/4)
	if !s.ok || s.problem != nil || !now.Before(g.whole) {
		return false
	}
	g.ids, g.ends = f.nearBorders(model.Sooner(g.upTo, now), g.ends)
	for _, id := range f.service.touched[:min(len(f.service.touched), mostNear)] {
		if find(f.data.ServiceTickets.Value, id) != nil {
			g.ids = append(g.ids, id)
		}
	}
	slices.Sort(g.ids)
	g.ids = slices.Compact(g.ids)
	if len(g.ids) > 0 || f.breaker.mode != open {
		return false
	}
	g.upTo = g.ends
	s.tried, s.at = now, now
	s.next = f.followUp(s.src, now, now)
	return true
}

// nearBorders are the tickets whose clock crosses a border after from and up to
// to, and up to where these are all.
func (f *stock) nearBorders(from, to time.Time) ([]model.TicketID, time.Time) {
	type crossing struct {
		at time.Time
		id model.TicketID
	}
	var near []crossing
	for _, t := range f.data.ServiceTickets.Value {
		_, due := t.SLA.Next()
		if due.IsZero() {
			continue
		}
		for _, before := range f.opts.Borders {
			if at := due.Add(-before); at.After(from) && !at.After(to) {
				near = append(near, crossing{at, t.ID})
				break
			}
		}
	}
	if len(near) > mostNear {
		slices.SortFunc(near, func(a, b crossing) int { return a.at.Compare(b.at) })
		near = near[:mostNear]
		to = near[mostNear-1].at.Add(-1)
	}
	ids := make([]model.TicketID, 0, len(near))
	for _, c := range near {
		ids = append(ids, c.id)
	}
	slices.Sort(ids)
	return ids, to
}

// goalsCame notes what has been calculated.
func (f *pacer) goalsCame(j *flight) {
	f.goals.upTo = f.goals.ends
	if j.query.Tickets == nil {
		f.goals.whole = j.start.Add(f.wholeEvery())
	}
}

// wholeEvery is how often the SLA of all is calculated. A long list at a short
// interval would eat the budget.
func (f *pacer) wholeEvery() time.Duration {
	n := pages(len(f.data.ServiceTickets.Value))
	return max(wholeSLAEvery, f.slaEvery(), time.Duration(n)*10*time.Second)
}

// goalsNeed is how many requests the next calculation takes.
func (f *pacer) goalsNeed() int {
	if n := len(f.goals.ids); n > 0 {
		return (n + idsPerPage - 1) / idsPerPage
	}
	return pages(len(f.data.ServiceTickets.Value))
}
