package briefing

import (
	"strconv"

	"daybrief/model"
	"daybrief/model/assess"
)

// workNext answers "which one first?" by points: every point that a ticket has is
// a reason on its row.
func workNext(b *builder) ticketList {
	return ticketList{
		rule: "Open tickets with points, most points first; [briefing.points] says what is worth how many. Waiting and resolved tickets count only when the customer has written.",
		notes: func(sec *Section) bool {
			b.doubtful(sec, "whether the customer has written", repliedUnknown)
			b.doubtful(sec, "how urgent their priority is", levelUnknown)
			if n := b.unknownSLA(); n > 0 {
				sec.note("the SLA of " + model.Counted(n, "ticket") + " could not be read")
			}
			b.noteGoals(sec)
			return b.byTouch(sec)
		},
		takes: func(f *fact) bool {
			return f.v.Points > 0 && (!f.class.waiting && !f.class.resolved || f.t.CustomerReplied)
		},
		order: byPoints,
		row: func(f *fact) Item {
			it := b.item(f, pointWords(b.a.Reasons(f.v), f.v.Points)...)
			if f.clock.Breached() {
				it.Tone = Bad
			}
			return it
		},
	}
}

// byPoints puts the more urgent first.
func byPoints(x, y *fact) int { return y.v.Points - x.v.Points }

// pointWords are a ticket's points, and the reason for each.
func pointWords(reasons []assess.Reason, points int) []string {
	out := []string{strconv.Itoa(points) + " points"}
	for _, r := range reasons {
		out = append(out, signed(r.Points)+" "+r.Text)
	}
	return out
}

// signed is a number of points with its sign.
func signed(n int) string {
	if n < 0 {
		return strconv.Itoa(n)
	}
	return "+" + strconv.Itoa(n)
}
