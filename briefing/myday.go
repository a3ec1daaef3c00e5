package briefing

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"daybrief/model"
)

// stay is a schedule entry of today with its place in its member's day.
type stay struct {
	v          *model.ScheduleEntry
	start, end time.Time
	allDay     bool
	next       bool          // the member's first one yet to begin
	gap        time.Duration // free time since the entry before, 0 for none
	overlaps   []*stay       // with others that are neither over nor done
}

// myDay answers "where must I be, when?": today's entries in time order, the
// member's own or, for a dispatcher, everybody's.
func (b *builder) myDay(sec *Section) {
	whose := "of the member"
	if b.plansOthers() {
		whose = map[model.Scope]string{model.ScopeTeam: "of the team", model.ScopeEverybody: "of every member"}[b.r.Scope]
	}
	sec.Rule = "Schedule entries " + whose + " that fall on today: first what is over and not done, then in time order from the running one on, then what is done; gaps from " + model.Lasting(b.r.MyDay.Gap) + "."
	if !b.s.ScheduleEntries.Known() {
		sec.Unavailable = noun(model.SourceSchedule) + ": " + b.why(model.SourceSchedule)
		return
	}
	if b.plansOthers() && b.crew.Why != "" {
		sec.Unavailable = b.crew.Why
		return
	}
	if !b.plansOthers() {
		if b.r.Member == "" {
			sec.Unavailable = model.NoMember
			return
		}
		b.stranger(sec)
	}
	b.aged(sec, model.SourceSchedule, b.s.ScheduleEntries.At)
	stays := b.today()
	sec.Items = make([]Item, 0, len(stays))
	for _, st := range stays {
		sec.Items = append(sec.Items, b.visitItem(st))
		add(&sec.Done, st.v.Done)
	}
}

// plansOthers reports whether the day is that of the scope and not one's own.
func (b *builder) plansOthers() bool { return b.r.Role == Dispatcher && b.r.Scope != model.ScopeMine }

// attends reports whether a member's entries belong into the section.
func (b *builder) attends(ref model.MemberRef) bool {
	if b.plansOthers() {
		return b.crew.HasMember(b.known(ref))
	}
	return b.isMember(ref)
}

// today lists the stays of the local day, all-day ones first, with what there
// is to say about each.
func (b *builder) today() []*stay {
	if b.stays != nil {
		return b.stays
	}
	days := map[string][]*stay{}
	var all []*stay
	for _, v := range b.s.ScheduleEntries.Value {
		if v.Member.IsZero() || !b.attends(v.Member) || !v.On(b.cal.Today, b.cal.Tomorrow, b.zone) {
			continue
		}
		start, end := v.Span(b.zone)
		st := &stay{v: v, start: start, end: end}
		st.allDay = v.DateOnly || !start.After(b.cal.Today) && !end.Before(b.cal.Tomorrow)
		all = append(all, st)
		who := b.login(v.Member)
		days[who] = append(days[who], st)
	}
	for _, day := range days {
		slices.SortFunc(day, stayOrder)
		b.layOut(day)
	}
	slices.SortFunc(all, func(x, y *stay) int { return cmp.Or(cmp.Compare(b.turn(x), b.turn(y)), stayOrder(x, y)) })
	b.stays = all
	return all
}

// turn is what of a day is told first: what is over and not done, then the day
// from now on, then what is done.
func (b *builder) turn(st *stay) int {
	switch {
	case st.v.Done:
		return 2
	case !st.allDay && !st.end.After(b.now) && st.start.Before(b.now):
		return 0
	}
	return 1
}

// login tells members apart: by login, or by id where there is none.
func (b *builder) login(ref model.MemberRef) string {
	if m := b.l.MemberByID(ref.ID); m != nil && ref.Identifier.IsEmpty() {
		return strings.ToLower(m.Identifier.String())
	}
	if ref.Identifier.IsEmpty() {
		return "#" + itoa(int64(ref.ID))
	}
	return strings.ToLower(ref.Identifier.String())
}

func stayOrder(x, y *stay) int {
	if x.allDay != y.allDay {
		if x.allDay {
			return -1
		}
		return 1
	}
	return cmp.Or(x.start.Compare(y.start), cmp.Compare(x.v.ID, y.v.ID))
}

// mostOverlaps bounds how many neighbours of one entry are looked at.
const mostOverlaps = 50

// layOut finds what is next, the gaps and the overlaps in one member's day,
// which is sorted. All-day entries stand beside the others and clash with none.
func (b *builder) layOut(day []*stay) {
	var until time.Time // the latest end so far
	next := false
	for i, st := range day {
		if st.allDay {
			continue
		}
		if !next && !st.v.Done && st.start.After(b.now) {
			st.next, next = true, true
		}
		if gap := st.start.Sub(until); !until.IsZero() && gap > 0 && gap >= b.r.MyDay.Gap {
			st.gap = gap
		}
		if st.end.After(until) {
			until = st.end
		}
		for _, other := range day[i+1 : min(len(day), i+1+mostOverlaps)] {
			if !other.start.Before(st.end) {
				break
			}
			if b.ahead(st) && b.ahead(other) {
				st.overlaps, other.overlaps = append(st.overlaps, other), append(other.overlaps, st)
			}
		}
	}
}

// ahead reports whether an entry still matters: neither done nor over.
func (b *builder) ahead(st *stay) bool { return !st.v.Done && st.end.After(b.now) }

func (b *builder) visitItem(st *stay) Item {
	v := st.v
	it := Item{Kind: KindScheduleEntry, ID: int64(v.ID), ScheduleEntry: v, Summary: v.Name, Owner: b.memberName(v.Member), Status: v.Status, Due: st.start}
	if t := b.l.Ticket(v.Ticket); t != nil && v.Ticket != 0 {
		it.Ticket, it.Company, it.Board = t, t.Company.Label(), t.Board.Name
		it.Priority, it.Status, it.URL = b.l.Priority(t).Name, t.Status.Name, b.url(t.ID)
		if !t.Summary.IsEmpty() {
			it.Summary = t.Summary
		}
	}
	if it.Summary.IsEmpty() {
		it.Summary = v.Type
	}
	it.Reasons, it.Tone = b.when(st)
	if b.plansOthers() && !it.Owner.IsEmpty() { // whose it is comes before when
		it.Reasons[0] = it.Owner.String() + ": " + it.Reasons[0]
	}
	if b.ahead(st) {
		b.remarks(&it, st)
	}
	return it
}

// when tells how an entry stands to now.
func (b *builder) when(st *stay) (why []string, tone Tone) {
	times := b.moment(st.start) + " to " + b.moment(st.end)
	switch {
	case st.v.Done && st.allDay:
		return []string{"done", "all day"}, Quiet
	case st.v.Done:
		return []string{"done", times}, Quiet
	case st.allDay:
		return []string{"all day"}, Calm
	case !st.end.After(b.now) && st.start.Before(b.now):
		return []string{"past and not done: ended " + b.moment(st.end)}, Warn
	case !st.start.After(b.now):
		return []string{"now until " + b.moment(st.end)}, Calm
	case st.next:
		return []string{"next: starts in " + model.Lasting(st.start.Sub(b.now)), times}, Calm
	}
	return []string{times}, Calm
}

// remarks adds what is wrong with an entry that is going on or to come.
func (b *builder) remarks(it *Item, st *stay) {
	for i, o := range st.overlaps {
		if i == 3 {
			it.Reasons = append(it.Reasons, "overlaps "+model.Grouped(len(st.overlaps)-i)+" more")
			break
		}
		it.Reasons = append(it.Reasons, "overlaps "+b.visitName(o.v)+" ("+b.moment(o.start)+" to "+b.moment(o.end)+")")
		it.Tone = Warn
	}
	if st.gap > 0 && st.start.After(b.now) {
		it.Reasons = append(it.Reasons, "gap of "+model.Lasting(st.gap)+" before")
	}
	if !st.v.Acknowledged {
		it.Reasons = append(it.Reasons, "not acknowledged")
	}
	if !st.v.Where.IsEmpty() {
		it.Reasons = append(it.Reasons, "at "+st.v.Where.String())
	}
	known := b.s.ServiceTickets.Known() && b.s.ProjectTickets.Known()
	if st.v.Kind == model.ScheduleTicket && st.v.Ticket != 0 && it.Ticket == nil && known {
		it.Reasons = append(it.Reasons, "its ticket #"+itoa(int64(st.v.Ticket))+" is not among the open ones")
	}
}

func (b *builder) visitName(v *model.ScheduleEntry) string {
	name := v.Name
	if t := b.l.Ticket(v.Ticket); t != nil && v.Ticket != 0 {
		return "#" + itoa(int64(t.ID)) + " " + t.Summary.String()
	}
	if name.IsEmpty() {
		name = v.Type
	}
	return name.String()
}
