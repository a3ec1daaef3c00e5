package cwtest

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// makeTickets fills the tenant with so much open work, and the last days' closed
// work.
func (w founder) makeTickets(open int) {
	d := newDice(w.seed, 'o')
	batch := make([]ticket, open, open*2)
	for i := range batch {
		w.openTicket(&batch[i], d)
	}
	for back := range 9 {
		batch = w.closedOn(batch, d, back)
	}
	slices.SortStableFunc(batch, func(a, b ticket) int { return cmp.Compare(a.entered, b.entered) })
	w.tickets = make([]*ticket, len(batch))
	for i := range batch {
		w.lastTicket += int64(d.between(1, 3))
		batch[i].id = w.lastTicket
		w.tickets[i] = &batch[i]
	}
	w.family(d)
	w.cast()
}

// subject gives a ticket what it is about: topic, board, summary, customer.
func (w *world) subject(t *ticket, d *dice) {
	v := w.words
	weights := 0
	for _, tp := range v.topics {
		weights += tp.weight
	}
	at := d.n(weights)
	for i, tp := range v.topics {
		if at -= tp.weight; at < 0 {
			t.topic = uint8(i)
			break
		}
	}
	tp := &v.topics[t.topic]
	*t = ticket{topic: t.topic, owner: -1, project: -1, team: -1, kind: t.topic, source: uint8(d.weighted(45, 25, 20, 0, 10))}
	t.summary = clip(v.fill(d, pick(d, tp.subjects)))
	if d.permille(5) {
		t.summary = pick(d, v.hostile)
	}
	t.company = int32(d.n(len(w.companies)))
	if d.permille(300) {
		t.company = int32(d.n(1 + len(w.companies)/20)) // a few customers make much of the noise
	}
	t.contact = int32(d.n(w.companies[t.company].contacts + 1))
	t.enteredBy = w.contact(t.company, int(t.contact)).email
	t.board = w.boardFor(t, d, tp.alert)
	if tp.alert {
		t.contact, t.source, t.enteredBy = 0, 3, "DaybriefAPI"
	} else if t.source == 1 || t.enteredBy == "" {
		t.enteredBy = w.members[d.n(w.staff())].login
	}
	b := &w.boards[t.board]
	if t.project < 0 && d.permille(800) {
		t.team = int32(d.n(len(b.teams)))
	}
	t.priority = int32(d.weighted(2, 11, 66, 19, 2))
	t.bare = d.permille(60)
	t.severity, t.impact = uint8(d.weighted(25, 60, 15)), uint8(d.weighted(30, 55, 15))
	t.sla = t.project < 0 && !d.permille(100)
	if d.permille(12) {
		t.level = uint8(d.between(1, 3))
	}
	if d.permille(110) {
		t.budget = float64(d.between(1, 16))
	}
	t.actual = float64(d.n(16)) / 4
}

// boardFor puts alerts where alerts go and a share of the rest on projects.
func (w *world) boardFor(t *ticket, d *dice, alert bool) int32 {
	active := len(w.boards)
	if w.boards[active-1].inactive {
		active--
	}
	if alert && d.permille(700) {
		return 1 + 10*int32(d.n(1+(active-2)/10)) // the monitoring boards
	}
	b := int32(d.n(active))
	if d.permille(400) {
		b = 0
	}
	if !w.boards[b].project {
		return b
	}
	t.project = int32(d.n(len(w.projects)))
	t.company, t.phase, t.issue = w.projects[t.project].company, uint8(d.n(4)), d.permille(150)
	t.contact = min(t.contact, int32(w.companies[t.company].contacts))
	t.predDone = d.permille(500)
	return b
}

// clip keeps a summary at the 100 characters that the API allows.
func clip(s string) string {
	if utf8.RuneCountInString(s) <= 100 {
		return s
	}
	return string([]rune(s)[:100])
}

// openTicket makes one open ticket with a status and a past.
func (w founder) openTicket(t *ticket, d *dice) {
	w.subject(t, d)
	slot := [...]int{slotNew, slotEmail, slotAssigned, slotReplied, slotScheduled, slotWorking, slotCustomer, slotVendor,
		slotCompleted, slotResolved}[d.weighted(5, 1, 14, 5, 13, 33, 17, 7, 3, 2)]
	if slot == slotCompleted && w.statuses[w.slot(t.board, slot)].closed {
		slot = slotWorking
	}
	t.status = w.slot(t.board, slot)
	fresh := slot == slotNew || slot == slotEmail
	if (fresh && d.permille(300)) || (!fresh && !d.permille(8)) {
		t.owner = w.worker(d)
	}
	if t.owner >= 0 {
		t.resources = append(t.resources, t.owner)
		if d.permille(120) {
			if m := w.worker(d); m != t.owner {
				t.resources = append(t.resources, m)
			}
		}
		if d.permille(40) {
			t.owner = -1 // assigned by resource only
		}
	}
	w.past(t, d, fresh)
	t.replied = slot == slotReplied && !d.permille(100) || slot == slotWorking && d.permille(40) || slot == slotCustomer && d.permille(50)
	if fresh {
		t.actual, t.level = 0, 0
	}
	if t.replied && t.contact == 0 {
		t.contact = 1
	}
	w.clock(t, d)
	w.dates(t, d, w.born)
	t.updatedBy = t.enteredBy
	if t.replied {
		t.ending = endsAsked
		t.updatedBy = w.contact(t.company, int(t.contact)).email
	} else if t.owner >= 0 {
		t.updatedBy = w.members[t.owner].login
	}
}

// worker is somebody to do the work: now and then one who has left since, and
// the demo's own member so often that the screen is full.
func (w *world) worker(d *dice) int32 {
	switch {
	case d.permille(w.scale(20, 8, 4)):
		return w.me
	case d.permille(6):
		return int32(w.staff() + d.n(len(w.members)-w.staff()))
	}
	return int32(d.n(w.staff()))
}

// dates sets the promised date on some tickets: mostly a calendar day at
// midnight UTC, sometimes a moment, a share of them gone by.
func (w *world) dates(t *ticket, d *dice, now int64) {
	if !d.permille(150) {
		return
	}
	day := w.midnight(now, d.between(-6, 20))
	if d.permille(500) {
		day = w.midnight(now, d.between(0, 10))
	}
	t.required = clockAt(day, 60*d.between(9, 17))
	if d.permille(700) {
		t.required = w.calendarDay(day.Unix(), 0)
	}
	if t.required < t.entered {
		t.required = 0
	}
}

// family ties tickets together: merged ones to their survivors, children to
// their parents.
func (w founder) family(d *dice) {
	for i, t := range w.tickets {
		if t.project >= 0 || i == 0 || !d.permille(14) {
			continue
		}
		for back := 1; back < 40 && back <= i; back++ {
			p := w.tickets[i-back]
			if p.project >= 0 || p.merged != 0 || p.parent != 0 {
				continue
			}
			if t.closed {
				t.merged, p.hasMerged = p.id, true
				break
			}
			if w.open(p) {
				t.parent, p.hasChild = p.id, true
				break
			}
		}
	}
}

// closedOn adds the tickets that were closed so many days ago.
func (w founder) closedOn(batch []ticket, d *dice, back int) []ticket {
	day := w.midnight(w.born, -back)
	n := w.scale(26, 150, 1000)
	if !workday(day) {
		n /= 5
	}
	for range n - d.n(1+n/6) {
		at := clockAt(day, d.between(7*60, 18*60)) + int64(d.n(60))
		if at >= w.born {
			continue
		}
		var t ticket
		w.subject(&t, d)
		t.owner = w.worker(d)
		t.resources = append(t.resources, t.owner)
		t.status = w.slot(t.board, slotClosed)
		if c := w.slot(t.board, slotCompleted); w.statuses[c].closed && d.permille(500) {
			t.status = c
		}
		t.closed, t.closedAt, t.closedBy = true, at, w.members[t.owner].login
		t.entered = at - int64(d.between(20*60, 5*3600))
		if d.permille(400) {
			t.entered = at - int64(d.between(5*3600, 6*86400))
		}
		t.updated, t.updatedBy, t.told, t.ending = at, t.closedBy, at, endsSolved
		w.met(&t)
		batch = append(batch, t)
	}
	return batch
}

// met gives a closed ticket goals that were kept.
func (w founder) met(t *ticket) {
	span := t.closedAt - t.entered
	for i := range t.goals {
		at := t.entered + span*int64(i+1)/3
		t.goals[i] = goal{due: at + int64(1800*(i+1)), met: at}
	}
}
