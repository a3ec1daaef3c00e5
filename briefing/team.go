package briefing

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"daybrief/model"
)

// load is what one member has to do.
type load struct {
	ref           model.MemberRef
	open, overdue int
	planned       time.Duration
	out           string // why the member is away all day; "" when they are not
}

// teamLoad answers "who is swamped, who is free?": each member's open tickets
// against the mean of those who have any.
func (b *builder) teamLoad(sec *Section) {
	sec.Rule = "Members with open tickets or entries today: tickets they own against the mean, past their date, hours planned today, and who is out; most tickets first."
	if !b.tickets(sec) {
		return
	}
	loads := b.ownership()
	if b.s.ScheduleEntries.Known() {
		b.plannedHours(loads)
	} else {
		sec.note("without planned hours, " + noun(model.SourceSchedule) + ": " + b.why(model.SourceSchedule))
	}
	var list []*load
	total, owners := 0, 0
	for _, m := range loads {
		list = append(list, m)
		total += m.open
		add(&owners, m.open > 0)
	}
	slices.SortFunc(list, func(x, y *load) int {
		return cmp.Or(cmp.Compare(y.open, x.open), strings.Compare(b.login(x.ref), b.login(y.ref)))
	})
	mean := total / max(1, owners)
	for i, m := range list {
		sec.Items = append(sec.Items, b.loadItem(m, mean, i))
	}
}

func (b *builder) loadItem(m *load, mean, place int) Item {
	it := Item{Kind: KindMember, ID: int64(m.ref.ID), Summary: b.memberName(m.ref), Owner: b.memberName(m.ref)}
	if it.ID == 0 {
		if row := b.l.Member(m.ref.Identifier.String()); row != nil {
			it.ID = int64(row.ID)
		} else {
			it.ID = -int64(place + 1) // somebody who is not in the member list
		}
	}
	it.Reasons = append(it.Reasons, model.Grouped(m.open)+" open (mean "+model.Grouped(mean)+")")
	if m.overdue > 0 {
		it.Reasons = append(it.Reasons, model.Grouped(m.overdue)+" past their date")
	}
	if b.s.ScheduleEntries.Known() {
		it.Reasons = append(it.Reasons, model.Lasting(m.planned)+" planned today")
		if m.planned <= 0 {
			it.Reasons[len(it.Reasons)-1] = "nothing planned today"
		}
	}
	if m.out != "" {
		it.Reasons = append(it.Reasons, "out today: "+m.out)
	}
	if m.open >= mean+5 && 2*m.open >= 3*mean {
		it.Tone = Warn
	}
	return it
}

// ownership counts the open tickets in scope by owner.
func (b *builder) ownership() map[string]*load {
	loads := map[string]*load{}
	for i := range b.facts {
		f := &b.facts[i]
		if f.t.Owner.IsZero() || !f.in {
			continue
		}
		m := b.loadOf(loads, f.t.Owner)
		m.open++
		add(&m.overdue, f.overdue)
	}
	return loads
}

// loadOf finds or makes a member's load. The fullest reference is kept, so that
// the order of the input does not matter.
func (b *builder) loadOf(loads map[string]*load, ref model.MemberRef) *load {
	key := b.login(ref)
	if loads[key] == nil {
		loads[key] = &load{}
	}
	m := loads[key]
	if cmp.Or(cmp.Compare(ref.ID, m.ref.ID), strings.Compare(ref.Name.String(), m.ref.Name.String()),
		strings.Compare(ref.Identifier.String(), m.ref.Identifier.String())) > 0 {
		m.ref = ref
	}
	return m
}

// plannedHours adds today's schedule: time on entries, and all-day entries of
// a kind that is no work.
func (b *builder) plannedHours(loads map[string]*load) {
	for _, v := range b.s.ScheduleEntries.Value {
		if v.Member.IsZero() || !v.On(b.cal.Today, b.cal.Tomorrow, b.zone) || !b.crew.HasMember(b.known(v.Member)) {
			continue
		}
		m := b.loadOf(loads, v.Member)
		start, end := v.Span(b.zone)
		switch allDay := v.DateOnly || !start.After(b.cal.Today) && !end.Before(b.cal.Tomorrow); {
		case allDay && v.Kind == model.ScheduleOther:
			m.out = max(m.out, cmp.Or(v.Name.String(), v.Type.String(), "all day"))
		case !allDay:
			m.planned += minTime(end, b.cal.Tomorrow).Sub(maxTime(start, b.cal.Today))
		}
	}
}

func minTime(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func maxTime(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
