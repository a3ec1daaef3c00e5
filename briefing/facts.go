package briefing

import (
	"cmp"
	"slices"
	"time"

	"daybrief/model"
)

// fact is what the rules need to know of one open ticket, worked out once.
type fact struct {
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

// classKey tells statuses apart: by id, or by name when there is no id.
type classKey struct {
	id   model.StatusID
	name string
}

// survey works out the facts of all open tickets and counts the numbers.
func (b *builder) survey() {
	b.facts = make([]fact, 0, len(b.s.ServiceTickets.Value)+len(b.s.ProjectTickets.Value))
	classes := map[classKey]class{}
	for t := range b.s.Open {
		key := classKey{id: t.Status.ID}
		if key.id == 0 {
			key.name = t.Status.Name.String()
		}
		c, ok := classes[key]
		if !ok {
			c = class{b.l.New(t), b.l.Waiting(t), b.l.Resolved(t)}
			classes[key] = c
		}
		b.facts = append(b.facts, b.judge(t, c))
	}
	b.count()
}

func (b *builder) judge(t *model.Ticket, c class) fact {
	f := fact{t: t, class: c, clock: t.Clock(b.now, c.waiting, c.resolved), prio: b.l.Priority(t)}
	f.mine = t.WorkedBy(b.r.Member)
	f.in = b.crew.Has(t)
	f.assigned = !t.Unassigned()
	f.atRisk = f.clock.AtRisk(b.r.SLA.AtRisk)
	if due, ok := t.DueDate(b.zone); ok {
		f.due = due
		f.overdue = due.Before(b.cal.Today)
	}
	f.touched = t.Updated
	if f.touched.IsZero() {
		f.touched = t.Entered
	}
	if f.touched.IsZero() {
		b.undated++
		return f
	}
	switch {
	case c.waiting:
		f.limit = b.r.Waiting.After
		f.quiet = b.elapsed(b.r.Waiting.Clock, f.touched)
		f.shelved = f.quiet > f.limit
	default:
		f.limit = b.staleAfter(f.prio)
		f.quiet = b.elapsed(b.r.Stale.Clock, f.touched)
		f.stale = f.limit > 0 && f.quiet >= f.limit
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
