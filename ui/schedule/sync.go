package schedule

import (
	"time"

	"daybrief/model"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
)

// geometry is how the area is shared out.
type geometry struct {
	w, h   int
	wide   bool        // a timeline; else an agenda
	rows   layout.Rect // the timeline without its ruler
	rule   int         // the line between the two halves; -1 when there is none
	list   layout.Rect
	detail layout.Rect
	legend bool
	name   int // cells of the members' names
	band   int // cells of all-day entries
	axisX  int // where the hours begin
}

// The least area in which a timeline is worth its lines.
const (
	wideW = 100
	wideH = 16
)

// Sync works out the plan when data, minute, size or theme have changed, and what is
// known of the selected entry's ticket.
func (s *Screen) Sync(f screen.Frame) {
	zone := zoneOf(f)
	if !s.steer {
		s.day = dateOf(f.Now, zone)
	}
	st := stamp{assessed: f.Assessed, minute: f.Now.Unix() / 60, zone: zone, theme: f.Theme, w: f.Area.W, h: f.Area.H, crew: f.Crew}
	if f.Snapshot != nil {
		st.gen = f.Snapshot.Gen
	}
	if st != s.stamp || s.plan.days == nil {
		if was := s.stamp.crew; was != nil && f.Crew != nil && was.Scope != f.Crew.Scope {
			s.beyond = false // another scope was chosen
		}
		s.stamp = st
		s.rebuild(f)
	}
	s.talk.read(f, s.geo, s.list.chosen())
}

// crewNow is whose entries are shown: those of the scope. Who is free is asked of
// more than oneself, and somebody outside the scope may have been asked for.
func (s *Screen) crewNow(f screen.Frame) *model.Crew {
	if s.beyond || s.free != nil && f.Rules.Scope == model.ScopeMine {
		return nil
	}
	return f.Crew
}

// modeNow is the mode in effect: who is free is asked of one day.
func (s *Screen) modeNow() mode {
	if s.free != nil {
		return day
	}
	return s.mode
}

func wide(r layout.Rect) bool { return r.W >= wideW && r.H >= wideH }

// rebuild makes the plan and finds the selection in it again.
func (s *Screen) rebuild(f screen.Frame) {
	days := []date{s.day}
	if s.modeNow() == week {
		days = nil
		for i := range 7 {
			days = append(days, s.day.monday().plus(i))
		}
	}
	known, why := make([]bool, len(days)), ""
	s.plan = plan{days: days}
	if f.Snapshot != nil && f.Lookup != nil {
		known = loaded(f.Snapshot, days, dateOf(f.Now, zoneOf(f)), zoneOf(f))
		if c := s.crewNow(f); !c.All() && c.Why != "" {
			why = model.Sentence(c.Why)
		}
		s.plan = planOf(f, s.crewNow(f), days)
	}
	s.plan.known, s.plan.why = known, why
	s.filter.narrow(&s.plan)
	if !s.settled {
		s.member = nobodyYet // oneself stands first, as soon as the members are known
	}
	s.member = s.rows.seek(&s.plan, s.member)
	if s.free != nil {
		s.askFree(f)
	}
	s.measure(f)
	s.relist(f)
}

func planOf(f screen.Frame, crew *model.Crew, days []date) plan {
	p := planner{
		snapshot: f.Snapshot, lookup: f.Lookup, hours: f.Rules.Hours, zone: zoneOf(f),
		now: f.Now, me: login(f), crew: crew, days: days,
	}.build()
	seen, _ := screen.Seen(f, model.SourceSchedule)
	p.empty = "nothing booked" + seen
	return p
}

// relist works out the list: the selected member's day beside a timeline,
// everything in scope in an agenda.
func (s *Screen) relist(f screen.Frame) {
	s.list.lines = s.list.lines[:0]
	switch {
	case s.geo.wide && s.rows.at >= 0:
		sheet := &s.plan.rows[s.rows.at].days[s.plan.index(s.day)]
		sheet.findGaps(s.day, f.Rules.Hours, zoneOf(f))
		s.list.lines = sheetLines(s.list.lines, sheet, "")
		if s.modeNow() == day && s.free == nil && !s.filter.on() {
			if s.plan.ahead == nil && s.list.room(s.geo) {
				s.plan.ahead = aheadOf(f, s.crewNow(f), s.day)
			}
			s.list.ahead(s.plan.ahead, s.plan.rows[s.rows.at].key, s.geo)
		}
	case !s.geo.wide:
		for i := range s.plan.days {
			s.list.lines = s.plan.agenda(s.list.lines, i, f.Rules.Hours, zoneOf(f))
		}
	}
	s.pick = s.list.find(s.pick, f.Now, s.geo.list.H)
}

// measure shares out the area.
func (s *Screen) measure(f screen.Frame) {
	g := geometry{w: max(0, f.Area.W), h: max(0, f.Area.H), wide: wide(f.Area), rule: -1}
	body := layout.Rect{W: g.w, H: g.h}.Inset(0, 1, 0, 0)
	if g.wide {
		g.timeline(body, s.plan.lineCount())
	} else {
		g.agenda(body)
	}
	s.geo = g
	if g.wide {
		s.axis = newAxis(s.plan.hours(s.day, f.Rules.Hours, s.free, zoneOf(f)), g.w-g.axisX-1, zoneOf(f))
		s.rows.scroll(&s.plan, s.geo.rows.H)
	}
}

// timeline shares the area between the rows above and the list with its detail
// below.
func (g *geometry) timeline(body layout.Rect, lines int) {
	g.legend = g.h >= 24
	if g.legend {
		body.H--
	}
	g.name, g.band = 18, 8
	if g.w >= 140 {
		g.name, g.band = 24, 12
	}
	g.axisX = 1 + g.name + 1 + 6 + 1 + 3 + 1 + g.band + 1
	body = body.Inset(0, 1, 0, 0) // the ruler
	low := max(6, body.H*2/5)
	parts := body.Rows(layout.Fixed(min(max(lines, 3), body.H-1-low)), layout.Fixed(1), layout.Fill(1))
	g.rows, g.rule = parts[0], parts[1].Y
	cols := parts[2].Cols(layout.Fill(3), layout.Fixed(3), layout.Fill(2))
	g.list, g.detail = cols[0], cols[2]
}

// agenda is a list and, where there is room, what it has to say about the
// selected entry.
func (g *geometry) agenda(body layout.Rect) {
	if body.H < 13 {
		g.list = body
		return
	}
	parts := body.Rows(layout.Fill(1), layout.Fixed(1), layout.Fixed(min(8, body.H/3)))
	g.list, g.rule, g.detail = parts[0], parts[1].Y, parts[2]
}

// loaded reports which days the snapshot covers. Where the feed does not say, a
// day counts as covered when it lies between days that hold something.
func loaded(snap *model.Snapshot, days []date, today date, zone *time.Location) []bool {
	first, last := window(snap, today, zone)
	out := make([]bool, len(days))
	for i, d := range days {
		out[i] = snap.ScheduleEntries.Known() && !d.before(first) && !last.before(d)
	}
	return out
}

// window is the first and the last day that the snapshot is known to cover.
func window(snap *model.Snapshot, today date, zone *time.Location) (first, last date) {
	if !snap.ScheduleFrom.IsZero() && !snap.ScheduleTo.IsZero() {
		return dateOf(snap.ScheduleFrom, zone), dateOf(snap.ScheduleTo.Add(-time.Nanosecond), zone)
	}
	first, last = today, today
	for _, v := range snap.ScheduleEntries.Value {
		if v == nil || v.Start.IsZero() {
			continue
		}
		d := dayOf(v, zone)
		if d.before(first) {
			first = d
		}
		if last.before(d) {
			last = d
		}
	}
	return first, last
}
