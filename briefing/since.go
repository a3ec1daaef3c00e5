package briefing

import (
	"time"

	"daybrief/model"
)

// changedSince answers the question for a moment that was asked for. No picture of
// that moment is kept, so it goes by the times that tickets carry; what carries
// none is named.
func changedSince(b *builder, sec *Section) {
	since := b.r.Since
	sec.Question = "What happened since " + b.moment(since) + "?"
	sec.Rule = "Came in, closed, or written in by the customer since " + b.moment(since) + ", by the tickets' own times; latest first."
	sec.Partial = also(sec.Partial, "who was given a ticket, raised priorities and re-opened tickets are told only against a look that was kept (without --since)")
	switch {
	case b.s.ClosedSince.IsZero() || !b.s.ClosedService.Known():
		sec.Partial = also(sec.Partial, "what was closed is not known")
	case b.s.ClosedSince.After(since):
		sec.Partial = also(sec.Partial, "closed tickets are known from "+b.moment(b.s.ClosedSince)+" on")
	}
	var events []event
	for i := range b.facts {
		f := &b.facts[i]
		if !f.in {
			continue
		}
		var why []string
		if !f.t.Entered.IsZero() && !f.t.Entered.Before(since) {
			why = append(why, "new among the open tickets"+b.came(f))
		}
		if at := f.v.Since; f.t.CustomerReplied && !at.OrEarlier && !at.At.IsZero() && !at.At.Before(since) {
			why = append(why, "the customer has written, "+b.ago(at.At))
		}
		if len(why) > 0 {
			events = append(events, event{f, why})
		}
	}
	unknown := 0
	for t := range b.s.ClosedTickets {
		if !b.crew.Has(t) {
			continue
		}
		yes, known := t.EndedIn(since, b.now.Add(time.Second))
		add(&unknown, !known)
		if yes {
			events = append(events, event{&fact{t: t, prio: b.l.Priority(t), clock: model.SLAClock{State: model.SLADone}}, []string{b.closedSaid(t)}})
		}
	}
	if unknown > 0 {
		sec.Partial = also(sec.Partial, "without "+model.Counted(unknown, "closed ticket")+" "+undated)
	}
	listEvents(b, sec, events)
}

// closedSaid says when a ticket was closed, as far as that is known.
func (b *builder) closedSaid(t *model.Ticket) string {
	if t.ClosedAt.IsZero() {
		return "closed; last changed " + b.ago(t.Updated)
	}
	return "closed " + b.ago(t.ClosedAt)
}

// also joins a sentence to others.
func also(have, more string) string {
	if have == "" {
		return more
	}
	return have + "; " + more
}
