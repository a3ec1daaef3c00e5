package briefing

import (
	"strconv"
	"strings"

	"daybrief/model"
)

// triage answers "which tickets has nobody picked up?".
func (b *builder) triage(sec *Section) {
	sec.Rule = "Open, and with no owner and no resources or in a status for new tickets; most points first."
	if !b.tickets(sec) {
		return
	}
	b.statuses(sec)
	fs := b.pick(triageRule, byPoints)
	sec.Items = make([]Item, 0, len(fs))
	for _, f := range fs {
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
		sec.Items = append(sec.Items, b.withSLA(it, f))
	}
}

// statusName is the status in a sentence, which has to go on without a name.
func statusName(t *model.Ticket) string {
	if t.Status.Name.IsEmpty() {
		return "a status for new tickets"
	}
	return "status " + t.Status.Name.String()
}

func triageRule(f *fact) bool { return !f.assigned || f.class.isNew }

func oldestFirst(x, y *fact) int { return byTime(x.t.Entered, y.t.Entered) }

// came tells when a ticket came in; how long it has had its status or nobody
// is not known, and not claimed.
func (b *builder) came(f *fact) string {
	if f.t.Entered.IsZero() {
		return ""
	}
	return ", came in " + b.ago(f.t.Entered)
}

// withSLA adds the SLA clock to a row of another section when it presses.
func (b *builder) withSLA(it Item, f *fact) Item {
	if slaRule(f) {
		it.Reasons = append(it.Reasons, "SLA "+b.slaWords(f))
		it.Tone = max(it.Tone, Warn)
		if f.clock.Breached() {
			it.Tone = Bad
		}
	}
	return it
}

// replied answers "who waits for our answer?".
func (b *builder) replied(sec *Section) {
	sec.Rule = "Open, and flagged as updated by the customer; most points first."
	if !b.tickets(sec) {
		return
	}
	fs := b.pick(repliedRule, byPoints)
	sec.Items = make([]Item, 0, len(fs))
	for _, f := range fs {
		it := b.item(f, strings.TrimPrefix(b.a.WaitWords(f.v), "the customer ")) // the question says who
		it.Tone = Warn
		if !f.assigned {
			it.Reasons = append(it.Reasons, "nobody assigned")
		}
		if f.class.waiting {
			it.Reasons = append(it.Reasons, "its status still says waiting: "+f.t.Status.Name.String())
		} else if f.class.resolved {
			it.Reasons = append(it.Reasons, "its status says resolved: "+f.t.Status.Name.String())
		}
		sec.Items = append(sec.Items, b.withSLA(it, f))
	}
}

func repliedRule(f *fact) bool { return f.t.CustomerReplied }

// quietFirst puts what has not been touched for longest first.
func quietFirst(x, y *fact) int { return byTime(x.touched, y.touched) }

// priority answers "what is on fire?".
func (b *builder) priority(sec *Section) {
	sec.Rule = b.priorityRule()
	if !b.tickets(sec) {
		return
	}
	if b.r.Priority.TopLevels > 0 && !b.s.Priorities.Known() {
		sec.note("the order of priorities is taken from the tickets, priorities: " + b.why(model.SourcePriorities))
	}
	fs := b.pick(func(f *fact) bool { return len(b.burning(f)) > 0 }, byPoints)
	sec.Items = make([]Item, 0, len(fs))
	for _, f := range fs {
		it := b.item(f, b.burning(f)...)
		it.Tone = Warn
		switch {
		case f.class.waiting || f.class.resolved:
			it.Tone = Quiet
			it.Reasons = append(it.Reasons, "its clock stands still: status "+f.t.Status.Name.String())
		case !f.assigned:
			it.Tone = Bad
		}
		if !f.assigned {
			it.Reasons = append(it.Reasons, "nobody assigned")
		}
		sec.Items = append(sec.Items, b.withSLA(it, f))
	}
}

func (b *builder) priorityRule() string {
	var ways []string
	r := b.r.Priority
	if r.TopLevels == 1 {
		ways = append(ways, "of the most urgent priority")
	} else if r.TopLevels > 1 {
		ways = append(ways, "of the "+strconv.Itoa(r.TopLevels)+" most urgent priorities")
	}
	if r.BothHigh {
		ways = append(ways, "severity and impact both High")
	}
	if r.Escalation > 0 {
		ways = append(ways, "escalated to level "+strconv.Itoa(r.Escalation)+" or above")
	}
	if len(ways) == 0 {
		return "Nothing: every way to be on fire is switched off in the settings."
	}
	return "Open, and " + strings.Join(ways, ", or ") + "."
}

// burning lists why a ticket is on fire; empty when it is not.
func (b *builder) burning(f *fact) (why []string) {
	r := b.r.Priority
	if b.a.Top(f.v) {
		word := ", the most urgent"
		if r.TopLevels > 1 {
			word = ", among the most urgent"
		}
		why = append(why, f.prio.Name.String()+word)
	}
	if r.BothHigh && f.t.Severity.Rank >= model.GradeHigh && f.t.Impact.Rank >= model.GradeHigh {
		why = append(why, "severity and impact are both high")
	}
	if r.Escalation > 0 && f.t.Escalation >= r.Escalation {
		why = append(why, "escalated to level "+strconv.Itoa(f.t.Escalation))
	}
	return why
}
