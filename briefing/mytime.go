package briefing

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"daybrief/model"
)

// The words of a row of kind time.
const (
	timeDay     = "day"     // hours logged against those that have passed
	timeGap     = "gap"     // working time without an entry
	timeOverlap = "overlap" // two entries at the same time
)

// logged is the time that a member has logged on the last working day and today.
type logged struct {
	*builder
	sec     *Section
	entries []model.TimeEntry // of the member, by start
	days    [2]loggedDay
}

// loggedDay is one of the two days.
type loggedDay struct {
	start, end time.Time
	name       string
	work       []model.Stretch // as far as it has passed; none on a day off
}

// myTime answers "what have I not logged?".
func myTime(b *builder, sec *Section) {
	sec.Rule = "The member's time entries of the last working day and of today: hours logged against the working hours that have passed, " +
		"working time of " + model.Lasting(b.r.MyTime.Gap) + " or more without an entry, entries at the same time, and tickets that the member was the last to change on these days " +
		"and has logged no time on."
	switch {
	case b.r.Member == "":
		sec.Unavailable = model.NoMember
		return
	case !b.s.Time.Known():
		sec.Unavailable = model.SourceTime.Records() + ": " + b.why(model.SourceTime)
		return
	}
	x := &logged{builder: b, sec: sec}
	b.stranger(sec)
	b.aged(sec, model.SourceTime, b.s.Time.At)
	x.gather()
	if len(x.entries) == 0 && b.unlisted() {
		sec.Unavailable, sec.Partial = model.Stranger(b.r.Member), ""
		return
	}
	whole := true
	for _, d := range x.days {
		whole = x.day(d) && whole
	}
	x.touched()
	sec.Healthy = whole && len(sec.Items) == len(x.days) && sec.Partial == ""
}

// gather finds the days and the member's entries, and says what can't be told.
func (x *logged) gather() {
	today := model.CalendarDay(x.now, x.zone)
	for i, day := range []time.Time{x.r.Hours.Before(today), today} {
		y, m, d := day.Date()
		l := loggedDay{start: model.StartOfDay(y, m, d, x.zone), end: model.StartOfDay(y, m, d+1, x.zone), name: day.Format("Monday 2 January")}
		switch int(today.Sub(day) / (24 * time.Hour)) {
		case 0:
			l.name = "Today"
		case 1:
			l.name = "Yesterday"
		}
		for _, s := range x.r.Hours.Stretches(y, m, d, x.zone) {
			l.work = append(l.work, model.Stretch{From: s.From, To: model.Later(s.From, model.Sooner(s.To, x.now))})
		}
		x.days[i] = l
	}
	endless, untold, undated, unsaid := 0, 0, 0, 0
	for _, e := range x.s.Time.Value {
		add(&undated, e.Start.IsZero())
		if e.Start.IsZero() || !x.isMember(x.known(e.Member)) {
			continue
		}
		add(&unsaid, e.Unsaid)
		x.entries = append(x.entries, e)
		add(&untold, e.Untold && e.End.After(e.Start) && !e.Start.Before(x.days[0].start))
		add(&endless, !e.Until().After(e.Start) && !e.Start.Before(x.days[0].start))
	}
	slices.SortFunc(x.entries, func(a, b model.TimeEntry) int { return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID)) })
	if x.s.TimeFrom.After(x.days[0].start) {
		x.sec.note("the entries were read from " + x.moment(x.s.TimeFrom) + " on only")
	}
	if endless > 0 {
		x.sec.note(counted(endless, "entry", "entries") + " with neither an end nor hours")
	}
	if untold > 0 {
		x.sec.note("the hours of " + counted(untold, "entry", "entries") + " are not said and in no sum")
	}
	if undated > 0 {
		x.sec.note(counted(undated, "entry", "entries") + " without a start: hours and gaps may be other than they seem")
	}
	if unsaid > 0 {
		x.sec.note(counted(unsaid, "entry does", "entries do") + " not say for which ticket: one below may have its time")
	}
	if x.r.Hours.Empty() {
		x.sec.note("no working hours are set in [hours], so that gaps can't be told")
	}
}

// day adds a day with its gaps and overlaps; false when hours are missing in it.
func (x *logged) day(d loggedDay) (whole bool) {
	var hours float64
	for _, e := range x.entries {
		if model.Within(e.Start, d.start, d.end) {
			hours += e.Hours
		}
	}
	passed := 0.0
	for _, s := range d.work {
		passed += s.To.Sub(s.From).Hours()
	}
	it := Item{Kind: KindTime, ID: int64(len(x.sec.Items) + 1), Summary: model.Clean(d.name), Status: model.Clean(timeDay)}
	switch {
	case passed > 0:
		it.Reasons = []string{fmt.Sprintf("%.2f h logged of %.2f h that have passed", hours, passed)}
	case len(d.work) == 0:
		it.Reasons = []string{fmt.Sprintf("%.2f h logged, no working day", hours)}
	default:
		it.Reasons = []string{fmt.Sprintf("%.2f h logged, the working day has not begun", hours)}
	}
	if whole = passed-hours < x.r.MyTime.Gap.Hours(); !whole {
		it.Tone = Warn
	}
	x.sec.Items = append(x.sec.Items, it)
	for _, s := range d.work {
		x.gaps(d, s)
	}
	x.overlaps(d)
	return whole
}

// gaps adds the working time of a stretch of a day without an entry. Entries that began the day
// before cover what they last into.
func (x *logged) gaps(d loggedDay, work model.Stretch) {
	at := work.From
	gap := func(to time.Time) {
		if free := to.Sub(at); free >= x.r.MyTime.Gap && free > 0 {
			x.row(timeGap, d, at, 0, "nothing logged from "+x.clock(at)+" to "+x.clock(to)+", "+model.Lasting(free))
		}
	}
	for _, e := range x.entries {
		if start := e.Start; start.Before(work.To) && e.Until().After(at) {
			if start.After(at) {
				gap(start)
			}
			at = e.Until()
		}
	}
	if at.Before(work.To) {
		gap(work.To)
	}
}

// overlaps adds the entries of a day that begin before an earlier one has ended.
func (x *logged) overlaps(d loggedDay) {
	for i, e := range x.entries {
		if !model.Within(e.Start, d.start, d.end) || !e.Until().After(e.Start) {
			continue
		}
		for _, o := range x.entries[:i] {
			if o.Until().After(e.Start) && o.Until().After(o.Start) {
				x.row(timeOverlap, d, e.Start, e.Ticket, x.span(e)+" overlaps "+x.span(o))
			}
		}
	}
}

// span is an entry in words.
func (x *logged) span(e model.TimeEntry) string {
	words := x.clock(e.Start) + " to " + x.clock(e.Until())
	if e.Ticket != 0 {
		words += " on #" + itoa(int64(e.Ticket))
	}
	return words
}

// clock is a time of day; the row names the day.
func (x *logged) clock(t time.Time) string { return t.In(x.zone).Format("15:04") }

// row adds a gap or an overlap.
func (x *logged) row(what string, d loggedDay, at time.Time, id model.TicketID, why string) {
	it := Item{Kind: KindTime, ID: int64(len(x.sec.Items) + 1), Summary: model.Clean(d.name), Status: model.Clean(what), Tone: Warn, Reasons: []string{why}, Due: at.In(x.zone)}
	if t := x.l.Ticket(id); id != 0 && t != nil {
		it.Ticket, it.Company, it.URL = t, t.Company.Label(), x.url(id)
	}
	x.sec.Items = append(x.sec.Items, it)
}

// touched adds the tickets that the member was the last to change on these days,
// and has no entry of these days on: the latest first.
func (x *logged) touched() {
	if !x.allTouched() {
		return
	}
	on := map[model.TicketID]bool{}
	for _, e := range x.entries {
		on[e.Ticket] = on[e.Ticket] || x.within(e.Start)
	}
	var list []*model.Ticket
	untold := 0
	collect := func(t *model.Ticket) bool {
		add(&untold, t.Updated.IsZero() || t.UpdatedBy.IsEmpty())
		if x.isMember(model.MemberRef{Identifier: t.UpdatedBy}) && x.within(t.Updated) && !on[t.ID] {
			list = append(list, t)
		}
		return true
	}
	x.s.Open(collect)
	x.s.ClosedTickets(collect)
	if untold > 0 {
		x.sec.note("of " + model.Counted(untold, "ticket") + " it is not known who changed them last, or when")
	}
	slices.SortFunc(list, func(a, b *model.Ticket) int { return cmp.Or(b.Updated.Compare(a.Updated), cmp.Compare(a.ID, b.ID)) })
	for _, t := range list {
		it := Item{Kind: KindTicket, ID: int64(t.ID), Ticket: t, Summary: t.Summary, Company: t.Company.Label(), Board: t.Board.Name,
			Priority: x.l.Priority(t).Name, Status: t.Status.Name, Owner: x.worker(t), URL: x.url(t.ID),
			Reasons: []string{"no time logged, changed by the member " + x.moment(t.Updated)}}
		x.sec.Items = append(x.sec.Items, it)
	}
}

// allTouched says what of the changed tickets is not known; false when nothing is.
func (x *logged) allTouched() bool {
	s := x.s
	if why, ok := x.listed(model.SourceTickets, model.SourceProjectTickets, s.ServiceTickets.Known(), s.ProjectTickets.Known()); !ok {
		x.sec.note("which tickets were changed is not known, " + why)
		return false
	}
	if s.Reading() != "" {
		x.sec.note("tickets that were changed may be missing: " + s.Reading())
	}
	x.noteTickets(x.sec)
	if why := x.closedSince(x.days[0].start); why != "" {
		x.sec.note("closed tickets that were changed may be missing, " + why)
	}
	return true
}

// within reports whether a moment lies on one of the days.
func (x *logged) within(t time.Time) bool {
	return slices.ContainsFunc(x.days[:], func(d loggedDay) bool { return model.Within(t, d.start, d.end) })
}
