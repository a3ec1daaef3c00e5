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

// loads are the members and what they have to do, by login.
type loads struct {
	*builder
	by map[string]*load
}

// teamLoad answers "who is swamped, who is free?": each member's open tickets
// against the mean of those who have any.
func teamLoad(b *builder, sec *Section) {
	sec.Rule = "Members with open tickets or entries today: tickets they own against the mean, past their date, hours planned today, and who is out; most tickets first."
	if !b.allTickets(sec) {
		return
	}
	if !b.s.Members.Known() {
		sec.note("only people with tickets or entries are seen, " + b.lacks(model.SourceMembers))
	} else {
		b.noteMissing(sec, model.SourceMembers)
	}
	all := loads{b, map[string]*load{}}
	all.owned()
	if b.s.ScheduleEntries.Known() {
		all.planned()
		b.aged(sec, model.SourceSchedule, b.s.ScheduleEntries.At)
		b.noteNameless(sec)
	} else {
		sec.note("without planned hours, " + b.lacks(model.SourceSchedule))
	}
	var list []*load
	total, owners := 0, 0
	for _, m := range all.by {
		list = append(list, m)
		total += m.open
		add(&owners, m.open > 0)
	}
	slices.SortFunc(list, func(x, y *load) int {
		return cmp.Or(cmp.Compare(y.open, x.open), strings.Compare(b.login(x.ref), b.login(y.ref)))
	})
	mean := total / max(1, owners)
	for i, m := range list {
		sec.Items = append(sec.Items, all.item(m, mean, i))
	}
}

func (s loads) item(m *load, mean, place int) Item {
	it := Item{Kind: KindMember, ID: int64(m.ref.ID), Summary: s.l.MemberName(m.ref), Owner: s.l.MemberName(m.ref)}
	if it.ID == 0 {
		if row := s.l.Member(m.ref.Identifier.String()); row != nil {
			it.ID = int64(row.ID)
		} else {
			it.ID = -int64(place + 1) // somebody who is not in the member list
		}
	}
	it.Reasons = append(it.Reasons, model.Grouped(m.open)+" open (mean "+model.Grouped(mean)+")")
	if m.overdue > 0 {
		it.Reasons = append(it.Reasons, model.Grouped(m.overdue)+" past their date")
	}
	if s.s.ScheduleEntries.Known() {
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

// owned counts the open tickets in scope by owner.
func (s loads) owned() {
	for i := range s.facts {
		f := &s.facts[i]
		if f.t.Owner.IsZero() || !f.in {
			continue
		}
		m := s.of(f.t.Owner)
		m.open++
		add(&m.overdue, f.overdue)
	}
}

// of finds or makes a member's load. The fullest reference is kept, so that
// the order of the input does not matter.
func (s loads) of(ref model.MemberRef) *load {
	key := s.login(ref)
	if s.by[key] == nil {
		s.by[key] = &load{}
	}
	m := s.by[key]
	if cmp.Or(cmp.Compare(ref.ID, m.ref.ID), strings.Compare(ref.Name.String(), m.ref.Name.String()),
		strings.Compare(ref.Identifier.String(), m.ref.Identifier.String())) > 0 {
		m.ref = ref
	}
	return m
}

// planned adds today's schedule: time on entries, and who is away.
func (s loads) planned() {
	for _, v := range s.s.ScheduleEntries.Value {
		if v.Member.IsZero() || !v.On(s.cal.Today, s.cal.Tomorrow, s.zone) || !s.crew.HasMember(s.known(v.Member)) {
			continue
		}
		m := s.of(v.Member)
		start, end := v.Span(s.zone)
		m.out = s.a.Absence(v.Member).Words()
		allDay := v.DateOnly || !start.After(s.cal.Today) && !end.Before(s.cal.Tomorrow)
		if !allDay && (m.out == "" || v.Kind != model.ScheduleOther) {
			m.planned += model.Sooner(end, s.cal.Tomorrow).Sub(model.Later(start, s.cal.Today))
		}
	}
}
