package schedule

import (
	"strings"
	"time"

	"charm.land/bubbles/v2/help"

	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// mode is how many days are shown.
type mode uint8

const (
	day mode = iota
	week
)

// Screen is the Schedule tab. It keeps what the person chose (day, scope, row,
// entry) and, beside it, what Sync worked out of the latest Frame.
type Screen struct {
	own map[string][]string // the person's own keys, by action
	choice
	filter filter
	free   *free

	stamp stamp
	plan  plan
	axis  axis
	geo   geometry
	rows  cursor
	list  entryList
	talk  talk

	count counted
}

// choice is what the person chose to see.
type choice struct {
	mode    mode
	beyond  bool // everybody is shown, for somebody outside the scope
	day     date
	steer   bool // the day was chosen; without, it is always today
	member  string
	settled bool // a member was chosen; until then it is oneself, or the first
	pick    model.ScheduleEntryID
	inList  bool // keys move in the list and not among the members
}

// take chooses a member, and no entry yet.
func (c *choice) take(member string) { c.member, c.settled, c.pick = member, true, 0 }

// turn goes to a day; today moves on by itself.
func (c *choice) turn(d, today date) { c.day, c.steer, c.pick = d, d != today, 0 }

// stamp tells whether anything that Sync depends on has changed.
type stamp struct {
	gen      uint64
	assessed *assess.Assessment
	minute   int64
	zone     *time.Location
	theme    *theme.Theme
	w, h     int
	crew     *model.Crew
}

// counted is the tab's number for a snapshot and a day.
type counted struct {
	gen  uint64
	day  date
	crew *model.Crew
	text string
}

var (
	_ screen.Screen = (*Screen)(nil)
	_ screen.Looker = (*Screen)(nil)
)

// New makes the screen, on today.
func New() *Screen {
	return &Screen{talk: talk{widget.Preview{Show: widget.ShowConversation}}, rows: cursor{at: -1}, list: entryList{sel: -1}, choice: choice{member: nobodyYet}}
}

// nobodyYet is the selected member before there are any: "" is the row of the
// entries that name nobody.
const nobodyYet = "\x00"

// ID is "schedule".
func (*Screen) ID() string { return "schedule" }

// Title is the tab's label.
func (*Screen) Title() string { return "Schedule" }

// Count is how many entries today holds in the scope, with a plus where there may be
// more; a dash where the schedule can't be had, "" while it, or who is in the scope, is
// not known.
func (s *Screen) Count(f screen.Frame) string {
	if f.Snapshot == nil || !f.Snapshot.ScheduleEntries.Known() || !f.Crew.All() && f.Crew.Why != "" {
		return screen.Dash(f, model.SourceSchedule)
	}
	zone := zoneOf(f)
	c := counted{gen: f.Snapshot.Gen, day: dateOf(f.Now, zone), crew: f.Crew}
	if s.count.text != "" && s.count.gen == c.gen && s.count.day == c.day && s.count.crew == c.crew {
		return s.count.text
	}
	n, today := 0, c.day.bounds(zone)
	for _, v := range f.Snapshot.ScheduleEntries.Value {
		if v == nil || v.Ghost || !c.crew.HasMember(v.Member) {
			continue
		}
		if v.On(today.from, today.to, zone) {
			n++
		}
	}
	_, nameless := model.Nameless(f.Snapshot.ScheduleEntries.Value, today.from, today.to, zone)
	if c.text = widget.Count(n); nameless || !f.Snapshot.HealthOf(model.SourceSchedule).Whole() {
		c.text += "+"
	}
	s.count = c
	return c.text
}

// Keys are the bindings that work now.
func (s *Screen) Keys() help.KeyMap { return s.keymap() }

// Looking is the ticket of the selected entry; 0 when it has none.
func (s *Screen) Looking() model.TicketID {
	if e := s.list.chosen(); e != nil {
		return e.v.Ticket
	}
	return 0
}

// Show goes to a member's row, or to the next entry of a ticket.
func (s *Screen) Show(p screen.Place, f screen.Frame) bool {
	s.Sync(f)
	switch {
	case p.Ticket != 0:
		return s.showTicket(p.Ticket, f)
	case p.Member != "":
		return s.showMember(strings.ToLower(p.Member), f)
	}
	return p == screen.Place{Screen: p.Screen} // no filters and no sections here
}

func (s *Screen) showTicket(id model.TicketID, f screen.Frame) bool {
	if f.Snapshot == nil || f.Lookup == nil {
		return false
	}
	var best *model.ScheduleEntry
	for _, v := range f.Lookup.ScheduleEntries(id) {
		// The first that is not over; else the latest.
		if !v.Ghost && !v.Start.IsZero() && (best == nil || over(best, f)) {
			best = v
		}
	}
	if best == nil {
		return false
	}
	d := planner{snapshot: f.Snapshot, lookup: f.Lookup}
	key, _, _ := d.who(best.Member)
	s.free, s.mode, s.steer, s.day = nil, day, true, dayOf(best, zoneOf(f))
	s.beyond = !f.Crew.HasMember(best.Member)
	s.member, s.settled, s.pick, s.inList = key, true, best.ID, true
	s.rebuild(f)
	return true
}

func over(v *model.ScheduleEntry, f screen.Frame) bool {
	_, end := v.Span(zoneOf(f))
	return !end.After(f.Now)
}

func (s *Screen) showMember(key string, f screen.Frame) bool {
	if f.Lookup == nil || f.Lookup.Member(key) == nil && key != login(f) {
		return false
	}
	s.free, s.inList = nil, false
	s.take(key)
	s.rebuild(f)
	if s.rows.at < 0 || s.plan.rows[s.rows.at].key != key {
		s.beyond, s.member = true, key
		s.rebuild(f)
	}
	return s.rows.at >= 0 && s.plan.rows[s.rows.at].key == key
}

func zoneOf(f screen.Frame) *time.Location {
	if f.Zone == nil {
		return time.UTC
	}
	return f.Zone
}

func login(f screen.Frame) string { return strings.ToLower(f.Rules.Member) }
