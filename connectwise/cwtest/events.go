package cwtest

// doer is the login of who works a ticket.
func (w *world) doer(t *ticket) string {
	switch {
	case t.owner >= 0:
		return w.members[t.owner].login
	case len(t.resources) > 0:
		return w.members[t.resources[0]].login
	}
	return w.members[0].login
}

// arrive is a new ticket.
func (w *world) arrive(at int64, d *dice) *ticket {
	t := &ticket{}
	w.subject(t, d)
	t.entered, t.updated, t.told = at, at, at
	t.updatedBy, t.actual, t.level = t.enteredBy, 0, 0
	t.status = w.slot(t.board, slotNew)
	if t.source == 0 && d.permille(250) {
		t.status = w.slot(t.board, slotEmail)
	}
	for i, length := range goalTimes(t.priority) {
		t.goals[i] = goal{due: at + length}
	}
	w.dates(t, d, at)
	w.admit(t)
	return t
}

// admit gives a ticket the next id.
func (q *queue) admit(t *ticket) {
	q.lastTicket++
	t.id = q.lastTicket
	q.tickets = append(q.tickets, t)
}

func (w *world) assign(t *ticket, at int64, m int32, d *dice) {
	t.owner, t.resources = m, []int32{m}
	w.become(t, slotAssigned, at)
	w.touch(t, at, w.members[0].login)
	if d.permille(450) {
		start := (at + int64(d.between(20, 240))*60) / 900 * 900
		if day := w.midnight(at, 0); start < clockAt(day, 8*60) || start > clockAt(day, 16*60) {
			start = clockAt(w.midnight(at, 1), 60*d.between(9, 15))
		}
		w.addEntry(entry{kind: visitTicket, ticket: t.id, name: t.summary, member: m, from: start, to: start + 3600})
	}
}

// work is an hour's work: a note, sometimes logged time, and the ticket moves
// on.
func (w *world) work(t *ticket, at int64, d *dice) {
	if t.owner < 0 && len(t.resources) == 0 {
		w.assign(t, at, w.worker(d), d)
	}
	who := t.owner
	if who < 0 {
		who = t.resources[0]
	}
	n := note{at: at, member: who}
	switch d.weighted(50, 30, 20) {
	case 0:
		n.text = w.words.fill(d, pick(d, w.words.replies))
	case 1:
		n.text, n.hours = w.words.fill(d, pick(d, w.words.works)), float64(d.between(1, 6))/4
		t.actual += n.hours
	case 2:
		n.text, n.internal = w.words.fill(d, pick(d, w.words.internals)), true
	}
	w.say(t, n)
	t.replied = false
	if t.required != 0 && t.required < at && d.permille(500) {
		t.required = w.calendarDay(at, d.between(1, 9)) // promised anew
	}
	switch stage := w.late(t, at); {
	case stage == 2 && d.permille(350):
		w.become(t, slotResolved, at)
	case stage == 2 && d.permille(200):
		w.become(t, slotCustomer, at)
	case stage == 2:
		t.goals[2].due = at + int64(d.between(90, 3000))*60 // agreed anew
	case w.means(t) != planned || stage >= 0:
		w.become(t, slotWorking, at)
	}
	w.touch(t, at, w.members[who].login)
}

// late is the stage whose goal is due within the hour or gone; -1 when none
// is.
func (w *world) late(t *ticket, at int64) int {
	if !t.sla {
		return -1
	}
	for i, g := range t.goals {
		if g.met == 0 && g.due < at+3600 {
			return i
		}
	}
	return -1
}

// become moves a ticket to a status of its board: stages that lie behind are
// met, and the clock stops and goes on with waiting.
func (w *world) become(t *ticket, slot int, at int64) { w.setStatus(t, w.slot(t.board, slot), at) }

func (w *world) setStatus(t *ticket, st int32, at int64) {
	was := w.means(t)
	t.status = st
	is := w.means(t)
	if was == noEscalation && is != noEscalation && t.waitFrom != 0 {
		gone := max(at-t.waitFrom, 0)
		for i := range t.goals {
			if t.goals[i].met == 0 && t.goals[i].due != 0 {
				t.goals[i].due += gone
			}
		}
		t.waited += gone / 60
		// Lists go on showing the goals from before the wait, now and then.
		t.drift = 0
		if t.id%3 == 0 {
			t.drift = -gone
		}
		t.waitFrom = 0
	}
	if is == noEscalation {
		if was != noEscalation {
			t.waitFrom = at
		}
		return
	}
	for i := range min(int(is), 3) {
		if t.goals[i].due != 0 && t.goals[i].met == 0 {
			t.goals[i].met = at
		}
	}
}

// reply is the customer writing.
func (w *world) reply(t *ticket, at int64, words string) {
	if t.contact == 0 && w.companies[t.company].contacts > 0 {
		t.contact = 1
	}
	w.say(t, note{at: at, text: words, customer: t.contact != 0, member: -1})
	t.replied = true
	w.touch(t, at, w.contact(t.company, int(t.contact)).email)
}

func (w *world) pauseFor(t *ticket, at int64, d *dice) {
	slot := slotCustomer
	if d.permille(280) {
		slot = slotVendor
	}
	who := w.doer(t)
	w.say(t, note{at: at, text: w.words.fill(d, pick(d, w.words.replies)), member: w.member(who)})
	t.replied = false
	w.become(t, slot, at)
	w.touch(t, at, who)
}

// close ends a ticket, with a note that says how it was solved.
func (w *world) close(t *ticket, at int64, d *dice) {
	who := w.doer(t)
	w.say(t, note{at: at, text: w.words.fill(d, pick(d, w.words.solved)), member: w.member(who), solution: true})
	w.become(t, slotClosed, at)
	t.closed, t.closedAt, t.closedBy, t.replied = true, at, who, false
	w.touch(t, at, who)
}

func (w *world) reopen(t *ticket, at int64, d *dice) {
	t.closed, t.closedAt, t.closedBy = false, 0, ""
	w.become(t, slotReplied, at)
	if t.sla {
		t.goals[2] = goal{due: at + int64(d.between(2, 30))*3600}
	}
	w.reply(t, at, w.words.fill(d, pick(d, w.words.chasers)))
}

// merge closes a ticket into another; both are touched.
func (w *world) merge(t, into *ticket, at int64) {
	if t == into || !w.open(into) {
		return
	}
	who := w.doer(into)
	w.become(t, slotClosed, at)
	t.closed, t.closedAt, t.closedBy, t.merged, t.replied = true, at, who, into.id, false
	into.hasMerged = true
	w.touch(t, at, who)
	w.touch(into, at, who)
}
