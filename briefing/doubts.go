package briefing

import (
	"strings"
	"time"

	"daybrief/model"
)

// doubts counts the tickets of which something is not known. Each is in no figure
// that rests on it, so that the figure is the least it can be.
type doubts struct {
	closed  int    // it is not said whether they are closed
	replied int    // whether their customer has written
	entered int    // when they came in
	touched int    // when they were last changed
	status  int    // what their status means
	ended   [3]int // closed, and not known whether today, yesterday, this week
	urgency int    // how long they may be quiet
}

// of counts an open ticket.
func (d *doubts) of(f *fact) {
	add(&d.closed, f.t.Unknown(model.FactClosed))
	add(&d.replied, f.t.Unknown(model.FactReplied))
	add(&d.entered, f.t.Entered.IsZero())
	add(&d.touched, f.touched.IsZero())
	add(&d.status, !f.v.StatusKnown)
	add(&d.urgency, f.v.MaybeStale)
}

// ofClosed counts a closed one.
func (d *doubts) ofClosed(t *model.Ticket) {
	add(&d.closed, t.Unknown(model.FactClosed))
	add(&d.entered, t.Entered.IsZero())
}

// undated stands behind closed tickets of which it is not known when they were closed.
const undated = "of which it is not known when they were closed"

// mark says which figures of n are not whole, and why.
func (d *doubts) mark(n *Numbers) {
	if d.closed > 0 {
		for _, f := range n.Figures() {
			n.miss("of "+model.Counted(d.closed, "ticket")+" it is not known "+ofOne(d.closed, "whether they are open"), f.Key)
		}
	}
	for _, m := range []struct {
		n    int
		why  string
		keys []string
	}{
		{d.replied, "of which it is not known whether the customer has written", []string{"customer_replied"}},
		{d.entered, "of which it is not known when they came in", []string{"new_today", "new_yesterday", "new_this_week"}},
		{d.touched, "of which it is not known when they were last changed", []string{"waiting", "stale"}},
		{d.status, "whose status is not known", []string{"waiting", "stale"}},
		{d.urgency, "whose priority is not known", []string{"stale"}},
		{d.ended[0], undated, []string{"closed_today"}},
		{d.ended[1], undated, []string{"closed_yesterday"}},
		{d.ended[2], undated, []string{"closed_this_week"}},
		{n.UnknownSLA, "whose SLA is not known", []string{"breached", "at_risk"}},
	} {
		if m.n > 0 {
			n.low("without "+model.Counted(m.n, "ticket")+" "+ofOne(m.n, m.why), m.keys...)
		}
	}
}

// unknown counts the tickets in scope of which something is not known.
func (b *book) unknown(what func(*fact) bool) (n int) {
	for i := range b.facts {
		add(&n, b.facts[i].in && what(&b.facts[i]))
	}
	return n
}

// doubtful notes how many tickets a section could not judge, and why.
func (b *book) doubtful(sec *Section, why string, what func(*fact) bool) {
	if n := b.unknown(what); n > 0 {
		sec.lack("of " + model.Counted(n, "ticket") + " it is not known " + ofOne(n, why))
	}
}

// endedIn reports whether a closed ticket is known to have been closed in [from, to).
func endedIn(t *model.Ticket, from, to time.Time) bool {
	yes, _ := t.EndedIn(from, to)
	return yes
}

// ofOne are words about several as words about one, where it is one.
func ofOne(n int, words string) string {
	if n != 1 {
		return words
	}
	return strings.NewReplacer("they are", "it is", "they were", "it was", "they came", "it came", "they wait", "it waits", "their", "its").Replace(words)
}

// noteNameless notes that no entry of today says whose it is: then nobody's day is
// known, whatever it looks like.
func (b *book) noteNameless(sec *Section) {
	if n, none := model.Nameless(b.s.ScheduleEntries.Value, b.cal.Today, b.cal.Tomorrow, b.zone); none {
		sec.note(namelessWords(n))
	}
}

func namelessWords(n int) string {
	return counted(n, "schedule entry of today does", "schedule entries of today do") + " not say whose " + ofOne(n, "they are")
}

func repliedUnknown(f *fact) bool { return f.t.Unknown(model.FactReplied) }

func escalationUnknown(f *fact) bool { return f.t.Unknown(model.FactEscalation) }

func levelUnknown(f *fact) bool { return f.v.Level == 0 }
