package cwtest

import (
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

// future is what will happen to a tenant.
type future struct {
	*world
	round  int64
	plan   []happening
	played int
	day    int64
	crowd  crowd
}

func newFuture(w *world) *future {
	return &future{world: w, round: -1, day: w.midnight(w.born, 0).Unix()}
}

// advance plays everything up to now. A clock that steps back changes nothing.
func (f *future) advance(now int64) {
	if f.still || now <= f.born {
		return
	}
	if begun := f.born + f.round*roundLength; now-begun > longSleep {
		f.round = (now-f.born)/roundLength - 1
		f.plan, f.played = nil, 0
	}
	for {
		for f.played < len(f.plan) && f.plan[f.played].at <= now {
			f.happen(&f.plan[f.played])
			f.played++
		}
		start := f.born + (f.round+1)*roundLength
		if f.played < len(f.plan) || start > now {
			return
		}
		f.round++
		f.turnDay(start)
		f.finishSchedule(start)
		f.planRound(start)
	}
}

// turnDay plans the day that comes into view and forgets what no client asks
// for any more, so that weeks of running need no more memory than a day.
func (f *future) turnDay(now int64) {
	today := f.midnight(now, 0).Unix()
	if today <= f.day {
		return
	}
	from := 0
	if today-f.day < 8*86400 {
		// Only the days that are not planned yet; after a long sleep all are
		// new.
		from = horizon - int((today-f.day+43200)/86400) + 1
	}
	f.day = today
	c := newCalendar(f.world, now)
	for day := max(from, 0); day <= horizon; day++ {
		c.planDay(f.midnight(now, day))
	}
	f.tickets = slices.DeleteFunc(f.tickets, func(t *ticket) bool { return !f.open(t) && t.closedAt < now-21*86400 })
	f.entries = slices.DeleteFunc(f.entries, func(e *entry) bool {
		if e.ghost {
			t := f.find(e.ticket)
			return t == nil || !f.open(t)
		}
		return max(e.from, e.to) < now-8*86400 // a week is looked at as a whole
	})
}

// finishSchedule marks most visits as seen shortly before they begin and as done
// shortly after they end.
func (f *future) finishSchedule(now int64) {
	for _, e := range f.entries {
		if e.ghost || e.dayOnly || e.from > now+1800 || e.to < now-3600 {
			continue
		}
		d := newDice(f.seed, 'v', uint64(e.id))
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

func (f *future) survey(now int64) *crowd {
	c := &f.crowd
	*c = crowd{fresh: c.fresh[:0], working: c.working[:0], waiting: c.waiting[:0], replied: c.replied[:0],
		risky: c.risky[:0], late: c.late[:0], done: c.done[:0], finished: c.finished[:0]}
	for _, t := range f.tickets {
		if !f.open(t) {
			if t.merged == 0 && t.closedAt > now-86400 {
				c.finished = append(c.finished, t)
			}
			continue
		}
		c.open++
		if f.means(t) == noEscalation {
			c.paused++
		}
		switch means := f.means(t); {
		case f.forgotten(t, now):
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
		if due := f.running(t); due != 0 && due < now {
			c.late = append(c.late, t)
		} else if due != 0 && due < now+2400 {
			c.risky = append(c.risky, t)
		}
	}
	return c
}

// forgotten tickets are left alone for days: without them nothing would ever
// go stale here, or hide in a waiting status.
func (f *future) forgotten(t *ticket, now int64) bool {
	if f.means(t) == noEscalation {
		return t.id%6 == 0 && t.updated > now-12*86400
	}
	return t.id%10 == 3 && t.updated > now-5*86400 && len(t.resources) > 0
}

// running is when the goal of a running clock is due; 0 when none runs.
func (f *future) running(t *ticket) int64 {
	if m := f.means(t); !t.sla || m == noEscalation || m == resolved || !f.open(t) {
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
