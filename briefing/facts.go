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
	touched  time.Time     // last update
	quiet    time.Duration // since touched, by the clock of the rule that applies
	limit    time.Duration // of the rule stale
	due      time.Time     // the promised day; zero when none
	next     time.Time     // the next moment that matters: the unmet goal of a clock that runs, else the promised day
	entered  time.Time     // when it came in
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

// book is the facts of all open tickets.
type book struct {
	*coverage
	facts   []fact
	undated int // open tickets without a time of the last change
	vague   int // of the scope, whose status is not known
}

// newBook works out the facts.
func newBook(c *coverage) *book {
	b := &book{coverage: c, facts: make([]fact, 0, len(c.a.Tickets))}
	b.facts = b.facts[:len(c.a.Tickets)]
	for i, v := range c.a.Tickets {
		b.judge(&b.facts[i], v)
	}
	return b
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

// judge fills in a fact: a verdict as the rules read it.
func (b *book) judge(f *fact, v *assess.Ticket) {
	*f = fact{v: v, t: v.Ticket, class: class{v.IsNew, v.Waiting, v.Resolved}, clock: v.Clock, prio: v.Priority,
		touched: v.Touched, quiet: v.Quiet, limit: v.Limit, due: v.Due, mine: v.Mine, in: b.crew.Has(v.Ticket),
		atRisk: v.AtRisk, stale: v.Stale, overdue: v.Overdue, shelved: v.Parked, assigned: !v.Unassigned(), entered: v.Entered, next: v.Due}
	if v.Clock.State == model.SLARunning || v.Clock.State == model.SLABreached {
		f.next = v.Clock.Due.In(b.zone)
	}
	if f.touched.IsZero() {
		b.undated++
	}
	add(&b.vague, f.in && !v.StatusKnown)
}

// pick lists the facts in scope that a rule takes, in an order that ends with
// the id.
func (b *book) pick(rule func(*fact) bool, order func(x, y *fact) int) []*fact {
	return b.pickAll(func(f *fact) bool { return f.in && rule(f) }, order)
}

// pickAll is pick without the scope, for rules that bring their own.
func (b *book) pickAll(rule func(*fact) bool, order func(x, y *fact) int) []*fact {
	var out []*fact
	for i := range b.facts {
		if f := &b.facts[i]; rule(f) {
			out = append(out, f)
		}
	}
	sortFacts(out, order)
	return out
}

// item is a ticket's row, without reasons.
func (b *book) item(f *fact, reasons ...string) Item {
	t := f.t
	if !f.shown {
		f.shown, f.url, f.who = true, b.url(t.ID), b.worker(t)
	}
	return Item{
		Kind: KindTicket, ID: int64(t.ID), Ticket: t, Summary: t.Summary, Company: t.Company.Label(),
		Board: t.Board.Name, Priority: f.prio.Name, Status: t.Status.Name, Owner: f.who,
		Reasons: reasons, Due: f.next, URL: f.url,
	}
}

// gone are the tickets that have gone quiet.
func (b *book) gone() map[model.TicketID]bool {
	out := map[model.TicketID]bool{}
	for i := range b.facts {
		if b.facts[i].stale {
			out[b.facts[i].t.ID] = true
		}
	}
	return out
}

// came tells when a ticket came in; how long it has had its status or nobody
// is not known, and not claimed.
func (b *book) came(f *fact) string {
	if f.t.Entered.IsZero() {
		return ""
	}
	return ", came in " + b.ago(f.t.Entered)
}

// withSLA adds the SLA clock to a row of another section when it presses.
func (b *book) withSLA(it Item, f *fact) Item {
	if slaRule(f) {
		it.Reasons = append(it.Reasons, "SLA "+b.slaWords(f))
		it.Tone = max(it.Tone, Warn)
		if f.clock.Breached() {
			it.Tone = Bad
		}
	}
	return it
}

// unknownSLA counts the tickets in scope whose clock could not be read.
func (b *book) unknownSLA() (n int) {
	for i := range b.facts {
		if f := &b.facts[i]; f.in && f.clock.State == model.SLAUnknown {
			n++
		}
	}
	return n
}

// slaWords tells where a running clock stands.
func (b *book) slaWords(f *fact) string {
	c := f.clock
	switch {
	case c.Breached():
		return "breached " + model.Lasting(-c.Left) + " ago: " + c.Stage.String() + " was due " + b.moment(c.Due)
	case c.Left == 0:
		return "due now: " + c.Stage.String() + " by " + b.moment(c.Due)
	}
	return "due in " + model.Lasting(c.Left) + ": " + c.Stage.String() + " by " + b.moment(c.Due)
}

// lastTouch tells when and by whom a ticket was last changed.
func (b *book) lastTouch(f *fact) string {
	words := "last update " + b.moment(f.t.Updated)
	if !f.t.UpdatedBy.IsEmpty() {
		words += " by " + b.l.MemberName(model.MemberRef{Identifier: f.t.UpdatedBy}).String()
	}
	return words
}

func (b *book) noteUndated(sec *Section) {
	if b.undated > 0 {
		sec.lack(model.Counted(b.undated, "ticket") + " without a time of the last change could not be judged")
	}
}
