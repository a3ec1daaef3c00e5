package cwtest

import "time"

// horizon is how many days ahead the schedule is filled.
const horizon = 12

// makeSchedule plans the week around today, leaves the ghosts that board moves
// leave, and then plans the days around that week.
func (w founder) makeSchedule() {
	c := newCalendar(w.world, w.born)
	for day := -1; day <= 5; day++ {
		c.planDay(w.midnight(w.born, day))
	}
	w.leaveGhosts()
	for day := -6; day <= horizon; day++ {
		if day < -1 || day > 5 {
			c.planDay(w.midnight(w.born, day))
		}
	}
}

// leaveGhosts leaves an entry without length on some tickets.
func (w founder) leaveGhosts() {
	d := newDice(w.seed, 'g')
	for _, t := range w.tickets {
		if !w.open(t) || t.owner < 0 || !d.permille(30) {
			continue
		}
		e := w.addEntry(entry{kind: visitTicket, ticket: t.id, name: t.summary, member: t.owner, ghost: true})
		if d.permille(700) {
			e.from = t.updated/3600*3600 + 1740
			e.to = e.from
		}
	}
}

// calendar fills days of the schedule.
type calendar struct {
	*world
	now  int64
	work [][]*ticket // each member's open tickets
}

func newCalendar(w *world, now int64) calendar {
	work := make([][]*ticket, len(w.members))
	for _, t := range w.tickets {
		if w.open(t) && t.owner >= 0 {
			work[t.owner] = append(work[t.owner], t)
		}
	}
	return calendar{w, now, work}
}

func (b *diary) addEntry(e entry) *entry {
	b.lastEntry++
	e.id = b.lastEntry
	b.entries = append(b.entries, &e)
	return &e
}

// planDay fills one local day for all who work on it.
func (c calendar) planDay(day time.Time) {
	for m := range c.staff() {
		d := newDice(c.seed, 'd', uint64(day.Unix()), uint64(m))
		mine := int32(m) == c.me
		switch {
		case !workday(day) && !mine && !d.permille(120):
		case !mine && d.permille(45):
			at := c.calendarDay(day.Unix(), 0)
			c.addEntry(entry{kind: visitLeave, name: pick(d, []string{"Annual leave", "Sick", "Parental leave"}), member: int32(m),
				from: at, to: at, dayOnly: true, seen: true})
		default:
			c.planMember(day, int32(m), d)
		}
	}
	d := newDice(c.seed, 'n', uint64(day.Unix()))
	for range c.scale(1, 2, 8) {
		if t := pick(d, c.work[d.n(c.staff())]); t != nil {
			at := clockAt(day, 60*d.between(9, 15))
			c.addEntry(entry{kind: visitTicket, ticket: t.id, name: t.summary, member: -1, from: at, to: at + 3600})
		}
	}
}

// planMember fills eight to five with visits, meetings, gaps, a lunch, and now
// and then two things at once.
func (c calendar) planMember(day time.Time, m int32, d *dice) {
	now, work := c.now, c.work[m]
	far := day.Unix()-now > 86400
	for at := 8 * 60; at < 17*60; {
		if at >= 12*60 && at < 13*60 {
			at = 13 * 60
		}
		length := pick(d, []int{30, 30, 45, 60, 60, 90, 120})
		if d.permille(150) || far && d.permille(450) {
			at += length
			continue
		}
		start := at
		if d.permille(70) {
			start -= 30
		}
		at += length
		e := entry{member: m, from: clockAt(day, start), to: clockAt(day, at), seen: !d.permille(140), tentative: d.permille(80)}
		c.purpose(&e, work, d)
		e.done = e.to < now-600 && !d.permille(180)
		if e.to < now {
			e.seen = e.seen || e.done
		}
		c.addEntry(e)
	}
	if t := pick(d, work); t != nil && d.permille(60) {
		at := c.calendarDay(day.Unix(), 0)
		c.addEntry(entry{kind: visitTicket, ticket: t.id, name: t.summary, member: m, from: at, to: at, dayOnly: true})
	}
}

func (c calendar) purpose(e *entry, work []*ticket, d *dice) {
	t := pick(d, work)
	switch what := d.weighted(74, 12, 5, 9); {
	case what == 0 && t != nil:
		e.kind, e.ticket, e.name = visitTicket, t.id, t.summary
	case what == 2:
		e.kind, e.name = visitTraining, pick(d, []string{"Vendor training", "Security awareness", "Certification study"})
	case what == 3:
		e.kind, e.name = visitActivity, "Call with "+pick(d, c.companies).name
	default:
		e.kind, e.name = visitMeeting, pick(d, []string{"Morning stand-up", "Service review", "Change board", "Team meeting", "One to one"})
	}
}
