package briefing

import (
	"slices"
	"strconv"

	"daybrief/model"
)

// workNext answers "which one first?" by transparent points: every point that
// a ticket has is a reason on its row.
func (b *builder) workNext(sec *Section) {
	sec.Rule = "Open tickets with points, most points first: SLA breached 100, at risk 60, priority critical 40 or high 20, " +
		"customer waits 30, past its date 25, escalated 20, nobody assigned 15, gone quiet 10. Waiting and resolved tickets count only when the customer has written."
	if !b.tickets(sec) {
		return
	}
	b.statuses(sec)
	points := map[*fact]int{}
	rule := func(f *fact) bool {
		if (f.class.waiting || f.class.resolved) && !f.t.CustomerReplied {
			return false
		}
		n, _ := b.score(f)
		points[f] = n
		return n > 0
	}
	fs := b.pick(rule, func(x, y *fact) int { return points[y] - points[x] })
	sec.Items = make([]Item, 0, len(fs))
	for _, f := range fs {
		n, why := b.score(f)
		it := b.item(f, append([]string{strconv.Itoa(n) + " points"}, why...)...)
		if f.clock.Breached() {
			it.Tone = Bad
		}
		sec.Items = append(sec.Items, it)
	}
}

// score adds up a ticket's points, with the reason for each.
func (b *builder) score(f *fact) (points int, why []string) {
	give := func(yes bool, n int, words string) {
		if yes {
			points += n
			why = append(why, "+"+strconv.Itoa(n)+" "+words)
		}
	}
	give(f.clock.Breached(), 100, "SLA breached")
	give(f.atRisk, 60, "SLA at risk")
	level := b.level(f.prio)
	give(level == model.GradeCritical, 40, "critical priority")
	give(level == model.GradeHigh, 20, "high priority")
	give(f.t.CustomerReplied, 30, "the customer waits for an answer")
	give(f.overdue, 25, "past its date")
	give(f.t.Escalation > 0, 20, "escalated")
	give(!f.assigned, 15, "nobody assigned")
	give(f.stale, 10, "gone quiet")
	return points, slices.Clip(why)
}
