package briefing

import (
	"time"

	"daybrief/model"
)

// stale answers "what has gone quiet?".
func (b *builder) stale(sec *Section) {
	sec.Rule = "Open, not waiting, and not updated for " + b.staleLimits() + "."
	if !b.tickets(sec) {
		return
	}
	b.statuses(sec)
	b.noteUndated(sec)
	fs := b.pick(func(f *fact) bool { return f.stale }, byPoints)
	sec.Items = make([]Item, 0, len(fs))
	for _, f := range fs {
		clock := b.r.Stale.Clock
		it := b.item(f, "not updated for "+model.LastingBy(clock, f.quiet)+" (limit "+model.LastingBy(clock, f.limit)+")", b.lastTouch(f))
		if f.quiet >= 2*f.limit {
			it.Tone = Warn
		}
		if !f.assigned {
			it.Reasons = append(it.Reasons, "nobody assigned")
		}
		if f.class.resolved {
			it.Reasons = append(it.Reasons, "resolved, but not closed: status "+f.t.Status.Name.String())
		}
		sec.Items = append(sec.Items, b.withSLA(it, f))
	}
}

// staleLimits is the rule's thresholds in words.
func (b *builder) staleLimits() string {
	r := b.r.Stale
	words := model.LastingBy(r.Clock, r.Medium)
	if r.Critical != r.Medium || r.High != r.Medium || r.Low != r.Medium {
		words = limit(r.Clock, r.Critical) + " (critical priorities), " + limit(r.Clock, r.High) + " (high), " +
			limit(r.Clock, r.Medium) + " (medium), " + limit(r.Clock, r.Low) + " (low)"
	}
	if len(r.ByPriority) > 0 {
		words += ", " + model.Counted(len(r.ByPriority), "own limit") + " by priority name"
	}
	return words
}

// limit is a threshold in words; none switches the rule off.
func limit(c model.Clock, d time.Duration) string {
	if d <= 0 {
		return "no limit"
	}
	return model.LastingBy(c, d)
}

// lastTouch tells when and by whom a ticket was last changed.
func (b *builder) lastTouch(f *fact) string {
	if f.t.Updated.IsZero() {
		return "never updated since it came in " + b.moment(f.t.Entered)
	}
	words := "last update " + b.moment(f.t.Updated)
	if !f.t.UpdatedBy.IsEmpty() {
		words += " by " + f.t.UpdatedBy.String()
	}
	return words
}

func (b *builder) noteUndated(sec *Section) {
	if b.undated > 0 {
		sec.note(model.Counted(b.undated, "ticket") + " without any time of update or entry could not be judged")
	}
}

// waiting answers "where is waiting a hiding place?".
func (b *builder) waiting(sec *Section) {
	clock := b.r.Waiting.Clock
	sec.Rule = "Open, in a waiting status, and not updated for more than " + model.LastingBy(clock, b.r.Waiting.After) + "."
	if !b.tickets(sec) {
		return
	}
	b.statuses(sec)
	b.noteUndated(sec)
	fs := b.pick(func(f *fact) bool { return f.shelved }, quietFirst)
	sec.Items = make([]Item, 0, len(fs))
	for _, f := range fs {
		it := b.item(f, f.t.Status.Name.String()+", not updated for "+model.LastingBy(clock, f.quiet)+
			" (limit "+model.LastingBy(clock, f.limit)+")", b.lastTouch(f))
		if f.t.CustomerReplied {
			it.Tone = Warn
			it.Reasons = append(it.Reasons, "the customer has written")
		}
		if !f.assigned {
			it.Reasons = append(it.Reasons, "nobody assigned")
		}
		sec.Items = append(sec.Items, it)
	}
}

// overdue answers "what is past its date?".
func (b *builder) overdue(sec *Section) {
	sec.Rule = "Open, and its required date is before today."
	if !b.tickets(sec) {
		return
	}
	fs := b.pick(func(f *fact) bool { return f.overdue }, func(x, y *fact) int { return byTime(x.due, y.due) })
	sec.Items = make([]Item, 0, len(fs))
	for _, f := range fs {
		// Counted in whole local days, so that the words change at midnight only.
		n := int((b.cal.Today.Sub(f.due) + 12*time.Hour) / (24 * time.Hour))
		it := b.item(f, model.Counted(max(1, n), "day")+" past its date: was due "+model.Day(f.due, b.now, b.zone))
		it.Due, it.Tone = f.due, Warn
		switch {
		case f.class.waiting:
			it.Reasons = append(it.Reasons, "status "+f.t.Status.Name.String()+" waits")
		case f.class.resolved:
			it.Reasons = append(it.Reasons, "resolved, but not closed: status "+f.t.Status.Name.String())
		}
		if !f.assigned {
			it.Reasons = append(it.Reasons, "nobody assigned")
		}
		sec.Items = append(sec.Items, b.withSLA(it, f))
	}
}

// unplanned answers "what is assigned but not planned?".
func (b *builder) unplanned(sec *Section) {
	sec.Rule = "Open, assigned, not waiting, and no schedule entry of today or later that is not over or done."
	if !b.tickets(sec) {
		return
	}
	if !b.s.ScheduleEntries.Known() {
		sec.Unavailable, sec.Partial = noun(model.SourceSchedule)+": "+b.why(model.SourceSchedule), ""
		return
	}
	b.aged(sec, model.SourceSchedule, b.s.ScheduleEntries.At)
	b.statuses(sec)
	b.planned(sec, func(x, y *fact) int {
		if c := byTime(b.nextDue(x), b.nextDue(y)); c != 0 {
			return c
		}
		if c := byPriority(x, y); c != 0 {
			return c
		}
		return oldestFirst(x, y)
	})
}
