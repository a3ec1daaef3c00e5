package cwtest

// cast sees to it that the demo's own member meets every case that a briefing
// knows, whatever the draws gave. It changes tickets of that member in a fixed
// order and leaves everybody else's alone.
func (w founder) cast() {
	var mine []*ticket
	for i := len(w.tickets) - 1; i >= 0; i-- {
		t := w.tickets[i]
		if t.owner == w.me && w.open(t) && t.project < 0 && w.means(t) == planned {
			mine = append(mine, t)
		}
	}
	hour, day := int64(3600), int64(86400)
	for i, act := range []func(*ticket){
		func(t *ticket) { w.due(t, -2*hour-600) },
		func(t *ticket) { w.due(t, 25*60+10) },
		func(t *ticket) { w.due(t, 52*60) },
		func(t *ticket) { t.replied, t.ending = true, endsAsked },
		func(t *ticket) { t.replied, t.ending = true, endsAsked; w.touch(t, w.born-20*60, t.enteredBy) },
		func(t *ticket) { w.quiet(t, 9*day) },
		func(t *ticket) { w.quiet(t, 16*day); t.priority = 2 },
		func(t *ticket) { t.required = w.calendarDay(w.born, -3) },
		func(t *ticket) { t.required = w.calendarDay(w.born, -1) },
		func(t *ticket) { t.status = w.slot(t.board, slotCustomer); w.quiet(t, 8*day); w.pause(t) },
		func(t *ticket) { t.status = w.slot(t.board, slotVendor); w.quiet(t, 21*day); w.pause(t) },
		func(t *ticket) { t.priority, t.severity, t.impact, t.level = 0, 2, 2, 1; w.due(t, 3*hour) },
		func(t *ticket) { t.required = w.calendarDay(w.born, 0) },
		func(t *ticket) { t.status = w.slot(t.board, slotNew) },
	} {
		if i < len(mine) {
			act(mine[i])
		}
	}
}

// due puts a ticket's running goal so many seconds from the beginning.
func (w founder) due(t *ticket, seconds int64) {
	t.sla = true
	t.entered = min(t.entered, w.born+seconds-7200)
	t.updated = max(t.updated, t.entered)
	w.goalsAround(t, min(int(w.means(t)), 2), w.born+seconds)
}

func (w founder) pause(t *ticket) {
	t.waitFrom = t.updated
	if t.sla {
		w.goalsAround(t, 2, t.updated+86400)
	}
}

// quiet makes a ticket's last touch old.
func (w founder) quiet(t *ticket, seconds int64) {
	t.updated = w.born - seconds
	t.entered = min(t.entered, t.updated-3600)
	t.told = t.updated
	if t.sla {
		w.goalsAround(t, min(int(w.means(t)), 2), w.born+2*86400)
	}
}

// calendarDay is a day as the server stores dates without a time of day.
func (w *world) calendarDay(from int64, days int) int64 {
	y, m, d := w.midnight(from, days).Date()
	return dateUTC(y, m, d)
}

// touch is what every change does: it moves lastUpdated.
func (w *world) touch(t *ticket, at int64, by string) {
	t.updated = max(t.updated, at)
	if by != "" {
		t.updatedBy = by
	}
}
