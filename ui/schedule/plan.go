package schedule

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// plan is the schedule of some days as the screen draws it: a row a member, a
// sheet a day. It is worked out anew when data, minute, day or scope change.
type plan struct {
	days  []date
	known []bool // which days the snapshot covers
	why   string // why the scope can't be shown
	empty string // what a day without entries is called
	rows  []row
	sum   tally
	ahead *plan // the days after it, where the list has room for them
}

// height is how many lines a row takes.
func (p *plan) height(i int) int {
	if len(p.days) > 1 {
		return 1
	}
	return p.rows[i].days[0].lanes
}

// lineCount is how many lines all rows take.
func (p *plan) lineCount() int {
	n := 0
	for i := range p.rows {
		n += p.height(i)
	}
	return n
}

// index is where a day stands in the plan; 0 when it is not there.
func (p *plan) index(day date) int {
	for i, d := range p.days {
		if d == day {
			return i
		}
	}
	return 0
}

// hours is what the axis has to show: the working hours, and whatever lies
// outside them.
func (p *plan) hours(d date, h model.Hours, q *free, zone *time.Location) span {
	all := d.clock(h, zone)
	if len(p.days) > 1 {
		return all
	}
	for i := range p.rows {
		for _, e := range p.rows[i].days[0].timed {
			all = all.hull(e.part)
		}
	}
	if q != nil {
		all = all.hull(span{q.at, q.at.Add(slot)})
	}
	return all.cut(d.bounds(zone))
}

// tally counts what the head of the screen tells.
type tally struct{ entries, clashing, late, undone, unasked, unacked int }

// row is one member.
type row struct {
	key   string // lower-case login, "#id" without one, "" for nobody
	name  string
	mine  bool
	gone  bool // no longer among the members
	robot bool // a program's key: nobody who could take anything
	days  []sheet
	order string // lower-case name
}

// person reports whether the row is somebody who could take work.
func (r *row) person() bool { return r.key != "" && !r.gone && !r.robot }

// sheet is one member's day.
type sheet struct {
	timed  []entry // by start, then id
	band   []entry // without a time of day, or all day long
	lanes  int     // how many lines the timed entries take
	peak   int     // how many at once at worst, of those ahead; 2 and more is a double booking
	booked time.Duration
	away   string // why the member is not there at all
	gaps   []span // free working time between entries, where it is shown
}

// entry is a visit on one day.
type entry struct {
	v      *model.ScheduleEntry
	part   span // inside the day
	whole  span
	allDay bool
	ticket *model.Ticket // nil when there is none, or it is not open
	label  string
	lane   int
	others int // entries at the same time, where that still matters
	ahead  bool
	done   bool
	late   bool   // past and not done
	unsure string // what of that is not known: "done", or "acknowledged"
	unread bool   // not acknowledged, and not over
	maybe  bool   // tentative
}

// most lanes and the least time that a bar is taken to last for.
const (
	mostLanes = 3
	leastBar  = 15 * time.Minute
	leastGap  = 30 * time.Minute
)

// planner is what a plan is made from.
type planner struct {
	snapshot *model.Snapshot
	lookup   *model.Lookup
	hours    model.Hours
	zone     *time.Location
	now      time.Time
	me       string // lower-case login
	crew     *model.Crew
	days     []date
}

// build works out the plan. It goes over the visits once.
func (k planner) build() plan {
	p := plan{days: k.days}
	index := map[string]int{}
	for i := range k.snapshot.Members.Value {
		m := &k.snapshot.Members.Value[i]
		if key := strings.ToLower(m.Identifier.String()); key != "" && !m.Inactive && !m.Program() && k.crew.HasMember(model.MemberRef{ID: m.ID, Identifier: m.Identifier}) {
			k.row(&p, index, key, m.Name().String(), false)
		}
	}
	bounds := make([]span, len(k.days))
	for i, d := range k.days {
		bounds[i] = d.bounds(k.zone)
	}
	for _, v := range k.snapshot.ScheduleEntries.Value {
		if v == nil || v.Ghost || v.Start.IsZero() {
			continue
		}
		k.add(&p, index, bounds, v)
	}
	slices.SortFunc(p.rows, byName)
	for i := range p.rows {
		for d := range p.rows[i].days {
			p.rows[i].days[d].sumUp(&p.sum)
		}
	}
	return p
}

// byName puts one's own row first and the entries of nobody last.
func byName(a, b row) int {
	switch {
	case a.mine != b.mine:
		if a.mine {
			return -1
		}
		return 1
	case (a.key == "") != (b.key == ""):
		if b.key == "" {
			return -1
		}
		return 1
	}
	if c := strings.Compare(a.order, b.order); c != 0 {
		return c
	}
	return strings.Compare(a.key, b.key)
}

func (k planner) row(p *plan, index map[string]int, key, name string, gone bool) *row {
	if i, ok := index[key]; ok {
		return &p.rows[i]
	}
	if name == "" {
		name = key
	}
	index[key] = len(p.rows)
	m := k.lookup.Member(key)
	p.rows = append(p.rows, row{
		key: key, name: name, order: strings.ToLower(name), gone: gone, robot: m != nil && m.Program(),
		mine: key != "" && key == k.me, days: make([]sheet, len(k.days)),
	})
	return &p.rows[len(p.rows)-1]
}

// add puts a visit on each day that it touches.
func (k planner) add(p *plan, index map[string]int, bounds []span, v *model.ScheduleEntry) {
	var r *row
	var e entry
	from, to := v.Span(k.zone)
	for i, d := range k.days {
		if !(span{from, to}).touches(bounds[i]) {
			continue
		}
		if r == nil {
			key, name, gone := k.who(v.Member)
			if !k.crew.HasMember(v.Member) {
				return
			}
			r, e = k.row(p, index, key, name, gone), k.entry(v)
		}
		e.place(bounds[i], d.clock(k.hours, k.zone))
		if s := &r.days[i]; e.allDay {
			s.band = append(s.band, e)
		} else {
			s.timed = append(s.timed, e)
		}
	}
}

// place says which part of a day an entry takes. What lasts over midnight and
// takes the working hours whole is an all-day entry on that day.
func (e *entry) place(day, work span) {
	if e.v.DateOnly {
		e.part, e.whole, e.allDay = day, day, true
		return
	}
	e.part = e.whole.cut(day)
	over := e.whole.from.Before(day.from) || e.whole.to.After(day.to)
	e.allDay = e.part == day || over && !e.part.from.After(work.from) && !e.part.to.Before(work.to)
}

// who names the member of an entry: as the member list has it, else as the
// entry itself says, which is all that is left of somebody who has gone.
func (k planner) who(ref model.MemberRef) (key, name string, gone bool) {
	m := k.lookup.Member(ref.Identifier.String())
	if m == nil && ref.ID != 0 {
		m = k.lookup.MemberByID(ref.ID)
	}
	switch {
	case m != nil && !m.Identifier.IsEmpty():
		return strings.ToLower(m.Identifier.String()), m.Name().String(), m.Inactive
	case !ref.Identifier.IsEmpty():
		key = strings.ToLower(ref.Identifier.String())
	case ref.ID != 0:
		key = "#" + strconv.FormatInt(int64(ref.ID), 10)
	case !ref.Name.IsEmpty():
		key = "=" + strings.ToLower(ref.Name.String())
	default:
		return "", "nobody named", false
	}
	name = ref.Label().String()
	return key, name, k.snapshot.Members.Known() && k.snapshot.HealthOf(model.SourceMembers).Whole()
}

func (k planner) entry(v *model.ScheduleEntry) entry {
	from, to := v.Span(k.zone)
	e := entry{v: v, whole: span{from, to}, ticket: k.lookup.Ticket(v.Ticket), done: v.Done}
	e.label = label(v, e.ticket)
	over := !to.After(k.now)
	e.ahead = v.Ahead(k.now, k.zone)
	e.late = over && v.Unfinished()
	switch {
	case !v.Closable() || v.Done:
	case over && v.Unsaid&model.EntryDone != 0:
		e.unsure = "done"
	case !over && v.Unsaid&model.EntryAcknowledged != 0:
		e.unsure = "acknowledged"
	}
	e.unread = !over && !v.Done && v.Unread()
	e.maybe = strings.Contains(strings.ToLower(v.Status.String()), "tentative")
	return e
}

// label is what an entry is about, in the fewest words.
func label(v *model.ScheduleEntry, t *model.Ticket) string {
	switch {
	case t != nil && !t.Summary.IsEmpty():
		return t.Summary.String()
	case !v.Name.IsEmpty():
		return v.Name.String()
	case v.Ticket != 0:
		return "#" + strconv.FormatInt(int64(v.Ticket), 10)
	case v.Type.String() != "" && len(v.Type.String()) > 1:
		return v.Type.String()
	}
	return "no subject"
}
