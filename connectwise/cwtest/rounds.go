package cwtest

import (
	"cmp"
	"slices"
)

// planner collects the happenings of a round.
type planner struct {
	f     *future
	d     *dice
	start int64
	out   []happening
}

// some is a whole number of times that comes to x on average.
func (p *planner) some(x float64) int {
	n := int(x)
	if p.d.permille(int((x - float64(n)) * 1000)) {
		n++
	}
	return n
}

func (p *planner) add(event event, t *ticket) {
	p.out = append(p.out, happening{at: p.start + int64(p.d.n(roundLength)), event: event, ticket: t, seed: p.d.next()})
}

// times plans a event so often, for tickets of a list; of a few drawn the one
// that was left alone longest is taken, so that little is forgotten for ever.
func (p *planner) times(x float64, event event, from []*ticket) {
	for range p.some(x) {
		t := pick(p.d, from)
		for range 3 {
			if u := pick(p.d, from); u != nil && u.updated < t.updated && !p.d.permille(250) {
				t = u
			}
		}
		if t != nil {
			p.add(event, t)
		}
	}
}

func (f *future) planRound(start int64) {
	p := &planner{f: f, d: newDice(f.seed, 'r', uint64(f.round)), start: start, out: f.plan[:0]}
	c := f.survey(start)
	pace := f.pace(start)
	for range p.some(pace) {
		p.add(arrives, nil)
	}
	target := float64(f.scale(150, 900, 6000))
	over := float64(c.open) / target
	finished := pace * 0.35 * share(len(c.done), target, 0.05)
	p.times(finished, isClosed, c.done)
	p.times(max(pace*over*over*over*over-finished, pace*0.1), isClosed, c.working)
	p.times(pace*2.2, isWorked, c.working)
	p.times(pace*0.9, isReplied, c.waiting)
	p.times(pace*0.3, isReplied, c.working)
	p.times(pace*share(len(c.replied), target, 0.07), isAnswered, c.replied)
	p.times(pace*share(len(c.fresh), target, 0.06), isAssigned, c.fresh)
	idle := share(c.paused, target, 0.22)
	p.times(pace*0.6/max(0.2, idle), isPaused, c.working)
	p.times(pace*0.4*idle, isResumed, c.waiting)
	p.times(pace*0.04, isRaised, c.working)
	p.times(pace*0.03, isReopened, c.finished)
	p.times(pace*0.02, isDeleted, c.fresh)
	p.merge(pace*0.03, c.fresh)
	p.save(c, target)
	slices.SortStableFunc(p.out, func(a, b happening) int { return cmp.Compare(a.at, b.at) })
	f.plan, f.played = p.out, 0
}

// share is how many there are against its usual share of the open tickets;
// what keeps it there happens in proportion.
func share(n int, target, usual float64) float64 {
	x := float64(n) / (target * usual)
	return min(x*x, 4)
}

// save is somebody looking after the clocks: most of what is about to be late
// is dealt with, and what is late is when there is too much of it.
func (p *planner) save(c *crowd, target float64) {
	late := float64(len(c.late)) / (target * 0.024)
	for _, t := range c.late {
		if p.d.permille(min(int(25*late*late*late), 500)) {
			p.add(isWorked, t)
		}
	}
	for _, t := range c.risky {
		if p.d.permille(min(int(110*late), 300)) {
			p.add(isWorked, t)
		}
	}
}

// merge plans that a ticket turns out to be about what another is about.
func (p *planner) merge(x float64, from []*ticket) {
	for range p.some(x) {
		t, into := pick(p.d, from), pick(p.d, p.f.crowd.working)
		if t != nil && into != nil && t != into && t.project < 0 && into.project < 0 {
			p.add(isMerged, t)
			p.out[len(p.out)-1].other = into
		}
	}
}

// pace is how many tickets come in a round: many on working days, few at
// night.
func (f *future) pace(now int64) float64 {
	hour := float64(f.scale(22, 130, 850)) / 10
	t := f.midnight(now, 0)
	open, end := clockAt(t, 7*60), clockAt(t, 18*60)
	if !workday(t) || now < open || now > end {
		hour *= 0.2
	}
	return hour * roundLength / 3600
}
