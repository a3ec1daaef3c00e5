package briefing

import (
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
func (b *builder) appointments(taken map[model.TicketID]bool) (out []situation) {
	if !b.s.ScheduleEntries.Known() || !b.plansOthers() && b.r.Member == "" {
		return nil
	}
	var starting, clashing, late []*stay
	for _, st := range b.today() {
		running := !st.start.After(b.now) && st.end.After(b.now)
		switch {
		case st.allDay || st.v.Done:
		case st.start.After(b.now) && st.start.Sub(b.now) <= soon && (st.next || b.plansOthers()):
			starting = append(starting, st)
		case running && b.meets(st):
			clashing = append(clashing, st)
		case !st.end.After(b.now) && st.start.Before(b.now):
			late = append(late, st)
		}
	}
	if len(starting) > 0 {
		out = append(out, b.starting(starting))
	}
	if len(clashing) > 0 {
		out = append(out, b.clashing(clashing))
	}
	if len(late) > 0 {
		out = append(out, b.late(late))
	}
	for i := range out {
		b.takeTickets(&out[i], taken)
	}
	return out
}

// takeTickets leaves to a line the tickets that no other line has. It is worth at
// least as much as the most urgent of them.
func (b *builder) takeTickets(s *situation, taken map[model.TicketID]bool) {
	var own []*model.Ticket
	for _, t := range s.item.Tickets {
		if taken[t.ID] {
			continue
		}
		taken[t.ID] = true
		own = append(own, t)
		if v := b.a.Ticket(t.ID); v.Points > s.points {
			s.points, s.item.Why = v.Points, b.a.Reasons(v)
		}
	}
	s.item.Tickets = own
}

// meets reports whether an entry runs at the same time as another one.
func (b *builder) meets(st *stay) bool {
	for _, o := range st.overlaps {
		if !o.start.After(b.now) && o.end.After(b.now) {
			return true
		}
	}
	return false
}

// visited is the row of entries, with what they are worth.
func (b *builder) visited(words string, sts []*stay, why ...assess.Reason) situation {
	it := Item{Kind: KindAppointment, ID: int64(sts[0].v.ID), ScheduleEntry: sts[0].v, Summary: model.Clean(words), Tone: Warn, Why: why, Due: sts[0].start}
	points := 0
	for _, r := range why {
		points += r.Points
	}
	for _, st := range sts {
		it.IDs = append(it.IDs, int64(st.v.ID))
		if v := b.a.Ticket(st.v.Ticket); v != nil && st.v.Ticket != 0 {
			it.Tickets = append(it.Tickets, v.Ticket)
		}
	}
	if len(sts) == 1 && len(it.Tickets) == 1 {
		it.Ticket, it.Company, it.URL = it.Tickets[0], it.Tickets[0].Company.Label(), b.url(it.Tickets[0].ID)
	}
	if !b.plansOthers() || len(sts) == 1 {
		it.Owner = b.memberName(sts[0].v.Member)
	}
	return situation{item: it, points: points, gathers: true}
}

// starting are the entries that begin within half an hour.
func (b *builder) starting(sts []*stay) situation {
	first := sts[0]
	left := first.start.Sub(b.now)
	r := assess.Reason{Key: "visit_30m", Text: "an appointment starts in " + model.Lasting(left)}
	if left <= 15*time.Minute {
		r.Key = "visit_15m"
	}
	r.Points = b.a.Worth(r.Key)
	why := []assess.Reason{r}
	var clash []string
	for _, st := range sts {
		for _, o := range st.overlaps {
			clash = append(clash, "overlaps "+b.visitName(o.v)+" ("+b.moment(o.start)+" to "+b.moment(o.end)+")")
		}
	}
	if len(clash) > 0 {
		why = append(why, assess.Reason{Key: "visit_clash", Text: clash[0], Points: b.a.Worth("visit_clash")})
	}
	words := b.visitName(first.v) + ": starts in " + model.Lasting(left)
	if len(sts) > 1 {
		words = model.Grouped(len(sts)) + " appointments start within 30 min, first " + b.whoseVisit(first) + " in " + model.Lasting(left)
	}
	s := b.visited(words, sts, why...)
	s.item.Reasons = []string{"at " + b.moment(first.start)}
	if len(clash) > 0 {
		s.item.Reasons = append([]string{clash[0]}, s.item.Reasons...)
		s.item.Tone = Bad
	}
	if !first.v.Acknowledged {
		s.item.Reasons = append(s.item.Reasons, "not acknowledged")
	}
	if !first.v.Where.IsEmpty() {
		s.item.Reasons = append(s.item.Reasons, "at "+first.v.Where.String())
	}
	return s
}

// clashing are entries that run at the same time.
func (b *builder) clashing(sts []*stay) situation {
	r := assess.Reason{Key: "visit_30m", Text: "an appointment runs", Points: b.a.Worth("visit_30m")}
	c := assess.Reason{Key: "visit_clash", Text: "another one runs at the same time", Points: b.a.Worth("visit_clash")}
	s := b.visited(model.Grouped(len(sts))+" appointments at the same time: "+b.someVisits(sts), sts, r, c)
	s.item.Reasons = []string{"all run now"}
	s.item.Tone = Bad
	return s
}

// late are entries that have ended and are not done.
func (b *builder) late(sts []*stay) situation {
	first := sts[0]
	words := b.whoseVisit(first) + " has ended and is not done"
	if len(sts) > 1 {
		words = model.Grouped(len(sts)) + " appointments have ended and are not done: " + b.someVisits(sts)
	}
	r := assess.Reason{Key: "visit_not_done", Text: "an appointment has ended and is not done", Points: b.a.Worth("visit_not_done")}
	s := b.visited(words, sts, r)
	s.item.Reasons = []string{"ended " + b.moment(first.end)}
	return s
}

// whoseVisit names an entry, with its member where it may be anybody's.
func (b *builder) whoseVisit(st *stay) string {
	if b.plansOthers() {
		return b.memberName(st.v.Member).String() + "'s " + b.visitName(st.v)
	}
	return b.visitName(st.v)
}

// nextVisit is the first entry of today yet to begin; nil for none, and for
// anybody but oneself.
func (b *builder) nextVisit() *stay {
	if !b.s.ScheduleEntries.Known() || b.plansOthers() || b.r.Member == "" {
		return nil
	}
	for _, st := range b.today() {
		if st.next {
			return st
		}
	}
	return nil
}

// someVisits names three entries and counts the others.
func (b *builder) someVisits(sts []*stay) string {
	var names []string
	for _, st := range sts[:min(3, len(sts))] {
		names = append(names, b.whoseVisit(st))
	}
	if n := len(sts) - len(names); n > 0 {
		return join(names, ", ") + " and " + model.Grouped(n) + " more"
	}
	return join(names, ", ")
}

func join(words []string, sep string) string { return strings.Join(words, sep) }

// capital begins a sentence.
func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
