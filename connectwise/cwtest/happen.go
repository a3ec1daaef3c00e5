package cwtest

import "slices"

// happen lets a planned thing happen, as far as it still can.
func (f *future) happen(h *happening) {
	d := &dice{state: h.seed}
	t := h.ticket
	switch {
	case h.event == arrives:
		f.arrive(h.at, d)
		return
	case h.event == isReopened && t.closed && t.merged == 0:
		f.reopen(t, h.at, d)
		return
	case !f.open(t):
		return
	}
	switch h.event {
	case isAssigned:
		if t.owner < 0 && len(t.resources) == 0 {
			f.assign(t, h.at, f.worker(d), d)
		}
	case isWorked:
		f.work(t, h.at, d)
	case isAnswered:
		if t.replied {
			f.work(t, h.at, d)
		}
	case isReplied:
		f.reply(t, h.at, f.words.fill(d, pick(d, f.words.chasers)))
		if d.permille(600) {
			f.become(t, slotReplied, h.at)
		}
	case isPaused:
		f.pauseFor(t, h.at, d)
	case isResumed:
		f.become(t, slotWorking, h.at)
		f.touch(t, h.at, f.doer(t))
	case isClosed:
		f.close(t, h.at, d)
	case isMerged:
		f.merge(t, h.other, h.at)
	case isDeleted:
		f.remove(t)
	case isRaised:
		t.priority = max(t.priority-1, 0)
		f.touch(t, h.at, f.doer(t))
	}
}

// remove takes a ticket away without a trace.
func (f *future) remove(t *ticket) {
	f.tickets = slices.DeleteFunc(f.tickets, func(u *ticket) bool { return u == t })
	f.entries = slices.DeleteFunc(f.entries, func(e *entry) bool { return e.kind == visitTicket && e.ticket == t.id })
	for i := range f.plan[min(f.played, len(f.plan)):] {
		if h := &f.plan[f.played+i]; h.ticket == t || h.other == t {
			// Whatever was to happen to it happens to nobody.
			h.ticket, h.other = &ticket{closed: true, merged: -1}, nil
			h.event = isWorked
		}
	}
}
