package briefing

import "daybrief/model"

// sla answers what will be missed, and what has been: running clocks past their
// earliest unmet goal, or soon past it. What can still be saved has more points.
func (b *builder) sla(sec *Section) {
	sec.Rule = "Open, the SLA clock running (status neither waiting nor resolved), and the earliest unmet goal past or due within " +
		model.Lasting(b.r.SLA.AtRisk) + "; red when past, due within " + model.Lasting(b.r.SLA.Red) + ", or due and unassigned; most points first."
	if !b.tickets(sec) {
		return
	}
	if !b.s.ServiceTickets.Known() { // project tickets have no SLA
		sec.Unavailable, sec.Partial = noun(model.SourceTickets)+": "+b.why(model.SourceTickets), ""
		return
	}
	b.statuses(sec)
	b.noteGoals(sec)
	if n := b.unknownSLA(); n > 0 {
		sec.note("the SLA of " + model.Counted(n, "ticket") + " could not be read")
	}
	fs := b.pick(slaRule, byPoints)
	sec.Items = make([]Item, 0, len(fs))
	for _, f := range fs {
		sec.Items = append(sec.Items, b.slaItem(f))
	}
}

// noteGoals says when the goals may not be the present ones: those of a plain
// ticket list are stale until the server is asked to calculate them
// (connectwise-api 5.3).
func (b *builder) noteGoals(sec *Section) {
	h := b.s.HealthOf(model.SourceSLA)
	switch {
	case h.Problem == nil && h.At.IsZero() && h.Every == 0:
		return // nobody polls them
	case b.s.SLAAt.IsZero():
		sec.note("goals are those of the ticket list and may be old, " + noun(model.SourceSLA) + ": " + whyNot(h.Problem))
	default:
		b.aged(sec, model.SourceSLA, b.s.SLAAt)
	}
}

func slaRule(f *fact) bool { return f.clock.Breached() || f.atRisk }

// unknownSLA counts the tickets in scope whose clock could not be read.
func (b *builder) unknownSLA() (n int) {
	for i := range b.facts {
		if f := &b.facts[i]; f.in && f.clock.State == model.SLAUnknown {
			n++
		}
	}
	return n
}

func (b *builder) slaItem(f *fact) Item {
	it := b.item(f, b.slaWords(f))
	it.Tone = Warn
	if f.clock.Breached() || f.clock.Left <= b.r.SLA.Red || !f.assigned {
		it.Tone = Bad
	}
	if !f.assigned {
		it.Reasons = append(it.Reasons, "nobody assigned")
	}
	if f.t.CustomerReplied {
		it.Reasons = append(it.Reasons, "the customer waits for an answer")
	}
	return it
}

// slaWords tells where a running clock stands.
func (b *builder) slaWords(f *fact) string {
	c := f.clock
	switch {
	case c.Breached():
		return "breached " + model.Lasting(-c.Left) + " ago: " + c.Stage.String() + " was due " + b.moment(c.Due)
	case c.Left == 0:
		return "due now: " + c.Stage.String() + " by " + b.moment(c.Due)
	}
	return "due in " + model.Lasting(c.Left) + ": " + c.Stage.String() + " by " + b.moment(c.Due)
}
