package briefing

import (
	"cmp"
	"slices"
	"time"

	"daybrief/model"
	"daybrief/model/assess"
)

// fact is what the rules need to know of one open ticket, worked out once.
type fact struct {
	v        *assess.Ticket
	t        *model.Ticket
	class    class
	clock    model.SLAClock
	prio     model.PriorityRef
	touched  time.Time     // last update, else entry
	quiet    time.Duration // since touched, by the clock of the rule that applies
	limit    time.Duration // of the rule stale
	due      time.Time     // the promised day; zero when none
	mine     bool
	in       bool // in the scope
	atRisk   bool
	stale    bool
	overdue  bool
	shelved  bool // too long in a waiting status
	assigned bool
	url      string // made when the first row needs it
	who      model.Text
	shown    bool
}

// class is what a ticket's status means.
type class struct{ isNew, waiting, resolved bool }

// survey works out the facts of all open tickets and counts the numbers.
func (b *builder) survey() {
	b.facts = make([]fact, 0, len(b.a.Tickets))
	for _, v := range b.a.Tickets {
		b.facts = append(b.facts, b.factOf(v))
	}
	b.count()
}

// factOf is a verdict as the rules read it.
func (b *builder) factOf(v *assess.Ticket) fact {
	f := fact{v: v, t: v.Ticket, class: class{v.IsNew, v.Waiting, v.Resolved}, clock: v.Clock, prio: v.Priority,
		touched: v.Touched, quiet: v.Quiet, limit: v.Limit, due: v.Due, mine: v.Mine, in: b.crew.Has(v.Ticket),
		atRisk: v.AtRisk, stale: v.Stale, overdue: v.Overdue, shelved: v.Parked, assigned: !v.Unassigned()}
	if f.touched.IsZero() {
		b.undated++
	}
	return f
}

// pick lists the facts in scope that a rule takes, in an order that ends with
// the id.
func (b *builder) pick(rule func(*fact) bool, order func(x, y *fact) int) []*fact {
	return b.pickAll(func(f *fact) bool { return f.in && rule(f) }, order)
}

// item is a ticket's row, without reasons.
func (b *builder) item(f *fact, reasons ...string) Item {
	t := f.t
	if !f.shown {
		f.shown, f.url, f.who = true, b.url(t.ID), b.worker(t)
	}
	return Item{
		Kind: KindTicket, ID: int64(t.ID), Ticket: t, Summary: t.Summary, Company: t.Company.Label(),
		Board: t.Board.Name, Priority: f.prio.Name, Status: t.Status.Name, Owner: f.who,
		Reasons: reasons, Due: b.nextDue(f), URL: f.url,
	}
}

// nextDue is the next moment that matters: the unmet goal of a clock that runs,
// else the promised day.
func (b *builder) nextDue(f *fact) time.Time {
	switch f.clock.State {
	case model.SLARunning, model.SLABreached:
		return f.clock.Due.In(b.zone)
	}
	return f.due
}

// worker is who works a ticket: its owner, else its resources, else nobody.
func (b *builder) worker(t *model.Ticket) model.Text {
	if !t.Owner.IsZero() {
		return b.memberName(t.Owner)
	}
	switch len(t.Resources) {
	case 0:
		return model.Text{}
	case 1:
		return b.memberName(model.MemberRef{Identifier: t.Resources[0]})
	}
	names := ""
	for i, r := range t.Resources {
		if i > 0 {
			names += ", "
		}
		names += b.memberName(model.MemberRef{Identifier: r}).String()
	}
	return model.Clean(names)
}

// memberName is a member's name; the member list knows it when the reference
// does not.
func (b *builder) memberName(ref model.MemberRef) model.Text {
	if !ref.Name.IsEmpty() {
		return ref.Name
	}
	if m := b.l.Member(ref.Identifier.String()); m != nil {
		return m.Name()
	}
	if m := b.l.MemberByID(ref.ID); m != nil && ref.ID != 0 {
		return m.Name()
	}
	return ref.Identifier
}

// pickAll is pick without the scope, for rules that bring their own.
func (b *builder) pickAll(rule func(*fact) bool, order func(x, y *fact) int) []*fact {
	var out []*fact
	for i := range b.facts {
		if f := &b.facts[i]; rule(f) {
			out = append(out, f)
		}
	}
	sortFacts(out, order)
	return out
}

// sortFacts sorts by an order, ties by id.
func sortFacts(fs []*fact, order func(x, y *fact) int) {
	slices.SortFunc(fs, func(x, y *fact) int {
		if c := order(x, y); c != 0 {
			return c
		}
		return cmp.Compare(x.t.ID, y.t.ID)
	})
}
