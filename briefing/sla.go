package briefing

import "daybrief/model"

// sla answers what will be missed, and what has been: running clocks past their
// earliest unmet goal, or soon past it. What can still be saved has more points.
func sla(b *builder) ticketList {
	return ticketList{
		rule: "Open, the SLA clock running (status neither waiting nor resolved), and the earliest unmet goal past or due within " +
			model.Lasting(b.r.SLA.AtRisk) + "; red when past, due within " + model.Lasting(b.r.SLA.Red) + ", or due and unassigned; most points first.",
		notes: b.noteSLA,
		takes: slaRule,
		order: byPoints,
		row: func(f *fact) Item {
			it := b.item(f, b.slaWords(f))
			it.Tone = Warn
			if b.r.SLA.IsRed(f.clock, !f.assigned) {
				it.Tone = Bad
			}
			it.nobody(f)
			if f.t.CustomerReplied {
				it.Reasons = append(it.Reasons, "the customer waits for an answer")
			}
			return it
		},
	}
}

func slaRule(f *fact) bool { return f.clock.Breached() || f.atRisk }

// noteSLA says which clocks are not known, or may be old. Project tickets have
// none.
func (b *book) noteSLA(sec *Section) bool {
	if !b.s.ServiceTickets.Known() {
		sec.Unavailable, sec.Partial = model.SourceTickets.Records()+": "+b.why(model.SourceTickets), ""
		return false
	}
	b.statuses(sec)
	b.noteGoals(sec)
	if n := b.unknownSLA(); n > 0 {
		sec.lack("the SLA of " + model.Counted(n, "ticket") + " could not be read")
	}
	return true
}

// noteGoals says when the goals may not be the present ones: those of a plain
// ticket list are stale until the server is asked to calculate them
// (connectwise-api 5.3).
func (c *coverage) noteGoals(sec *Section) {
	if old := c.oldGoals(); old != "" {
		sec.note(old)
	} else if !c.unpolled(model.SourceSLA) {
		c.aged(sec, model.SourceSLA, c.s.SLAAt)
	}
}

// oldGoals says that no goal has been calculated, "" when some were or nobody polls
// them: what is past a goal, or near one, may be more or less then.
func (c *coverage) oldGoals() string {
	if !c.s.SLAAt.IsZero() || c.unpolled(model.SourceSLA) {
		return ""
	}
	return "goals are those of the ticket list and may be old, " + c.lacks(model.SourceSLA)
}
