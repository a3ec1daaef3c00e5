package briefing

import (
	"strings"
	"time"

	"daybrief/model"
)

// planned fills the section unplanned. Its scope is wider than elsewhere: the
// ghost of a schedule entry says who was assigned even when neither owner nor
// resources do, but it is no plan.
func (b *builder) planned(sec *Section, order func(x, y *fact) int) {
	rule := func(f *fact) bool {
		if f.class.waiting {
			return false
		}
		visits := b.l.ScheduleEntries(f.t.ID)
		return b.assignedTo(f, visits) && !b.hasPlan(visits)
	}
	fs := b.pickAll(rule, order)
	sec.Items = make([]Item, 0, len(fs))
	for _, f := range fs {
		it := b.item(f)
		who := it.Owner.String()
		it.Reasons = append(it.Reasons, "assigned to "+who+", nothing planned now or later")
		visits := b.l.ScheduleEntries(f.t.ID)
		if who == "" {
			it.Reasons[0] = "assigned by an empty schedule entry, nothing planned now or later"
		}
		if last := b.lastPlan(visits); !last.IsZero() {
			it.Reasons = append(it.Reasons, "last planned "+b.moment(last))
		}
		sec.Items = append(sec.Items, b.withSLA(it, f))
	}
}

// assignedTo reports whether the ticket is assigned to somebody in the scope.
func (b *builder) assignedTo(f *fact, visits []*model.ScheduleEntry) bool {
	if f.in && f.assigned {
		return true
	}
	for _, v := range visits {
		if v.Ghost && !v.Member.IsZero() && b.crew.HasMember(b.known(v.Member)) {
			return true
		}
	}
	return false
}

// isMember reports whether a reference is to the member this briefing is for.
func (b *builder) isMember(ref model.MemberRef) bool {
	if !ref.Identifier.IsEmpty() {
		return b.r.Member != "" && strings.EqualFold(ref.Identifier.String(), b.r.Member)
	}
	m := b.l.MemberByID(ref.ID)
	return m != nil && ref.ID != 0 && b.r.Member != "" && strings.EqualFold(m.Identifier.String(), b.r.Member)
}

// known is a reference with the login filled in where the member list has it.
func (b *builder) known(ref model.MemberRef) model.MemberRef {
	if m := b.l.MemberByID(ref.ID); m != nil && ref.Identifier.IsEmpty() && ref.ID != 0 {
		ref.Identifier = m.Identifier
	}
	return ref
}

// hasPlan reports whether any entry, whoever's, is going on or yet to come.
func (b *builder) hasPlan(visits []*model.ScheduleEntry) bool {
	for _, v := range visits {
		if v.Ghost || v.Done || v.Start.IsZero() {
			continue
		}
		start, end := v.Span(b.zone)
		if end.After(b.now) || !start.Before(b.now) {
			return true
		}
	}
	return false
}

func (b *builder) lastPlan(visits []*model.ScheduleEntry) (last time.Time) {
	for _, v := range visits {
		if start, _ := v.Span(b.zone); !v.Ghost && !v.Start.IsZero() && start.After(last) {
			last = start
		}
	}
	return last
}
