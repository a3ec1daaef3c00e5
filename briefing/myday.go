package briefing

import (
	"cmp"
	"slices"
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

// dayPlan is today's schedule: the member's own, or for a dispatcher everybody's.
type dayPlan struct {
	*coverage
	stays []*stay // once they have been asked for
}

// myDay answers "where must I be, when?": today's entries in time order, the
// member's own or, for a dispatcher, everybody's.
func myDay(b *builder, sec *Section) {
	whose := "of the member"
	if b.plansOthers() {
		whose = map[model.Scope]string{model.ScopeTeam: "of the team", model.ScopeEverybody: "of every member"}[b.r.Scope]
	}
	sec.Rule = "Schedule entries " + whose + " that fall on today: first what is over and not done, then in time order from the running one on, then what is done; gaps from " + model.Lasting(b.r.MyDay.Gap) + "."
	if !b.s.ScheduleEntries.Known() {
		sec.Unavailable = model.SourceSchedule.Records() + ": " + b.why(model.SourceSchedule)
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
	b.noteNameless(sec)
	stays := b.today()
	if len(stays) == 0 && !b.plansOthers() && b.unlisted() {
		sec.Unavailable, sec.Partial = model.Stranger(b.r.Member), ""
		return
	}
	sec.Items = make([]Item, 0, len(stays))
	for _, st := range stays {
		sec.Items = append(sec.Items, b.visitItem(st))
		add(&sec.Done, b.turn(st) == behind)
	}
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

// nextVisit is the first entry of today yet to begin; nil for none, and for
// anybody but oneself.
func (d *dayPlan) nextVisit() *stay {
	if !d.s.ScheduleEntries.Known() || d.plansOthers() || d.r.Member == "" {
		return nil
	}
	for _, st := range d.today() {
		if st.next {
			return st
		}
	}
	return nil
}

// today lists the stays of the local day, all-day ones first, with what there
// is to say about each.
func (d *dayPlan) today() []*stay {
	if d.stays != nil {
		return d.stays
	}
	by := map[string][]*stay{}
	var all []*stay
	for _, v := range d.s.ScheduleEntries.Value {
		if v.Member.IsZero() || !d.attends(v.Member) || !v.On(d.cal.Today, d.cal.Tomorrow, d.zone) {
			continue
		}
		start, end := v.Span(d.zone)
		st := &stay{v: v, start: start, end: end}
		st.allDay = v.DateOnly || !start.After(d.cal.Today) && !end.Before(d.cal.Tomorrow)
		all = append(all, st)
		who := d.login(v.Member)
		by[who] = append(by[who], st)
	}
	for _, day := range by {
		slices.SortFunc(day, stayOrder)
		d.layOut(day)
	}
	slices.SortFunc(all, func(x, y *stay) int { return cmp.Or(cmp.Compare(d.turn(x), d.turn(y)), stayOrder(x, y)) })
	d.stays = all
	return all
}

// What of a day is told first: what is over and not done, then the day from now
// on, then what is behind.
const (
	unfinished = iota
	ahead
	behind
)

func (d *dayPlan) turn(st *stay) int {
	over := !st.allDay && !st.end.After(d.now) && st.start.Before(d.now)
	switch {
	case st.v.Done, over && !st.v.Unfinished():
		return behind
	case over:
		return unfinished
	}
	return ahead
}

// layOut finds what is next, the gaps and the overlaps in one member's day,
// which is sorted. All-day entries stand beside the others and clash with none.
func (d *dayPlan) layOut(day []*stay) {
	var until time.Time // the latest end so far
	next := false
	for i, st := range day {
		if st.allDay {
			continue
		}
		if !next && !st.v.Done && st.start.After(d.now) {
			st.next, next = true, true
		}
		if gap := st.start.Sub(until); !until.IsZero() && gap > 0 && gap >= d.r.MyDay.Gap {
			st.gap = gap
		}
		if st.end.After(until) {
			until = st.end
		}
		for _, other := range day[i+1 : min(len(day), i+1+mostOverlaps)] {
			if !other.start.Before(st.end) {
				break
			}
			if d.ahead(st) && d.ahead(other) {
				st.overlaps, other.overlaps = append(st.overlaps, other), append(other.overlaps, st)
			}
		}
	}
}

// ahead reports whether an entry still matters: neither done nor over.
func (d *dayPlan) ahead(st *stay) bool { return st.v.Ahead(d.now, d.zone) }

func (d *dayPlan) visitItem(st *stay) Item {
	v := st.v
	it := Item{Kind: KindScheduleEntry, ID: int64(v.ID), ScheduleEntry: v, Summary: v.Name, Owner: d.l.MemberName(v.Member), Status: v.Status, Due: st.start}
	if t := d.l.Ticket(v.Ticket); t != nil && v.Ticket != 0 {
		it.Ticket, it.Company, it.Board = t, t.Company.Label(), t.Board.Name
		it.Priority, it.Status, it.URL = d.l.Priority(t).Name, t.Status.Name, d.url(t.ID)
		if !t.Summary.IsEmpty() {
			it.Summary = t.Summary
		}
	}
	if it.Summary.IsEmpty() {
		it.Summary = v.Type
	}
	it.Reasons, it.Tone = d.when(st)
	it.Others = d.plansOthers()
	if d.ahead(st) {
		d.remarks(&it, st)
	}
	return it
}

// when tells how an entry stands to now.
func (d *dayPlan) when(st *stay) (why []string, tone Tone) {
	times := d.moment(st.start) + " to " + d.moment(st.end)
	switch {
	case st.v.Done && st.allDay:
		return []string{"done", "all day"}, Quiet
	case st.v.Done:
		return []string{"done", times}, Quiet
	case st.allDay:
		return []string{"all day"}, Calm
	case d.turn(st) == behind:
		return []string{"over", times}, Quiet
	case d.turn(st) == unfinished:
		return []string{"past and not done: ended " + d.moment(st.end)}, Warn
	case !st.start.After(d.now):
		return []string{"now until " + d.moment(st.end)}, Calm
	case st.next:
		return []string{"next: starts in " + model.Lasting(st.start.Sub(d.now)), times}, Calm
	}
	return []string{times}, Calm
}

// overlap names an entry that another one overlaps.
func (d *dayPlan) overlap(o *stay) string {
	return "overlaps " + d.visitName(o.v) + " (" + d.moment(o.start) + " to " + d.moment(o.end) + ")"
}

// remarks adds what is wrong with an entry that is going on or to come.
func (d *dayPlan) remarks(it *Item, st *stay) {
	for i, o := range st.overlaps {
		if i == 3 {
			it.Reasons = append(it.Reasons, "overlaps "+model.Grouped(len(st.overlaps)-i)+" more")
			break
		}
		it.Reasons = append(it.Reasons, d.overlap(o))
		it.Tone = Warn
	}
	if st.gap > 0 && st.start.After(d.now) {
		it.Reasons = append(it.Reasons, "gap of "+model.Lasting(st.gap)+" before")
	}
	if st.v.Unread() {
		it.Reasons = append(it.Reasons, "not acknowledged")
	}
	if !st.v.Where.IsEmpty() {
		it.Reasons = append(it.Reasons, "at "+st.v.Where.String())
	}
	known := d.s.ServiceTickets.Known() && d.s.ProjectTickets.Known() && d.s.Reading() == "" && d.gaps(model.SourceTickets, model.SourceProjectTickets) == ""
	if st.v.Kind == model.ScheduleTicket && st.v.Ticket != 0 && it.Ticket == nil && known {
		it.Reasons = append(it.Reasons, "its ticket #"+itoa(int64(st.v.Ticket))+" is not among the open ones")
	}
}
