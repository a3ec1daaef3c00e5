package briefing

import "strconv"

// workNext answers "which one first?" by points: every point that a ticket has is
// a reason on its row.
func (b *builder) workNext(sec *Section) {
	sec.Rule = "Open tickets with points, most points first; [briefing.points] says what is worth how many. Waiting and resolved tickets count only when the customer has written."
	if !b.tickets(sec) {
		return
	}
	b.statuses(sec)
	rule := func(f *fact) bool {
		return f.v.Points > 0 && (!f.class.waiting && !f.class.resolved || f.t.CustomerReplied)
	}
	fs := b.pick(rule, byPoints)
	sec.Items = make([]Item, 0, len(fs))
	for _, f := range fs {
		it := b.item(f, b.pointWords(f)...)
		if f.clock.Breached() {
			it.Tone = Bad
		}
		sec.Items = append(sec.Items, it)
	}
}

// byPoints puts the more urgent first.
func byPoints(x, y *fact) int { return y.v.Points - x.v.Points }

// pointWords are a ticket's points, and the reason for each.
func (b *builder) pointWords(f *fact) []string {
	out := []string{strconv.Itoa(f.v.Points) + " points"}
	for _, r := range b.a.Reasons(f.v) {
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
