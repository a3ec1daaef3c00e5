package briefing

import (
	"time"

	"daybrief/model"
	"daybrief/model/assess"
)

// stale answers "what has gone quiet?".
func stale(b *builder) ticketList {
	return ticketList{
		rule: "Open, not waiting, and not updated for " + staleLimits(b.r.Stale) + ".",
		notes: func(sec *Section) bool {
			b.doubtful(sec, "how urgent their priority is", func(f *fact) bool { return f.v.MaybeStale })
			return b.byTouch(sec)
		},
		takes: func(f *fact) bool { return f.stale },
		order: byPoints,
		row: func(f *fact) Item {
			clock := b.r.Stale.Clock
			it := b.item(f, "not updated for "+model.LastingBy(clock, f.quiet)+" (limit "+model.LastingBy(clock, f.limit)+")", b.lastTouch(f))
			if f.quiet >= 2*f.limit {
				it.Tone = Warn
			}
			it.nobody(f)
			it.unclosed(f)
			return b.withSLA(it, f)
		},
	}
}

// byTouch notes when statuses or times of update are not known.
func (b *builder) byTouch(sec *Section) bool {
	b.statuses(sec)
	b.noteUndated(sec)
	return true
}

// staleLimits are the rule's thresholds in words.
func staleLimits(r assess.StaleRules) string {
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

// waiting answers "where is waiting a hiding place?".
func waiting(b *builder) ticketList {
	clock := b.r.Waiting.Clock
	return ticketList{
		rule:  "Open, in a waiting status, and not updated for more than " + model.LastingBy(clock, b.r.Waiting.After) + ".",
		notes: b.byTouch,
		takes: func(f *fact) bool { return f.shelved },
		order: func(x, y *fact) int { return byTime(x.touched, y.touched) },
		row: func(f *fact) Item {
			it := b.item(f, f.t.Status.Name.String()+", not updated for "+model.LastingBy(clock, f.quiet)+
				" (limit "+model.LastingBy(clock, f.limit)+")", b.lastTouch(f))
			if f.t.CustomerReplied {
				it.Tone = Warn
				it.Reasons = append(it.Reasons, "the customer has written")
			}
			it.nobody(f)
			return it
		},
	}
}

// overdue answers "what is past its date?".
func overdue(b *builder) ticketList {
	return ticketList{
		rule:  "Open, and its required date is before today.",
		takes: func(f *fact) bool { return f.overdue },
		order: byDue,
		row: func(f *fact) Item {
			// Counted in whole local days, so that the words change at midnight only.
			n := int((b.cal.Today.Sub(f.due) + 12*time.Hour) / (24 * time.Hour))
			it := b.item(f, model.Counted(max(1, n), "day")+" past its date: was due "+model.Day(f.due, b.now, b.zone))
			it.Due, it.Tone = f.due, Warn
			if f.class.waiting {
				it.Reasons = append(it.Reasons, "waiting: status "+f.t.Status.Name.String())
			} else {
				it.unclosed(f)
			}
			it.nobody(f)
			return b.withSLA(it, f)
		},
	}
}

// byDue puts what is due first first, and what is never due last.
func byDue(x, y *fact) int { return byTime(x.due, y.due) }
