package briefing

import (
	"slices"
	"strings"
	"time"

	"daybrief/model"
	"daybrief/model/assess"
)

// soon is how long before its start an entry calls for somebody.
const soon = 30 * time.Minute

// appointments are what the schedule asks for now: an entry that is about to
// start, two at the same time, and entries that are over and not done. Those of
// several members are gathered.
func (n *situations) appointments() (out []situation) {
	if !n.s.ScheduleEntries.Known() || !n.plansOthers() && n.r.Member == "" {
		return nil
	}
	var starting, clashing, late []*stay
	for _, st := range n.today() {
		running := !st.start.After(n.now) && st.end.After(n.now)
		switch {
		case st.allDay || st.v.Done:
		case st.start.After(n.now) && st.start.Sub(n.now) <= soon && (st.next || n.plansOthers()):
			starting = append(starting, st)
		case running && n.meets(st):
			clashing = append(clashing, st)
		case n.turn(st) == unfinished:
			late = append(late, st)
		}
	}
	if len(starting) > 0 {
		out = append(out, n.starting(starting))
	}
	if len(clashing) > 0 {
		out = append(out, n.clashing(clashing))
	}
	if len(late) > 0 {
		out = append(out, n.late(late))
	}
	for i := range out {
		n.takeTickets(&out[i])
	}
	return out
}

// takeTickets leaves to a line the tickets that no other line has. It is worth at
// least as much as the most urgent of them.
func (n *situations) takeTickets(s *situation) {
	var own []*model.Ticket
	for _, t := range s.item.Tickets {
		if n.taken[t.ID] {
			continue
		}
		n.taken[t.ID] = true
		own = append(own, t)
		if v := n.a.Ticket(t.ID); v.Points > s.points {
			s.points, s.item.Why = v.Points, n.a.Reasons(v)
		}
	}
	s.item.Tickets = own
}

// meets reports whether an entry runs at the same time as another one.
func (d *dayPlan) meets(st *stay) bool {
	for _, o := range st.overlaps {
		if !o.start.After(d.now) && o.end.After(d.now) {
			return true
		}
	}
	return false
}

// visited is the row of entries, with what they are worth.
func (d *dayPlan) visited(words string, sts []*stay, why ...assess.Reason) situation {
	it := Item{Kind: KindAppointment, ID: int64(sts[0].v.ID), ScheduleEntry: sts[0].v, Summary: model.Clean(words), Tone: Warn, Why: why, Due: sts[0].start}
	points := 0
	for _, r := range why {
		points += r.Points
	}
	for _, st := range sts {
		it.IDs = append(it.IDs, int64(st.v.ID))
		if v := d.a.Ticket(st.v.Ticket); v != nil && st.v.Ticket != 0 {
			it.Tickets = append(it.Tickets, v.Ticket)
		}
	}
	if len(sts) == 1 && len(it.Tickets) == 1 {
		it.Ticket, it.Company, it.URL = it.Tickets[0], it.Tickets[0].Company.Label(), d.url(it.Tickets[0].ID)
	}
	if !d.plansOthers() || len(sts) == 1 {
		it.Owner = d.l.MemberName(sts[0].v.Member)
	}
	return situation{id: it.ID, item: &it, points: points, gathers: true}
}

// starting are the entries that begin within half an hour.
func (d *dayPlan) starting(sts []*stay) situation {
	first := sts[0]
	left := first.start.Sub(d.now)
	r := assess.Reason{Key: "visit_30m", Text: "an appointment starts in " + model.Lasting(left)}
	if left <= 15*time.Minute {
		r.Key = "visit_15m"
	}
	r.Points = d.a.Worth(r.Key)
	why := []assess.Reason{r}
	clash := ""
	if i := slices.IndexFunc(sts, func(st *stay) bool { return len(st.overlaps) > 0 }); i >= 0 {
		clash = d.overlap(sts[i].overlaps[0])
		why = append(why, assess.Reason{Key: "visit_clash", Text: clash, Points: d.a.Worth("visit_clash")})
	}
	words := d.visitName(first.v) + ": starts in " + model.Lasting(left)
	if len(sts) > 1 {
		words = model.Grouped(len(sts)) + " appointments start within 30 min, first " + d.whoseVisit(first) + " in " + model.Lasting(left)
	}
	s := d.visited(words, sts, why...)
	s.item.Reasons = []string{"at " + d.moment(first.start)}
	if clash != "" {
		s.item.Reasons = append([]string{clash}, s.item.Reasons...)
		s.item.Tone = Bad
	}
	if first.v.Unread() {
		s.item.Reasons = append(s.item.Reasons, "not acknowledged")
	}
	if !first.v.Where.IsEmpty() {
		s.item.Reasons = append(s.item.Reasons, "at "+first.v.Where.String())
	}
	return s
}

// clashing are entries that run at the same time.
func (d *dayPlan) clashing(sts []*stay) situation {
	r := assess.Reason{Key: "visit_30m", Text: "an appointment is running", Points: d.a.Worth("visit_30m")}
	c := assess.Reason{Key: "visit_clash", Text: "another one is at the same time", Points: d.a.Worth("visit_clash")}
	s := d.visited(model.Grouped(len(sts))+" appointments at the same time: "+d.someVisits(sts), sts, r, c)
	s.item.Reasons = []string{"all run now"}
	s.item.Tone = Bad
	return s
}

// late are entries that have ended and are not done.
func (d *dayPlan) late(sts []*stay) situation {
	first := sts[0]
	words := d.whoseVisit(first) + " has ended and is not done"
	if len(sts) > 1 {
		words = model.Grouped(len(sts)) + " appointments have ended and are not done: " + d.someVisits(sts)
	}
	r := assess.Reason{Key: "visit_not_done", Text: "an appointment has ended and is not done", Points: d.a.Worth("visit_not_done")}
	s := d.visited(words, sts, r)
	s.item.Reasons = []string{"ended " + d.moment(first.end)}
	if len(sts) > 1 {
		s.item.Reasons = []string{"the first ended " + d.moment(first.end)}
	}
	return s
}

// someVisits names three entries and counts the others.
func (d *dayPlan) someVisits(sts []*stay) string {
	var names []string
	for _, st := range sts[:min(3, len(sts))] {
		names = append(names, d.whoseVisit(st))
	}
	if n := len(sts) - len(names); n > 0 {
		return join(names, ", ") + " and " + model.Grouped(n) + " more"
	}
	return join(names, ", ")
}

func join(words []string, sep string) string { return strings.Join(words, sep) }

// clause is a sentence as a part of another one.
func clause(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + strings.TrimSuffix(s[1:], ".")
}

// capital begins a sentence.
func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
