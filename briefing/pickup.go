package briefing

import (
	"strconv"
	"strings"

	"daybrief/model"
	"daybrief/model/assess"
)

// triage answers "which tickets has nobody picked up?".
func triage(b *builder) ticketList {
	return ticketList{
		rule:  "Open, and with no owner and no resources or in a status for new tickets; most points first.",
		notes: b.byStatus,
		takes: func(f *fact) bool { return !f.assigned || f.class.isNew },
		order: byPoints,
		row: func(f *fact) Item {
			it := b.item(f)
			came := b.came(f)
			if !f.assigned {
				it.Tone = Warn
				it.Reasons = append(it.Reasons, "nobody assigned"+came)
				came = ""
			}
			if f.class.isNew {
				it.Reasons = append(it.Reasons, "still in "+statusName(f.t)+came)
			}
			return b.withSLA(it, f)
		},
	}
}

// statusName is the status in a sentence, which has to go on without a name.
func statusName(t *model.Ticket) string {
	if t.Status.Name.IsEmpty() {
		return "a status for new tickets"
	}
	return "status " + t.Status.Name.String()
}

func oldestFirst(x, y *fact) int { return byTime(x.entered, y.entered) }

// replied answers "who waits for our answer?".
func replied(b *builder) ticketList {
	return ticketList{
		rule: "Open, and flagged as updated by the customer; most points first.",
		notes: func(sec *Section) bool {
			b.doubtful(sec, "whether the customer has written", repliedUnknown)
			return true
		},
		takes: func(f *fact) bool { return f.t.CustomerReplied },
		order: byPoints,
		row: func(f *fact) Item {
			it := b.item(f, strings.TrimPrefix(b.a.WaitWords(f.v), "customer ")) // the question says who
			it.Tone = Warn
			it.nobody(f)
			if f.class.waiting {
				it.Reasons = append(it.Reasons, "its status still says waiting: "+f.t.Status.Name.String())
			} else if f.class.resolved {
				it.Reasons = append(it.Reasons, "its status says resolved: "+f.t.Status.Name.String())
			}
			return b.withSLA(it, f)
		},
	}
}

// fire is what counts as being on fire.
type fire struct {
	assess.PriorityRules
	top func(*assess.Ticket) bool // among the most urgent priorities
}

// onFire answers "what is on fire?".
func onFire(b *builder) ticketList {
	is := fire{b.r.Priority, b.a.Top}
	return ticketList{
		rule: is.rule(),
		notes: func(sec *Section) bool {
			switch taken := "the order of priorities is taken from the tickets, priorities: "; {
			case is.TopLevels <= 0:
			case !b.s.Priorities.Known():
				sec.note(taken + b.why(model.SourcePriorities))
			default:
				if len(b.s.Priorities.Value) == 0 {
					sec.note(taken + "none can be seen")
				}
				b.aged(sec, model.SourcePriorities, b.s.Priorities.At)
				b.doubtful(sec, "how urgent their priority is", levelUnknown)
			}
			if is.Escalation > 0 {
				b.doubtful(sec, "whether they are escalated", escalationUnknown)
			}
			if is.BothHigh {
				b.doubtful(sec, "how severe they are", func(f *fact) bool {
					return f.t.Kind == model.ServiceTicket && (f.t.Severity.Rank == model.GradeUnknown || f.t.Impact.Rank == model.GradeUnknown)
				})
			}
			return true
		},
		takes: func(f *fact) bool { return len(is.why(f)) > 0 },
		order: byPoints,
		row: func(f *fact) Item {
			it := b.item(f, is.why(f)...)
			it.Tone = Warn
			switch {
			case f.class.waiting:
				it.Tone = Quiet
				it.Reasons = append(it.Reasons, "waiting: status "+f.t.Status.Name.String())
			case f.class.resolved:
				it.Tone = Quiet
				it.unclosed(f)
			case !f.assigned:
				it.Tone = Bad
			}
			it.nobody(f)
			return b.withSLA(it, f)
		},
	}
}

// rule is the ways to be on fire in a sentence.
func (is fire) rule() string {
	var ways []string
	if is.TopLevels == 1 {
		ways = append(ways, "of the most urgent priority")
	} else if is.TopLevels > 1 {
		ways = append(ways, "of the "+strconv.Itoa(is.TopLevels)+" most urgent priorities")
	}
	if is.BothHigh {
		ways = append(ways, "severity and impact both High")
	}
	if is.Escalation > 0 {
		ways = append(ways, "escalated to level "+strconv.Itoa(is.Escalation)+" or above")
	}
	if len(ways) == 0 {
		return "Nothing: every way to be on fire is switched off in the settings."
	}
	return "Open, and " + strings.Join(ways, ", or ") + "."
}

// why lists why a ticket is on fire; empty when it is not.
func (is fire) why(f *fact) (why []string) {
	if is.top(f.v) {
		word := ", the most urgent"
		if is.TopLevels > 1 {
			word = ", among the most urgent"
		}
		why = append(why, f.prio.Name.String()+word)
	}
	if is.BothHigh && f.t.Severity.Rank >= model.GradeHigh && f.t.Impact.Rank >= model.GradeHigh {
		why = append(why, "severity and impact are both high")
	}
	if is.Escalation > 0 && f.t.Escalation >= is.Escalation {
		why = append(why, "escalated to level "+strconv.Itoa(f.t.Escalation))
	}
	return why
}
