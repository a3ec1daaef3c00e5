package cwtest

import (
	"cmp"
	"slices"
)

// The tenant's future is played in rounds of five minutes. At the start of a
// round the state decides what will happen in it and at which second; events
// are then played as the clock passes them. What a round holds depends on
// nothing but the seed and the state before it, so that it makes no difference
// when, or how often, somebody looks.
const (
	roundLength = 300
	// longSleep is the longest gap that is played event by event; after a
	// longer one (a clock set wrong, a machine asleep for a year) the tenant
	// picks up its life where it is.
	longSleep = 60 * 86400
)

// event is what happens to a ticket.
type event uint8

const (
	arrives event = iota
	isAssigned
	isWorked
	isAnswered // the technician answers the customer
	isReplied  // the customer replies
	isPaused
	isResumed
	isClosed
	isReopened
	isMerged
	isDeleted
	isRaised
)

// happening is one thing that will happen in the running round.
type happening struct {
	at     int64
	event  event
	ticket *ticket
	other  *ticket
	seed   uint64
}

// advance plays everything up to now. A clock that steps back changes nothing.
func (w *world) advance(now int64) {
	if w.still || now <= w.born {
		return
	}
	if begun := w.born + w.round*roundLength; now-begun > longSleep {
		w.round = (now-w.born)/roundLength - 1
		w.plan, w.played = nil, 0
	}
	for {
		for w.played < len(w.plan) && w.plan[w.played].at <= now {
			w.happen(&w.plan[w.played])
			w.played++
		}
		start := w.born + (w.round+1)*roundLength
		if w.played < len(w.plan) || start > now {
			return
		}
		w.round++
		w.turnDay(start)
		w.finishSchedule(start)
		w.planRound(start)
	}
}

// turnDay plans the day that comes into view and forgets what no client asks
// for any more, so that weeks of running need no more memory than a day.
func (w *world) turnDay(now int64) {
	today := w.midnight(now, 0).Unix()
	if today <= w.day {
		return
	}
	from := 0
	if today-w.day < 8*86400 {
		// Only the days that are not planned yet; after a long sleep all are
		// new.
		from = horizon - int((today-w.day+43200)/86400) + 1
	}
	w.day = today
	work := w.workByMember()
	for day := max(from, 0); day <= horizon; day++ {
		w.planDay(w.midnight(now, day), now, work)
	}
	w.tickets = slices.DeleteFunc(w.tickets, func(t *ticket) bool { return !w.open(t) && t.closedAt < now-21*86400 })
	w.entries = slices.DeleteFunc(w.entries, func(e *entry) bool {
		if e.ghost {
			t := w.find(e.ticket)
			return t == nil || !w.open(t)
		}
		return max(e.from, e.to) < now-8*86400 // a week is looked at as a whole
	})
}

// finishSchedule marks most visits as seen shortly before they begin and as done
// shortly after they end.
func (w *world) finishSchedule(now int64) {
	for _, e := range w.entries {
		if e.ghost || e.dayOnly || e.from > now+1800 || e.to < now-3600 {
			continue
		}
		d := newDice(w.seed, 'v', uint64(e.id))
		if d.permille(850) && e.from-1800 <= now {
			e.seen = true
		}
		if d.permille(800) && e.to+600 <= now {
			e.done, e.seen = true, true
		}
	}
}

// crowd sorts the open tickets by what may happen to them next. The lists are
// kept for their memory.
type crowd struct {
	open, paused                                                  int
	fresh, working, waiting, replied, risky, late, done, finished []*ticket
}

func (w *world) survey(now int64) *crowd {
	c := &w.crowd
	*c = crowd{fresh: c.fresh[:0], working: c.working[:0], waiting: c.waiting[:0], replied: c.replied[:0],
		risky: c.risky[:0], late: c.late[:0], done: c.done[:0], finished: c.finished[:0]}
	for _, t := range w.tickets {
		if !w.open(t) {
			if t.merged == 0 && t.closedAt > now-86400 {
				c.finished = append(c.finished, t)
			}
			continue
		}
		c.open++
		if w.means(t) == noEscalation {
			c.paused++
		}
		switch means := w.means(t); {
		case w.forgotten(t, now):
		case means == noEscalation:
			c.waiting = append(c.waiting, t)
		case means == resolved:
			c.done = append(c.done, t)
		case t.owner < 0 && len(t.resources) == 0:
			c.fresh = append(c.fresh, t)
		default:
			c.working = append(c.working, t)
		}
		if t.replied {
			c.replied = append(c.replied, t)
		}
		if due := w.running(t); due != 0 && due < now {
			c.late = append(c.late, t)
		} else if due != 0 && due < now+2400 {
			c.risky = append(c.risky, t)
		}
	}
	return c
}

// forgotten tickets are left alone for days: without them nothing would ever
// go stale here, or hide in a waiting status.
func (w *world) forgotten(t *ticket, now int64) bool {
	if w.means(t) == noEscalation {
		return t.id%6 == 0 && t.updated > now-12*86400
	}
	return t.id%10 == 3 && t.updated > now-5*86400 && len(t.resources) > 0
}

// running is when the goal of a running clock is due; 0 when none runs.
func (w *world) running(t *ticket) int64 {
	if m := w.means(t); !t.sla || m == noEscalation || m == resolved || !w.open(t) {
		return 0
	}
	due := int64(0)
	for _, g := range t.goals {
		if g.due != 0 && g.met == 0 && (due == 0 || g.due < due) {
			due = g.due
		}
	}
	return due
}

// planner collects the happenings of a round.
type planner struct {
	w     *world
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

func (w *world) planRound(start int64) {
	p := &planner{w: w, d: newDice(w.seed, 'r', uint64(w.round)), start: start, out: w.plan[:0]}
	c := w.survey(start)
	pace := w.pace(start)
	for range p.some(pace) {
		p.add(arrives, nil)
	}
	target := float64(w.scale(150, 900, 6000))
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
	w.plan, w.played = p.out, 0
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
		t, into := pick(p.d, from), pick(p.d, p.w.crowd.working)
		if t != nil && into != nil && t != into && t.project < 0 && into.project < 0 {
			p.add(isMerged, t)
			p.out[len(p.out)-1].other = into
		}
	}
}

// pace is how many tickets come in a round: many on working days, few at
// night.
func (w *world) pace(now int64) float64 {
	hour := float64(w.scale(22, 130, 850)) / 10
	t := w.midnight(now, 0)
	open, end := clockAt(t, 7*60), clockAt(t, 18*60)
	if !workday(t) || now < open || now > end {
		hour *= 0.2
	}
	return hour * roundLength / 3600
}
